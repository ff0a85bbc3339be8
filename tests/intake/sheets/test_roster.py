"""Rosters 花名册: each worker's dues checked, nobody twice, totals beside what the file claims."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from arrears.intake.sheets import FileRefused, Roster, read_roster
from tests.intake.sheets.made import workbook

HEAD = ["序号", "姓名", "身份证号", "手机", "日工资", "出勤天数", "应发", "已发", "欠发"]
JIANG = ["蒋红梅", "130000199902270019", 13100004589]
YU = ["于德胜", "420000199401050033", "18900004663"]


def roster(*rows: list[Any], head: list[str] | None = None) -> Roster:
    return read_roster(workbook([head or HEAD, *rows]), "花名册.xlsx")


def test_a_row_in_order_is_accepted_with_its_sums() -> None:
    row = roster([1, *JIANG, 320, 62, 19840, 8000, 11840]).rows[0]
    assert (row.name, row.id_number, row.phone) == ("蒋红梅", "130000199902270019", "13100004589")
    assert (row.rate, row.quantity, row.gross_due, row.paid, row.owed) == tuple(map(Decimal, (320, 62, 19840, 8000, 11840)))


@pytest.mark.parametrize(
    ("sums", "field", "says"),
    [
        ([350, 95, 34250, 0, 34250], "gross_due", "相差 1000 元"),
        ([300, 88, 26400, 3000, 23900], "owed", "相差 500 元"),
        ([380, 70, 26600, 28600, 2000], "owed", "已发多于应发"),
        ([380, 70, 26600, 28600, -2000], "owed", "负数"),
        ([None, None, None, 500, None], "owed", "无法知道"),
    ],
)
def test_arithmetic_that_does_not_agree_holds_the_row(sums: list[Any], field: str, says: str) -> None:
    held = roster([1, *JIANG, *sums]).held
    assert [(b.row, b.field) for b in held] == [(2, field)]
    assert says in held[0].message


def test_whole_yuan_rounded_from_fen_pass_with_a_note() -> None:
    result = roster([1, *JIANG, 333.33, 30, 10000, 0, 10000])
    assert result.accepted == 1 and "取整" in result.rows[0].notes[0]
    assert roster([1, *JIANG, 333.33, 30, 10001, 0, 10001]).held


def test_sums_left_empty_are_worked_out_and_said_so() -> None:
    row = roster([1, *JIANG, 300, 10, None, None, None]).rows[0]
    assert (row.gross_due, row.owed, row.paid) == (3000, 3000, None)
    assert len(row.notes) == 2


def test_only_the_owed_sum_is_enough() -> None:
    assert roster(["蒋红梅", 11840], ["于德胜", "1.2万"], head=["姓名", "欠薪金额（元）"]).totals["owed"] == 23840


def test_the_same_person_twice_is_refused_by_id_or_by_name_and_telephone() -> None:
    sums = [320, 62, 19840, 8000, 11840]
    result = roster([1, *JIANG, *sums], [2, *YU, *sums], [3, "蒋红梅", "13000019990227 0019", None, *sums])
    assert [(b.row, b.of) for b in result.rejected] == [(4, 2)]
    nameless = roster([1, "蒋红梅", None, 13100004589, *sums], [2, "蒋红梅", None, "131-0000-4589", *sums])
    assert [(b.row, b.of) for b in nameless.rejected] == [(3, 2)]


def test_a_wrong_check_digit_holds_the_row_and_lost_digits_reject_it() -> None:
    sums = [320, 62, 19840, 8000, 11840]
    result = roster([1, "蒋红梅", "130000199902270018", None, *sums], [2, "于德胜", 420000199401050033, None, *sums])
    assert [(b.row, b.field) for b in result.held] == [(2, "id_number")] and "校验位" in result.held[0].reason
    assert [(b.row, b.field) for b in result.rejected] == [(3, "id_number")] and "文本" in result.rejected[0].reason


def test_a_bank_account_kept_as_a_number_rejects_its_row() -> None:
    head = ["姓名", "欠发", "开户行", "银行卡号"]
    result = roster(["蒋红梅", 100, "某行", 6222020000000000018], ["于德胜", 100, "某行", "6222 0200 0000 0000 018"], head=head)
    assert [(b.row, b.field) for b in result.rejected] == [(2, "bank_account")]
    assert result.rows[0].bank_account == "6222020000000000018"


def test_another_kind_of_document_is_not_measured_as_an_identity_card() -> None:
    head = ["姓名", "证件类型", "证件号码", "欠发"]
    assert roster(["JOHN SMITH", "护照", "E12345678", 100], head=head).accepted == 1
    assert roster(["蒋红梅", "居民身份证", "E12345678", 100], head=head).held


def test_leaving_before_coming_holds_the_row() -> None:
    result = roster(["蒋红梅", "2025.09.12", "2025.09.01", 100], head=["姓名", "进场日期", "离场日期", "欠发"])
    assert [b.field for b in result.held] == ["end_date"]


def test_the_total_row_is_nobody_and_is_compared_with_the_rows() -> None:
    result = roster([1, *JIANG, 320, 62, 19840, 8000, 11840], ["合计", None, None, None, None, None, 19840, 8000, 12000])
    assert (result.accepted, result.ignored[0].why) == (1, "合计行")
    assert any("12,000" in n and "11,840" in n for n in result.notices)


def test_units_of_the_heading_hold_for_the_sums() -> None:
    assert roster(["蒋红梅", 1.184], head=["姓名", "欠发工资（万元）"]).rows[0].owed == 11840


def test_a_row_without_a_name_is_rejected_and_a_table_without_names_refused() -> None:
    assert [b.field for b in roster([1, None, JIANG[1], None, 320, 62, 19840, 8000, 11840]).rejected] == ["name"]
    with pytest.raises(FileRefused, match="姓名"):
        roster(["13100004589", 100], head=["手机", "欠发"])
