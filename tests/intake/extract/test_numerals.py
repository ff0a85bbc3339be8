"""Sums as people write them."""

from __future__ import annotations

import pytest

from arrears.intake.extract.numerals import numerals

WRITTEN = {
    "86,400.50元": 86400.5,
    "三百二": 320,
    "十二万八": 128000,
    "3万2": 32000,
    "1w5": 15000,
    "8.5k": 8500,
    "四十多万": 400000,
    "两三万": 20000,
    "贰万叁千元整": 23000,
    "一万零五百": 10500,
    "一百二十来万": 1200000,
    "十几号人": 10,
    "20来个": 20,
    "万把块": 10000,
    "2-3万": 20000,
    "1w1.5千": 11500,
    "两万三": 23000,
    "一百零五天": 105,
    "四百一个人": 400,
    "5万多": 50000,
    "十一二个": 11,
}


@pytest.mark.parametrize("written", WRITTEN)
def test_a_number_is_read_as_the_office_reads_it(written):
    assert next(numerals(written)).value == WRITTEN[written]


@pytest.mark.parametrize("written", ["大几千块", "好几万", "几十人", "几千元"])
def test_words_that_name_no_figure_have_no_value(written):
    assert [n.value for n in numerals(written)] == [None]


def test_the_month_behind_a_sum_is_no_tail_of_it():
    assert [n.value for n in numerals("给了3万2月份没给")] == [30000, 2]
