"""Reads of supervision: the board, proposals to decide, one order, what a case page says of it. Plain rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Integer, bindparam, func, or_, select

from arrears import clock, db
from arrears.access import policy, preferences
from arrears.access.models import AppUser, Body, Membership
from arrears.access.viewer import Viewer
from arrears.cases import calendar, clockcards, visibility
from arrears.cases.models import Deadline, Proceeding
from arrears.cases.visibility import Head
from arrears.db import session
from arrears.law import codes
from arrears.law.calendar import Calendar
from arrears.law.roles import ROLES
from arrears.supervision import major, people, release_test, rhythm, sums
from arrears.supervision.actions.ending import release_facts
from arrears.supervision.actions.listing import paper_of_order, task_words
from arrears.supervision.models import Measure, Report, SupervisedCase, SupervisionOrder
from arrears.supervision.release_test import Line
from arrears.web.shapes import Light

LISTED = ("s-listed", "s-release-asked")
RUNNING = ("sup-plan", "sup-report", "sup-term")


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One order on the board, in the columns of practice 3.5."""

    id: int
    number: str
    firm: str
    cause: str
    workers: int | None
    verified: Decimal | None
    due: Decimal | None
    """应付: what was agreed or decided, and for who still waits what was verified."""
    paid: Decimal
    unpaid: Decimal | None
    responsible: str
    deputy: str
    supervisor: str
    term: date | None
    extensions: int
    next_report: str
    last_report: str
    last_on: date | None
    late: int
    late_days: int
    light: Light | None
    level: str
    state: str
    state_label: str
    triggers: str
    values: str
    received_at: datetime
    released_on: date | None
    body: str

    @property
    def late_words(self) -> str:
        """逾期项: how many, the oldest."""
        return f"{self.late}，最久 {self.late_days} 天" if self.late else "0"


@dataclass(frozen=True, slots=True)
class Totals:
    """The foot of the board."""

    orders: int
    workers: int
    verified: Decimal
    paid: Decimal
    unpaid: Decimal


def totals(rows: Sequence[BoardRow]) -> Totals:
    """Sums over the rows that are shown."""
    zero = sums.ZERO
    return Totals(
        len(rows), sum(r.workers or 0 for r in rows), sum((r.verified or zero for r in rows), zero),
        sum((r.paid for r in rows), zero), sum((r.unpaid or zero for r in rows), zero),
    )  # fmt: skip


_IN_STATES = (Proceeding.state.in_(bindparam("states", expanding=True)),)
_OWN = select(Proceeding.id).where(
    Proceeding.id == SupervisedCase.proceeding_id, Proceeding.body_id.in_(bindparam("bodies", expanding=True))
)
_CITY_ORDERS = (
    select(Proceeding.id)
    .join(Body, Body.id == Proceeding.body_id)
    .where(Body.kind == "city", Proceeding.procedure == "supervision", Proceeding.closed_at.is_(None), *_IN_STATES)
    .where(select(SupervisedCase.id).where(SupervisedCase.order_id == Proceeding.id, _OWN.exists()).exists())
    .order_by(Proceeding.next_due_at)
    .limit(bindparam("most", type_=Integer))
)


def board(viewer: Viewer, states: Sequence[str] = LISTED, *, act: str = "watch.see", limit: int = 100) -> list[BoardRow]:
    """Open orders of the viewer's part, nearest clock first; a district also sees the city's orders on its cases. Ten statements."""
    ids = visibility.page(viewer, act, ["supervision"], fixed=_IN_STATES, told={"states": list(states)}, limit=limit)[:limit]
    if not viewer.is_city and act == "watch.see":
        ids += [i for i in _from_above(viewer, states) if i not in ids]
    return _rows(ids)


def _from_above(viewer: Viewer, states: Sequence[str], limit: int = 50) -> list[int]:
    """Orders of the city that carry a case of the viewer's bodies. One statement over the city's open orders."""
    told = {"states": list(states), "bodies": sorted(viewer.below or {viewer.body_id}), "most": limit}
    return list(session.scalars(_CITY_ORDERS, told))


def register(viewer: Viewer, first: date, last: date, limit: int = 300) -> list[BoardRow]:
    """挂牌榜: orders of the viewer's part that were listed in a period, whatever became of them. The period's rows only."""
    ids: set[int] = set()
    for arm in policy.scope(viewer, "watch.see"):
        query = (
            select(Proceeding.id)
            .join(SupervisionOrder, SupervisionOrder.proceeding_id == Proceeding.id)
            .where(SupervisionOrder.listed_on >= first, SupervisionOrder.listed_on < last)
        )
        if arm.kind == "district":
            query = query.where(Proceeding.district_id == arm.key)
        elif arm.kind == "body":
            query = query.where(Proceeding.body_id == arm.key)
        elif arm.kind == "seats":
            continue
        ids.update(session.scalars(query.order_by(SupervisionOrder.listed_on, Proceeding.id).limit(limit)))
    return _rows(sorted(ids)[:limit])


