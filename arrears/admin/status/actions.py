"""Sending again 再发: messages that failed, one or all."""

from __future__ import annotations

from sqlalchemy import select

from arrears import db, outbox
from arrears.access.viewer import Viewer
from arrears.admin import log
from arrears.db import session
from arrears.outbox import Outbox

MOST = 500
"""Messages tried again at a time."""


def again(viewer: Viewer, message_id: int | None) -> int:
    """Try a failed message again, or with None up to `MOST` of them; returns how many."""
    query = select(Outbox.id).where(Outbox.failed_at.is_not(None)).order_by(Outbox.id)
    if message_id is not None:
        query = query.where(Outbox.id == message_id)
    ids = list(session.scalars(query.limit(MOST)))
    db.release()
    for one in ids:
        outbox.retry(one)
    if ids:
        with db.writing():
            log.note(viewer, "message-again", f"{len(ids)} 条")
    return len(ids)
