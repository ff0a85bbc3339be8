"""Leads 线索: who takes them, what a plan says of one, how it is registered and answered. What becomes of it: `lead_ends`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any

from arrears import clock, db
from arrears.demo import narratives
from arrears.demo.stage import Stage
from arrears.demo.stories import mediations
from arrears.demo.words import JOBS, SITES
from arrears.intake.actions import registering

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
    """One lead. `back`, `hour`: when the call came, in calendar days before today; `goes`: what becomes of it (`lead_ends.ENDINGS`).

    A call of yesterday's office hours is one of the last workday: what was done about it was done in the office.
    """

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


OFFICE = range(9, 17)
FEW = timedelta(days=3)
"""So long ago the last workday may lie to stand for yesterday; over a longer holiday the duty desk works on."""


def _came(stage: Stage, call: Call, minute: int) -> datetime:
    last = stage.workday(1, call.hour, minute)
    if call.back == 1 and call.hour in OFFICE and stage.day(0) - last < FEW:
        return last
    return stage.day(call.back, call.hour, minute)


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
        self.came = _came(stage, call, stage.rng.randrange(60))
        self.id = 0

    def act(self, name: str, account: str = "", **facts: Any) -> Any:
        """An act of the clerk, or of somebody else."""
        return self.stage.act(self.id, f"lead.{name}", account or self.desk.clerk, **facts)

    def after(self, hours: float, *, working: bool = True) -> Any:
        """So many hours after the call; the clerk's working hours only."""
        moment = self.came + timedelta(hours=hours)
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

    def workday_after(self, days: int, hour: int = 10) -> datetime:
        """A time so many workdays after now."""
        return clock.at(self.stage.calendar.add_workdays(clock.today(), days), time(hour))

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


def answer(line: Line, kind: str, *, solved: str, call_first: bool = False, final: bool = True, **more: Any) -> None:
    """答复, with the call before it in the same submit where one is asked. `more`: the order meant, where there are several."""
    text = narratives.ANSWERS[kind].format(firm=line.firm.name, owner="调解员", sum=line.amount or 0)
    facts: dict[str, Any] = {"reply_text": text, "solved": solved, "final": final, "channel": "phone"}
    if call_first:
        facts |= {"call_result": "answered", "call_note": "告知办理情况。"}
    line.act("answer", **facts, **more)