def _rows(ids: Sequence[int]) -> list[BoardRow]:
    if not ids:
        return []
    heads = visibility.heads(ids)
    orders = {row.proceeding_id: row for row in session.scalars(select(SupervisionOrder).where(SupervisionOrder.proceeding_id.in_(ids)))}
    money = sums.of_orders(session(), ids)
    clocks = _clocks(ids)
    wanted = {i for o in orders.values() for i in (o.responsible_id, o.deputy_id, o.supervisor_id) if i}
    names = {row.id: row.name for row in session.execute(select(AppUser.id, AppUser.name).where(AppUser.id.in_(wanted)))} if wanted else {}
    in_force = calendar.in_force()
    return [_row(head, orders[head.id], money[head.id], clocks.get(head.id, []), names, in_force) for head in heads if head.id in orders]


def _clocks(ids: Sequence[int]) -> Mapping[int, list[Deadline]]:
    found: dict[int, list[Deadline]] = {}
    query = select(Deadline).where(Deadline.proceeding_id.in_(ids), Deadline.closed_at.is_(None)).order_by(Deadline.due_at)
    for row in session.scalars(query):
        found.setdefault(row.proceeding_id, []).append(row)
    return found


def _row(
    head: Head, order: SupervisionOrder, money: sums.Sums, clocks: Sequence[Deadline], names: Mapping[int, str], in_force: Calendar
) -> BoardRow:
    now = clock.now()
    late = [row for row in clocks if row.ours and row.due_at <= now and row.due_on is not None]
    first = next((row for row in clocks if row.ours), None)
    report = next((row for row in clocks if row.rule_id in {"sup-plan", "sup-report"}), None)
    coming = f"{report.due_on:%m-%d}" if report is not None and report.due_on else "—"
    return BoardRow(
        id=head.id, number=head.number, firm=head.against or head.title or "单位不详", cause=head.place,
        workers=money.workers or head.workers,
        verified=money.verified if money.verified is not None else money.claimed, due=money.base, paid=money.paid, unpaid=money.unpaid,
        responsible=names.get(order.responsible_id or 0, ""), deputy=names.get(order.deputy_id or 0, ""),
        supervisor=names.get(order.supervisor_id or 0, ""), term=order.term_until, extensions=order.extensions,
        next_report="已申请摘牌" if head.state == "s-release-asked" else coming, last_report=order.last_report,
        last_on=order.last_report_on, late=len(late), late_days=max(((now.date() - r.due_on).days for r in late if r.due_on), default=0),
        light=clockcards.light_of(first, in_force, now) if first is not None else None, level=order.level, state=head.state,
        state_label=head.state_label, triggers="、".join(t["text"] for t in order.triggers), values=order.values,
        received_at=head.received_at, released_on=order.released_on, body=head.body_name,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A demand as the order's page shows it."""

    id: int
    words: str
    owner: str
    by_on: date
    done_on: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report as the order's page shows it."""

    no: int
    at: datetime
    due_on: date | None
    late: bool
    done: str
    paid: Decimal
    left: Decimal
    obstacle: str
    next: str


@dataclass(frozen=True, slots=True)
class OrderPage:
    """Everything about one order."""

    row: BoardRow
    instruction: str
    report_dates: tuple[date, ...]
    to_body: str
    cases: tuple[Head, ...]
    measures: tuple[MeasureRow, ...]
    reports: tuple[ReportRow, ...]
    outcome: str
    test: tuple[Line, ...]


def order_page(head: Head) -> OrderPage:
    """One order with its measures, reports and, once release is asked for, its test. The caller has checked the case."""
    order = session.get(SupervisionOrder, head.id)
    assert order is not None
    row = _rows([head.id])[0]
    to = session.get(Body, order.to_body_id) if order.to_body_id else None
    cases = [case.id for case in people.cases_of(session(), head.id)]
    test = release_test.lines(session(), _proceeding(head.id), order.outcome) if head.state == "s-release-asked" else []
    return OrderPage(
        row=row, instruction=order.instruction, report_dates=tuple(date.fromisoformat(d) for d in order.report_dates),
        to_body=to.name if to is not None else "", cases=tuple(visibility.heads(cases)), measures=tuple(measures(head.id)),
        reports=tuple(reports(head.id)), outcome=release_test.outcome_words(order.outcome) if order.outcome else "", test=tuple(test),
    )  # fmt: skip


def _proceeding(order_id: int) -> Proceeding:
    row = session.get(Proceeding, order_id)
    assert row is not None
    return row


def measures(order_id: int, open_only: bool = False) -> list[MeasureRow]:
    """Measures of an order in their order. One statement."""
    query = select(Measure, AppUser.name).outerjoin(AppUser, AppUser.id == Measure.owner_id).where(Measure.order_id == order_id)
    if open_only:
        query = query.where(Measure.done_on.is_(None))
    today = clock.today()
    return [
        MeasureRow(m.id, task_words(m.code, m.text), name or "", m.by_on, m.done_on, m.done_on is None and m.by_on < today)
        for m, name in session.execute(query.order_by(Measure.id))
    ]


def reports(order_id: int, limit: int = 60) -> list[ReportRow]:
    """Reports of an order, newest first. Two statements."""
    count = session.scalar(select(func.count()).select_from(Report).where(Report.order_id == order_id)) or 0
    query = select(Report).where(Report.order_id == order_id).order_by(Report.id.desc()).limit(limit)
    return [
        ReportRow(count - n, r.reported_at, r.due_on, r.late, r.done, r.paid, r.left, r.obstacle, r.next)
        for n, r in enumerate(session.scalars(query))
    ]


_OVER = (
    select(SupervisedCase.order_id, Proceeding.closed_at)
    .join(Proceeding, Proceeding.id == SupervisedCase.order_id)
    .where(SupervisedCase.matter_id == bindparam("matter"))
    .order_by(Proceeding.closed_at.is_(None).desc(), SupervisedCase.order_id.desc())
    .limit(1)
)


def _over(matter_id: int) -> tuple[int | None, bool]:
    """The order over a matter, an open one before any other, and whether it is open. One statement a page."""
    row = db.once(("order over", matter_id), lambda: session.execute(_OVER, {"matter": matter_id}).first())
    return (None, False) if row is None else (row.order_id, row.closed_at is None)


def of_case(head: Head) -> BoardRow | None:
    """The newest order on the matter of a case, for the panel of its page; None: there is none. Up to ten statements."""
    order_id, _ = _over(head.matter_id)
    found = _rows([order_id]) if order_id is not None else []
    return found[0] if found else None


def instruction_of(order_id: int) -> str:
    """The last instruction 批示 on an order."""
    row = session.get(SupervisionOrder, order_id)
    return row.instruction if row is not None else ""


def is_under_order(matter_id: int) -> bool:
    """Whether an open order covers a matter. One statement a page."""
    return _over(matter_id)[1]


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a form of 提请挂牌 offers beforehand."""

    level: str
    triggers: tuple[str, ...]
    values: str


def proposal_for(head: Head) -> Proposal:
    """The thresholds this matter meets today, with its numbers; none met: the district's level and the plain figures."""
    found = major.of_matter(head.matter_id)
    if found is not None:
        return Proposal(found.level, found.codes, major.values_of(found))
    heads = f"涉及 {head.workers} 人" if head.workers is not None else "人数不详"
    money = f"，{head.amount:,.2f} 元" if head.amount is not None else "，金额不详"
    return Proposal("district", (), f"{heads}{money}。")


@dataclass(frozen=True, slots=True)
class Listing:
    """What a form of 挂牌 offers: people to choose, days proposed, the responsible body."""

    supervisors: tuple[tuple[int, str], ...]
    workers: tuple[tuple[int, str], ...]
    body_id: int
    body_name: str
    days: rhythm.Days


def listing_for(viewer: Viewer, head: Head) -> Listing:
    """Choices and proposed days of a listing. Seven statements."""
    cases = people.cases_of(session(), head.id)
    owners = {case.owner_id for case in cases}
    body_id = people.issuing_body(session(), cases[0].body_id, "district") if cases else head.body_id
    body = session.get(Body, body_id)
    heads = [i for i in people.heads_of(session(), head.body_id) if i not in owners]
    settings = preferences.chosen(head.body_id, clock.today())
    return Listing(
        supervisors=tuple(_named(heads)), workers=tuple(workers_of(body_id)), body_id=body_id, body_name=body.name if body else "",
        days=rhythm.proposed(clock.today(), calendar.in_force(), settings),
    )  # fmt: skip


def _named(ids: Sequence[int]) -> list[tuple[int, str]]:
    rows = session.execute(select(AppUser.id, AppUser.name).where(AppUser.id.in_(ids)).order_by(AppUser.id))
    return [(row.id, row.name) for row in rows]


def workers_of(body_id: int) -> list[tuple[int, str]]:
    """Who handles cases at a body and its stations today, with the role. Two statements."""
    today = clock.today()
    below = session.scalars(select(Body.id).where(or_(Body.id == body_id, Body.parent_id == body_id))).all()
    query = (
        select(AppUser.id, AppUser.name, Membership.role)
        .join(Membership, Membership.user_id == AppUser.id)
        .where(Membership.body_id.in_(below), Membership.role.in_(people.WORKING), AppUser.closed_at.is_(None))
        .where(Membership.since <= today, or_(Membership.until.is_(None), Membership.until >= today))
        .order_by(AppUser.id)
    )
    found: dict[int, list[str]] = {}
    names: dict[int, str] = {}
    for user, name, role in session.execute(query):
        names[user] = name
        found.setdefault(user, []).append(ROLES[role])
    return [(user, f"{names[user]}（{'、'.join(sorted(set(roles)))}）") for user, roles in found.items()]


def responsible_workers(head: Head) -> list[tuple[int, str]]:
    """Who may be given a measure of an order."""
    order = session.get(SupervisionOrder, head.id)
    return workers_of(order.to_body_id) if order is not None and order.to_body_id else []


def late_clocks(head: Head) -> list[tuple[int, str]]:
    """Late clocks of an order and of its cases: what a letter may be about. Two statements."""
    cases = {case.id: case.number for case in people.cases_of(session(), head.id)} | {head.id: "本督办件"}
    query = (
        select(Deadline)
        .where(Deadline.proceeding_id.in_(cases), Deadline.closed_at.is_(None), Deadline.ours, Deadline.due_at <= clock.now())
        .where(Deadline.due_on.is_not(None))
        .order_by(Deadline.due_at)
        .limit(100)
    )
    return [(row.id, f"{cases[row.proceeding_id]} {row.title}（应于 {row.due_on}）") for row in session.scalars(query)]


def money_of(head: Head) -> sums.Sums:
    """The sums under an order."""
    return sums.of_orders(session(), [head.id])[head.id]


def test_for(head: Head, outcome: str = "") -> list[Line]:
    """The release test as it stands, for the outcome asked for (before asking: paid). Ten statements."""
    order = session.get(SupervisionOrder, head.id)
    wanted = outcome or (order.outcome if order is not None else "") or "paid"
    return release_test.lines(session(), _proceeding(head.id), wanted)


def first_report_open(head: Head) -> bool:
    """Whether the first report is still owed."""
    query = select(Deadline.id).where(Deadline.proceeding_id == head.id, Deadline.rule_id == "sup-plan", Deadline.closed_at.is_(None))
    return session.scalar(query.limit(1)) is not None


def bodies(without: int) -> list[tuple[str, str]]:
    """Bodies an order may go to with its cases."""
    query = select(Body.id, Body.name).where(Body.closed_at.is_(None), Body.kind != "station", Body.id != without).order_by(Body.id)
    return [(str(key), name) for key, name in session.execute(query)]


def case_numbered(viewer: Viewer, number: str) -> int | None:
    """The id of a case by its number, if this person may read it."""
    row = session.execute(select(Proceeding.id).where(Proceeding.number == number.strip())).first()
    if row is None or not policy.may(viewer, "case.read", visibility.ref(row.id)):
        return None
    return int(row.id)


def order_paper(head: Head, facts: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The order paper as it would be issued, beside the signature."""
    order = session.get(SupervisionOrder, head.id)
    assert order is not None
    names = dict(_named([facts["supervisor"]]))
    tasks = [{"text": task_words(m["code"], m["text"]), "due": m["by"]} for m in facts["measures"]]
    settings = preferences.chosen(head.body_id, clock.today())
    found = paper_of_order(
        session(), head, head.id, [t["text"] for t in order.triggers], order.values,
        supervisor=names.get(facts["supervisor"], ""), to_body=str(facts["body"]), tasks=tasks, settings=settings,
    )  # fmt: skip
    return "supervision-order", found


def release_paper(head: Head, _facts: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The release paper as it would be issued, beside the signature."""
    order = session.get(SupervisionOrder, head.id)
    assert order is not None
    return "supervision-release", release_facts(session(), head, order)


def level_words(code: str) -> str:
    """区级、市级."""
    return codes.label("supervision_level", code)
