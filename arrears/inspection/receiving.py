"""Front door 接投诉、举报: registration, supplement, filing with the head's signature, refusal, handing over to another body.

A complaint (投诉) is a worker's own, with a name; a report (举报) is anybody's and always secret: the reporter is no party.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from arrears import clock
from arrears.access.viewer import Viewer
from arrears.cases import ledger, pages, parties, transitions
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.common_acts import active_member, take_along
from arrears.cases.models import Proceeding
from arrears.cases.outcomes import Outcome
from arrears.cases.visibility import Head
from arrears.db import session
from arrears.documents.actions import issue
from arrears.inspection import casefile
from arrears.inspection.casefile import EMPLOYER, OTHER, WORKER, row_of
from arrears.inspection.models import Inspection
from arrears.law import codes
from arrears.law.refusal import Refused
from arrears.personal import vault

WAYS: Mapping[str, str] = {
    "counter": "窗口", "phone": "电话", "letter": "来信", "online": "网上", "lead": "线索转入", "mediation": "调解转来",
    "patrol": "巡查发现",
}  # fmt: skip
PARTS: Mapping[str, str] = {"employer": "用人单位", "gc": "施工总承包单位", "owner": "建设单位"}
"""What a unit is in the chain of a site (保障条例 第二十九条、第三十条)."""


def receive(
    viewer: Viewer,
    facts: Mapping[str, Any],
    *,
    token: str,
    from_id: int | None = None,
    owner_id: int | None = None,
    occurred_at: datetime | None = None,
    late_reason: str = "",
) -> Outcome:
    """Register a complaint or report; out of a lead or a mediation on the same matter (`from_id`). Raises `Refused`, `NotAllowed`.

    The days of the review count from `received_on`, which may be earlier than today.
    """
    matter_id = session.scalar(select(Proceeding.matter_id).where(Proceeding.id == from_id)) if from_id is not None else None
    return transitions.begin(
        "inspection.insp-receive", viewer, token=token, facts={**facts, "from_id": from_id}, owner_id=owner_id, matter_id=matter_id,
        about_id=from_id, occurred_at=occurred_at, late_reason=late_reason,
    )  # fmt: skip


@handles("inspection.insp-receive")
def register(doing: Doing) -> None:
    """接投诉、举报: parties and claim, or the reporter apart; the register form; the lead it came from moves on.

    `sum` and `heads` 0: not known (金额不详, 人数不详).
    """
    facts = doing.facts
    if facts["received_on"] > clock.today():
        raise Refused("received_on", "接收日期不能晚于今天，请填写实际收到的日期。")
    if doing.proceeding.owner_id is not None:
        active_member(doing, doing.proceeding.owner_id, "inspector")
    report = facts["kind"] == "report"
    told = [] if report else list(facts.pop("complainants", None) or ())
    facts.pop("complainants", None)
    if not report and not told:
        raise Refused("complainants", "投诉要有投诉人的姓名；不留姓名的，请按“举报”登记。", casefile.SECRECY)
    secrecy = report or bool(facts["secrecy"])
    people = [parties.enter(doing, WORKER, _worker(p, facts, secrecy), n) for n, p in enumerate(told, 1)]
    row = Inspection(
        proceeding_id=doing.proceeding.id, kind=facts["kind"], way=facts.get("way", "counter"), received_on=facts["received_on"],
        secrecy=bool(facts["secrecy"]), in_procedure=bool(facts.get("in_procedure")), project=str(facts.get("project") or "")[:200],
        reporter_name=_personal(facts, "name") if report else None, reporter_phone=_personal(facts, "phone") if report else None,
        period_from=str(facts.get("period_from") or ""), period_to=str(facts.get("period_to") or ""), heads=facts["heads"] or None,
        told=facts["sum"] or None, facts_text=facts.get("facts", ""), evidence=list(facts.get("evidence") or ()), parts={}, found_by=[],
    )  # fmt: skip
    row.parts = _units(doing, facts.pop("respondents"))
    doing.session.add(row)
    doing.session.flush()
    if row.told is not None:
        item = {"kind": "wage", "claimed": row.told, "period_from": row.period_from, "period_to": row.period_to}
        parties.enter_claims(doing, [item], [p.id for p in people])
    facts["complainants"] = [p.id for p in people]
    doing.proceeding.place = str(facts["place"])[:200]
    take_along(doing, facts.get("from_id"))
    issue(doing, "insp-complaint-form", lambda: _form(doing, row), secret_reporter=secrecy)
    who = "举报" if report else "投诉"
    sums = f"，诉称 {row.told:,.2f} 元" if row.told else ""
    heads = f"{row.heads} 人" if row.heads else "人数不详"
    doing.summary(f"接{who}：{facts['respondent']}，{heads}{sums}{'（要求保密）' if secrecy else ''}")


def _worker(told: Mapping[str, Any], facts: Mapping[str, Any], secrecy: bool) -> dict[str, Any]:
    """A complainant without secrecy agrees to be named by complaining in his name."""
    return {**told, "kind": "person", "named_consent_on": None if secrecy else facts["received_on"]}


def _personal(facts: dict[str, Any], field: str) -> str | None:
    """The reporter's value, kept encrypted; the record of the act keeps nothing of it."""
    given = str(facts.pop(f"reporter_{field}", "") or "").strip()
    return vault.keep(field, given) if given else None


