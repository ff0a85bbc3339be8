"""The arithmetic of periods 期间的计算: calendar days, working days, months, years, backward counts, days that do not count.

Rules C1–C12: the day of the trigger is not counted; a pause is half-open `[from, to)`; overlapping pauses count once;
extension days come before rolling; a period rolls once, at the end. Nothing here knows a rule of law by name: see
`deadlines`. Days are handled as ordinals (`date.toordinal`), which keeps a reckoning with pauses at a few microseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from arrears.law.calendar import Calendar

Span = tuple[int, int | None]
"""A pause as ordinals, half-open: first paused day, first day that counts again; None while it still runs."""

SHORTEST_PAUSE: Final = 1
SHORTEST_MONTH: Final = 28
ONE_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Counted:
    """Result of one count. `nominal`: ordinal of the last day before rolling, None while a pause runs; `spans`: the pauses
    that bit, clipped to the days that would have counted; `remaining`: what is left (in the unit counted) while a pause runs,
    else None."""

    nominal: int | None
    spans: tuple[Span, ...]
    remaining: int | None


def add_months(day: date, months: int) -> date:
    """The corresponding day `months` later, the last day of that month if there is none (民法典第二百零二条)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if day.day <= SHORTEST_MONTH:
        return date(year, month, day.day)
    last = (date(year + month // 12, month % 12 + 1, 1) - ONE_DAY).day
    return date(year, month, min(day.day, last))


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The union of pauses, ordered; touching and overlapping ones become one, empty ones vanish (C10)."""
    result: list[Span] = []
    for first, end in sorted(spans, key=_by_first):
        if end is not None and end - first < SHORTEST_PAUSE:
            continue
        if result:
            last_first, last_end = result[-1]
            if last_end is None:
                break
            if first <= last_end:
                result[-1] = (last_first, None if end is None else max(last_end, end))
                continue
        result.append((first, end))
    return tuple(result)


def _by_first(span: Span) -> int:
    return span[0]


def after(start: int, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Merged pauses clipped to the days after `start`: only these matter (C10)."""
    kept: list[Span] = []
    for first, end in spans:
        if end is None or end > start + 1:
            kept.append((max(first, start + 1), end))
    return tuple(kept)


def forward_days(start: int, length: int, spans: Sequence[Span]) -> Counted:
    """Calendar days: the `length`-th day after `start` that is not paused. `spans`: as `after` gives them."""
    nominal = start + length
    bit: list[Span] = []
    for first, end in spans:
        if first > nominal:
            break
        if end is None:
            return Counted(None, (*bit, (first, None)), nominal - first + 1)
        bit.append((first, end))
        nominal += end - first
    return Counted(nominal, tuple(bit), None)


def forward_workdays(calendar: Calendar, start: int, length: int, spans: Sequence[Span]) -> Counted:
    """Working days: the `length`-th working day after `start` that is not paused."""
    position, left = date.fromordinal(start), length
    bit: list[Span] = []
    for first, end in spans:
        before = date.fromordinal(first - 1)
        there = calendar.workdays_between(position, before)
        if there >= left:
            break
        left -= there
        if end is None:
            return Counted(None, (*bit, (first, None)), left)
        bit.append((first, end))
        position = date.fromordinal(end - 1)
    return Counted(calendar.add_workdays(position, left).toordinal() if left else position.toordinal(), tuple(bit), None)


def backward_workdays(calendar: Calendar, start: date, length: int) -> date:
    """The `length`-th working day before `start`; `start` (the hearing) is not counted (C12)."""
    return calendar.add_workdays(start, -length)
