"""达成协议 and what follows: the agreement over claim items with instalments, powers of agents, payments, breach, court, end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from sqlalchemy import select

from arrears import clock
from arrears.cases import ledger, parties
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.attaching import attach
from arrears.cases.correction import corrects
from arrears.cases.models import CaseEvent, Claim, Deadline, Party, ProceedingParty
from arrears.cases.parties import Told
from arrears.documents.actions import issue, void
from arrears.documents.models import Document
from arrears.law import codes
from arrears.law.money import digits
from arrears.law.refusal import Refused
from arrears.mediation import papers
from arrears.mediation.actions import row_of
from arrears.mediation.models import Agreement
from arrears.money import actions as money
from arrears.money.actions import Paid, Part
from arrears.money.models import Instalment, Obligation

ZERO = Decimal("0.00")


def parts_of(facts: Mapping[str, Any], workers: Sequence[int]) -> list[Part]:
    """Instalments as the money room takes them. A row without parts of its own belongs to the only worker.

    Raises `Refused` when dates or sums do not fit.
    """
    made = []
    for n, row in enumerate(facts["instalments"], start=1):
        shares: dict[int, Decimal] = {int(k): Decimal(v) for k, v in (row.get("parts") or {}).items()}
        if not shares:
            if len(workers) != 1:
                raise Refused("instalments", f"第 {n} 期要写明每个人的金额。")
            shares = {workers[0]: Decimal(row["amount"])}
        told, summed = Decimal(row["amount"]), sum(shares.values(), ZERO)
        if summed != told:
            raise Refused("instalments", f"第 {n} 期 {digits(told)} 元，与各人合计 {digits(summed)} 元不符。")
        made.append(Part(n, row["due_on"], row.get("payer") or facts["payer"], shares))
    total = sum((p.amount for p in made), ZERO)
    if total != facts["total"]:
        apart = digits(abs(total - facts["total"]))
        raise Refused("instalments", f"各期合计 {digits(total)} 元，与协议总额 {digits(facts['total'])} 元不符，差 {apart} 元。")
    if any(later.agreed_on < earlier.agreed_on for earlier, later in pairwise(made)):
        raise Refused("instalments", "各期的付款日应从早到晚排列。")
    if made and made[0].agreed_on < facts["signed_on"]:
        raise Refused("instalments", "第一期的付款日不能早于签订日。")
    return made


def agent_without_power(proceeding_id: int) -> str | None:
    """The agent who would sign for a side without special power (特别授权 with 和解); None: everybody may sign."""
    for agent in parties.agents(proceeding_id):
        if agent.authority != "special" or "settle" not in (agent.authority_items or []):
            return agent.name
    return None


@checks("mediation.agree")
def check_agreement(doing: Doing) -> None:
    """Powers at the signing; items among the claims; sums that add up. Nothing is written."""
    facts = doing.facts
    weak = agent_without_power(doing.proceeding.id)
    if weak is not None:
        raise Refused(
            "authority_ok",
            f"代理人{weak}只有一般授权，或者特别授权里没有“和解”，不能代签协议。请本人到场签，或者补交写明“和解”的特别授权委托书。",
            "《劳动争议调解仲裁法》第二十四条",
        )
    if not facts["authority_ok"]:
        raise Refused("authority_ok", "签订前要核对双方签字人的身份和权限，核对后再勾选。")
    if facts["signed_on"] > clock.today():
        raise Refused("signed_on", "签订日期不能晚于今天。")
    known = {c.id: c for c in papers.claims_of(doing.proceeding.id)}
    for item in facts["items"]:
        if int(item["claim_id"]) not in known:
            raise Refused("items", "协议覆盖的请求要从本案请求里选。")
    total = sum((Decimal(i["amount"]) for i in facts["items"] if i.get("amount") is not None), ZERO)
    if total and total != facts["total"]:
        raise Refused("total", f"各项请求议定合计 {digits(total)} 元，与协议总额 {digits(facts['total'])} 元不符。")
    parts_of(facts, _workers(doing))


def _workers(doing: Doing) -> list[int]:
    failed = {int(x) for x in doing.facts.get("rows_failed") or []}
    rows = doing.session.scalars(
        select(ProceedingParty.party_id)
        .where(ProceedingParty.proceeding_id == doing.proceeding.id, ProceedingParty.role == "applicant")
        .where(ProceedingParty.left_on.is_(None))
        .order_by(ProceedingParty.no)
    )
    return [p for p in rows if p not in failed]


@handles("mediation.agree")
def agree(doing: Doing) -> None:
    """达成协议: obligations, instalments with their clocks, the paper; people who did not agree leave with their notice."""
    facts = doing.facts
    row = row_of(doing)
    doing.skip |= {("start", "agr-perform"), ("start", "agr-instal")}
    if row.source == "newform":
        doing.holds("newform")
    workers = _workers(doing)
    parts = parts_of(facts, workers)
    rule = "agr-perform" if len(parts) == 1 else "agr-instal"
    money.oblige(doing, "agreement", rule, parts)
    for item in facts["items"]:
        claim = doing.session.get(Claim, int(item["claim_id"]))
        assert claim is not None
        claim.admitted = item.get("amount")
        claim.result = "upheld" if item.get("amount") == claim.claimed else "partly"
    made = Agreement(
        proceeding_id=doing.proceeding.id, seq=doing.seq, total=facts["total"], settles_all=not facts.get("waived_none", False),
        waived=facts["waived"], default_clause=facts["default_clause"], tax=facts["tax"],
        confirm_by=facts.get("confirm_by", "none"), signed_on=facts["signed_on"], items=facts["items"],
    )  # fmt: skip
    doing.session.add(made)
    doing.session.flush()
    row.result = "partial" if facts.get("rows_failed") else "agreement"
    _leave(doing, row.result)
    people = parties.told(doing.proceeding.id)
    kind, content = paper_of(doing.proceeding.id, facts, parts, people, row.applied_on, papers.mediator_name(doing.proceeding))

    def keep(document: Document) -> None:
        made.document_id = document.id

    issue(doing, kind, content, recipients={p.name: p.id for p in people if p.role == "respondent"}, then=keep)
    doing.clocks.drop("meeting")
    doing.clocks.drop("next-contact")
    parties.copy_summary(doing)
    failed = f"，{len(facts['rows_failed'])} 人未达成" if facts.get("rows_failed") else ""
    doing.summary(f"达成协议，共 {digits(facts['total'])} 元，分 {len(parts)} 期{failed}")


def _leave(doing: Doing, result: str) -> None:
    """People who did not agree leave the mediation with the notice; `convert` stays open for them."""
    failed = {int(x) for x in doing.facts.get("rows_failed") or []}
    if not failed:
        return
    names = []
    for link, party in doing.session.execute(
        select(ProceedingParty, Party)
        .join(Party, Party.id == ProceedingParty.party_id)
        .where(ProceedingParty.proceeding_id == doing.proceeding.id, ProceedingParty.party_id.in_(failed))
    ):
        link.left_on, link.left_why = doing.day, "未达成协议"
        names.append(party.name)
    notice = papers.failure(doing.proceeding, row_of(doing), "部分申请人未能与被申请人达成协议", doing.day)
    issue(doing, "mediation-failure-notice", {**notice, "to": names})
    doing.facts["result"] = result


def paper_of(
    proceeding_id: int, facts: Mapping[str, Any], parts: Sequence[Part], people: Sequence[Told], applied_on: date, mediator: str
) -> tuple[str, dict[str, Any]]:
    """Kind and facts of the agreement's paper: of one worker, or of a group with its annex. Used by preview and issue alike."""
    left = [p for p in people if p.role == "applicant" and any(p.id in part.parts for part in parts)]
    right = [p for p in people if p.role == "respondent"]
    common: dict[str, Any] = {
        "respondents": [papers.party(p) for p in right],
        "agents": papers.agents(proceeding_id),
        "applied_on": applied_on,
        "period": papers.span(papers.claims_of(proceeding_id)) or {"start": applied_on, "end": applied_on},
        "total": facts["total"],
        "payer": parts[0].payer,
        "acceleration": facts["default_clause"] == "all_due",
        "other_terms": _terms(facts),
        "mediator": mediator,
        "copies": len(left[:1]) + len(right) + 1,
        "made_on": facts["signed_on"],
    }
    if len(parts) == 1 and len(left) == 1:
        common["pay_by"] = parts[0].agreed_on
    else:
        common["instalments"] = [{"no": p.no, "due": p.agreed_on, "amount": p.amount} for p in parts]
    if len(left) == 1:
        return "mediation-agreement", {
            **common,
            "applicants": [papers.party(p) for p in left],
            "account_tail": str(facts["pay_account"])[-4:],
        }
    return "mediation-agreement-group", {
        **common,
        "rows": [_worker_row(n, p, parts) for n, p in enumerate(left, start=1)],
        "representatives": [p.name for p in left if p.representative],
    }


