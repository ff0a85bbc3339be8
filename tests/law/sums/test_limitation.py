"""Limitation: a warning with its reasons, interruptions and suspensions, never a refusal."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from arrears.law.limitation import Interruption, Stay, limitation


def test_pay_does_not_run_while_the_employment_lasts():
    result = limitation("wage", date(2026, 6, 1), known_on=date(2020, 1, 1))
    assert result.reached_on is None and not result.expired and result.warning is None
    assert "劳动关系存续期间" in result.reasons[0]


def test_one_year_from_the_end_of_work():
    left = date(2025, 6, 10)
    assert limitation("wage", date(2026, 6, 10), employment_ended=left).days_left == 0
    late = limitation("wage", date(2026, 6, 11), employment_ended=left)
    assert late.expired and late.warning is not None
    assert "拖欠工资可能超过时效" in late.warning and "不影响受理" in late.warning and "2026年6月10日届满" in late.warning


def test_the_last_day_rolls_with_the_calendar_that_the_caller_gives():
    result = limitation("wage", date(2026, 4, 7), employment_ended=date(2025, 4, 4), roll=lambda day: day + timedelta(days=3))
    assert result.reached_on == date(2026, 4, 7) and not result.expired


def test_few_days_left_means_today():
    result = limitation("wage", date(2026, 6, 4), employment_ended=date(2025, 6, 10))
    assert result.urgent and "今天就申请" in (result.warning or "")
    assert not limitation("wage", date(2026, 6, 3), employment_ended=date(2025, 6, 10)).urgent


def test_a_hotline_call_starts_the_year_anew_and_a_late_one_does_not():
    left = date(2024, 6, 10)
    call, late = Interruption(date(2025, 3, 1), "relief"), Interruption(date(2026, 5, 1), "claimed")
    result = limitation("wage", date(2026, 6, 1), employment_ended=left, interruptions=[late, call])
    assert result.reached_on == date(2026, 3, 1) and result.expired
    assert any("不再中断" in reason for reason in result.reasons)
    later = [Interruption(date(2026, 7, 1), "claimed")]
    future = limitation("wage", date(2026, 6, 1), employment_ended=left, interruptions=later)
    assert future.start == left


def test_a_suspension_is_not_limited_to_the_last_months_and_counts_once():
    stays = [Stay(date(2025, 7, 1), date(2025, 7, 30)), Stay(date(2025, 7, 15), date(2025, 7, 30))]
    result = limitation("wage", date(2026, 6, 20), employment_ended=date(2025, 6, 10), stays=stays)
    assert result.reached_on == date(2026, 7, 10) and not result.expired
    assert any("中止 30 天" in reason for reason in result.reasons)


def test_double_wage_is_not_pay_and_is_counted_back_day_by_day():
    result = limitation("double", date(2026, 6, 1), known_on=date(2025, 8, 1))
    assert result.covered_from == date(2025, 6, 1) and "往前计一年" in (result.warning or "")


def test_without_a_day_nothing_is_claimed():
    result = limitation("sev", date(2026, 6, 1))
    assert result.reached_on is None and "没有告知" in result.reasons[0]


@given(st.dates(min_value=date(2020, 1, 1), max_value=date(2025, 1, 1)), st.integers(0, 400), st.integers(1, 60))
def test_a_suspension_inside_the_year_moves_the_end_by_its_length(left, offset, length):
    first = left + timedelta(days=1 + offset % 300)
    plain = limitation("wage", left, employment_ended=left).reached_on
    stayed = limitation("wage", left, employment_ended=left, stays=[Stay(first, first + timedelta(days=length - 1))]).reached_on
    assert (stayed - plain).days == length
