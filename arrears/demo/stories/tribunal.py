"""Arbitrations in every stage 仲裁: one plan a case says whose, against whom and how it goes; the acts are the tribunal's own.

Days are counted in workdays from the application (0): accepted on 1, claim papers served on 2, hearing on 13 when the defence is over,
award on 15, in the parties' hands on 17. So the thirty days of the fast track hold over a long holiday, too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any, Protocol

from sqlalchemy import select

from arrears import clock, db
from arrears.arbitration import filing
from arrears.cases.printing import claims_of
from arrears.demo.bodies import ROOMS
from arrears.demo.stage import Stage, Story
from arrears.demo.words import JOBS, Firm, Worker
from arrears.documents.models import Document, Serving

D = Decimal
WHOLE = D(1)
GROUP = 10
"""Applicants from whom on a case is a collective one, before three arbitrators (规则 第六十二条)."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Who sits at a tribunal: clerk of the court, who arbitrates (the first presides), who signs the docket, who signs the award."""

    body: str
    district: str
    clerk: str
    arbitrators: tuple[str, ...]
    docket: str
    head: str
    room: str = ROOMS[0]


DESKS: Mapping[str, Desk] = {
    "tz1": Desk("tongzhou", "通州区", "linxiaoyu", ("zhaomin",), "wanghai", "chenliqun"),
    "tz2": Desk("tongzhou", "通州区", "linxiaoyu", ("qianweiguo",), "wanghai", "wanghai", ROOMS[1]),
    "tz3": Desk("tongzhou", "通州区", "linxiaoyu", ("zhaomin", "qianweiguo", "liwenbin"), "wanghai", "chenliqun"),
    "cy": Desk("chaoyang", "朝阳区", "caiwen", ("tangyue",), "baiyun", "guwei"),
    "hd": Desk("haidian", "海淀区", "qiyue", ("mengfan",), "liangjun", "kongqing"),
}
"""Tribunals of the demonstration."""


@dataclass(frozen=True, slots=True)
class Plan:
    """One arbitration. `back`: workdays before today of the application; `goes`: what becomes of it (a key of `ENDINGS`)."""

    desk: str
    back: int
    goes: str
    industry: str = "services"
    workers: int = 1
    each: tuple[int, int] = (6_000, 24_000)
    hour: int = 9
    """When its hearing begins."""
    overtime: int = 0
    """Claimed for overtime beside the wages, in yuan; two thirds of it are found."""
    track: str = "fast"


class Trial:
    """An arbitration as it goes: what the acts need to know of it."""

    def __init__(self, stage: Stage, plan: Plan) -> None:
        words = stage.words
        self.stage, self.plan, self.desk = stage, plan, DESKS[plan.desk]
        self.firm: Firm = words.firm(plan.industry, self.desk.district)
        self.workers: list[Worker] = [words.worker() for _ in range(plan.workers)]
        self.sums = [D(words.money(*plan.each)) for _ in self.workers]
        self.job = stage.rng.choice(JOBS[plan.industry])
        self.minute = stage.rng.randrange(50)
        self.filed = stage.workday(plan.back).date()
        self.id = 0
        self.asked: Any = None
        """What waits for a signature."""

    def at(self, after: int, hour: int, minute: int = 0) -> datetime:
        """A time `after` workdays after the application."""
        return clock.at(self.stage.calendar.add_workdays(self.filed, after), time(hour, minute))

    def act(self, name: str, account: str = "", **facts: Any) -> Any:
        """An act of the clerk, or of somebody else."""
        full = name if "." in name else f"arbitration.{name}"
        return self.stage.act(self.id, full, account or self.desk.clerk, **facts)

    def sign(self, account: str = "") -> None:
        """Sign what waits."""
        self.stage.decide(self.asked, account or self.desk.head)

    @property
    def grouped(self) -> bool:
        """Whether this is a collective case."""
        return len(self.workers) >= GROUP

    @property
    def chief(self) -> str:
        """The sole or presiding arbitrator."""
        return self.desk.arbitrators[0]

    @property
    def owed(self) -> D:
        """The wages claimed."""
        return sum(self.sums, D(0))


class Served(Protocol):
    """What a service needs to know of a case."""

    stage: Stage
    id: int

    def act(self, name: str, account: str = ..., **facts: Any) -> Any:
        """An act of the clerk's, where nobody else is named."""


