"""Rounding to the fen, storage in fen, even instalments and totals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arrears.law.money import BadAmount, digits, fen, from_fen, half_up, split_even, total

AMOUNTS = st.integers(min_value=0, max_value=10**13).map(lambda n: Decimal(n) / 100)


def test_half_a_fen_goes_up():
    assert half_up(Decimal("1.005")) == Decimal("1.01")
    assert half_up(Decimal("1.0049")) == Decimal("1.00")
    assert half_up(Decimal("-1.005")) == Decimal("-1.01")


def test_a_stored_amount_is_never_rounded_silently():
    assert fen(Decimal("12.30")) == 1230
    with pytest.raises(BadAmount):
        fen(Decimal("12.345"))


def test_what_does_not_divide_goes_to_the_last_instalment():
    assert split_even(Decimal(100), 3) == (Decimal("33.33"), Decimal("33.33"), Decimal("33.34"))
    assert split_even(Decimal(200), 3) == (Decimal("66.66"), Decimal("66.66"), Decimal("66.68"))
    with pytest.raises(BadAmount):
        split_even(Decimal(100), 0)


def test_a_total_is_the_sum_of_the_printed_rows():
    assert total([Decimal("0.005"), Decimal("0.005")]) == Decimal("0.02")


@given(AMOUNTS)
def test_fen_and_yuan_go_both_ways(amount):
    assert from_fen(fen(amount)) == amount
    assert Decimal(digits(amount).replace(",", "")) == amount


@given(AMOUNTS, st.integers(min_value=1, max_value=60))
def test_instalments_add_up_and_differ_only_in_the_last(amount, parts):
    shares = split_even(amount, parts)
    assert sum(shares) == amount and len(shares) == parts
    assert len(set(shares[:-1])) <= 1 and shares[-1] >= shares[0] >= 0
    assert shares[-1] - shares[0] < Decimal(parts) / 100
