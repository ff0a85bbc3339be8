"""What a paper obliges to ends or changes 失效、补正、更正: award set aside, worker who sues, corrected sum, wrong payment.

Nothing is deleted. An obligation that has lost its effect keeps the event that took it (`voided_seq`) and what was paid on it; a row of
an instalment counts while its obligation does. Called inside an act.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import func, select

from arrears.cases.acting import Doing
from arrears.cases.correction import WITHDRAWN
from arrears.cases.models import CaseEvent, Deadline, Party
from arrears.law.money import digits
from arrears.law.refusal import Refused
from arrears.money.actions import ZERO, close_money, settle
from arrears.money.models import Allocation, Instalment, InstalmentRow, Obligation, Payment
from arrears.money.queries import PAID_BY


@dataclass(frozen=True, slots=True)
class Lost:
    """What is not due any more, and what had been paid of it."""

    amount: Decimal
    paid: Decimal


def _rows(doing: Doing, instalment_id: int, worker_id: int | None, valid: bool) -> list[tuple[InstalmentRow, Obligation]]:
    counts = Obligation.voided_seq.is_(None)
    query = (
        select(InstalmentRow, Obligation)
        .join(Obligation, Obligation.id == InstalmentRow.obligation_id)
        .where(InstalmentRow.instalment_id == instalment_id, counts if valid else ~counts)
        .order_by(InstalmentRow.id)
    )
    if worker_id is not None:
        query = query.where(InstalmentRow.worker_id == worker_id)
    return [(row, obligation) for row, obligation in doing.session.execute(query)]


def lose(doing: Doing, instalment_id: int, worker_id: int | None = None) -> Lost:
    """Obligations of an award are without effect (of one worker: `worker_id`); the others' instalment goes on without them."""
    rows = _rows(doing, instalment_id, worker_id, valid=True)
    for _, obligation in rows:
        obligation.voided_seq = doing.seq
    _again(doing, instalment_id)
    return Lost(sum((r.amount for r, _ in rows), ZERO), sum((r.paid for r, _ in rows), ZERO))


def regain(doing: Doing, instalment_id: int, worker_id: int | None = None) -> None:
    """Obligations that had lost their effect have it again; whoever knows the day starts the clock."""
    for _, obligation in _rows(doing, instalment_id, worker_id, valid=False):
        obligation.voided_seq = None
    _again(doing, instalment_id, restart=False)


def _again(doing: Doing, instalment_id: int, restart: bool = True) -> None:
    """Bring an instalment up to date with the rows that count: sum, paid, met or void, its clock; then the money of the case."""
    doing.session.flush()
    row = doing.session.get(Instalment, instalment_id)
    assert row is not None
    valid = _rows(doing, instalment_id, None, valid=True)
    was_met = row.met_on is not None
    if not valid:
        row.voided_seq, row.closed_at, row.met_on = doing.seq, doing.recorded_at, None
        for rule in PAID_BY:
            doing.clocks.drop(rule, subject=f"instalment:{row.id}")
    else:
        row.voided_seq = None
        row.amount = sum((r.amount for r, _ in valid), ZERO)
        settle(doing, instalment_id)
        _retitle(doing, row)
        if was_met and row.met_on is None and restart:
            restart_clock(doing, row)
    doing.session.flush()
    close_money(doing)


def _title(row: Instalment) -> str:
    return f"第 {row.no} 期应付 {digits(row.amount)} 元"


def _retitle(doing: Doing, row: Instalment) -> None:
    """A running clock that names the sum names the new one."""
    for running in doing.clocks.rows:
        if running.subject == f"instalment:{row.id}" and running.title.startswith("第 "):
            running.title = _title(row)
            doing.clocks.touched = True


def restart_clock(doing: Doing, row: Instalment) -> None:
    """An instalment taken for paid is open again: the clock that had been met runs on, whatever its procedure calls it."""
    ended = doing.session.scalars(
        select(Deadline)
        .where(
            Deadline.proceeding_id == doing.proceeding.id, Deadline.subject == f"instalment:{row.id}", Deadline.rule_id.in_(PAID_BY),
            Deadline.closed_how == "met",
        )
        .order_by(Deadline.id.desc())
    ).first()  # fmt: skip
    if ended is None or doing.clocks.open(ended.rule_id, ended.subject):
        return  # nothing was running when it was paid: an award that nobody had been served with
    began = str(ended.trigger)
    trigger = datetime.fromisoformat(began) if "T" in began else date.fromisoformat(began)
    title = _title(row) if ended.title.startswith("第 ") else ended.title
    doing.clocks.start(ended.rule_id, trigger, subject=ended.subject, inputs=ended.inputs, title=title)


