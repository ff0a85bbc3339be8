"""Reads of papers: what a case page lists, and one paper for a person. Plain rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from arrears.access import policy
from arrears.access.viewer import Viewer
from arrears.cases import visibility
from arrears.cases.transitions import Gone
from arrears.db import session
from arrears.documents.catalogue import KINDS
from arrears.documents.models import Document, Serving

REVEALING = frozenset(kind.id for kind in KINDS.values() if kind.reveals)
"""Papers with personal values in full: only for who may reveal them; each reading is logged."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as lists show it."""

    id: int
    proceeding_id: int
    kind: str
    title: str
    number: str
    inner: bool
    made_on: date
    ready: bool
    """Nothing to wait for: the file is there, or is made when somebody first opens it."""
    pages: int | None
    voided_at: datetime | None
    void_reason: str
    seq: int
    served: int
    recipients: int


def _may(viewer: Viewer, row: Document, ref: policy.Ref) -> bool:
    act = "case.read" if row.volume == "main" else "case.read-inner"
    if row.secret_reporter and not policy.may(viewer, "reporter.see", ref):
        return False
    if row.kind in REVEALING and not policy.may(viewer, "personal.reveal", ref):
        return False
    return policy.may(viewer, act, ref) or (row.volume != "main" and row.kind.startswith("lead-") and "IC" in viewer.roles)


def of_case(viewer: Viewer, proceeding_id: int) -> list[Paper]:
    """Papers of a proceeding that this person may read, newest first. Four statements."""
    ref = visibility.ref(proceeding_id)
    rows = session.scalars(
        select(Document).where(Document.proceeding_id == proceeding_id).order_by(Document.id.desc()).limit(300)
    ).all()
    ids = [row.id for row in rows]
    services: dict[int, list[bool]] = {i: [] for i in ids}
    for document_id, done in session.execute(
        select(Serving.document_id, Serving.done_at.is_not(None)).where(Serving.document_id.in_(ids))
    ):
        services[document_id].append(bool(done))
    return [
        Paper(
            row.id, row.proceeding_id, row.kind, row.title, row.number, row.volume == "inner", row.made_on,
            row.sha256 is not None or row.wanted_at is None,
            row.pages, row.voided_at, row.void_reason, row.seq, sum(services[row.id]), len(services[row.id]),
        )
        for row in rows
        if _may(viewer, row, ref)
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class PaperFile:
    """One paper, ready to be sent."""

    id: int
    proceeding_id: int
    kind: str
    title: str
    number: str
    sha256: str | None
    wanted: bool
    voided: bool
    error: str


def one(viewer: Viewer, document_id: int) -> PaperFile:
    """One paper for a person. Raises `Gone` for what is not there and what they may not read, alike."""
    row = session.get(Document, document_id)
    if row is None or not _may(viewer, row, visibility.ref(row.proceeding_id)):
        raise Gone(document_id)
    return PaperFile(
        row.id, row.proceeding_id, row.kind, row.title, row.number, row.sha256, row.wanted_at is not None,
        row.voided_at is not None, row.render_error,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Service:
    """A row of service."""

    id: int
    document_id: int
    title: str
    recipient: str
    method: str
    sent_on: date | None
    effective_on: date | None
    result: str
    explanation: str


def services(proceeding_id: int) -> list[Service]:
    """Services of a proceeding's papers, newest first. The caller has checked the case. One statement."""
    query = (
        select(Serving, Document.title)
        .join(Document, Document.id == Serving.document_id)
        .where(Serving.proceeding_id == proceeding_id)
        .order_by(Serving.id.desc())
        .limit(300)
    )
    return [
        Service(s.id, s.document_id, title, s.recipient, s.method, s.sent_on, s.effective_on, s.result, s.explanation)
        for s, title in session.execute(query)
    ]
