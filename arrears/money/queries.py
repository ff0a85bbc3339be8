"""Reads of money: the five sums of a matter, the instalments of a case, the week's instalments of a desk. Plain rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, select, tuple_

from arrears import clock
from arrears.access import policy
from arrears.access.viewer import Viewer
from arrears.cases.models import CaseEvent, Claim, Employment, Party, Proceeding, ProceedingParty
from arrears.db import session
from arrears.law import codes
from arrears.law.money import digits
from arrears.law.procedures import ACTS
from arrears.money.models import Instalment, InstalmentRow, Obligation, Payment
from arrears.web.shapes import SumsRow

ZERO = Decimal("0.00")
COUNTS = frozenset({"ok", "family"})
"""Row results that are money received."""
PAID_BY = ("agr-instal", "agr-perform", "perform-award", "order-pay", "decision-pay")
"""Rules whose clock an instalment runs under, one of them by its paper."""


def sums(matter_id: int, shown: Sequence[int], urls: dict[int, str]) -> tuple[list[SumsRow], SumsRow]:
    """The five sums per proceeding of a matter that may be `shown`, and the total of the matter. Five statements.

    诉称: claim items, else what the lead says. 核实: the roster. 协议/裁决 and 已付: obligations. 未付: agreed − paid, else verified.
    """
    rows = session.execute(
        select(Proceeding.id, Proceeding.procedure, Proceeding.number, Proceeding.amount, Proceeding.workers)
        .where(Proceeding.matter_id == matter_id, Proceeding.procedure.in_(["lead", "mediation", "arbitration", "inspection"]))
        .order_by(Proceeding.id)
    ).all()
    ids = [r.id for r in rows]
    claimed = dict(
        session.execute(
            select(Claim.proceeding_id, func.sum(Claim.claimed))
            .where(Claim.proceeding_id.in_(ids), Claim.dropped_on.is_(None))
            .group_by(Claim.proceeding_id)
        ).all()
    )
    owed, paid_anyway = _owed(ids)
    heads = dict(
        session.execute(
            select(ProceedingParty.proceeding_id, func.count())
            .where(ProceedingParty.proceeding_id.in_(ids), ProceedingParty.role == "applicant")
            .group_by(ProceedingParty.proceeding_id)
        ).all()
    )
    verified_heads, verified = session.execute(
        select(func.count(Employment.verified), func.sum(Employment.verified)).where(Employment.matter_id == matter_id)
    ).one()
    made = []
    for r in rows:
        if r.id not in shown:
            continue
        agreed, paid = owed.get(r.id, (None, None))
        unpaid = agreed - (paid or ZERO) if agreed is not None else None
        if r.id in paid_anyway:
            paid = (paid or ZERO) + paid_anyway[r.id]
        made.append(
            SumsRow(
                r.number, heads.get(r.id) or r.workers, None, claimed.get(r.id, r.amount), None, agreed, paid, unpaid,
                url=urls.get(r.id, ""), pending="—",
            )
        )  # fmt: skip
    return made, _total(rows, claimed, owed, heads, verified_heads, verified, sum(paid_anyway.values(), ZERO))


def _owed(ids: Sequence[int]) -> tuple[dict[int, tuple[Decimal, Decimal]], dict[int, Decimal]]:
    """Proceeding → (owed, paid) of what is in force; proceeding → what was paid on papers that have lost their effect. One statement."""
    void = Obligation.voided_seq.is_not(None)
    rows = session.execute(
        select(Obligation.proceeding_id, void, func.sum(Obligation.amount), func.sum(Obligation.paid))
        .where(Obligation.proceeding_id.in_(ids))
        .group_by(Obligation.proceeding_id, void)
    ).all()
    owed = {key: (amount, paid) for key, lost, amount, paid in rows if not lost}
    return owed, {key: paid for key, lost, _, paid in rows if lost and paid}


def _total(
    rows: Sequence[object],
    claimed: dict[int, Decimal],
    owed: dict[int, tuple[Decimal, Decimal]],
    heads: dict[int, int],
    verified_heads: int,
    verified: Decimal | None,
    paid_anyway: Decimal,
) -> SumsRow:
    """The matter counts once: its claims are those of the furthest procedure, its lead's figure only where nothing else is known."""
    known = [r for r in rows if r.id in claimed]  # type: ignore[attr-defined]
    last = max((r for r in known), key=lambda r: r.id, default=None)  # type: ignore[attr-defined]
    first = rows[0] if rows else None
    total_claimed = claimed[last.id] if last is not None else getattr(first, "amount", None)  # type: ignore[attr-defined]
    workers = heads.get(last.id) if last is not None else getattr(first, "workers", None)  # type: ignore[attr-defined]
    agreed = sum((a for a, _ in owed.values()), ZERO) if owed else None
    paid = sum((p or ZERO for _, p in owed.values()), ZERO)
    base = agreed if agreed is not None else verified if verified is not None else total_claimed
    unpaid = base - paid if base is not None else None
    if paid_anyway:
        paid = (paid or ZERO) + paid_anyway
    return SumsRow("合计", workers, verified_heads or None, total_claimed, verified, agreed, paid, unpaid)


