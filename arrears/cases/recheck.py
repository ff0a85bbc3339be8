"""Computing running clocks again 期限重算, after a new edition of the calendar or a changed setting.

Walks open rule clocks by id in small chunks, so that it can stop and go on, and be repeated: a clock that has been computed with
the edition in force is passed over; one that does not move gets the edition only; each proceeding whose clocks move gets one event.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, update

from arrears import clock, db
from arrears.access import preferences
from arrears.cases import transitions
from arrears.cases.calendar import in_force
from arrears.cases.clocks import computed, pauses_of
from arrears.cases.models import Deadline, Proceeding
from arrears.cases.transitions import Shift
from arrears.db import session
from arrears.law.calendar import Calendar
from arrears.law.deadlines import Due

CHUNK = 20
PAUSE = 0.05
"""Seconds between chunks on SQLite, so that a clerk's save does not wait."""


@dataclass(frozen=True, slots=True)
class Passed:
    """How far one call came: clocks looked at, the last id, whether it was the last of all."""

    looked_at: int
    last: int
    finished: bool


def _rows(after: int, body_id: int, besides_edition: str | None) -> list[Deadline]:
    query = select(Deadline).where(Deadline.id > after, Deadline.closed_at.is_(None), Deadline.origin == "rule")
    if body_id:
        query = query.where(Deadline.body_id == body_id)
    if besides_edition is not None:
        query = query.where(Deadline.calendar_edition != besides_edition)
    return list(session.scalars(query.order_by(Deadline.id).limit(CHUNK)))


def _answers(rows: Iterable[Deadline], calendar: Calendar) -> list[tuple[Deadline, Due]]:
    """Each clock with its date by a calendar and the settings of its body."""
    held = list(rows)
    pauses = pauses_of([row.id for row in held])
    settings: dict[int, Mapping[str, Any]] = {}
    today = clock.today()
    found = []
    for row in held:
        if row.body_id not in settings:
            settings[row.body_id] = preferences.chosen(row.body_id, today)
        found.append((row, computed(row, pauses[row.id], calendar, settings[row.body_id])))
    return found


def _day(due: Due) -> date | None:
    return None if due.due is None else clock.day_of(due.due)


def would_move(calendar: Calendar, most: int = 5000) -> tuple[list[Shift], bool]:
    """What another calendar would move, of at most `most` open clocks, and whether all were looked at. Writes nothing."""
    found: list[Shift] = []
    last = looked = 0
    while looked < most:
        rows = _rows(last, 0, calendar.edition)
        if not rows:
            return found, True
        last, looked = rows[-1].id, looked + len(rows)
        moved = [(row, due) for row, due in _answers(rows, calendar) if _day(due) != row.due_on]
        query = select(Proceeding.id, Proceeding.number).where(Proceeding.id.in_({row.proceeding_id for row, _ in moved}))
        numbers = dict(session.execute(query).all()) if moved else {}
        for row, due in moved:
            number = numbers[row.proceeding_id]
            found.append(Shift(row.id, row.proceeding_id, row.body_id, number, row.title, row.owner_id, row.due_on, _day(due)))
    return found, False


def recheck(
    token: str,
    why: str,
    *,
    body_id: int = 0,
    only_other_editions: bool = True,
    after: int = 0,
    most: int = 500,
    note: Callable[[Shift], None] = lambda _: None,
) -> Passed:
    """Compute up to `most` open clocks again, from the id `after` on. `body_id` 0: every body's.

    `only_other_editions`: pass over clocks already computed with the calendar in force (a calendar change); False: all (a setting).
    `note` is called for each clock that moved, in its transaction. Opens its own transactions.
    """
    looked, last = 0, after
    while looked < most:
        calendar = in_force()
        rows = _rows(last, body_id, calendar.edition if only_other_editions else None)
        if not rows:
            db.release()
            return Passed(looked, last, True)
        last, looked = rows[-1].id, looked + len(rows)
        answers = _answers(rows, calendar)
        moving = sorted({row.proceeding_id for row, due in answers if _day(due) != row.due_on})
        still = [(row.id, due) for row, due in answers if row.proceeding_id not in moving and row.calendar_edition != due.calendar_edition]
        db.release()
        _keep_edition(still)
        for proceeding_id in moving:
            transitions.record_recheck(proceeding_id, f"{token}:{proceeding_id}:{last}"[:64], why, note)
            db.release()
        if db.is_sqlite():
            time.sleep(PAUSE)
    return Passed(looked, last, False)


def _keep_edition(still: list[tuple[int, Due]]) -> None:
    """Clocks that stay where they are: by which edition they were computed last, and when to plan them."""
    if not still:
        return
    with db.writing() as current:
        for deadline_id, due in still:
            values: dict[str, Any] = {"calendar_edition": due.calendar_edition, "provisional": due.provisional}
            if due.plan is not None:
                values["plan_on"] = clock.day_of(due.plan)
            current.execute(update(Deadline).where(Deadline.id == deadline_id, Deadline.closed_at.is_(None)).values(**values))
