"""The desk's list 登记台: open orders of the body, least time left first; tabs with counts; filters. Cost does not grow with the house."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Integer, Text, and_, bindparam, func, or_, select, type_coerce

from arrears import clock
from arrears.access import policy
from arrears.access.models import AppUser
from arrears.access.viewer import Viewer
from arrears.cases import calendar, clockcards
from arrears.cases.clocks import FAR
from arrears.cases.models import Approval, Deadline, Proceeding
from arrears.db import session
from arrears.intake.models import Lead, WorkOrder
from arrears.intake.queries.sameness import twin_counts
from arrears.law import codes
from arrears.law.procedures.orders import ORDER_STATES
from arrears.personal import vault
from arrears.web import zh
from arrears.web.shapes import Light

CAP = 999
SIZE = 50
UNSCREENED = ("l-draft", "l-screening", "l-verifying")
ORDER, LEAD, CASE = WorkOrder.__table__.c, Lead.__table__.c, Proceeding.__table__.c
OF_ORDER = (
    ORDER.id, ORDER.lead_id, ORDER.source, ORDER.order_no, ORDER.received_at, ORDER.reporter_name, ORDER.reporter_phone, ORDER.anonymous,
    ORDER.confidential, ORDER.urge_count, ORDER.state, ORDER.is_returning, ORDER.back_at, ORDER.satisfied,
    ORDER.next_due_at,
)  # fmt: skip
OF_LEAD = (
    LEAD.proceeding_id, LEAD.employer_name, LEAD.employer_norm, LEAD.sign_name, LEAD.project_name, LEAD.place, LEAD.town,
    LEAD.workers_claimed, LEAD.amount_claimed, LEAD.urgency,
)  # fmt: skip
"""What a row of the list shows of an order and of its lead; live rows of the three tables cost four times as much."""

TABS: Mapping[str, tuple[str, Any]] = {
    "all": ("全部待办", lambda: None),
    "new": ("待签收", lambda: WorkOrder.state == "o-new"),
    "contact": ("待首联", lambda: WorkOrder.state == "o-signed"),
    "screen": ("待筛查", lambda: and_(WorkOrder.state == "o-working", Proceeding.state.in_(UNSCREENED))),
    "answer": ("待答复", lambda: and_(WorkOrder.state == "o-working", Proceeding.state.not_in(UNSCREENED), WorkOrder.satisfied != "not")),
    "back": ("退回给我", lambda: WorkOrder.back_at.is_not(None)),
    "unhappy": ("不满意", lambda: and_(WorkOrder.state == "o-working", WorkOrder.satisfied == "not")),
}
"""Tab → label and condition over open orders joined with their lead."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; empty: everything."""

    tab: str = "all"
    source: str = ""
    town: str = ""
    urgency: str = ""
    owner: str = ""
    """`me`: mine and unassigned; a user id; empty: everybody's."""


@dataclass(frozen=True, slots=True)
class Row:
    """An order in the list: the fifteen columns of practice 3.1, in their order."""

    id: int
    lead_id: int
    version: int
    light: Light | None
    until: str
    late: bool
    source: str
    order_no: str
    received_at: datetime
    reporter: str
    tail: str
    employer: str
    place: str
    workers: int | None
    amount: Decimal | None
    urgency: tuple[str, ...]
    twins: int
    urged: int
    state: str
    state_code: str
    lead_state: str
    owner: str
    due_at: datetime
    back: bool
    unhappy: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page: rows, the key of the next page, counts of the tabs."""

    rows: Sequence[Row]
    after: tuple[datetime, int] | None
    counts: Mapping[str, int] = field(default_factory=dict)


class Shape(NamedTuple):
    """Which conditions a question has; their values are bound, so that each shape is built once."""

    arm: str
    tab: str
    source: bool
    town: bool
    urgency: bool
    owner: str
    """`me`, `id` or empty."""


def _asked(viewer: Viewer, filters: Filters) -> tuple[Shape, dict[str, Any]] | None:
    """The shape of what is asked and its values; None: this person sees no list. Only the first arm: the desk is one body's."""
    arms = policy.scope(viewer, "intake.desk")
    if not arms:
        return None
    owner = "me" if filters.owner == "me" else "id" if filters.owner.isdigit() else ""
    shape = Shape(arms[0].kind, filters.tab, bool(filters.source), bool(filters.town), bool(filters.urgency), owner)
    values = {
        "arm": arms[0].key if arms[0].kind != "all" else None, "source": filters.source or None, "town": filters.town or None,
        "urgency": f'%"{filters.urgency}"%' if filters.urgency else None,
        "owner": viewer.user_id if owner == "me" else int(filters.owner) if owner == "id" else None,
    }  # fmt: skip
    return shape, {name: value for name, value in values.items() if value is not None}


