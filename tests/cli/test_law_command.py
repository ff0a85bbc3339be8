"""`arrears law …` as a person and a program call it: answers, exit status, and Chinese on standard error."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from arrears.cli import COMMANDS, main
from arrears.law.deadlines.registry import RULES
from arrears.law.procedures import PROCEDURES

EXAMPLES = Path(__file__).resolve().parents[3] / "shared/law/examples"


def run(*args, said=""):
    return CliRunner().invoke(main, ["law", *args], input=said)


def answers(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def chinese(text):
    return any("\u4e00" <= sign <= "\u9fff" for sign in text)


def test_an_amount_is_printed_in_capitals():
    result = run("amount", "107000.53")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "壹拾万柒仟元零伍角叁分\n", "")


def test_amounts_are_answered_line_by_line_and_wrong_ones_in_their_place():
    lines = [
        {"id": "a", "amount": "107000.53"}, {"id": "b", "amount": 0.1}, {"id": "c", "amount": "-1"}, {"id": "d"},
        {"id": 5, "amount": "1.005"}, {"id": None, "amount": "1e12"}, {"id": "g", "amount": 999999999999.99},
    ]  # fmt: skip
    result = run("amount", "--jsonl", said="\n".join(map(json.dumps, lines)) + '\n\n{"id": "n", "amount": NaN}')
    given = answers(result)
    assert result.exit_code == 0 and [line["id"] for line in given] == ["a", "b", "c", "d", 5, None, "g", "n"]
    assert [line.get("capital") for line in given[:2]] == ["壹拾万柒仟元零伍角叁分", "壹角整"]
    assert given[6]["capital"].startswith("玖仟玖佰玖拾玖亿")
    wrong = [line["error"] for line in given if "error" in line]
    assert len(wrong) == 5
    assert all(set(error) == {"code", "field", "message"} and error["code"] == "bad-amount" for error in wrong)
    assert all(error["field"] == "amount" and chinese(error["message"]) for error in wrong)


@pytest.mark.parametrize(
    "args",
    [
        ("amount",), ("amount", "abc"), ("amount", "-5"), ("amount", "1", "2"), ("amount", "1", "--jsonl"), ("due",),
        ("due", "arb-award"),
        ("due", "no-such-rule", "--from", "2026-03-02"), ("due", "arb-award", "--from", "2026-02-30"),
        ("due", "arb-award", "--from", "2026-03-02", "--facts", "{"), ("due", "arb-award", "--from"), ("procedure",),
        ("procedure", "divorce"), ("route", "--region", "atlantis"), ("route", "--colour"), ("weather",),
    ],
)  # fmt: skip
def test_a_wrong_call_leaves_with_2_and_says_why_in_chinese(args):
    result = run(*args)
    assert result.exit_code == 2 and result.stdout == ""
    assert chinese(result.stderr.splitlines()[0]) and "Traceback" not in result.stderr
    assert not any(word in result.stderr for word in ("Usage", "Error", "Try", "Missing", "No such"))


@pytest.mark.parametrize("command", ["amount", "route", "due"])
@pytest.mark.parametrize("bad", ["{", "[1]", "3", "null", '{"id": 1} x', "[" * 100_000, f'{{"amount": {"9" * 5000}}}', "\ud800"])
def test_a_line_that_is_no_object_ends_the_batch_with_its_number(command, bad):
    said = b'{"id": 1}\n' + bad.encode("utf-8", "surrogatepass") + b'\n{"id": 3}\n'
    result = run(command, "--jsonl", said=said)
    assert result.exit_code == 2 and "第 2 行" in result.stderr
    assert [line["id"] for line in answers(result)] == [1]


def test_a_mark_at_the_beginning_and_windows_line_ends_do_no_harm():
    result = run("amount", "--jsonl", said=b'\xef\xbb\xbf{"id": 1, "amount": "5"}\r\n{"id": 2, "amount": "6"}\r\n')
    assert [line["capital"] for line in answers(result)] == ["伍元整", "陆元整"]


def test_an_empty_batch_is_answered():
    assert (run("amount", "--jsonl").exit_code, run("amount", "--jsonl").stdout) == (0, "")


def test_the_published_routes_come_out_of_the_command():
    text = (EXAMPLES / "routing.jsonl").read_text("utf-8")
    result = run("route", "--jsonl", said=text)
    assert result.exit_code == 0
    for told, given in zip(map(json.loads, text.splitlines()), answers(result), strict=True):
        assert list(given) == ["id", "route", "body", "row", "reasons", "alternatives", "warnings"]
        assert {"route": given["route"], "body": given["body"]} == told["expected"]
        assert all(set(reason) == {"text", "source"} for reason in given["reasons"])
        assert all(set(way) == {"route", "body", "reason"} for way in given["alternatives"])
        assert all(set(item) == {"code", "text", "source"} for item in given["warnings"])


def test_a_route_in_words_for_a_person():
    result = run("route", said='{"employer": "甲公司", "workplace_district": "海淀区", "claims": ["wages"]}')
    assert result.exit_code == 0 and result.stdout.startswith("建议：调解 → 海淀区（R31）\n理由：")
    assert run("route", said='{"channel": "fax"}').exit_code == 2


def test_the_published_deadlines_come_out_of_the_command():
    text = (EXAMPLES / "deadlines.jsonl").read_text("utf-8")
    result = run("due", "--jsonl", said=text)
    told = [json.loads(line) for line in text.splitlines()]
    given = answers(result)
    assert result.exit_code == 0 and [line["id"] for line in given] == [line["id"] for line in told]
    assert not [line for line in given if "error" in line]


def test_one_deadline_in_words_for_a_person():
    result = run("due", "arb-award", "--from", "2026-03-02", "--facts", '{"extension_days": 15}')
    assert result.exit_code == 0 and "2026-05-06" in result.stdout and "第四十三条" in result.stdout


def test_all_rules_are_listed_with_their_articles():
    listed = json.loads(run("rules", "--json").stdout)
    assert [row["id"] for row in listed] == list(RULES)
    assert all(row["article"] and row["title"] for row in listed)
    assert len(run("rules").stdout.splitlines()) == len(RULES)


@pytest.mark.parametrize("name", list(PROCEDURES))
def test_each_procedure_is_shown_as_table_and_picture(name):
    assert chinese(run("procedure", name).stdout)
    assert run("procedure", name, "--svg").stdout.startswith("<svg")


def test_the_check_finds_the_shipped_data_whole():
    result = run("check")
    assert result.exit_code == 0, result.stderr
    assert "没有发现问题" in result.stdout


@pytest.mark.parametrize("args", [("--help",), ("law", "--help"), ("law", "due", "--help")])
def test_help_is_chinese(args):
    result = CliRunner().invoke(main, list(args))
    assert result.exit_code == 0 and "用法：" in result.stdout and "显示这份说明" in result.stdout
    assert not any(word in result.stdout for word in ("Usage", "Options", "Show this"))


def test_every_command_of_the_table_can_be_loaded():
    for name in COMMANDS:
        assert CliRunner().invoke(main, [name, "--help"]).exit_code == 0


def test_the_law_answers_without_database_and_web_in_a_bare_process():
    program = (
        "import sys; sys.argv = ['arrears', 'law', 'amount', '5']\n"
        "from arrears.cli import main\n"
        "try:\n    main()\n"
        "except SystemExit as left:\n"
        "    print(left.code, sorted({'sqlalchemy', 'flask', 'weasyprint'} & set(sys.modules)))\n"
    )
    bare = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, env=bare, check=True)
    assert done.stdout.decode("utf-8") == "伍元整\n0 []\n"
