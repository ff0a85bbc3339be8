"""Every row of the routing table, with each of its branches: the published examples and our own cases (cases.toml)."""

import json
import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from arrears.law.routing import ROWS, answer, route
from arrears.regions import region

HERE = Path(__file__).parent
PUBLISHED = HERE.parents[3] / "shared/law/examples/routing.jsonl"
EXAMPLES = [json.loads(line, parse_float=Decimal) for line in PUBLISHED.read_text("utf-8").splitlines()]
CASES = tomllib.loads((HERE / "cases.toml").read_text("utf-8"), parse_float=Decimal)["case"]
BASE = {
    "channel": "12345", "received_on": "2026-06-10", "who": "worker", "employer": "北京甲乙有限公司", "employer_kind": "company",
    "employer_status": "operating", "employer_district": "海淀区", "workplace_district": "海淀区", "construction": False,
    "workers": 1, "amount": 5000, "claims": ["wages"], "labour_relation": "clear",
}  # fmt: skip
BEIJING = region("beijing")


def facts_of(case):
    told = {**BASE, **case.get("facts", {})}
    return {name: value for name, value in told.items() if name not in case.get("without", ())}


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["id"] for example in EXAMPLES])
def test_the_published_examples(example):
    given = answer(example, BEIJING)
    assert given["id"] == example["id"]
    assert {"route": given["route"], "body": given["body"]} == example["expected"], given
    assert set(example["must_warn"]) <= {warning["code"] for warning in given["warnings"]}
    named = re.findall(r"R\d\d", example["reason"].split(":")[0])
    assert given["row"] == named[-1]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_our_own_cases(case):
    given = route(facts_of(case), BEIJING)
    assert (given.row, given.route, given.body or "") == (case["row"], case["route"], case["body"])
    codes = {warning.code for warning in given.warnings}
    assert set(case.get("warn", ())) <= codes
    assert not codes & set(case.get("calm", ()))
    ways = [f"{way.route} {way.body or ''}".strip() for way in given.alternatives]
    assert set(case.get("ways", ())) <= set(ways), ways
    assert not (case.get("ways") == [] and ways)


def test_every_row_and_every_branch_is_reached_by_a_case():
    reached = set()
    for told in [facts_of(case) for case in CASES] + [example["facts"] for example in EXAMPLES]:
        given = route(told, BEIJING)
        reached.update((given.row, reason.text) for reason in given.reasons)
    for row in ROWS:
        for branch in row.branches:
            assert (row.id, branch.way.why) in reached, f"{row.id}: {branch.way.why}"


def test_the_rows_stand_in_the_order_of_the_law_file():
    order = list(dict.fromkeys(row.id for row in ROWS))
    first, second = [f"R{n:02}" for n in range(1, 20)], ["R21", "R22", "R20", "R23", "R24", "R25", "R26", "R27"]
    assert order == [*first, *second, "R28", "R29", "R30", "R31"]
    assert [row.id for row in ROWS].count("R26") == 2


def test_every_reason_and_warning_names_its_source():
    for case in CASES:
        given = route(facts_of(case), BEIJING)
        assert all(item.text and item.source for item in (*given.reasons, *given.warnings))
        assert all(way.reason for way in given.alternatives)
