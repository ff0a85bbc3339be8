"""Sums of claim items: worked by hand, and properties that hold for every sum."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arrears.law.claims import (
    ITEMS,
    PayPeriod,
    additional_compensation,
    as_told,
    conflicts,
    day_pay,
    double_wage,
    hour_pay,
    leave_days,
    minimum_gap,
    notice_pay,
    overtime,
    severance,
    unlawful_probation,
    unlawful_termination,
    unused_leave,
    wages,
)
from arrears.law.money import BadAmount, half_up
from arrears.law.service_time import months_after, service_time

AMOUNTS = st.integers(min_value=0, max_value=10**9).map(lambda n: Decimal(n) / 100)


def weekdays(first, last):
    """Working days without any holiday, both ends counted."""
    return sum((first + timedelta(days=n)).weekday() < 5 for n in range((last - first).days + 1))


def test_the_items_are_those_of_the_law_file():
    assert list(ITEMS) == [
        "wage", "ot", "min-gap", "sev", "dmg-2n", "double", "probation", "add-pay", "deposit", "notice-pay", "leave",
        "injury-med", "insurance-loss", "reimburse", "other",
    ]  # fmt: skip
    assert all(item.title and item.source for item in ITEMS.values())


def test_day_and_hour_pay_use_21_75_days():
    assert half_up(day_pay(Decimal(6525))) == Decimal("300.00")
    assert half_up(hour_pay(Decimal(6525))) == Decimal("37.50")
    assert half_up(hour_pay(Decimal(8700))) == half_up(Decimal(8700) / 174)


def test_wages_are_what_is_owed_less_what_was_paid_per_month():
    owed = wages([PayPeriod("2026年3月", Decimal(6000), Decimal(2000)), PayPeriod("2026年4月", Decimal("3100.005"))])
    assert owed.amount == Decimal("7100.01")
    assert owed.steps[0] == "2026年3月：应付 6,000.00 － 已付 2,000.00 ＝ 4,000.00 元。"
    assert owed.steps[-1] == "合计 7,100.01 元。"


def test_a_full_month_is_not_below_the_minimum_wage_and_overpay_pays_no_other_month():
    owed = wages([PayPeriod("3月", Decimal(2000), full_month=True), PayPeriod("4月", Decimal(1000))], Decimal(2540))
    assert owed.amount == Decimal("3540.00") and "低于最低工资" in owed.steps[0]
    assert wages([PayPeriod("3月", Decimal(100), Decimal(900)), PayPeriod("4月", Decimal(50))]).amount == Decimal("50.00")


def test_overtime_at_three_rates():
    extra = overtime(Decimal(8700), Decimal(10), Decimal(8), Decimal(8))
    assert extra.amount == Decimal("750.00") + Decimal("800.00") + Decimal("1200.00")
    assert extra.steps[0] == "延长工作时间：8,700.00 ÷ 21.75 ÷ 8 × 10 小时 × 150% ＝ 750.00 元。"
    with pytest.raises(BadAmount, match="小时"):
        overtime(Decimal(8700), Decimal(-1))


def test_the_gap_to_the_minimum_wage():
    assert minimum_gap(Decimal(2540), Decimal(2300), 3).amount == Decimal("720.00")
    assert minimum_gap(Decimal(2540), Decimal(2600), 3).amount == 0


@pytest.mark.parametrize(
    ("began", "ended", "text", "months"),
    [
        ("2023-03-01", "2026-02-28", "3年", "3"),
        ("2023-03-01", "2026-03-01", "3年1天", "3.5"),
        ("2023-03-01", "2026-08-30", "3年5个月30天", "3.5"),
        ("2023-03-01", "2026-08-31", "3年6个月", "4"),
        ("2026-01-01", "2026-01-01", "1天", "0.5"),
        ("2025-01-31", "2026-01-30", "1年", "1"),
        ("2024-02-29", "2025-02-27", "1年", "1"),
        ("2024-02-29", "2025-02-28", "1年1天", "1.5"),
    ],
)
def test_years_of_service_become_months_of_severance(began, ended, text, months):
    time = service_time(date.fromisoformat(began), date.fromisoformat(ended))
    assert (time.text, time.severance_months) == (text, Decimal(months))


def test_severance_twice_and_its_cap():
    plain = severance(date(2023, 3, 1), date(2026, 8, 31), Decimal(10000), Decimal(188413))
    assert plain.amount == Decimal("40000.00")
    assert unlawful_termination(plain).amount == Decimal("80000.00")
    capped = severance(date(2006, 1, 1), date(2025, 12, 31), Decimal(60000), Decimal(188413))
    assert capped.amount == half_up(Decimal("47103.25") * 12) and "最多 12 个月" in capped.steps[2]
    at_cap = severance(date(2006, 1, 1), date(2025, 12, 31), Decimal("47103.25"), Decimal(188413))
    assert at_cap.amount == half_up(Decimal("47103.25") * 20)
    unknown = severance(date(2006, 1, 1), date(2025, 12, 31), Decimal(60000))
    assert "没有数据" in unknown.steps[2] and unknown.amount == Decimal(60000) * 20
    assert conflicts(["sev", "dmg-2n"]) and not conflicts(["sev", "wage"])
    with pytest.raises(ValueError, match="早于"):
        severance(date(2026, 1, 2), date(2026, 1, 1), Decimal(1))


def test_double_wage_runs_from_the_second_month_for_eleven_months_at_most():
    year = double_wage(date(2025, 1, 15), date(2026, 6, 30), Decimal(6000), weekdays)
    assert year.amount == Decimal(66000) and "2025-02-15 至 2026-01-14" in year.steps[0]
    part = double_wage(date(2026, 1, 15), date(2026, 4, 19), Decimal(8700), weekdays)
    assert part.amount == Decimal(17400) + half_up(Decimal(8700) / Decimal("21.75") * 3)
    assert double_wage(date(2026, 1, 15), date(2026, 2, 14), Decimal(6000), weekdays).amount == 0
    renewed = double_wage(date(2025, 1, 1), date(2026, 6, 30), Decimal(6000), weekdays, renewal=True)
    assert renewed.amount == Decimal(72000)


def test_double_wage_of_one_hired_on_the_last_of_january():
    one = double_wage(date(2026, 1, 31), date(2026, 3, 27), Decimal(6000), weekdays)
    assert "自 2026-02-28 至 2026-03-27：整月 1 个" in one.steps[0]


def test_additional_compensation_is_taken_per_row_then_summed():
    more = additional_compensation([Decimal("100.01"), Decimal("100.01")], Decimal(50))
    assert more.amount == Decimal("100.02")
    for percent in (49, 101):
        with pytest.raises(BadAmount, match="比例"):
            additional_compensation([Decimal(1)], Decimal(percent))


def test_leave_counts_whole_days_at_double_pay():
    pay = unused_leave(Decimal(8700), Decimal("5.9"))
    assert pay.amount == Decimal("4000.00") and "0.9 天不计" in pay.steps[0]
    assert leave_days(5, 200) == 2 and leave_days(10, 365, taken=12) == 0


def test_the_simple_items():
    assert unlawful_probation(Decimal(7000), Decimal("1.5")).amount == Decimal("10500.00")
    assert notice_pay(Decimal("6500.005")).amount == Decimal("6500.01")
    assert as_told("deposit", Decimal(500)).source.startswith("劳合 第八十四条")
    with pytest.raises(BadAmount):
        as_told("deposit", Decimal(-1))
    with pytest.raises(BadAmount):
        wages([PayPeriod("3月", Decimal("NaN"))])


@given(st.lists(st.tuples(AMOUNTS, AMOUNTS), max_size=6))
def test_a_total_of_wages_is_the_sum_of_its_lines_and_never_negative(rows):
    owed = wages([PayPeriod(str(n), agreed, paid) for n, (agreed, paid) in enumerate(rows)])
    assert owed.amount == sum(max(agreed - paid, Decimal(0)) for agreed, paid in rows)
    assert owed.amount == half_up(owed.amount)


@given(AMOUNTS, st.integers(min_value=0, max_value=200))
def test_overtime_grows_with_hours_and_holidays_pay_twice_the_extended_rate(base, hours):
    extended, holiday = overtime(base, Decimal(hours)).amount, overtime(base, holiday=Decimal(hours)).amount
    assert overtime(base, Decimal(hours + 1)).amount >= extended
    assert abs(holiday - 2 * extended) <= Decimal("0.01")


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2030, 1, 1)), st.integers(min_value=0, max_value=9000))
def test_a_day_more_of_service_never_lowers_severance(began, days):
    ended = began + timedelta(days=days)
    now, later = service_time(began, ended), service_time(began, ended + timedelta(days=1))
    assert now.severance_months <= later.severance_months <= now.severance_months + 1
    assert months_after(began, now.years * 12 + now.months) + timedelta(days=now.days) == ended + timedelta(days=1)
