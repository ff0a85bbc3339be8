"""What becomes of a lead 线索去向: from the signature for the order to an acceptance, a hand-over, an answer, an end.

The acts come in time: routed by the end of the next workday, filed on the one after it, answered within the order's seven days.
What a morning finds late are a few calls of the night and what the plans name as late.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from arrears import clock, db
from arrears.demo import narratives
from arrears.demo.stage import Stage, Story
from arrears.demo.stories import mediations
from arrears.demo.stories.leads import Call, Line, answer, register
from arrears.demo.stories.mediations import Origin, Plan
from arrears.intake.models import WorkOrder
from arrears.intake.queries import routing

D = Decimal
OLD = 8
"""Calendar days after which a mediation has come to its agreement."""


def told(stage: Stage, call: Call) -> Story:
    """The story of one lead."""
    line = Line(stage, call)
    yield line.came
    register(line)
    yield from ENDINGS[call.goes](line)


def _signed(line: Line) -> Story:
    """Signed for within the two hours, at night by who is on duty."""
    yield line.after(0.6, working=False)
    line.act("sign-order", signed_at=clock.now())


def _called(line: Line) -> Story:
    """Signed and spoken to."""
    yield from _signed(line)
    yield line.after(2.2)
    text = line.stage.rng.choice(
        ["情况属实，愿意调解，下午方便接电话。", "核对了月份和金额，手里有考勤照片。", "希望先催单位付，不行再仲裁。"]
    )
    line.stage.note(line.id, line.desk.clerk, "反映人", "answered", text)


def _employer_called(line: Line) -> Story:
    """The firm promises; who still works on the lead calls it again on the next workday."""
    yield from _called(line)
    yield line.after(3.1)
    text = line.stage.rng.choice(["单位承认欠付，说周五前答复。", "财务称已报老板审批。", "对方说人已离职，要查账后回复。"])
    again = line.workday_after(1) if line.call.goes == "spoken" else None
    line.stage.note(line.id, line.desk.clerk, line.firm.contact, "promised", text, next_at=again)


def _unsigned(line: Line) -> Story:
    """Came in at night; nobody has opened it."""
    return
    yield


def _vain(line: Line) -> Story:
    """Called three times, nobody answers."""
    yield from _signed(line)
    for hours in (1.5, 3, 6):
        yield line.after(hours)
        line.stage.note(line.id, line.desk.clerk, "反映人", "no_answer", "无人接听。")


def _verifying(line: Line) -> Story:
    yield from _called(line)
    yield line.after(4)
    missing = ["用人单位的全称或者营业执照照片", "工作地点", "工资约定和考勤的照片"]
    line.act("ask-facts", missing=missing, due=(clock.now() + timedelta(days=5)).date())


def _back_from_verifying(line: Line) -> Story:
    yield from _verifying(line)
    yield line.after(6)
    line.act("facts-in", came="反映人微信发来营业执照照片和考勤表。", employer_name=line.firm.name, place=line.site)


def accept(line: Line) -> None:
    """筛查受理, as the law proposes, else with a reason."""
    line.act(
        "confirm-route", route="mediation", body=line.desk.district, owner=line.stage.people[line.desk.owner],
        route_reason="双方都愿意先调解，证据比较清楚。",
    )  # fmt: skip


def _accepted(line: Line) -> Story:
    yield from _employer_called(line)
    yield line.after(4.5)
    accept(line)


def _plan_of(line: Line, goes: str, **more: Any) -> Plan:
    """A mediation that is applied for on the next workday."""
    day = line.workday_after(1).date()
    back = next(n for n in range(-1, 90) if line.stage.workday(n).date() == day)
    return Plan(line.desk.mediation, back, goes, line.call.industry, workers=line.call.workers or 1, **more)


def _into_mediation(line: Line, goes: str, **more: Any) -> Story:
    """Accepted; the mediation is told beside the lead."""
    yield from _accepted(line)
    line.stage.tell(mediations.told(line.stage, _plan_of(line, goes, **more), Origin(line.id, line.firm, line.worker)))


def _in_case(line: Line) -> Story:
    """In mediation, the older ones agreed by now."""
    if line.call.back < OLD:
        yield from _into_mediation(line, "mediating")
    else:
        yield from _into_mediation(line, "agreed", parts=2, first_due=14)


def _filed(line: Line) -> Story:
    """In mediation, and the order is answered before its seven days are over."""
    yield from _in_case(line)
    yield line.after(100)
    answer(line, "case", solved="partly", call_first=True)


def _filed_paid(line: Line) -> Story:
    """The mediation is performed, the lead is closed."""
    yield from _into_mediation(line, "performed")
    yield line.after(100)
    answer(line, "case", solved="partly", call_first=True)
    yield line.workday_after(14, 15)
    line.act(
        "close", conclusion="settled", cause="operation", proofs=[line.stage.photo("调解协议书.png")], answer_text="已调解并付清",
        answered_on=clock.today(), channel="phone",
    )  # fmt: skip


def _progress(line: Line) -> Story:
    """In mediation; the hotline has heard how it goes and waits for the final answer."""
    yield from _in_case(line)
    yield line.after(30)
    answer(line, "progress", solved="no", final=False)


def _handed(line: Line) -> Story:
    """To another district; the receiver is inside the city, so no signature is needed."""
    yield from _called(line)
    yield line.after(4)
    receiver = line.stage.rng.choice([n for n in sorted(routing.bodies()) if n not in (line.desk.district, "市")])
    today = clock.today()
    line.act(
        "hand-over", to_body=routing.bodies()[receiver], reason=f"劳动合同履行地在{receiver}，本区只是注册地。", found_on=today,
        deadline=today + timedelta(days=14), reporter_told_on=today,
    )  # fmt: skip


def _handed_answered(line: Line) -> Story:
    yield from _handed(line)
    yield line.after(30)
    answer(line, "handed", solved="partly", call_first=True)


def _handed_taken(line: Line) -> Story:
    yield from _handed_answered(line)
    yield line.after(52)
    line.act("handover-result", taken_up=True, receipt=line.stage.photo("接收回执.png"))


def _handed_back(line: Line) -> Story:
    """The other district sends it back, with reason: the work was done here."""
    yield from _handed_answered(line)
    yield line.after(76)
    line.act("handover-result", taken_up=False, receipt=line.stage.photo("退回函.png"))
    yield line.after(78)
    accept(line)
    yield line.after(79)
    line.stage.tell(mediations.told(line.stage, _plan_of(line, "agreed", first_due=14), Origin(line.id, line.firm, line.worker)))


def _leaving(line: Line) -> Story:
    """Out of the city: waits for the head's signature."""
    yield from _called(line)
    yield line.after(4)
    today = clock.today()
    line.act(
        "hand-over", to_body="河北省廊坊市三河市人力资源和社会保障局", reason="工地和用人单位都在三河市燕郊镇，本市没有管辖。",
        found_on=today,        deadline=today + timedelta(days=14), reporter_told_on=today,
    )  # fmt: skip


