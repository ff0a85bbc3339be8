"""Mediations in every state 调解: one plan a case says who, how much and how it goes; the acts are the office's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears import clock, db
from arrears.cases.approvals import Proposed
from arrears.cases.models import Deadline
from arrears.demo.stage import Stage, Story
from arrears.demo.words import JOBS, Firm, Worker
from arrears.mediation import actions
from arrears.mediation.papers import claims_of

D = Decimal
WHOLE = D(1)


@dataclass(frozen=True, slots=True)
class Desk:
    """Who handles a case: mediator, who registers, who assigns and signs, who calls back and checks."""

    body: str
    mediator: str
    clerk: str
    head: str
    other: str
    """Another colleague: checks the closing, calls the worker."""
    place: str
    arbitrator: str = ""


DESKS: dict[str, Desk] = {
    "tz1": Desk("tongzhou", "sunzhigang", "liuyan", "chenliqun", "yutao", "通州区一站式调解中心二层第一调解室", "zhaomin"),
    "tz2": Desk("tongzhou", "yutao", "hejing", "chenliqun", "sunzhigang", "通州区一站式调解中心二层第三调解室", "qianweiguo"),
    "cy1": Desk("chaoyang", "songjia", "dingning", "guwei", "yangfan", "朝阳区一站式调解中心", "tangyue"),
    "cy2": Desk("chaoyang", "yangfan", "dingning", "guwei", "songjia", "朝阳区一站式调解中心", "tangyue"),
    "hd": Desk("haidian", "wangxin", "mali", "kongqing", "liangjun", "海淀区一站式调解中心", "mengfan"),
    "mjq": Desk("majuqiao", "maliang", "maliang", "maliang", "chenliqun", "马驹桥镇调解站"),
    "lyz": Desk("liyuan", "jinhong", "jinhong", "jinhong", "chenliqun", "梨园镇调解站"),
    "wj": Desk("wangjing", "caoping", "caoping", "caoping", "guwei", "望京街道调解站"),
    "dx": Desk("daxing", "taoran", "maojing", "wenkai", "wenkai", "大兴区调解中心"),
    "ft": Desk("fengtai", "pannan", "youjia", "duanwei", "duanwei", "丰台区调解中心"),
    "cp": Desk("changping", "yuanhong", "kangning", "helong", "helong", "昌平区调解中心"),
    "sy": Desk("shunyi", "lubin", "wufei", "dengjie", "dengjie", "顺义区调解中心"),
    "jk": Desk("jingkai", "qiaoliang", "zhengyi", "gaoyuan", "gaoyuan", "经开区调解中心"),
    "fs": Desk("fangshan", "rengang", "xiaolin", "jiaming", "jiaming", "房山区调解中心"),
}
"""Where mediations of the demonstration are handled."""

DISTRICTS: dict[str, str] = {
    "tongzhou": "通州区", "chaoyang": "朝阳区", "haidian": "海淀区", "majuqiao": "通州区", "liyuan": "通州区", "wangjing": "朝阳区",
    "daxing": "大兴区", "fengtai": "丰台区", "changping": "昌平区", "shunyi": "顺义区", "jingkai": "经开区", "fangshan": "房山区",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plan:
    """One mediation. `back`: workdays before today of the application; `goes`: what becomes of it (a key of `ENDINGS`)."""

    desk: str
    back: int
    goes: str
    industry: str = "services"
    workers: int = 1
    each: tuple[int, int] = (6_000, 30_000)
    parts: int = 1
    """Instalments agreed on."""
    first_due: int = 3
    """Days from signing to the first instalment; the others follow every 20 days."""
    clause: str = "none"
    newform: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """The lead a mediation comes from: who reported whom."""

    lead: int
    firm: Firm
    worker: Worker


class Case:
    """A mediation as it goes: what the acts need to know of it."""

    def __init__(self, stage: Stage, plan: Plan, origin: Origin | None = None) -> None:
        self.stage, self.plan, self.desk = stage, plan, DESKS[plan.desk]
        words = stage.words
        self.district = DISTRICTS[self.desk.body]
        self.lead = origin.lead if origin else None
        self.firm: Firm = origin.firm if origin else words.firm(plan.industry, self.district)
        first = [origin.worker] if origin else []
        self.workers: list[Worker] = first + [words.worker() for _ in range(plan.workers - len(first))]
        self.sums = [D(words.money(*plan.each)) for _ in self.workers]
        self.job = stage.rng.choice(JOBS[plan.industry])
        self.agreed: list[D] = []
        self.id = 0

    def workday(self, after: int, hour: int, minute: int = 0) -> datetime:
        """A time `after` workdays after the application."""
        return self.stage.workday(self.plan.back - after, hour, minute)

    def act(self, name: str, account: str = "", **facts: Any) -> Any:
        """An act of the mediator, or of somebody else."""
        return self.stage.act(self.id, f"mediation.{name}", account or self.desk.mediator, **facts)

    @property
    def owed(self) -> D:
        """Everything claimed."""
        return sum(self.sums, D(0))

    @property
    def boss(self) -> str:
        """Whom one calls."""
        return f"{self.firm.contact}（单位经办人）"


def _months(day: date, back: int) -> str:
    """The month that lies `back` months before a day: 2026-03."""
    n = day.year * 12 + day.month - 1 - back
    return f"{n // 12}-{n % 12 + 1:02d}"


def apply(case: Case) -> None:
    """申请调解: what the worker brings to the window."""
    now, plan = clock.today(), case.plan
    since, until = _months(now, 4), _months(now, 1)
    how_many = f"等 {plan.workers} 人" if plan.workers > 1 else ""
    text = (
        f"申请人{case.workers[0].name}{how_many}在被申请人处从事{case.job}工作，{since}至{until}的工资未足额支付，合计 {case.owed} 元。"
        "多次催要，单位称资金紧张，请求调解支付。"
    )
    made = actions.open_mediation(
        case.stage.viewer(case.desk.clerk if case.desk.clerk != case.desk.mediator else case.desk.mediator),
        {
            "applicants": [w.told for w in case.workers],
            "respondents": [case.firm.told],
            "claims": [
                {"kind": "wage", "period_from": since, "period_to": until, "claimed": case.owed, "formula": _formula(case)},
            ],
            "facts": text,
            "source": "newform" if plan.newform else "lead" if case.lead else "self",
            "applied_on": now,
            "oral": case.stage.rng.random() < 0.2,
        },
        token=case.stage.token(),
        lead_id=case.lead,
        owner_id=case.stage.people[case.desk.mediator],
    )
    case.id = made.proceeding_id


def _formula(case: Case) -> str:
    if len(case.sums) == 1:
        return f"应发 {case.sums[0] + 1500} 元，已付 1500 元"
    return "＋".join(str(s) for s in case.sums[:6]) + ("＋……" if len(case.sums) > 6 else "")


def accept(case: Case) -> None:
    """受理、指派."""
    today = clock.today()
    case.act("accept", labour_dispute=True, consent_a=today, consent_b=today)
    case.act("assign", case.desk.head, mediator=case.stage.people[case.desk.mediator])
    if len(case.workers) >= 10:
        people = [str(party) for party, _ in case.stage.parties(case.id, "applicant")]
        case.act("nominate-reps", workers=people, reps=people[:3])


def session(case: Case, outcome: str, record: str) -> None:
    """调解会."""
    now = clock.now()
    case.act(
        "session", held_at=now - timedelta(minutes=50), place=case.desk.place,
        attendance=[
            {"name": case.workers[0].name, "role": "申请人", "how": "self", "checked": "身份证原件"},
            {"name": case.firm.contact, "role": "被申请人代理人", "how": "agent", "checked": "授权委托书"},
        ],
        record=record, outcome=outcome,
    )  # fmt: skip


RECORDS: tuple[str, ...] = (
    "申请人陈述工作时间、工资标准和欠付月份，出示考勤截图和银行流水。被申请人认可用工，对两天缺勤扣款有异议。调解员逐月核对，双方认可缺勤按一天扣。",
    "被申请人称甲方工程款未到，愿意付，请求分期。申请人急用钱交房租，希望先付一部分。调解员建议首期当场付，余款写明日期和违约责任。",
    "双方对数量有分歧，调解员调取进场登记和微信派工记录，按双方都认可的天数重新计算，差额各让一半。",
    "被申请人解释发薪账号换行导致延迟，愿一次付清；申请人放弃利息。调解员告知放弃的后果，申请人确认自愿。",
)


def agree(case: Case) -> None:
    """达成协议: the sums are brought down a little; instalments in equal parts, the last takes the rest."""
    plan, today = case.plan, clock.today()
    people = case.stage.parties(case.id, "applicant")
    case.agreed = [s - (s * D("0.04")).quantize(D("100")) for s in case.sums]
    rows = []
    for n in range(plan.parts):
        shares: dict[str, Decimal] = {}
        for (party, _), total in zip(people, case.agreed, strict=True):
            part = (total / plan.parts).quantize(D("1"))
            shares[str(party)] = part if n < plan.parts - 1 else total - part * (plan.parts - 1)
        due = today + timedelta(days=plan.first_due + 20 * n)
        rows.append({"due_on": due, "amount": sum(shares.values(), D(0)), "parts": shares})
    claim = claims_of(case.id)[0].id
    total = sum(case.agreed, D(0))
    case.act(
        "agree", items=[{"claim_id": claim, "amount": total}], total=total, instalments=rows, payer=case.firm.name,
        pay_account=f"62220202{case.stage.rng.randrange(10**8):08d}", tax="gross", waived="无", default_clause=plan.clause,
        authority_ok=True, signed_on=today,
    )  # fmt: skip


def pay(case: Case, instalment: int, share: Decimal = WHOLE, *, bounced: Sequence[int] = (), method: str = "bank") -> None:
    """登记付款: a share of each worker's part of an instalment; `bounced`: rows whose transfer came back."""
    plan, today = case.plan, clock.today()
    people = case.stage.parties(case.id, "applicant")
    row = case.stage.instalments(case.id)[instalment]
    payments = []
    for n, ((party, _), total) in enumerate(zip(people, case.agreed, strict=True)):
        part = (total / plan.parts).quantize(D("1"))
        due = part if instalment < plan.parts - 1 else total - part * (plan.parts - 1)
        payments.append(
            {
                "worker_id": party, "amount": (due * share).quantize(D("1")), "paid_on": today, "payer": case.firm.name,
                "method": method, "row_result": "returned" if n in bounced else "ok", "instalment_id": row,
                "reference": f"T{today:%Y%m%d}{case.id:04d}{n:02d}",
                "evidence": "银行回单",
            }
        )  # fmt: skip
    case.act("pay", payments=payments)


