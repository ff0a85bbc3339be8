"""The desk's list 登记台: open orders of the body, least time left first; tabs with counts; filters. Cost does not grow with the house."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, func, or_, select, type_coerce

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
from arrears.web.shapes import Light

CAP = 999
SIZE = 50
UNSCREENED = ("l-draft", "l-screening", "l-verifying")

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


def _arms(viewer: Viewer) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for arm in policy.scope(viewer, "intake.desk"):
        if arm.kind == "all":
            return [WorkOrder.id > 0]
        found.append(WorkOrder.body_id == arm.key if arm.kind == "body" else WorkOrder.district_id == arm.key)
    return found


def _narrowed(query: Any, viewer: Viewer, filters: Filters) -> Any:
    condition = TABS.get(filters.tab, TABS["all"])[1]()
    if condition is not None:
        query = query.where(condition)
    if filters.source:
        query = query.where(WorkOrder.source == filters.source)
    if filters.town:
        query = query.where(Lead.town == filters.town)
    if filters.urgency:
        query = query.where(type_coerce(Lead.urgency, Text).like(f'%"{filters.urgency}"%'))
    if filters.owner == "me":
        query = query.where(or_(Proceeding.owner_id == viewer.user_id, Proceeding.owner_id.is_(None)))
    elif filters.owner.isdigit():
        query = query.where(Proceeding.owner_id == int(filters.owner))
    return query


def _base(arm: ColumnElement[bool], *columns: Any) -> Any:
    return (
        select(*columns)
        .select_from(WorkOrder)
        .join(Proceeding, Proceeding.id == WorkOrder.lead_id)
        .join(Lead, Lead.proceeding_id == WorkOrder.lead_id)
        .where(arm, WorkOrder.closed_at.is_(None))
    )


def counts(viewer: Viewer, filters: Filters) -> dict[str, int]:
    """How many orders each tab holds, up to 999+. One statement of capped counts."""
    arms = _arms(viewer)
    if not arms:
        return dict.fromkeys(TABS, 0)
    columns = []
    for tab in TABS:
        narrowed = Filters(tab, filters.source, filters.town, filters.urgency, filters.owner)
        inner = _narrowed(_base(arms[0], WorkOrder.id), viewer, narrowed).limit(CAP + 1).subquery()
        columns.append(select(func.count()).select_from(inner).scalar_subquery())
    return dict(zip(TABS, (int(n) for n in session.execute(select(*columns)).one()), strict=True))


def page(viewer: Viewer, filters: Filters, after: tuple[datetime, int] | None = None, size: int = SIZE) -> Page:
    """One page, least time left first. Eight statements."""
    arms = _arms(viewer)
    if not arms:
        return Page((), None)
    query = _narrowed(_base(arms[0], WorkOrder, Lead, Proceeding), viewer, filters)
    if after is not None:
        due, key = WorkOrder.next_due_at, WorkOrder.id
        query = query.where(due >= after[0], or_(due > after[0], and_(due == after[0], key > after[1])))
    found = session.execute(query.order_by(WorkOrder.next_due_at, WorkOrder.id).limit(size + 1)).all()
    shown = found[:size]
    rows = _rows(viewer, shown)
    last = shown[-1][0] if len(found) > size else None
    return Page(rows, (last.next_due_at, last.id) if last is not None else None)


def _rows(viewer: Viewer, found: Sequence[tuple[WorkOrder, Lead, Proceeding]]) -> list[Row]:
    if not found:
        return []
    names = reporter_names([order for order, _, _ in found])
    tails = vault.masked([order.reporter_phone for order, _, _ in found])
    clocks = _clocks([order for order, _, _ in found])
    wanted = {p.owner_id for _, _, p in found if p.owner_id}
    owners = {row.id: row.name for row in session.execute(select(AppUser.id, AppUser.name).where(AppUser.id.in_(wanted)))}
    extending = set(
        session.scalars(
            select(Approval.proceeding_id).where(
                Approval.proceeding_id.in_({p.id for _, _, p in found}), Approval.act == "lead.extend-order", Approval.decided_at.is_(None)
            )
        )
    )
    alike = twin_counts(viewer, [lead for _, lead, _ in found])
    now, in_force = clock.now(), calendar.in_force()
    rows = []
    for order, lead, case in found:
        first = clocks.get(order.id)
        light = clockcards.light_of(first, in_force, now) if first is not None else None
        phone = tails.get(order.reporter_phone or "", "")
        rows.append(
            Row(
                order.id, case.id, case.version, light, _until(first), first is not None and first.due_at <= now,
                SOURCES.get(order.source) or codes.label("source", order.source), order.order_no, order.received_at, names[order.id],
                phone[-4:] if phone else "", _employer(lead), _place(lead), lead.workers_claimed, lead.amount_claimed,
                tuple(codes.label("urgency", m) for m in lead.urgency), alike.get(case.id, 0), order.urge_count,
                "延期申请中" if case.id in extending and order.state == "o-working" else state_words(order, case),
                order.state, case.state, owners.get(case.owner_id or 0, "未分派"), order.next_due_at,
                order.back_at is not None, order.state == "o-working" and order.satisfied == "not",
            )
        )  # fmt: skip
    return rows


def reporter_names(orders: Sequence[WorkOrder]) -> dict[int, str]:
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


def _clocks(orders: Sequence[WorkOrder]) -> dict[int, Deadline]:
    """The clock by which each order is sorted. One statement."""
    due = {order.id: order.next_due_at for order in orders if order.next_due_at < FAR}
    query = select(Deadline).where(
        Deadline.proceeding_id.in_({o.lead_id for o in orders}), Deadline.closed_at.is_(None), Deadline.ours
    )
    found: dict[int, Deadline] = {}
    by_lead: dict[int, list[Deadline]] = {}
    for row in session.scalars(query.order_by(Deadline.due_at.desc())):
        by_lead.setdefault(row.proceeding_id, []).append(row)
    for order in orders:
        if order.id not in due:
            continue
        for row in by_lead.get(order.lead_id, ()):
            if row.subject in {f"order:{order.id}", ""} and row.due_at == due[order.id]:
                found[order.id] = row
    return found


SOURCES = {"12345": "12345", "12333": "12333", "national": "全国平台", "board": "留言板", "legal_aid": "法援", "inspection": "监察"}
"""Sources as a narrow column names them."""
SHORT = {
    "hot-due": "答复", "hot-contact": "首联", "hot-sign": "签收", "nat-sign": "签收", "nat-contact": "首联", "nat-answer": "答复",
    "hot-selfcall": "答复前回访", "lead-route": "筛查", "lead-file": "转程序", "handover-check": "跟踪转办", "pet-notify": "书面告知",
}  # fmt: skip


def _until(row: Deadline | None) -> str:
    if row is None or row.due_on is None:
        return ""
    word = SHORT.get(row.rule_id, "答复" if row.rule_id.startswith(("hot-class", "h12333", "board")) else row.title)
    return f"{word} {row.due_at:%m-%d %H:%M} 止" if row.is_instant else f"{word} {row.due_on:%m-%d} 止"


def state_words(order: WorkOrder, case: Proceeding) -> str:
    """The state as the desk names it: a filter over the order's and the lead's states."""
    if order.returning:
        return "退单待复"
    if order.back_at is not None:
        return "退回给我"
    if order.state != "o-working":
        return ORDER_STATES[order.state].label
    if order.satisfied == "not":
        return "不满意"
    return "待筛查" if case.state in UNSCREENED else "待答复"


def _employer(lead: Lead) -> str:
    return lead.employer_name or (f"{lead.sign_name}（招牌）" if lead.sign_name else "")


def _place(lead: Lead) -> str:
    where = lead.project_name or lead.place
    return where if not lead.town or lead.town in where else f"{lead.town}{where}"


def choices(viewer: Viewer) -> tuple[list[str], list[tuple[int, str]]]:
    """Towns and owners that occur among the open orders, for the filters. Two statements."""
    arms = _arms(viewer)
    if not arms:
        return [], []
    towns = session.scalars(_base(arms[0], Lead.town).where(Lead.town != "").distinct().order_by(Lead.town).limit(60)).all()
    owners = session.execute(
        _base(arms[0], AppUser.id, AppUser.name).join(AppUser, AppUser.id == Proceeding.owner_id).distinct().order_by(AppUser.id).limit(60)
    )
    return list(towns), [(row.id, row.name) for row in owners]


def waiting(viewer: Viewer) -> int:
    """Open orders of the desk, for the navigation. One statement."""
    arms = _arms(viewer)
    if not arms:
        return 0
    inner = _base(arms[0], WorkOrder.id).limit(CAP + 1).subquery()
    return int(session.scalar(select(func.count()).select_from(inner)) or 0)
