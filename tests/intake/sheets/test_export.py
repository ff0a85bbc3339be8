"""Exports: no cell is ever a formula, no digit is lost, and what goes out comes in again."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from arrears.intake.sheets import read, read_roster
from arrears.intake.sheets.export import ExportColumn, bad_rows_xlsx, roster_template, table_csv, table_xlsx, template_labels
from tests.intake.sheets.conftest import Sample
from tests.intake.sheets.made import TODAY, workbook

EVIL = ["=cmd|' /C calc'!A0", "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "{=1}", '=HYPERLINK("http://x")', "http://x.example/", "＝1+1", " =1"]


def cells(content: bytes) -> list[list[Any]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python(skip_empty_area=False)


def sheet_xml(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "".join(archive.read(n).decode() for n in archive.namelist() if "worksheets/" in n)


def test_texts_that_look_like_formulas_or_links_are_plain_text_in_a_workbook() -> None:
    content = table_xlsx(["甲"], [[text] for text in EVIL], "导出")
    assert "<f>" not in sheet_xml(content) and "<hyperlink" not in sheet_xml(content)
    assert [row[0] for row in cells(content)[1:]] == EVIL


@given(st.text(max_size=30))
def test_no_text_whatever_becomes_a_formula(text: str) -> None:
    assert "<f>" not in sheet_xml(table_xlsx([text], [[text]], text))
    for record in csv.reader(io.StringIO(table_csv([text], [[text]]).decode("utf-8-sig"), newline="")):
        assert not record or record[0].lstrip(" \u3000\ufeff")[:1] not in tuple("=+-@\t\r\n＝＋－＠") or record[0] == ""


def test_formula_like_texts_in_csv_are_led_by_an_apostrophe_and_read_back_without_it() -> None:
    content = table_csv(
        ["被投诉单位", "电话", "诉求内容"], [["=cmd|' /C calc'!A0", "13500009001", "-1"], ["北京甲公司", "+8613500009002", "x"]]
    )
    assert content.startswith(b"\xef\xbb\xbf") and b"'=cmd" in content and b"\r\n" in content
    rows = read(content, "x.csv", "12345", today=TODAY).rows
    assert [(r.employer, r.reporter_phone, r.narrative) for r in rows] == [
        ("=cmd|' /C calc'!A0", "13500009001", "-1"),
        ("北京甲公司", "13500009002", "x"),
    ]


def test_every_kind_of_value_is_written_as_what_it_is() -> None:
    columns = [
        ExportColumn("文本"),
        ExportColumn("金额", "money"),
        ExportColumn("日期", "date"),
        ExportColumn("时间", "datetime"),
        ExportColumn("证件", "digits"),
        "是否",
        "空",
    ]
    row = ["甲", Decimal("38850.50"), date(2026, 1, 5), datetime(2026, 1, 5, 14, 20, tzinfo=UTC), "130000199902270019", True, None]
    assert cells(table_xlsx(columns, [row], "清单"))[1][:6] == [
        "甲",
        38850.5,
        date(2026, 1, 5),
        datetime(2026, 1, 5, 14, 20),
        "130000199902270019",
        "是",
    ]
    assert (
        table_csv(columns, [row]).decode("utf-8-sig").splitlines()[1] == "甲,38850.50,2026-01-05,2026-01-05 14:20,'130000199902270019,是,"
    )


def test_a_number_too_long_for_excel_is_written_as_text() -> None:
    assert cells(table_xlsx(["号"], [[130000199902270019], [float("nan")]], "x"))[1:] == [["130000199902270019"], ["nan"]]


def test_a_text_too_long_for_a_cell_is_cut_and_says_so() -> None:
    told = cells(table_xlsx(["长"], [["字" * 40_000]], "x"))[1][0]
    assert len(told) <= 32_767 and told.endswith("（内容过长已截断）")


def test_the_same_rows_give_the_same_bytes() -> None:
    assert table_xlsx(["甲"], [[1]], "x") == table_xlsx(["甲"], [[1]], "x")
    assert roster_template() == roster_template()


@pytest.mark.parametrize("title", ["线索/2026:一月*", "", "x" * 60, "𠮷" * 20, "History"])
def test_any_title_makes_a_valid_sheet_name(title: str) -> None:
    assert cells(table_xlsx(["甲"], [["乙"]], title)) == [["甲"], ["乙"]]


def test_bad_rows_go_out_with_their_reason_and_come_in_once_mended() -> None:
    content = workbook(
        [["单位名称", "电话", "金额"], [None, "13500009001", 500], ["北京乙公司", "13500009002", -5], ["北京丙公司", "13500009003", 7]]
    )
    out = cells(bad_rows_xlsx(read(content, "x.xlsx", "12345", today=TODAY)))
    assert out[0] == ["原行号", "状态", "未接收原因", "单位名称", "电话", "金额"]
    assert [(row[0], row[1]) for row in out[1:]] == [(2, "未接收"), (3, "未接收")]
    assert "负数" in out[2][2]
    out[1][3], out[2][5] = "北京甲公司", "5"
    mended = read(workbook(out), "改.xlsx", "12345", today=TODAY)
    assert [(r.employer, r.amount) for r in mended.rows] == [("北京甲公司", 500), ("北京乙公司", 5)]


def test_bad_rows_of_a_roster_keep_the_formula_like_trade_as_text(sample: Sample) -> None:
    roster = read_roster(sample("花名册.xlsx"), "花名册.xlsx")
    content = table_xlsx(["姓名", "工种"], [[r.name, r.job] for r in roster.rows], "花名册")
    assert "<f>" not in sheet_xml(content)
    assert "=cmd|' /C calc'!A0" in [row[1] for row in cells(content)]
    assert [row[0] for row in cells(bad_rows_xlsx(roster))[1:]] == [12, 25, 36, 41]


def test_the_roster_template_is_understood_by_the_roster_reader_and_holds_no_formula() -> None:
    content = roster_template()
    assert "<f>" not in sheet_xml(content)
    rows = cells(content)
    assert template_labels() == rows[1]
    rows.append(
        [
            1,
            "蒋红梅",
            "130000199902270019",
            "13100004589",
            "木工班",
            "木工",
            "2025-09-12",
            "2026-01-08",
            320,
            62,
            19840,
            8000,
            11840,
            "蒋红梅",
            "某行",
            "6222020000000000018",
            "",
        ]
    )
    filled = read_roster(workbook(rows), "花名册.xlsx")
    assert (filled.accepted, filled.rejected, filled.held) == (1, [], [])
    assert filled.rows[0].bank_account == "6222020000000000018"
