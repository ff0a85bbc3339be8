"""Cells as they stand in real tables: each example is a cell, and what it means or why it is not read."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest

from arrears.intake.sheets.cells import ErrorCell, Unreadable, as_text, is_garbled, tidy
from arrears.intake.sheets.cells.amounts import TEN_THOUSAND, read_amount, unit_in
from arrears.intake.sheets.cells.counts import read_count, read_quantity
from arrears.intake.sheets.cells.dates import EPOCH_1904, Day, MonthDay, read_date, year_of
from arrears.intake.sheets.cells.flags import read_anonymous, read_confidential
from arrears.intake.sheets.cells.identities import identity_fault, read_account, read_identity
from arrears.intake.sheets.cells.periods import read_period
from arrears.intake.sheets.cells.phones import read_phone

JAN_5 = date(2026, 1, 5)


# --- dates ---


@pytest.mark.parametrize(
    "cell",
    [
        "2026/1/5",
        "2026.1.5",
        "2026-01-05",
        "20260105",
        "2026年1月5日",
        "2026 年 1 月 5 日",
        "26年1月5日",
        "26.1.5",
        "２０２６／１／５",
        "二〇二六年一月五日",
        "2026/1/5（周一）",
        "2026-01-05 00:00:00",
        "2026.01.05.",
        46027,
        46027.0,
        "46027",
        20260105.0,
        JAN_5,
        datetime(2026, 1, 5),
    ],
)
def test_every_way_to_write_the_fifth_of_january_is_read(cell: Any) -> None:
    assert read_date(cell).value == Day(JAN_5)


@pytest.mark.parametrize(
    ("cell", "at"),
    [
        ("2026-01-05 14:20", time(14, 20)),
        ("2026年1月5日 14时20分", time(14, 20)),
        ("2026年1月5日下午2点", time(14)),
        ("20260105142000", time(14, 20)),
        ("2026-01-05T14:20:00+08:00", time(14, 20)),
        ("2026/1/5 2:20:00 PM", time(14, 20)),
        (46027.5, time(12)),
        (datetime(2026, 1, 5, 14, 20), time(14, 20)),
        (datetime(2026, 1, 5, 14, 19, 59, 999000), time(14, 20)),
    ],
)
def test_a_time_of_day_is_kept(cell: Any, at: time) -> None:
    assert read_date(cell).value == Day(JAN_5, at)


@pytest.mark.parametrize(
    "cell",
    [
        "2026-02-30",
        "2026-02-30 14:05",
        "2026/13/1",
        "2025年2月29日",
        "2026-1",
        "2026年1月",
        "3/4/2026",
        "2026.1.5-2026.1.8",
        "昨天",
        "1月32日",
        12.0,
        380000123.0,
        True,
        time(9, 30),
        "1899-12-31",
        "2026-01-05 25:00",
        float("nan"),
        ErrorCell("#VALUE!"),
    ],
)
def test_a_day_that_does_not_exist_or_can_be_read_two_ways_is_refused(cell: Any) -> None:
    with pytest.raises(Unreadable):
        read_date(cell)


def test_a_date_without_a_year_gets_the_nearest_one_that_is_not_in_the_future() -> None:
    assert read_date("1月5日").value == MonthDay(1, 5)
    assert year_of(MonthDay(1, 5), near=date(2026, 2, 1), not_after=date(2026, 11, 24)) == Day(JAN_5)
    assert year_of(MonthDay(12, 30), near=date(2026, 1, 10), not_after=date(2026, 11, 24)) == Day(date(2025, 12, 30))
    assert year_of(MonthDay(12, 30), near=date(2026, 11, 24), not_after=date(2026, 11, 24)) == Day(date(2025, 12, 30))
    assert year_of(MonthDay(2, 29), near=date(2026, 3, 1), not_after=date(2026, 11, 24)) == Day(date(2024, 2, 29))


def test_a_workbook_of_the_1904_epoch_counts_from_there() -> None:
    assert read_date(46027 - 1462, EPOCH_1904).value == Day(JAN_5)


# --- sums ---


@pytest.mark.parametrize(
    ("cell", "yuan"),
    [
        (4500, "4500"),
        (4500.0, "4500"),
        ("4500", "4500"),
        ("¥4,500.00", "4500"),
        ("￥4,500", "4500"),
        ("4500元", "4500"),
        ("4500元整", "4500"),
        ("0.45万", "4500"),
        ("0.45万元", "4500"),
        ("RMB 4500", "4500"),
        ("人民币肆仟伍佰元整", "4500"),
        ("4500元(三个月)", "4500"),
        ("３，２００元", "3200"),
        ("3万2", "32000"),
        ("3万2千", "32000"),
        ("1w5", "15000"),
        ("8.5k", "8500"),
        ("两万三", "23000"),
        ("一万零五百", "10500"),
        ("86,400.50", "86400.50"),
        ("约4500元", "4500"),
        ("5万多", "50000"),
        ("1.5亿", "150000000"),
        (0, "0"),
        ("12345.678", "12345.68"),
    ],
)
def test_sums_are_read_as_yuan(cell: Any, yuan: str) -> None:
    assert read_amount(cell).value == Decimal(yuan)


@pytest.mark.parametrize(
    "cell",
    [
        -174825.0,
        "-5",
        "(4,500.00)",
        "4-5万",
        "4500元/人",
        "12,34",
        "4.500,00",
        "3万2万",
        "每人几千",
        "#N/A",
        "2026-01-05",
        JAN_5,
        True,
        1e12,
        float("nan"),
        float("inf"),
        ErrorCell("#DIV/0!"),
        "三三万",
    ],
)
def test_a_sum_that_is_negative_a_range_or_no_number_is_refused(cell: Any) -> None:
    with pytest.raises(Unreadable):
        read_amount(cell)


def test_a_unit_in_the_cell_beats_the_unit_of_the_heading() -> None:
    assert read_amount(0.586, TEN_THOUSAND).value == 5860
    assert read_amount("9.7125", TEN_THOUSAND).value == 97125
    assert read_amount("4500元", TEN_THOUSAND).value == 4500
    assert read_amount("0.45万", TEN_THOUSAND).value == 4500


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("涉及金额(元)", 1),
        ("欠薪金额（万元）", 10_000),
        ("金额/万元", 10_000),
        ("欠薪金额 单位：万元", 10_000),
        ("拖欠工资[千元]", 1000),
        ("欠薪金额", None),
        ("单元", None),
    ],
)
def test_a_heading_tells_its_unit(heading: str, unit: int | None) -> None:
    assert unit_in(heading) == unit


# --- heads ---


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        (6.0, 6),
        ("27", 27),
        ("27人", 27),
        ("27名", 27),
        ("三人", 3),
        ("约30人", 30),
        ("30余人", 30),
        ("张三等5人", 5),
        ("5人(含女工1人)", 5),
        ("1,200", 1200),
        ("12.0", 12),
        ("十二", 12),
    ],
)
def test_heads_are_counted(cell: Any, people: int) -> None:
    assert read_count(cell).value == people


@pytest.mark.parametrize(
    "cell", [0, -3, 2.5, "2-3人", "若干", "2026/1/5", JAN_5, 13200001037.0, float("nan"), float("inf"), True, ErrorCell("#N/A")]
)
def test_what_cannot_be_a_head_count_is_refused(cell: Any) -> None:
    with pytest.raises(Unreadable):
        read_count(cell)


@pytest.mark.parametrize("cell", [None, "", " ", "不详", "/", "—", "无"])
def test_an_empty_or_unknown_cell_stays_empty_and_is_never_one_or_zero(cell: Any) -> None:
    assert (
        read_count(cell).value,
        read_amount(cell).value,
        read_date(cell).value,
        read_phone(cell).first,
        read_identity(cell),
    ) == (None,) * 5


def test_days_worked_may_be_halves() -> None:
    assert [read_quantity(c, "出勤天数") for c in (90.5, "90.5天", "62个工", 0, "")] == [
        Decimal("90.5"),
        Decimal("90.5"),
        Decimal(62),
        Decimal(0),
        None,
    ]
    with pytest.raises(Unreadable):
        read_quantity(-1, "出勤天数")


# --- telephones ---


@pytest.mark.parametrize(
    ("cell", "digits"),
    [
        (13200001037.0, "13200001037"),
        ("+86 159 0000 1407", "15900001407"),
        ("139-0000-2776", "13900002776"),
        ("8613900002776", "13900002776"),
        ("0086-13900002776", "13900002776"),
        ("１３９００００２７７６", "13900002776"),
        ("13200001037.0", "13200001037"),
        ("'13200001037", "13200001037"),
        ("1.3200001037E10", "13200001037"),
        ("013900002776", "13900002776"),
        ("13900002776(本人)", "13900002776"),
        ("张三13900002776", "13900002776"),
        ("010-88886666", "01088886666"),
        ("(010)88886666", "01088886666"),
        ("0311-88886666", "031188886666"),
        ("010-88886666-801", "01088886666-801"),
        (1088886666.0, "01088886666"),
    ],
)
def test_telephones_lose_what_excel_and_people_put_around_them(cell: Any, digits: str) -> None:
    assert read_phone(cell).first == digits


@pytest.mark.parametrize(
    "cell",
    [
        "13900002776/15900001407",
        "13900002776、15900001407",
        "13900002776 15900001407",
        "13900002776\n15900001407",
        "1390000277615900001407",
    ],
)
def test_of_two_numbers_the_first_is_the_reporters_and_the_second_is_kept(cell: str) -> None:
    phone = read_phone(cell)
    assert (phone.first, phone.second) == ("13900002776", "15900001407")


@pytest.mark.parametrize(
    "cell",
    [
        1380000123.0,
        "1380000123",
        "138000012345",
        "138****1111",
        "1.32E+10",
        "88886666",
        "4001234567",
        "12900001111",
        "审核",
        JAN_5,
        True,
        1e20,
        float("nan"),
        ErrorCell("#REF!"),
    ],
)
def test_a_number_with_wrong_digits_masked_or_rounded_is_refused(cell: Any) -> None:
    with pytest.raises(Unreadable):
        read_phone(cell)


# --- identity numbers and accounts ---


def test_a_number_that_lost_its_last_digits_is_never_turned_into_text() -> None:
    for cell in (110101199001011234.0, 1.3e17, 10.0**15, "1.10101E+17"):
        for parse in (read_identity, read_account):
            with pytest.raises(Unreadable, match="文本"):
                parse(cell)


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("130000199902270019", None),
        ("61000019740225013X", None),
        ("130000199902270018", "校验位"),
        ("130000199902300015", "出生日期"),
        ("13000019990227001", "18 位"),
        ("130000990227001", "15 位"),
        ("1300001999****0019", "遮盖"),
    ],
)
def test_an_identity_number_is_checked_to_its_last_digit(number: str, fault: str | None) -> None:
    told = identity_fault(number)
    assert told is None if fault is None else told is not None and fault in told


def test_an_identity_number_is_freed_of_blanks_and_lower_case() -> None:
    assert read_identity(" 610000 19740225 013x ") == "61000019740225013X"
    assert read_account("6222 0200 0000 0000 018") == "6222020000000000018"


# --- flags, periods, text ---


def test_a_secret_that_cannot_be_read_is_kept_as_a_secret() -> None:
    assert [read_confidential(c).value for c in ("是", "√", "需保密", 1, True)] == [True] * 5
    assert [read_confidential(c).value for c in ("否", "", None, "不保密", 0, False)] == [False] * 6
    unsure = read_confidential("看情况")
    assert unsure.value is True and unsure.note
    assert read_anonymous("看情况").value is False


def test_the_months_of_a_period_follow_each_other() -> None:
    assert read_period("2025年10月至2026年1月") == ("2025-10", "2026-01")
    assert read_period("2025年11月至2月") == ("2025-11", "2026-02")
    assert read_period("2025年9月至12月") == ("2025-09", "2025-12")
    assert read_period("2025年12月") == ("2025-12", "2025-12")
    assert read_period("近三个月") is None and read_period("12月") is None


def test_mojibake_is_seen_and_rare_names_are_not_taken_for_it() -> None:
    assert all(
        map(
            is_garbled,
            (
                "北京云帆有限公司".encode().decode("gbk", "ignore"),
                "北京".encode().decode("cp1252", "ignore"),
                "北京\ufffd公司",
                "锟斤拷",
            ),
        )
    )
    assert not any(map(is_garbled, ("北京云帆达速递有限公司", "伍淑贞", "𠮷春雨", "㛃玉兰", "喆堃镕䶮鿍", "张三", "abc", "café")))


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    assert as_text("=cmd|' /C calc'!A0") == "=cmd|' /C calc'!A0"
    assert as_text("'=cmd|' /C calc'!A0") == "=cmd|' /C calc'!A0"  # the apostrophe of our own CSV export
    assert tidy("北京 悦邻建设\n工程有限公司") == "北京悦邻建设工程有限公司"
    assert tidy("ACME  Beijing Ltd") == "ACME Beijing Ltd"
