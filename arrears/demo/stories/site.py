"""Story A 潞湾家园三期, its mediation part: 37 workers, three orders on one lead, supervision by name, a group agreement of 21.

Told so that the second instalment and the next report still lie ahead. What the sixteen others do in arbitration: `sixteen`.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears import clock, db
from arrears.cases import calendar
from arrears.demo.stage import Stage, Story
from arrears.demo.stories import sixteen
from arrears.demo.stories.sixteen import Sixteen
from arrears.demo.words import Worker
from arrears.intake.actions import registering
from arrears.intake.models import WorkOrder
from arrears.mediation import actions
from arrears.mediation.papers import claims_of
from arrears.supervision import rhythm
from arrears.supervision.actions.opening import propose
from arrears.supervision.models import Measure

D = Decimal
LABOUR = "河北衡顺建筑劳务有限公司"
GENERAL = "北京恒筑建设集团有限公司"
OWNER = "北京潞湾置业有限公司"
SITE = "潞湾家园三期"
CARPENTERS = 21
ROOM = "潞湾家园三期项目部会议室"

FIRST = (
    "我们在通州区潞城镇潞湾家园三期干木工和钢筋工，一共37个人，从四月干到七月，河北衡顺建筑劳务有限公司欠我们大概105万工资。"
    "总包是恒筑建设，经理马德海说甲方没给钱。再不给就去项目部门口拉横幅。"
)
SECOND = "我也是潞湾家园三期的，跟着高组长干钢筋，我们这组15个人，每人差两万五，前面周广财打过电话。"
THIRD = "潞湾家园三期拖欠农民工工资，37人，约105万元，已多次向劳务公司和总包讨要无果。"


class Site:
    """The matter as it goes. Days are counted in workdays from the call, a Saturday in the story, `START` workdays before today."""

    START = 16

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.workers: list[Worker] = []
        self.lead = self.case = self.order = 0
        self.dues: list[D] = [D(28_000)] * (CARPENTERS - 1) + [D(26_000), D(42_000)] + [D(25_000)] * 15
        """Verified: row 21 of the story really got 2,000 more before."""
        self.claimed: list[D] = [D(28_000)] * CARPENTERS + [D(42_000)] + [D(25_000)] * 15

    def at(self, after: int, hour: int, minute: int = 0) -> datetime:
        """A time so many workdays after the Monday that follows the call."""
        return self.stage.workday(self.START - after, hour, minute)

    def act(self, name: str, account: str = "sunzhigang", **facts: Any) -> Any:
        """An act of the mediation."""
        return self.stage.act(self.case, f"mediation.{name}", account, **facts)

    def supervise(self, name: str, account: str, **facts: Any) -> Any:
        """An act of the order of supervision."""
        return self.stage.act(self.order, f"supervision.{name}", account, **facts)


def told(stage: Stage) -> Story:
    """A1 to A13, A17, with the order of supervision beside it."""
    site = Site(stage)
    names = ("周广财", "罗小满", "高俊山")
    site.workers = [stage.words.worker() for _ in range(37)]
    for n, name in ((0, names[0]), (22, names[1]), (CARPENTERS, names[2])):
        old = site.workers[n]
        site.workers[n] = Worker(name, old.id_no, old.phone, old.address)
    yield from _calls(site)
    yield from _listing(site)
    yield from _on_site(site)
    yield from _agreement(site)


def _order(site: Site, no: str, text: str, worker: Worker, **more: Any) -> dict[str, Any]:
    now = clock.now()
    return {
        "source": "12345", "order_no": no, "received_at": now, "reply_due_at": now + timedelta(days=7), "order_class": "7d",
        "narrative": text, "reporter_name": worker.name, "reporter_phone": worker.phone, "anonymous": False, "confidential": False,
        "signed_at": now, **more,
    }  # fmt: skip


def _calls(site: Site) -> Story:
    """A1 to A5: three orders, one lead; screened on Monday."""
    stage = site.stage
    yield site.at(0, 9) - timedelta(hours=36, minutes=10)  # 20:50 two evenings before
    day = clock.today()
    told_of = {
        "employer_name": LABOUR, "employer_contact": "马德海", "employer_phone": stage.words.phone(), "project_name": SITE,
        "place": SITE, "district": "通州区", "town": "潞城镇", "industry": "construction", "job": "木工、钢筋工",
        "arrears_kind": "settlement", "workers_claimed": 37, "amount_claimed": D(1_050_000), "claims": ["wages"],
        "chain": [
            {"role": "owner", "name": OWNER}, {"role": "general_contractor", "name": GENERAL},
            {"role": "subcontractor", "name": LABOUR}, {"role": "labour_contractor", "name": "马德海"},
        ],
    }  # fmt: skip
    facts = _order(site, f"12345-{day:%Y%m%d}-0187", FIRST, site.workers[0], **told_of)
    site.lead = registering.register(stage.viewer("hejing"), facts, twins={}, token=stage.token()).outcome.proceeding_id
    db.release()
    yield clock.now() + timedelta(minutes=30)
    first = "情绪激动，说周一去项目部门口拉横幅；已劝说等周一上午答复。"
    stage.note(site.lead, "hejing", "反映人", "answered", first, urgency=["threat", "collective"])
    yield clock.now() + timedelta(hours=12, minutes=50)
    second = _order(site, f"12345-{clock.today():%Y%m%d}-0233", SECOND, site.workers[22])
    registering.register(stage.viewer("hejing"), second, twins={site.lead: "group"}, token=stage.token())
    db.release()
    yield site.at(0, 8, 31)
    third = _order(site, f"QX{clock.today():%Y%m%d}0417", THIRD, site.workers[0], source="national", reply_due_at=None)
    registering.register(stage.viewer("liuyan"), third, twins={site.lead: "same"}, token=stage.token())
    db.release()
    yield site.at(0, 9, 30)
    stage.act(
        site.lead, "lead.confirm-route", "liuyan", route="mediation", body="通州区", owner=stage.people["sunzhigang"],
        route_reason="工人代表要求先调解，同时已告知监察员韩磊，暂不立监察案。",
    )  # fmt: skip


def _listing(site: Site) -> Story:
    """A6, A7: proposed, drafted by the deputy, signed by the head."""
    stage = site.stage
    yield site.at(0, 9, 45)
    values = "涉及 37 人，达到 10 人。涉及 1,050,000.00 元，达到 500,000.00 元。有极端苗头。"
    made = propose(
        stage.viewer("liuyan"), site.lead, level="district", triggers=["workers", "amount", "threat"], values=values, token=stage.token()
    )
    db.release()
    site.order = made.proceeding_id
    yield site.at(0, 15, 10)
    today = clock.today()
    days = rhythm.proposed(today, calendar.in_force(), {})
    db.release()
    approval = site.supervise(
        "sup-list", "wanghai", supervisor=stage.people["chenliqun"], body="通州区仲裁院", body_id=stage.bodies["tongzhou"],
        responsible=stage.people["zhaomin"], deputy=stage.people["linxiaoyu"], report_dates=list(days.reports), term_until=days.term,
        matter="三日内核清人数和金额，督促总包先行清偿，防止聚集。",
        measures=[
            {"code": "site", "text": "到项目部现场核实人数、天数和金额", "owner": stage.people["sunzhigang"], "by": site.at(1, 18).date()},
            {"code": "gc_first", "text": "督促总包依法先行清偿", "owner": stage.people["zhaomin"], "by": site.at(9, 18).date()},
            {"code": "account_check", "text": "查工资专户和人工费拨付", "owner": stage.people["zhaomin"], "by": site.at(5, 18).date()},
        ],
    )  # fmt: skip
    yield site.at(0, 16, 30)
    stage.decide(approval, "chenliqun", opinion="同意挂牌。务必当面向工人代表讲清进度。")


def _on_site(site: Site) -> Story:
    """A8 to A12: application of 37, representatives, two sessions, replies, two reports."""
    stage = site.stage
    yield site.at(1, 14)
    _apply(site)
    site.act("accept", labour_dispute=True, consent_a=clock.today(), consent_b=clock.today())
    seats = [{"unit": "区住房城乡建设委"}, {"unit": "区总工会"}, {"unit": "劳动监察", "user_id": stage.people["hanlei"]}]
    site.act("join", "chenliqun", seats=seats)
    people = stage.parties(site.case, "applicant")
    reps = [str(people[n][0]) for n in (0, 1, 2, CARPENTERS, 22)]
    site.act("nominate-reps", workers=[str(p) for p, _ in people], reps=reps)
    yield site.at(1, 17, 20)
    _session(
        site,
        "again",
        "核对37人名册：木工21人、组长1人、钢筋工15人。"
        "第19行已付数与银行流水不符，差2,000元，工人本人签字更正。总包对欠付总额原则认可，钢筋工的餐费扣款待核。",
    )
    yield site.at(3, 15)
    site.supervise(
        "sup-plan", "zhaomin", done="已到现场核实37人，核定1,003,000元；约谈总包和劳务公司。", paid=D(0), left=D(1_003_000),
        done_measures=_measures(site, "site", "account_check"), obstacle="劳务公司称人工费未足额拨付。",
        next="督促总包从专户先行支付木工班组。", by=site.at(8, 18).date(),
    )  # fmt: skip
    yield site.at(4, 10)
    _replies(site)
    yield site.at(6, 15)
    _session(
        site, "partly", "木工班组21人对金额无争议，同意分两期；组长和钢筋工对天数、餐费仍有争议，要求走仲裁。总包代理人方婧持特别授权到场。"
    )


def _measures(site: Site, *codes: str) -> list[int]:
    """Ids of the order's measures of these kinds."""
    query = select(Measure.id).where(Measure.order_id == site.order, Measure.code.in_(codes))
    found = list(db.session.scalars(query))
    db.release()
    return found


