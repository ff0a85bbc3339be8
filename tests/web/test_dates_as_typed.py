"""What clerks type for a day, a time, a month."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arrears.clock import BEIJING
from arrears.law.numerals import date_in_chinese
from arrears.web.parse import NotUnderstood, read_date, read_datetime, read_month

MONDAY = date(2026, 3, 9)
NOW = datetime(2026, 3, 9, 8, 36, tzinfo=BEIJING)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    "typed",
    [
        "2026.3.5",
        "2026-03-05",
        "20260305",
        "2026/3/5",
        "2026年3月5日",
        "２０２６．３．５",
        "3月5日",
        "3.5",
        "3月5号",
        "三月五日",
        "5号",
        "二〇二六年三月五日",
        "2026 3 5",
        " 3月 5日 ",
        "2026年3月5日 星期四",
        "2026-3-5(周四)",
        "上周四",
        "4天前",
        "26.3.5",
        "今年3月5日",
    ],
)
def test_the_fifth_of_march_is_understood_however_it_is_written(typed: str) -> None:
    assert read_date(typed, MONDAY) == date(2026, 3, 5)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("今天", 0),
        ("明天", 1),
        ("后天", 2),
        ("大后天", 3),
        ("昨天", -1),
        ("前天", -2),
        ("周五", 4),
        ("下周一", 7),
        ("上周日", -1),
        ("十天后", 10),
        ("2周后", 14),
        ("星期天", 6),
    ],
)
def test_a_day_told_from_today(typed: str, days: int) -> None:
    assert read_date(typed, MONDAY) == MONDAY + timedelta(days=days)


@given(
    DAYS,
    st.sampled_from(
        [
            "{0:%Y-%m-%d}",
            "{0.year}.{0.month}.{0.day}",
            "{0:%Y%m%d}",
            "{0.year}年{0.month}月{0.day}日",
            "{0.year}/{0.month}/{0.day}",
        ]
    ),
)
def test_every_day_written_in_full_is_read_back(day: date, form: str) -> None:
    assert read_date(form.format(day), MONDAY) == day


@given(DAYS)
def test_every_day_in_chinese_numerals_is_read_back(day: date) -> None:
    assert read_date(date_in_chinese(day), MONDAY) == day


@given(st.text(max_size=30))
def test_any_text_is_a_day_or_a_sentence(text: str) -> None:
    try:
        read_date(text, MONDAY, prefer="past")
    except NotUnderstood as reason:
        assert "，" in str(reason), "says what is wrong and the way out"


@given(st.text(alphabet="0123456789年月日号时点分半刻上下午:.-/ 明后天周一二三十晚", max_size=16))
def test_any_text_of_date_signs_is_an_instant_or_a_sentence(text: str) -> None:
    try:
        assert read_datetime(text, NOW).tzinfo is BEIJING
    except NotUnderstood as reason:
        assert str(reason)


def test_a_day_without_year_lies_in_the_past_or_future_as_the_field_asks() -> None:
    assert read_date("12月30日", MONDAY, prefer="past") == date(2025, 12, 30)
    assert read_date("12月30日", MONDAY) == date(2026, 12, 30)
    assert read_date("3月5日", MONDAY, prefer="future") == date(2027, 3, 5)
    assert read_date("3月9日", MONDAY, prefer="past") == read_date("3月9日", MONDAY, prefer="future") == MONDAY
    assert read_date("去年12月30日", MONDAY, prefer="future") == date(2025, 12, 30)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2026.2.30", "2月30日 不存在，请改成当月的日子。"),
        ("13月5日", "13月 不存在，月份是 1 至 12。"),
        ("3月5日星期五", "2026年3月5日是星期四，不是星期五，请核对。"),
        ("", "没有写日期，请写成 2026-3-5、3月5日 或 今天。"),
        ("1026-3-5", "年份应在 1900 至 2100 之间，您填了 1026。"),
        ("2026-3-1 1", "没看懂“2026-3-1 1”，请写成 2026-3-5、3月5日 或 今天。"),
    ],
)
def test_what_cannot_be_is_said_with_the_way_out(typed: str, says: str) -> None:
    with pytest.raises(NotUnderstood) as reason:
        read_date(typed, MONDAY)
    assert str(reason.value) == says


@pytest.mark.parametrize(
    "typed",
    [
        "明天15:00",
        "明天 15：00",
        "明天下午3点",
        "明天1500",
        "3月10日15点",
        "2026-03-10T15:00",
        "2026-3-10 15:00:00",
        "20260310 1500",
        "周二下午三点整",
    ],
)
def test_tomorrow_at_three_however_it_is_written(typed: str) -> None:
    assert read_datetime(typed, NOW) == datetime(2026, 3, 10, 15, 0, tzinfo=BEIJING)


def test_the_day_and_the_hour_are_never_run_together() -> None:
    assert read_datetime("2026-3-11 1:30", NOW) == datetime(2026, 3, 11, 1, 30, tzinfo=BEIJING)
    with pytest.raises(NotUnderstood):
        read_datetime("2026-3-111:30", NOW)


@given(st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)))
def test_every_minute_is_read_back(moment: datetime) -> None:
    expected = moment.replace(second=0, microsecond=0, tzinfo=BEIJING)
    assert read_datetime(f"{moment:%Y-%m-%d %H:%M}", NOW) == expected
    assert read_datetime(f"{moment.year}年{moment.month}月{moment.day}日{moment.hour}点{moment.minute}分", NOW) == expected


def test_a_day_alone_needs_a_time_unless_the_field_has_one() -> None:
    with pytest.raises(NotUnderstood, match="还缺几点"):
        read_datetime("明天", NOW)
    assert read_datetime("明天", NOW, at=time(9)) == datetime(2026, 3, 10, 9, 0, tzinfo=BEIJING)
    assert read_datetime("现在", NOW) == NOW


def test_twelve_at_night_is_asked_back_because_it_may_be_either_day() -> None:
    with pytest.raises(NotUnderstood, match="23:59"):
        read_datetime("今晚十二点", NOW)


@pytest.mark.parametrize("typed", ["2026年2月", "2026-02", "202602", "2月", "二月份", "上个月", "今年2月", "2026.2"])
def test_a_month_of_wages(typed: str) -> None:
    month = read_month(typed, MONDAY)
    assert (month.first, month.last, str(month)) == (date(2026, 2, 1), date(2026, 2, 28), "2026年2月")


def test_a_month_without_year_is_the_latest_such_month() -> None:
    assert str(read_month("11月", MONDAY, prefer="past")) == "2025年11月"
    with pytest.raises(NotUnderstood, match="13月 不存在"):
        read_month("2026年13月", MONDAY)
