"""Leads in every state 线索: a plan a lead; from the call at night to the reply, by the acts of the intake desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from arrears import clock, db
from arrears.demo import narratives
from arrears.demo.stage import Stage, Story
from arrears.demo.stories import mediations
from arrears.demo.stories.mediations import Origin, Plan
from arrears.demo.words import JOBS, SITES
from arrears.intake.actions import registering
from arrears.intake.queries import routing

D = Decimal


@dataclass(frozen=True, slots=True)
class Desk:
    """An intake desk: who registers, who helps, who signs."""

    body: str
    district: str
    clerk: str
    other: str
    head: str
    mediation: str
    """Key of the mediation desk that takes its cases."""
    towns: tuple[str, ...]

    @property
    def caller(self) -> str:
        """Who calls back instead of the clerk: the other clerk where there is one, else the head."""
        return self.other if self.body == "tongzhou" else self.head

    @property
    def owner(self) -> str:
        """Who takes an accepted lead: the mediator."""
        return mediations.DESKS[self.mediation].mediator if self.mediation else self.other


DESKS: dict[str, Desk] = {
    "tz": Desk("tongzhou", "通州区", "liuyan", "hejing", "wanghai", "tz1", ("马驹桥镇", "梨园镇", "潞城镇", "宋庄镇", "台湖镇")),
    "cy": Desk("chaoyang", "朝阳区", "dingning", "songjia", "baiyun", "cy1", ("望京街道", "东坝地区", "十八里店地区", "管庄地区")),
    "hd": Desk("haidian", "海淀区", "mali", "wangxin", "kongqing", "hd", ("中关村街道", "上地街道", "西三旗街道")),
    "dx": Desk("daxing", "大兴区", "maojing", "taoran", "wenkai", "dx", ("西红门镇", "黄村镇", "旧宫镇")),
    "ft": Desk("fengtai", "丰台区", "youjia", "pannan", "duanwei", "ft", ("南苑街道", "新村街道")),
    "dc": Desk("dongcheng", "东城区", "anqi", "bianlin", "tongda", "", ("东直门街道",)),
    "xc": Desk("xicheng", "西城区", "luodan", "zengli", "hongtao", "", ("广安门外街道",)),
    "sjs": Desk("shijingshan", "石景山区", "yaolan", "weiqiang", "gengchao", "", ("鲁谷街道",)),
    "mtg": Desk("mentougou", "门头沟区", "houyan", "zoubo", "quanfeng", "", ("永定镇",)),
    "fs": Desk("fangshan", "房山区", "xiaolin", "rengang", "jiaming", "fs", ("长阳镇",)),
    "sy": Desk("shunyi", "顺义区", "wufei", "lubin", "dengjie", "sy", ("牛栏山镇",)),
    "cp": Desk("changping", "昌平区", "kangning", "yuanhong", "helong", "cp", ("回龙观街道",)),
    "hr": Desk("huairou", "怀柔区", "yejuan", "jiangli", "shiyong", "", ("雁栖镇",)),
    "pg": Desk("pinggu", "平谷区", "qiuyue", "longhai", "wanjun", "", ("马坊镇",)),
    "my": Desk("miyun", "密云区", "xiayu", "leiming", "qianjin", "", ("十里堡镇",)),
    "yq": Desk("yanqing", "延庆区", "baojie", "tanwen", "fuqiang", "", ("八达岭镇",)),
    "jk": Desk("jingkai", "经开区", "zhengyi", "qiaoliang", "gaoyuan", "jk", ("荣华街道",)),
}
"""Intake desks of the demonstration."""


@dataclass(frozen=True, slots=True)
class Call:
    """One lead. `back`, `hour`: when the call came, in calendar days before today; `goes`: what becomes of it (key of `ENDINGS`)."""

    desk: str
    back: int
    hour: int
    goes: str
    source: str = "12345"
    industry: str = "services"
    workers: int | None = 1
    amount: tuple[int, int] | None = (4_000, 30_000)
    marks: tuple[str, ...] = ()
    holes: bool = False
    """Employer unknown: only a sign or a nickname was told."""
    confidential: bool = False
    anonymous: bool = False
    order_class: str = "7d"


class Line:
    """A lead as it goes."""

    def __init__(self, stage: Stage, call: Call) -> None:
        words = stage.words
        self.stage, self.call, self.desk = stage, call, DESKS[call.desk]
        self.firm = words.firm(call.industry, self.desk.district)
        self.worker = words.worker()
        self.amount = D(words.money(*call.amount)) * (call.workers or 1) if call.amount else None
        self.job = stage.rng.choice(JOBS[call.industry])
        self.site = stage.rng.choice(SITES)
        self.town = stage.rng.choice(self.desk.towns)
        self.minute = stage.rng.randrange(60)
        self.id = 0

    def act(self, name: str, account: str = "", **facts: Any) -> Any:
        """An act of the clerk, or of somebody else."""
        return self.stage.act(self.id, f"lead.{name}", account or self.desk.clerk, **facts)

    def after(self, hours: float, *, working: bool = True) -> Any:
        """So many hours after the call; the clerk's working hours only."""
        moment = self.stage.day(self.call.back, self.call.hour, self.minute) + timedelta(hours=hours)
        while working and not (9 <= moment.hour < 18):
            moment += timedelta(hours=1)
        return moment

    def text(self, line: str) -> str:
        """A narrative with its blanks filled."""
        first, last = (self.stage.today - timedelta(days=self.call.back + back) for back in (120, 35))
        months = f"{first.month}月至{last.month}月"
        return line.format(
            name=self.worker.name, firm="老板的店" if self.call.holes else self.firm.name, job=self.job, n=self.call.workers or "几",
            sum=self.amount if self.amount is not None else "说不准", months=months, place=f"{self.desk.district}{self.town}",
            boss=self.firm.contact, site=self.site, owner="",
        )  # fmt: skip

    @property
    def number(self) -> str:
        """An order number as its source writes it."""
        day = self.stage.today - timedelta(days=self.call.back)
        n = self.stage.rng.randrange(100, 9999)
        form = {"12345": "12345-{d}-{n:04d}", "12333": "12333-{d}{n:04d}", "national": "QX{d}{n:04d}", "board": "LD{d}{n:04d}"}
        return form.get(self.call.source, "").format(d=day.strftime("%Y%m%d"), n=n)


