"""Reads of papers: what a case page lists, and one paper for a person. Plain rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, select

from arrears.access import policy
from arrears.access.viewer import Viewer
from arrears.cases import visibility
from arrears.cases.outcomes import Gone
from arrears.db import once, session
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


def _may(viewer: Viewer, row: Document | Row[Any], ref: policy.Ref) -> bool:
    act = "case.read" if row.volume == "main" else "case.read-inner"
    if row.secret_reporter and not policy.may(viewer, "reporter.see", ref):
        return False
    if row.kind in REVEALING and not policy.may(viewer, "personal.reveal", ref):
        return False
    return policy.may(viewer, act, ref) or (row.volume != "main" and row.kind.startswith("lead-") and "IC" in viewer.roles)


_PAPER, _SERVING = Document.__table__.c, Serving.__table__.c
_PAPERS = (
    select(
        _PAPER.id, _PAPER.proceeding_id, _PAPER.kind, _PAPER.title, _PAPER.number, _PAPER.volume, _PAPER.secret_reporter, _PAPER.made_on,
        _PAPER.sha256, _PAPER.wanted_at, _PAPER.pages, _PAPER.voided_at, _PAPER.void_reason, _PAPER.seq,
    )
    .where(_PAPER.proceeding_id == bindparam("case"))
    .order_by(_PAPER.id.desc())
    .limit(300)
)  # fmt: skip
"""What lists show of a paper; its facts stay where they are."""
_SERVED = select(_SERVING.document_id, _SERVING.done_at.is_not(None)).where(_SERVING.document_id.in_(bindparam("ids", expanding=True)))


def of_case(viewer: Viewer, proceeding_id: int) -> Sequence[Paper]:
    """Papers of a proceeding that this person may read, newest first. Three statements a page, however many parts of it ask."""
    key = ("papers", viewer.user_id, viewer.body_id, proceeding_id)
    return once(key, lambda: tuple(_of_case(viewer, proceeding_id)))


def _of_case(viewer: Viewer, proceeding_id: int) -> list[Paper]:
    ref = visibility.ref(proceeding_id)
    rows = session.execute(_PAPERS, {"case": proceeding_id}).all()
    services: dict[int, list[bool]] = {row.id: [] for row in rows}
    for document_id, done in session.execute(_SERVED, {"ids": list(services)}) if rows else ():
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