def _apply(site: Site) -> None:
    first, last = ("2026-04", "2026-07")
    made = actions.open_mediation(
        site.stage.viewer("liuyan"),
        {
            "applicants": [worker.told for worker in site.workers],
            "respondents": [
                {
                    "name": GENERAL, "kind": "company", "credit_code": "91110112MA5H2N7Q8C",
                    "legal_rep": "陶振宇", "rep_title": "法定代表人",
                    "registered_address": "北京市通州区潞苑北大街66号院2号楼",
                },
                {
                    "name": LABOUR, "kind": "company", "credit_code": "91131024MA0D6K3L5E", "legal_rep": "马德海", "rep_title": "经理",
                    "registered_address": "河北省廊坊市香河县蒋辛屯镇工业路9号",
                },
            ],
            "claims": [
                {
                    "kind": "wage", "period_from": first, "period_to": last, "claimed": sum(site.claimed[:CARPENTERS], D(0)),
                    "formula": "木工21人×（100日×340－已付6,000）",
                },
                {
                    "kind": "wage", "period_from": first, "period_to": last, "claimed": sum(site.claimed[CARPENTERS:], D(0)),
                    "formula": "组长120日×400－6,000；钢筋工15人×（100日×310－6,000）",
                },
            ],
            "facts": "在潞湾家园三期项目从事木工、钢筋工作，完工后工资未付。劳务公司、总包互相推诿。",
            "source": "lead", "applied_on": clock.today(), "oral": False,
        },
        token=site.stage.token(), lead_id=site.lead, owner_id=site.stage.people["sunzhigang"],
    )  # fmt: skip
    db.release()
    site.case = made.proceeding_id


