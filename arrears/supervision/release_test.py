"""The release test 摘牌条件 (5.3): what has to be true before an order is released, line by line, each unmet one with the way out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from arrears import clock
from arrears.cases import callbacks
from arrears.cases.models import Deadline, Proceeding
from arrears.db import HouseSession
from arrears.law import codes
from arrears.law.conclusions import CONCLUSIONS, sample_size
from arrears.law.money import digits
from arrears.money.models import Instalment, Payment
from arrears.supervision import people, sums

SECURED = frozenset({"paid-partly-agreed", "settled"})
"""Outcomes whose rest may still be running, half of it paid."""
ENFORCED = frozenset({"to-court", "court-enforcement"})
"""Outcomes whose rest is in enforcement, half of it paid."""
FILING = ("arch-file", "arch-keep")
"""Clocks of the archive: they run after a case is done with."""
GATHERING = ("group-report", "group-report-written", "group-follow")
REPORTS = ("sup-plan", "sup-report", "sup-answer", "sup-rectify")


@dataclass(frozen=True, slots=True)
class Line:
    """One condition: whether it is met, what was found, and what to do when it is not."""

    title: str
    met: bool
    found: str
    way_out: str = ""


def lines(current: HouseSession, order: Proceeding, outcome: str) -> list[Line]:
    """Every condition for an order and the outcome asked for. Seven statements and one per case with call-backs."""
    cases = people.cases_of(current, order.id)
    found = sums.of_orders(current, [order.id])[order.id]
    return [
        _closed(cases),
        _money(current, cases, found, outcome),
        *([_proofs(current, cases)] if outcome == "paid" else []),
        *([_called_back(current, cases, found.workers)] if outcome == "paid" else []),
        _no_clock(current, cases),
        _no_gathering(current, cases),
        _no_late_report(current, order),
    ]


def _closed(cases: Sequence[Proceeding]) -> Line:
    title = "各案均已办结并有结论"
    still = [case.number for case in cases if case.closed_at is None]
    if still:
        return Line(title, False, f"未办结：{'、'.join(still)}", "先在这些案件里办结，写明处置结论")
    bare = [case.number for case in cases if case.procedure in {"lead", "inspection"} and not _concluded(case.conclusion)]
    if bare:
        return Line(title, False, f"没有处置结论：{'、'.join(bare)}", "用“更正”补上处置结论")
    return Line(title, True, f"{len(cases)} 件均已办结")


def _concluded(code: str | None) -> bool:
    row = CONCLUSIONS.get(code or "")
    return row is not None and row.closes


def _money(current: HouseSession, cases: Sequence[Proceeding], found: sums.Sums, outcome: str) -> Line:
    if outcome in SECURED | ENFORCED:
        return _half_paid(current, cases, found, outcome)
    title = "应付款已全部付清" if outcome == "paid" else "没有未付的应付款"
    if found.owed is None and outcome != "paid":
        return Line(title, True, "没有应付款登记")
    if found.unpaid is None:
        return Line(title, False, "核实金额和应付款都没有登记", "先登记花名册核实金额或者协议、裁决的应付款")
    if found.unpaid > 0:
        return Line(title, False, f"尚有 {digits(found.unpaid)} 元未付", "登记到账；确实付不清的，按分期或者强制执行申请摘牌")
    return Line(title, True, f"已付 {digits(found.paid)} 元，未付 0.00 元")


def _half_paid(current: HouseSession, cases: Sequence[Proceeding], found: sums.Sums, outcome: str) -> Line:
    title = "已付一半以上，余款有保障"
    base = found.owed if found.owed is not None else found.base
    if base is None:
        return Line(title, False, "没有应付款登记", "先登记协议、裁决的应付款")
    if found.paid * 2 < base:
        return Line(title, False, f"已付 {digits(found.paid)} 元，不到应付 {digits(base)} 元的一半", "付到一半以上再申请")
    rest = base - found.paid
    if rest > 0 and outcome in SECURED:
        late = current.scalars(
            select(Instalment.no).where(
                Instalment.proceeding_id.in_([c.id for c in cases]), Instalment.closed_at.is_(None), Instalment.due_on < clock.today()
            )
        ).all()
        if late:
            return Line(title, False, f"第 {'、'.join(map(str, late))} 期已逾期未付", "催告付清，或者引导申请执行后再申请")
    return Line(title, True, f"已付 {digits(found.paid)} 元，余 {digits(max(rest, Decimal(0)))} 元")


def _proofs(current: HouseSession, cases: Sequence[Proceeding]) -> Line:
    title = "每笔付款都有凭证"
    query = (
        select(Payment.id)
        .where(Payment.proceeding_id.in_([c.id for c in cases]), Payment.voided_seq.is_(None), Payment.row_result.in_(["ok", "family"]))
        .where(Payment.attachment_id.is_(None), Payment.evidence == "", Payment.reference == "")
        .limit(1000)
    )
    bare = len(current.scalars(query).all())
    if bare:
        return Line(title, False, f"{bare} 笔付款没有凭证", "在收款登记里补上凭证或者流水号")
    return Line(title, True, "凭证齐全")


def _called_back(current: HouseSession, cases: Sequence[Proceeding], workers: int | None) -> Line:
    title = "承办人以外的人回访，劳动者说已收到"
    need = sample_size(workers or 1)
    heard = callbacks.said(current, {case.id: case.owner_id for case in cases})
    names = heard.paid
    if heard.against:
        return Line(title, False, f"{'、'.join(sorted(heard.against))}回访时说没有收到或者只收到一部分", "查清到账情况后再回访")
    if len(names) < need:
        short = f"已回访确认 {len(names)} 人，应回访 {need} 人，还差 {need - len(names)} 人"
        return Line(title, False, short, "由承办人以外的同事用“回访”登记")
    return Line(title, True, f"已回访确认 {len(names)} 人（应 {need} 人）")


def _no_clock(current: HouseSession, cases: Sequence[Proceeding]) -> Line:
    title = "没有本机关未办的期限"
    query = (
        select(Deadline.title, Proceeding.number)
        .join(Proceeding, Proceeding.id == Deadline.proceeding_id)
        .where(Deadline.proceeding_id.in_([c.id for c in cases]), Deadline.closed_at.is_(None), Deadline.ours)
        .where(Deadline.rule_id.not_in([*FILING, *GATHERING]))
        .order_by(Deadline.due_at)
        .limit(20)
    )
    running = [f"{number} {name}" for name, number in current.execute(query)]
    if running:
        return Line(title, False, f"还在计算：{'；'.join(running)}", "先办完这些期限对应的事")
    return Line(title, True, "都已办结；当事人的起诉、撤裁期限只作提示")


def _no_gathering(current: HouseSession, cases: Sequence[Proceeding]) -> Line:
    title = "没有聚集苗头"
    query = select(Deadline.id).where(
        Deadline.proceeding_id.in_([c.id for c in cases]), Deadline.closed_at.is_(None), Deadline.rule_id.in_(GATHERING)
    )
    if current.scalars(query.limit(1)).first() is not None:
        return Line(title, False, "群体事件还在续报", "事态平息后登记“群体事件结束”")
    return Line(title, True, "没有正在续报的群体事件")


def _no_late_report(current: HouseSession, order: Proceeding) -> Line:
    title = "没有逾期未交的报告"
    query = select(Deadline.title, Deadline.due_on).where(
        Deadline.proceeding_id == order.id, Deadline.closed_at.is_(None), Deadline.rule_id.in_(REPORTS), Deadline.due_at <= clock.now()
    )
    late = [f"{name}（应于 {due}）" for name, due in current.execute(query)]
    if late:
        return Line(title, False, f"逾期：{'、'.join(late)}", "先补交")
    return Line(title, True, "没有逾期")


def unmet_words(found: Sequence[Line]) -> str:
    """The unmet lines as one sentence for a refusal; empty when the test is met."""
    unmet = [line for line in found if not line.met]
    return "".join(f"{n}．{line.title}：{line.found}，请{line.way_out}。" for n, line in enumerate(unmet, 1))


def outcome_words(code: str) -> str:
    """A conclusion as the release paper says it."""
    return CONCLUSIONS[code].zh if code in CONCLUSIONS else codes.label("conclusion", code)
