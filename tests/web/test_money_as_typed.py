"""What people type for an amount."""

from __future__ import annotations

from decimal import Decimal

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arrears.law.money import capital
from arrears.web.parse import NotUnderstood, read_count, read_money

FEN = st.integers(0, 99_999_999_999).map(lambda fen: Decimal(fen) / 100)


@pytest.mark.parametrize(
    "typed",
    [
        "32000",
        "32,000",
        "32,000元",
        "３２，０００．００",
        "3.2万",
        "3.2w",
        "三万二",
        "三万二千",
        "3万2",
        "3万2千",
        "叁万贰仟元整",
        "¥32,000.00",
        "32 000",
        "约3.2万",
        "3,2000",
        "人民币32000元",
        "32000块钱",
        "3.2万左右",
    ],
)
def test_thirty_two_thousand_however_it_is_written(typed: str) -> None:
    assert read_money(typed) == Decimal("32000.00")


@pytest.mark.parametrize(
    ("typed", "yuan"),
    [
        ("1万1", "11000"),
        ("3千5", "3500"),
        ("一百零五", "105"),
        ("一百五", "150"),
        ("两千五", "2500"),
        ("三万零五", "30005"),
        ("1万1500", "11500"),
        ("105万左右", "1050000"),
        ("3块5", "3.50"),
        ("5毛", "0.50"),
        ("9角9分", "0.99"),
        ("一亿零三百万", "103000000"),
        ("十五", "15"),
        ("3000多", "3000"),
        ("8,200.5", "8200.50"),
        ("0", "0"),
        ("两万八", "28000"),
    ],
)
def test_amounts_as_they_are_said(typed: str, yuan: str) -> None:
    assert read_money(typed) == Decimal(yuan)


@given(FEN)
def test_every_amount_is_read_back_from_figures_and_from_capitals(amount: Decimal) -> None:
    assert read_money(f"{amount:,.2f}") == read_money(f"¥{amount}元") == read_money(capital(amount)) == amount


@given(st.integers(1, 99_999_999))
def test_every_number_in_words_is_read_as_another_program_reads_it(number: int) -> None:
    assert read_money(cn2an.an2cn(number)) == number


@given(st.integers(1, 9999))
def test_wan_with_one_decimal(tenths: int) -> None:
    assert read_money(f"{tenths / 10:.1f}万") == tenths * 1000


@given(st.text(max_size=20) | st.text(alphabet="0123456789零一二三十百千万亿元角分,.块", max_size=12))
def test_any_text_is_an_amount_or_a_sentence(text: str) -> None:
    try:
        amount = read_money(text)
    except NotUnderstood as reason:
        assert "，" in str(reason)
    else:
        assert amount >= 0
        assert amount.as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("-5", "金额不能是负数"),
        ("1.005", "最多写到分"),
        ("3万20", "可以有几种读法"),
        ("1,05", "逗号位置不对"),
        ("", "没有写金额"),
        ("很多钱", "没看懂“很多钱”"),
        ("99999999999", "超过 100 亿元"),
    ],
)
def test_what_is_no_amount_is_said(typed: str, says: str) -> None:
    with pytest.raises(NotUnderstood, match=says):
        read_money(typed)


@pytest.mark.parametrize("typed", ["37", "３７", "37人", "三十七", " 37 个人"])
def test_thirty_seven_people(typed: str) -> None:
    assert read_count(typed) == 37


@pytest.mark.parametrize(
    ("typed", "says"), [("3.5", "整数"), ("-3", "整数"), ("", "整数"), ("0", "1 至 50"), ("51", "您填了 51")]
)
def test_a_count_outside_its_ends_is_refused(typed: str, says: str) -> None:
    with pytest.raises(NotUnderstood, match=says):
        read_count(typed, low=1, high=50)