def _worker_row(n: int, told: Told, parts: Sequence[Part]) -> dict[str, Any]:
    shares = [part.parts.get(told.id, ZERO) for part in parts]
    owed = sum(shares, ZERO)
    return {"no": n, "name": told.name, "id_no": told.id_no or papers.BLANK, "due": owed, "paid": ZERO, "owed": owed, "parts": shares}


def _terms(facts: Mapping[str, Any]) -> list[str]:
    terms = [str(t) for t in facts.get("other_terms") or []]
    if facts["waived"].strip() and facts["waived"].strip() != "无":
        terms.append(f"申请人自愿放弃以下请求：{facts['waived'].strip()}")
    terms.append(f"上述金额为{'税前' if facts['tax'] == 'gross' else '税后'}金额")
    return terms


WINDOWS: Mapping[str, tuple[str, str, str]] = {
    "mediation.review": ("review-apply", "filed_on", "共同申请仲裁审查"),
    "mediation.confirm": ("judconf-apply", "filed_on", "共同申请司法确认"),
}
"""Acts of both parties inside a window: act -> (clock, fact with the day, words)."""


@checks("mediation.review", "mediation.confirm")
def check_window(doing: Doing) -> None:
    """A window that is over is over: what remains is said."""
    rule, fact, words = WINDOWS[doing.act.id]
    last = doing.session.scalars(
        select(Deadline)
        .where(Deadline.proceeding_id == doing.proceeding.id, Deadline.rule_id == rule)
        .order_by(Deadline.id.desc())
    ).first()
    if last is not None and last.due_on is not None and doing.facts[fact] > last.due_on:
        ways = "协议仍有约束力，可以催告、申请支付令，或者就协议申请仲裁"
        raise Refused(fact, f"{words}的期限已于 {last.due_on} 届满，不能再申请；{ways}。", "《劳动人事争议仲裁办案规则》第七十四条")


