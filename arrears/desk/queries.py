"""Reads of the shared screens: approvals, search results, inbox. Plain rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from sqlalchemy import func, or_, select

from arrears import clock
from arrears.access import policy
from arrears.access.models import AppUser, Membership
from arrears.access.viewer import Viewer
from arrears.cases import approvals, calendar, clockcards, pages, search, visibility
from arrears.cases.models import Approval, Attachment, ContactAttempt, Deadline, Notice, Proceeding
from arrears.cases.transitions import Gone
from arrears.cases.visibility import Head
from arrears.db import session
from arrears.documents import queries as paper_queries
from arrears.documents.queries import Paper
from arrears.law import codes
from arrears.law.procedures import ACTS, Act
from arrears.web.shapes import Light, Link


@dataclass(frozen=True, slots=True)
class ApprovalRow:
    """A proposal in the list of the approver."""

    id: int
    kind: str
    case_id: int
    number: str
    parties: str
    by: str
    at: datetime
    summary: str
    light: Light | None
    mine: bool
    """Drafted by the viewer: shown, not signable."""

    @property
    def links(self) -> list[Link]:
        """The next step of this row."""
        return [Link("看" if self.mine else "签批", f"/approvals/{self.id}", f"{self.kind} {self.number}")]


def open_approvals(viewer: Viewer, limit: int = 100) -> list[ApprovalRow]:
    """Proposals of the body (district heads: also of the stations) that this person may sign or has made. Few statements."""
    query = (
        select(Approval, Proceeding, AppUser.name)
        .join(Proceeding, Proceeding.id == Approval.proceeding_id)
        .join(AppUser, AppUser.id == Approval.drafted_by)
        .where(Approval.decided_at.is_(None))
    )
    if not viewer.is_city:
        query = query.where(Approval.body_id.in_(sorted(viewer.below)))
    rows = session.execute(query.order_by(Approval.due_at, Approval.id).limit(limit)).all()
    lights = _statutory([p.id for _, p, _ in rows])
    found = []
    for row, case, name in rows:
        mine = row.drafted_by == viewer.user_id
        if not mine and viewer.user_id not in approvals.approvers(session(), row, exclude=set()):
            continue
        parties = f"{case.title} 诉 {case.against}" if case.title and case.against else case.title or case.against
        found.append(
            ApprovalRow(
                row.id, ACTS[row.act].label, case.id, case.number, parties, name, row.drafted_at, row.summary, lights.get(case.id), mine
            )
        )
    return found


def _statutory(ids: list[int]) -> Mapping[int, Light]:
    """Light of the nearest statutory clock of ours per case. One statement."""
    if not ids:
        return {}
    now, in_force = clock.now(), calendar.in_force()
    rows = session.scalars(
        select(Deadline)
        .where(Deadline.proceeding_id.in_(ids), Deadline.closed_at.is_(None), Deadline.ours, Deadline.force == "statutory")
        .order_by(Deadline.due_at.desc())
    )
    return {row.proceeding_id: clockcards.light_of(row, in_force, now) for row in rows if row.due_on is not None}


@dataclass(frozen=True, slots=True)
class ApprovalPage:
    """One proposal with what the approver must see."""

    id: int
    act_id: str
    kind: str
    head: Head
    by: str
    at: datetime
    summary: str
    sheet: str
    facts: tuple[tuple[str, str], ...]
    raw: Mapping[str, Any]
    why_not: str | None
    decided: str


def approval(viewer: Viewer, approval_id: int) -> ApprovalPage:
    """One proposal. Raises `Gone` for what this person may not know of."""
    row = session.get(Approval, approval_id)
    if row is None:
        raise Gone(approval_id)
    why = approvals.why_not(session(), viewer, row)
    if why is not None and not policy.may(viewer, "case.read", visibility.ref(row.proceeding_id)):
        raise Gone(approval_id)
    case = visibility.heads([row.proceeding_id])[0]
    facts = approvals.facts_of(row)
    act = ACTS[row.act]
    shown = tuple((fact.label, fact_words(fact, facts[fact.name])) for fact in act.facts if fact.name in facts)
    by = session.scalar(select(AppUser.name).where(AppUser.id == row.drafted_by)) or ""
    decided = approvals.DECISIONS.get(row.decision or "", row.decision or "")
    return ApprovalPage(row.id, row.act, act.label, case, by, row.drafted_at, row.summary, row.sheet, shown, facts, why, decided)


def fact_words(fact: Any, value: Any) -> str:
    """A fact as a person reads it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if fact.type == "code" and fact.codes and not isinstance(value, (list, tuple)):
        return codes.codes(fact.codes).get(str(value), str(value))
    if fact.type == "user":
        return session.scalar(select(AppUser.name).where(AppUser.id == int(value))) or str(value)
    if isinstance(value, (list, tuple)):
        listed = codes.codes(fact.codes) if fact.codes else {}
        return "、".join(_item_words(item, listed) for item in value)
    return str(value)


def _item_words(item: Any, listed: Mapping[str, str]) -> str:
    if isinstance(item, Mapping):
        return " ".join(str(v) for v in item.values() if v not in (None, ""))
    return listed.get(str(item), str(item))


