"""The three rates 三率 per body and source, and the orders behind each number. Counting here, the formulas in `law.rates`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, func, or_, select

from arrears import clock
from arrears.access import policy, preferences
from arrears.access.models import Body
from arrears.access.viewer import Viewer
from arrears.cases.models import Deadline, Proceeding
from arrears.db import session
from arrears.intake.models import CallBack, Lead, WorkOrder
from arrears.law import codes
from arrears.law.rates import Rates, Tally, rates

ACT = "intake.rates"
CONTACT = ("hot-contact", "nat-contact")
"""Clocks of the first contact: an order without one is not counted in 响应率."""
MOST = 200
"""Orders a number opens at once."""

PARTS: Mapping[str, tuple[str, Any]] = {
    "due": ("应联系", lambda: None),
    "contacted": ("按时联系", lambda: _in_time()),
    "missed": ("没有按时联系", lambda: ~_in_time()),
    "called": ("回访到", lambda: None),
    "solved": ("已解决", lambda: CallBack.solved == "yes"),
    "partly": ("部分解决", lambda: CallBack.solved == "partly"),
    "unsolved": ("没有解决", lambda: CallBack.solved == "no"),
    "satisfied": ("满意", lambda: CallBack.satisfied == "satisfied"),
    "mostly": ("基本满意", lambda: CallBack.satisfied == "mostly"),
    "not_satisfied": ("不满意", lambda: CallBack.satisfied == "not"),
    "unrated": ("未评价", lambda: CallBack.satisfied == "unrated"),
}
"""Number → its words and the condition on what it counts: contact clocks (the first three) or call-backs."""
BY_CLOCK = ("due", "contacted", "missed")


@dataclass(frozen=True, slots=True)
class Span:
    """From the first day to the last, both counted; `source` empty: all."""

    first: date
    last: date
    source: str = ""

    @property
    def instants(self) -> tuple[datetime, datetime]:
        """Half-open span of instants."""
        return clock.at(self.first), clock.end_of(self.last)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: a body's source, or the body as a whole (`source` empty)."""

    body_id: int
    body: str
    source: str
    source_label: str
    tally: Tally
    rates: Rates
    unrated: int


@dataclass(frozen=True, slots=True)
class Counted:
    """An order behind a number."""

    lead_id: int
    order_no: str
    source: str
    employer: str
    received_at: datetime
    at: datetime
    words: str


def _in_time() -> ColumnElement[bool]:
    return and_(WorkOrder.contacted_at.is_not(None), WorkOrder.contacted_at <= Deadline.due_at)


def _mine(viewer: Viewer, body: Any, district: Any) -> ColumnElement[bool] | None:
    """What this person may count; None: nothing."""
    arms = policy.scope(viewer, ACT)
    if any(arm.kind == "all" for arm in arms):
        return body > 0
    found = [body == arm.key if arm.kind == "body" else district == arm.key for arm in arms]
    return or_(*found) if found else None


def _contacts(viewer: Viewer, span: Span, *columns: Any) -> Any | None:
    mine = _mine(viewer, WorkOrder.body_id, WorkOrder.district_id)
    if mine is None:
        return None
    start, end = span.instants
    about = and_(WorkOrder.lead_id == Deadline.proceeding_id, Deadline.subject == "order:" + cast(WorkOrder.id, String))
    query = select(*columns).select_from(Deadline).join(WorkOrder, about)
    # a contact is judged when its time is over, or when it was made before
    judged = or_(Deadline.due_at <= clock.now(), WorkOrder.contacted_at.is_not(None))
    query = query.where(mine, Deadline.rule_id.in_(CONTACT), Deadline.due_at >= start, Deadline.due_at < end, judged)
    query = query.where(WorkOrder.state != "o-returned")
    return query.where(WorkOrder.source == span.source) if span.source else query


def _calls(viewer: Viewer, span: Span, *columns: Any) -> Any | None:
    mine = _mine(viewer, CallBack.body_id, CallBack.district_id)
    if mine is None:
        return None
    start, end = span.instants
    query = select(*columns).select_from(CallBack).join(WorkOrder, WorkOrder.id == CallBack.order_id)
    query = query.where(mine, CallBack.at >= start, CallBack.at < end)
    return query.where(CallBack.source == span.source) if span.source else query


def _sum(condition: Any) -> Any:
    return func.sum(case((condition, 1), else_=0))