def _explained(line: Line) -> Story:
    yield from _called(line)
    yield line.after(4)
    line.act(
        "explain", route="court", text="所述款项是运输费（货款），双方没有劳动关系，不属于劳动报酬。",
        next_step="可以带对账单向单位所在地人民法院起诉，或者申请支付令。",
    )  # fmt: skip


def _explained_answered(line: Line) -> Story:
    yield from _explained(line)
    yield line.after(28)
    answer(line, "explain", solved="no", call_first=True)


def _explained_closed(line: Line) -> Story:
    yield from _explained_answered(line)
    yield line.after(28.5)
    asked = line.act(
        "close", conclusion="not-wage", cause="none", proofs=[line.stage.photo("运输合同.png")], told_way=True, answer_text="已释明",
        answered_on=clock.today(), channel="phone",
    )  # fmt: skip
    yield line.after(31)
    _sign(line, asked)


def _sign(line: Line, asked: Any) -> None:
    """The head signs what waits for a signature; what did not need one is done already."""
    if hasattr(asked, "approval_id"):
        line.stage.decide(asked, line.desk.head)


def _paid(line: Line, waits: bool = False) -> Story:
    """Paid on the day of the call: receipt, call-back by a colleague, reply, closing under a second pair of eyes."""
    yield from _employer_called(line)
    yield line.after(4)
    line.stage.note(line.id, line.desk.clerk, line.firm.contact, "promised", "财务称今天已转账。")
    yield line.after(5)
    line.stage.call_back(line.id, line.desk.caller, line.worker.name)
    for _ in range(1, min(line.call.workers or 1, 20)):
        line.stage.call_back(line.id, line.desk.caller, line.stage.words.name())
    yield line.after(6)
    answer(line, "paid", solved="yes", call_first=True)
    yield line.after(6.5)
    due = line.amount or D(5000)
    asked = line.act(
        "close", conclusion="paid", cause=line.stage.rng.choice(["admin", "operation"]), proofs=[line.stage.photo("银行回单.png")],
        amount_due=due, amount_paid=due, paid_on=clock.today(), workers_verified=line.call.workers or 1, answer_text="已付清",
        answered_on=clock.today(), channel="phone",
    )  # fmt: skip
    if waits:
        return
    yield line.after(25)
    _sign(line, asked)


