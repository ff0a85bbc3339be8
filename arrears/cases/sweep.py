"""The sweep of due clocks 巡查: what has come due since the last look is marked, told and escalated, each by an act of its own.

Its cost follows what is due, not what is open: one index range, chunks of few acts, a pause between chunks on SQLite so that a clerk
never waits for it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update

from arrears import clock, db, outbox
from arrears.access.viewer import SYSTEM
from arrears.cases import ladder, transitions
from arrears.cases.calendar import in_force
from arrears.cases.clocks import INFORMATION, WATCHED
from arrears.cases.models import Deadline, Proceeding
from arrears.cases.outcomes import Stale
from arrears.db import session
from arrears.law.refusal import Refused

CHUNK = 20
PAUSE = 0.05
"""Seconds between chunks on SQLite (stack.md: p95 of a clerk's save stays under 40 ms)."""


ON_DUE: dict[str, Callable[[Deadline], bool]] = {}
"""Rule id -> what a room does when such a clock is due, in place of the plain `lapse`; True: done."""


def on_due(rule_id: str) -> Callable[[Callable[[Deadline], bool]], Callable[[Deadline], bool]]:
    """Register what a room does when a clock of this rule is due."""

    def register(work: Callable[[Deadline], bool]) -> Callable[[Deadline], bool]:
        ON_DUE[rule_id] = work
        return work

    return register


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
    due = session.get(Deadline, deadline_id)
    assert due is not None
    if due.rule_id in ON_DUE:
        session.expunge(due)
        return ON_DUE[due.rule_id](due)
    if row.closed_at is not None:
        return _end_window(deadline_id) if due.owed_by in INFORMATION and due.rule_id not in WATCHED else _mark_late(deadline_id)
    try:
        transitions.perform(
            proceeding_id,
            f"{_procedure(proceeding_id)}.lapse",
            SYSTEM,
            seen=row.version,
            token=token,
            facts={"clock": str(deadline_id)},
        )
    except Stale:
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


def _end_window(deadline_id: int) -> bool:
    """A party's window of a closed case that nobody used (a suit, a set-aside): it ends."""
    with db.writing() as current:
        current.execute(
            update(Deadline)
            .where(Deadline.id == deadline_id, Deadline.closed_at.is_(None))
            .values(closed_at=clock.now(), closed_how="lapsed")
        )
    return True


def lapse_due(limit: int = 10_000, *, pause: float = PAUSE) -> int:
    """Perform `lapse` for every clock that is due; returns how many. Repeating it does nothing more.

    `pause`: seconds between chunks on SQLite; 0 where nobody works beside the sweep.
    """
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
        if pause and db.is_sqlite():
            time.sleep(pause)
    return done


def to_warn(now: datetime, limit: int = 200) -> Iterator[tuple[Deadline, int]]:
    """Open clocks of ours whose ladder has gone further than what was told. One statement per page of rows that are near."""
    calendar = in_force()
    horizon = clock.end_of(calendar.add_workdays(clock.day_of(now), ladder.NEAR + 1))
    last: tuple[datetime, int] | None = None
    while True:
        query = select(Deadline).where(Deadline.closed_at.is_(None), Deadline.due_at <= horizon, Deadline.ours, Deadline.stage < 6)
        if last is not None:
            query = query.where(
                (Deadline.due_at > last[0]) | ((Deadline.due_at == last[0]) & (Deadline.id > last[1])), Deadline.due_at >= last[0]
            )
        rows = session.scalars(query.order_by(Deadline.due_at, Deadline.id).limit(limit)).all()
        for row in rows:
            stage = ladder.stage_of(row, calendar, now)
            if stage > row.stage:
                yield row, stage
        if len(rows) < limit:
            return
        last = (rows[-1].due_at, rows[-1].id)


def warn(*, pause: float = PAUSE) -> int:
    """Tell the people of the ladder what is near or late, once per stage; returns how many clocks moved on."""
    now = clock.now()
    moves = [_Move(row, stage) for row, stage in to_warn(now)]
    calendar = in_force()
    db.release()
    for start in range(0, len(moves), CHUNK):
        with db.writing() as current:
            for move in moves[start : start + CHUNK]:
                current.execute(update(Deadline).where(Deadline.id == move.id).values(stage=move.stage))
                case = current.get(Proceeding, move.case_id)
                assert case is not None
                users = ladder.recipients(current, case, move.rule_id, move.owed_by, move.owner_id, move.stage)
                at = ladder.told_at(move.rule_id, calendar, now)
                told = {
                    "users": sorted(users),
                    "mail": at == now and (move.stage >= ladder.AT_ONCE or move.rule_id.startswith(ladder.DUTY_RULES)),
                    "proceeding": case.id,
                    "deadline": move.id,
                    "stage": move.stage,
                    "text": f"{case.number} {move.words}",
                    "source": f"warn:{move.id}:{move.stage}",
                }
                outbox.queue("warning", told, due_at=at)
        if pause and db.is_sqlite():
            time.sleep(pause)
    return len(moves)


class _Move:
    """One clock that goes a step up the ladder, kept apart from its row."""

    def __init__(self, row: Deadline, stage: int) -> None:
        self.id, self.case_id, self.stage = row.id, row.proceeding_id, stage
        self.rule_id, self.owed_by, self.owner_id = row.rule_id, row.owed_by, row.owner_id
        late = row.due_at <= clock.now()
        word = "已逾期，请说明原因和补救措施" if late else "今日到期" if stage >= 3 else "将到期"
        self.words = f"{row.title}{word}（{row.due_on:%m-%d}）" if row.due_on else f"{row.title}{word}"


def sweep() -> Swept:
    """Mark what is due, then tell what is near or late."""
    lapsed = lapse_due()
    return Swept(lapsed, warn())
