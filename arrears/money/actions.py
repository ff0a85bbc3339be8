"""Writes of money: obligations with instalments out of a paper, payments against them, corrections. Called inside an act.

Only 成功 and 家属代领 count. A payment goes to the worker's own open rows, the named instalment first, then by due date; more than is
owed is refused. An instalment is met on the day its last row was paid in full; its clock ends then, late or not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select

from arrears import clock
from arrears.cases.acting import Doing
from arrears.cases.models import Party
from arrears.law.money import digits
from arrears.law.refusal import Refused
from arrears.money.models import Allocation, Instalment, InstalmentRow, Obligation, Payment
from arrears.money.queries import COUNTS, PAID_BY

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Part:
    """One instalment as agreed: `parts` is what each worker (party id) gets of it."""

    no: int
    agreed_on: date
    payer: str
    parts: Mapping[int, Decimal]

    @property
    def amount(self) -> Decimal:
        """Sum of its parts."""
        return sum(self.parts.values(), ZERO)


def oblige(doing: Doing, basis: str, rule: str, parts: Sequence[Part], *, running: bool = True) -> list[Instalment]:
    """Enter what a paper obliges to: one obligation per worker, one instalment per date, one clock per instalment (`rule`).

    The parts of all instalments of a worker are his obligation. `running` False: the clocks begin later, by whoever knows that the
    paper was served. Raises `Refused` for an empty or negative part.
    """
    payer = parts[0].payer
    totals: dict[int, Decimal] = {}
    for part in parts:
        for worker, amount in part.parts.items():
            if amount <= 0:
                raise Refused("instalments", f"第 {part.no} 期有一人的金额不大于零，请核对。")
            totals[worker] = totals.get(worker, ZERO) + amount
    owed = {
        worker: Obligation(
            matter_id=doing.proceeding.matter_id, proceeding_id=doing.proceeding.id, basis=basis, seq=doing.seq, payer=payer,
            worker_id=worker, amount=amount, paid=ZERO,
        )
        for worker, amount in totals.items()
    }  # fmt: skip
    doing.session.add_all(owed.values())
    doing.session.flush()
    made = [_instalment(doing, rule if running else "", part, owed) for part in parts]
    doing.proceeding.money_closed_at = None
    return made


def _instalment(doing: Doing, rule: str, part: Part, owed: Mapping[int, Obligation]) -> Instalment:
    row = Instalment(
        proceeding_id=doing.proceeding.id, body_id=doing.proceeding.body_id, owner_id=doing.proceeding.owner_id, seq=doing.seq,
        no=part.no, agreed_on=part.agreed_on, due_on=part.agreed_on, payer=part.payer, amount=part.amount, paid=ZERO,
    )  # fmt: skip
    doing.session.add(row)
    doing.session.flush()
    for worker, amount in part.parts.items():
        doing.session.add(
            InstalmentRow(instalment_id=row.id, obligation_id=owed[worker].id, worker_id=worker, amount=amount, paid=ZERO)
        )
    if rule:
        title = f"第 {part.no} 期应付 {digits(part.amount)} 元"
        running = doing.clocks.start(rule, part.agreed_on, subject=f"instalment:{row.id}", title=title)
        row.due_on = running.due_on or part.agreed_on
    doing.session.flush()
    return row


@dataclass(frozen=True, slots=True)
class Paid:
    """One transfer to one worker, as entered."""

    worker_id: int
    amount: Decimal
    paid_on: date
    payer: str
    method: str
    row_result: str = "ok"
    reference: str = ""
    evidence: str = ""
    attachment_id: int | None = None
    instalment_id: int | None = None
    confirmed_how: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """What a list of payments came to."""

    counted: Decimal
    met: tuple[Instalment, ...]
    all_paid: bool


def pay(doing: Doing, rows: Sequence[Paid]) -> Received:
    """Enter payments. Raises `Refused` with the row that is wrong; then none is entered."""
    if not rows:
        raise Refused("payments", "请至少填一行付款。")
    names = dict(doing.session.execute(select(Party.id, Party.name).where(Party.id.in_([r.worker_id for r in rows]))).all())
    touched: set[int] = set()
    counted = ZERO
    for n, row in enumerate(rows, start=1):
        _check(doing, n, row, names)
        payment = _payment(doing, row)
        if row.row_result in COUNTS:
            touched |= _allocate(doing, n, row, payment, names[row.worker_id])
            counted += row.amount
    met = tuple(i for i in (settle(doing, key) for key in sorted(touched)) if i is not None)
    return Received(counted, met, close_money(doing))


def _check(doing: Doing, n: int, row: Paid, names: Mapping[int, str]) -> None:
    where = f"第 {n} 行"
    if row.worker_id not in names:
        raise Refused("payments", f"{where}的收款人不是本案的劳动者，请从名单里选。")
    if row.amount <= 0:
        raise Refused("payments", f"{where}（{names[row.worker_id]}）的金额应大于零。")
    if row.paid_on > clock.today():
        raise Refused("payments", f"{where}（{names[row.worker_id]}）的付款日 {row.paid_on} 还没有到，请填实际付款日。")
    if not (row.attachment_id or row.evidence.strip() or row.reference.strip()):
        raise Refused("payments", f"{where}（{names[row.worker_id]}）没有凭证，请填流水号、说明凭证或者上传附件。")
    if row.reference:
        twin = doing.session.scalar(
            select(Payment.id).where(
                Payment.worker_id == row.worker_id,
                Payment.reference == row.reference,
                Payment.amount == row.amount,
                Payment.row_result == row.row_result,
                Payment.voided_seq.is_(None),
            )
        )
        if twin is not None:
            raise Refused("payments", f"{where}（{names[row.worker_id]}）流水号 {row.reference} 已经登记过，没有重复登记。")


def _payment(doing: Doing, row: Paid) -> Payment:
    made = Payment(
        proceeding_id=doing.proceeding.id, matter_id=doing.proceeding.matter_id, seq=doing.seq, worker_id=row.worker_id,
        payer=row.payer[:120], paid_on=row.paid_on, amount=row.amount, method=row.method, reference=row.reference[:80],
        row_result=row.row_result, attachment_id=row.attachment_id, evidence=row.evidence[:200],
        confirmed_on=doing.day if row.confirmed_how else None, confirmed_how=row.confirmed_how,
    )  # fmt: skip
    doing.session.add(made)
    doing.session.flush()
    return made


def _allocate(doing: Doing, n: int, row: Paid, payment: Payment, name: str) -> set[int]:
    query = (
        select(InstalmentRow, Instalment.due_on)
        .join(Instalment, Instalment.id == InstalmentRow.instalment_id)
        .join(Obligation, Obligation.id == InstalmentRow.obligation_id)
        .where(
            InstalmentRow.worker_id == row.worker_id,
            Instalment.proceeding_id == doing.proceeding.id,
            Instalment.voided_seq.is_(None),
            Obligation.voided_seq.is_(None),
            InstalmentRow.paid < InstalmentRow.amount,
        )
    )
    open_rows = sorted(
        doing.session.execute(query).all(), key=lambda pair: (pair[0].instalment_id != row.instalment_id, pair[1], pair[0].id)
    )
    left = row.amount
    touched: set[int] = set()
    for open_row, _ in open_rows:
        part = min(left, open_row.amount - open_row.paid)
        if part <= 0:
            break
        open_row.paid += part
        if open_row.paid == open_row.amount:
            open_row.met_on = row.paid_on
        obligation = doing.session.get(Obligation, open_row.obligation_id)
        assert obligation is not None
        obligation.paid += part
        doing.session.add(Allocation(payment_id=payment.id, row_id=open_row.id, amount=part))
        touched.add(open_row.instalment_id)
        left -= part
    if left == row.amount and _lost_effect(doing, row.worker_id):
        told = "的应付款已经失效（裁决被撤销，或者本人已起诉），不能登记在这份文书下"
        raise Refused("payments", f"第 {n} 行（{name}）{told}；另行付的款请用“记联系”写明。")
    if left > 0:
        told = f"付了 {digits(row.amount)} 元，只欠 {digits(row.amount - left)} 元，多出 {digits(left)} 元"
        raise Refused("payments", f"第 {n} 行（{name}）{told}，请核对。")
    doing.session.flush()
    return touched


def _lost_effect(doing: Doing, worker_id: int) -> bool:
    """Whether all that this worker was to get here is without effect. One statement."""
    query = select(func.count(), func.count(Obligation.voided_seq)).where(
        Obligation.proceeding_id == doing.proceeding.id, Obligation.worker_id == worker_id
    )
    every, void = doing.session.execute(query).one()
    return bool(every) and every == void


def settle(doing: Doing, instalment_id: int) -> Instalment | None:
    """Bring an instalment's sum up to date; met when every row that counts is; gives it if it was met just now."""
    row = doing.session.get(Instalment, instalment_id)
    assert row is not None
    parts = doing.session.execute(
        select(InstalmentRow.amount, InstalmentRow.paid, InstalmentRow.met_on)
        .join(Obligation, Obligation.id == InstalmentRow.obligation_id)
        .where(InstalmentRow.instalment_id == instalment_id, Obligation.voided_seq.is_(None))
    ).all()
    row.paid = sum((p.paid for p in parts), ZERO)
    if any(p.paid < p.amount for p in parts):
        row.met_on = row.closed_at = None
        return None
    row.met_on = max(p.met_on for p in parts)
    row.closed_at = doing.recorded_at
    for rule in PAID_BY:
        doing.clocks.satisfy(rule, row.met_on, subject=f"instalment:{row.id}")
    return row


