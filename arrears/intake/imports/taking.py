"""What the worker does with a batch 登记: reads it, registers its rows, some in each transaction, goes on where it stopped.

A message does one slice and leaves the next one to a new message, so that no lease runs out and the papers of others come between.
Some rows share a transaction, in which is also noted that they are done; each has a token of its own besides, so that a row is never
registered twice whatever happens.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import SQLAlchemyError

from arrears import clock, db, outbox
from arrears.access import sessions
from arrears.access.policy import NotAllowed
from arrears.access.viewer import Viewer
from arrears.cases.opening import Opening
from arrears.db import session, writing
from arrears.intake import incoming
from arrears.intake.imports import batches
from arrears.intake.imports import rows as kept_rows
from arrears.intake.imports.models import ImportBatch, ImportRow
from arrears.law.refusal import Refused
from arrears.outbox import Message

CHUNK = 20
"""Rows read together."""
BATCH_SECONDS = 0.06
"""How long one transaction takes in rows: a clerk's save waits behind that much and a commit, no matter how slow the machine is."""
PAUSE = 0.03
"""Seconds between two transactions on SQLite, whose lock has no queue: who waits for it asks again every 25 ms or so."""
SLICE_SECONDS = 20.0
"""How long one message works; well under the lease of the outbox."""


@outbox.handles("import")
def work(message: Message) -> None:
    """One step of a batch."""
    batch_id = int(message.payload["batch"])
    if message.payload["step"] == "read":
        batches.read_in(batch_id)
    elif not take(batch_id, SLICE_SECONDS):
        with writing():
            outbox.queue("import", {"batch": batch_id, "step": "run"})


def take(batch_id: int, seconds: float) -> bool:
    """Register queued rows for so long; whether the batch is finished. Safe to run again at any point."""
    batch = session.get(ImportBatch, batch_id)
    if batch is None or batch.state != "running":
        return True
    source, name, body_id = batch.source, batch.file_name, batch.body_id
    viewer = sessions.viewer_of(batch.made_by, body_id)
    session.rollback()
    if viewer is None:
        _end(batch_id, "failed", "导入人已没有本机构的岗位，请由在岗的同事重新导入。")
        return True
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not _chunk(batch_id, source, name, viewer):
            _end(batch_id, "done", "")
            return True
    return False


def _end(batch_id: int, state: str, error: str) -> None:
    with writing() as current:
        current.execute(update(ImportBatch).where(ImportBatch.id == batch_id).values(state=state, error=error, ended_at=clock.now()))
    db.release()


def _chunk(batch_id: int, source: str, file_name: str, viewer: Viewer) -> bool:
    """Register the next rows; False: none is left."""
    query = select(ImportRow.id, ImportRow.row, ImportRow.key_id, ImportRow.cipher)
    found = session.execute(
        query.where(ImportRow.batch_id == batch_id, ImportRow.state == "queued").order_by(ImportRow.row).limit(CHUNK)
    ).all()
    session.rollback()
    if not found:
        return False
    waiting = [_Row.of(batch_id, row, source, file_name, viewer) for row in found]
    while waiting:
        waiting = waiting[_some(batch_id, waiting, viewer) :]
        db.release()
        if db.is_sqlite():
            time.sleep(PAUSE)
    return True


@dataclass(frozen=True, slots=True)
class _Row:
    """A row about to be registered."""

    id: int
    row: int
    kept: dict[str, Any]
    order: Opening

    @classmethod
    def of(cls, batch_id: int, row: Any, source: str, file_name: str, viewer: Viewer) -> _Row:
        kept = kept_rows.unseal(batch_id, row.row, row.key_id, row.cipher)
        facts = kept_rows.facts_of(kept_rows.lead_of(kept["lead"]), source, file_name)
        token = f"import:{batch_id}:{row.row}"
        order = Opening(token, facts, body_id=viewer.body_id, owner_id=viewer.user_id, received_at=facts["received_at"])
        return cls(row.id, row.row, kept, order)


def _some(batch_id: int, rows: Sequence[_Row], viewer: Viewer) -> int:
    """Register the first rows, as many as fit into one transaction; how many. What became of them is noted in the same transaction."""

    def settle(came: Sequence[incoming.Came]) -> None:
        _note(batch_id, rows, came)

    try:
        return incoming.take_in_each(viewer, [row.order for row in rows], settle=settle, seconds=BATCH_SECONDS)
    except (SQLAlchemyError, Refused, NotAllowed):  # a lock held too long, say: nothing was written, and alone it waits its turn
        db.release()
        came = _alone(rows[0].order, viewer)
    with writing():
        _note(batch_id, rows, [came])
    return 1


def _alone(order: Opening, viewer: Viewer) -> incoming.Came:
    """One row in a transaction of its own."""
    assert order.received_at is not None
    try:
        return incoming.take_in(
            viewer, order.facts,
            token=order.token, owner_id=order.owner_id, body_id=viewer.body_id, received_at=order.received_at,
        )  # fmt: skip
    except (Refused, NotAllowed) as no:
        session.rollback()
        return no


_ROW = db.table_of(ImportRow).c
_NOTED = (
    update(db.table_of(ImportRow))
    .where(_ROW.id == bindparam("of_row"))
    .values(state=bindparam("now"), lead_id=bindparam("became"), key_id=bindparam("under"), cipher=bindparam("sealed"))
)
_TAKEN = update(db.table_of(ImportRow)).where(_ROW.id == bindparam("of_row")).values(state=bindparam("now"), lead_id=bindparam("became"))
"""Built once: they run in every transaction of an import."""


def _note(batch_id: int, rows: Sequence[_Row], came: Sequence[incoming.Came]) -> None:
    """Write what became of the first rows. Needs `writing()`."""
    taken, refused = [], []
    for row, what in zip(rows, came, strict=False):
        if isinstance(what, incoming.Taken):
            state = "known" if what.known and not what.repeated else "done"
            taken.append({"of_row": row.id, "now": state, "became": what.lead_id})
            continue
        field, sentence = (what.field, what.sentence) if isinstance(what, Refused) else ("", str(what))
        told = row.kept | {"problem": {"field": field, "label": "", "reason": sentence, "others": []}}
        key_id, cipher = kept_rows.seal(batch_id, row.row, told)
        refused.append({"of_row": row.id, "now": "refused", "became": None, "under": key_id, "sealed": cipher})
    current = db.require_writing()
    for statement, values in ((_TAKEN, taken), (_NOTED, refused)):
        if values:
            current.execute(statement, values)
