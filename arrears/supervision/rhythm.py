"""Days of an order 督办日程: which report dates and which term are proposed, which report comes next. Pure, on the calendar given.

`sup-plan` is counted from the listing, each `sup-report` from the last day of the one before (5.3); dates that the issuer moved
do not shift those after them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from arrears.law import deadlines as law
from arrears.law.calendar import Calendar


@dataclass(frozen=True, slots=True)
class Days:
    """What is proposed at a listing."""

    reports: tuple[date, ...]
    term: date


def _due(rule: str, trigger: date, calendar: Calendar, settings: Mapping[str, Any]) -> date:
    found = law.due(rule, trigger, {}, calendar=calendar, settings=settings).due
    assert isinstance(found, date)
    return found


def proposed(listed: date, calendar: Calendar, settings: Mapping[str, Any]) -> Days:
    """First report, the following ones up to the term, and the term."""
    term = _due("sup-term", listed, calendar, settings)
    dates = [_due("sup-plan", listed, calendar, settings)]
    while dates[-1] < term:
        dates.append(_due("sup-report", dates[-1], calendar, settings))
    return Days(tuple(day for day in dates if day <= term), term)


@dataclass(frozen=True, slots=True)
class Next:
    """The report that comes next; `trigger`: the day the rule counts from, None when an officer set the date."""

    day: date
    trigger: date | None


def after(due: date, planned: Sequence[date], listed: date, calendar: Calendar, settings: Mapping[str, Any]) -> Next:
    """The report that follows the one due on a day: the listed dates first, beyond the last of them the rhythm goes on."""
    later = [day for day in planned if day > due]
    if not later:
        return Next(_due("sup-report", due, calendar, settings), due)
    regular = proposed(listed, calendar, settings).reports
    if later[0] in regular[1:]:
        return Next(later[0], regular[regular.index(later[0]) - 1])
    return Next(later[0], None)
