"""Order 限期改正、责令支付: from the roster to the order, its service with the employer's day, the payments against it (监察条例 18, 26).

The money of the order and that of the decision after it are one debt: the decision adds its damages and moves the day, no more.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears.cases import pages, parties, printing, roster
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.attaching import attach
from arrears.cases.correction import corrects
from arrears.cases.models import CaseEvent, Party
from arrears.cases.parties import Told
from arrears.cases.visibility import Head
from arrears.db import session
from arrears.documents import actions as papers
from arrears.documents.actions import issue
from arrears.documents.models import Document, Serving
from arrears.documents.voiding import void_made
from arrears.inspection import casefile
from arrears.inspection.casefile import SECRECY, ZERO, row_of
from arrears.inspection.models import Inspection
from arrears.law import codes
from arrears.law.money import digits
from arrears.law.procedures.inspection import INSPECTION
from arrears.law.refusal import Refused
from arrears.money import actions as money
from arrears.money import voiding
from arrears.money.actions import Paid, Part
from arrears.money.models import Instalment, InstalmentRow, Obligation

PAY: Mapping[str, tuple[str, str]] = {
    "unpaid": ("工资", "《中华人民共和国劳动法》第五十条"),
    "overtime": ("加班工资", "《中华人民共和国劳动法》第四十四条"),
    "minimum": ("低于最低工资标准的差额", "《中华人民共和国劳动法》第四十八条"),
    "severance": ("经济补偿", "《中华人民共和国劳动合同法》第四十六条、第四十七条"),
}
"""Breaches for which payment is ordered (监察条例 第二十六条) → what is owed, and the article that is usually broken."""
SITE_ARTICLE = "《保障农民工工资支付条例》第十一条"
ORDER = "insp-rectification-order"


@checks("inspection.insp-order")
def check_order(doing: Doing) -> None:
    """A pay breach, workers of the roster who may be named, their sum, a day ahead."""
    facts = doing.facts
    if facts["breach"] not in PAY:
        words = "责令支付适用于拖欠工资、加班费、最低工资差额和经济补偿；其他违法行为请另行责令改正。"
        raise Refused("breach", words, "《劳动保障监察条例》第二十六条")
    rows = casefile.dues(doing.proceeding.id)
    if not rows:
        raise Refused("workers", "还没有核对欠薪名册，金额没有依据；请先办“核对欠薪”，逐人核定后再责令支付。")
    chosen = [int(w) for w in facts["workers"]]
    if not chosen or not set(chosen) <= set(rows):
        raise Refused("workers", "有人不在核定的名册里，请刷新后再选。")
    hidden = casefile.hidden(doing.proceeding.id)
    agreed = {int(w) for w in facts.get("consents") or ()}
    for worker in chosen:
        if worker in hidden and worker not in agreed:
            sentence = f"{hidden[worker]}要求保密，没有同意向单位公开身份，不能列进指令书；本人书面同意的请在下面勾选，否则先不列入。"
            raise Refused("workers", sentence, SECRECY)
    total = sum((rows[w].verified or ZERO for w in chosen), ZERO)
    if facts["total"] != total:
        raise Refused("total", f"所选 {len(chosen)} 人核定合计 {digits(total)} 元，填的是 {digits(facts['total'])} 元，请核对名册。")
    if facts["due_on"] <= doing.recorded_at.date():
        raise Refused("due_on", "改正期限应在今天之后，并给单位留出筹款的时间。")


def addressees(proceeding_id: int, facts: Mapping[str, Any]) -> list[Told]:
    """Whom the order goes to: the employer, and the general contractor where chosen."""
    unit, payer = casefile.employer(proceeding_id), casefile.first_payer(proceeding_id)
    wanted = {int(a) for a in facts["addressees"]}
    return [unit, *([payer] if payer is not None and payer.id in wanted else [])]


def order_paper(proceeding_id: int, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts of the order 限期改正指令书: the same beside the signature and when it is issued. Raises `Refused` without a period."""
    row = session.get(Inspection, proceeding_id)
    assert row is not None
    span = casefile.period(row) or printing.span(printing.claims_of(proceeding_id))
    if span is None:
        raise Refused("", "还不知道欠薪期间，指令书不能出具；请用“更正”补上投诉登记的欠薪期间。")
    names = {p.id: p.name for p in casefile.workers(proceeding_id)}
    to = addressees(proceeding_id, facts)
    chosen = [int(w) for w in facts["workers"]]
    first = names[chosen[0]]
    return {
        "to": to[0].name, "first_payer": to[1].name if len(to) > 1 else "", "period": span,
        "workers": f"{first}等{len(chosen)}名劳动者" if len(chosen) > 1 else first, "headcount": len(chosen),
        "owed_what": PAY[facts["breach"]][0], "total": facts["total"], "article": facts["article"], "due": facts["due_on"],
        "proof": facts["proof_wanted"], "inspectors": casefile.licensed(casefile.chosen(proceeding_id, facts)),
    }  # fmt: skip


