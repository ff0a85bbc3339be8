"""Papers whose act is corrected 更正: what they say was entered wrong, so they are void; a new act makes new ones."""

from __future__ import annotations

from sqlalchemy import select

from arrears.cases.acting import Doing
from arrears.documents.actions import void
from arrears.documents.models import Document


def void_made(doing: Doing, kind: str, seq: int, reason: str) -> None:
    """Void the papers of a kind that one act (`seq`) made."""
    query = select(Document.id).where(
        Document.proceeding_id == doing.proceeding.id, Document.kind == kind, Document.seq == seq, Document.voided_at.is_(None)
    )
    for key in doing.session.scalars(query).all():
        void(doing, key, reason)
