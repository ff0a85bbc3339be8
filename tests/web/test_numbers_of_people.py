"""Telephone, identity and credit numbers as typed. The numbers are invented; birthdays and areas are those of no known person."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from arrears.web.parse import NotUnderstood, read_credit_code, read_id_number, read_phone

TODAY = date(2026, 3, 9)


def id_number(born: date, serial: int = 1) -> str:
    front = f"110112{born:%Y%m%d}{serial:03d}"
    return front + ric.calc_check_digit(front + "0")


@pytest.mark.parametrize(
    "typed",
    [
        "13800002716",
        "138 0000 2716",
        "138-0000-2716",
        "+86 13800002716",
        "１３８００００２７１６",
        "0086-13800002716",
        "013800002716",
    ],
)
def test_a_mobile_however_it_is_written(typed: str) -> None:
    assert read_phone(typed) == "13800002716"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("010-69540000", "01069540000"), ("(0316)5550000", "03165550000"), ("12345", "12345"), ("400-800-1234", "4008001234")],
)
def test_landlines_and_service_numbers(typed: str, kept: str) -> None:
    assert read_phone(typed) == kept


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("1380000271", "手机号应为 11 位，您填了 10 位，还缺 1 位，请向本人核对。"),
        ("138000027166", "手机号应为 11 位，您填了 12 位，多了 1 位，请核对。"),
        ("12800002716", "没有 12 开头的手机号，请核对第 2 位。"),
        ("69540000", "固定电话请加区号，北京写成 010 加 8 位。"),
        ("13800002716/13900001188", "这里只填一个号码，其余的请另起一行或写在备注里。"),
    ],
)
def test_a_number_that_cannot_be_is_counted_out(typed: str, says: str) -> None:
    with pytest.raises(NotUnderstood) as reason:
        read_phone(typed)
    assert str(reason.value) == says


@given(st.dates(date(1940, 1, 1), date(2009, 12, 31)), st.integers(1, 999))
def test_a_right_identity_number_passes_without_warning(born: date, serial: int) -> None:
    number = id_number(born, serial)
    read = read_id_number(f" {number[:6]} {number[6:14]} {number[14:].lower()} ", TODAY)
    assert (read.value, read.warning) == (number, "")


@given(st.dates(date(1940, 1, 1), date(2009, 12, 31)), st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_is_never_passed_over(born: date, place: int, shift: int) -> None:
    number = id_number(born)
    if not number[place].isdigit():
        return
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert read_id_number(wrong, TODAY).warning


def test_the_example_of_the_standard_itself_passes() -> None:
    """GB 11643-1999, the number printed there."""
    assert read_id_number("11010519491231002X", TODAY).warning == ""


def test_a_wrong_check_digit_is_a_warning_and_the_number_is_kept() -> None:
    number = id_number(date(1980, 1, 1))
    wrong = number[:17] + ("1" if number[17] != "1" else "2")
    read = read_id_number(wrong, TODAY)
    assert read.value == wrong
    assert read.warning == f"身份证号第 18 位应为 {number[17]}，请核对原件"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("11011219800101001", "应为 18 位，您填了 17 位"),
        ("11O112198001010019", "第 3 位应为数字，您填了“O”"),
        ("11011219800101001Y", "第 18 位应为数字或 X"),
    ],
)
def test_an_identity_number_that_cannot_be_is_refused(typed: str, says: str) -> None:
    with pytest.raises(NotUnderstood, match=says):
        read_id_number(typed, TODAY)


def test_a_birthday_that_does_not_exist_or_is_to_come_is_a_warning() -> None:
    assert "不是一个日期" in read_id_number("110112198013010019", TODAY).warning
    assert "出生日期是 2031年" in read_id_number("110112203101010019", TODAY).warning
    assert "15 位的旧号" in read_id_number("110112800101001", TODAY).warning


def test_a_credit_code_is_checked_the_same_way() -> None:
    front = "91110112MA0000001"
    code = front + uscc.calc_check_digit(front)
    assert read_credit_code(code.lower()).warning == ""
    assert "第 18 位应为" in read_credit_code(front + ("0" if code[17] != "0" else "1")).warning
    with pytest.raises(NotUnderstood, match="不用 I、O、S、V、Z"):
        read_credit_code("O" + code[1:])


@given(st.text(max_size=25))
def test_any_text_is_a_number_or_a_sentence(text: str) -> None:
    for read in (read_phone, read_credit_code, lambda typed: read_id_number(typed, TODAY)):
        try:
            read(text)
        except NotUnderstood as reason:
            assert "。" in str(reason)
