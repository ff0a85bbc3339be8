"""Ends and what runs beside them 结案、移送: result told, filing revoked, closing with its conclusion, the way to the police (310)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select

from arrears import clock
from arrears.cases import calendar, ledger, pages, printing
from arrears.cases.acting import Doing, checks, grants_by, handles
from arrears.cases.models import CaseEvent
from arrears.cases.visibility import Head
from arrears.db import session
from arrears.documents.actions import issue
from arrears.documents.models import Serving
from arrears.inspection import casefile, ordering
from arrears.inspection.casefile import row_of
from arrears.inspection.models import Inspection
from arrears.inspection.receiving import notify
from arrears.law import codes
from arrears.law.conclusions import CONCLUSIONS, sample_size
from arrears.law.money import digits
from arrears.law.refusal import Refused
from arrears.money import actions as money
from arrears.money.models import Obligation

REVOKING = "《劳动保障监察条例》第十八条"
NEXT_STEP = "对金额仍有争议的，可以依法申请劳动争议仲裁；用人单位打击报复的，请立即告知监察员"


# result


@checks("inspection.insp-tell")
def check_result(doing: Doing) -> None:
    """The result names no other worker."""
    names = {p.name for p in casefile.workers(doing.proceeding.id)}
    if len(names) > 1:
        for name in names:
            if len(name) > 1 and name in doing.facts["result"]:
                words = f"处理结果里写有“{name}”；告知书分别交给各投诉人，不写具体劳动者的姓名。"
                raise Refused("result", words, "《北京市工资支付规定》第三十二条")


@handles("inspection.insp-tell")
def tell(doing: Doing) -> None:
    """处理结果告知书 to each who complained, or to the reporter who left a name."""
    sent = _notice(doing, doing.facts["result"])
    doing.summary(f"告知处理结果{'' if sent else '（举报人没有留名，不出告知书）'}：{doing.facts['result'][:120]}")


def _notice(doing: Doing, result: str) -> int:
    row = row_of(doing)
    facts = {
        "report": row.kind == "report", "received_on": row.received_on, "employer": casefile.employer(doing.proceeding.id).name,
        "result": result, "next_step": NEXT_STEP, "inspectors": casefile.licensed(casefile.inspectors_of(doing)),
    }  # fmt: skip
    return notify(doing, row, facts, "insp-result-notice")


@checks("inspection.insp-revoke-filing")
def check_revocation(doing: Doing) -> None:
    """Slight and put right, or no breach: either way nothing is open (监察条例 第十八条)."""
    left = ordering.open_sum(doing)
    if left:
        raise Refused("ground", f"责令支付的 {digits(left)} 元还没有付清，不能撤销立案；付清的先登记支付。", REVOKING)
    if doing.facts["ground"] == "no_breach" and row_of(doing).order_on is not None:
        raise Refused("ground", "已经责令支付并付清的，不是“查无违法行为”；请选“轻微且已改正”，或者办“结案”。", REVOKING)


@handles("inspection.insp-revoke-filing")
def revoke_filing(doing: Doing) -> None:
    """撤销立案; the complainant is told why."""
    ground = codes.label("revoke_filing_ground", doing.facts["ground"])
    doing.proceeding.conclusion = "no-arrears" if doing.facts["ground"] == "no_breach" else "paid"
    _notice(doing, str(doing.facts.get("reason") or f"经调查，{ground}，本局决定撤销立案。"))
    doing.summary(f"撤销立案：{ground}")


# closing


CLOSING = ("paid", "inspection-decided", "court-enforcement", "to-court", "to-police", "settled", "paid-partly-agreed")
"""Conclusions with which an inspection that was ordered or decided may end (law file 6)."""


def _paid(doing: Doing) -> None:
    left = ordering.open_sum(doing)
    owed, _ = money.owed_and_paid(doing)
    if left or not owed:
        raise Refused("conclusion", f"还有 {digits(left)} 元没有付清，不能按“已足额支付”结案；付款的先登记支付，逐人附凭证。")
    people = set(
        doing.session.scalars(
            select(Obligation.worker_id).where(Obligation.proceeding_id == doing.proceeding.id, Obligation.voided_seq.is_(None))
        )
    )
    need, have = sample_size(len(people)), len(called_back(doing))
    if have < need:
        raise Refused("conclusion", f"须由承办人以外的同事回访 {need} 人确认已收到，现在有 {have} 人；请先办“回访”。")


def called_back(doing: Doing) -> set[str]:
    """Workers who told a colleague of the handler, after the last payment, that the money came."""
    events = doing.session.execute(
        select(CaseEvent.seq, CaseEvent.act)
        .where(CaseEvent.proceeding_id == doing.proceeding.id)
        .where(CaseEvent.act.in_(["inspection.call-back", "inspection.insp-pay-proof"]))
        .order_by(CaseEvent.seq)
    ).all()
    last = max((e.seq for e in events if e.act.endswith("pay-proof")), default=0)
    facts = ledger.facts_of(doing.proceeding.id, [e.seq for e in events if e.act.endswith("call-back") and e.seq > last])
    return {str(f.get("worker")) for f in facts.values() if f.get("result") == "paid"}


def _decided(doing: Doing) -> None:
    if row_of(doing).decision_served_on is None:
        raise Refused("conclusion", "处理决定还没有作出并送达，不能按“已作行政处理决定”结案。")


def _court(doing: Doing) -> None:
    seqs = doing.session.scalars(
        select(CaseEvent.seq).where(CaseEvent.proceeding_id == doing.proceeding.id, CaseEvent.act == "inspection.record-court")
    )
    if not any(f.get("stage") in {"taken", "ruled"} for f in ledger.facts_of(doing.proceeding.id, list(seqs)).values()):
        raise Refused("conclusion", "人民法院还没有受理强制执行申请，请先登记“法院受理、裁定”。")


def _police(doing: Doing) -> None:
    if not casefile.happened(doing.proceeding.id, "crim-hand-over"):
        raise Refused("conclusion", "还没有移送公安并取得回执，不能按“已移送公安”结案。")


TESTS: Mapping[str, Callable[[Doing], None]] = {
    "paid": _paid, "inspection-decided": _decided, "court-enforcement": _court, "to-police": _police,
}  # fmt: skip
NEED_PROOF = frozenset({"to-court", "settled", "paid-partly-agreed"})


@checks("inspection.insp-close")
def check_close(doing: Doing) -> None:
    """The conclusion is proved; no money of the order is left without a decision; no lateness is left without its cause."""
    conclusion = doing.facts["conclusion"]
    if conclusion not in CLOSING:
        raise Refused("conclusion", "监察案件不能以这一结论结案；查无欠薪、非劳动报酬的请办“撤销立案”，移送的请办“移送其他机关”。")
    left = ordering.open_sum(doing)
    if left and doing.proceeding.state == "i-ordered":
        raise Refused(
            "conclusion",
            f"责令支付的 {digits(left)} 元还没有付清，也没有作出处理决定，不能结案；"
            "付清的登记支付，逾期不付的办调查终结、事先告知和处理决定。",
            "《劳动保障监察条例》第二十六条",
        )
    if doing.proceeding.state == "i-enforcing" and left and conclusion != "court-enforcement":
        raise Refused("conclusion", "已申请强制执行的，人民法院受理后以“行政机关已申请强制执行”结案，付清的以“已足额支付”结案。")
    TESTS.get(conclusion, lambda _: None)(doing)
    if conclusion in NEED_PROOF and not any("sha256" in p for p in doing.facts["proofs"] if isinstance(p, Mapping)):
        raise Refused("proofs", f"“{CONCLUSIONS[conclusion].zh}”要有证明材料：{'、'.join(CONCLUSIONS[conclusion].proofs)}，请上传。")
    unexplained = [r for r in doing.clocks.rows if r.ours and r.late_at is not None and r.cause is None and r.rule_id != "bl-decide"]
    if unexplained:
        raise Refused("", f"“{unexplained[0].title}”已逾期，还没有说明原因；请先办“逾期说明”。")


@handles("inspection.insp-close")
def close(doing: Doing) -> None:
    """结案; money that is open stays on the desk of instalments with its own state."""
    doing.proceeding.conclusion = doing.facts["conclusion"]
    doing.summary(f"结案：{codes.label('conclusion', doing.facts['conclusion'])}")


@grants_by("inspection.insp-close")
def who_signs(facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The head of the unit; a closing for the police the head of the department in person (310 第五条)."""
    return ("HD",) if facts.get("conclusion") == "to-police" else ("MI",)


