"""The list 监察台: one line a case in the columns of practice.md 3.4, grouped by what it waits for.

A page is found through the arms of the policy; what its rows show beside the summary is read for all of them together, so a page
costs the same for 3 rows and for 30 (six statements and one for each count).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, exists, or_, select

from arrears import clock
from arrears.access.viewer import Viewer
from arrears.cases import calendar, clockcards, visibility
from arrears.cases.models import Approval, Deadline, Proceeding
from arrears.cases.visibility import Cursor, Head
from arrears.db import session
from arrears.documents.models import Document, Serving
from arrears.inspection.models import Inspection
from arrears.inspection.receiving import WAYS
from arrears.law import codes
from arrears.law.calendar import Calendar
from arrears.law.deadlines import rule_on
from arrears.web.shapes import Light

ACT = "inspection.desk"
PAGE = 20
NEAR = 3
"""Workdays ahead that the tab 临期 looks."""
FRONT = ("i-received", "i-supplement")
HANDLING = ("i-concluded", "i-prenotice", "i-decided")
AFTER = ("i-performing", "i-urged", "i-enforcing", "i-performed")
MONEY_CLOCKS = ("order-pay", "decision-pay")


@dataclass(frozen=True, slots=True)
class Tab:
    """One group of the list: its name in the address and in words."""

    key: str
    label: str
    urgent: bool = False


TABS = (
    Tab("today", "今天要办", True), Tab("near", "临期"), Tab("late", "逾期", True), Tab("front", "待立案"), Tab("inquiry", "调查中"),
    Tab("ordered", "责令期内"), Tab("handling", "处理中"), Tab("after", "决定以后"), Tab("all", "全部在办"), Tab("done", "已结"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is asked for: tab, filters, period of closed cases, position."""

    tab: str = "today"
    q: str = ""
    kind: str = ""
    breach: str = ""
    since: date | None = None
    until: date | None = None
    after: Cursor | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One inspection in the list."""

    head: Head
    kind: str
    way: str
    filed_on: date | None
    day: str
    order_due_on: date | None
    order_late: bool
    paid: bool
    """Ordered, and nothing of it is open."""
    status: str
    today: str
    light: Light | None
    until: str
    late: bool
    unserved: bool
    arbitration: str


TO_EMPLOYER = ("insp-inquiry-letter", "insp-rectification-order", "insp-handling-prenotice", "insp-handling-decision", "insp-demand-notice")
"""Papers whose service the course of a case waits for; a notice to the complainant may go by telephone."""


def _due(*tests: ColumnElement[bool]) -> ColumnElement[bool]:
    """Whether an open clock of the case passes the tests: ours, or the money of an order nothing has followed yet."""
    rules = Deadline.ours | (Deadline.rule_id.in_(MONEY_CLOCKS) & Proceeding.state.not_in(HANDLING))
    return exists().where(Deadline.proceeding_id == Proceeding.id, Deadline.closed_at.is_(None), rules, *tests)


def _unserved() -> ColumnElement[bool]:
    return exists().where(
        Serving.proceeding_id == Proceeding.id, Serving.seq.is_(None), Document.id == Serving.document_id, Document.voided_at.is_(None),
        Document.kind.in_(TO_EMPLOYER),
    )  # fmt: skip


def where_tab(tab: str) -> tuple[list[ColumnElement[bool]], bool]:
    """The conditions of a tab, and whether only open cases are wanted."""
    now, today = clock.now(), clock.today()
    tonight = clock.end_of(today)
    soon = clock.end_of(calendar.in_force().add_workdays(today, NEAR))
    match tab:
        case "today":
            return [or_(_due(Deadline.due_at <= tonight), _unserved())], True
        case "near":
            return [_due(Deadline.due_at > tonight, Deadline.due_at <= soon)], True
        case "late":
            return [_due(Deadline.due_at <= now)], True
        case "front":
            return [Proceeding.state.in_(FRONT)], True
        case "inquiry":
            return [Proceeding.state.in_(("i-investigating", "i-suspended"))], True
        case "ordered":
            return [Proceeding.state == "i-ordered"], True
        case "handling":
            return [Proceeding.state.in_(HANDLING)], True
        case "after":
            return [Proceeding.state.in_(AFTER)], True
        case "done":
            return [Proceeding.closed_at.is_not(None)], False
    return [], True


def _filters(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.q:
        like = f"%{wanted.q.replace('%', '').replace('_', '')}%"
        found.append(
            or_(Proceeding.title.like(like), Proceeding.against.like(like), Proceeding.number.like(like), Proceeding.place.like(like))
        )
    for column, value in ((Inspection.kind, wanted.kind), (Inspection.breach, wanted.breach)):
        if value:
            found.append(exists().where(Inspection.proceeding_id == Proceeding.id, column == value))
    if wanted.tab == "done":
        since = wanted.since or clock.today() - timedelta(days=90)
        until = wanted.until or clock.today()
        found.append(and_(Proceeding.closed_at >= clock.at(since), Proceeding.closed_at < clock.end_of(until)))
    return found


def counts(viewer: Viewer, wanted: Wanted) -> dict[str, int]:
    """How many stand in each tab of open work under the filters in force. One statement a tab."""
    plain = _filters(Wanted(tab="all", q=wanted.q, kind=wanted.kind, breach=wanted.breach))
    found = {}
    for tab in TABS:
        if tab.key != "done":
            where, open_only = where_tab(tab.key)
            found[tab.key] = visibility.count(viewer, ACT, ["inspection"], where=[*where, *plain], open_only=open_only)
    return found


def waiting(viewer: Viewer) -> int:
    """What the navigation shows: what is to be done today."""
    where, _ = where_tab("today")
    return visibility.count(viewer, ACT, ["inspection"], where=where)


def page(viewer: Viewer, wanted: Wanted, size: int = PAGE) -> tuple[list[Row], Cursor | None]:
    """One page of the list and where the next begins (None: it is the last)."""
    where, open_only = where_tab(wanted.tab)
    ids = visibility.page(
        viewer, ACT, ["inspection"],
        where=[*where, *_filters(wanted)], by_due=open_only, open_only=open_only, after=wanted.after, limit=size,
    )  # fmt: skip
    heads = visibility.heads(ids[:size])
    last = heads[-1] if heads and len(ids) > size else None
    return _rows(heads), (last.next_due_at, last.id) if last is not None else None


def _rows(heads: Sequence[Head]) -> list[Row]:
    ids = [h.id for h in heads]
    if not ids:
        return []
    own = {a.proceeding_id: a for a in session.scalars(select(Inspection).where(Inspection.proceeding_id.in_(ids)))}
    running: dict[int, list[Deadline]] = {}
    query = select(Deadline).where(Deadline.proceeding_id.in_(ids), Deadline.closed_at.is_(None))
    for row in sorted(session.scalars(query), key=lambda row: (row.due_at, row.id)):
        running.setdefault(row.proceeding_id, []).append(row)
    proposed = dict(
        session.execute(
            select(Approval.proceeding_id, Approval.act).where(Approval.proceeding_id.in_(ids), Approval.decided_at.is_(None))
        ).all()
    )
    unserved = dict(
        session.execute(
            select(Serving.proceeding_id, Document.kind)
            .join(Document, Document.id == Serving.document_id)
            .where(Serving.proceeding_id.in_(ids), Serving.seq.is_(None), Document.voided_at.is_(None), Document.kind.in_(TO_EMPLOYER))
        ).all()
    )
    matters = {h.matter_id for h in heads}
    other = dict(
        session.execute(
            select(Proceeding.matter_id, Proceeding.number).where(
                Proceeding.matter_id.in_(matters), Proceeding.procedure == "arbitration", Proceeding.closed_at.is_(None)
            )
        ).all()
    )
    working = calendar.in_force()
    return [
        _row(h, own[h.id], running.get(h.id, []), proposed.get(h.id, ""), unserved.get(h.id, ""), other.get(h.matter_id, ""), working)
        for h in heads
        if h.id in own
    ]


def _row(head: Head, own: Inspection, running: Sequence[Deadline], proposed: str, unserved: str, other: str, working: Calendar) -> Row:
    now = clock.now()
    money = [row for row in running if row.rule_id in MONEY_CLOCKS and row.due_on is not None]
    followed = head.state in HANDLING
    shown = [row for row in running if (row.ours or (row in money and not followed)) and row.due_on is not None]
    nearest = shown[0] if shown else None
    owed = money[0] if money else None
    return Row(
        head=head,
        kind=codes.label("complaint_kind", own.kind),
        way=WAYS.get(own.way, ""),
        filed_on=own.filed_on,
        day=_day(own, running, working, now.date()),
        order_due_on=owed.due_on if owed is not None else own.order_due_on if head.state == "i-ordered" else None,
        order_late=owed is not None and owed.due_at <= now,
        paid=head.state == "i-ordered" and own.order_served_on is not None and owed is None,
        status=_status(head, proposed, unserved),
        today=_today(head, proposed, unserved, nearest, now.date()),
        light=clockcards.light_of(nearest, working, now) if nearest is not None else None,
        until=f"{nearest.due_on:%m-%d} 止" if nearest is not None and nearest.due_on is not None else "",
        late=nearest is not None and nearest.due_at <= now,
        unserved=bool(unserved),
        arbitration=other,
    )


def _day(own: Inspection, running: Sequence[Deadline], working: Calendar, today: date) -> str:
    """第几天/60 in working days from the filing, the extension counted in; empty when the inquiry is over."""
    inquiry = next((row for row in running if row.rule_id == "insp-investigate"), None)
    if inquiry is None or own.filed_on is None:
        return ""
    length = (rule_on("insp-investigate", own.filed_on).length or 0) + int(inquiry.inputs.get("extension_days", 0))
    return f"{max(0, working.workdays_between(own.filed_on, today))}/{length}"


def _status(head: Head, proposed: str, unserved: str) -> str:
    if proposed:
        return "待审批"
    return "待送达" if unserved and head.is_open else head.state_label


def _today(head: Head, proposed: str, unserved: str, nearest: Deadline | None, today: date) -> str:
    """今日动作 in a few words: what is due, else what is to be served or signed, else nothing."""
    if nearest is not None and nearest.due_on is not None and nearest.due_on <= today:
        return ("到期：" if nearest.due_on == today else "逾期：") + nearest.title
    if proposed:
        return "等签批"
    return "送达" if unserved and head.is_open else ""
