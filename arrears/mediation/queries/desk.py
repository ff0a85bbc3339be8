"""The list 调解台: what is to be done on each mediation, in the columns of practice.md 3.2.

A page is found through the arms of the policy; what its rows show beside the summary is read for all of them together, so a page
costs the same for 3 rows and for 30 (ten statements).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Date, bindparam, exists, func, or_, select

from arrears import clock
from arrears.access import policy
from arrears.access.models import AppUser, Membership
from arrears.access.viewer import Viewer
from arrears.cases import calendar, clockcards, visibility
from arrears.cases.clocks import INFORMATION
from arrears.cases.models import Claim, ContactAttempt, Deadline, Proceeding
from arrears.cases.visibility import Cursor, Head
from arrears.db import Instant, session
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


_NOW, _TODAY, _TONIGHT = bindparam("now", type_=Instant), bindparam("today", type_=Date), bindparam("tonight", type_=Instant)
_SOON, _SOON_NIGHT = bindparam("soon", type_=Date), bindparam("soon_night", type_=Instant)
_NEXT = Proceeding.next_due_at
_GROUPS: Mapping[str, visibility.Group] = {
    "today": ((or_(_NEXT <= _TONIGHT, _instalment(Instalment.due_on <= _TODAY)),), True),
    "near": (
        (or_((_NEXT > _TONIGHT) & (_NEXT <= _SOON_NIGHT), _instalment(Instalment.due_on > _TODAY, Instalment.due_on <= _SOON)),),
        True,
    ),
    "late": ((or_(_NEXT <= _NOW, _instalment(Instalment.due_on < _TODAY)),), True),
    "all": ((), True),
    "waiting": ((or_(Proceeding.owner_id.is_(None), Proceeding.state == "m-accepted"),), True),
    "done": ((Proceeding.closed_at.is_not(None),), False),
}
"""Tab -> its conditions, and whether only open cases are wanted; the moments in them are bound (`_moments`)."""


def _moments() -> dict[str, datetime | date]:
    """What the conditions of the tabs call now, today, tonight and soon. One statement a page."""
    now, today = clock.now(), clock.today()
    soon = calendar.in_force().add_workdays(today, NEAR)
    return {"now": now, "today": today, "tonight": clock.end_of(today), "soon": soon, "soon_night": clock.end_of(soon)}


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
    """How many stand in each tab of open cases under the filters in force. One statement."""
    plain = _filters(Wanted(tab="all", q=wanted.q, owner=wanted.owner, state=wanted.state))
    groups = {key: group for key, group in _GROUPS.items() if key != "done"}
    return visibility.counts(viewer, ACT, ["mediation"], groups, where=plain, told=_moments())


def waiting(viewer: Viewer) -> int:
    """What the navigation shows: to be done today."""
    return visibility.count(viewer, ACT, ["mediation"], fixed=_GROUPS["today"][0], told=_moments())


def page(viewer: Viewer, wanted: Wanted, size: int = PAGE) -> tuple[list[Row], Cursor | None]:
    """One page of the list and where the next begins (None: it is the last)."""
    fixed, open_only = _GROUPS[wanted.tab]
    ids = visibility.page(
        viewer, ACT, ["mediation"], fixed=fixed, where=_filters(wanted), told=_moments(),
        by_due=open_only, open_only=open_only, after=wanted.after, limit=size,
    )  # fmt: skip
    heads = visibility.heads(ids[:size])
    last = heads[-1] if heads and len(ids) > size else None
    return _rows(heads), (last.next_due_at, last.id) if last is not None else None


_IDS = bindparam("ids", expanding=True)
_OWN, _CLOCK, _CONTACT = Mediation.__table__.c, Deadline.__table__.c, ContactAttempt.__table__.c
_CLAIM, _MET, _PAID = Claim.__table__.c, MediationSession.__table__.c, Instalment.__table__.c
_OF_CASE = select(
    _OWN.proceeding_id, _OWN.applied_on, _OWN.consent_a, _OWN.consent_b, _OWN.invited_at, _OWN.willing, _OWN.next_meeting_at
).where(_OWN.proceeding_id.in_(_IDS))  # fmt: skip
_RUNNING = select(*clockcards.LIT, _CLOCK.inputs).where(_CLOCK.proceeding_id.in_(_IDS), _CLOCK.closed_at.is_(None))
_LAST_CONTACT = select(_CONTACT.proceeding_id, _CONTACT.result, _CONTACT.at).where(
    _CONTACT.id.in_(select(func.max(_CONTACT.id)).where(_CONTACT.proceeding_id.in_(_IDS)).group_by(_CONTACT.proceeding_id))
)
_ADMITTED = (
    select(_CLAIM.proceeding_id, func.sum(_CLAIM.admitted))
    .where(_CLAIM.proceeding_id.in_(_IDS), _CLAIM.dropped_on.is_(None))
    .group_by(_CLAIM.proceeding_id)
)
_OUTCOMES = select(_MET.proceeding_id, _MET.outcome).where(_MET.proceeding_id.in_(_IDS), _MET.seq.is_not(None)).order_by(_MET.no)
_INSTALMENTS = (
    select(_PAID.proceeding_id, _PAID.id, _PAID.due_on)
    .where(_PAID.proceeding_id.in_(_IDS), _PAID.closed_at.is_(None))
    .order_by(_PAID.due_on.desc(), _PAID.no.desc())
)
"""What the rows show beside the summary, for the cases `ids`, built once and with the columns shown only."""


def _rows(heads: Sequence[Head]) -> list[Row]:
    ids = {"ids": [h.id for h in heads]}
    if not heads:
        return []
    own = {row.proceeding_id: row for row in session.execute(_OF_CASE, ids)}
    running: dict[int, list[Any]] = {}
    for row in sorted(session.execute(_RUNNING, ids), key=lambda row: (row.due_at, row.id)):
        running.setdefault(row.proceeding_id, []).append(row)
    contacts = {row.proceeding_id: row for row in session.execute(_LAST_CONTACT, ids)}
    admitted = dict(session.execute(_ADMITTED, ids).all())
    outcomes = dict(session.execute(_OUTCOMES, ids).all())
    money = {row.proceeding_id: row for row in session.execute(_INSTALMENTS, ids)}
    in_force = calendar.in_force()
    found = []
    for head in heads:
        if head.id in own:
            beside = (running.get(head.id, []), contacts.get(head.id), admitted.get(head.id), outcomes.get(head.id, ""))
            found.append(_row(head, own[head.id], *beside, money.get(head.id), in_force))
    return found


def _watched(row: Any) -> bool:
    return row.due_on is not None and (row.owed_by not in INFORMATION or row.rule_id in MONEY_RULES or row.origin != "rule")


def _row(
    head: Head,
    own: Any,
    running: Sequence[Any],
    contact: Any,
    admitted: Decimal | None,
    outcome: str,
    money: Any,
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


def _action(nearest: Any, now: datetime) -> str:
    if nearest is None:
        return ""
    if nearest.rule_id in MONEY_RULES or nearest.subject.startswith("promise:"):
        return "催告" if nearest.due_at <= now else "收款"
    if nearest.origin != "rule":
        return WORDS.get(nearest.rule_id, nearest.title)
    return WORDS.get(nearest.rule_id, "到期")


def _when(nearest: Any) -> str:
    if nearest is None or nearest.due_on is None:
        return ""
    return f"{nearest.due_at:%m-%d %H:%M}" if nearest.is_instant else f"{nearest.due_on:%m-%d}"


def _day(own: Any, running: Sequence[Any], today: date) -> str:
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