def closing_sheet(head: Head, facts: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """结案审批表 beside the signature."""
    row = session.get(Inspection, head.id)
    assert row is not None
    two = casefile.licensed(casefile.team(head.id))
    sums = session.execute(
        select(Obligation.amount, Obligation.paid).where(Obligation.proceeding_id == head.id, Obligation.voided_seq.is_(None))
    ).all()
    days = calendar.in_force().workdays_between(row.filed_on, clock.today()) if row.filed_on else 0
    course = row.findings or f"{row.order_on} 责令限期支付，期限至 {row.order_due_on}。"
    names = [str(p.get("name", "")) for p in facts.get("proofs") or () if isinstance(p, Mapping)]
    return "insp-closing-approval", {
        "employer": head.against, "filed_on": row.filed_on or head.opened_at.date(), "days": days, "breach": casefile.breach_words(row),
        "course": course, "headcount": head.workers or 0, "ordered": sum((s.amount for s in sums), casefile.ZERO),
        "paid": sum((s.paid for s in sums), casefile.ZERO), "conclusion": codes.label("conclusion", facts["conclusion"]),
        "proofs": list(filter(None, names)), "inspectors": two,
        "proposal": {"label": "承办人意见", "text": "建议结案。", "name": two[0]["name"] if two else "", "on": clock.today()},
    }  # fmt: skip


pages.APPROVAL_PAPERS["inspection.insp-close"] = closing_sheet


# to the police


BOXES = ("remuneration", "conduct", "amount", "order", "evidence", "who")
"""Elements that each must be there (law file 4.1); `summoned` is one way of `conduct`, `order_posted` belongs to one who fled."""
TRANSFER_RULES = "《行政执法机关移送涉嫌犯罪案件的规定》第五条"
CRIME = "《中华人民共和国刑法》第二百七十六条之一"


@checks("inspection.crim-report")
def check_report(doing: Doing) -> None:
    """Two inspectors; every element; an order that was served and not obeyed."""
    casefile.demand_two(doing, [int(i) for i in doing.facts["inspectors"]], "inspectors")
    words = codes.codes("crime_boxes")
    missing = [words[b] for b in BOXES if b not in doing.facts["boxes"]]
    if missing:
        raise Refused("boxes", f"构成要件还缺：{'、'.join(missing)}；每一项都要有证据，缺一不能移送。", CRIME)
    row = row_of(doing)
    due = row.order_due_on
    if row.order_served_on is None or due is None or due >= doing.recorded_at.date() or not ordering.open_sum(doing):
        raise Refused("boxes", "没有送达的责令支付文书，或者责令期限未满、款项已付清，“经责令支付仍不支付”不成立。", CRIME)


@handles("inspection.crim-report")
def crim_report(doing: Doing) -> None:
    """成立专案组、书面报告: the head has three days."""
    for user in doing.facts["inspectors"]:
        doing.seat(int(user), "inspector")
    heads = {str(s) for s in doing.facts["suspects"]}
    doing.summary(f"涉嫌拒不支付劳动报酬，成立专案组，涉嫌人员 {len(heads)} 人，报部门负责人批准")


@checks("inspection.crim-approve")
def check_approval(doing: Doing) -> None:
    """After the written report."""
    if not doing.clocks.open("crim-approve"):
        raise Refused("", "还没有成立专案组书面报告，请由监察机构负责人先办“成立专案组、报告”。", TRANSFER_RULES)


@handles("inspection.crim-approve")
def crim_approve(doing: Doing) -> None:
    """批准移送 / 不移送: the moment of the signature counts, the twenty-four hours run from it."""
    doing.facts["at"] = doing.recorded_at
    words = "批准移送，二十四小时内送公安机关" if doing.facts["approved"] else f"不批准移送：{doing.facts['reason'][:80]}"
    doing.tell(set(casefile.team(doing.proceeding.id)), f"{doing.proceeding.number} {words}")
    doing.summary(words)


@checks("inspection.crim-hand-over")
def check_hand_over(doing: Doing) -> None:
    """Only what the first head has approved."""
    if not doing.clocks.open("crim-hand-over"):
        raise Refused("", "部门正职负责人还没有批准移送，不能移送公安。", TRANSFER_RULES)


SERVED: Mapping[str, str] = {"direct": "直接送达", "post": "邮寄送达", "leave_post": "张贴送达并拍照", "electronic": "电子送达"}


@handles("inspection.crim-hand-over")
def crim_hand_over(doing: Doing) -> None:
    """涉嫌犯罪案件移送书, with the order and the proof of its service."""
    facts, row = doing.facts, row_of(doing)
    left = ordering.open_by_worker(doing.proceeding.id)
    order = casefile.paper(doing.proceeding.id, ordering.ORDER)
    assert order is not None
    method = doing.session.scalar(select(Serving.method).where(Serving.document_id == order.id, Serving.effective_on.is_not(None)).limit(1))
    seqs = doing.session.scalars(
        select(CaseEvent.seq).where(CaseEvent.proceeding_id == doing.proceeding.id, CaseEvent.act == "inspection.crim-report")
    )
    reported = ledger.facts_of(doing.proceeding.id, list(seqs))
    suspects = [str(s) for f in reported.values() for s in f.get("suspects") or ()]
    police = str(facts.get("police") or "公安机关")
    paper = {
        "to": police, "party": printing.party(casefile.employer(doing.proceeding.id)), "suspects": suspects,
        "headcount": len(left), "wages": sum(left.values(), casefile.ZERO), "order_on": row.order_on, "order_no": order.number,
        "service": SERVED.get(str(method), "依法送达"), "order_due": row.order_due_on,
        "evidence": ["调查报告", "责令支付文书及送达回证", "证据清单", "工资明细", "联系人"],
        "copy_to": str(facts.get("copy_to") or "人民检察院"),
        "inspectors": casefile.licensed(casefile.inspectors_of(doing)),
    }  # fmt: skip
    issue(doing, "insp-case-transfer", paper, recipients={police: None})
    doing.summary(f"移送{police}，已取得回执")


@handles("inspection.bl-decide")
def blacklist(doing: Doing) -> None:
    """列入、不列入: recorded here; the notice and the decision on paper are made outside."""
    who = "；".join(map(str, doing.facts["persons"]))[:120]
    doing.summary(f"决定列入失信联合惩戒名单：{who}" if doing.facts["listed"] else f"不列入失信名单：{who}")
