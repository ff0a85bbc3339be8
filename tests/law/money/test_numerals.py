"""Dates and article numbers in Chinese numerals, as the law file prints them."""

from datetime import date, timedelta

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arrears.law.numerals import article, count_in_chinese, date_in_chinese, date_in_text, ordinal, period_in_text


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 3, 5), "二〇二六年三月五日"),
        (date(2026, 1, 1), "二〇二六年一月一日"),
        (date(2026, 10, 10), "二〇二六年十月十日"),
        (date(2026, 11, 20), "二〇二六年十一月二十日"),
        (date(2030, 12, 31), "二〇三〇年十二月三十一日"),
    ],
)
def test_the_seal_line_of_the_examples(day, written):
    assert date_in_chinese(day) == written


def test_dates_inside_a_text_have_no_leading_zero():
    assert date_in_text(date(2026, 3, 5)) == "2026年3月5日"
    assert period_in_text(date(2026, 1, 1), date(2026, 3, 31)) == "2026年1月1日至2026年3月31日"


def test_articles_and_items_are_counted_in_words():
    assert [article(n) for n in (7, 10, 15, 43, 100, 103, 210)] == [
        "第七条", "第十条", "第十五条", "第四十三条", "第一百条", "第一百零三条", "第二百一十条",
    ]  # fmt: skip
    assert [ordinal(n) for n in (1, 2, 11, 20)] == ["一、", "二、", "十一、", "二十、"]
    with pytest.raises(ValueError, match="序号"):
        ordinal(0)
    with pytest.raises(ValueError, match="9999"):
        count_in_chinese(10000)


@given(st.integers(min_value=0, max_value=9999))
def test_another_reader_reads_every_count_alike(number):
    assert cn2an.cn2an(count_in_chinese(number), "smart") == number


def test_no_day_of_a_year_is_written_with_a_bare_one_ten_or_a_wrong_zero():
    for offset in range(366):
        text = date_in_chinese(date(2024, 1, 1) + timedelta(days=offset))
        assert "一十" not in text and "廿" not in text and "零" not in text
