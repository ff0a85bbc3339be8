"""The list 未送达: one line for each paper and addressee that nobody has reached yet, with the way to try next (practice.md 3.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from arrears import clock
from arrears.access.viewer import Viewer
from arrears.arbitration.preparing import AUTHORITY
from arrears.arbitration.queries import desk
from arrears.cases import calendar, clockcards, visibility
from arrears.cases.models import Deadline
from arrears.db import session
from arrears.documents.models import Document, Serving
from arrears.law import codes
from arrears.law import deadlines as law
from arrears.web.shapes import Light

MOST_CASES = 100
RULES: Mapping[str, str] = {
    **AUTHORITY, "arb-hearing-notice": "arb-hearing-notice", "award-final": "arb-award-serve", "award-nonfinal": "arb-award-serve",
    "award-element": "arb-award-serve", "award-group": "arb-award-serve", "award-partial": "arb-award-serve",
}  # fmt: skip
"""Kind of paper -> the authority's clock for its service."""
NEXT: Mapping[tuple[str, str], str] = {
    ("", "pending"): "direct",
    ("post", "returned_unknown"): "direct",
    ("post", "returned_moved"): "direct",
    ("post", "refused"): "leave_post",
    ("direct", "refused"): "leave_post",
    ("direct", "returned_unknown"): "post",
    ("direct", "returned_moved"): "post",
    ("electronic", "pending"): "post",
    ("light", "pending"): "post",
    ("leave_post", "returned_unknown"): "public",
}
"""(mode, result) of the last attempt -> the mode to try next; nothing: wait (规则 第二十条; 民诉法 第八十七条至第九十五条)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One paper for one addressee."""

    case_id: int
    number: str
    document_id: int
    title: str
    recipient: str
    method: str
    sent_on: date | None
    mail_no: str
    result: str
    day: str
    next_method: str
    next_code: str
    light: Light | None
    late: bool


def waiting(viewer: Viewer, case_ids: Sequence[int] | None = None) -> list[Row]:
    """What is not served of the cases this person works on, nearest clock first. Seven statements."""
    ids = case_ids if case_ids is not None else visibility.page(
        viewer, desk.ACT, ["arbitration"], where=[desk.waiting_service()], open_only=False, by_due=True, limit=MOST_CASES
    )  # fmt: skip
    if not ids:
        return []
    heads = {h.id: h for h in visibility.heads(ids)}
    clocks = _clocks(ids)
    now, working = clock.now(), calendar.in_force()
    made = []
    for row, document in _open(ids):
        rule = RULES.get(document.kind, "")
        running = clocks.get((row.proceeding_id, rule))
        code = row.next_method or NEXT.get((row.method, row.result), "")
        started = document.made_on
        length = law.rule_on(rule, started).length if rule else None
        passed = max(0, working.workdays_between(started, now.date()))
        made.append((
            running.due_at if running is not None else None,
            Row(
                row.proceeding_id, heads[row.proceeding_id].number, document.id, document.title, row.recipient,
                codes.codes("method").get(row.method, ""), row.sent_on, row.mail_no,
                codes.codes("service_result").get(row.result, "") if row.seq is not None else "未送出",
                f"第 {passed} 个工作日" + (f" / {length}" if length and rule != "arb-hearing-notice" else ""),
                codes.codes("method").get(code, ""), code,
                clockcards.light_of(running, working, now) if running is not None else None,
                running is not None and running.due_at <= now,
            ),
        ))  # fmt: skip
    made.sort(key=lambda pair: (pair[0] is None, pair[0] or now, pair[1].document_id))
    return [row for _, row in made]


def _open(ids: Sequence[int]) -> list[tuple[Serving, Document]]:
    later = aliased(Serving)
    rows = session.execute(
        select(Serving, Document)
        .join(Document, Document.id == Serving.document_id)
        .where(Serving.proceeding_id.in_(ids), Serving.effective_on.is_(None), Document.voided_at.is_(None))
        .where(
            ~exists().where(later.document_id == Serving.document_id, later.recipient == Serving.recipient, desk.settles(later))
        )
        .order_by(Serving.id)
    )
    return [(serving, document) for serving, document in rows]


def _clocks(ids: Sequence[int]) -> dict[tuple[int, str], Deadline]:
    query = select(Deadline).where(
        Deadline.proceeding_id.in_(ids), Deadline.closed_at.is_(None), Deadline.rule_id.in_(set(RULES.values()))
    )
    return {(row.proceeding_id, row.rule_id): row for row in session.scalars(query.order_by(Deadline.due_at.desc()))}


@dataclass(frozen=True, slots=True)
class Pair:
    """A paper and an addressee to choose in the form of service."""

    document_id: int
    recipient: str
    words: str
    served: bool
    method: str
    kind: str


def pairs(proceeding_id: int) -> list[Pair]:
    """Papers and addressees of a case: what waits first, then the others. One statement."""
    rows = session.execute(
        select(Serving, Document.title, Document.kind)
        .join(Document, Document.id == Serving.document_id)
        .where(Serving.proceeding_id == proceeding_id, Document.voided_at.is_(None))
        .order_by(Serving.id)
    ).all()
    found: dict[tuple[int, str], Pair] = {}
    for row, title, kind in rows:
        known = found.get((row.document_id, row.recipient))
        served = row.effective_on is not None or (known is not None and known.served)
        words = f"{title} → {row.recipient}{'（已送达）' if served else ''}"
        found[(row.document_id, row.recipient)] = Pair(
            row.document_id, row.recipient, words, served, row.next_method or NEXT.get((row.method, row.result), ""), kind
        )
    return sorted(found.values(), key=lambda p: (p.served, p.document_id))


@dataclass(frozen=True, slots=True)
class Service:
    """An attempt, as the case page lists it."""

    title: str
    recipient: str
    method: str
    sent_on: date | None
    result: str
    effective_on: date | None
    explanation: str
    mail_no: str
    receiver: str
    witness: str


def services(proceeding_id: int) -> list[Service]:
    """Attempts of a case, newest first. One statement."""
    rows = session.execute(
        select(Serving, Document.title)
        .join(Document, Document.id == Serving.document_id)
        .where(Serving.proceeding_id == proceeding_id, Document.voided_at.is_(None))
        .order_by(Serving.id.desc())
        .limit(200)
    )
    return [
        Service(
            title, s.recipient, codes.codes("method").get(s.method, ""), s.sent_on,
            codes.codes("service_result").get(s.result, "") if s.seq is not None else "未送出", s.effective_on, s.explanation, s.mail_no,
            s.receiver, s.witness,
        )
        for s, title in rows
    ]  # fmt: skip
