"""Months and days relative to the day of receipt."""

from __future__ import annotations

from datetime import date

import pytest

from arrears.intake.extract.dates import Calendar

SAID = [
    ("2026-03-10", "2025年9月至2026年1月", ["2025-09", "2026-01"]),
    ("2025-11-06", "8月、9月、10月没发", ["2025-08", "2025-09", "2025-10"]),
    ("2026-01-15", "2025年8-12月工资", ["2025-08", "2025-12"]),
    ("2026-02-09", "202511-202601", ["2025-11", "2026-01"]),
    ("2026-02-27", "2025年国庆后到腊月二十三", ["2025-10", "2026-02-10"]),
    ("2026-04-01", "去年腊月初八上的班", ["2026-01-26"]),
    ("2026-09-28", "上个月和上上个月", ["2026-08", "2026-07"]),
    ("2025-07-09", "5月12到6月20", ["2025-05-12", "2025-06-20"]),
    ("2026-02-11", "从去年9月开到年底", ["2025-09", "2025-12"]),
    ("2026-01-30", "11月到1月", ["2025-11", "2026-01"]),
    ("2026-03-20", "正月十五走的", ["2026-03-03"]),
    ("2026-03-30", "24年11月到25年2月", ["2024-11", "2025-02"]),
]


@pytest.mark.parametrize(("received_on", "said", "months"), SAID, ids=[s[1] for s in SAID])
def test_what_was_said_names_these_months(received_on, said, months):
    assert [m.text for m in Calendar(date.fromisoformat(received_on)).moments(said, [])] == months


def test_three_months_without_an_anchor_name_no_month():
    assert Calendar(date(2026, 3, 1)).moments("三个月没发工资", []) == []