def close(case: Case) -> Any:
    """回访 of everybody, or of five out of a large group; then the proposal to close."""
    caller = case.desk.clerk if case.desk.clerk != case.desk.mediator else case.desk.other
    asked = case.workers if len(case.workers) < 20 else case.workers[:5]
    case.stage.call_back(case.id, caller, "、".join(worker.name for worker in asked))
    return case.act("close", conclusion="paid", cause=case.stage.rng.choice(["operation", "upstream", "deduction", "admin"]))


def told(stage: Stage, plan: Plan, origin: Origin | None = None) -> Story:
    """The story of one mediation."""
    return tell(Case(stage, plan, origin))


def tell(case: Case) -> Story:
    """The story of a case; who watches it beside the mediator keeps the `Case`."""
    stage, plan = case.stage, case.plan
    yield stage.workday(plan.back, stage.rng.randrange(9, 16), stage.rng.randrange(60))
    apply(case)
    if plan.goes == "refused":
        yield from _refused(case)
        return
    yield case.workday(1, 9, stage.rng.randrange(60))
    stage.note(case.id, case.desk.mediator, case.boss, "answered", "已告知申请内容，单位表示愿意来谈。")
    if plan.goes == "withdrawn":
        yield case.workday(2, 10, 20)
        case.act("withdraw", case.desk.mediator, on=clock.today(), settled_privately=True)
        return
    if plan.goes == "declined":
        yield case.workday(2, 15, 5)
        firm = stage.parties(case.id, "respondent")[0][0]
        case.act("decline", by=str(firm), on=clock.today())
        return
    yield case.workday(1, 11, stage.rng.randrange(60))
    meeting = case.workday(4, stage.rng.choice((10, 14, 15)), 0)
    case.act("invite", respondent_contact=case.boss, time=meeting, place=case.desk.place)
    yield case.workday(2, 10, stage.rng.randrange(60))
    case.act("reply-invite", willing="yes", on=clock.today())
    yield case.workday(2, 10, 59)
    if plan.goes == "accepted":
        case.act("accept", labour_dispute=True, consent_a=clock.today(), consent_b=clock.today())
        return
    accept_or_join(case)
    yield meeting + timedelta(minutes=70)
    yield from ENDINGS[plan.goes](case)


