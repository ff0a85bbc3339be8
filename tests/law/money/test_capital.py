"""Capitals 大写 as bills and papers carry them: the table of the law file, the reader, and what is refused."""

import re
from decimal import Decimal
from pathlib import Path

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arrears.law.money import BadAmount, capital, digits, parse_amount, read_capital, with_capital

LAW = Path(__file__).resolve().parents[4] / "shared/law/documents.md"
AMOUNTS = st.integers(min_value=0, max_value=10**14 - 1).map(lambda n: Decimal(n) / 100)


def printed_table() -> list[tuple[str, str]]:
    """Every pair of the example table in documents.md, section 4."""
    section = LAW.read_text("utf-8").split("## 4. Money")[1].split("Money in text")[0]
    return re.findall(r"\| ([\d,]+\.\d\d) \| (\S+)(?= \|)", section)


def test_the_printed_table_is_found_whole():
    assert len(printed_table()) == 30


@pytest.mark.parametrize(("told", "written"), printed_table())
def test_each_amount_of_the_printed_table(told, written):
    amount = parse_amount(told)
    assert capital(amount) == written
    assert read_capital(written) == amount
    assert digits(amount) == told


@pytest.mark.parametrize(
    ("told", "written"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.10", "壹角整"),
        ("1", "壹元整"),
        ("1.05", "壹元零伍分"),
        ("10", "壹拾元整"),
        ("10.5", "壹拾元零伍角整"),
        ("15.09", "壹拾伍元零玖分"),
        ("100.01", "壹佰元零壹分"),
        ("1000.5", "壹仟元零伍角整"),
        ("1001", "壹仟零壹元整"),
        ("1010.1", "壹仟零壹拾元零壹角整"),
        ("10001", "壹万零壹元整"),
        ("10010", "壹万零壹拾元整"),
        ("10100", "壹万零壹佰元整"),
        ("11000", "壹万壹仟元整"),
        ("100000", "壹拾万元整"),
        ("107000.53", "壹拾万柒仟元零伍角叁分"),
        ("1000001", "壹佰万零壹元整"),
        ("1005000", "壹佰万伍仟元整"),
        ("10000000", "壹仟万元整"),
        ("100000000", "壹亿元整"),
        ("100000001", "壹亿零壹元整"),
        ("100002000", "壹亿零贰仟元整"),
        ("101000000", "壹亿零壹佰万元整"),
        ("110000000", "壹亿壹仟万元整"),
        ("1000000000", "壹拾亿元整"),
        ("2000005000.08", "贰拾亿零伍仟元零捌分"),
        ("100200030004.05", "壹仟零贰亿零叁万零肆元零伍分"),
        ("999999999999.99", "玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_zeros_stand_once_and_only_where_the_rule_puts_them(told, written):
    assert capital(Decimal(told)) == written


@pytest.mark.parametrize(
    ("variant", "told"),
    [
        ("人民币叁万贰仟元整", "32000"),
        ("叁万贰仟圆正", "32000"),
        ("肆拾元柒角", "40.70"),
        ("肆拾元零柒角", "40.70"),
        ("肆拾圆柒角正", "40.70"),
        ("贰仟零玖拾元叁角贰分", "2090.32"),
        ("肆角", "0.40"),
    ],
)
def test_the_reader_accepts_the_lawful_variants(variant, told):
    assert read_capital(variant) == Decimal(told)


@pytest.mark.parametrize(
    "wrong",
    [
        "", "元", "拾元整", "三万贰仟元整", "叁万贰仟", "叁万贰仟元", "壹拾元捌分", "壹佰零零贰元整",
        "壹佰贰", "贰仟壹万元整", "叁分整", "壹元 整", "壹佰贰拾万零元整", "壹亿亿元整", "玖拾壹",
    ],
)  # fmt: skip
def test_the_reader_refuses_what_no_bank_would_take(wrong):
    with pytest.raises(BadAmount):
        read_capital(wrong)


@pytest.mark.parametrize("wrong", ["-0.01", "-5", "NaN", "sNaN", "Infinity", "-Infinity", "0.001", "1.230", "1e12", "1e400"])
def test_amounts_that_no_paper_may_carry_are_refused(wrong):
    with pytest.raises(BadAmount, match="金额"):
        capital(Decimal(wrong))


@pytest.mark.parametrize("wrong", ["", "  ", None, True, "abc", "1_000", "٣", "12,34", "1.2.3", "三万", [], {}, "--1", "0x10"])
def test_what_is_not_an_amount_is_refused_in_words(wrong):
    with pytest.raises(BadAmount) as refusal:
        parse_amount(wrong)
    assert "金额" in refusal.value.message and refusal.value.code == "bad-amount"


@pytest.mark.parametrize("told", ["32,000.00", "３２０００", "¥32000", "32000元", " 32000.0 ", 32000, "人民币32000元", "3.2e4"])
def test_people_write_one_amount_in_many_ways(told):
    assert capital(parse_amount(told)) == "叁万贰仟元整"


def test_an_operative_part_carries_both_writings():
    assert with_capital(Decimal(32000)) == "32,000.00元（大写：人民币叁万贰仟元整）"
    assert with_capital(Decimal(32000), comma=False).startswith("32000.00元")


@given(AMOUNTS)
def test_writing_and_reading_give_the_same_amount(amount):
    assert read_capital(capital(amount)) == amount


@given(AMOUNTS)
def test_no_two_zeros_meet_and_none_ends_the_yuan(amount):
    text = capital(amount)
    assert "零零" not in text and "零万" not in text and "零亿" not in text
    assert text == "零元整" or "零元" not in text
    assert text.endswith(("分", "整"))


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_another_reader_reads_the_whole_yuan_alike(yuan):
    assert cn2an.cn2an(capital(Decimal(yuan)).removesuffix("元整"), "smart") == yuan


@given(AMOUNTS, AMOUNTS)
def test_two_amounts_never_share_a_writing(first, second):
    assert (capital(first) == capital(second)) == (first == second)
