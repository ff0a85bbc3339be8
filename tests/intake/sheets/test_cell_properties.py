"""Properties of the cell parsers: whatever is written in a known form is read back, whatever else gives a reason, never a guess."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arrears.intake.sheets.cells import ErrorCell, Unreadable, as_text
from arrears.intake.sheets.cells.amounts import TEN_THOUSAND, read_amount
from arrears.intake.sheets.cells.counts import read_count
from arrears.intake.sheets.cells.dates import Day, read_date
from arrears.intake.sheets.cells.flags import read_anonymous, read_confidential
from arrears.intake.sheets.cells.identities import read_account, read_identity
from arrears.intake.sheets.cells.numerals import chinese_number
from arrears.intake.sheets.cells.periods import read_period
from arrears.intake.sheets.cells.phones import read_phone

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
ANY_CELL = st.one_of(
    st.none(),
    st.text(max_size=25),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.text("0123456789.-/年月日万元人+ 张", max_size=14),
    st.just(ErrorCell("#N/A")),
)


@given(DAYS, st.sampled_from(["%Y/%m/%d", "%Y.%m.%d", "%Y-%m-%d", "%Y%m%d", "%Y年%m月%d日", "%Y-%m-%d 09:30", "%Y/%m/%d 09:30:00"]))
def test_any_day_written_in_a_known_form_is_read_back(on: date, form: str) -> None:
    value = read_date(on.strftime(form)).value
    assert isinstance(value, Day) and value.on == on


@given(DAYS)
def test_any_day_as_a_serial_number_is_read_back(on: date) -> None:
    assert read_date(float((on - date(1899, 12, 30)).days)).value == Day(on)


@given(st.decimals(0, 10**8, places=2, allow_nan=False), st.sampled_from(["{}", "{}元", "¥{}", "{:,}", "￥{:,}元"]))
def test_any_sum_in_a_known_form_is_read_back_to_the_fen(sum_: Decimal, form: str) -> None:
    assert read_amount(form.format(sum_)).value == sum_


@given(st.integers(1, 99_999_999))
def test_any_sum_of_whole_yuan_in_ten_thousands_is_exact(yuan: int) -> None:
    assert read_amount(yuan / 10_000, TEN_THOUSAND).value == yuan


@given(st.integers(1, 99_999_999))
def test_chinese_numerals_written_by_another_library_are_read_back(number: int) -> None:
    assert chinese_number(cn2an.an2cn(number, "low")) == number
    assert chinese_number(cn2an.an2cn(number, "up")) == number


@given(st.integers(1, 100_000), st.sampled_from(["{}", "{}人", "{}名", "共{}人", "{}.0"]))
def test_any_head_count_in_a_known_form_is_read_back(people: int, form: str) -> None:
    assert read_count(form.format(people)).value == people


@given(MOBILES, st.sampled_from(["{}", "+86{}", "+86 {}", "86{}", "{}.0", " {} ", "{}（本人）"]))
def test_any_mobile_in_a_known_form_is_read_back(digits: str, form: str) -> None:
    assert read_phone(form.format(digits)).first == digits
    assert read_phone(float(digits)).first == digits
    assert read_phone(f"{digits[:3]}-{digits[3:7]}-{digits[7:]}").first == digits


@given(st.from_regex(r"1[3-9][0-9]{8}", fullmatch=True))
def test_no_mobile_that_lacks_a_digit_is_ever_completed(digits: str) -> None:
    for cell in (digits, float(digits)):
        with pytest.raises(Unreadable):
            read_phone(cell)


@given(st.floats(min_value=1e15, allow_infinity=True))
def test_no_numeric_cell_of_sixteen_digits_and_more_passes_as_an_id_or_account(cell: float) -> None:
    for parse in (read_identity, read_account):
        with pytest.raises(Unreadable):
            parse(cell)


@given(ANY_CELL)
def test_whatever_stands_in_a_cell_the_answer_is_a_value_or_a_reason(cell: Any) -> None:
    for parse in (
        read_date,
        read_amount,
        read_count,
        read_phone,
        read_identity,
        read_account,
        read_confidential,
        read_anonymous,
        read_period,
        as_text,
    ):
        try:
            parse(cell)
        except Unreadable as fault:
            assert str(fault)