def _paid_waits(line: Line) -> Story:
    yield from _paid(line, waits=True)


def _satisfied(line: Line) -> Story:
    yield from _paid(line)
    yield line.after(150)
    line.act("record-callback", solved="yes", satisfied="satisfied", at=clock.now())


def _dissatisfied(line: Line) -> Story:
    yield from _filed(line)
    yield line.after(130)
    line.act("record-callback", solved="no", satisfied="not", at=clock.now())


def _reopened(line: Line) -> Story:
    yield from _paid(line)
    yield line.after(24 * (line.call.back - 1))
    line.act("reopen", reason="not-paid")


def _withdrawn(line: Line) -> Story:
    yield from _called(line)
    yield line.after(30)
    answer(line, "withdrawn", solved="yes", call_first=True)
    yield line.after(31)
    asked = line.act(
        "close", conclusion="withdrawn", cause="personal_conflict", proofs=[line.stage.photo("撤回书.png")], asked_pressure=True,
        asked_paid=True, answer_text="按本人意愿办结", answered_on=clock.today(), channel="phone",
    )  # fmt: skip
    yield line.after(33)
    _sign(line, asked)


def _unreachable(line: Line) -> Story:
    """Five calls on three days, a message, a visit."""
    yield from _signed(line)
    for hours in (1, 6, 25, 29, 49):
        yield line.after(hours)
        line.stage.note(line.id, line.desk.clerk, "反映人", "off" if hours > 20 else "no_answer", "未接通。")
    yield line.after(50)
    line.stage.note(line.id, line.desk.clerk, "反映人", "sms_ok", "已发短信告知联系方式。", channel="sms")
    yield line.after(53)
    line.stage.note(line.id, line.desk.clerk, "登记地址", "no_answer", "上门走访，该地址没有这家单位，已拍照。", channel="visit")
    yield line.after(73)
    answer(line, "none", solved="no")
    yield line.after(74)
    asked = line.act(
        "close",
        conclusion="unreachable",
        cause="none",
        proofs=[line.stage.photo("走访照片.png")],
        no_answer_reason="多次联系不上，已发短信",
    )
    yield line.after(76)
    _sign(line, asked)


def _several(line: Line) -> Story:
    """Several orders on one lead: a workmate, then the same person urging; each is signed for, each gets its call."""
    yield from _in_case(line)
    yield line.after(20, working=False)
    mate = line.stage.words.worker()
    when = clock.now()
    given = {
        "source": "12345", "order_no": line.number, "received_at": when, "reply_due_at": when + timedelta(days=7), "relation": "group",
        "order_class": "7d", "narrative": line.text(line.stage.rng.choice(narratives.GROUP)), "reporter_name": mate.name,
        "reporter_phone": mate.phone, "anonymous": False, "confidential": False, "signed_at": when,
    }  # fmt: skip
    line.act("add-order", line.desk.clerk, **given)
    yield line.after(26)
    line.stage.note(line.id, line.desk.clerk, "反映人", "answered", "告知已和工友的诉求一并调解。", order=_newest_order(line))
    yield line.after(30)
    urged = {"relation": "urge", "received_at": clock.now(), "signed_at": clock.now(), "narrative": narratives.URGES[0]}
    line.act("add-order", line.desk.clerk, **{**given, **urged})
    yield line.after(50)
    line.stage.note(line.id, line.desk.clerk, "反映人", "answered", "告知调解会的时间，请其带考勤照片。", order=_newest_order(line))


