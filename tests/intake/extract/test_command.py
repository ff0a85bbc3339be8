"""`arrears extract`: JSON lines in, JSON lines out; a malformed line is named and nothing is written."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from arrears.intake.extract.command import extract_command

LINE = {"id": "a", "channel": "12345", "received_on": "2026-05-12", "text": "北京铁盾保安服务有限公司欠我2026年3月工资4800元。"}


def run(text):
    return CliRunner().invoke(extract_command, input=text)


def test_each_line_in_gives_one_line_out_with_all_fields():
    answer = run(json.dumps(LINE, ensure_ascii=False) + "\n\n" + json.dumps({**LINE, "id": "b", "text": "打错了"}) + "\n")
    rows = [json.loads(line) for line in answer.stdout.splitlines()]
    assert answer.exit_code == 0 and [r["id"] for r in rows] == ["a", "b"]
    assert rows[0]["amount"] == 4800 and rows[0]["employer_contact"] == {"name": None, "phone": None} and "duplicate_of" in rows[0]


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("{", "JSON"),
        ("[]", "对象"),
        (json.dumps({**LINE, "text": None}), "text"),
        (json.dumps({**LINE, "channel": "fax"}), "channel"),
        (json.dumps({**LINE, "received_on": "2026-02-30"}), "received_on"),
        (json.dumps(LINE), "重复"),
    ],
)
def test_a_malformed_line_ends_with_status_2_and_is_named(line, word):
    answer = run(json.dumps(LINE) + "\n" + line + "\n")
    assert answer.exit_code == 2 and "第 2 行" in answer.stderr and word in answer.stderr and answer.stdout == ""


def test_a_file_that_is_not_utf8_is_refused():
    answer = run("错误".encode("gb18030"))
    assert answer.exit_code == 2 and "UTF-8" in answer.stderr