def serve(trial: Served, *, to: str = "", kind: str = "", method: str = "direct", **more: Any) -> int:
    """送达 everything of the case that nobody has sent yet, to one addressee or all; returns how many rows."""
    query = (
        select(Serving.document_id, Serving.recipient)
        .join(Document, Document.id == Serving.document_id)
        .where(Document.proceeding_id == trial.id, Document.voided_at.is_(None), Serving.effective_on.is_(None))
        .where(Document.kind != "service-receipt")
        .order_by(Document.id, Serving.id)
    )
    if kind:
        query = query.where(Document.kind == kind)
    rows = [(row.document_id, row.recipient) for row in db.session.execute(query) if to in ("", row.recipient)]
    db.release()
    for document, recipient in rows:
        given = {"sent_on": clock.today(), "effective_on": clock.today(), "service_result": "signed", "receiver": "本人", **more}
        proof = trial.stage.photo("送达回证.png")
        trial.act("serve", document=str(document), to=recipient, method=method, proof=proof, **given)
    return len(rows)


def told(stage: Stage, plan: Plan) -> Story:
    """The story of one arbitration."""
    trial = Trial(stage, plan)
    yield trial.at(0, stage.rng.randrange(9, 15), trial.minute)
    file(trial)
    yield from ENDINGS[plan.goes](trial)


def _claims(trial: Trial) -> list[dict[str, Any]]:
    until = trial.filed.replace(day=1) - timedelta(days=1)
    since = (until.replace(day=1) - timedelta(days=62)).replace(day=1)
    formula = "＋".join(str(s) for s in trial.sums[:6]) + ("＋……" if len(trial.sums) > 6 else "")
    wage = {
        "kind": "wage", "period_from": f"{since:%Y-%m}", "period_to": f"{until:%Y-%m}", "claimed": trial.owed,
        "formula": formula if trial.plan.workers > 1 else f"三个月应发 {trial.owed + 1500} 元，已付 1500 元",
    }  # fmt: skip
    extra = D(trial.plan.overtime)
    return [wage, {"kind": "ot", "claimed": extra, "formula": f"休息日加班费 {extra} 元"}] if extra else [wage]


def file(trial: Trial) -> None:
    """申请仲裁 at the counter."""
    who = f"申请人{trial.workers[0].name}" + (f"等 {trial.plan.workers} 人" if trial.plan.workers > 1 else "")
    facts = {
        "applicants": [w.told for w in trial.workers], "respondents": [trial.firm.told], "claims": _claims(trial),
        "facts": f"{who}在被申请人处从事{trial.job}工作，最近三个月工资没有付清，合计 {trial.owed} 元，多次催要未果。",
        "evidence": ["考勤记录", "银行流水", "微信聊天记录"], "copies": 2, "filed_on": clock.today(),
        "pre_mediation": "tried" if trial.grouped else "unwilling", "oral": trial.stage.rng.random() < 0.2,
    }  # fmt: skip
    viewer = trial.stage.viewer(trial.desk.clerk)
    made = filing.file_application(viewer, facts, token=trial.stage.token(), owner_id=viewer.user_id)
    db.release()
    trial.id = made.proceeding_id


def _received(trial: Trial) -> Story:
    return
    yield


def _supplement(trial: Trial) -> Story:
    """Papers are lacking; the five days run."""
    yield trial.at(1, 10, trial.minute)
    missing = ["身份证复印件", "用人单位的登记信息", "工资约定的证据"]
    trial.act("ask-supplement", missing=missing, due=trial.at(6, 0).date())


def _docket(trial: Trial) -> Story:
    """Examined; the acceptance waits for the signature."""
    yield trial.at(0, 16, trial.minute)
    trial.asked = trial.act(
        "accept", scope=True, claims_clear=True, parties_named=True, jurisdiction=True, accepted_on=clock.today(),
        track="fast_collective" if trial.grouped else trial.plan.track,
    )  # fmt: skip


def _refused(trial: Trial) -> Story:
    yield trial.at(1, 9, trial.minute)
    trial.asked = trial.act("refuse", reason="scope")
    yield trial.at(1, 15)
    trial.sign(trial.desk.docket)
    yield trial.at(2, 10)
    serve(trial)


def _accepted(trial: Trial) -> Story:
    yield from _docket(trial)
    yield trial.at(1, 9, 40)
    trial.sign(trial.desk.docket)


def _panel_asked(trial: Trial) -> Story:
    """Accepted; the panel waits for the signature."""
    yield from _accepted(trial)
    yield trial.at(1, 14, trial.minute)
    seated = [trial.stage.people[account] for account in trial.desk.arbitrators]
    trial.asked = trial.act(
        "form-panel", arbitrators=seated, presiding=seated[0] if len(seated) > 1 else None, ties=False,
        clerk=trial.stage.people[trial.desk.clerk],
    )  # fmt: skip


