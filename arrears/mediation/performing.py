"""Performance 履行: payments, reminders, breach, the way to court, the end. The agreement itself: agreeing.py."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears.cases import ledger, parties
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.attaching import attach
from arrears.cases.models import CaseEvent, Party
from arrears.documents.actions import issue
from arrears.documents.models import Document
from arrears.law import codes
from arrears.law.money import digits
from arrears.law.refusal import Refused
from arrears.mediation import papers, reviewing
from arrears.mediation.models import Agreement
from arrears.money import actions as money
from arrears.money.actions import Paid
from arrears.money.models import Instalment


@handles("mediation.pay")
def pay(doing: Doing) -> None:
    """登记付款: rows per worker; what is met ends its clock; the state becomes 履行中. One file may prove all rows (`file`)."""
    file = doing.facts.get("file")
    if file:
        doing.facts["file"] = {**file, "attachment_id": attach(doing, file, "payslip").id}
    proof = doing.facts["file"]["attachment_id"] if file else None
    rows = [
        Paid(
            worker_id=int(p["worker_id"]), amount=Decimal(p["amount"]), paid_on=p["paid_on"], payer=p["payer"], method=p["method"],
            row_result=p.get("row_result", "ok"), reference=p.get("reference", ""), evidence=p.get("evidence", ""),
            attachment_id=p.get("attachment_id") or proof, instalment_id=p.get("instalment_id"), confirmed_how=p.get("confirmed_how", ""),
        )
        for p in doing.facts["payments"]
    ]  # fmt: skip
    done = money.pay(doing, rows)
    owed, paid = money.owed_and_paid(doing)
    agreement = _agreement(doing)
    if done.counted > 0:
        issue(doing, "performance-confirmation", _confirmation(doing, rows, done.counted, owed, paid, agreement))
    not_arrived = [r for r in rows if r.row_result not in money.COUNTS]
    words = f"收到 {digits(done.counted)} 元，累计 {digits(paid)} 元，尚欠 {digits(owed - paid)} 元"
    if not_arrived:
        results = "、".join(sorted({codes.label("row_result", r.row_result) for r in not_arrived}))
        words += f"；{len(not_arrived)} 行未到账（{results}）"
    for instalment in done.met:
        late = (instalment.met_on - instalment.due_on).days if instalment.met_on else 0
        words += f"；第 {instalment.no} 期付清" + (f"（晚 {late} 天）" if late > 0 else "")
    doing.summary(words)


def _agreement(doing: Doing) -> Agreement:
    row = doing.session.scalars(
        select(Agreement)
        .where(Agreement.proceeding_id == doing.proceeding.id, Agreement.voided_seq.is_(None))
        .order_by(Agreement.id.desc())
    ).first()
    if row is None:
        raise Refused("", "本案没有有效的调解协议。")
    return row


def _confirmation(
    doing: Doing, rows: Sequence[Paid], counted: Decimal, owed: Decimal, paid: Decimal, agreement: Agreement
) -> dict[str, Any]:
    good = [r for r in rows if r.row_result in money.COUNTS]
    names = dict(doing.session.execute(select(Party.id, Party.name).where(Party.id.in_([r.worker_id for r in good]))).all())
    first = doing.session.scalars(
        select(Instalment)
        .where(Instalment.proceeding_id == doing.proceeding.id, Instalment.voided_seq.is_(None))
        .order_by((Instalment.id != (good[0].instalment_id or 0)), Instalment.met_on.is_(None).desc(), Instalment.no)
    ).first()
    assert first is not None
    workers = list(dict.fromkeys(names[r.worker_id] for r in good))
    proofs = [r.reference or r.evidence for r in good if r.reference or r.evidence]
    document = doing.session.get(Document, agreement.document_id) if agreement.document_id else None
    return {
        "basis_title": "劳动争议调解协议书",
        "basis_no": document.number if document else doing.proceeding.number,
        "payee": workers[0] if len(workers) == 1 else f"{workers[0]}等{len(workers)}人",
        "payer": good[0].payer,
        "due": first.agreed_on,
        "instalment_no": first.no,
        "amount": first.amount,
        "paid_on": max(r.paid_on for r in good),
        "paid": counted,
        "proof": "、".join(dict.fromkeys(proofs[:3])) + ("等" if len(proofs) > 3 else "") or "转账凭证",
        "sum_paid": paid,
        "total": owed,
    }


@handles("mediation.remind")
def remind(doing: Doing) -> None:
    """履约提醒: 3 days before or after it is late."""
    row = doing.session.get(Instalment, int(doing.facts["instalment"]))
    if row is None or row.proceeding_id != doing.proceeding.id or row.closed_at is not None:
        raise Refused("instalment", "请选择一期还没有付清的款。")
    row.reminded_on = doing.day
    agreement = _agreement(doing)
    document = doing.session.get(Document, agreement.document_id) if agreement.document_id else None
    left, _ = papers.sides(doing.proceeding.id)
    until: date | None = doing.facts.get("pay_until")
    issue(
        doing,
        "performance-reminder",
        {
            "to": row.payer,
            "payee": left[0] if len(left) == 1 else f"{left[0]}等{len(left)}人",
            "agreement_no": document.number if document else doing.proceeding.number,
            "agreed_on": agreement.signed_on,
            "instalment_no": row.no,
            "due": row.agreed_on,
            "amount": row.amount - row.paid,
            "late": doing.day > row.due_on,
            "pay_until": until,
        },
        recipients={row.payer: None},
    )
    if until is not None:
        row.promised_on = until
        doing.clocks.set_date("承诺付款日", until, by=doing.viewer.name, owed_by="payer", subject=f"promise:{row.id}")
    word = "催告" if doing.day > row.due_on else "提醒"
    doing.summary(f"第 {row.no} 期{word}，未付 {digits(row.amount - row.paid)} 元" + (f"，请于 {until} 前支付" if until else ""))


@handles("mediation.breach")
def breach(doing: Doing) -> None:
    """逾期未履行: later instalments fall due only if the agreement says so."""
    row = doing.session.get(Instalment, int(doing.facts["instalment"]))
    if row is None or row.proceeding_id != doing.proceeding.id or row.closed_at is not None:
        raise Refused("instalment", "请选择一期还没有付清的款。")
    if doing.day <= row.due_on:
        raise Refused("instalment", f"第 {row.no} 期 {row.due_on} 才到期，还不是逾期。")
    moved = money.accelerate(doing, doing.day) if _agreement(doing).default_clause == "all_due" else 0
    rest = f"；按协议其余 {moved} 期一并到期" if moved else ""
    doing.summary(f"第 {row.no} 期逾期，未付 {digits(row.amount - row.paid)} 元{rest}")


@handles("mediation.to-court")
def to_court(doing: Doing) -> None:
    """支付令、起诉、执行."""
    owed, paid = money.owed_and_paid(doing)
    if doing.facts["unpaid"] != owed - paid:
        raise Refused("unpaid", f"未付金额应为 {digits(owed - paid)} 元（协议 {digits(owed)} 元，已付 {digits(paid)} 元）。")
    if doing.facts["way"] == "payment_order":
        agreement = _agreement(doing)
        document = doing.session.get(Document, agreement.document_id) if agreement.document_id else None
        people = parties.told(doing.proceeding.id)
        issue(
            doing,
            "payment-order-application",
            {
                "applicants": [papers.party(p) for p in people if p.role == "applicant"],
                "respondents": [papers.party(p) for p in people if p.role == "respondent"],
                "unpaid": doing.facts["unpaid"],
                "agreed_on": agreement.signed_on,
                "centre": doing.viewer.body_name,
                "agreement_no": document.number if document else doing.proceeding.number,
                "term": f"被申请人分期支付申请人共{digits(agreement.total)}元",
                "court": doing.facts["court"],
            },
        )
    elif doing.facts["way"] == "enforcement":
        issue(doing, "enforcement-guide", reviewing.enforcement(doing))
    doing.summary(f"{codes.label('court_way', doing.facts['way'])}：{doing.facts['court']}，未付 {digits(doing.facts['unpaid'])} 元")


@checks("mediation.close")
def check_close(doing: Doing) -> None:
    """Closed as paid only when the money is there and somebody other than the handler has heard it from the worker."""
    owed, paid = money.owed_and_paid(doing)
    if paid < owed:
        raise Refused("conclusion", f"还有 {digits(owed - paid)} 元没有付，不能按“已足额支付”结案。请登记付款，或者催告、转支付令。")
    if not called_back_paid(doing):
        raise Refused("conclusion", "还没有回访确认劳动者收到钱。请由承办人以外的同事回访，结果为“已收到”后再结案。")


def called_back_paid(doing: Doing) -> bool:
    """Whether a call-back by another person after the last payment says paid."""
    seqs = list(
        doing.session.scalars(
            select(CaseEvent.seq).where(CaseEvent.proceeding_id == doing.proceeding.id, CaseEvent.act == "mediation.call-back")
        )
    )
    last_pay = doing.session.scalar(
        select(CaseEvent.seq)
        .where(CaseEvent.proceeding_id == doing.proceeding.id, CaseEvent.act == "mediation.pay")
        .order_by(CaseEvent.seq.desc())
        .limit(1)
    )
    facts = ledger.facts_of(doing.proceeding.id, seqs)
    return any(seq > (last_pay or 0) and facts.get(seq, {}).get("result") == "paid" for seq in seqs)


@handles("mediation.close")
def close(doing: Doing) -> None:
    """结案(已履行)."""
    doing.proceeding.conclusion = doing.facts["conclusion"]
    for promise in [r for r in doing.clocks.rows if r.subject.startswith("promise:")]:
        doing.clocks.drop(promise.rule_id, subject=promise.subject)
    cause = doing.facts.get("cause")
    why = f"，欠薪原因 {codes.label('cause', cause)}" if cause else ""
    doing.summary(f"结案：{codes.label('conclusion', doing.facts['conclusion'])}{why}")
