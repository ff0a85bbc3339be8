"""Inspections of 通州 in five stages 劳动保障监察: a secret report that waits for the signature, an inquiry, an order half paid,
a decision in its days to speak, and one paid and closed. 韩磊 and 周蕾 go together; 周蕾 signs for the unit, 徐建华 for the bureau."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from arrears import clock, db
from arrears.cases.calendar import in_force
from arrears.demo.stage import Stage, Story
from arrears.demo.words import Worker
from arrears.inspection import receiving

D = Decimal
OWNER, SECOND, UNIT_HEAD, BUREAU_HEAD = "hanlei", "zhoulei", "zhoulei", "xujianhua"


@dataclass(frozen=True, slots=True)
class Plan:
    """One inspection: whom it is about, `back` how many workdays ago it came, how far it went."""

    firm: str
    place: str
    project: str
    workers: int
    each: Decimal
    back: int
    goes: str
    general: str = ""
    text: str = ""


PLANS = (
    Plan("北京禾味鲜餐饮管理有限公司", "通州区梨园镇云景东路一层", "", 9, D("5200.00"), 2, "reported",
         text="后厨和传菜九个人七月八月没发工资，老板说要转店。"),
    Plan("天津海鼎建筑工程有限公司", "通州区台湖镇创新园三号地", "创新园三号地", 14, D("11500.00"), 18, "inquiry", "中泰城建集团有限公司",
         "瓦工班组十四人，干了三个月没有结清，项目部说等甲方付款。"),
    Plan("河北拓基建筑劳务有限公司", "通州区潞城镇运河府工地", "运河府", 11, D("16000.00"), 16, "ordered", "北京恒筑建设集团有限公司",
         "搭外架十一个人，六月到八月每人差一万六。"),
    Plan("北京捷洁物业服务有限公司", "通州区新华东街写字楼", "", 3, D("7800.00"), 24, "notified",
         text="保洁三个人，两个月工资没给，公司换了项目经理就不认账。"),
    Plan("北京云裳制衣有限公司", "通州区马驹桥镇兴华路", "", 4, D("6400.00"), 30, "closed",
         text="车间停工，四个人最后一个月工资没结。"),
)  # fmt: skip


class Case:
    """An inspection as it goes."""

    def __init__(self, stage: Stage, plan: Plan) -> None:
        self.stage, self.plan = stage, plan
        self.people: list[Worker] = [stage.words.worker() for _ in range(plan.workers)]
        self.id = 0

    def at(self, after: int, hour: int, minute: int = 0) -> datetime:
        """A time so many workdays after it came."""
        return self.stage.workday(self.plan.back - after, hour, minute)

    def act(self, name: str, account: str = OWNER, **facts: Any) -> Any:
        """An act of the inspection."""
        return self.stage.act(self.id, f"inspection.{name}", account, **facts)

    def signed(self, signer: str, name: str, **facts: Any) -> None:
        """An act that waits, and its signature a moment later."""
        self.stage.decide(self.act(name, **facts), signer)

    def serve(self, document: str, **more: Any) -> None:
        """Service today, signed for at the front desk."""
        given = {"method": "direct", "sent_on": clock.today(), "effective_on": clock.today(), "service_result": "mailroom",
                 "receiver": "前台（单位收件人）", "proof": {"name": "送达回证"}, "to": self.plan.firm}  # fmt: skip
        self.act("serve", document=str(self.paper(document)), **given | more)

    def paper(self, kind: str) -> int:
        """Id of the newest paper of a kind."""
        from arrears.inspection import casefile

        found = casefile.paper(self.id, kind)
        db.release()
        assert found is not None
        return int(found.id)

    @property
    def total(self) -> Decimal:
        """What all are owed."""
        return self.plan.each * self.plan.workers


def told(stage: Stage, plan: Plan) -> Story:
    """One inspection from its registration on."""
    case = Case(stage, plan)
    yield case.at(0, 9, 40)
    _receive(case, report=plan.goes == "reported")
    yield case.at(1, 10, 15)
    filing = {
        "breach": "unpaid", "lead_inspector": stage.people[OWNER], "second_inspector": stage.people[SECOND], "ties": False,
        "own_finding": False, "opinion": "经审查，用工地点在本区，涉嫌拖欠工资，建议立案调查。",
    }  # fmt: skip
    asked = case.act("insp-file", **filing)
    if plan.goes == "reported":
        return  # it waits on the captain's desk
    yield case.at(1, 15)
    stage.decide(asked, UNIT_HEAD)
    case.serve("insp-complaint-decision", to=case.people[0].name, method="light", service_result="signed", receiver="本人，电话告知")
    yield from STAGES[plan.goes](case)


def _receive(case: Case, report: bool) -> None:
    plan, first = case.plan, case.people[0]
    units: list[dict[str, Any]] = [{"name": plan.firm, "kind": "company", "legal_rep": "赵永强", "registered_address": plan.place}]
    if plan.general:
        units.append({"name": plan.general, "kind": "company", "part": "gc"})
    people = [] if report else [{"name": first.name, "id_no": first.id_no, "phone": first.phone, "address": first.address}]
    month = clock.today().replace(day=1) - timedelta(days=40)
    facts = {
        "kind": "report" if report else "complaint", "respondent": plan.firm, "respondents": units, "complainants": people,
        "reporter_name": first.name if report else "", "reporter_phone": first.phone if report else "", "place": plan.place,
        "project": plan.project, "period": f"{month:%Y-%m}", "period_from": f"{month - timedelta(days=31):%Y-%m}",
        "period_to": f"{month:%Y-%m}", "sum": case.total, "heads": plan.workers, "secrecy": False, "received_on": clock.today(),
        "way": "phone" if report else "counter", "in_procedure": False, "facts": plan.text,
        "evidence": [] if report else ["工资条照片", "考勤记录"],
    }  # fmt: skip
    viewer = case.stage.viewer(OWNER)
    case.id = receiving.receive(viewer, facts, token=case.stage.token(), owner_id=viewer.user_id).proceeding_id
    db.release()


def _inquiry(case: Case) -> Story:
    """The site is seen, the employer is called and has come; the roster is still to be verified."""
    yield case.at(3, 11, 30)
    start = clock.now() - timedelta(hours=2)
    place = case.plan.project or case.plan.place
    case.act(
        "insp-check-site", place=case.plan.place, span=[start, clock.now() - timedelta(minutes=30)], present="项目现场负责人孙宏伟",
        found=f"{place}在施工（营业）；告示牌公示了维权电话；考勤记录登记 {case.plan.workers} 人。", copies=["考勤表复印件 6 页"],
        photos=[case.stage.photo("现场1.png"), case.stage.photo("现场2.png")],
    )  # fmt: skip
    appear = in_force().add_workdays(clock.today(), 4)
    case.act(
        "insp-inquire", person="法定代表人赵永强", at=clock.at(appear, datetime(2026, 1, 1, 9, 30).time()), by_when=appear,
        where="通州区人力社保局二层调解室", items=["营业执照及授权材料", "劳动合同及花名册", "考勤与工资支付台账、转账凭证"],
    )  # fmt: skip
    yield case.at(3, 16)
    case.serve("insp-inquiry-letter")
    yield case.at(7, 11)
    case.act(
        "insp-interview", person="赵永强", post="法定代表人", side="unit", place="通州区人力社保局二层调解室",
        span=[clock.now() - timedelta(minutes=70), clock.now() - timedelta(minutes=10)],
        turns=f"答：看清了，不申请回避。\n问：欠多少人、多少工资？\n答：{case.plan.workers} 人，核对下来 {case.total:,.2f} 元。\n"
        "问：为什么没有支付？\n答：资金周转困难，争取尽快付。\n问：还有补充吗？\n答：没有。",
    )  # fmt: skip


def _order(case: Case) -> Story:
    """Roster verified, payment ordered, the order served."""
    yield from _inquiry(case)
    yield case.at(8, 10)
    first = case.people[0]
    known = dict(case.stage.parties(case.id, "complainant"))
    rows = [
        {"name": p.name, "id_no": p.id_no, "job": "普工", "gross_due": case.plan.each, "paid_before": D("0.00"), "signed": "signature",
         **({"party_id": next(k for k, name in known.items() if name == first.name)} if p is first else {})}
        for p in case.people
    ]  # fmt: skip
    case.act("confirm-arrears", rows=rows, settled_on=clock.today(), join=True)
    yield case.at(9, 9, 30)
    units = [case.stage.parties(case.id, "respondent")[0][0], *(key for key, _ in case.stage.parties(case.id, "third"))]
    due: date = in_force().add_workdays(clock.today(), 7 if case.plan.goes == "ordered" else 5)
    case.signed(
        UNIT_HEAD, "insp-order", breach="unpaid", article="《中华人民共和国劳动法》第五十条", total=case.total, due_on=due,
        workers=[key for key, _ in case.stage.parties(case.id, "complainant")], proof_wanted="逐人支付凭证", addressees=units,
    )  # fmt: skip
    yield case.at(9, 14)
    case.serve("insp-rectification-order")
    if case.plan.general:
        case.serve("insp-rectification-order", to=case.plan.general)


def _pay(case: Case, people: list[tuple[int, str]], payer: str) -> None:
    rows = [
        {"worker_id": key, "amount": case.plan.each, "paid_on": clock.today(), "payer": payer, "method": "bank",
         "reference": f"DF{clock.today():%m%d}{n:03d}"}
        for n, (key, _) in enumerate(people, 1)
    ]  # fmt: skip
    case.signed(SECOND, "insp-pay-proof", payments=rows)


def _ordered(case: Case) -> Story:
    """The general contractor has paid five; the rest is due in a few days."""
    yield from _order(case)
    yield case.at(14, 16)
    _pay(case, case.stage.parties(case.id, "complainant")[:5], case.plan.general or case.plan.firm)


def _notified(case: Case) -> Story:
    """Nobody paid: the inquiry is over, the employer has been told what will be decided."""
    yield from _order(case)
    yield case.at(16, 10)
    case.act(
        "insp-conclude", findings="该单位两个月未支付保洁班组工资，责令期限内未改正", evidence=["询问笔录", "考勤表", "拖欠工资确认表"]
    )
    yield case.at(case.plan.back - 1, 10)
    case.signed(
        BUREAU_HEAD, "insp-prenotice", kind="handling", rate=50, facts="该单位两个月未支付保洁班组工资，责令期限内未改正",
        basis="《中华人民共和国劳动法》第九十一条、《劳动保障监察条例》第十八条、第二十六条", intended="支付工资，加付50%赔偿金",
        hearing_right=False,
    )  # fmt: skip
    yield case.at(case.plan.back - 1, 15)
    case.serve("insp-handling-prenotice")


def _closed(case: Case) -> Story:
    """Paid within the days of the order, called back, told, closed."""
    yield from _order(case)
    yield case.at(13, 15)
    people = case.stage.parties(case.id, "complainant")
    _pay(case, people, case.plan.firm)
    yield case.at(15, 10)
    for _, name in people:
        case.stage.call_back(case.id, SECOND, name)
    case.act("insp-tell", result="经责令，该单位已付清你的工资。")
    case.signed(UNIT_HEAD, "insp-close", conclusion="paid", proofs=[{"name": "银行代发回单 4 份"}])


STAGES: dict[str, Callable[[Case], Story]] = {"inquiry": _inquiry, "ordered": _ordered, "notified": _notified, "closed": _closed}