def _empanelled(trial: Trial) -> Story:
    yield from _panel_asked(trial)
    yield trial.at(1, 16, 10)
    trial.sign(trial.desk.docket)
    if trial.grouped:
        people = [str(party) for party, _ in trial.stage.parties(trial.id, "applicant")]
        trial.act("nominate-reps", workers=people, reps=people[:3])


def _served(trial: Trial) -> Story:
    """The claim papers are in everybody's hands; the defence runs."""
    yield from _empanelled(trial)
    yield trial.at(2, 15, trial.minute)
    serve(trial)


def _returned(trial: Trial) -> Story:
    """The firm's envelope came back: nobody of that name; the next mode is chosen."""
    yield from _empanelled(trial)
    yield trial.at(2, 15, trial.minute)
    serve(trial, to=trial.workers[0].name)
    mail = f"EMS{trial.stage.rng.randrange(10**9):09d}"
    serve(trial, to=trial.firm.name, method="post", effective_on=None, service_result="pending", mail_no=mail, receiver="")
    yield trial.at(5, 10, trial.minute)
    serve(
        trial, to=trial.firm.name, method="post", effective_on=None, service_result="returned_unknown", mail_no=mail, receiver="",
        next_method="direct",
    )  # fmt: skip


def _entrusted(trial: Trial) -> Story:
    """Both sides agree to a last attempt outside the room."""
    yield from _served(trial)
    yield trial.at(4, 10, trial.minute)
    today = clock.today()
    trial.act("entrust", trial.chief, org=f"{trial.desk.district}一站式调解中心", consent_a=today, consent_b=today)


def _withdrawn(trial: Trial) -> Story:
    yield from _served(trial)
    yield trial.at(7, 10, trial.minute)
    trial.act("withdraw", on=clock.today(), reason="单位已经把工资付清。", settled_privately=True)
    yield trial.at(8, 15)
    serve(trial)


def _scheduled(trial: Trial) -> Story:
    yield from _served(trial)
    yield trial.at(4, 11, trial.minute)
    at = trial.at(13, trial.plan.hour, 30 if trial.plan.hour == 13 else 0)
    trial.act("schedule", at=at, room=trial.desk.room, mode="on_site")
    yield trial.at(5, 15, trial.minute)
    serve(trial)


def _heard(trial: Trial) -> Story:
    yield from _scheduled(trial)
    yield trial.at(9, 16, trial.minute)
    firm = trial.stage.parties(trial.id, "respondent")[0][0]
    trial.act("defend", party=firm, on=clock.today(), answer="认可用工，经营困难，愿意分期支付；对加班天数有异议。")
    yield trial.at(10, 10)
    serve(trial)
    yield trial.at(13, trial.plan.hour + 2, 5)
    start = trial.at(13, trial.plan.hour)
    trial.act(
        "hear", trial.chief, span=[start, start + timedelta(hours=2)],
        present=[
            {"name": trial.workers[0].name, "role": "申请人"},
            {"name": trial.firm.contact, "role": "被申请人代理人", "checked": "授权委托书"},
        ],
        identity="相符", rights="已告知", recusal_asked="均不申请",
        record="申请人逐月陈述出勤和应发工资，出示考勤记录、银行流水。被申请人认可欠付月份，对考勤中两天有异议，未提交证据。",
        mediation_attempt="被申请人只愿付三成，调解不成。",
    )  # fmt: skip


def _deliberating(trial: Trial) -> Story:
    yield from _heard(trial)
    yield trial.at(14, 9, trial.minute)
    trial.act("deliberate", trial.chief, opinions=["欠付月份双方认可；对方没有提交相反证据，按申请人的考勤记录认定。"])


def _suspended(trial: Trial) -> Story:
    yield from _heard(trial)
    yield trial.at(14, 10, trial.minute)
    trial.asked = trial.act("suspend", trial.chief, ground="other_case", decided_on=clock.today())
    yield trial.at(14, 15)
    trial.sign()
    yield trial.at(15, 10)
    serve(trial)


def _deemed(trial: Trial) -> Story:
    """The applicant stayed away."""
    yield from _scheduled(trial)
    yield trial.at(13, trial.plan.hour + 1)
    trial.act("deem-withdrawn", trial.chief, notice_proved=True, cause="absent")
    yield trial.at(14, 15)
    serve(trial)