def accept_or_join(case: Case) -> None:
    """受理 and 指派; a case that will be reviewed gets the arbitrator's seat."""
    if case.plan.goes not in {"review", "confirmed"}:
        accept(case)
        return
    today = clock.today()
    case.act("accept", labour_dispute=True, consent_a=today, consent_b=today)
    seats = [{"unit": "仲裁院", "name": case.desk.arbitrator, "user_id": case.stage.people[case.desk.arbitrator]}, {"unit": "区总工会"}]
    case.act("join", case.desk.head, seats=seats)


def _refused(case: Case) -> Story:
    yield case.workday(2, 14, 30)
    asked = case.act("refuse", reason="双方为承揽加工关系，不属于劳动争议，已告知可以向人民法院起诉。")
    if case.desk.head == case.desk.mediator:
        return
    yield case.workday(3, 9, 10)
    case.stage.decide(asked, case.desk.head)


def _mediating(case: Case) -> Story:
    session(case, "again", case.stage.rng.choice(RECORDS))
    yield case.workday(5, 10, 30)
    again = case.stage.soon(16)
    case.stage.note(case.id, case.desk.mediator, case.boss, "busy", "负责人出差，回来就给答复。", next_at=again)


def _overdue(case: Case) -> Story:
    """Day fifteen goes by without a result; nobody has said why."""
    session(case, "again", case.stage.rng.choice(RECORDS))
    yield case.workday(8, 15, 0)
    case.stage.note(case.id, case.desk.mediator, case.boss, "no_answer", "连打三次无人接听。")


