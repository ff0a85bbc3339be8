"""A deadline as a small calendar 期限图: one entry a day, from the day not counted to the last day (the screen draws it)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from arrears.law.calendar import Calendar
from arrears.law.deadlines.outcome import Due
from arrears.law.explain import COUNT, PAUSE


@dataclass(frozen=True, slots=True)
class StripDay:
    """One day: `ordinal` its number in the count (None: not counted); `label` 起 for the day of the trigger, 休 and 班 for days off and
    make-up workdays, else empty; the flags are what the screen colours."""

    day: date
    ordinal: int | None
    label: str
    is_rest: bool
    is_makeup: bool
    is_today: bool
    is_due: bool
    is_plan: bool
    is_paused: bool


def _as_day(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def strip(due: Due, calendar: Calendar, today: date) -> tuple[StripDay, ...]:
    """Every day between the trigger and the last day, in calendar order. A clock that is paused ends with today or the pause's first day."""
    work = due.working
    start, end, plan = work.start, _as_day(due.due), _as_day(due.plan)
    numbers: dict[date, int] = {}
    paused: set[date] = set()
    open_from: date | None = None
    count = 0
    for step in due.steps:
        if step.kind == PAUSE and step.end is None:
            open_from = step.start
        elif step.end is not None and step.kind in (COUNT, PAUSE) and not isinstance(due.due, datetime):
            days = [date.fromordinal(n) for n in range(step.start.toordinal(), step.end.toordinal() + 1)]
            for day in reversed(days) if work.backward else days:
                if step.kind == PAUSE:
                    paused.add(day)
                else:
                    count += 1
                    numbers[day] = count
    last = end if end is not None else max(open_from or start, min(today, date.fromordinal((open_from or start).toordinal() + 60)))
    first, last = min(start, last), max(start, last)
    result = []
    for number in range(first.toordinal(), last.toordinal() + 1):
        day = date.fromordinal(number)
        rest, makeup = not calendar.is_workday(day), calendar.is_makeup(day)
        label = "起" if day == start else "班" if makeup else "休" if rest else ""
        halted = day in paused or (open_from is not None and day >= open_from)
        result.append(
            StripDay(day, numbers.get(day), label, rest, makeup, day == today, day == end, day == plan and plan != end, halted)
        )
    return tuple(result)
