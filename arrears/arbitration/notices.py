"""Whom notices go to, and who has the notice of a hearing 通知的收件人和送达: reads for acts and their papers."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from arrears.arbitration.models import Arbitration
from arrears.cases import ledger, parties
from arrears.cases.acting import Doing
from arrears.cases.models import CaseEvent
from arrears.db import session
from arrears.documents.actions import void_unread
from arrears.documents.models import Document, Serving
from arrears.hearings import scheduling

NOTICES = ("arb-hearing-notice", "arb-collective-notice")
"""Papers that tell a party of a hearing."""


def addressees(proceeding_id: int) -> list[tuple[str, int]]:
    """Whom notices go to: the first applicant (of a group: for all) and every respondent. Three statements."""
    people = parties.told(proceeding_id)
    left = [p for p in people if p.role == "applicant"]
    return [(p.name, p.id) for p in [*left[:1], *(p for p in people if p.role == "respondent")]]


def collective_first(proceeding_id: int) -> bool:
    """Whether the next hearing is announced by the one notice of a collective case: such a case, and none went out yet. Two statements."""
    row = session.get(Arbitration, proceeding_id)
    if row is None or "collective" not in row.track:
        return False
    query = select(Document.id).where(Document.proceeding_id == proceeding_id, Document.kind == NOTICES[1], Document.voided_at.is_(None))
    return session.scalar(query.limit(1)) is None


def postponement_asked(proceeding_id: int, since_seq: int) -> dict[str, Any]:
    """The latest request to put a hearing off, made since it was set; empty when nobody asked. Two statements."""
    seq = session.scalar(
        select(func.max(CaseEvent.seq)).where(
            CaseEvent.proceeding_id == proceeding_id, CaseEvent.act == "arbitration.ask-postpone", CaseEvent.seq > since_seq
        )
    )
    return ledger.facts_of(proceeding_id, [seq]).get(seq, {}) if seq is not None else {}


def notice_to(party_id: int, since_seq: int) -> Serving | None:
    """The service by which a party has the notice of a hearing, none where it has not. One statement."""
    return session.scalars(
        select(Serving)
        .join(Document, Document.id == Serving.document_id)
        .where(Serving.party_id == party_id, Serving.effective_on.is_not(None), Document.kind.in_(NOTICES))
        .where(Document.seq >= since_seq, Document.voided_at.is_(None))
        .order_by(Serving.id)
    ).first()


def recipients_of(document_id: int) -> dict[str, int | None]:
    """Whom a paper went to: name -> party. One statement."""
    rows = session.execute(select(Serving.recipient, Serving.party_id).where(Serving.document_id == document_id).order_by(Serving.id))
    return {row.recipient: row.party_id for row in rows}


def drop_hearing(doing: Doing) -> None:
    """A hearing that will not be held frees its room; its notices that nobody has yet are void."""
    hearing = scheduling.planned(doing.proceeding.id)
    if hearing is not None:
        hearing.state = "dropped"
        void_unread(doing, NOTICES, hearing.seq, "不再开庭")
    for rule in ("hearing", "arb-hearing-notice", "arb-postpone"):
        doing.clocks.drop(rule)