def facts_of(line: Line, narrative: str) -> dict[str, Any]:
    """What is typed at the registration; holes stay holes."""
    call, now = line.call, clock.now()
    facts: dict[str, Any] = {
        "source": call.source, "order_no": line.number, "received_at": now, "narrative": narrative,
        "confidential": call.confidential, "anonymous": call.anonymous, "order_class": call.order_class if call.source == "12345" else None,
        "reporter_name": None if call.anonymous else line.worker.name, "reporter_phone": None if call.anonymous else line.worker.phone,
        "industry": call.industry, "place": f"{line.town}{line.site}", "district": line.desk.district, "town": line.town,
        "arrears_kind": line.stage.rng.choice(["late", "short", "final_pay", "settlement"]), "claims": ["wages"],
        "workers_claimed": call.workers, "amount_claimed": line.amount, "urgency": list(call.marks),
    }  # fmt: skip
    if call.source == "12345":
        facts["reply_due_at"] = now + timedelta(days=7)
    if call.industry == "construction":
        facts["project_name"] = line.site
    if call.holes:
        facts |= {"employer_unknown": True, "district": None, "town": None, "amount_claimed": None, "place": line.site}
    else:
        facts |= {"employer_name": line.firm.name, "employer_contact": line.firm.contact, "employer_phone": line.firm.phone}
    return {name: value for name, value in facts.items() if value is not None}


def register(line: Line) -> None:
    """登记."""
    narrative = line.text(
        line.stage.rng.choice(narratives.NOT_WAGE if line.call.goes == "explained" else narratives.TEXTS[line.call.industry])
    )
    done = registering.register(line.stage.viewer(line.desk.clerk), facts_of(line, narrative), twins={}, token=line.stage.token())
    db.release()
    line.id = done.outcome.proceeding_id


def told(stage: Stage, call: Call) -> Story:
    """The story of one lead."""
    line = Line(stage, call)
    yield stage.day(call.back, call.hour, line.minute)
    register(line)
    yield from ENDINGS[call.goes](line)