@handles("inspection.insp-order")
def order(doing: Doing) -> None:
    """限期改正指令书 with its annex; the clock begins with the service."""
    facts, row = doing.facts, row_of(doing)
    for worker in facts.get("consents") or ():
        party = doing.session.get(Party, int(worker))
        if party is not None:
            party.named_consent_on = party.named_consent_on or doing.day
    row.order_on, row.order_due_on, row.breach = doing.day, facts["due_on"], facts["breach"]
    doing.session.flush()
    chosen = [int(w) for w in facts["workers"]]
    rows = casefile.dues(doing.proceeding.id)
    to = addressees(doing.proceeding.id, facts)
    parts = {w: rows[w].verified or ZERO for w in chosen}
    money.oblige(doing, "order", "order-pay", [Part(1, facts["due_on"], to[0].name, parts)], running=False)
    made = order_paper(doing.proceeding.id, facts)
    issue(doing, ORDER, made, recipients={p.name: p.id for p in to})
    annex = roster.paper_facts(doing, [rows[w] for w in chosen], doing.day)
    issue(doing, "wage-confirmation", {**annex, "employer": to[0].name, "period": made["period"]})
    doing.tell(set(casefile.team(doing.proceeding.id)), f"{doing.proceeding.number} 限期改正指令书已签发，请送达。")
    doing.summary(f"责令{to[0].name} {facts['due_on']} 前支付 {len(chosen)} 人 {digits(facts['total'])} 元")