def _narrowed(query: Any, shape: Shape) -> Any:
    condition = TABS.get(shape.tab, TABS["all"])[1]()
    if condition is not None:
        query = query.where(condition)
    if shape.source:
        query = query.where(ORDER.source == bindparam("source"))
    if shape.town:
        query = query.where(LEAD.town == bindparam("town"))
    if shape.urgency:
        query = query.where(type_coerce(LEAD.urgency, Text).like(bindparam("urgency")))
    if shape.owner:
        own = CASE.owner_id == bindparam("owner", type_=CASE.owner_id.type)
        query = query.where(or_(own, CASE.owner_id.is_(None)) if shape.owner == "me" else own)
    return query


def _base(arm: str, *columns: Any) -> Any:
    query = (
        select(*columns)
        .select_from(WorkOrder.__table__)
        .join(Proceeding.__table__, CASE.id == ORDER.lead_id)
        .join(Lead.__table__, LEAD.proceeding_id == ORDER.lead_id)
        .where(ORDER.closed_at.is_(None))
    )
    if arm == "all":
        return query
    column = ORDER.body_id if arm == "body" else ORDER.district_id
    return query.where(column == bindparam("arm", type_=column.type))


@functools.cache
def _counted(shape: Shape) -> Any:
    inner = (_narrowed(_base(shape.arm, ORDER.id), shape._replace(tab=tab)).limit(CAP + 1).subquery() for tab in TABS)
    return select(*(select(func.count()).select_from(each).scalar_subquery() for each in inner))


def counts(viewer: Viewer, filters: Filters) -> dict[str, int]:
    """How many orders each tab holds, up to 999+. One statement of capped counts."""
    asked = _asked(viewer, filters)
    if asked is None:
        return dict.fromkeys(TABS, 0)
    shape, values = asked
    return dict(zip(TABS, (int(n) for n in session.execute(_counted(shape._replace(tab="all")), values).one()), strict=True))


@functools.cache
def _listed(shape: Shape, goes_on: bool) -> Any:
    """The columns of the list: those of the order under their names, of its lead, and of its case as `case_…`."""
    case = (CASE.id.label("case_id"), CASE.version.label("case_version"), CASE.state.label("case_state"), CASE.owner_id.label("case_owner"))
    query = _narrowed(_base(shape.arm, *OF_ORDER, *OF_LEAD, *case, AppUser.__table__.c.name.label("case_owner_name")), shape)
    query = query.outerjoin(AppUser.__table__, AppUser.__table__.c.id == CASE.owner_id)
    due, key = ORDER.next_due_at, ORDER.id
    if goes_on:
        after_due, after_id = bindparam("after_due", type_=due.type), bindparam("after_id", type_=key.type)
        query = query.where(due >= after_due, or_(due > after_due, and_(due == after_due, key > after_id)))
    return query.order_by(due, key).limit(bindparam("most", type_=Integer))


def page(viewer: Viewer, filters: Filters, after: tuple[datetime, int] | None = None, size: int = SIZE) -> Page:
    """One page, least time left first. Seven statements."""
    asked = _asked(viewer, filters)
    if asked is None:
        return Page((), None)
    shape, values = asked
    values["most"] = size + 1
    if after is not None:
        values |= {"after_due": after[0], "after_id": after[1]}
    found = session.execute(_listed(shape, after is not None), values).all()
    shown = found[:size]
    last = shown[-1] if len(found) > size else None
    return Page(_rows(viewer, shown), (last.next_due_at, last.id) if last is not None else None)


def _rows(viewer: Viewer, found: Sequence[Any]) -> list[Row]:
    """The rows as they are shown, from rows of `_listed`."""
    if not found:
        return []
    names = reporter_names(found)
    tails = vault.masked([r.reporter_phone for r in found])
    clocks = _clocks(found)
    extending = set(session.scalars(_EXTENDING, {"ids": [r.case_id for r in found]}))
    alike = twin_counts(viewer, found)
    now, in_force = clock.now(), calendar.in_force()
    rows = []
    for r in found:
        first = clocks.get(r.id)
        light = clockcards.light_of(first, in_force, now) if first is not None else None
        phone = tails.get(r.reporter_phone or "", "")
        rows.append(
            Row(
                r.id, r.case_id, r.case_version, light, _until(first), first is not None and first.due_at <= now,
                SOURCES.get(r.source) or codes.label("source", r.source), r.order_no, r.received_at, names[r.id],
                phone[-4:] if phone else "", _employer(r), _place(r), r.workers_claimed, r.amount_claimed,
                tuple(codes.label("urgency", m) for m in r.urgency), alike.get(r.case_id, 0), r.urge_count,
                "延期申请中" if r.case_id in extending and r.state == "o-working" else state_words(r, r.is_returning, r.case_state),
                r.state, r.case_state, r.case_owner_name or "未分派", r.next_due_at,
                r.back_at is not None, r.state == "o-working" and r.satisfied == "not",
            )
        )  # fmt: skip
    return rows


