"""Ending a lead 办结: the conclusions of the law with the proofs each needs, the second person, the refusals.

The table of conclusions (`law.conclusions`) is the only list; here each code has one test over what is on file. A lead is not closed
while one of its orders is unanswered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears import clock
from arrears.cases import callbacks
from arrears.cases.acting import Doing, approval_when, checks, handles
from arrears.cases.models import CaseEvent, ContactAttempt, Proceeding
from arrears.db import session
from arrears.intake.actions.contacts import REACHED, REPORTER
from arrears.intake.actions.orders import DONE, orders_of
from arrears.intake.actions.registering import lead_of
from arrears.intake.actions.uploads import attach
from arrears.intake.models import Lead
from arrears.intake.queries import together
from arrears.law import codes
from arrears.law.conclusions import CONCLUSIONS, LARGE_WORKERS, LARGE_YUAN, sample_size
from arrears.law.refusal import Refused

SOURCE = "处置结论表（监察、线索办结规则）"
CALLS, CALL_DAYS = 5, 3
"""Unreachable: five calls on three days at different hours, and a message (law 6 `unreachable`)."""


@dataclass(frozen=True, slots=True)
class OnFile:
    """What a lead has on file that its ending may rest on. Read once; shown on the form and asked by the tests."""

    unanswered: tuple[str, ...] = ()
    calls: int = 0
    call_days: int = 0
    call_hours: int = 0
    messages: int = 0
    visits: int = 0
    told_reporter: bool = False
    callbacks_paid: int = 0
    taken_up: bool = False
    linked: bool = False
    procedures: frozenset[str] = field(default_factory=frozenset)
    """Procedures of the same matter, `mediation`, `arbitration`, `inspection`, with `:agreed` or `:accepted` where they got there."""


def on_file(proceeding_id: int, matter_id: int) -> OnFile:
    """Read what there is. Six statements."""
    lead = session.get(Lead, proceeding_id)
    merged = together.merged_into(proceeding_id)
    orders = orders_of([proceeding_id, *merged])
    attempts = list(session.scalars(select(ContactAttempt).where(ContactAttempt.proceeding_id == proceeding_id)))
    title = session.scalar(select(Proceeding.title).where(Proceeding.id == proceeding_id)) or REPORTER
    mine = [a for a in attempts if a.to.startswith(REPORTER) or a.to == title]
    vain = [a for a in mine if a.channel == "phone" and a.result not in REACHED and a.result != "other_person"]
    return OnFile(
        unanswered=tuple(row.order_no for row in orders if row.state not in DONE),
        calls=len(vain),
        call_days=len({clock.day_of(a.at) for a in vain}),
        call_hours=len({a.at.hour for a in vain}),
        messages=sum(1 for a in mine if a.channel == "sms"),
        visits=sum(1 for a in attempts if a.channel in {"visit", "on_site"}),
        told_reporter=any(a.result in REACHED or a.channel == "sms" for a in mine),
        callbacks_paid=_paid_callbacks(matter_id),
        taken_up=bool(lead is not None and lead.extra.get("taken_up")),
        linked=bool(lead is not None and (lead.merged_into or lead.extra.get("group") or lead.extra.get("twin"))),
        procedures=_procedures(matter_id),
    )


def _paid_callbacks(matter_id: int) -> int:
    """Workers who said on the call-back, in whichever case of the matter, that they have their money."""
    cases = session.execute(select(Proceeding.id, Proceeding.owner_id).where(Proceeding.matter_id == matter_id))
    heard = callbacks.said(session(), {row.id: row.owner_id for row in cases})
    return len(heard.paid - heard.against)


def _procedures(matter_id: int) -> frozenset[str]:
    found: set[str] = set()
    for row in session.execute(select(Proceeding.id, Proceeding.procedure).where(Proceeding.matter_id == matter_id)):
        found.add(row.procedure)
        acts = set(session.scalars(select(CaseEvent.act).where(CaseEvent.proceeding_id == row.id)))
        if "mediation.agree" in acts:
            found.add("mediation:agreed")
        if acts & {"arbitration.accept", "arbitration.accept-lacking"}:
            found.add("arbitration:accepted")
    return frozenset(found)


Test = Callable[[Doing, OnFile, Lead], None]


def _proofs(doing: Doing) -> list[Any]:
    return [p for p in doing.facts.get("proofs") or () if "sha256" in p]


def _no(field_name: str, sentence: str) -> Refused:
    return Refused(field_name, sentence, SOURCE)


def _needs_proof(doing: Doing, what: str) -> None:
    if not _proofs(doing):
        raise _no("proofs", f"还缺证明材料：{what}。请上传后再办结。")


def _paid(doing: Doing, file: OnFile, lead: Lead) -> None:
    """Money = due, proof by row, call-back by another person."""
    _needs_proof(doing, "付款凭证（银行回单，或者签收单和交付照片）")
    due: Decimal | None = doing.facts.get("amount_due")
    paid: Decimal | None = doing.facts.get("amount_paid")
    if due is None or due <= 0:
        raise _no("amount_due", "请填写核实的应付合计；没有核实金额，不能以“已足额支付”办结。")
    if paid is None or paid < due:
        short = due - (paid or Decimal(0))
        way = "余款有协议的选“部分支付、余款分期”。"
        raise _no("amount_paid", f"凭证合计少于应付合计，还差 {short:,.2f} 元，不能以“已足额支付”办结；{way}")
    if doing.facts.get("paid_on") is None or doing.facts["paid_on"] > doing.day:
        raise _no("paid_on", "请填写付款日期，不能晚于今天。")
    workers = doing.facts.get("workers_verified") or lead.workers_verified or lead.workers_claimed
    if not workers:
        raise _no("workers_verified", "请填写核实人数，回访要按人数核对。")
    needed = sample_size(int(workers))
    if file.callbacks_paid < needed:
        raise _no("", f"须由承办人以外的同事回访 {needed} 人确认已收到，现在有 {file.callbacks_paid} 人；请先办“回访”。")


def _partly(doing: Doing, file: OnFile, lead: Lead) -> None:
    _needs_proof(doing, "已付部分的凭证和余款协议")
    if "mediation:agreed" not in file.procedures:
        raise _no("conclusion", "余款没有在本系统签订的书面协议和分期，请先转入调解签协议。")
    if file.callbacks_paid < 1:
        raise _no("", "已付部分还没有回访确认，请由承办人以外的同事先办“回访”。")


def _settled(doing: Doing, file: OnFile, lead: Lead) -> None:
    if "mediation:agreed" not in file.procedures:
        raise _no("conclusion", "同一事项没有已达成协议的调解案件，不能以“和解、调解达成”办结。")


def _arbitration(doing: Doing, file: OnFile, lead: Lead) -> None:
    if "arbitration:accepted" not in file.procedures and not str(doing.facts.get("case_no") or "").strip():
        raise _no("case_no", "请填写仲裁受理案号；只告知可以申请仲裁的，不算导入。")


def _number_and_proof(what: str) -> Test:
    def test(doing: Doing, file: OnFile, lead: Lead) -> None:
        _needs_proof(doing, what)
        if not str(doing.facts.get("case_no") or "").strip():
            raise _no("case_no", "请填写对方机关的案号或者回执编号。")

    return test


def _proof_only(what: str) -> Test:
    def test(doing: Doing, file: OnFile, lead: Lead) -> None:
        _needs_proof(doing, what)

    return test


def _told_way(what: str) -> Test:
    def test(doing: Doing, file: OnFile, lead: Lead) -> None:
        _needs_proof(doing, what)
        if not doing.facts.get("told_way"):
            raise _no("told_way", "须书面告知后续途径并勾选，才能这样办结。")

    return test


def _other_body(doing: Doing, file: OnFile, lead: Lead) -> None:
    if doing.proceeding.state != "l-handed-over":
        raise _no("conclusion", "还没有转办；请先“转办”，对方接收后再以“已转有权机关”办结。")
    if not file.taken_up:
        raise _no("conclusion", "对方还没有接收办理；请先登记“转办反馈”（附回执），再办结。")


def _duplicate(doing: Doing, file: OnFile, lead: Lead) -> None:
    if not file.linked and not str(doing.facts.get("case_no") or "").strip():
        raise _no("case_no", "请填写重复的那一件的编号（线索、调解、仲裁或监察）。")
    if not file.told_reporter:
        raise _no("", "还没有告知反映人的联系记录，请先打电话或发短信告知并记下。")


def _unreachable(doing: Doing, file: OnFile, lead: Lead) -> None:
    """Five calls on three days at different hours, a message, a visit with a photo."""
    if file.calls < CALLS or file.call_days < CALL_DAYS:
        raise _no(
            "conclusion",
            f"须在 {CALL_DAYS} 天内不同时段拨打 {CALLS} 次，现在有 {file.call_days} 天 {file.calls} 次未接通的记录，请继续联系并记下。",
        )
    if file.call_hours < 2:
        raise _no("conclusion", f"{CALLS} 次电话须在不同时段拨打，现在都在同一时段，请换时段再打。")
    if file.messages < 1:
        raise _no("conclusion", "还没有发短信的记录，请发短信并在“记联系”里选“短信”记下。")
    _needs_proof(doing, "上门走访的照片（找不到单位或者地点）")
    if file.visits < 1:
        raise _no("conclusion", "还没有上门走访的记录，请在“记联系”里选“上门”记下。")


def _withdrawn(doing: Doing, file: OnFile, lead: Lead) -> None:
    _needs_proof(doing, "录音或者本人签名的撤回书")
    for name, words in (("asked_pressure", "是否受到压力"), ("asked_paid", "是否已收到款")):
        if not doing.facts.get(name):
            raise _no(name, f"撤回须问明本人{words}，问过后勾选。")


TESTS: Mapping[str, Test] = {
    "paid": _paid,
    "paid-partly-agreed": _partly,
    "settled": _settled,
    "to-arbitration": _arbitration,
    "inspection-decided": _proof_only("决定书和送达凭证"),
    "no-arrears": _told_way("工资台账、转账记录、考勤记录和双方意见"),
    "not-wage": _told_way("合同，以及其下劳动者的陈述"),
    "to-other-body": _other_body,
    "duplicate": _duplicate,
    "unreachable": _unreachable,
    "withdrawn": _withdrawn,
    "to-court": _number_and_proof("法院受理材料"),
    "court-enforcement": _number_and_proof("法院受理申请的材料"),
    "to-police": _proof_only("移送书回执"),
    "over-limit": _told_way("期限计算说明和书面不予受理决定"),
}
"""Conclusion -> the test of what it needs."""


@approval_when("lead.close")
def needs_second_person(proceeding: Proceeding, facts: Mapping[str, Any]) -> bool:
    """The column "checked by" of the table; a large lead is always looked at by a second person (law 6)."""
    row = CONCLUSIONS[str(facts["conclusion"])]
    large = (proceeding.workers or 0) >= LARGE_WORKERS or (proceeding.amount or Decimal(0)) >= LARGE_YUAN
    return bool(row.checked_by) or large


@checks("lead.close")
def check_close(doing: Doing) -> None:
    """Whether this ending holds: orders answered, proofs there, the reporter answered or why not, the right checker."""
    file = on_file(doing.proceeding.id, doing.proceeding.matter_id)
    if file.unanswered:
        raise Refused("", f"还有 {len(file.unanswered)} 件工单没有最终答复（{'、'.join(file.unanswered[:3])}），请先答复再办结。")
    conclusion = str(doing.facts["conclusion"])
    TESTS[conclusion](doing, file, lead_of(doing))
    facts = doing.facts
    answered = facts.get("answer_text") and facts.get("answered_on") and facts.get("channel")
    if not answered and not str(facts.get("no_answer_reason") or "").strip():
        raise Refused("answer_text", "请写明答复内容、日期和方式；没有答复反映人的，写明原因。")
    if facts.get("answered_on") and facts["answered_on"] > doing.day:
        raise Refused("answered_on", "答复日期不能晚于今天。")
    if not facts.get("cause"):
        raise Refused("cause", "请选择核实的欠薪原因；查无欠薪的选“查无欠薪”。")
    _right_checker(doing, conclusion)


def _right_checker(doing: Doing, conclusion: str) -> None:
    """Where the head of inspection has to look (for a lead without a case: the head), another colleague's signature does not do."""
    signing = doing.for_user_id is not None and doing.for_user_id != doing.viewer.user_id
    if signing and CONCLUSIONS[conclusion].checked_by in {"MI", "first-head"} and "SU" not in doing.viewer.roles:
        raise Refused("", f"“{CONCLUSIONS[conclusion].zh}”须由机构负责人审核。", SOURCE)


@handles("lead.close")
def close(doing: Doing) -> None:
    """办结."""
    facts, lead = doing.facts, lead_of(doing)
    attach(doing, _proofs(doing))
    doing.proceeding.conclusion = facts["conclusion"]
    lead.cause = facts.get("cause") or ""
    if facts.get("amount_due") is not None:
        lead.amount_verified = facts["amount_due"]
    if facts.get("workers_verified") is not None:
        lead.workers_verified = facts["workers_verified"]
    if facts["conclusion"] == "paid":
        doing.proceeding.money_closed_at = doing.recorded_at
    doing.clocks.drop("next-contact")
    doing.clocks.drop("set", subject="facts")
    doing.summary(f"办结：{codes.label('conclusion', facts['conclusion'])}")


@handles("lead.reopen")
def reopen(doing: Doing) -> None:
    """重办."""
    doing.proceeding.conclusion = None
    if doing.facts["reason"] == "not-paid":
        doing.proceeding.money_closed_at = None
    reason = codes.label("reopen_reason", doing.facts["reason"])
    doing.tell({doing.proceeding.owner_id or 0}, f"{doing.proceeding.number} 已重办：{reason}。")
    doing.summary(f"重办：{reason}")