def _beside(head: Head, facts: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    return ORDER, order_paper(head.id, facts)


def _read_out(head: Head, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What the head reads of an order beside the paper."""
    names = {p.id: p.name for p in casefile.workers(head.id)}
    told = casefile.dues(head.id)
    rows = [f"{names[int(w)]} {digits(told[int(w)].verified or ZERO)}" for w in facts["workers"] if int(w) in told]
    return [
        ("违法行为", codes.label("violation", facts["breach"])),
        ("责令对象", "、".join(p.name for p in addressees(head.id, facts))),
        ("劳动者及金额", "；".join(rows[:20]) + (f"……共 {len(rows)} 人" if len(rows) > 20 else "")),
        ("总额", f"{digits(facts['total'])} 元"),
        ("改正期限", str(facts["due_on"])),
    ]


pages.APPROVAL_PAPERS["inspection.insp-order"] = _beside
pages.READ_OUT["inspection.insp-order"] = _read_out


EFFECT: Mapping[str, str] = {
    "direct": "直接送达，以签收之日为送达日。",
    "post": "邮寄送达，以回执上注明的收件之日为送达日。",
    "electronic": "电子送达，以到达受送达人特定系统之日为送达日。",
    "light": "简便送达，以受送达人确认收悉之日为送达日。",
    "entrusted": "委托送达，以签收之日为送达日。",
    "transfer": "转交送达，以签收之日为送达日。",
}
"""Mode → why the day of effect is this one; of leaving and posting the rule's clock says it."""


@checks("inspection.serve")
def check_service(doing: Doing) -> None:
    """A decision is served by its own act."""
    document = doing.session.get(Document, int(doing.facts["document"]))
    if document is not None and document.kind == "insp-handling-decision" and doing.proceeding.state == "i-decided":
        raise Refused("what", "处理决定书的送达请办“送达决定”，履行、复议、起诉的期限从那里起算。")


@handles("inspection.serve")
def serve(doing: Doing) -> None:
    """送达: what the addressee has to do by when begins here, by the paper."""
    doing.skip |= {(e.op, e.rule) for e in doing.act.effects}
    effective = enter_service(doing)
    document = doing.session.get(Document, int(doing.facts["document"]))
    assert document is not None
    if effective is None or str(doing.facts["to"]) != casefile.employer(doing.proceeding.id).name:
        return
    if document.kind == ORDER:
        _order_served(doing, effective)
    elif document.kind == "insp-inquiry-letter":
        told = papers.facts_of(document)
        doing.clocks.start("insp-inquiry-reply", effective, inputs={"written_on": str(told["at"])[:10]})
    elif document.kind == "insp-handling-prenotice":
        doing.clocks.start("statement", effective)
    else:
        for effect in INSPECTION.on_service(document.kind):
            if effect.op == "start":
                doing.clocks.start(effect.rule, effective)


def _order_served(doing: Doing, effective: date) -> None:
    """The last day is the one the order names; served after it, the day that was then given in writing."""
    row = row_of(doing)
    due = row.order_due_on
    assert due is not None
    if effective > due:
        due = doing.facts.get("new_due_on")
        if due is None or due <= effective:
            raise Refused("new_due_on", f"送达时责令期限（{row.order_due_on}）已过，请填写另行书面指定的改正期限，应在送达之后。")
        row.order_due_on = due
    row.order_served_on = effective
    for instalment in open_instalments(doing):
        title = f"限期支付 {digits(instalment.amount - instalment.paid)} 元"
        running = doing.clocks.start(
            "order-pay", effective, subject=f"instalment:{instalment.id}", inputs={"written_on": due.isoformat()}, title=title
        )
        instalment.agreed_on, instalment.due_on = due, running.due_on or due
    doing.clocks.satisfy("insp-serve", doing.facts["sent_on"])


def enter_service(doing: Doing) -> date | None:
    """The row of service with its proof, and the receipt to be signed; the day of effect, None when nothing was delivered yet."""
    proof = doing.facts.get("proof")
    if isinstance(proof, dict) and proof.get("sha256"):
        doing.facts["proof"] = {**proof, "attachment_id": attach(doing, proof, "photo_video").id}
    papers.serve(doing)
    doing.session.flush()
    row = doing.session.scalars(
        select(Serving).where(Serving.proceeding_id == doing.proceeding.id, Serving.seq == doing.seq).order_by(Serving.id.desc())
    ).first()
    assert row is not None
    row.witness = str(doing.facts.get("witness") or "")[:60]
    if row.effective_on is not None and not row.explanation:
        row.explanation = EFFECT.get(row.method, "")
    title = str(doing.session.scalar(select(Document.title).where(Document.id == row.document_id)))
    if row.result != "pending":
        issue(doing, "service-receipt", _receipt(doing, row, title))
    result = codes.codes("service_result").get(row.result, "")
    tail = f"，{row.effective_on} 生效" if row.effective_on else f"，{result}" if result else ""
    doing.summary(f"《{title}》→ {row.recipient}，{codes.label('method', row.method)}{tail}")
    return row.effective_on


def _receipt(doing: Doing, row: Serving, title: str) -> dict[str, Any]:
    """Facts of the proof of service 送达回证, signed by both inspectors."""
    counted = row.method in {"leave_post", "public"}
    new_due = doing.facts.get("new_due_on")
    notes = [f"邮单号 {row.mail_no}" if row.mail_no else "", f"改正期限另行指定至 {new_due}" if new_due else ""]
    facts: dict[str, Any] = {
        "cause": "劳动保障监察", "to": row.recipient, "docs": [{"title": title, "copies": 1}], "method": codes.label("method", row.method),
        "servers": [one["name"] for one in casefile.licensed(casefile.inspectors_of(doing))] or [doing.viewer.name],
        "note": "；".join(filter(None, notes)), "relation": "" if counted else row.receiver,
    }  # fmt: skip
    if counted:
        facts |= {"refusal": f"留置或者张贴，见证：{row.witness or '见照片'}", "deemed_on": row.effective_on}
    return {key: value for key, value in facts.items() if value}


# money


def open_instalments(doing: Doing) -> list[Instalment]:
    """Instalments of the case that are not paid in full. One statement."""
    query = select(Instalment).where(
        Instalment.proceeding_id == doing.proceeding.id, Instalment.voided_seq.is_(None), Instalment.closed_at.is_(None)
    )
    return list(doing.session.scalars(query.order_by(Instalment.no)))


def open_sum(doing: Doing) -> Decimal:
    """What is ordered and not paid yet."""
    owed, paid = money.owed_and_paid(doing)
    return owed - paid


def open_by_worker(proceeding_id: int) -> dict[int, Decimal]:
    """Open wages of the order by worker, in its order. One statement."""
    rows = session.execute(
        select(Obligation.worker_id, Obligation.amount, Obligation.paid)
        .where(Obligation.proceeding_id == proceeding_id, Obligation.basis == "order", Obligation.voided_seq.is_(None))
        .order_by(Obligation.id)
    )
    return {worker: amount - paid for worker, amount, paid in rows if amount > paid}


@checks("inspection.insp-pay-proof")
def check_payments(doing: Doing) -> None:
    """Payments need an order or decision to stand against, and are no more than each is owed; said before a colleague is asked."""
    left: dict[int, Decimal] = {}
    rows = doing.session.execute(
        select(InstalmentRow.worker_id, InstalmentRow.amount, InstalmentRow.paid)
        .join(Instalment, Instalment.id == InstalmentRow.instalment_id)
        .where(Instalment.proceeding_id == doing.proceeding.id, Instalment.voided_seq.is_(None))
    )
    for worker, amount, paid in rows:
        left[worker] = left.get(worker, ZERO) + amount - paid
    for n, told in enumerate(doing.facts["payments"], 1):
        worker, amount = int(told["worker_id"]), Decimal(told["amount"])
        if worker not in left:
            raise Refused("payments", f"第 {n} 行的收款人不在责令支付的名单里，请核对。")
        if told.get("row_result", "ok") in money.COUNTS:
            left[worker] -= amount
        if left[worker] < 0:
            raise Refused("payments", f"第 {n} 行多付了 {digits(-left[worker])} 元，请核对金额。")


@handles("inspection.insp-pay-proof")
def pay_proof(doing: Doing) -> None:
    """登记支付: rows per worker with their voucher; after the decision the full sum makes it 已履行."""
    doing.skip |= {(e.op, e.rule) for e in doing.act.effects}
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
    if done.counted > 0:
        issue(doing, "performance-confirmation", _confirmation(doing, rows, done.counted, owed, paid))
    if done.all_paid and doing.proceeding.state != "i-ordered":
        doing.go("i-performed")
        for rule in ("urge-wait", "enforce-window"):
            doing.clocks.drop(rule)
    late = [i for i in done.met if i.met_on is not None and i.met_on > i.due_on]
    doing.summary(
        f"收到 {digits(done.counted)} 元，累计 {digits(paid)} 元，尚欠 {digits(owed - paid)} 元" + ("；超过期限后付清" if late else "")
    )


def _confirmation(doing: Doing, rows: list[Paid], counted: Decimal, owed: Decimal, paid: Decimal) -> dict[str, Any]:
    row = row_of(doing)
    good = [r for r in rows if r.row_result in money.COUNTS]
    names = {p.id: p.name for p in parties.told(doing.proceeding.id, casefile.WORKER)}
    people = list(dict.fromkeys(names[r.worker_id] for r in good))
    proofs = list(dict.fromkeys(r.reference or r.evidence for r in good if r.reference or r.evidence))
    decided = row.decided_on is not None
    kind = "insp-handling-decision" if decided else ORDER
    due = max(i.agreed_on for i in doing.session.scalars(select(Instalment).where(Instalment.proceeding_id == doing.proceeding.id)))
    return {
        "basis_title": "行政处理决定书" if decided else "限期改正指令书", "basis_no": casefile.number_of(doing.proceeding.id, kind),
        "payee": people[0] if len(people) == 1 else f"{people[0]}等{len(people)}人", "payer": good[0].payer, "due": due, "amount": owed,
        "paid_on": max(r.paid_on for r in good), "paid": counted, "proof": "、".join(proofs[:3]) or "转账凭证", "sum_paid": paid,
        "total": owed,
    }  # fmt: skip


@corrects("inspection.insp-pay-proof")
def take_payments_back(doing: Doing, event: CaseEvent, name: str, right: object) -> None:
    """更正 a list of payments: taken back whole with the paper that confirmed it."""
    if voiding.take_back(doing, event, name, right):
        void_made(doing, "performance-confirmation", event.seq, "付款登记更正")