def _signed(line: Line) -> Story:
    yield line.after(0.6)
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
    yield from _called(line)
    yield line.after(3.1)
    text = line.stage.rng.choice(["单位承认欠付，说周五前答复。", "财务称已报老板审批。", "对方说人已离职，要查账后回复。"])
    line.stage.note(line.id, line.desk.clerk, line.firm.contact, "promised", text, next_at=clock.now() + timedelta(days=1))


def _unsigned(line: Line) -> Story:
    return
    yield


def _vain(line: Line) -> Story:
    """Called three times, nobody answers."""
    yield from _signed(line)
    for hours in (1.5, 5, 26):
        yield line.after(hours)
        line.stage.note(line.id, line.desk.clerk, "反映人", "no_answer", "无人接听。")


def _verifying(line: Line) -> Story:
    yield from _called(line)
    yield line.after(4)
    missing = ["用人单位的全称或者营业执照照片", "工作地点", "工资约定和考勤的照片"]
    line.act("ask-facts", missing=missing, due=(clock.now() + timedelta(days=5)).date())


def _back_from_verifying(line: Line) -> Story:
    yield from _verifying(line)
    yield line.after(30)
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


def _filed(line: Line, goes: str = "mediating", **more: Any) -> Story:
    """Accepted, and the application for mediation is made the next working day."""
    yield from _accepted(line)
    back = next(n for n in range(60) if line.stage.workday(n).date() <= line.after(26).date())
    plan = Plan(line.desk.mediation, back, goes, line.call.industry, workers=line.call.workers or 1, **more)
    yield from mediations.told(line.stage, plan, Origin(line.id, line.firm, line.worker))


def _filed_paid(line: Line) -> Story:
    """The mediation is performed; the lead is answered and closed."""
    yield from _filed(line, "performed")
    yield clock.now() + timedelta(hours=1)
    answer(line, "case", solved="yes", call_first=True)
    yield clock.now() + timedelta(minutes=20)
    line.act(
        "close", conclusion="settled", cause="operation", proofs=[line.stage.photo("调解协议书.png")], answer_text="已调解并付清",
        answered_on=clock.today(), channel="phone",
    )  # fmt: skip


def _filed_answered(line: Line) -> Story:
    """In mediation, and the order is answered in time."""
    yield from _accepted(line)
    yield line.after(50)
    answer(line, "case", solved="partly", call_first=True)


def answer(line: Line, kind: str, *, solved: str, call_first: bool = False, final: bool = True, account: str = "") -> None:
    """答复, with the call before it in the same submit where one is asked."""
    text = narratives.ANSWERS[kind].format(firm=line.firm.name, owner="调解员", sum=line.amount or 0)
    facts: dict[str, Any] = {"reply_text": text, "solved": solved, "final": final, "channel": "phone"}
    if call_first:
        facts |= {"call_result": "answered", "call_note": "告知办理情况。"}
    line.act("answer", account, **facts)


def _progress(line: Line) -> Story:
    yield from _employer_called(line)
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


def _handed_taken(line: Line) -> Story:
    yield from _handed(line)
    yield line.after(52)
    line.act("handover-result", taken_up=True, receipt=line.stage.photo("接收回执.png"))


def _handed_back(line: Line) -> Story:
    yield from _handed(line)
    yield line.after(76)
    line.act("handover-result", taken_up=False, receipt=line.stage.photo("退回函.png"))


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


def _explained_closed(line: Line) -> Story:
    yield from _explained(line)
    yield line.after(28)
    answer(line, "explain", solved="no", call_first=True)
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
    """Paid after a call: receipt, call-back by a colleague, reply, closing under a second pair of eyes."""
    yield from _employer_called(line)
    yield line.after(50)
    line.stage.note(line.id, line.desk.clerk, line.firm.contact, "promised", "财务称今天已转账。")
    yield line.after(54)
    line.stage.call_back(line.id, line.desk.caller, line.worker.name)
    for _ in range(1, min(line.call.workers or 1, 20)):
        line.stage.call_back(line.id, line.desk.caller, line.stage.words.name())
    yield line.after(74)
    answer(line, "paid", solved="yes", call_first=True)
    yield line.after(75)
    due = line.amount or D(5000)
    asked = line.act(
        "close", conclusion="paid", cause=line.stage.rng.choice(["admin", "operation"]), proofs=[line.stage.photo("银行回单.png")],
        amount_due=due, amount_paid=due, paid_on=clock.today(), workers_verified=line.call.workers or 1, answer_text="已付清",
        answered_on=clock.today(), channel="phone",
    )  # fmt: skip
    if waits:
        return
    yield line.after(78)
    _sign(line, asked)


