"""The list 仲裁台: one line a case in the columns of practice.md 3.3, grouped by what it waits for.

A page is found through the arms of the policy; what its rows show beside the summary is read for all of them together, so a page
costs the same for 3 rows and for 30 (nine statements).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, bindparam, exists, or_, select
from sqlalchemy.orm import aliased

from arrears import clock
from arrears.access.viewer import Viewer
from arrears.arbitration import term
from arrears.arbitration.models import Arbitration
from arrears.cases import calendar, clockcards, visibility
from arrears.cases.clocks import pauses_of
from arrears.cases.models import Approval, Deadline, DeadlinePause, Proceeding
from arrears.cases.visibility import Cursor, Head
from arrears.db import Instant, session
from arrears.documents.models import Document, Serving
from arrears.hearings.models import Hearing
from arrears.law import codes
from arrears.law.calendar import Calendar
from arrears.web.shapes import Light

ACT = "arbitration.desk"
PAGE = 20
FRONT = ("a-received", "a-supplement", "a-deferred")
BEFORE = ("a-prehearing",)
JUDGING = ("a-hearing", "a-deliberation")
FAST = frozenset({"fast", "simple", "fast_simple", "fast_collective"})
SIGNED_ENDS = ("arbitration.award", "arbitration.settle", "arbitration.partial-award")


@dataclass(frozen=True, slots=True)
class Tab:
    """One group of the list: its name in the address and in words."""

    key: str
    label: str
    urgent: bool = False


TABS = (
    Tab("docket", "待审批"), Tab("assign", "待分案"), Tab("serve", "待送达"), Tab("schedule", "待排期"), Tab("sit", "待开庭"),
    Tab("judge", "待裁"), Tab("sign", "待签发"), Tab("after", "裁后送达"), Tab("late", "逾期", True), Tab("all", "全部在办"),
    Tab("done", "已结"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is asked for: tab, filters, period of closed cases, position."""

    tab: str = "all"
    q: str = ""
    track: str = ""
    since: date | None = None
    until: date | None = None
    after: Cursor | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One arbitration in the list."""

    head: Head
    track: str
    accepted_on: date | None
    day: str
    status: str
    light: Light | None
    until: str
    late: bool
    unserved: int
    hearing_at: datetime | None
    proposed: str
    claimed: Decimal | None


def waiting_service(kinds: Sequence[str] = ()) -> ColumnElement[bool]:
    """Whether a case has a valid paper whose latest service has not taken effect."""
    later = aliased(Serving)
    tests = [Document.kind.in_(kinds)] if kinds else []
    return (
        exists()
        .where(Serving.proceeding_id == Proceeding.id, Serving.effective_on.is_(None), Document.id == Serving.document_id)
        .where(Document.voided_at.is_(None), *tests)
        .where(~exists().where(later.document_id == Serving.document_id, later.recipient == Serving.recipient, settles(later)))
    )


def settles(later: type[Serving]) -> ColumnElement[bool]:
    """A row that makes an earlier unserved one uninteresting: it took effect, or it is the newer attempt."""
    return or_(later.effective_on.is_not(None), later.id > Serving.id)


def _proposed(*acts: str) -> ColumnElement[bool]:
    return exists().where(Approval.proceeding_id == Proceeding.id, Approval.decided_at.is_(None), Approval.act.in_(acts))


RESPONSE = ("arb-response-notice", "add-party-notice")


@functools.cache
def where_tab(tab: str) -> visibility.Group:
    """The conditions of a tab, and whether only open cases are wanted; `now` in them is bound."""
    match tab:
        case "docket":
            return (Proceeding.state.in_(FRONT),), True
        case "assign":
            return (Proceeding.state == "a-accepted",), True
        case "serve":
            return (Proceeding.state.in_(BEFORE), waiting_service(RESPONSE),), True
        case "schedule":
            return (Proceeding.state.in_(BEFORE), ~waiting_service(RESPONSE),), True
        case "sit":
            return (Proceeding.state == "a-scheduled",), True
        case "judge":
            return (Proceeding.state.in_(JUDGING), ~_proposed(*SIGNED_ENDS),), True
        case "sign":
            return (_proposed(*SIGNED_ENDS),), True
        case "after":
            running = select(Deadline.proceeding_id).where(Deadline.rule_id == "arb-award-serve", Deadline.closed_at.is_(None))
            return (Proceeding.state.in_(("a-awarded", "a-settled")), Proceeding.id.in_(running),), False
        case "late":
            return (Proceeding.next_due_at <= bindparam("now", type_=Instant),), True
        case "done":
            return (Proceeding.closed_at.is_not(None),), False
    return (), True


def _filters(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.q:
        like = f"%{wanted.q.replace('%', '').replace('_', '')}%"
        found.append(or_(Proceeding.title.like(like), Proceeding.against.like(like), Proceeding.number.like(like)))
    if wanted.track:
        found.append(exists().where(Arbitration.proceeding_id == Proceeding.id, Arbitration.track == wanted.track))
    if wanted.tab == "done":
        since = wanted.since or clock.today() - timedelta(days=90)
        until = wanted.until or clock.today()
        found.append(and_(Proceeding.closed_at >= clock.at(since), Proceeding.closed_at < clock.end_of(until)))
    return found


def counts(viewer: Viewer, wanted: Wanted) -> dict[str, int]:
    """How many stand in each tab of open work under the filters in force. One statement."""
    plain = _filters(Wanted(tab="all", q=wanted.q, track=wanted.track))
    groups = {tab.key: where_tab(tab.key) for tab in TABS if tab.key != "done"}
    return visibility.counts(viewer, ACT, ["arbitration"], groups, where=plain, told={"now": clock.now()})


def waiting(viewer: Viewer) -> int:
    """What the navigation shows: open cases."""
    return visibility.count(viewer, ACT, ["arbitration"])


def page(viewer: Viewer, wanted: Wanted, size: int = PAGE) -> tuple[list[Row], Cursor | None]:
    """One page of the list and where the next begins (None: it is the last)."""
    fixed, open_only = where_tab(wanted.tab)
    ids = visibility.page(
        viewer, ACT, ["arbitration"],
        fixed=fixed, where=_filters(wanted), told={"now": clock.now()},
        by_due=open_only, open_only=open_only, after=wanted.after, limit=size,
    )  # fmt: skip
    heads = visibility.heads(ids[:size])
    last = heads[-1] if heads and len(ids) > size else None
    return _rows(heads), (last.next_due_at, last.id) if last is not None else None


def rows_of(ids: Sequence[int]) -> list[Row]:
    """Lines of cases the caller has found through the policy. Eight statements."""
    return _rows(visibility.heads(ids))


def _rows(heads: Sequence[Head]) -> list[Row]:
    ids = [h.id for h in heads]
    if not ids:
        return []
    own = {a.proceeding_id: a for a in session.scalars(select(Arbitration).where(Arbitration.proceeding_id.in_(ids)))}
    running = _running(ids)
    pauses = pauses_of([d.id for rows in running.values() for d in rows if d.rule_id == "arb-award"])
    unserved = unserved_counts(ids)
    planned = _planned(ids)
    proposed = dict(
        session.execute(
            select(Approval.proceeding_id, Approval.act).where(Approval.proceeding_id.in_(ids), Approval.decided_at.is_(None))
        ).all()
    )
    working = calendar.in_force()
    return [
        _row(h, own[h.id], running.get(h.id, []), pauses, unserved.get(h.id, []), planned.get(h.id), proposed.get(h.id, ""), working)
        for h in heads
        if h.id in own
    ]


def _running(ids: Sequence[int]) -> dict[int, list[Deadline]]:
    query = select(Deadline).where(Deadline.proceeding_id.in_(ids), Deadline.closed_at.is_(None))
    found: dict[int, list[Deadline]] = {}
    for row in sorted(session.scalars(query), key=lambda row: (row.due_at, row.id)):
        found.setdefault(row.proceeding_id, []).append(row)
    return found


def unserved_counts(ids: Sequence[int]) -> dict[int, list[str]]:
    """Kinds of the papers still to be served, one entry for each paper and addressee. One statement."""
    later = aliased(Serving)
    rows = session.execute(
        select(Serving.proceeding_id, Document.kind)
        .join(Document, Document.id == Serving.document_id)
        .where(Serving.proceeding_id.in_(ids), Serving.effective_on.is_(None), Document.voided_at.is_(None))
        .where(~exists().where(later.document_id == Serving.document_id, later.recipient == Serving.recipient, settles(later)))
    )
    found: dict[int, list[str]] = {}
    for key, kind in rows:
        found.setdefault(key, []).append(kind)
    return found


def _planned(ids: Sequence[int]) -> dict[int, datetime]:
    rows = session.execute(
        select(Hearing.proceeding_id, Hearing.at).where(Hearing.proceeding_id.in_(ids), Hearing.state == "planned").order_by(Hearing.id)
    )
    return dict(rows.all())


def _row(
    head: Head,
    own: Arbitration,
    running: Sequence[Deadline],
    pauses: Mapping[int, Sequence[DeadlinePause]],
    unserved: Sequence[str],
    hearing_at: datetime | None,
    proposed: str,
    working: Calendar,
) -> Row:
    now = clock.now()
    nearest = next((row for row in running if row.ours and row.due_on is not None), None)
    return Row(
        head=head,
        track=codes.codes("track").get(own.track, "未定"),
        accepted_on=own.accepted_on,
        day=_day(own, running, pauses, now.date()),
        status=_status(head, unserved, proposed, running),
        light=clockcards.light_of(nearest, working, now) if nearest is not None else None,
        until=f"{nearest.due_on:%m-%d} 止" if nearest is not None and nearest.due_on is not None else "",
        late=nearest is not None and nearest.due_at <= now,
        unserved=len(unserved),
        hearing_at=hearing_at,
        proposed=proposed,
        claimed=head.amount,
    )


def _day(own: Arbitration, running: Sequence[Deadline], pauses: Mapping[int, Sequence[DeadlinePause]], today: date) -> str:
    """第几天/45: counted from the acceptance or the latest reset, without the days of a suspension. Empty when the clock has ended."""
    award = next((row for row in running if row.rule_id == "arb-award"), None)
    if award is None or own.accepted_on is None:
        return ""
    if award.paused_since is not None:
        return "中止中"
    counted = term.used(award, pauses.get(award.id, ()), today + timedelta(days=1))  # today is one of the days counted
    return f"{counted.used}/{term.length_of(award)}"


def _status(head: Head, unserved: Sequence[str], proposed: str, running: Sequence[Deadline]) -> str:
    if proposed in SIGNED_ENDS:
        return "待签发"
    if proposed:
        return "待审批"
    match head.state:
        case "a-received":
            return "待受理"
        case "a-accepted":
            return "待分案"
        case "a-prehearing":
            return "待送达" if any(kind in RESPONSE for kind in unserved) else "待排期"
        case "a-scheduled":
            return "待开庭"
        case "a-hearing" | "a-deliberation":
            return "待裁"
        case "a-awarded" | "a-settled" if any(row.rule_id == "arb-award-serve" for row in running):
            return "裁后送达"
    return head.state_label
