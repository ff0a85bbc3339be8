"""Decision 行政处理: the inquiry concluded, the employer told and heard, the decision and its service, demand, enforcement.

A decision orders the wages that are still open and adds 50 to 100 per cent of them as damages to each worker (监察条例 26).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from sqlalchemy import select

from arrears import clock
from arrears.access import preferences
from arrears.access.models import Body
from arrears.cases import pages, printing
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.common_acts import lapse as common_lapse
from arrears.cases.models import Deadline
from arrears.cases.roster import blank
from arrears.db import session
from arrears.documents.actions import body_facts, issue
from arrears.inspection import casefile, ordering
from arrears.inspection.casefile import ZERO, row_of
from arrears.inspection.models import Inspection
from arrears.law import codes
from arrears.law.deadlines import rule_on
from arrears.law.money import digits
from arrears.law.refusal import Refused
from arrears.money import actions as money
from arrears.money.actions import Part

PRENOTICE, DECISION = "insp-handling-prenotice", "insp-handling-decision"
BASIS = "《中华人民共和国劳动法》第九十一条、《劳动保障监察条例》第十八条、第二十六条"
LEAST, MOST = 50, 100
"""Range of the added damages in per cent (监察条例 第二十六条)."""
FEN = Decimal("0.01")
NO_STATEMENT = "未在告知的期限内陈述、申辩"


def damages_of(wages: Decimal, rate: int) -> Decimal:
    """Added damages of one worker, to the fen."""
    return (wages * rate / 100).quantize(FEN, ROUND_HALF_UP)


@checks("inspection.insp-conclude")
def check_conclusion(doing: Doing) -> None:
    """After an order whose time is over and that is not paid: every other way out of the inquiry has an act of its own."""
    row = row_of(doing)
    article = "《劳动保障监察条例》第十八条"
    if row.order_on is None:
        raise Refused("", "还没有责令改正：查实欠薪的先责令限期支付，查无违法的办“撤销立案”。", article)
    if not ordering.open_sum(doing):
        raise Refused("", "责令支付的款项已经付清，不需要再作处理决定；请直接办“结案”。", article)
    if row.order_served_on is None:
        raise Refused("", "限期改正指令书还没有送达，改正期限没有起算；请先登记送达。", article)
    if row.order_due_on is None or row.order_due_on >= doing.recorded_at.date():
        raise Refused("", f"责令期限到 {row.order_due_on} 才届满，单位还可以在期限内支付；期满未付清的再终结调查。", article)


@handles("inspection.insp-conclude")
def conclude(doing: Doing) -> None:
    """调查终结: what was found and by what it is proved; the decision's fifteen workdays begin."""
    row = row_of(doing)
    row.findings, row.found_by = doing.facts["findings"], [str(e) for e in doing.facts["evidence"]]
    doing.clocks.drop("insp-inquiry-reply")
    doing.summary(f"调查终结，证据 {len(row.found_by)} 份")


@checks("inspection.insp-prenotice")
def check_prenotice(doing: Doing) -> None:
    """Only after an order that was served and not obeyed in its time; something must be open."""
    facts, row = doing.facts, row_of(doing)
    article = "《劳动保障监察条例》第二十六条"
    if facts["kind"] != "handling":
        raise Refused("kind", "行政处罚的告知和决定请按处罚程序另行制作，这里办责令支付和加付赔偿金的行政处理。")
    if row.order_on is None:
        raise Refused("", "还没有责令限期支付，不能直接作出加付赔偿金的处理；查无违法的请办“撤销立案”。", article)
    if row.order_served_on is None:
        raise Refused("", "限期改正指令书还没有送达，改正期限没有起算；请先登记送达。", article)
    due = row.order_due_on
    if due is None or due >= doing.recorded_at.date():
        raise Refused("", f"责令期限到 {due} 才届满，单位还可以在期限内支付；期满未付清的再告知。", article)
    if not ordering.open_sum(doing):
        raise Refused("", "责令支付的款项已经付清，没有可以处理的欠款；请办“结案”。", article)
    rate = int(facts.get("rate") or LEAST)
    if not LEAST <= rate <= MOST:
        raise Refused("rate", f"加付赔偿金的比例应在 {LEAST}% 至 {MOST}% 之间，您填的是 {rate}%。", article)