@dataclass(frozen=True, slots=True)
class InstalmentLine:
    """An instalment as a case page shows it."""

    id: int
    no: int
    due_on: date
    agreed_on: date
    payer: str
    amount: Decimal
    paid: Decimal
    met_on: date | None
    late_days: int
    """Days late: so far, or when it was met."""

    @property
    def left(self) -> Decimal:
        """Still to pay."""
        return self.amount - self.paid


def _line(row: Instalment, today: date) -> InstalmentLine:
    end = row.met_on or today
    return InstalmentLine(
        row.id, row.no, row.due_on, row.agreed_on, row.payer, row.amount, row.paid, row.met_on, max(0, (end - row.due_on).days)
    )


def instalments(proceeding_id: int) -> list[InstalmentLine]:
    """Valid instalments of a proceeding by due date. One statement."""
    query = (
        select(Instalment)
        .where(Instalment.proceeding_id == proceeding_id, Instalment.voided_seq.is_(None))
        .order_by(Instalment.due_on, Instalment.no)
    )
    today = clock.today()
    return [_line(row, today) for row in session.scalars(query)]


@dataclass(frozen=True, slots=True)
class OpenRow:
    """What one worker still gets of one instalment: a line of the payment form."""

    row_id: int
    instalment_id: int
    instalment_no: int
    worker_id: int
    worker: str
    due_on: date
    left: Decimal


def open_rows(proceeding_id: int, instalment_id: int | None = None) -> list[OpenRow]:
    """Open rows, by instalment and worker. One statement."""
    query = (
        select(InstalmentRow, Instalment.no, Instalment.due_on, Party.name)
        .join(Instalment, Instalment.id == InstalmentRow.instalment_id)
        .join(Obligation, Obligation.id == InstalmentRow.obligation_id)
        .join(Party, Party.id == InstalmentRow.worker_id)
        .where(Instalment.proceeding_id == proceeding_id, Instalment.voided_seq.is_(None), Obligation.voided_seq.is_(None))
        .where(InstalmentRow.paid < InstalmentRow.amount)
        .order_by(Instalment.due_on, Instalment.no, InstalmentRow.id)
    )
    if instalment_id is not None:
        query = query.where(Instalment.id == instalment_id)
    return [
        OpenRow(row.id, row.instalment_id, no, row.worker_id, name, due_on, row.amount - row.paid)
        for row, no, due_on, name in session.execute(query)
    ]


@dataclass(frozen=True, slots=True)
class LapsedLine:
    """What a worker was to get and does not any more: the award set aside, his suit, a corrected sum."""

    worker: str
    amount: Decimal
    paid: Decimal
    on: date
    why: str


def lapsed(proceeding_id: int) -> list[LapsedLine]:
    """Obligations without effect, in the order in which they lost it, with the act that took it. One statement."""
    query = (
        select(Obligation, Party.name, CaseEvent.act, CaseEvent.occurred_at)
        .join(Party, Party.id == Obligation.worker_id)
        .join(CaseEvent, and_(CaseEvent.proceeding_id == Obligation.proceeding_id, CaseEvent.seq == Obligation.voided_seq))
        .where(Obligation.proceeding_id == proceeding_id)
        .order_by(Obligation.voided_seq, Obligation.id)
    )
    return [
        LapsedLine(name, row.amount, row.paid, clock.day_of(at), ACTS[act].label if act in ACTS else act)
        for row, name, act, at in session.execute(query)
    ]


def of_case(proceeding_id: int) -> tuple[list[InstalmentLine], list[LapsedLine]]:
    """What the case page shows: valid instalments by due date, and what is not due any more. One statement; two where something lapsed."""
    void = exists().where(Obligation.proceeding_id == proceeding_id, Obligation.voided_seq.is_not(None))
    query = select(Instalment, void).where(Instalment.proceeding_id == proceeding_id).order_by(Instalment.due_on, Instalment.no)
    rows = session.execute(query).all()
    today = clock.today()
    lines = [_line(row, today) for row, _ in rows if row.voided_seq is None]
    return lines, lapsed(proceeding_id) if rows and rows[0][1] else []


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """A payment as lists show it."""

    id: int
    worker: str
    paid_on: date
    amount: Decimal
    method: str
    reference: str
    row_result: str
    counts: bool
    """Money received: 成功 and 家属代领 only."""
    evidence: str
    voided: bool