def _overdue_explained(case: Case) -> Story:
    """Day fifteen goes by; the mediator says why and until when, the head accepts."""
    yield from _overdue(case)
    yield case.workday(13, 9, 40)
    late = _late_clocks(case)
    for key in late:
        case.act(
            "explain-late", clock=str(key), overdue_cause="absent", text="被申请人负责人失联一周，昨日才联系上，双方同意后天再谈一次。",
            measure="已电话约定，书面通知同日寄出。", new_target=case.workday(17, 9).date(),
        )  # fmt: skip
    yield case.workday(13, 16, 0)
    for key in late:
        case.act("accept-cause", case.desk.head, clock=str(key), ok=True, text="同意，按新日期办结。")


def _late_clocks(case: Case) -> list[int]:
    query = select(Deadline.id).where(
        Deadline.proceeding_id == case.id, Deadline.late_at.is_not(None), Deadline.closed_at.is_(None), Deadline.ours
    )
    found = list(db.session.scalars(query.order_by(Deadline.id)))
    db.release()
    return found


def _extended(case: Case) -> Story:
    session(case, "again", case.stage.rng.choice(RECORDS))
    yield case.workday(5, 11, 0)
    running = actions.clock.today() + timedelta(days=12)
    case.act("extend", new_end=running, consent=case.stage.photo("双方同意延期书.png"))


def _failed(case: Case) -> Story:
    session(case, "failed", "双方差距过大：申请人要求全额，被申请人只认可三成，并称由包工头负责发放。调解员两次背对背协调未果。")
    yield case.workday(6, 10, 0)
    case.act("fail", result="failed", fail_reason="gap")


def _converted(case: Case) -> Story:
    yield from _failed(case)
    yield case.workday(7, 14, 0)
    case.act("convert", to="arbitration", papers=["调解申请书", "调解终结通知书", "身份证复印件", "考勤截图"])


def _agreed(case: Case) -> Story:
    session(case, "agreed", case.stage.rng.choice(RECORDS))
    yield case.workday(4, 16, 40)
    agree(case)


