"""Warnings added to any route 提示 (intake-inspection-supervision.md 2.4): each a row of code, test, text, source.

Beside the codes of the law file: `assumed` (a fact was not told and taken as absent), `contradiction` (two told facts
cannot both hold), `place-unknown`, `unknown-fact`. None of them changes the route.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from arrears.law.region import OUTSIDE
from arrears.law.routing.case import Case
from arrears.law.routing.facts import CLAIMS
from arrears.law.routing.proposal import Warning
from arrears.law.routing.row import POLICY
from arrears.law.thresholds import MajorFacts, MajorProposal, major_at_intake

DANGER = {"self_harm", "threat"}
GROUP = 10  # 2.4: `collective` with ≥10
CRIME_GROUP_FLOOR = (10, Decimal(30_000))  # 法释3 第三条: lower end of the national range for several workers

OWN_WAYS = {
    "social_insurance": "社会保险补缴找社会保险经办、征收机构",
    "housing_fund": "住房公积金找住房公积金管理中心",
    "contract_price": "工程款向人民法院起诉",
    "loan": "借款向人民法院起诉",
    "injury": "工伤先申请工伤认定，再主张待遇",
    "added_damages": "加付赔偿金由监察责令支付后逾期不付时处理",
    "compensation": "经济补偿、赔偿金有争议的申请调解或仲裁",
    "double_wage": "二倍工资申请调解或仲裁",
}
"""The own way of each claim that some route cannot decide."""

BEYOND_LABOUR = frozenset({"social_insurance", "housing_fund", "contract_price", "loan"})
UNDECIDED_BY = {
    "inspection": BEYOND_LABOUR | {"injury", "compensation", "double_wage"},
    "arbitration": BEYOND_LABOUR | {"added_damages", "injury"},
    "mediation": BEYOND_LABOUR | {"added_damages", "injury"},
    "court": frozenset({"social_insurance", "housing_fund", "added_damages", "injury"}),
}
"""Claims that a route cannot decide; other routes: what is beyond labour law."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One warning as data: when it is due and what it says."""

    code: str
    due: Callable[[Case], bool]
    text: str
    source: str


def fled_or_closed(case: Case) -> bool:
    """The employer is gone."""
    return case.facts.employer_status in ("fled", "closed")


def crime_watch(case: Case) -> bool:
    """The employer is gone, or the sum of a group reaches the figure of 4.1 (the region's, else the national lower end)."""
    facts = case.facts
    workers, floor = CRIME_GROUP_FLOOR
    own = case.setting("crime_group")
    limit = Decimal(own) if isinstance(own, int | Decimal) else floor
    reached = facts.workers is not None and facts.workers >= workers and facts.amount is not None and facts.amount >= limit
    return fled_or_closed(case) or (reached and facts.claims_pay)


def quick_report(case: Case) -> bool:
    """Danger, the press, or a gathering of ten and more."""
    urgency = case.facts.urgency
    crowd = "collective" in urgency and case.facts.workers is not None and case.facts.workers >= GROUP
    return bool(urgency & (DANGER | {"media"})) or crowd


def confidential(case: Case) -> bool:
    """A reporter whose name is kept secret."""
    return case.facts.who in ("third_party", "anonymous") or case.facts.confidential is True


NOTICES: tuple[Notice, ...] = (
    Notice("police-now", lambda case: bool(case.facts.urgency & DANGER), "立即拨打110，记下时间，保持通话。", ""),
    Notice("quick-report", quick_report, "启动群体性事件快报：立即电话报告，随后书面报告并续报。", "监察条例 第十四条第四款"),
    Notice("limitation", lambda case: case.over_one_year, "离职已超过一年，仲裁可能遇到时效抗辩；只作提示，不得据此不收。",
        "法 第二十七条"),
    Notice("two-years", lambda case: case.over_two_years, "欠薪已超过两年，监察可以书面告知不予受理。", "监察条例 第二十条"),
    Notice("criminal-watch", crime_watch, "先责令支付并留存送达证据，关注是否涉嫌拒不支付劳动报酬罪。", "法释3；100号"),
    Notice("emergency-fund", fled_or_closed, "区政府可以动用应急周转金垫付部分工资或生活费。", "保障条例 第六十三条"),
    Notice("industry-authority", lambda case: case.site,
        "通报住建、交通、水务等行业主管部门：可能涉及违法发包、拖欠工程款，由其督促。",
           "保障条例 第七条第二款、第四十三条"),
    Notice("confidential", confidential, "为反映人保密，不得让被反映单位知道其身份和材料。", "监察条例 第九条"),
    Notice("over-age", lambda case: case.facts.over_age is True,
        "已达法定退休年龄：看收到日期在新规定施行前还是施行后，是否已领养老金。", "令56"),
    Notice("minor", lambda case: case.facts.under_16 is True or "minor" in case.facts.urgency,
           "未满16周岁是童工，立即处理；16至18周岁受特殊保护。", "监察条例 第十一条第三项、第四项"),
    Notice("legal-aid", lambda case: case.facts.claims_pay, "农民工请求支付报酬申请法律援助，免予核查经济困难状况。",
        "法律援助法 第四十二条第三项"),
)  # fmt: skip


