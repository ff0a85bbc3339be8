"""Reads of the shared screens: approvals, search results, inbox. Plain rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote

from sqlalchemy import func, or_, select

from arrears import clock
from arrears.access import policy
from arrears.access.models import AppUser, Membership
from arrears.access.viewer import Viewer
from arrears.cases import search, visibility
from arrears.cases.models import Attachment, ContactAttempt, Deadline, Notice
from arrears.cases.outcomes import Gone
from arrears.cases.visibility import Head
from arrears.db import session
from arrears.documents import queries as paper_queries
from arrears.documents.queries import Paper
from arrears.law.procedures import Act


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


def papers(viewer: Viewer, proceeding_id: int) -> Sequence[Paper]:
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