def _session(site: Site, outcome: str, record: str) -> None:
    attendance = [
        {"name": "周广财", "role": "申请人代表", "how": "self", "checked": "身份证原件"},
        {"name": "高俊山", "role": "申请人代表", "how": "self", "checked": "身份证原件"},
        {"name": "方婧", "role": "总包代理律师", "how": "agent", "checked": "律师执业证、授权委托书"},
        {"name": "马德海", "role": "劳务公司经理", "how": "self", "checked": "身份证原件"},
    ]
    site.act("session", held_at=clock.now() - timedelta(hours=2), place=ROOM, attendance=attendance, record=record, outcome=outcome)


def _replies(site: Site) -> None:
    """A11: one block a reply, each order its own."""
    orders = list(db.session.scalars(select(WorkOrder.id).where(WorkOrder.lead_id == site.lead).order_by(WorkOrder.id)))
    db.release()
    text = (
        "【联系情况】已电话并现场联系诉求人。【核实情况】名册37人，核定1,003,000元。【办理结果】已立案调解并挂牌督办，总包正在筹款先行清偿。"
        "【依据】《保障农民工工资支付条例》第三十条。【诉求人意见】同意先调解。"
    )
    for order in orders:
        site.stage.act(
            site.lead, "lead.answer", "liuyan", order=order, reply_text=text, solved="partly", final=True, channel="phone",
            call_result="answered", call_note="告知核定金额和下一步。",
        )  # fmt: skip


