"""Screening 筛查: ask what is missing, accept a route, hand over, explain; the proposal of the law and the clerk's choice are both kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from arrears.access.models import AppUser
from arrears.cases.acting import Doing, approval_when, checks, handles
from arrears.cases.common_acts import active_member
from arrears.cases.models import Proceeding
from arrears.documents.actions import issue
from arrears.intake.actions import papers, receiving
from arrears.intake.actions.heads import heads_of
from arrears.intake.actions.orders import last_due_day, orders_of, subject
from arrears.intake.actions.registering import lead_of, summarise, write_fields
from arrears.intake.models import Lead
from arrears.intake.queries import routing
from arrears.law import codes
from arrears.law.refusal import Refused

ANSWER_TARGET = 15
"""Working days until the answer that an acceptance notice names where no order has a day of its own (办理目标, as `nat-answer`)."""


@handles("lead.ask-facts")
def ask_facts(doing: Doing) -> None:
    """补充核实: one complete request."""
    missing = [str(text).strip() for text in doing.facts["missing"] if str(text).strip()]
    if doing.facts["due"] < doing.day:
        raise Refused("due", "补充期限不能早于今天。")
    lead = lead_of(doing)
    lead.screening = "verify"
    doing.clocks.set_date("等反映人补充", doing.facts["due"], by=doing.viewer.name, owed_by="handler", subject="facts")
    due = doing.facts["due"]
    issue(doing, "one-time-notice", lambda: papers.one_time(doing, lead, missing, due), secret_reporter=True, recipients={"反映人": None})
    doing.summary(f"请补充：{'；'.join(missing)}"[:300])


@handles("lead.facts-in")
def facts_in(doing: Doing) -> None:
    """核实完: what came goes into the lead's fields."""
    lead = lead_of(doing)
    write_fields(lead, doing.facts)
    summarise(doing, lead)
    doing.clocks.satisfy("set", subject="facts")
    doing.summary("补充核实完成")


def _proposed(doing: Doing, lead: Lead) -> str:
    proposal = routing.proposal_of(doing.proceeding.id)
    lead.route_proposed = proposal.route if proposal is not None else ""
    doing.facts["route_proposed"] = lead.route_proposed
    doing.facts["route_row"] = proposal.row if proposal is not None else ""
    return lead.route_proposed


def _choose(doing: Doing, lead: Lead, route: str, reason_field: str) -> None:
    """Keep proposal and choice; a choice that differs needs its reason."""
    proposed = _proposed(doing, lead)
    reason = str(doing.facts.get("route_reason") or doing.facts.get("reason") or doing.facts.get("text") or "").strip()
    if proposed and proposed != route and not reason:
        words = codes.label("route", proposed)
        raise Refused(reason_field, f"建议的路径是“{words}”，选择与建议不同，请写明理由。")
    lead.route, lead.route_reason = route, reason
    _objections_over(doing)
    for row in orders_of([doing.proceeding.id]):
        row.back_at = None


def _objections_over(doing: Doing) -> None:
    """What is taken up is not objected to: the windows of objection of the lead's orders end, unless an objection is on its way."""
    for row in orders_of([doing.proceeding.id]):
        if not row.returning:
            doing.clocks.drop("hot-dispute", subject=subject(row.id))
            doing.clocks.drop("pet-object", subject=subject(row.id))


@handles("lead.confirm-route")
def confirm_route(doing: Doing) -> None:
    """筛查受理: route, body, owner; the acceptance notice goes to the reporter."""
    lead, facts = lead_of(doing), doing.facts
    place = facts["body"]
    if place != doing.proceeding.district_id:
        name = routing.bodies().get(place, place)
        raise Refused("body", f"{name}办理的线索请用“转办”，由对方签收；本机构受理的选本机构。")
    owner = active_member(doing, facts["owner"], "owner")
    _choose(doing, lead, facts["route"], "route_reason")
    lead.route_body, lead.screening = place, "accept"
    doing.proceeding.onward = facts["route"]
    doing.own(owner.id)
    doing.tell({owner.id}, f"{doing.proceeding.number} 已受理，路径“{codes.label('route', lead.route)}”，由您承办。")
    running = [clock_row for clock_row in doing.clocks.rows if clock_row.subject.startswith("order:")]
    target = facts.get("target_on") or last_due_day(running, doing.day) or doing.clocks.calendar.add_workdays(doing.day, ANSWER_TARGET)
    phone = facts.get("handler_phone") or owner.phone or _office_phone(doing)
    if any(not row.anonymous for row in orders_of([doing.proceeding.id])):
        issue(
            doing, "lead-acceptance-notice",
            lambda: papers.acceptance(doing, lead, route=lead.route, handler=owner.name, handler_phone=phone, target_on=target),
            secret_reporter=True, recipients={"反映人": None},
        )  # fmt: skip
    differs = f"。与建议不同：{lead.route_reason}" if lead.route_proposed not in {"", lead.route} else ""
    doing.summary(f"受理，{codes.label('route', lead.route)}，承办人{owner.name}{differs}")


