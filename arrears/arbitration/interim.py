"""Advance award 先予执行 (法 第四十四条; 规则 第五十一条): part of the pay at once, no security, no suit; the court enforces it.

What it obliges to counts in the award or settlement that follows: a later award asks for the rest only.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from arrears.arbitration import papers
from arrears.arbitration.models import Arbitration, Award, AwardParty
from arrears.arbitration.papers import ZERO
from arrears.cases import ledger, pages, parties, printing
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.models import CaseEvent
from arrears.cases.visibility import Head
from arrears.db import session
from arrears.documents.actions import issue
from arrears.documents.models import Document
from arrears.law.money import digits
from arrears.law.refusal import Refused
from arrears.money import actions as money
from arrears.money.actions import Part
from arrears.money.models import Instalment

SOURCE = "《劳动争议调解仲裁法》第四十四条"
KINDS = frozenset({"wage", "ot", "min-gap", "sev", "dmg-2n", "double", "leave", "notice-pay", "probation", "add-pay", "injury-med"})
"""Claims of pay, injury medical costs, compensation or damages: the cases in which it may be ordered."""
SHEETS = ("先予执行申请书", "仲裁申请书副本", "裁决书", "送达回证")


@checks("arbitration.apply-interim")
def check_application(doing: Doing) -> None:
    """Not more than is claimed and open; not in the future; not twice at once."""
    if doing.facts["on"] > doing.recorded_at.date():
        raise Refused("on", "申请日期不能晚于今天。")
    open_ = [c for c in papers.undecided(doing.proceeding.id).values() if c.kind in KINDS]
    claimed = sum((c.claimed or ZERO for c in open_), ZERO)
    if not open_:
        raise Refused("", "没有劳动报酬、工伤医疗费、经济补偿或者赔偿金的请求，不能先予执行。", SOURCE)
    if all(c.claimed is not None for c in open_) and doing.facts["amount"] > claimed:
        raise Refused("amount", f"申请先予执行 {digits(doing.facts['amount'])} 元，超过请求的 {digits(claimed)} 元，请核对。")
    if doing.facts["amount"] <= 0:
        raise Refused("amount", "申请金额应大于零。")
    if doing.clocks.open("arb-interim"):
        raise Refused("", "先前的先予执行申请还没有决定，请先决定。")


@handles("arbitration.apply-interim")
def apply_interim(doing: Doing) -> None:
    """申请先予执行: by the worker; the tribunal decides."""
    doing.tell({doing.proceeding.owner_id or 0}, f"{doing.proceeding.number} 申请先予执行 {digits(doing.facts['amount'])} 元，请决定。")
    doing.summary(f"申请先予执行 {digits(doing.facts['amount'])} 元")


def application(proceeding_id: int) -> dict[str, Any]:
    """Facts of the last application for an advance award; empty without one. Two statements."""
    seq = session.scalar(
        select(CaseEvent.seq)
        .where(CaseEvent.proceeding_id == proceeding_id, CaseEvent.act == "arbitration.apply-interim")
        .order_by(CaseEvent.seq.desc())
        .limit(1)
    )
    return ledger.facts_of(proceeding_id, [seq]).get(seq, {}) if seq is not None else {}


def shares_of(facts: Mapping[str, Any]) -> dict[int, Decimal]:
    """Worker -> what he gets in advance."""
    return {int(key): Decimal(value) for key, value in (facts.get("shares") or {}).items() if Decimal(value) > 0}


@checks("arbitration.interim")
def check_interim(doing: Doing) -> None:
    """An application that waits; where it is granted: both conditions, the sums within it, the court named."""
    facts = doing.facts
    if not doing.clocks.open("arb-interim"):
        raise Refused("", "没有等待决定的先予执行申请；请先由劳动者申请，登记“申请先予执行”。", SOURCE)
    if not _granted(facts):
        if not str(facts.get("reason") or "").strip():
            raise Refused("reason", "不符合先予执行条件的，请写明理由；案件继续审理。", SOURCE)
        return
    if not papers.is_formed(doing.proceeding.id):
        raise Refused("", "还没有组庭，裁决书没有署名的仲裁员；请先组庭。")
    shares = shares_of(facts)
    known = {p.id for p in parties.told(doing.proceeding.id, "applicant")}
    if not shares or not set(shares) <= known:
        raise Refused("shares", "请填写每位申请人先行支付多少。")
    asked = Decimal(str(application(doing.proceeding.id).get("amount") or 0))
    total = sum(shares.values(), ZERO)
    if asked and total > asked:
        raise Refused("shares", f"先行支付合计 {digits(total)} 元，超过申请的 {digits(asked)} 元。")
    for name, words in NEEDED.items():
        if not str(facts.get(name) or "").strip():
            raise Refused(name, f"请填写“{words}”。", SOURCE)


NEEDED: Mapping[str, str] = {
    "clear": "权利义务关系为什么明确", "harm": "不先予执行的后果", "court": "移送执行的法院", "payer": "付款人",
}  # fmt: skip
"""What an advance award says besides the sums."""


def _granted(facts: Mapping[str, Any]) -> bool:
    return bool(facts["rights_clear"]) and bool(facts["hardship"])


@handles("arbitration.interim")
def interim(doing: Doing) -> None:
    """先予执行裁决: the award, the letter to the court; or, where a condition fails, the decision not to order it."""
    facts = doing.facts
    if not _granted(facts):
        doing.summary(f"不予先予执行：{str(facts['reason'])[:80]}；案件继续审理")
        return
    shares = shares_of(facts)
    total = sum(shares.values(), ZERO)
    day = doing.clocks.calendar.add_workdays(doing.day, 1)
    instalment = money.oblige(doing, "advance", "perform-award", [Part(next_no(doing), day, str(facts["payer"]), shares)])[0]
    doing.clocks.drop("perform-award", subject=f"instalment:{instalment.id}")  # runs from service (aftermath)
    made = Award(
        proceeding_id=doing.proceeding.id, seq=doing.seq, kind="advance", partial=True, made_on=doing.day, total=total, pay_days=1,
        w="w-effective", effective_on=doing.day, instalment_id=instalment.id,
        items=[{"worker": key, "amount": str(value), "taken": "0.00"} for key, value in shares.items()],
    )  # fmt: skip
    doing.session.add(made)
    doing.session.flush()
    people = [p for p in parties.told(doing.proceeding.id) if p.role in {"applicant", "respondent"}]
    for p in people:
        side = "employer" if p.is_unit else "worker"
        doing.session.add(AwardParty(award_id=made.id, party_id=p.id, side=side, p="p-unserved", court="", court_number=""))
    doing.clocks.start("arb-award-serve", doing.day, subject=f"award:{made.id}", title="送达先予执行裁决书")

    def keep(document: Document) -> None:
        made.document_id = document.id

    suffix = papers.next_suffix(doing.proceeding.id)
    issue(doing, "award-advance-payment", award_facts(doing.proceeding.id, facts), recipients={p.name: p.id for p in people}, then=keep,
          suffix=suffix)  # fmt: skip
    issue(doing, "enforcement-transfer-letter", _letter(doing, total, suffix), recipients={str(facts["court"]): None})
    doing.summary(f"先予执行 {digits(total)} 元，移送{facts['court']}执行")


def next_no(doing: Doing) -> int:
    """The number of the next instalment of the case: a later award or settlement counts on."""
    last = doing.session.scalar(select(func.max(Instalment.no)).where(Instalment.proceeding_id == doing.proceeding.id))
    return int(last or 0) + 1


def award_facts(proceeding_id: int, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts of the advance award."""
    row = session.get(Arbitration, proceeding_id)
    assert row is not None
    people = parties.told(proceeding_id)
    shares = shares_of(facts)
    left = [p for p in people if p.id in shares]
    asked = application(proceeding_id)
    several = {
        "rows": papers.roster(left, shares), "representatives": [p.name for p in left if p.representative],
    } if len(left) > 1 else {"applicants": [printing.party(p) for p in left]}  # fmt: skip
    return {
        **several, "respondents": [printing.party(p) for p in people if p.role == "respondent"], "agents": printing.agents(proceeding_id),
        "cause": printing.CAUSE, "filed_on": row.filed_on, "accepted_on": row.accepted_on, "applied_on": asked.get("on"),
        "clear": str(facts.get("clear") or ""), "hardship": str(facts.get("harm") or ""), "payer": str(facts.get("payer") or ""),
        "amount": sum(shares.values(), ZERO), "tribunal": papers.tribunal_of(proceeding_id),
    }  # fmt: skip