def _newest_order(line: Line) -> int:
    found = db.session.scalar(select(func.max(WorkOrder.id)).where(WorkOrder.lead_id == line.id))
    db.release()
    return int(found or 0)


def _merged(line: Line) -> Story:
    """A second lead about the same site, seen a day later and merged; both orders are answered."""
    yield from _in_case(line)
    yield line.after(20)
    twin = Line(line.stage, line.call)
    twin.firm, twin.site, twin.town = line.firm, line.site, line.town
    register(twin)
    yield line.after(21)
    twin.act("sign-order", signed_at=clock.now())
    yield line.after(22)
    twin.stage.note(twin.id, twin.desk.clerk, "反映人", "answered", "同一工地的工友，同意并在一起办。")
    yield line.after(24)
    twin.act("merge", into=line.id, reason="同一工地、同一单位、同一批工人，前后两天反映。")
    yield line.after(100)
    for one in (line, twin):
        answer(one, "case", solved="partly", call_first=True)


def _returning(line: Line) -> Story:
    """Sent back to the source: waits for the head's signature."""
    yield from _signed(line)
    yield line.after(1.4)
    line.act(
        "return-order",
        return_reason="not-our-place",
        competent_body="北京市顺义区人力资源和社会保障局",
        evidence=line.stage.photo("项目地址.png"),
    )


def _returned(line: Line) -> Story:
    yield from _signed(line)
    yield line.after(1.4)
    asked = line.act(
        "return-order", return_reason="not-our-matter", competent_body="北京市住房和城乡建设委员会", evidence=line.stage.photo("合同.png")
    )
    yield line.after(3)
    _sign(line, asked)
    yield line.after(6)
    line.act("return-result", allowed=True)


def _extended(line: Line) -> Story:
    yield from _in_case(line)
    yield line.after(72)
    asked = line.act("extend-order", ground="单位负责人在外地，账目须调取银行流水核对。", told_caller=True, told_source=True)
    yield line.after(75)
    _sign(line, asked)


def _reported(line: Line) -> Story:
    """A gathering in the evening: quick report; the follow-up is due within a day."""
    yield from _signed(line)
    yield line.after(0.8, working=False)
    text = "情绪激动，工友已到项目部门口。已劝说，告知值班人员马上到场。"
    line.stage.note(line.id, line.desk.clerk, "反映人", "answered", text)
    yield line.after(1.2, working=False)
    facts = {
        "time": clock.now() - timedelta(minutes=20), "place": f"{line.town}{line.site}项目部门口", "heads": line.call.workers or 20,
        "employer": line.firm.name, "demand": "当天给付工资", "conduct": "聚集讨薪，情绪激动，没有堵路",
        "done": "街道、派出所已到场，约双方明天上午见面",
        "contact": "街道值班室",
    }  # fmt: skip
    if line.amount is not None:
        facts["sum"] = line.amount
    line.act("group-report", **facts)
    yield line.after(2.2, working=False)
    left = {"conduct": "人员已散去，留三名代表", "done": "单位承诺三日内先付三成", "time": clock.now() - timedelta(minutes=10)}
    line.act("group-follow", **{**facts, **left})


ENDINGS: Mapping[str, Callable[[Line], Story]] = {
    "unsigned": _unsigned, "signed": _signed, "called": _called, "spoken": _employer_called, "vain": _vain, "verifying": _verifying,
    "verified": _back_from_verifying, "accepted": _accepted, "filed": _filed, "filed-paid": _filed_paid, "progress": _progress,
    "handed": _handed_answered, "handed-taken": _handed_taken, "handed-back": _handed_back, "leaving": _leaving,
    "explained": _explained_answered, "explained-closed": _explained_closed, "paid": _paid, "paid-waits": _paid_waits,
    "satisfied": _satisfied, "dissatisfied": _dissatisfied, "reopened": _reopened, "withdrawn": _withdrawn,
    "unreachable": _unreachable, "several": _several, "merged": _merged, "returning": _returning, "returned": _returned,
    "extended": _extended, "reported": _reported,
}  # fmt: skip
"""How a lead may go on from its registration."""