def _settled(trial: Trial) -> Story:
    """Settled in the room; two instalments, the first is paid."""
    yield from _scheduled(trial)
    yield trial.at(13, trial.plan.hour + 1, 10)
    half = (trial.owed / 2).quantize(D(100))
    people = [party for party, _ in trial.stage.parties(trial.id, "applicant")]
    dues = [trial.at(20, 0).date(), trial.at(20, 0).date() + timedelta(days=28)]
    trial.asked = trial.act(
        "settle", trial.chief, both_parties=True, payer=trial.firm.name, terms=["双方就工资再无其他争议"], acceleration=True,
        instalments=[{"due_on": dues[0], "amount": half}, {"due_on": dues[1], "amount": trial.owed - half}],
        shares={str(party): amount for party, amount in zip(people, trial.sums, strict=True)},
    )  # fmt: skip
    yield trial.at(13, trial.plan.hour + 2)
    trial.sign()
    yield trial.at(14, 10)
    serve(trial)
    yield trial.at(19, 15)
    pay(trial, half / trial.owed)


def _items(trial: Trial) -> list[dict[str, Any]]:
    """What is decided per claim: the wages wholly and finally, overtime in part and open to suit."""
    people = [party for party, _ in trial.stage.parties(trial.id, "applicant")]
    decided = []
    for claim in claims_of(trial.id):
        wage = claim.kind == "wage"
        amount = trial.owed if wage else (D(trial.plan.overtime) * 2 / 3).quantize(D(100))
        reason = "欠付月份双方认可，有考勤记录、银行流水证明。" if wage else "部分休息日出勤有考勤记录证明，其余没有证据。"
        item: dict[str, Any] = {
            "claim_id": claim.id, "amount": amount, "result": "upheld" if wage else "partly", "final": wage, "reason": reason,
        }  # fmt: skip
        if wage and len(people) > 1:
            item["parts"] = {str(party): share for party, share in zip(people, trial.sums, strict=True)}
        decided.append(item)
    db.release()
    return decided


def _drafted(trial: Trial) -> Story:
    """The award is drafted and waits for the head's signature."""
    yield from _deliberating(trial)
    yield trial.at(15, 10, trial.minute)
    found = f"{trial.job}，三个月工资未付清"
    trial.asked = trial.act("award", trial.chief, items=_items(trial), payer=trial.firm.name, pay_days=7, found=found)


def _awarded(trial: Trial) -> Story:
    """Signed; nobody has it yet."""
    yield from _drafted(trial)
    yield trial.at(15, 16, trial.minute)
    trial.sign()


def _in_hand(trial: Trial) -> Story:
    """Served on the workers, then on the firm: the period to pay runs, later it goes by."""
    yield from _awarded(trial)
    yield trial.at(16, 10, trial.minute)
    for worker in trial.workers:
        serve(trial, to=worker.name)
    yield trial.at(17, 15, trial.minute)
    serve(trial)


def pay(trial: Trial, share: D = WHOLE, **more: Any) -> None:
    """登记履行: a share of each worker's wages."""
    people = trial.stage.parties(trial.id, "applicant")
    sums = [(amount * share).quantize(D("0.01")) for amount in trial.sums]
    today = clock.today()
    rows = [
        {"worker_id": party, "amount": amount, "paid_on": today, "payer": trial.firm.name, "method": "bank",
         "reference": f"T{today:%Y%m%d}{trial.id:04d}{n:02d}", **more}
        for n, ((party, _), amount) in enumerate(zip(people, sums, strict=True))
    ]  # fmt: skip
    trial.act("award.record-performance", payments=rows)


def _paid(trial: Trial) -> Story:
    yield from _in_hand(trial)
    yield trial.at(20, 15)
    pay(trial)


def _enforcing(trial: Trial) -> Story:
    """The period went by; the certificate is made, the worker goes to the court."""
    yield from _in_hand(trial)
    yield trial.at(24, 10, trial.minute)
    worker = trial.stage.parties(trial.id, "applicant")[0][0]
    trial.asked = trial.act("award.certify", asked_by=str(worker), checked_on=clock.today())
    yield trial.at(24, 15)
    trial.sign()
    yield trial.at(26, 9, 40)
    trial.act("award.apply-enforcement", court=f"北京市{trial.desk.district}人民法院", on=clock.today())


ENDINGS: Mapping[str, Callable[[Trial], Story]] = {
    "received": _received, "supplement": _supplement, "docket": _docket, "refused": _refused, "panel-asked": _panel_asked,
    "served": _served, "returned": _returned, "entrusted": _entrusted, "withdrawn": _withdrawn, "scheduled": _scheduled, "heard": _heard,
    "deliberating": _deliberating, "suspended": _suspended, "deemed-withdrawn": _deemed, "settled": _settled, "drafted": _drafted,
    "awarded": _awarded, "in-hand": _in_hand, "paid": _paid, "enforcing": _enforcing,
}  # fmt: skip
"""How an arbitration may go on from its application."""