def warnings_for(case: Case, route: str) -> tuple[Warning, ...]:
    """Every warning of a case on a route, in the order of the law file."""
    region = case.region
    found = []
    for notice in NOTICES:
        if notice.due(case):
            sources = (notice.source, region.local_sources.get(notice.code, ""))
            found.append(Warning(notice.code, notice.text, "；".join(filter(None, sources)) or POLICY))
    major = known_at_intake(case)
    if major:
        found.insert(
            0, Warning("major", f"达到重大案件标准，建议挂牌督办：{''.join(t.text for t in major.triggers)}", "重大案件标准（政策）")
        )
    return (*found, *_split(case, route), *_doubts(case))


def known_at_intake(case: Case) -> MajorProposal | None:
    """The triggers of 5.1 that intake can know, by the figures of the day of receipt (not told: the newest)."""
    facts = case.facts
    on = facts.received_on or max(row.since for row in case.region.thresholds)
    return major_at_intake(MajorFacts(workers=facts.workers, amount=facts.amount, urgency=facts.urgency), case.region, on)


def _split(case: Case, route: str) -> list[Warning]:
    """Claims the route cannot decide, beside others: each with its own way, nothing is dropped silently."""
    claims = case.facts.claims
    apart = UNDECIDED_BY.get(route, BEYOND_LABOUR) & claims
    if case.over_age_as_clear:
        apart |= claims & {"compensation", "double_wage"}
    if not apart or len(claims) < 2:
        return []
    ways = "；".join(OWN_WAYS[claim] for claim in CLAIMS if claim in apart)
    source = "；".join(filter(None, ("法 第二条", case.region.local_sources.get("split", ""))))
    return [Warning("split", f"部分诉求须另走途径：{ways}。", source)]


def _doubts(case: Case) -> list[Warning]:
    facts = case.facts
    found = [Warning("contradiction", text, POLICY) for text in _contradictions(case)]
    if facts.employer_kind == "natural_person" and facts.construction is None:
        found.append(Warning("assumed", "没有告知是否工程建设项目，按不是工地处理；如果是工地，由监察处理。", POLICY))
    if case.relation == "none" and facts.construction is None:
        found.append(Warning("assumed", "没有告知是否工程建设项目，按不是工地处理；如果是工地，由监察处理。", POLICY))
    if case.site and facts.workplace_district is None:
        found.append(Warning("place-unknown", "工地所在区没有告知，暂按单位所在地；工地案件以工地所在区为准，请核实。", POLICY))
    if facts.received_on is None and (facts.over_age or facts.work_end or facts.last_due):
        found.append(Warning("assumed", "没有告知收到日期，时效和超龄规定按现行规定、未超期处理，请补填。", POLICY))
    if facts.unknown_names:
        names = "、".join(facts.unknown_names)
        found.append(Warning("unknown-fact", f"以下事实名称不认识，没有采用：{names}。", POLICY))
    return found


def _contradictions(case: Case) -> list[str]:
    facts = case.facts
    pairs = (
        (facts.over_age and facts.under_16, "同时写了已达退休年龄和未满16周岁，请核实年龄。"),
        (facts.construction is False and facts.project, "写了工程项目，又写不是工程建设，请核实。"),
        (facts.consult_only and facts.wish_told, "写了只咨询，又表明了要走的途径，请核实是否有诉求。"),
        (facts.work_end and facts.received_on and facts.work_end > facts.received_on, "离职日期晚于收到日期，请核实。"),
        (facts.last_due and facts.received_on and facts.last_due > facts.received_on, "工资应发日期晚于收到日期，是否已经到期请核实。"),
        (facts.who == "group_rep" and facts.workers == 1, "代表人反映，人数却是1人，请核实人数。"),
        ("collective" in facts.urgency and facts.workers == 1, "写了群体性，人数却是1人，请核实人数。"),
        (facts.employer_kind == "household" and facts.construction, "家庭雇用和工程建设同时写明，请核实用工主体。"),
        (facts.foreign_10m_usd and facts.employer_district == OUTSIDE, "大额外资企业注册在外省，市级管辖不适用，请核实。"),
    )
    return [text for holds, text in pairs if holds]
