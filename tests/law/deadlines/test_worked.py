"""Worked deadlines: the jurist's examples in worked/*.toml and those published with the law files; each name is the test's id."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from arrears.law.deadlines import RULES, due, due_date
from arrears.law.due_command import answer

HERE = Path(__file__).parent
WORKED = [
    example for file in sorted((HERE / "worked").glob("*.toml")) for example in tomllib.loads(file.read_text("utf-8"))["example"]
]
PUBLISHED = HERE.parents[3] / "shared" / "law" / "examples" / "deadlines.jsonl"
LINES = [json.loads(line) for line in PUBLISHED.read_text("utf-8").splitlines()] if PUBLISHED.exists() else []


def facts_of(example: dict[str, Any]) -> dict[str, Any]:
    """The facts of an example; TOML has no null, so an empty `to` is a pause that still runs."""
    facts = dict(example.get("facts", {}))
    if "pauses" in facts:
        facts["pauses"] = [{**pause, "to": pause["to"] or None} for pause in facts["pauses"]]
    return facts


def text(value: object) -> str | None:
    return None if value is None else value if isinstance(value, str) else value.isoformat()  # type: ignore[attr-defined]


@pytest.mark.parametrize("example", WORKED, ids=[f"{e['rule']}: {e['name']}" for e in WORKED])
def test_worked_deadline(example: dict[str, Any]) -> None:
    given = {"length": example.get("length"), "settings": example.get("settings", {})}
    line = {"rule": example["rule"], "trigger_date": text(example["from"]), "facts": facts_of(example)}
    if example.get("length") is not None:
        line["facts"]["length"] = example["length"]
    got = answer(line, settings=given["settings"])
    assert "error" not in got, got
    assert got["due"] == text(example.get("due")), got["explanation"]
    assert got["explanation"].endswith("。") and got["article"] and got["steps"]
    if "plan" in example:
        assert got["plan"] == text(example["plan"]), got["explanation"]
    assert got.get("remaining") == example.get("remaining")
    assert got["provisional"] == example.get("provisional", False)


@pytest.mark.parametrize("line", LINES, ids=[line["id"] for line in LINES])
def test_the_published_example(line: dict[str, Any]) -> None:
    got = answer({name: line[name] for name in ("id", "rule", "trigger_date", "facts")})
    assert (got["id"], got["due"]) == (line["id"], line["due"]), got


def test_every_rule_has_a_worked_example() -> None:
    assert set(RULES) - {example["rule"] for example in WORKED} == set()


def test_no_example_name_is_used_twice() -> None:
    names = [(example["rule"], example["name"]) for example in WORKED]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("example", WORKED, ids=[f"{e['rule']}: {e['name']}" for e in WORKED])
def test_the_quick_path_gives_the_same_date(example: dict[str, Any]) -> None:
    from arrears.law.deadlines import facts as read
    from arrears.law.deadlines.errors import BadDate

    moment = read.parse_moment(text(example["from"]), "from", BadDate)
    more = {"length": example.get("length"), "settings": example.get("settings", {})}
    assert due_date(example["rule"], moment, facts_of(example), **more) == due(
        example["rule"], moment, facts_of(example), **more
    ).due