def _after_due(case: Case, n: int, days: int, hour: int = 10) -> datetime:
    """A time `days` days after instalment `n` is due."""
    signed = case.workday(4, 0).date()
    return clock.at(signed + timedelta(days=case.plan.first_due + 20 * n + days), clock.at(signed).replace(hour=hour).time())


def _performed(case: Case) -> Story:
    yield from _agreed(case)
    for n in range(case.plan.parts):
        yield _after_due(case, n, 0, 15)
        pay(case, n)
    yield _after_due(case, case.plan.parts - 1, 1, 10)
    asked = close(case)
    yield _after_due(case, case.plan.parts - 1, 2, 11)
    if isinstance(asked, Proposed):
        case.stage.decide(asked, case.desk.other)


def _closing(case: Case) -> Story:
    """Paid; the proposal to close waits for the colleague's signature."""
    yield from _agreed(case)
    yield _after_due(case, 0, 0, 15)
    pay(case, 0)
    yield _after_due(case, 0, 1, 10)
    close(case)


def _first_paid(case: Case) -> Story:
    yield from _agreed(case)
    yield _after_due(case, 0, 0, 14)
    pay(case, 0)


def _late(case: Case) -> Story:
    """An instalment goes by; the sweep finds it."""
    yield from _first_paid(case)


def _late_reminded(case: Case) -> Story:
    yield from _first_paid(case)
    yield _after_due(case, 1, 2, 9)
    rows = case.stage.instalments(case.id)
    case.act("remind", instalment=str(rows[1]), channel="phone", pay_until=clock.today() + timedelta(days=5))


def _partial(case: Case) -> Story:
    yield from _first_paid(case)
    yield _after_due(case, 1, 1, 16)
    pay(case, 1, D("0.5"), method="cash")


def _bounced(case: Case) -> Story:
    yield from _agreed(case)
    yield _after_due(case, 0, 0, 15)
    pay(case, 0, bounced=[min(1, case.plan.workers - 1)])


def _breached(case: Case) -> Story:
    yield from _first_paid(case)
    yield _after_due(case, 1, 3, 10)
    rows = case.stage.instalments(case.id)
    total = sum(case.agreed, D(0))
    case.act("breach", instalment=str(rows[1]), unpaid=(total / case.plan.parts).quantize(D("1")))


def _court(case: Case) -> Story:
    yield from _breached(case)
    yield _after_due(case, 1, 5, 10)
    first = sum(((a / case.plan.parts).quantize(D("1")) for a in case.agreed), D(0))
    left = sum(case.agreed, D(0)) - first
    case.act("to-court", way="payment_order", court=f"北京市{case.district}人民法院", unpaid=left, on=clock.today())


def _review(case: Case) -> Story:
    yield from _agreed(case)
    yield case.workday(6, 10, 0)
    case.act("review", agreement="调解协议书", ids="双方身份证明复印件", addresses="双方送达地址确认书", filed_on=clock.today())
    yield case.workday(7, 9, 30)
    arbitrator = case.desk.arbitrator
    asked = case.act("review-accept", arbitrator, accepted_on=clock.today(), arbitrator=case.stage.people[arbitrator])
    yield case.workday(7, 14, 0)
    case.stage.decide(asked, case.desk.head)


def _confirmed(case: Case) -> Story:
    yield from _review(case)
    yield case.workday(8, 15, 0)
    asked = case.act("review-ok", case.desk.arbitrator, lawful=True, same_content=True)
    yield case.workday(9, 9, 0)
    case.stage.decide(asked, case.desk.head)


def _nothing(case: Case) -> Story:
    """The day of the meeting has not come, or nobody has written it down."""
    return
    yield


ENDINGS = {
    "invited": _nothing, "mediating": _mediating, "overdue": _overdue, "explained": _overdue_explained, "extended": _extended,
    "failed": _failed, "converted": _converted, "agreed": _agreed, "performed": _performed, "closing": _closing,
    "first": _first_paid, "late": _late, "reminded": _late_reminded, "partial": _partial, "bounced": _bounced,
    "breached": _breached, "court": _court, "review": _review, "confirmed": _confirmed,
}  # fmt: skip
"""How a mediation may go on from its first meeting."""
