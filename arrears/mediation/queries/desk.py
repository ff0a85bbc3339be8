"""The list 调解台: what is to be done on each mediation, in the columns of practice.md 3.2.

A page is found through the arms of the policy; what its rows show beside the summary is read for all of them together, so a page
costs the same for 3 rows and for 30 (eight statements and one for each count).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, exists, func, or_, select

from arrears import clock
from arrears.access import policy
from arrears.access.models import AppUser, Membership
from arrears.access.viewer import Viewer
from arrears.cases import calendar, clockcards, visibility
from arrears.cases.clocks import INFORMATION
from arrears.cases.models import Claim, ContactAttempt, Deadline, Proceeding
from arrears.cases.visibility import Cursor, Head
from arrears.db import session
from arrears.law import codes
from arrears.law import deadlines as law
from arrears.law.calendar import Calendar
from arrears.mediation.models import Mediation, MediationSession
from arrears.money.models import Instalment
from arrears.web.shapes import Light

ACT = "mediation.desk"
NEAR = 3
"""Workdays ahead that the tab 临期 looks."""
PAGE = 20

MONEY_RULES = frozenset({"agr-instal", "agr-perform", "perform-award"})
WORDS: Mapping[str, str] = {
    "meeting": "开调解", "next-contact": "约谈", "med-accept": "审查受理", "newform-accept": "审查受理", "med-transfer": "转仲裁、监察",
    "arch-file": "归档",
}  # fmt: skip
"""Rule of the nearest clock → today's act; money: 收款 or 催告; the rest: 到期."""


@dataclass(frozen=True, slots=True)
class Tab:
    """One group of the list: its name in the address and in words."""

    key: str
    label: str
    urgent: bool = False


