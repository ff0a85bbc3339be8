"""The days themselves 每日巡查: what the scheduler and the worker would have done, night by night and at noon."""

from __future__ import annotations

from datetime import timedelta

from arrears import clock, outbox
from arrears.cases import sweep
from arrears.demo.stage import Stage, Story

INBOX = ("notice", "warning")
"""Topics of the outbox that become lines in inboxes at their own time; papers are rendered afterwards."""
WARNED_DAYS = 12
"""Only so many last days are warned about: what lies before was read long ago."""


def deliver() -> None:
    """Put what was told into the inboxes, now."""
    while outbox.drain(200, INBOX):
        pass


def nights(stage: Stage, days: int) -> Story:
    """Sweep the due clocks five minutes after each midnight."""
    for back in range(days, -1, -1):
        yield stage.day(back, 0, 5)
        sweep.lapse_due(pause=0)
        if back <= WARNED_DAYS:
            sweep.warn(pause=0)
        deliver()


def evenings(stage: Stage, days: int) -> Story:
    """Deliver in the evening, of the last days at noon, too, so that a line's time is near that of its act."""
    for back in range(days, 0, -1):
        for hour in (12, 18, 23) if back <= WARNED_DAYS else (18,):
            yield clock.at(stage.today - timedelta(days=back), stage.day(0, hour).time())
            deliver()