def payments(proceeding_id: int, limit: int = 300) -> list[PaymentLine]:
    """Payments of a proceeding, newest first. One statement."""
    query = (
        select(Payment, Party.name)
        .join(Party, Party.id == Payment.worker_id)
        .where(Payment.proceeding_id == proceeding_id)
        .order_by(Payment.id.desc())
        .limit(limit)
    )
    return [
        PaymentLine(
            p.id, name, p.paid_on, p.amount, codes.label("pay_method", p.method), p.reference,
            codes.label("row_result", p.row_result), p.row_result in COUNTS, p.evidence, p.voided_seq is not None,
        )
        for p, name in session.execute(query)
    ]  # fmt: skip


def titles(proceeding_id: int) -> list[tuple[int, str]]:
    """Open instalments as a form offers them: (id, 第 1 期 5月15日 未付 ¥5,600.00). One statement."""
    return [
        (line.id, f"第 {line.no} 期　{line.due_on.month}月{line.due_on.day}日　未付 {digits(line.left)} 元")
        for line in instalments(proceeding_id)
        if line.met_on is None
    ]


def owed_and_paid(proceeding_id: int) -> tuple[Decimal, Decimal]:
    """(owed, paid) by the valid papers of a proceeding. One statement."""
    row = session.execute(
        select(func.sum(Obligation.amount), func.sum(Obligation.paid)).where(
            Obligation.proceeding_id == proceeding_id, Obligation.voided_seq.is_(None)
        )
    ).one()
    return row[0] or ZERO, row[1] or ZERO


@dataclass(frozen=True, slots=True)
class DeskLine:
    """An instalment in the list 分期台."""

    case_id: int
    procedure: str
    number: str
    title: str
    line: InstalmentLine
    reminded_on: date | None
    promised_on: date | None


Position = tuple[date, int]
"""(due day, id) of the last row of a page."""


def _watched(arm: policy.Arm, viewer: Viewer, tests: Sequence[ColumnElement[bool]]) -> Select[tuple[int, date]]:
    query = select(Instalment.id, Instalment.due_on).where(Instalment.closed_at.is_(None), *tests)
    if arm.kind == "body":
        query = query.where(Instalment.body_id == arm.key)
    elif arm.kind == "seats":
        query = query.where(Instalment.owner_id == arm.key)
    elif arm.kind == "district":
        query = query.where(Instalment.body_id.in_(sorted(viewer.below)))
    if arm.procedures is not None:
        query = query.join(Proceeding, Proceeding.id == Instalment.proceeding_id).where(Proceeding.procedure.in_(arm.procedures))
    return query


def _of_tab(tab: str) -> list[ColumnElement[bool]]:
    """week: due until Sunday, and what is late; late: late only; all: everything open."""
    today = clock.today()
    if tab == "late":
        return [Instalment.due_on < today]
    if tab == "week":
        return [Instalment.due_on <= today + timedelta(days=7 - today.isoweekday())]
    return []


def desk(viewer: Viewer, tab: str = "week", after: Position | None = None, limit: int = 50) -> tuple[list[DeskLine], Position | None]:
    """Open instalments this person watches, by due date, and where the next page begins. One statement per arm, and one."""
    tests = _of_tab(tab)
    if after is not None:
        tests = [*tests, tuple_(Instalment.due_on, Instalment.id) > tuple_(literal(after[0]), literal(after[1]))]
    keys: set[Position] = set()
    for arm in policy.scope(viewer, "money.see"):
        query = _watched(arm, viewer, tests).order_by(Instalment.due_on, Instalment.id).limit(limit + 1)
        keys.update((due_on, key) for key, due_on in session.execute(query))
    ordered = sorted(keys)
    shown = ordered[:limit]
    rows = session.execute(
        select(Instalment, Proceeding)
        .join(Proceeding, Proceeding.id == Instalment.proceeding_id)
        .where(Instalment.id.in_([key for _, key in shown]))
        .order_by(Instalment.due_on, Instalment.id)
    )
    today = clock.today()
    lines = [
        DeskLine(c.id, c.procedure, c.number, f"{c.title} 诉 {c.against}", _line(r, today), r.reminded_on, r.promised_on)
        for r, c in rows
    ]
    return lines, shown[-1] if len(ordered) > limit else None


def count(viewer: Viewer, tab: str, cap: int = 999) -> int:
    """How many stand in a tab, up to `cap` + 1. One statement per arm."""
    found: set[int] = set()
    for arm in policy.scope(viewer, "money.see"):
        found.update(key for key, _ in session.execute(_watched(arm, viewer, _of_tab(tab)).limit(cap + 1)))
    return min(len(found), cap + 1)


def waiting(viewer: Viewer) -> int:
    """What the navigation shows: due this week or late."""
    return count(viewer, "week")