_EXTENDING = select(Approval.__table__.c.proceeding_id).where(
    Approval.__table__.c.proceeding_id.in_(bindparam("ids", expanding=True)),
    Approval.__table__.c.act == "lead.extend-order",
    Approval.__table__.c.decided_at.is_(None),
)


def reporter_names(orders: Sequence[Any]) -> dict[int, str]:
    """Names of reporters for people who may see reporters; a confidential one stays masked. Two statements."""
    open_ids = [o.reporter_name for o in orders if o.reporter_name and not o.confidential]
    full = vault.opened(open_ids)
    hidden = vault.masked([o.reporter_name for o in orders if o.confidential])
    found = {}
    for order in orders:
        if order.anonymous and not order.reporter_name:
            found[order.id] = "匿名"
        elif order.confidential:
            found[order.id] = f"{hidden.get(order.reporter_name or '', '')}（保密）"
        else:
            found[order.id] = full.get(order.reporter_name or "", "未留姓名")
    return found


_CLOCK = Deadline.__table__.c
_SORTING = (
    select(ORDER.id.label("order_id"), *clockcards.LIT)
    .join_from(WorkOrder.__table__, Deadline.__table__, (_CLOCK.proceeding_id == ORDER.lead_id) & (_CLOCK.due_at == ORDER.next_due_at))
    .where(ORDER.id.in_(bindparam("ids", expanding=True)), ORDER.next_due_at < FAR, _CLOCK.closed_at.is_(None), _CLOCK.ours)
)


def _clocks(orders: Sequence[Any]) -> dict[int, Any]:
    """The clock by which each order is sorted: its own one or the lead's that is due then. One statement."""
    found: dict[int, Any] = {}
    for row in sorted(session.execute(_SORTING, {"ids": [order.id for order in orders]}), key=lambda row: row.id):
        if row.subject in {f"order:{row.order_id}", ""}:
            found[row.order_id] = row
    return found


SOURCES = {"12345": "12345", "12333": "12333", "national": "全国平台", "board": "留言板", "legal_aid": "法援", "inspection": "监察"}
"""Sources as a narrow column names them."""
SHORT = {
    "hot-due": "答复", "hot-contact": "首联", "hot-sign": "签收", "nat-sign": "签收", "nat-contact": "首联", "nat-answer": "答复",
    "hot-selfcall": "答复前回访", "lead-route": "筛查", "lead-file": "转程序", "handover-check": "跟踪转办", "pet-notify": "书面告知",
}  # fmt: skip


def _until(row: Any) -> str:
    if row is None or row.due_on is None:
        return ""
    word = SHORT.get(row.rule_id, "答复" if row.rule_id.startswith(("hot-class", "h12333", "board")) else row.title)
    return f"{word} {zh.md_time(row.due_at) if row.is_instant else zh.md_short(row.due_on)} 止"


def state_words(order: Any, returning: bool, case_state: str) -> str:
    """The state as the desk names it: a filter over the order's and the lead's states."""
    if returning:
        return "退单待复"
    if order.back_at is not None:
        return "退回给我"
    if order.state != "o-working":
        return ORDER_STATES[order.state].label
    if order.satisfied == "not":
        return "不满意"
    return "待筛查" if case_state in UNSCREENED else "待答复"


def _employer(lead: Any) -> str:
    return lead.employer_name or (f"{lead.sign_name}（招牌）" if lead.sign_name else "")


def _place(lead: Any) -> str:
    where = lead.project_name or lead.place
    return where if not lead.town or lead.town in where else f"{lead.town}{where}"


@functools.cache
def _chosen(arm: str) -> tuple[Any, Any]:
    user = AppUser.__table__
    towns = _base(arm, LEAD.town).where(LEAD.town != "").distinct().order_by(LEAD.town).limit(60)
    return towns, _base(arm, user.c.id, user.c.name).join(user, user.c.id == CASE.owner_id).distinct().order_by(user.c.id).limit(60)


def choices(viewer: Viewer) -> tuple[list[str], list[tuple[int, str]]]:
    """Towns and owners that occur among the open orders, for the filters. Two statements."""
    asked = _asked(viewer, Filters())
    if asked is None:
        return [], []
    shape, values = asked
    towns, owners = _chosen(shape.arm)
    return list(session.scalars(towns, values)), [(row.id, row.name) for row in session.execute(owners, values)]


@functools.cache
def _open(arm: str) -> Any:
    """Without the joins of the list: each order has its lead and its case, and an index alone answers."""
    query = select(ORDER.id).where(ORDER.closed_at.is_(None))
    if arm != "all":
        column = ORDER.body_id if arm == "body" else ORDER.district_id
        query = query.where(column == bindparam("arm", type_=column.type))
    return select(func.count()).select_from(query.limit(CAP + 1).subquery())


def waiting(viewer: Viewer) -> int:
    """Open orders of the desk, for the navigation. One statement."""
    asked = _asked(viewer, Filters())
    return int(session.scalar(_open(asked[0].arm), asked[1]) or 0) if asked is not None else 0