def table(viewer: Viewer, span: Span) -> list[Line]:
    """Bodies with their sources, each body's whole first. Three statements and one of settings for each body."""
    found: dict[tuple[int, str], Tally] = {}
    unrated: dict[tuple[int, str], int] = {}
    contacts = _contacts(viewer, span, WorkOrder.body_id, WorkOrder.source, func.count(), _sum(_in_time()))
    if contacts is None:
        return []
    for body, source, due, met in session.execute(contacts.group_by(WorkOrder.body_id, WorkOrder.source)):
        found[body, source] = Tally(due=int(due), contacted=int(met or 0))
    names = ("solved", "partly", "satisfied", "mostly", "not_satisfied", "unrated")
    columns = [_sum(PARTS[name][1]()) for name in names]
    calls = _calls(viewer, span, CallBack.body_id, CallBack.source, func.count(), *columns)
    for body, source, called, *counts in session.execute(calls.group_by(CallBack.body_id, CallBack.source)):  # type: ignore[union-attr]
        given = dict(zip(names, (int(n or 0) for n in counts), strict=True))
        unrated[body, source] = given.pop("unrated")
        found[body, source] = found.get((body, source), Tally()) + Tally(called=int(called), **given)
    return _lines(found, unrated, span.last)


def _lines(found: Mapping[tuple[int, str], Tally], unrated: Mapping[tuple[int, str], int], on: date) -> list[Line]:
    bodies = {row.id: row.name for row in session.execute(select(Body.id, Body.name).where(Body.id.in_({b for b, _ in found})))}
    order = list(codes.codes("source"))
    lines: list[Line] = []
    for body_id in sorted(bodies):
        settings = preferences.chosen(body_id, on)
        own = sorted((source for body, source in found if body == body_id), key=order.index)
        whole = sum((found[body_id, source] for source in own), Tally())
        left = sum(unrated.get((body_id, source), 0) for source in own)
        lines.append(Line(body_id, bodies[body_id], "", "全部来源", whole, rates(whole, settings), left))
        lines += [
            Line(
                body_id, bodies[body_id], source, codes.label("source", source), found[body_id, source],
                rates(found[body_id, source], settings), unrated.get((body_id, source), 0),
            )
            for source in own
        ]  # fmt: skip
    return lines


def counted(viewer: Viewer, span: Span, part: str, body_id: int) -> tuple[list[Counted], int]:
    """The orders behind a number of one body, newest first, and how many there are in all. Two statements."""
    condition = PARTS[part][1]()
    columns = (WorkOrder, Lead.employer_name, Proceeding.number)
    if part in BY_CLOCK:
        query = _contacts(viewer, span, *columns, Deadline.due_at, WorkOrder.contacted_at)
        order, body = (Deadline.due_at.desc(), WorkOrder.id), WorkOrder.body_id
    else:
        query = _calls(viewer, span, *columns, CallBack.at, CallBack.solved, CallBack.satisfied)
        order, body = (CallBack.at.desc(), CallBack.id), CallBack.body_id
    if query is None:
        return [], 0
    query = query.join(Lead, Lead.proceeding_id == WorkOrder.lead_id).join(Proceeding, Proceeding.id == WorkOrder.lead_id)
    query = query.where(body == body_id)
    if condition is not None:
        query = query.where(condition)
    total = int(session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0)
    rows: Sequence[Any] = session.execute(query.order_by(*order).limit(MOST)).all()
    return [_counted(row, part) for row in rows], total


def _counted(row: Any, part: str) -> Counted:
    order: WorkOrder = row[0]
    if part in BY_CLOCK:
        met = order.contacted_at
        words = f"联系于 {met:%m-%d %H:%M}，应于 {row.due_at:%m-%d %H:%M} 前" if met else f"没有联系，应于 {row.due_at:%m-%d %H:%M} 前"
        at = row.due_at
    else:
        words = f"{codes.label('solved', row.solved)}解决，{codes.label('satisfied', row.satisfied)}" if row.solved != "yes" else (
            f"已解决，{codes.label('satisfied', row.satisfied)}"
        )  # fmt: skip
        at = row.at
    return Counted(
        order.lead_id, order.order_no, codes.label("source", order.source), row.employer_name, order.received_at, at, words
    )


def share(value: Decimal | None) -> str:
    """A rate as people read it: 93.5%; nothing to count: 无."""
    return f"{value * 100:.1f}%" if value is not None else "无"