def _letter(doing: Doing, total: Decimal, suffix: str) -> dict[str, Any]:
    left, _ = printing.sides(doing.proceeding.id)
    return {
        "to_body": str(doing.facts["court"]), "payer": str(doing.facts["payer"]), "payee": printing.group_name(left), "amount": total,
        "award_no": f"{doing.proceeding.number}{suffix}", "awarded_on": doing.day, "sheets": [{"title": title} for title in SHEETS],
    }  # fmt: skip


def less_advanced(doing: Doing, shares: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """What an award still obliges to after an advance award: that sum is owed already and is taken off once. One statement."""
    owed = {worker: amount for worker, amount in shares.items() if amount > 0}
    rows = doing.session.scalars(select(Award).where(Award.proceeding_id == doing.proceeding.id, Award.kind == "advance"))
    for row in rows:
        left = []
        for item in row.items:
            worker, amount, taken = int(item["worker"]), Decimal(item["amount"]), Decimal(item["taken"])
            now = min(amount - taken, owed.get(worker, ZERO))
            if now > 0:
                owed[worker] -= now
            left.append({**item, "taken": str(taken + now)})
        row.items = left
    return {worker: amount for worker, amount in owed.items() if amount > 0}


def sheet(head: Head, facts: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The award beside the signature; the plain sheet where it is not granted."""
    if not _granted(facts):
        return "approval-sheet", _plain(head, facts)
    return "award-advance-payment", award_facts(head.id, facts)


def _plain(head: Head, facts: Mapping[str, Any]) -> dict[str, Any]:
    parties_ = f"{head.title} 诉 {head.against}"
    reason = str(facts.get("reason") or "")
    return {
        "sheet": "先予执行审批单", "act": "不予先予执行", "parties": parties_, "summary": reason, "article": SOURCE,
        "proposal": {"label": "承办人意见", "text": "拟不予先予执行，案件继续审理。"},
    }  # fmt: skip


def read_out(head: Head, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The advance award for the approver: both conditions, who gets how much from whom."""
    words = {True: "是", False: "否"}
    two = [("权利义务关系明确", words[bool(facts["rights_clear"])]), ("不先予执行将严重影响生活", words[bool(facts["hardship"])])]
    if not _granted(facts):
        return [*two, ("决定", "不予先予执行"), ("理由", str(facts.get("reason") or ""))]
    names = {p.id: p.name for p in parties.told(head.id, "applicant")}
    rows = [(names.get(key, ""), f"{digits(amount)} 元") for key, amount in shares_of(facts).items()]
    return [*two, *rows, ("付款人", str(facts["payer"])), ("移送执行", str(facts["court"]))]


pages.APPROVAL_PAPERS["arbitration.interim"] = sheet
pages.READ_OUT["arbitration.interim"] = read_out
