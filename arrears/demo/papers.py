"""Papers of the demonstration 文书渲染: the worker prints them after the start, those of open cases first."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select, update

from arrears import clock, db
from arrears.cases.models import Proceeding
from arrears.documents.models import Document
from arrears.outbox import Outbox


def open_cases_first() -> int:
    """Put the papers of open cases before the others; returns how many papers wait. The outbox is drained by `due_at`."""
    with db.writing() as current:
        rows = current.execute(select(Outbox.id, Outbox.payload).where(Outbox.topic == "render", Outbox.done_at.is_(None))).all()
        open_papers = set(
            current.scalars(
                select(Document.id).join(Proceeding, Proceeding.id == Document.proceeding_id).where(Proceeding.closed_at.is_(None))
            )
        )
        early = clock.now() - timedelta(days=3650)
        first = [row.id for row in rows if row.payload["document"] in open_papers]
        current.execute(update(Outbox).where(Outbox.id.in_(first)).values(due_at=early))
        return len(rows)