def _paid_waits(line: Line) -> Story:
    yield from _paid(line, waits=True)


def _satisfied(line: Line) -> Story:
    yield from _paid(line)
    yield line.after(150)
    line.act("record-callback", solved="yes", satisfied="satisfied", at=clock.now())


def _dissatisfied(line: Line) -> Story:
    yield from _filed_answered(line)
    yield line.after(100)
    line.act("record-callback", solved="no", satisfied="not", at=clock.now())


def _reopened(line: Line) -> Story:
    yield from _paid(line)
    yield line.after(200)
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
    """Several orders on one lead: a workmate, then the same person urging twice."""
    yield from _called(line)
    yield line.after(20, working=False)
    mate = line.stage.words.worker()
    when = clock.now()
    given = {
        "source": "12345", "order_no": line.number, "received_at": when, "reply_due_at": when + timedelta(days=7), "relation": "group",
        "order_class": "7d", "narrative": line.text(line.stage.rng.choice(narratives.GROUP)), "reporter_name": mate.name,
        "reporter_phone": mate.phone, "anonymous": False, "confidential": False,
    }  # fmt: skip
    line.act("add-order", line.desk.clerk, **given)
    for hours in (30, 47):
        yield line.after(hours, working=False)
        line.act(
            "add-order", line.desk.clerk, **{**given, "relation": "urge", "received_at": clock.now(), "narrative": narratives.URGES[0]}
        )


def _merged(line: Line) -> Story:
    """A second lead about the same site, seen a day later and merged."""
    yield from _called(line)
    yield line.after(20)
    twin = Line(line.stage, line.call)
    twin.firm, twin.site, twin.town = line.firm, line.site, line.town
    register(twin)
    yield line.after(22)
    twin.act("sign-order", signed_at=clock.now())
    yield line.after(24)
    twin.act("merge", into=line.id, reason="同一工地、同一单位、同一批工人，前后两天反映。")


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
    yield line.after(28)
    line.act("return-result", allowed=True)


def _extended(line: Line) -> Story:
    yield from _employer_called(line)
    yield line.after(72)
    asked = line.act("extend-order", ground="单位负责人在外地，账目须调取银行流水核对。", told_caller=True, told_source=True)
    yield line.after(75)
    _sign(line, asked)


def _reported(line: Line) -> Story:
    """A gathering: quick report and follow-up."""
    yield from _called(line)
    yield line.after(5)
    facts = {
        "time": clock.now() - timedelta(minutes=40), "place": f"{line.town}{line.site}项目部门口", "heads": line.call.workers or 20,
        "employer": line.firm.name, "demand": "当天给付工资", "conduct": "聚集讨薪，情绪激动，没有堵路",
        "done": "街道、派出所已到场，约双方下午见面",
        "contact": "街道值班室",
    }  # fmt: skip
    if line.amount is not None:
        facts["sum"] = line.amount
    line.act("group-report", **facts)
    yield line.after(24)
    line.act(
        "group-follow",
        **{**facts, "time": clock.now() - timedelta(minutes=10), "conduct": "人员已散去，留三名代表", "done": "单位承诺三日内先付三成"},
    )


ENDINGS: dict[str, Callable[[Line], Story]] = {
    "unsigned": _unsigned, "signed": _signed, "called": _called, "spoken": _employer_called, "vain": _vain, "verifying": _verifying,
    "verified": _back_from_verifying, "accepted": _accepted, "filed": _filed, "filed-paid": _filed_paid, "answered": _filed_answered,
    "progress": _progress, "handed": _handed, "handed-taken": _handed_taken, "handed-back": _handed_back, "leaving": _leaving,
    "explained": _explained, "explained-closed": _explained_closed, "paid": _paid, "paid-waits": _paid_waits, "satisfied": _satisfied,
    "dissatisfied": _dissatisfied, "reopened": _reopened, "withdrawn": _withdrawn, "unreachable": _unreachable, "several": _several,
    "merged": _merged, "returning": _returning, "returned": _returned, "extended": _extended, "reported": _reported,
}  # fmt: skip
"""How a lead may go on from its registration."""
