"""Days of a time limit that are used and left 已用、剩余天数: what the notices of suspension and resumption must say.

Counted as the clock itself counts (arbitration 1, C1, C10): the day of the trigger is left out, the day of the pausing decision is
left out, the day of resumption counts; overlapping pauses count once; what was paused before a restart is not counted (C11).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from arrears.law.counting import merged

Pause = tuple[date, date | None]
"""Half-open `[from, to)`; None while it still runs."""


@dataclass(frozen=True, slots=True)
class Used:
    """`begun`: the day that is not counted. `used`: days counted up to and without the day asked about. `left`: never negative."""

    begun: date
    used: int
    left: int


def used_before(begun: date, length: int, pauses: Iterable[Pause], day: date) -> Used:
    """How many days of a period of `length` calendar days were used before `day`.

    >>> used_before(date(2026, 3, 2), 45, (), date(2026, 3, 20))
    Used(begun=datetime.date(2026, 3, 2), used=17, left=28)
    """
    first, end = begun.toordinal() + 1, day.toordinal()
    out = 0
    for start, stop in merged((f.toordinal(), None if t is None else t.toordinal()) for f, t in pauses):
        out += max(0, min(end, end if stop is None else stop) - max(first, start))
    used = max(0, end - first - out)
    return Used(begun, used, max(0, length - used))
