"""What the worker does with a batch 登记: reads it, registers its rows in small chunks, goes on where it stopped.

A message does one slice and leaves the next one to a new message, so that no lease runs out and the papers of others come between.
Every row has a token of its own: a row registered just before a crash is found, not registered again.
"""

from __future__ import annotations

import time
from typing import Any

from sqlalchemy import select, update

from arrears import clock, db, outbox
from arrears.access import sessions
from arrears.access.policy import NotAllowed
from arrears.access.viewer import Viewer
from arrears.db import session, writing
from arrears.intake import incoming
from arrears.intake.imports import batches
from arrears.intake.imports import rows as kept_rows
from arrears.intake.imports.models import ImportBatch, ImportRow
from arrears.law.refusal import Refused
from arrears.outbox import Message

CHUNK = 20
"""Rows marked together."""
BURST, PAUSE = 4, 0.05
"""On SQLite the writer pauses so many seconds after so many acts: a clerk's save waits behind four acts, not behind twenty."""
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
    results = []
    for n, row in enumerate(found, 1):
        results.append((row, *_one(batch_id, row, source, file_name, viewer)))
        if n % BURST == 0 and db.is_sqlite():
            db.release()
            time.sleep(PAUSE)
    with writing() as current:
        for row, state, lead_id, told in results:
            values: dict[str, Any] = {"state": state, "lead_id": lead_id}
            if told is not None:
                values["key_id"], values["cipher"] = kept_rows.seal(batch_id, row.row, told)
            current.execute(update(ImportRow).where(ImportRow.id == row.id).values(**values))
    db.release()
    return True


def _one(batch_id: int, row: Any, source: str, file_name: str, viewer: Viewer) -> tuple[str, int | None, dict[str, Any] | None]:
    """(state, lead, what the row holds now — only where it was refused)."""
    kept = kept_rows.unseal(batch_id, row.row, row.key_id, row.cipher)
    facts = kept_rows.facts_of(kept_rows.lead_of(kept["lead"]), source, file_name)
    token = f"import:{batch_id}:{row.row}"
    try:
        taken = incoming.take_in(
            viewer, facts,
            token=token, owner_id=viewer.user_id, body_id=viewer.body_id, received_at=facts["received_at"],
        )  # fmt: skip
    except (Refused, NotAllowed) as no:
        session.rollback()
        field, sentence = (no.field, no.sentence) if isinstance(no, Refused) else ("", str(no))
        kept["problem"] = {"field": field, "label": "", "reason": sentence, "others": []}
        return "refused", None, kept
    return ("known" if taken.known and not taken.repeated else "done"), taken.lead_id, None
