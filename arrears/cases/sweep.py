"""The sweep of due clocks 巡查: what has come due since the last look is marked, told and escalated, each by an act of its own.

Its cost follows what is due, not what is open: one index range, chunks of few acts, a pause between chunks on SQLite so that a clerk
never waits for it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from arrears import clock, db, outbox
from arrears.access.viewer import SYSTEM
from arrears.cases import transitions
from arrears.cases.calendar import in_force
from arrears.cases.models import Deadline, Proceeding, Seat
from arrears.db import session
from arrears.law.refusal import Refused

CHUNK = 20
PAUSE = 0.05
"""Seconds between chunks on SQLite (stack.md: p95 of a clerk's save stays under 40 ms)."""


@dataclass(frozen=True, slots=True)
class Swept:
    """What one sweep did."""

    lapsed: int
    warned: int


def due_ids(now: datetime, limit: int = CHUNK) -> list[tuple[int, int]]:
    """(clock, proceeding) of open clocks that are due and not yet marked. One statement, one index range."""
    query = (
        select(Deadline.id, Deadline.proceeding_id)
        .where(Deadline.closed_at.is_(None), Deadline.due_at <= now, Deadline.late_at.is_(None))
        .order_by(Deadline.due_at, Deadline.id)
        .limit(limit)
    )
    return [(row.id, row.proceeding_id) for row in session.execute(query)]


def _lapse(deadline_id: int, proceeding_id: int) -> bool:
    row = session.execute(select(Proceeding.version, Proceeding.closed_at).where(Proceeding.id == proceeding_id)).one()
    token = f"lapse:{deadline_id}"
    if row.closed_at is not None:
        return _mark_late(deadline_id)
    try:
        transitions.perform(
            proceeding_id,
            f"{_procedure(proceeding_id)}.lapse",
            SYSTEM,
            seen=row.version,
            token=token,
            facts={"clock": str(deadline_id)},
        )
    except transitions.Stale:
        return False  # somebody acted just now; the next sweep looks again
    except Refused:
        return _mark_late(deadline_id)
    return True


def _procedure(proceeding_id: int) -> str:
    return str(session.scalar(select(Proceeding.procedure).where(Proceeding.id == proceeding_id)))


def _mark_late(deadline_id: int) -> bool:
    """A clock of a closed proceeding (an order's reply, an instalment): marked without an act of the procedure."""
    with db.writing() as current:
        current.execute(
            update(Deadline).where(Deadline.id == deadline_id, Deadline.late_at.is_(None)).values(late_at=clock.now())
        )
    return True


def lapse_due(limit: int = 10_000) -> int:
    """Perform `lapse` for every clock that is due; returns how many. Repeating it does nothing more."""
    done = 0
    while done < limit:
        found = due_ids(clock.now())
        if not found:
            return done
        progress = 0
        for deadline_id, proceeding_id in found:
            progress += _lapse(deadline_id, proceeding_id)
            db.release()
        done += progress
        if not progress:
            return done
        if db.is_sqlite():
            time.sleep(PAUSE)
    return done


STAGES: tuple[tuple[int, str], ...] = ((1, "handler"), (2, "team"), (3, "supervisor"), (4, "head"), (5, "major"), (6, "city"))
"""Escalation ladder (5.4): −3 workdays handler · plan date team head · due supervisor · +1 head · +3 major · +5 city."""


def stage_of(due: datetime, plan: datetime, now: datetime) -> int:
    """How far the ladder has gone for a clock at a moment. Workdays of the calendar in force."""
    calendar = in_force()
    today = clock.day_of(now)
    due_day = clock.day_of(due)
    late_days = calendar.workdays_between(due_day, today) if now >= due else 0
    if now >= due:
        return 6 if late_days >= 5 else 5 if late_days >= 3 else 4 if late_days >= 1 else 3
    if today >= clock.day_of(plan):
        return 2
    return 1 if calendar.workdays_between(today, clock.day_of(plan)) <= 3 else 0


def to_warn(now: datetime, limit: int = 200) -> Iterator[tuple[Deadline, int]]:
    """Open clocks of ours whose ladder has gone further than what was told. One statement per page of rows that are near."""
    horizon = clock.end_of(in_force().add_workdays(clock.day_of(now), 4))
    last: tuple[datetime, int] | None = None
    while True:
        query = select(Deadline).where(Deadline.closed_at.is_(None), Deadline.due_at <= horizon, Deadline.ours, Deadline.stage < 6)
        if last is not None:
            query = query.where(
                (Deadline.due_at > last[0]) | ((Deadline.due_at == last[0]) & (Deadline.id > last[1])), Deadline.due_at >= last[0]
            )
        rows = session.scalars(query.order_by(Deadline.due_at, Deadline.id).limit(limit)).all()
        for row in rows:
            plan = clock.end_of(row.plan_on) if row.plan_on and not row.is_instant else row.due_at
            stage = stage_of(row.due_at, plan, now)
            if stage > row.stage:
                yield row, stage
        if len(rows) < limit:
            return
        last = (rows[-1].due_at, rows[-1].id)


def warn() -> int:
    """Tell the people of the ladder what is near or late, once per stage; returns how many clocks moved on."""
    moves = [(row.id, row.proceeding_id, stage, row.title, row.owner_id, row.due_on) for row, stage in to_warn(clock.now())]
    db.release()
    for start in range(0, len(moves), CHUNK):
        with db.writing() as current:
            for deadline_id, proceeding_id, stage, title, owner_id, due_on in moves[start : start + CHUNK]:
                current.execute(update(Deadline).where(Deadline.id == deadline_id).values(stage=stage))
                number = current.scalar(select(Proceeding.number).where(Proceeding.id == proceeding_id))
                users = {owner_id or 0} | set(
                    current.scalars(
                        select(Seat.user_id).where(
                            Seat.proceeding_id == proceeding_id, Seat.left_at.is_(None), Seat.role.in_(["owner", "responsible", "deputy"])
                        )
                    )
                )
                text = f"{number} {title}{'已逾期' if stage >= 3 else '将到期'}（{due_on:%m-%d}）" if due_on else f"{number} {title}"
                outbox.queue(
                    "warning",
                    {
                        "users": sorted(u for u in users if u),
                        "proceeding": proceeding_id,
                        "deadline": deadline_id,
                        "stage": stage,
                        "text": text,
                        "source": f"warn:{deadline_id}:{stage}",
                    },
                )
        if db.is_sqlite():
            time.sleep(PAUSE)
    return len(moves)


def sweep() -> Swept:
    """Mark what is due, then tell what is near or late."""
    lapsed = lapse_due()
    return Swept(lapsed, warn())


def recheck_calendar(edition: str) -> list[tuple[int, str, str]]:
    """Compute every open rule clock again after a change of the calendar; each that moves gets an event and tells its people.

    Returns (clock, from, to) of those that moved. In chunks; may be repeated.
    """
    from arrears.access import preferences
    from arrears.cases.clocks import computed, pauses_of

    moved: list[tuple[int, str, str]] = []
    last = 0
    while True:
        rows = session.scalars(
            select(Deadline)
            .where(Deadline.id > last, Deadline.closed_at.is_(None), Deadline.origin == "rule")
            .where(Deadline.calendar_edition != edition)
            .order_by(Deadline.id)
            .limit(CHUNK)
        ).all()
        if not rows:
            return moved
        last = rows[-1].id
        pauses = pauses_of([row.id for row in rows])
        calendar = in_force()
        changes = []
        for row in rows:
            settings = preferences.chosen(row.body_id, clock.today())
            changes.append((row.id, row.proceeding_id, row.due_on, computed(row, pauses[row.id], calendar, settings)))
        db.release()
        for deadline_id, proceeding_id, before, due in changes:
            after = clock.day_of(due.due) if due.due is not None else None
            with db.writing() as current:
                values: dict[str, object] = {"calendar_edition": due.calendar_edition, "provisional": due.provisional}
                if after != before and due.due is not None:
                    values |= {
                        "due_on": after,
                        "plan_on": clock.day_of(due.plan) if due.plan is not None else after,
                        "due_at": due.due if isinstance(due.due, datetime) else clock.end_of(due.due),
                        "stage": 0,
                        "late_at": None,
                    }
                    moved.append((deadline_id, str(before), str(after)))
                current.execute(update(Deadline).where(Deadline.id == deadline_id).values(**values))
            if after != before:
                _note_move(proceeding_id, deadline_id, edition, str(before), str(after))
        if db.is_sqlite():
            time.sleep(PAUSE)


def _note_move(proceeding_id: int, deadline_id: int, edition: str, before: str, after: str) -> None:
    """An event of the proceeding, the nearest clock of it, and a line for its people."""
    transitions.record_recheck(proceeding_id, deadline_id, f"recheck:{edition}:{deadline_id}", before, after)
