"""`arrears import FILE --source S --dry-run`: what the clerk and the machine beside him are told."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from arrears.intake.sheets import command
from tests.intake.sheets.conftest import Sample
from tests.intake.sheets.made import workbook

KEYS = ("serial", "reporter_name", "reporter_phone", "employer", "workers", "amount", "received_on", "district", "place", "confidential")


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(command.import_command, [str(a) for a in arguments])


def told(*arguments: str | Path) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(run(*arguments, "--dry-run", "--json").stdout)
    return answer


def test_the_json_holds_the_contract(sample: Sample) -> None:
    answer = told(sample("12345工单导出.xlsx"), "--source", "12345")
    assert (answer["file"], answer["sheet"], answer["header_row"], answer["accepted"]) == ("12345工单导出.xlsx", "工单明细", 2, 35)
    assert [r["row"] for r in answer["rejected"]] == [11, 17, 24, 32, 39]
    assert all({"row", "field", "reason"} <= set(r) for r in answer["rejected"])
    assert (answer["held"], answer["duplicates"], len(answer["rows"])) == ([], [], 35)
    assert set(KEYS) < set(answer["rows"][0])
    assert sum(r["amount"] for r in answer["rows"]) == 2_789_610


def test_files_read_before_are_told_with_their_source(sample: Sample) -> None:
    before = f"12345:{sample('12345工单导出.xlsx')}"
    answer = told(sample("全国欠薪线索平台.xlsx"), "--source", "national", "--after", before)
    assert [(d["row"], d["of"]) for d in answer["duplicates"]] == [(5, 6), (13, 13), (20, 20), (27, 34)]
    assert answer["accepted"] == 30


def test_a_roster_is_recognised_by_its_headings(sample: Sample) -> None:
    for source in ("counter", "roster"):
        answer = told(sample("花名册.xlsx"), "--source", source)
        assert (answer["kind"], answer["accepted"]) == ("roster", 41)
        assert ([r["row"] for r in answer["rejected"]], [r["row"] for r in answer["held"]]) == ([41], [12, 25, 36])


@pytest.mark.parametrize("name", ["empty.xlsx", "图片改名.xlsx", "大表.xlsx", "混合编码.csv"])
def test_a_refused_file_ends_with_1_and_its_reason(sample: Sample, name: str) -> None:
    result = run(sample(name), "--source", "12345", "--dry-run", "--json")
    answer = json.loads(result.stdout)
    assert (result.exit_code, answer["accepted"], answer["rows"]) == (1, 0, [])
    assert answer["refused"]
    assert answer["refused"] in run(sample(name), "--source", "12345", "--dry-run").stderr


def test_people_read_a_summary(sample: Sample) -> None:
    text = run(sample("12345工单导出.xlsx"), "--source", "12345", "--dry-run").stdout
    assert "可接收 35 行，未接收 5 行，待更正 0 行" in text and "2,789,610.00 元" in text
    assert "第 39 行" in text and "与第 7 行相同" in text and "第 44 行（合计行）" in text


def test_columns_can_be_named_and_bad_rows_kept(tmp_path: Path) -> None:
    file, bad = tmp_path / "线索.xlsx", tmp_path / "未接收.xlsx"
    file.write_bytes(
        workbook([["标的", "甲方", "姓名", "电话"], [5000, "某某店", "张三", "13500009001"], [-1, "某某店", "李四", "13500009002"]])
    )
    answer = told(file, "--source", "12345", "--map", "标的=amount", "--map", "B=employer", "--rejected-to", bad)
    assert (answer["accepted"], answer["rows"][0]["amount"], bad.stat().st_size > 0) == (1, 5000, True)
    assert run(file, "--source", "12345", "--dry-run", "--map", "甲方").exit_code == 2


def test_an_unknown_source_is_refused(sample: Sample) -> None:
    assert run(sample("empty.xlsx"), "--source", "9999", "--dry-run").exit_code == 2


def test_without_dry_run_the_rows_go_to_the_importer_or_the_clerk_is_told(monkeypatch: pytest.MonkeyPatch, sample: Sample) -> None:
    monkeypatch.setattr(command, "_IMPORTS", "arrears.intake.no_such_importer")
    result = run(sample("12345工单导出.xlsx"), "--source", "12345")
    assert result.exit_code == 1 and "--dry-run" in result.stderr


def test_a_dry_run_loads_no_database_and_no_web_framework(sample: Sample) -> None:
    code = (
        "import sys; from arrears.intake.sheets.command import import_command\n"
        f"import_command([{str(sample('12345工单导出.xlsx'))!r}, '--source', '12345', '--dry-run'], standalone_mode=False)\n"
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'flask', 'sqlalchemy', 'arrears.db'}))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.splitlines()[-1] == "[]"