def owed_and_paid(doing: Doing) -> tuple[Decimal, Decimal]:
    """(owed, paid) of the proceeding's valid obligations. One statement."""
    row = doing.session.execute(
        select(func.sum(Obligation.amount), func.sum(Obligation.paid)).where(
            Obligation.proceeding_id == doing.proceeding.id, Obligation.voided_seq.is_(None)
        )
    ).one()
    return row[0] or ZERO, row[1] or ZERO


def close_money(doing: Doing) -> bool:
    """Money closed is a state of its own: set when everything owed is paid, taken back when it is not."""
    owed, paid = owed_and_paid(doing)
    done = owed > 0 and paid == owed
    doing.proceeding.money_closed_at = (doing.proceeding.money_closed_at or doing.recorded_at) if done else None
    return done


def accelerate(doing: Doing, on: date) -> int:
    """余款一并到期: later instalments fall due on this day (only where the agreement says so); returns how many."""
    rows = doing.session.scalars(
        select(Instalment).where(
            Instalment.proceeding_id == doing.proceeding.id, Instalment.closed_at.is_(None), Instalment.due_on > on
        )
    ).all()
    for row in rows:
        row.due_on = on
        for running in doing.clocks.open("agr-instal", f"instalment:{row.id}"):
            running.trigger = on.isoformat()
            doing.clocks.recompute(running)
    return len(rows)