@handles("mediation.pay")
def pay(doing: Doing) -> None:
    """登记付款: rows per worker; what is met ends its clock; the state becomes 履行中. One file may prove all rows (`file`)."""
    file = doing.facts.get("file")
    if file:
        doing.facts["file"] = {**file, "attachment_id": attach(doing, file, "payslip")}
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
    bounced = [r for r in rows if r.row_result not in money.COUNTS]
    words = f"收到 {digits(done.counted)} 元，累计 {digits(paid)} 元，尚欠 {digits(owed - paid)} 元"
    if bounced:
        results = "、".join(sorted({codes.label("row_result", r.row_result) for r in bounced}))
        words += f"；{len(bounced)} 行未到账（{results}）"
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


@corrects("mediation.agree")
def replace_agreement(doing: Doing, event: CaseEvent, name: str, right: Any) -> None:
    """An agreement's entry that is corrected: the paper is voided and issued again under the same case number, if nothing was paid."""
    agreement = doing.session.scalars(
        select(Agreement).where(Agreement.proceeding_id == doing.proceeding.id, Agreement.seq == event.seq)
    ).one()
    if name == "total":
        raise Refused("right", "协议总额要连同分期一起改，请作废后重新签订协议。")
    if name == "signed_on" and isinstance(right, date) and not isinstance(right, datetime):
        agreement.signed_on = right
    old = doing.session.get(Document, agreement.document_id) if agreement.document_id else None
    if old is None:
        return
    facts = {**_facts_again(doing, event.seq), name: right}
    workers = list(
        doing.session.scalars(
            select(Obligation.worker_id).where(Obligation.proceeding_id == doing.proceeding.id, Obligation.seq == event.seq)
        )
    )
    people = parties.told(doing.proceeding.id)
    parts = parts_of(facts, workers)
    kind, content = paper_of(
        doing.proceeding.id, facts, parts, people, row_of(doing).applied_on, papers.mediator_name(doing.proceeding)
    )
    void(doing, old.id, f"更正：{doing.facts['reason']}")

    def keep(document: Document) -> None:
        agreement.document_id = document.id

    issue(doing, kind, content, replaces=old, then=keep)


def _facts_again(doing: Doing, seq: int) -> dict[str, Any]:
    """The facts of the agreement's event with their types."""
    plain = ledger.facts_of(doing.proceeding.id, [seq])[seq]
    return {
        **plain,
        "total": Decimal(plain["total"]),
        "signed_on": date.fromisoformat(plain["signed_on"]),
        "instalments": [
            {**row, "due_on": date.fromisoformat(row["due_on"]), "amount": Decimal(row["amount"])} for row in plain["instalments"]
        ],
    }