def _office_phone(doing: Doing) -> str:
    from arrears.access.models import Body

    body = doing.session.get(Body, doing.proceeding.body_id)
    return str((body.letterhead or {}).get("phone", "")) if body is not None else ""


@handles("lead.open-case")
def open_case(doing: Doing) -> None:
    """转入程序: chained by the first act of the procedure."""
    other = doing.session.get(Proceeding, int(doing.facts["proceeding"]))
    if other is None:
        raise Refused("proceeding", "没有这件案件。")
    doing.clocks.drop("next-contact")
    doing.summary("已转入程序，案件见同一事项")


def stays_inside(to_body: str) -> bool:
    """Whether a receiver is one of the region's labour authorities."""
    return to_body in routing.bodies().values()


@approval_when("lead.hand-over")
def leaves(_proceeding: Proceeding, facts: Mapping[str, Any]) -> bool:
    """The head signs when the lead leaves the city or the labour authority."""
    return not stays_inside(str(facts.get("to_body", "")))


@checks("lead.hand-over")
def check_hand_over(doing: Doing) -> None:
    """Not to ourselves; the reporter is told the same day (保障条例10(3)); the dates are possible."""
    facts = doing.facts
    if facts["to_body"] == routing.bodies().get(doing.proceeding.district_id):
        raise Refused("to_body", "接收机构就是本机构，不用转办；请改用“筛查受理”。")
    if facts["found_on"] > doing.day:
        raise Refused("found_on", "发现之日不能晚于今天。")
    if facts["reporter_told_on"] > doing.day:
        raise Refused("reporter_told_on", "告知反映人的日期不能晚于今天；先告知，再转办。", "保障农民工工资支付条例第十条")
    if facts["deadline"] < doing.day:
        raise Refused("deadline", "反馈期限不能早于今天。")


@handles("lead.hand-over")
def hand_over(doing: Doing) -> None:
    """转办: the form goes along, signing for it is watched."""
    lead, facts = lead_of(doing), doing.facts
    _choose(doing, lead, "hand-over", "reason")
    lead.handed_to, lead.screening = str(facts["to_body"])[:120], "hand_over"
    doing.proceeding.onward = ""
    if doing.for_user_id is not None:
        drafter = doing.session.get(AppUser, doing.for_user_id)
        facts["handler"] = drafter.name if drafter is not None else doing.viewer.name
        approver = doing.viewer.name
    else:
        approver = next(iter(heads_of(doing).values()), doing.viewer.name)
    issue(doing, "lead-transfer-form", lambda: papers.transfer(doing, lead, approver=approver), recipients={lead.handed_to: None})
    receiving.send(doing, lead.handed_to)
    doing.summary(f"转办{lead.handed_to}：{facts['reason']}"[:300])


@handles("lead.handover-result")
def handover_result(doing: Doing) -> None:
    """转办反馈: taken up, or sent back to us."""
    lead = lead_of(doing)
    taken = bool(doing.facts["taken_up"])
    doing.go("l-handed-over" if taken else "l-screening")
    lead.extra = {**lead.extra, "taken_up": taken}
    if not taken:
        doing.clocks.start("lead-route", doing.occurred_at)
        for row in orders_of([doing.proceeding.id]):
            row.back_at = doing.recorded_at
        doing.tell({doing.proceeding.owner_id or 0}, f"{doing.proceeding.number} 被{lead.handed_to}退回，请重新筛查。")
    doing.summary(f"{lead.handed_to}{'已接收办理' if taken else '退回'}")


@handles("lead.explain")
def explain(doing: Doing) -> None:
    """释明: which other way is open, in words and on paper."""
    lead, facts = lead_of(doing), doing.facts
    _choose(doing, lead, facts["route"], "text")
    lead.screening = "refuse"
    text = f"【核实情况】{facts['text']}【办理结果】{facts['text']}"
    issue(
        doing, "lead-reply", lambda: papers.reply(doing, lead, text, facts["next_step"]),
        secret_reporter=True, recipients={"反映人": None},
    )  # fmt: skip
    doing.summary(f"释明：{codes.label('route_explain', facts['route'])}")