def _agreement(site: Site) -> Story:
    """A13, A17: 21 carpenters agree, 16 go on; the first instalment with one transfer that came back, sent again."""
    stage = site.stage
    yield site.at(8, 10)
    respondents = stage.parties(site.case, "respondent")
    general = next(key for key, name in respondents if name == GENERAL)
    agent = {"name": "方婧", "kind": "lawyer", "firm": "北京衡正律师事务所", "licence_no": "11101201810234567"}
    site.act(
        "appoint-agent", principal=str(general), agent=agent, authority="special", authority_items=["settle", "admit", "receive_papers"],
        file=stage.photo("特别授权委托书.png"),
    )  # fmt: skip
    yield site.at(8, 16, 20)
    _agree(site)
    rest = Sixteen(stage, site.workers[CARPENTERS:], site.claimed[CARPENTERS:], (LABOUR, GENERAL), site.case, site.START)
    stage.tell(sixteen.told(rest))
    yield site.at(8, 16, 50)
    text = "木工班组21人达成协议586,000元，分两期；其余16人转仲裁。"
    site.supervise(
        "sup-report", "zhaomin", done=text, paid=D(0), left=D(1_003_000), obstacle="钢筋工餐费扣款有争议。",
        next="盯首期到账，协助16人申请仲裁。",
        by=site.at(12, 18).date(),
    )  # fmt: skip
    yield site.at(10, 16)
    _pay(site, bounced=6)
    yield site.at(12, 10)
    _pay_again(site, 6)
    yield site.at(13, 15)
    site.supervise(
        "sup-report", "linxiaoyu", done="首期293,000元全部到账，一笔退票已重新汇出。", paid=D(293_000), left=D(710_000),
        done_measures=_measures(site, "gc_first"), obstacle="第二期在下月。",
        next="到期前三日提醒总包，同步仲裁立案。", by=(clock.now() + timedelta(days=7)).date(),
    )  # fmt: skip
    yield site.at(14, 9, 30)
    site.supervise("sup-instruct", "chenliqun", text="第二期到账前不得摘牌；16人仲裁进度每周报我。")


def _agree(site: Site) -> None:
    people = site.stage.parties(site.case, "applicant")
    agreed, failed = people[:CARPENTERS], people[CARPENTERS:]
    halves = {str(party): site.dues[n] / 2 for n, (party, _) in enumerate(agreed)}
    today = clock.today()
    total = sum(halves.values(), D(0))
    site.act(
        "agree", items=[{"claim_id": claims_of(site.case)[0].id, "amount": total * 2}], total=total * 2,
        instalments=[
            {"due_on": site.at(10, 0).date(), "amount": total, "parts": halves},
            {"due_on": today + timedelta(days=20), "amount": total, "parts": halves},
        ],
        payer=GENERAL, pay_account="1100601800170293", tax="gross", waived="无", default_clause="all_due", authority_ok=True,
        signed_on=today,        rows_failed=[str(party) for party, _ in failed],
    )  # fmt: skip


def _pay(site: Site, bounced: int) -> None:
    people = site.stage.parties(site.case, "applicant")[:CARPENTERS]
    instalment = site.stage.instalments(site.case)[0]
    rows = [
        {
            "worker_id": party, "amount": site.dues[n] / 2, "paid_on": clock.today(), "payer": GENERAL, "method": "special_account",
            "row_result": "returned" if n == bounced else "ok", "reference": f"ZH{clock.today():%Y%m%d}{n + 1:03d}",
            "instalment_id": instalment,
        }
        for n, (party, _) in enumerate(people)
    ]  # fmt: skip
    site.act("pay", payments=rows)


def _pay_again(site: Site, n: int) -> None:
    party = site.stage.parties(site.case, "applicant")[n][0]
    row = {
        "worker_id": party, "amount": site.dues[n] / 2, "paid_on": clock.today(), "payer": GENERAL, "method": "special_account",
        "row_result": "ok", "reference": f"ZH{clock.today():%Y%m%d}900", "instalment_id": site.stage.instalments(site.case)[0],
    }  # fmt: skip
    site.act("pay", payments=[row])
