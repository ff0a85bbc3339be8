"""A deadline as a small calendar 期限图: one entry a day, from the day not counted to the last day (the screen draws it)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from arrears.law.calendar import Calendar
from arrears.law.deadlines.outcome import Due
from arrears.law.explain import COUNT, PAUSE

PAUSE_SHOWN: Final = 60


@dataclass(frozen=True, slots=True)
class StripDay:
    """One day: `ordinal` its number in the count (None: not counted); `label` 起 for the day of the trigger, 休 and 班 for
    days off and make-up workdays, else empty; the flags are what the screen colours."""

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
    """Every day between the trigger and the last day, in calendar order; a paused clock is shown up to today, at most 60 days."""
    start, end, plan = due.working.start, _as_day(due.due), _as_day(due.plan)
    numbers, paused, open_from = _walked(due)
    if end is not None:
        last = end
    else:
        halted = open_from or start
        last = max(halted, min(today, date.fromordinal(halted.toordinal() + PAUSE_SHOWN)))
    result = []
    for number in range(min(start, last).toordinal(), max(start, last).toordinal() + 1):
        day = date.fromordinal(number)
        rest, makeup = not calendar.is_workday(day), calendar.is_makeup(day)
        result.append(
            StripDay(
                day=day,
                ordinal=numbers.get(day),
                label="起" if day == start else "班" if makeup else "休" if rest else "",
                is_rest=rest,
                is_makeup=makeup,
                is_today=day == today,
                is_due=day == end,
                is_plan=day == plan and plan != end,
                is_paused=day in paused or (open_from is not None and day >= open_from),
            )
        )
    return tuple(result)


def _walked(due: Due) -> tuple[dict[date, int], set[date], date | None]:
    """Number of each day counted, the paused days, and the first day of a pause that still runs. Running hours number no days."""
    numbers: dict[date, int] = {}
    paused: set[date] = set()
    if isinstance(due.due, datetime):
        return numbers, paused, None
    open_from: date | None = None
    for step in due.steps:
        if step.kind not in (COUNT, PAUSE):
            continue
        if step.end is None:
            open_from = step.start
            continue
        days = [date.fromordinal(n) for n in range(step.start.toordinal(), step.end.toordinal() + 1)]
        if step.kind == PAUSE:
            paused.update(days)
            continue
        for day in reversed(days) if due.working.backward else days:
            numbers[day] = len(numbers) + 1
    return numbers, paused, open_from