TABS = (
    Tab("today", "今天要办", True), Tab("near", "临期"), Tab("late", "逾期", True), Tab("all", "全部在办"),
    Tab("waiting", "待指派"), Tab("done", "已办"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is asked for: tab, filters, period of closed cases, position."""

    tab: str = "today"
    q: str = ""
    owner: int | None = None
    state: str = ""
    since: date | None = None
    until: date | None = None
    after: Cursor | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One mediation in the list."""

    head: Head
    action: str
    at: str
    light: Light | None
    admitted: Decimal | None
    applied_on: date
    day: str
    consent: str
    contact: str
    contact_at: datetime | None
    late: bool
    invited: bool
    willing: str
    meeting_at: datetime | None
    last_outcome: str
    unpaid_late: bool
    open_instalment: int | None


def _instalment(*tests: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Instalment.proceeding_id == Proceeding.id, Instalment.closed_at.is_(None), *tests)


def where_tab(tab: str) -> tuple[list[ColumnElement[bool]], bool]:
    """The conditions of a tab, and whether only open cases are wanted."""
    now, today = clock.now(), clock.today()
    tonight = clock.end_of(today)
    match tab:
        case "today":
            return [or_(Proceeding.next_due_at <= tonight, _instalment(Instalment.due_on <= today))], True
        case "near":
            soon = calendar.in_force().add_workdays(today, NEAR)
            due = Proceeding.next_due_at > tonight
            money = _instalment(Instalment.due_on > today, Instalment.due_on <= soon)
            return [or_(due & (Proceeding.next_due_at <= clock.end_of(soon)), money)], True
        case "late":
            return [or_(Proceeding.next_due_at <= now, _instalment(Instalment.due_on < today))], True
        case "waiting":
            return [or_(Proceeding.owner_id.is_(None), Proceeding.state == "m-accepted")], True
        case "done":
            return [Proceeding.closed_at.is_not(None)], False
    return [], True


def _filters(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.q:
        like = f"%{wanted.q.replace('%', '').replace('_', '')}%"
        found.append(or_(Proceeding.title.like(like), Proceeding.against.like(like), Proceeding.number.like(like)))
    if wanted.owner is not None:
        found.append(Proceeding.owner_id == wanted.owner)
    if wanted.state:
        found.append(Proceeding.state == wanted.state)
    if wanted.tab == "done":
        since = wanted.since or clock.today() - timedelta(days=90)
        until = wanted.until or clock.today()
        found += [Proceeding.closed_at >= clock.at(since), Proceeding.closed_at < clock.end_of(until)]
    return found


def counts(viewer: Viewer, wanted: Wanted) -> dict[str, int]:
    """How many stand in each tab of open cases under the filters in force. One statement a tab."""
    plain = _filters(Wanted(tab="all", q=wanted.q, owner=wanted.owner, state=wanted.state))
    return {
        tab.key: visibility.count(viewer, ACT, ["mediation"], where=[*where_tab(tab.key)[0], *plain])
        for tab in TABS
        if tab.key != "done"
    }


def waiting(viewer: Viewer) -> int:
    """What the navigation shows: to be done today."""
    return visibility.count(viewer, ACT, ["mediation"], where=where_tab("today")[0])


def page(viewer: Viewer, wanted: Wanted, size: int = PAGE) -> tuple[list[Row], Cursor | None]:
    """One page of the list and where the next begins (None: it is the last)."""
    where, open_only = where_tab(wanted.tab)
    ids = visibility.page(
        viewer, ACT, ["mediation"],
        where=[*where, *_filters(wanted)], by_due=open_only, open_only=open_only, after=wanted.after, limit=size,
    )  # fmt: skip
    heads = visibility.heads(ids[:size])
    last = heads[-1] if heads and len(ids) > size else None
    return _rows(heads), (last.next_due_at, last.id) if last is not None else None


def _rows(heads: Sequence[Head]) -> list[Row]:
    ids = [h.id for h in heads]
    if not ids:
        return []
    own = {m.proceeding_id: m for m in session.scalars(select(Mediation).where(Mediation.proceeding_id.in_(ids)))}
    running = _running(ids)
    contacts = _contacts(ids)
    admitted = dict(
        session.execute(
            select(Claim.proceeding_id, func.sum(Claim.admitted))
            .where(Claim.proceeding_id.in_(ids), Claim.dropped_on.is_(None))
            .group_by(Claim.proceeding_id)
        ).all()
    )
    outcomes = _outcomes(ids)
    money = _open_instalments(ids)
    in_force = calendar.in_force()
    found = []
    for head in heads:
        if head.id in own:
            beside = (running.get(head.id, []), contacts.get(head.id), admitted.get(head.id), outcomes.get(head.id, ""))
            found.append(_row(head, own[head.id], *beside, money.get(head.id), in_force))
    return found


def _running(ids: Sequence[int]) -> dict[int, list[Deadline]]:
    query = select(Deadline).where(Deadline.proceeding_id.in_(ids), Deadline.closed_at.is_(None)).order_by(Deadline.due_at, Deadline.id)
    found: dict[int, list[Deadline]] = {}
    for row in session.scalars(query):
        found.setdefault(row.proceeding_id, []).append(row)
    return found


def _contacts(ids: Sequence[int]) -> dict[int, ContactAttempt]:
    last = select(func.max(ContactAttempt.id)).where(ContactAttempt.proceeding_id.in_(ids)).group_by(ContactAttempt.proceeding_id)
    return {row.proceeding_id: row for row in session.scalars(select(ContactAttempt).where(ContactAttempt.id.in_(last)))}


def _outcomes(ids: Sequence[int]) -> dict[int, str]:
    """Outcome of the last session that was held."""
    rows = session.execute(
        select(MediationSession.proceeding_id, MediationSession.outcome)
        .where(MediationSession.proceeding_id.in_(ids), MediationSession.seq.is_not(None))
        .order_by(MediationSession.no)
    )
    return dict(rows.all())


def _open_instalments(ids: Sequence[int]) -> dict[int, Instalment]:
    """The earliest open instalment of each case."""
    rows = session.scalars(
        select(Instalment)
        .where(Instalment.proceeding_id.in_(ids), Instalment.closed_at.is_(None))
        .order_by(Instalment.due_on.desc(), Instalment.no.desc())
    )
    return {row.proceeding_id: row for row in rows}


def _watched(row: Deadline) -> bool:
    return row.due_on is not None and (row.owed_by not in INFORMATION or row.rule_id in MONEY_RULES or row.origin != "rule")


def _row(
    head: Head,
    own: Mediation,
    running: Sequence[Deadline],
    contact: ContactAttempt | None,
    admitted: Decimal | None,
    outcome: str,
    money: Instalment | None,
    in_force: Calendar,
) -> Row:
    now = clock.now()
    nearest = next((row for row in running if _watched(row)), None)
    late = nearest is not None and nearest.due_at <= now
    return Row(
        head=head,
        action=_action(nearest, now),
        at=_when(nearest),
        light=clockcards.light_of(nearest, in_force, now) if nearest is not None else None,
        admitted=admitted,
        applied_on=own.applied_on,
        day=_day(own, running, now.date()),
        consent={2: "双", 1: "单", 0: "无"}[sum(day is not None for day in (own.consent_a, own.consent_b))],
        contact=codes.label("contact_result", contact.result) if contact is not None else "",
        contact_at=contact.at if contact is not None else None,
        late=late,
        invited=own.invited_at is not None,
        willing=own.willing,
        meeting_at=own.next_meeting_at,
        last_outcome=outcome,
        unpaid_late=money is not None and money.due_on < now.date(),
        open_instalment=money.id if money is not None else None,
    )


def _action(nearest: Deadline | None, now: datetime) -> str:
    if nearest is None:
        return ""
    if nearest.rule_id in MONEY_RULES or nearest.subject.startswith("promise:"):
        return "催告" if nearest.due_at <= now else "收款"
    if nearest.origin != "rule":
        return WORDS.get(nearest.rule_id, nearest.title)
    return WORDS.get(nearest.rule_id, "到期")


def _when(nearest: Deadline | None) -> str:
    if nearest is None or nearest.due_on is None:
        return ""
    return f"{nearest.due_at:%m-%d %H:%M}" if nearest.is_instant else f"{nearest.due_on:%m-%d}"


def _day(own: Mediation, running: Sequence[Deadline], today: date) -> str:
    """第几天/15; an extension lengthens the second number. Empty when the clock has ended."""
    ends = next((row for row in running if row.rule_id == "med-end"), None)
    if ends is None:
        return ""
    length = (law.rule_on("med-end", own.applied_on).length or 0) + int(ends.inputs.get("extension_days", 0))
    return f"{(today - own.applied_on).days}/{length}"


def owners(viewer: Viewer) -> list[tuple[int, str]]:
    """Mediators of the bodies this person watches, for the filter; empty for who sees only his own. One statement."""
    if policy.relations(viewer, ACT) <= {"o"}:
        return []
    query = (
        select(AppUser.id, AppUser.name)
        .join(Membership, Membership.user_id == AppUser.id)
        .where(Membership.role == "ME", Membership.body_id.in_(sorted(viewer.below)), AppUser.closed_at.is_(None))
        .distinct()
        .order_by(AppUser.name, AppUser.id)
    )
    return [(row.id, row.name) for row in session.execute(query)]
