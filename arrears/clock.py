"""What time it is, in Beijing 时钟. The only place that asks the machine; tests travel with `time_machine`.

The demonstration is made by the real acts at their own past times: it travels with `travelling`, which nothing else uses.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has kept one offset without summer time since 1991, so a fixed offset is exact and needs no zone files."""


SECOND = timedelta(seconds=1)


_elsewhere: ContextVar[datetime | None] = ContextVar("elsewhere", default=None)


@contextmanager
def travelling(moment: datetime) -> Iterator[None]:
    """Inside the block it is `moment` for this thread: only the maker of the demonstration and tests may do so."""
    token = _elsewhere.set(moment.astimezone(BEIJING))
    try:
        yield
    finally:
        _elsewhere.reset(token)


def now() -> datetime:
    """This instant, aware, in Beijing time, to the second (what people read and write down)."""
    elsewhere = _elsewhere.get()
    if elsewhere is not None:
        return elsewhere.replace(microsecond=0)
    return datetime.now(UTC).astimezone(BEIJING).replace(microsecond=0)


def today() -> date:
    """The day it is in Beijing."""
    return now().date()


def day_of(moment: date | datetime) -> date:
    """The Beijing day of a date or an aware instant."""
    if isinstance(moment, datetime):
        return moment.astimezone(BEIJING).date()
    return moment


def at(day: date, clock: time = time(0, 0)) -> datetime:
    """The instant of a wall-clock time on a day in Beijing."""
    return datetime.combine(day, clock, BEIJING)


def end_of(day: date) -> datetime:
    """24:00 of a day in Beijing, which is 00:00 of the next (C7, C14: overdue begins here)."""
    return datetime.combine(day + timedelta(days=1), time(0, 0), BEIJING)