def statement_days(body_id: int) -> int:
    """Workdays to speak: the body's setting, else the rule's length."""
    chosen = preferences.chosen(body_id, clock.today()).get("statement")
    return int(chosen or rule_on("statement", clock.today()).length or 0)


def prenotice_paper(proceeding_id: int, body_id: int, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts of the 行政处理事先告知书: the same beside the signature and when it is issued."""
    row = session.get(Inspection, proceeding_id)
    assert row is not None
    left, rate = ordering.open_by_worker(proceeding_id), int(facts.get("rate") or LEAST)
    return {
        "to": casefile.employer(proceeding_id).name, "order_no": casefile.number_of(proceeding_id, ordering.ORDER), "headcount": len(left),
        "wages": sum(left.values(), ZERO), "rate": rate, "damages": sum((damages_of(a, rate) for a in left.values()), ZERO),
        "findings": facts["facts"], "evidence": list(row.found_by or ["调查笔录"]), "basis": facts["basis"],
        "days": statement_days(body_id), "inspectors": casefile.licensed(casefile.chosen(proceeding_id, facts)),
    }  # fmt: skip


@handles("inspection.insp-prenotice")
def prenotice(doing: Doing) -> None:
    """行政处理事先告知书: what is meant to be ordered, and the days to speak, from the service."""
    facts, row = doing.facts, row_of(doing)
    made = prenotice_paper(doing.proceeding.id, doing.proceeding.body_id, facts)
    row.rate, row.prenotice_on, row.findings = made["rate"], doing.day, facts["facts"]
    issue(doing, PRENOTICE, made, recipients={made["to"]: casefile.employer(doing.proceeding.id).id})
    sums = f"{digits(made['wages'])} 元，加付 {row.rate}% 赔偿金 {digits(made['damages'])} 元"
    doing.summary(f"拟责令支付 {sums}，告知陈述申辩权")


pages.APPROVAL_PAPERS["inspection.insp-prenotice"] = lambda head, facts: (PRENOTICE, prenotice_paper(head.id, head.body_id, facts))


@checks("inspection.insp-statement")
def check_statement(doing: Doing) -> None:
    """A handling carries no right to a hearing (处罚法 63 is about penalties)."""
    if doing.facts["asks_hearing"]:
        words = "行政处理没有听证程序，请选“否”；单位的意见写在上面，决定时逐条答复。"
        raise Refused("asks_hearing", words, "《行政处罚法》第六十三条")


@handles("inspection.insp-statement")
def statement(doing: Doing) -> None:
    """陈述申辩."""
    row_of(doing).statement = doing.facts["text"]
    doing.summary("单位提出陈述申辩意见")


@checks("inspection.insp-decide")
def check_decision(doing: Doing) -> None:
    """The employer has been told, and has spoken or let the days pass; the sums are those of the order."""
    facts, row = doing.facts, row_of(doing)
    article = "《劳动保障监察条例》第十九条"
    spoken = bool(row.statement)
    running = doing.clocks.open("statement")
    served = casefile.paper(doing.proceeding.id, PRENOTICE)
    if served is not None and not spoken and not running and not _statement_began(doing):
        raise Refused("", "事先告知书还没有送达，陈述申辩的期限没有起算；请先登记送达。", article)
    if running and not spoken and (running[0].due_on is None or running[0].due_on >= doing.recorded_at.date()):
        raise Refused("", f"陈述申辩的期限到 {running[0].due_on} 届满，期满或者单位提出意见以后才能作出决定。", article)
    left = ordering.open_by_worker(doing.proceeding.id)
    wages = sum(left.values(), ZERO)
    if facts["wages"] != wages:
        raise Refused("wages", f"责令支付的工资应是查明而未付的 {digits(wages)} 元，填的是 {digits(facts['wages'])} 元。", article)
    damages = sum((damages_of(amount, row.rate or LEAST) for amount in left.values()), ZERO)
    if facts["damages"] != damages:
        words = f"按告知的 {row.rate}% 逐人计算，赔偿金应是 {digits(damages)} 元，填的是 {digits(facts['damages'])} 元。"
        raise Refused("damages", words, article)
    if not wages:
        raise Refused("", "款项已经付清，不再作出处理决定；请办“撤销立案”或者“结案”。", article)


def _statement_began(doing: Doing) -> bool:
    query = select(Deadline.id).where(Deadline.proceeding_id == doing.proceeding.id, Deadline.rule_id == "statement")
    return doing.session.scalar(query.limit(1)) is not None


def decision_paper(proceeding_id: int, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts of the 行政处理决定书: the same beside the signature and when it is issued."""
    row = session.get(Inspection, proceeding_id)
    assert row is not None
    left, rate = ordering.open_by_worker(proceeding_id), row.rate or LEAST
    people = {p.id: p for p in casefile.workers(proceeding_id)}
    rows = [
        {"no": n, "name": people[w].name, "id_no": people[w].id_no or blank(n), "wages": left[w], "damages": damages_of(left[w], rate)}
        for n, w in enumerate(left, 1)
    ]
    return {
        "party": printing.party(casefile.employer(proceeding_id)), "filed_on": row.filed_on, "findings": row.findings,
        "headcount": len(left), "wages": facts["wages"], "evidence": list(row.found_by or ["调查笔录"]), "order_on": row.order_on,
        "order_no": casefile.number_of(proceeding_id, ordering.ORDER), "order_due": row.order_due_on, "prenotice_on": row.prenotice_on,
        "statement": row.statement, "answer": facts["statement_answered"] if row.statement else NO_STATEMENT, "basis": BASIS,
        "pay_within": facts["pay_within"], "rate": rate, "damages": facts["damages"], "rows": rows,
        "inspectors": casefile.licensed(casefile.chosen(proceeding_id, facts)),
    }  # fmt: skip


@handles("inspection.insp-decide")
def decide(doing: Doing) -> None:
    """行政处理决定: the damages join the debt; days run from the service."""
    facts, row = doing.facts, row_of(doing)
    left = ordering.open_by_worker(doing.proceeding.id)
    extra = {worker: damages_of(amount, row.rate or LEAST) for worker, amount in left.items()}
    row.decided_on, row.pay_within = doing.day, facts["pay_within"]
    unit = casefile.employer(doing.proceeding.id)
    money.oblige(doing, "decision", "decision-pay", [Part(2, row.order_due_on or doing.day, unit.name, extra)], running=False)
    issue(doing, DECISION, decision_paper(doing.proceeding.id, facts), recipients={unit.name: unit.id})
    doing.skip.add(("start", "insp-serve"))
    doing.clocks.start("insp-serve", doing.day, inputs={"paper": "handling"})
    doing.summary(f"决定支付 {len(left)} 人 {digits(facts['wages'])} 元，加付赔偿金 {digits(facts['damages'])} 元")


pages.APPROVAL_PAPERS["inspection.insp-decide"] = lambda head, facts: (DECISION, decision_paper(head.id, facts))


@handles("inspection.insp-serve")
def serve_decision(doing: Doing) -> None:
    """送达决定: the days to pay, to ask for review and to sue run from the day of effect."""
    document = casefile.paper(doing.proceeding.id, DECISION)
    if document is None:
        raise Refused("", "本案没有有效的处理决定书。")
    facts, row = doing.facts, row_of(doing)
    sent = facts["on"]
    given = None if facts["method"] in {"leave_post", "public"} else sent
    unit = casefile.employer(doing.proceeding.id)
    facts |= {"document": str(document.id), "to": unit.name, "sent_on": sent, "effective_on": given}
    facts.setdefault("service_result", "refused" if facts["method"] == "leave_post" else "signed")
    if sent < document.made_on:
        raise Refused("on", f"送达日不能早于决定书日期 {document.made_on}。")
    effective = ordering.enter_service(doing)
    assert effective is not None
    row.decision_served_on = facts["on"] = effective
    doing.skip |= {("satisfy", "insp-serve"), ("start", "decision-pay")}
    doing.clocks.satisfy("insp-serve", sent)
    for instalment in ordering.open_instalments(doing):
        what = "加付赔偿金" if instalment.no == 2 else "工资"
        running = doing.clocks.start(
            "decision-pay", effective, subject=f"instalment:{instalment.id}", inputs={"length": row.pay_within},
            title=f"履行决定：{what} {digits(instalment.amount - instalment.paid)} 元",
        )  # fmt: skip
        doing.clocks.drop("order-pay", subject=f"instalment:{instalment.id}")
        instalment.agreed_on = instalment.due_on = running.due_on or effective
    doing.tell(set(casefile.team(doing.proceeding.id)), f"{doing.proceeding.number} 处理决定已送达（{effective}）。")


@handles("inspection.lapse")
def lapse(doing: Doing) -> None:
    """到期: the waiting days of a demand are over when they are over, nobody is late with them."""
    row = doing.session.get(Deadline, int(doing.facts["clock"]), populate_existing=True)
    if row is not None and row.rule_id == "urge-wait" and row.closed_at is None:
        doing.clocks.satisfy("urge-wait", row.due_on)
        doing.summary("催告期满，仍不履行的可以申请人民法院强制执行")
        return
    common_lapse(doing)


@handles("inspection.record-remedy")
def record_remedy(doing: Doing) -> None:
    """复议、诉讼: what the employer did against the decision."""
    facts = doing.facts
    row_of(doing).remedy = f"{facts['kind']}:{facts['stage']}"
    if facts["kind"] == "review" and facts["stage"] == "decided":
        doing.skip.add(("start", "sue-party"))
        doing.clocks.start("sue-party", facts["on"], inputs={"after_review": True})
    doing.summary(f"{codes.label('remedy_kind', facts['kind'])}：{codes.label('remedy_stage', facts['stage'])}（{facts['on']}）")


def demand_final(doing: Doing) -> None:
    """Neither review nor suit is open, and the time for them is over (强制法 53). Raises `Refused`."""
    row = row_of(doing)
    article = "《行政强制法》第五十三条"
    if row.remedy in {"review:filed", "review:accepted", "suit:filed", "suit:accepted"}:
        raise Refused("", "行政复议或者诉讼还没有结果，不能催告、申请强制执行；有结果后登记再办。", article)
    for rule, word in (("sue-party", "起诉"), ("reconsider-party", "复议")):
        running = doing.clocks.open(rule)
        if running and running[0].due_on is not None and running[0].due_on >= doing.recorded_at.date():
            raise Refused("", f"{word}期限到 {running[0].due_on} 才届满，决定还没有确定；期满不{word}又不履行的再催告。", article)


@checks("inspection.insp-urge")
def check_demand(doing: Doing) -> None:
    """The days to pay are over, the decision is final, the sum is what is open."""
    late = [r for r in doing.clocks.open("decision-pay") if r.due_on is not None and r.due_on >= doing.recorded_at.date()]
    if late:
        raise Refused("", f"决定的履行期限到 {late[0].due_on} 才届满，期满不履行的再催告。", "《行政强制法》第五十四条")
    demand_final(doing)
    left = ordering.open_sum(doing)
    if not left:
        raise Refused("open", "款项已经付清，不需要催告；请办“结案”。")
    if doing.facts["open"] != left:
        raise Refused("open", f"尚欠金额应是 {digits(left)} 元，填的是 {digits(doing.facts['open'])} 元。")


def demand_paper(proceeding_id: int, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts of the 履行催告书: the same beside the signature and when it is issued."""
    row, decision = session.get(Inspection, proceeding_id), casefile.paper(proceeding_id, DECISION)
    assert row is not None
    assert decision is not None
    return {
        "to": casefile.employer(proceeding_id).name, "decision_no": decision.number, "decision_on": row.decided_on,
        "served_on": row.decision_served_on, "open": facts["open"], "days": rule_on("urge-wait", clock.today()).length,
        "how_to_pay": facts["how_to_pay"], "inspectors": casefile.licensed(casefile.team(proceeding_id)),
    }  # fmt: skip


@handles("inspection.insp-urge")
def urge(doing: Doing) -> None:
    """履行催告书; ten workdays from its service must pass."""
    made = demand_paper(doing.proceeding.id, doing.facts)
    issue(doing, "insp-demand-notice", made, recipients={made["to"]: casefile.employer(doing.proceeding.id).id})
    doing.summary(f"催告履行，尚欠 {digits(doing.facts['open'])} 元")


pages.APPROVAL_PAPERS["inspection.insp-urge"] = lambda head, facts: ("insp-demand-notice", demand_paper(head.id, facts))


def _waiting(doing: Doing) -> Deadline | None:
    """The clock that began when the demand was served, over or not; None before."""
    query = select(Deadline).where(Deadline.proceeding_id == doing.proceeding.id, Deadline.rule_id == "urge-wait")
    return doing.session.scalars(query.order_by(Deadline.id.desc()).limit(1)).first()


@checks("inspection.insp-enforce")
def check_enforcement(doing: Doing) -> None:
    """The demand's ten workdays are over, the three months are not, nothing is before a court."""
    article = "《行政强制法》第五十三条、第五十四条"
    wait = _waiting(doing)
    if wait is None:
        raise Refused("", "催告书还没有送达，请先登记送达；送达满十个工作日仍不履行的才能申请。", article)
    if wait.due_on is not None and wait.due_on >= doing.recorded_at.date():
        raise Refused("", f"催告期到 {wait.due_on} 届满，从次日起才能申请强制执行。", article)
    demand_final(doing)
    window = doing.clocks.open("enforce-window")
    if not window:
        raise Refused("", "申请强制执行的三个月期限没有在计算（起诉期限没有届满，或者已经过期），请核对期限。", article)
    if window[0].due_on is not None and window[0].due_on < doing.recorded_at.date():
        raise Refused("", f"申请强制执行的期限已于 {window[0].due_on} 届满，人民法院不予受理；有正当理由的请说明。", article)
    if not ordering.open_sum(doing):
        raise Refused("", "款项已经付清，不需要申请强制执行；请办“结案”。", article)


@handles("inspection.insp-enforce")
def enforce(doing: Doing) -> None:
    """强制执行申请书 to the court of the place."""
    row = row_of(doing)
    unit = casefile.employer(doing.proceeding.id)
    decision = casefile.paper(doing.proceeding.id, DECISION)
    body = doing.session.get(Body, doing.proceeding.body_id)
    wait = _waiting(doing)
    assert decision is not None
    assert body is not None
    assert wait is not None
    court = str(doing.facts.get("court") or body_facts(body, "inspection")["sue_court"])
    if not court:
        raise Refused("court", "请填写受理强制执行申请的人民法院。")
    left = ordering.open_sum(doing)
    facts = {
        "court": court, "party": printing.party(unit), "decision_no": decision.number, "decision_on": row.decided_on,
        "served_on": row.decision_served_on, "headcount": doing.proceeding.workers or 0, "open": left, "urged_on": wait.trigger[:10],
        "inspectors": casefile.licensed(casefile.team(doing.proceeding.id)),
    }  # fmt: skip
    issue(doing, "insp-enforcement-application", facts, recipients={court: None})
    doing.summary(f"申请{court}强制执行 {digits(left)} 元")


@handles("inspection.record-court")
def record_court(doing: Doing) -> None:
    """法院受理、裁定."""
    stage = codes.label("enforcement_court_stage", doing.facts["stage"])
    doing.summary(f"人民法院{stage}（{doing.facts['on']}）")