def _units(doing: Doing, rows: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Enter the units of the chain; which of them is general contractor or owner."""
    parts: dict[str, str] = {}
    if not any((told.get("part") or "employer") == "employer" for told in rows):
        raise Refused("respondents", "请至少登记一个用人单位；只知道项目的，把施工总承包单位登记为用人单位，查实后更正。")
    for n, told in enumerate(rows, 1):
        part = str(told.get("part") or "employer")
        made = parties.enter(doing, EMPLOYER if part == "employer" else OTHER, {k: v for k, v in told.items() if k != "part"}, n)
        if part != "employer":
            parts[str(made.id)] = part
    return parts


def _form(doing: Doing, row: Inspection) -> dict[str, Any]:
    """Facts of the register form 登记表. Who is to be kept secret stands here only: an inner paper."""
    people = casefile.workers(doing.proceeding.id)
    unit = casefile.employer(doing.proceeding.id)
    payer = casefile.first_payer(doing.proceeding.id)
    first = people[0] if people else None
    opened = vault.opened([v for v in (row.reporter_name, row.reporter_phone) if v])
    name = (first.name if len(people) == 1 else f"{first.name}等{len(people)}人") if first else opened.get(row.reporter_name or "", "")
    return {
        "report": row.kind == "report", "received_at": doing.occurred_at, "way": WAYS.get(row.way, "窗口"), "complainant": name or "匿名",
        "id_no": first.id_no if first else "", "phone": first.phone if first else opened.get(row.reporter_phone or "", ""),
        "address": first.address if first else "", "secrecy": casefile.is_secret(row), "employer": unit.name,
        "employer_address": unit.registered_address, "employer_rep": unit.legal_rep,
        "project": row.project or doing.proceeding.place, "first_payer": payer.name if payer else "", "headcount": row.heads,
        "period": casefile.period(row), "amount": row.told, "text": row.facts_text or "见附卷材料。", "evidence": list(row.evidence or ()),
        "in_procedure": row.in_procedure, "taker": doing.viewer.name, "opinion": str(doing.facts.get("opinion") or ""),
    }  # fmt: skip


def notify(doing: Doing, row: Inspection, facts: Mapping[str, Any], kind: str = "insp-complaint-decision") -> int:
    """A notice to whoever complained, one each; to a reporter who left a name. Returns how many."""
    complained = _complained(doing)
    told: list[tuple[str, int | None]] = [(p.name, p.id) for p in casefile.workers(doing.proceeding.id) if p.no <= complained]
    if row.kind == "report":
        name = vault.opened([row.reporter_name]).get(row.reporter_name, "") if row.reporter_name else ""
        told = [(name, None)] if name else []
    for name, party_id in told:
        issue(doing, kind, {**facts, "to": name}, recipients={name: party_id}, secret_reporter=casefile.is_secret(row))
    return len(told)


def _complained(doing: Doing) -> int:
    """How many complained: those entered at the registration; who joined later by signing the roster did not."""
    from_first = ledger.facts_of(doing.proceeding.id, [1]).get(1, {})
    return len(from_first.get("complainants") or ())


@handles("inspection.insp-ask-papers")
def ask_papers(doing: Doing) -> None:
    """一次性告知补正: everything that is lacking, once; the review stands still meanwhile."""
    row = row_of(doing)
    if casefile.happened(doing.proceeding.id, "insp-ask-papers"):
        raise Refused("missing", "补正只能告知一次，本案已经告知过；材料不影响查处的，请先立案。")
    due = doing.facts.get("due")
    if due is None or due <= doing.day:
        raise Refused("due", "补正期限应在今天之后。")
    doing.clocks.set_date("补正材料", due, by=doing.viewer.name, owed_by="complainant")
    missing = [{"text": str(m)} for m in doing.facts["missing"]]
    facts = {
        "received_on": row.received_on, "matter": "劳动保障监察投诉", "missing": missing, "deadline": due, "handler": doing.viewer.name,
    }  # fmt: skip
    notify(doing, row, facts, "one-time-notice")
    doing.summary(f"一次性告知补正 {len(missing)} 件，{due} 前补齐")


@handles("inspection.insp-papers-in")
def papers_in(doing: Doing) -> None:
    """补来: the review runs anew from that day."""
    doing.clocks.drop("set")
    doing.summary("材料已补齐，重新计算审查期限")


OTHER_ROUTES: Mapping[str, str] = {
    "over_two_years": "可以向劳动人事争议仲裁委员会申请仲裁，仲裁时效由仲裁委员会依法审查",
    "no_respondent": "查明单位名称或者用工地点后可以再次投诉",
    "not_our_matter": "请向有权处理的机关反映",
    "not_our_place": "请向用工所在地的劳动保障监察机构投诉",
    "in_procedure": "请在仲裁或者诉讼程序中主张",
}
"""Ground of a refusal → the way that is named (监察条例 第二十一条; 监察规定 第十八条)."""


@handles("inspection.insp-refuse")
def refuse(doing: Doing) -> None:
    """不予受理: with its reason, the other way, and that review comes before any suit."""
    row, ground = row_of(doing), doing.facts["ground"]
    label = codes.label("insp_refuse_ground", ground)
    reason = str(doing.facts.get("reason") or "") or label
    way = str(doing.facts.get("other_route") or "") or OTHER_ROUTES[ground]
    facts = {
        "accepted": False, "received_on": row.received_on, "employer": casefile.employer(doing.proceeding.id).name,
        "reason": reason, "other_route": way,
    }  # fmt: skip
    notify(doing, row, facts)
    doing.summary(f"不予受理：{label}")


@handles("inspection.insp-hand-over")
def hand_over(doing: Doing) -> None:
    """移送其他机关: the letter; the reporter's data go only to the receiving body."""
    casefile.demand_two(doing, casefile.inspectors_of(doing), "inspectors")
    facts = {
        "to_body": doing.facts["to_body"], "employer": casefile.employer(doing.proceeding.id).name, "headcount": doing.proceeding.workers,
        "amount": doing.proceeding.amount, "reason": doing.facts["reason"], "sheets": [{"title": "投诉（举报）材料"}],
        "inspectors": casefile.licensed(casefile.inspectors_of(doing)),
    }  # fmt: skip
    issue(doing, "insp-transfer-letter", facts, recipients={doing.facts["to_body"]: None})
    doing.summary(f"移送{doing.facts['to_body']}")


@checks("inspection.insp-file")
def check_filing(doing: Doing) -> None:
    """Two inspectors without ties; not while the dispute is before the committee or a court (监察条例 第二十一条)."""
    facts, row = doing.facts, row_of(doing)
    demand = [int(facts["lead_inspector"]), int(facts.get("second_inspector") or 0)]
    casefile.demand_two(doing, demand, "second_inspector")
    if facts["ties"]:
        raise Refused("ties", "有应当回避的关系，不能承办本案，请换监察员。", casefile.TWO)
    article = "《劳动保障监察条例》第二十一条"
    if row.in_procedure:
        raise Refused("", "登记时写明已申请仲裁或者起诉，应当告知在原程序中主张；请办“不予受理”。登记有误的先更正。", article)
    other = arbitration_of(doing.proceeding.matter_id)
    if other:
        raise Refused("", f"同一争议已在仲裁（{other}），不再立案；请办“不予受理”，告知在仲裁中主张。", article)


def arbitration_of(matter_id: int) -> str:
    """Number of the arbitration of the same matter that is open; empty when there is none. One statement."""
    found = session.scalar(
        select(Proceeding.number).where(
            Proceeding.matter_id == matter_id, Proceeding.procedure == "arbitration", Proceeding.closed_at.is_(None)
        )
    )
    return str(found or "")


@handles("inspection.insp-file")
def file(doing: Doing) -> None:
    """立案: on the day of the signature; owner and second inspector take their seats."""
    facts, row = doing.facts, row_of(doing)
    lead, second = int(facts["lead_inspector"]), int(facts["second_inspector"])
    row.filed_on, row.breach = doing.recorded_at.date(), facts["breach"]
    doing.own(lead)
    doing.seat(second, "inspector")
    doing.tell({lead, second}, f"{doing.proceeding.number} 已立案，由您承办。")
    if row.kind == "report":
        doing.holds("kind=report")
    else:
        notice = {
            "accepted": True, "received_on": row.received_on, "employer": casefile.employer(doing.proceeding.id).name,
            "filed_on": row.filed_on, "inspectors": casefile.licensed([lead, second]),
        }  # fmt: skip
        notify(doing, row, notice)
    names = "、".join(one["name"] for one in casefile.licensed([lead, second]))
    doing.summary(f"立案：{casefile.breach_words(row)}，监察员{names}")


def filing_sheet(head: Head, facts: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The filing sheet 立案审批表 beside the signature; who is secret is not named on it."""
    row = session.get(Inspection, head.id)
    assert row is not None
    unit = casefile.employer(head.id)
    two = casefile.licensed([int(facts["lead_inspector"]), int(facts["second_inspector"])])
    return "insp-filing-approval", {
        "source": f"{codes.label('complaint_kind', row.kind)}（{WAYS.get(row.way, '窗口')}）", "complainant": head.title,
        "received_on": row.received_on, "employer": unit.name, "employer_address": unit.registered_address, "employer_rep": unit.legal_rep,
        "project": row.project or head.place, "headcount": head.workers, "amount": head.amount, "text": row.facts_text or "见附卷材料。",
        "breach": codes.label("violation", facts["breach"]), "basis": "《劳动保障监察条例》第十一条、第十七条", "inspectors": two,
        "proposal": {
            "label": "承办人意见", "text": str(facts.get("opinion") or "建议立案调查。"), "name": two[0]["name"], "on": clock.today(),
        },
    }  # fmt: skip


pages.APPROVAL_PAPERS["inspection.insp-file"] = filing_sheet
