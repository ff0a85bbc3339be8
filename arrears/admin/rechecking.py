"""Rechecks in the background 期限重算: queued with the change that causes them, carried on by the worker piece by piece.

A message names the recheck and where it begins; it ends by queueing the next piece, or by marking the recheck as done. Delivered
twice, it finds that its piece is done.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import update

from arrears import clock, db, outbox
from arrears.access.viewer import Viewer
from arrears.admin.models import Recheck, RecheckMove
from arrears.cases.recheck import recheck
from arrears.cases.transitions import Shift
from arrears.db import require_writing, session
from arrears.outbox import Message

WHY = {"calendar": "工作日历变更", "setting": "期限设置变更"}


def queue(viewer: Viewer, cause: str, reason: str, *, body_id: int = 0, due_at: datetime | None = None) -> int:
    """Leave a recheck to the worker; returns its id. `body_id` 0: every body's clocks. Needs `writing()`."""
    now = clock.now()
    row = Recheck(cause=cause, body_id=body_id, reason=reason[:200], made_by=viewer.user_id, made_at=now, due_at=due_at or now)
    current = require_writing()
    current.add(row)
    current.flush()
    outbox.queue("recheck", {"recheck": row.id, "after": 0}, due_at=row.due_at)
    return row.id


@outbox.handles("recheck")
def carry_on(message: Message) -> None:
    """One piece of a recheck."""
    recheck_id, after = int(message.payload["recheck"]), int(message.payload["after"])
    row = session.get(Recheck, recheck_id)
    if row is None or row.done_at is not None or row.last_id != after:
        return
    cause, body_id = row.cause, row.body_id
    db.release()

    def note(shift: Shift) -> None:
        values = {
            "recheck_id": recheck_id, "deadline_id": shift.deadline_id, "proceeding_id": shift.proceeding_id, "body_id": shift.body_id,
            "number": shift.number, "title": shift.title, "owner_id": shift.owner_id, "from_on": shift.before, "to_on": shift.after,
        }  # fmt: skip
        require_writing().execute(db.upserts().insert(RecheckMove).values(**values).on_conflict_do_nothing())

    passed = recheck(f"recheck:{recheck_id}", WHY[cause], body_id=body_id, only_other_editions=cause == "calendar", after=after, note=note)
    with db.writing() as current:
        done = clock.now() if passed.finished else None
        moved_on = current.execute(
            update(Recheck)
            .where(Recheck.id == recheck_id, Recheck.last_id == after, Recheck.done_at.is_(None))
            .values(last_id=passed.last, looked_at=Recheck.looked_at + passed.looked_at, done_at=done)
            .returning(Recheck.id)
        ).scalar()
        if moved_on is not None and not passed.finished:
            outbox.queue("recheck", {"recheck": recheck_id, "after": passed.last})