def approvals_waiting(viewer: Viewer) -> int:
    """How many proposals wait in the viewer's bodies (capped)."""
    query = select(Approval.id).where(Approval.decided_at.is_(None), Approval.drafted_by != viewer.user_id)
    if not viewer.is_city:
        query = query.where(Approval.body_id.in_(sorted(viewer.below)))
    return int(session.scalar(select(func.count()).select_from(query.limit(visibility.CAP + 1).subquery())) or 0)


@dataclass(frozen=True, slots=True)
class Hit:
    """A search result with the reason it matched."""

    head: Head
    why: tuple[str, ...]


def find(viewer: Viewer, query: str, limit: int = 50) -> list[Hit]:
    """Search in what this person may see."""
    found = search.find(policy.scope(viewer, "case.read"), query, limit)
    why = dict(found)
    return [Hit(head, tuple(why[head.id])) for head in visibility.heads([i for i, _ in found])]


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A line of the inbox."""

    id: int
    case_id: int | None
    text: str
    at: datetime
    unread: bool


def inbox(viewer: Viewer, before: int | None = None, limit: int = 50) -> list[NoticeRow]:
    """The inbox, newest first. One statement."""
    query = select(Notice).where(Notice.user_id == viewer.user_id)
    if before is not None:
        query = query.where(Notice.id < before)
    rows = session.scalars(query.order_by(Notice.id.desc()).limit(limit))
    return [NoticeRow(r.id, r.proceeding_id, r.text, r.at, r.read_at is None) for r in rows]


def unread(viewer: Viewer) -> int:
    """Unread lines (capped). One statement."""
    query = select(Notice.id).where(Notice.user_id == viewer.user_id, Notice.read_at.is_(None)).limit(visibility.CAP + 1)
    return int(session.scalar(select(func.count()).select_from(query.subquery())) or 0)


def people_of(body_id: int, *roles: str) -> list[tuple[int, str]]:
    """People with one of these roles (any, if none is named) in a body today. One statement."""
    today = clock.today()
    query = (
        select(AppUser.id, AppUser.name)
        .join(Membership, Membership.user_id == AppUser.id)
        .where(Membership.body_id == body_id, AppUser.closed_at.is_(None), Membership.since <= today)
        .where(or_(Membership.until.is_(None), Membership.until >= today))
    )
    if roles:
        query = query.where(Membership.role.in_(roles))
    return [(row.id, row.name) for row in session.execute(query.distinct().order_by(AppUser.name, AppUser.id))]


def papers(viewer: Viewer, proceeding_id: int) -> list[Paper]:
    """Papers of a case this person may read."""
    return paper_queries.of_case(viewer, proceeding_id)


def clock_choices(proceeding_id: int, act_name: str) -> list[tuple[int, str]]:
    """Running clocks an act may be about: late ones for an explanation, explained ones for its acceptance."""
    query = select(Deadline).where(Deadline.proceeding_id == proceeding_id, Deadline.closed_at.is_(None))
    if act_name == "explain-late":
        query = query.where(Deadline.late_at.is_not(None))
    elif act_name == "accept-cause":
        query = query.where(Deadline.cause.is_not(None), Deadline.cause_accepted.is_(None))
    rows = session.scalars(query.order_by(Deadline.due_at, Deadline.id))
    return [(row.id, f"{row.title}（{row.due_on}）") for row in rows]


def usual_contact(head: Head) -> str:
    """Whom the last note was about, else the left side."""
    last = session.scalar(
        select(ContactAttempt.to).where(ContactAttempt.proceeding_id == head.id).order_by(ContactAttempt.id.desc()).limit(1)
    )
    return last or head.title


def defaults(head: Head, act: Act) -> Mapping[str, Any]:
    """What a plain form offers beforehand."""
    found: dict[str, Any] = {}
    for fact in act.facts:
        if fact.type == "date" and fact.name in {"on", "applied_on", "signed_on", "found_on"}:
            found[fact.name] = clock.today()
    return found


def attachment(viewer: Viewer, attachment_id: int) -> tuple[str, str, str]:
    """(name, MIME type, digest) of an attachment. Raises `Gone`; what points to a reporter needs the right to see him."""
    row = session.get(Attachment, attachment_id)
    if row is None:
        raise Gone(attachment_id)
    known = visibility.ref(row.proceeding_id)
    if not policy.may(viewer, "reporter.see" if row.reporter else "case.read", known):
        raise Gone(attachment_id)
    return row.name, row.mime, row.sha256


def quoted(name: str) -> str:
    """A file name as a header carries it."""
    return quote(name)


def approval_sheet(page: ApprovalPage) -> tuple[str, dict[str, Any]]:
    """Kind and facts of the paper that lies beside the signature: the room's own, else the general approval sheet."""
    own = pages.APPROVAL_PAPERS.get(page.act_id)
    if own is not None:
        return own(page.head, page.raw)
    act = ACTS[page.act_id]
    return "approval-sheet", {
        "act": act.label,
        "summary": "\n".join([page.summary, *(f"{label}：{words}" for label, words in page.facts)]),
        "drafter": page.by,
        "drafted_on": page.at.date(),
        "article": act.source or "内部审批",
        "made_on": page.at.date(),
        "case_no": page.head.number,
    }
