"""The sample files give exactly what their EXPECTED.md says."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from arrears.intake.sheets import EarlierRows, FileRefused, read, read_roster

Sample = Callable[[str], Path]


def test_the_12345_export_gives_35_rows_and_names_the_five_bad_ones(sample: Sample) -> None:
    sheet = read(sample("12345工单导出.xlsx"), "12345工单导出.xlsx", "12345")
    assert (sheet.sheet, sheet.header_row, sheet.header_rows) == ("工单明细", 2, (2, 3))
    assert sheet.accepted == 35
    assert [(b.row, b.field) for b in sheet.rejected] == [
        (11, "employer"),
        (17, "received_on"),
        (24, "amount"),
        (32, "reporter_phone"),
        (39, "serial"),
    ]
    assert sheet.rejected[4].of == 7
    assert all("第 " in b.message and b.reason for b in sheet.rejected)
    assert sum(r.amount or 0 for r in sheet.rows) == 2_789_610
    assert sum(r.workers or 0 for r in sheet.rows) == 333
    first = sheet.rows[0].as_json()
    assert (first["employer"], first["received_on"], first["amount"]) == ("北京瑞岱服饰有限公司", "2026-01-27", 38850)
    assert [(i.row, i.why) for i in sheet.ignored] == [(44, "合计行")]
    assert not sheet.duplicates and not sheet.held


def test_the_12345_export_fills_the_district_from_the_place_and_reads_every_kind_of_date(sample: Sample) -> None:
    rows = {r.row: r for r in read(sample("12345工单导出.xlsx"), "x", "12345").rows}
    assert [rows[n].district for n in (4, 10, 16, 22, 28, 34, 40)] == [
        "丰台区",
        "石景山区",
        "门头沟区",
        "石景山区",
        "海淀区",
        "丰台区",
        "怀柔区",
    ]
    assert [f"{rows[n].received_on} {rows[n].received_time or ''}".strip() for n in (4, 5, 6, 7, 8)] == [
        "2026-01-27",
        "2026-01-23",
        "2026-01-16",
        "2026-03-02 12:21:00",
        "2026-01-08 10:04:00",
    ]
    assert rows[14].reporter_phone == "15900001407"
    assert [n for n, r in rows.items() if r.confidential] == [7, 15, 23, 31]


def test_the_12333_register_in_gb18030_gives_all_thirty_records(sample: Sample) -> None:
    sheet = read(sample("12333来电登记.csv"), "12333来电登记.csv", "12333")
    assert (sheet.accepted, sheet.rejected, sheet.held) == (30, [], [])
    assert sum(r.amount or 0 for r in sheet.rows) == 1_923_225
    assert sum(r.workers or 0 for r in sheet.rows) == 253
    rows = {r.row: r for r in sheet.rows}
    assert (rows[6].reporter_name, rows[13].reporter_name) == ("𠮷春雨", "㛃玉兰")
    assert rows[2].reporter_phone == "18800002517"
    assert [rows[n].amount for n in (5, 7, 9)] == [Decimal(6475), Decimal(72960), Decimal(12000)]
    assert "\n" in (rows[4].narrative or "") and '"爱上哪告上哪告"' in (rows[8].narrative or "")


def test_the_national_export_shows_four_likely_duplicates_after_the_12345_file(sample: Sample) -> None:
    known = EarlierRows()
    known.add("12345", "12345工单导出.xlsx", read(sample("12345工单导出.xlsx"), "12345工单导出.xlsx", "12345").rows)
    sheet = read(sample("全国欠薪线索平台.xlsx"), "全国欠薪线索平台.xlsx", "national", known=known)
    assert (sheet.accepted, sheet.rejected) == (30, [])
    assert sum(r.amount or 0 for r in sheet.rows) == 1_618_705
    assert [(d.row, d.of.row, d.of.file) for d in sheet.duplicates] == [
        (row, of, "12345工单导出.xlsx") for row, of in ((5, 6), (13, 13), (20, 20), (27, 34))
    ]
    assert not read(sample("全国欠薪线索平台.xlsx"), "x", "national").duplicates


@pytest.mark.parametrize(
    ("name", "source"), [("12345工单导出.xlsx", "12345"), ("12333来电登记.csv", "12333"), ("全国欠薪线索平台.xlsx", "national")]
)
def test_the_same_file_a_second_time_adds_nothing(sample: Sample, name: str, source: str) -> None:
    known = EarlierRows()
    first = read(sample(name), name, source)
    known.add(source, name, first.rows)
    again = read(sample(name), name, source, known=known)
    assert again.accepted == 0
    assert [d.row for d in again.already] == [r.row for r in first.rows]


def test_the_roster_holds_three_rows_and_refuses_the_same_person_twice(sample: Sample) -> None:
    roster = read_roster(sample("花名册.xlsx"), "花名册.xlsx")
    assert roster.accepted == 41
    assert [(b.row, b.field, b.of) for b in roster.rejected] == [(41, "id_number", 14)]
    assert "同一人重复" in roster.rejected[0].reason
    assert [(b.row, b.field) for b in roster.held] == [(12, "gross_due"), (25, "owed"), (36, "owed")]
    assert "1000" in roster.held[0].reason and "500" in roster.held[1].reason and "已发多于应发" in roster.held[2].reason
    odd = next(r for r in roster.rows if r.row == 30)
    assert odd.job == "=cmd|' /C calc'!A0"
    assert all(r.phone is not None and len(r.phone) == 11 for r in roster.rows)
    assert all(r.start_date is not None and r.start_date.year == 2025 for r in roster.rows)
    assert roster.totals["owed"] == sum(r.owed or 0 for r in roster.rows)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("empty.xlsx", ["文件是空的"]),
        ("图片改名.xlsx", ["PNG 图片", "不是表格"]),
        ("大表.xlsx", ["前 20 行里没有认出任何已知的列标题", "160000 行", "超过上限"]),
        ("混合编码.csv", ["第 8 行", "编码"]),
    ],
)
def test_a_broken_file_is_refused_with_its_reason(sample: Sample, name: str, says: list[str]) -> None:
    with pytest.raises(FileRefused) as refused:
        read(sample(name), name, "12345")
    assert all(part in refused.value.reason for part in says)


def test_the_huge_sheet_is_refused_within_five_seconds_and_300_mb(sample: Sample) -> None:
    code = f"""
import pathlib, re
from arrears.intake.sheets import FileRefused, read
try:
    read({str(sample("大表.xlsx"))!r}, "大表.xlsx", "12345")
except FileRefused:
    # not ru_maxrss: that begins with what the starting process held
    print(re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1])
"""
    began = time.monotonic()
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert time.monotonic() - began < 5
    assert int(told) < 300_000  # kilobytes