@dataclass(frozen=True, slots=True)
class Changed:
    """A sum that was corrected."""

    worker: str
    before: Decimal
    after: Decimal


def check_sums(doing: Doing, sums: Mapping[int, Decimal]) -> None:
    """Raise `Refused` where more is paid already than a corrected sum, or the sum is negative. Writes nothing."""
    for row, name in _named(doing, sums):
        new = sums[row.id]
        if new < 0:
            raise Refused("sums", f"{name}补正后的应付款不能是负数，请核对。")
        if new < row.paid:
            raise Refused(
                "sums",
                f"{name}已收到 {digits(row.paid)} 元，多于补正后的 {digits(new)} 元。付款登记错了的，先更正付款登记，再办补正；"
                "确实多付的，应付款请按已付的数填，补正决定书照写正确金额，多付部分由双方另行结算。",
            )


def correct(doing: Doing, sums: Mapping[int, Decimal]) -> list[Changed]:
    """The sums of rows (row id → yuan) follow a correction: the old obligation stays as history, a new one takes its payments over.

    Raises `Refused` as `check_sums` does.
    """
    check_sums(doing, sums)
    made: list[Changed] = []
    touched: set[int] = set()
    for row, name in _named(doing, sums):
        old = doing.session.get(Obligation, row.obligation_id)
        assert old is not None
        if sums[row.id] == row.amount:
            continue
        made.append(Changed(name, row.amount, sums[row.id]))
        new = Obligation(
            matter_id=old.matter_id, proceeding_id=old.proceeding_id, basis=old.basis, seq=doing.seq, payer=old.payer,
            worker_id=old.worker_id, amount=old.amount - row.amount + sums[row.id], paid=old.paid,
        )  # fmt: skip
        doing.session.add(new)
        old.voided_seq, old.paid = doing.seq, ZERO
        doing.session.flush()
        for own in doing.session.scalars(select(InstalmentRow).where(InstalmentRow.obligation_id == old.id)):
            own.obligation_id = new.id
        row.amount = sums[row.id]
        row.met_on = _last_paid(doing, row) if row.paid == row.amount else None
        touched.add(row.instalment_id)
        doing.session.flush()
    for key in sorted(touched):
        _again(doing, key)
    return made


def _named(doing: Doing, sums: Mapping[int, Decimal]) -> list[tuple[InstalmentRow, str]]:
    query = (
        select(InstalmentRow, Party.name)
        .join(Instalment, Instalment.id == InstalmentRow.instalment_id)
        .join(Obligation, Obligation.id == InstalmentRow.obligation_id)
        .join(Party, Party.id == InstalmentRow.worker_id)
        .where(InstalmentRow.id.in_(sums), Instalment.proceeding_id == doing.proceeding.id, Obligation.voided_seq.is_(None))
        .order_by(InstalmentRow.id)
    )
    return [(row, name) for row, name in doing.session.execute(query)]


def _last_paid(doing: Doing, row: InstalmentRow) -> date:
    """The day of the last payment that counts on a row."""
    query = (
        select(func.max(Payment.paid_on))
        .join(Allocation, Allocation.payment_id == Payment.id)
        .where(Allocation.row_id == row.id, Allocation.voided_seq.is_(None))
    )
    return doing.session.scalar(query) or doing.day


def void_payments(doing: Doing, seq: int) -> Decimal:
    """Take back payments entered by mistake (更正): allocations are undone, instalments open again with the clock they had.

    Returns what counted among them.
    """
    payments = doing.session.scalars(
        select(Payment).where(Payment.proceeding_id == doing.proceeding.id, Payment.seq == seq, Payment.voided_seq.is_(None))
    ).all()
    touched: set[int] = set()
    taken = ZERO
    for payment in payments:
        payment.voided_seq = doing.seq
        for allocation in doing.session.scalars(select(Allocation).where(Allocation.payment_id == payment.id)):
            allocation.voided_seq = doing.seq
            row = doing.session.get(InstalmentRow, allocation.row_id)
            assert row is not None
            row.paid -= allocation.amount
            row.met_on = None
            obligation = doing.session.get(Obligation, row.obligation_id)
            assert obligation is not None
            obligation.paid -= allocation.amount
            taken += allocation.amount
            touched.add(row.instalment_id)
    for key in sorted(touched):
        _again(doing, key)
    return taken


def take_back(doing: Doing, event: CaseEvent, name: str, right: object) -> bool:
    """更正 a list of payments: all of it is taken back, to be entered anew; whether that was asked. Raises `Refused`."""
    if name != "payments":
        return False
    if str(right).strip() != WITHDRAWN:
        raise Refused("right", f"付款登记错了的，正确内容请写“{WITHDRAWN}”：这一次登记的付款全部作废，再按实际重新登记。")
    void_payments(doing, event.seq)
    return True
