"""Answers to work orders 答复: reply, return to the source, extension, the source's call-back, petition reviews."""

from __future__ import annotations

from arrears.cases.acting import Doing, checks, handles
from arrears.cases.models import ContactAttempt
from arrears.documents.actions import issue
from arrears.intake.actions import papers
from arrears.intake.actions.contacts import REACHED, attempts_of, count_contact, to_reporter, tried_enough
from arrears.intake.actions.orders import about, order_of, orders_of, subject, tell_sender
from arrears.intake.actions.registering import lead_of
from arrears.intake.actions.uploads import attach
from arrears.intake.models import CallBack, WorkOrder
from arrears.law import codes
from arrears.law.refusal import Refused

SELFCALL_SOURCE = "《北京市接诉即办工作条例》第二十三条；本单位质量要求"
EXTENSION_DAYS = 15
"""Days of the one extension (接诉即办 15; `hot-extend`, `nat-answer`)."""


def _call_missing(doing: Doing, row: WorkOrder) -> bool:
    """Whether the reporter still has to be called before this answer."""
    if row.no_phone:
        return False
    alone = len(orders_of([doing.proceeding.id])) == 1
    attempts = attempts_of(row, alone, doing.proceeding.title)
    if tried_enough(attempts):
        return False
    if not doing.facts["final"]:
        return row.contacted_at is None
    waits = bool(doing.clocks.open("hot-selfcall", subject(row.id)))
    return waits or row.contacted_at is None


@checks("lead.answer")
def check_answer(doing: Doing) -> None:
    """No answer without a call before it (`hot-selfcall`), and none that says nothing."""
    row = order_of(doing)
    if doing.facts.get("call_result") in REACHED:
        return
    if _call_missing(doing, row):
        kind = "最终答复" if doing.facts["final"] else "进展答复"
        raise Refused(
            "call_result",
            f"{kind}前还没有给诉求人打通电话的记录。请先打电话，在这里记下结果；两天内打满三次仍联系不上的，也可以答复。",
            SELFCALL_SOURCE,
        )


def _write_call(doing: Doing, row: WorkOrder) -> None:
    """The call before the answer, noted in the same submit."""
    result = doing.facts.get("call_result")
    if not result:
        return
    doing.session.add(
        ContactAttempt(
            proceeding_id=doing.proceeding.id, seq=doing.seq, at=doing.occurred_at, channel="phone", to=to_reporter(row),
            result=result, note=str(doing.facts.get("call_note") or "答复前回访")[:400], by_user_id=doing.viewer.user_id,
        )
    )  # fmt: skip
    count_contact(doing, row, doing.occurred_at, result)
    doing.clocks.satisfy("hot-selfcall", doing.occurred_at, subject=subject(row.id))


@handles("lead.answer")
def answer(doing: Doing) -> None:
    """答复: final or progress; the text that went into the source's system."""
    row = about(doing)
    facts = doing.facts
    _write_call(doing, row)
    row.reply_text, row.replied_at, row.solved = facts["reply_text"], doing.occurred_at, facts["solved"]
    for title in ("set", "pet-close"):
        doing.clocks.satisfy(title, doing.occurred_at, subject=subject(row.id) if title == "set" else "")
    if facts["final"]:
        row.state = "o-answered"
        for rule in ("hot-selfcall", "hot-contact", "nat-contact", "hot-dispute", "pet-object"):
            doing.clocks.drop(rule, subject=subject(row.id))
        lead = lead_of(doing)
        issue(
            doing, "lead-reply", lambda: papers.reply(doing, lead, facts["reply_text"]),
            secret_reporter=True, recipients={"反映人": None},
        )  # fmt: skip
    elif row.state == "o-signed":
        row.state = "o-working"
    kind = "最终答复" if facts["final"] else "进展答复"
    doing.summary(f"工单 {row.order_no} {kind}，是否解决：{codes.label('solved', facts['solved'])}")


@checks("lead.return-order")
def check_return(doing: Doing) -> None:
    """Only while the window of objection runs, and naming who is competent (接诉即办 12(3), 信访 23(3))."""
    row = order_of(doing)
    facts = doing.facts
    if not str(facts["competent_body"]).strip():
        raise Refused("competent_body", "没有写明有权办理的机构，退单不予受理。", "《北京市接诉即办工作条例》第十二条")
    windows = [c for rule in ("hot-dispute", "pet-object") for c in doing.clocks.open(rule, subject(row.id))]
    if row.source in {"12345", "letter"} and not any(c.due_at > doing.recorded_at for c in windows):
        raise Refused("", "对派单提出异议的期限已过，这件工单由本机构办理。", "《北京市接诉即办工作条例》第十二条")
    if lead_of(doing).extra.get("returned_once"):
        raise Refused("", "这件线索已经退过一次，再退须由市级机构决定，请联系市级督办。")


@handles("lead.return-order")
def return_order(doing: Doing) -> None:
    """退单: the objection is on its way; every clock goes on until it is allowed."""
    row = about(doing)
    attach(doing, [doing.facts["evidence"]])
    row.returning, row.return_reason = True, doing.facts["return_reason"]
    lead = lead_of(doing)
    lead.extra = {**lead.extra, "returned_once": True}
    reason = codes.label("return_reason", row.return_reason)
    doing.summary(f"工单 {row.order_no} 退单：{reason}，应由{doing.facts['competent_body']}办理")


@handles("lead.return-result")
def return_result(doing: Doing) -> None:
    """退单结果: allowed, the order leaves us; refused, it is ours (首接负责)."""
    row = about(doing)
    if not row.returning:
        raise Refused("order", "这件工单没有在途的退单。")
    row.returning = False
    if doing.facts["allowed"]:
        row.state = "o-returned"
        tell_sender(doing, row, taken_up=False)
    else:
        row.back_at = doing.recorded_at
        doing.tell({doing.proceeding.owner_id or 0}, f"{doing.proceeding.number} 工单 {row.order_no} 退单未获同意，由我们办理。")
    doing.summary(f"工单 {row.order_no} 退单{'获准' if doing.facts['allowed'] else '未获同意'}")


@checks("lead.extend-order")
def check_extension(doing: Doing) -> None:
    """Once, before the time is over, with the caller and the source told (接诉即办 15)."""
    row = order_of(doing)
    facts = doing.facts
    source = "《北京市接诉即办工作条例》第十五条"
    if row.extended_at is not None:
        raise Refused("", "这件工单已经延期一次，不能再延。", source)
    if not facts["told_caller"]:
        raise Refused("told_caller", "延期须先告知诉求人，请告知后再申请。", source)
    if not facts["told_source"]:
        raise Refused("told_source", "延期须同时告知来源平台，请告知后再申请。", source)
    running = [c for rule in ("hot-due", "nat-answer") for c in doing.clocks.open(rule, subject(row.id))]
    if not running:
        raise Refused("", "这件工单没有可以延期的答复期限；只有载明时限的 12345 工单和全国平台线索可以申请延期。", source)
    if min(c.due_at for c in running) <= doing.recorded_at:
        raise Refused("", "答复期限已经届满，不能再申请延期。", source)


@handles("lead.extend-order")
def extend_order(doing: Doing) -> None:
    """延期: the printed instant itself is never moved; the approved extension stands beside it and adds its days."""
    row = about(doing)
    for rule in ("hot-due", "nat-answer"):
        doing.clocks.extend(rule, EXTENSION_DAYS, subject=subject(row.id))
    row.extended_at = doing.recorded_at
    doing.summary(f"工单 {row.order_no} 延期 {EXTENSION_DAYS} 日：{doing.facts['ground']}"[:300])


@handles("lead.record-callback")
def record_callback(doing: Doing) -> None:
    """来源回访: what the source's own call-back said; not satisfied, the order is done again."""
    row = about(doing)
    facts = doing.facts
    if facts["at"] > doing.recorded_at:
        raise Refused("at", "回访时间不能晚于现在。")
    if row.replied_at is not None and facts["at"] < row.replied_at:
        raise Refused("at", "回访时间不能早于答复时间，请核对。")
    row.solved, row.satisfied, row.called_back_at = facts["solved"], facts["satisfied"], facts["at"]
    row.called_back_by = doing.viewer.user_id
    doing.session.add(
        CallBack(
            order_id=row.id, body_id=row.body_id, district_id=row.district_id, source=row.source, at=facts["at"],
            solved=row.solved, satisfied=row.satisfied,
        )
    )  # fmt: skip
    again = facts["satisfied"] == "not" or facts["solved"] == "no"
    row.state = "o-working" if again else "o-called-back"
    words = f"{codes.label('solved', row.solved)}、{codes.label('satisfied', row.satisfied)}"
    if again:
        doing.tell({doing.proceeding.owner_id or 0}, f"{doing.proceeding.number} 工单 {row.order_no} 回访不满意，请重办。")
    doing.summary(f"工单 {row.order_no} 来源回访：解决情况和满意度为{words}{'，退回重办' if again else ''}")


PETITION_ORDER = ("review_asked", "review_answered", "recheck_asked", "recheck_answered")


@handles("lead.record-petition")
def record_petition(doing: Doing) -> None:
    """复查、复核: each stage follows the one before it."""
    facts = doing.facts
    letters = [row for row in orders_of([doing.proceeding.id]) if row.source == "letter"]
    if not letters:
        raise Refused("stage", "这件线索没有信访来件，没有复查复核。")
    if facts["on"] > doing.day:
        raise Refused("on", "日期不能晚于今天。")
    waits = {"review_answered": "pet-review", "recheck_asked": "pet-recheck-ask", "recheck_answered": "pet-recheck"}
    needed = waits.get(facts["stage"])
    if needed is not None and not doing.clocks.open(needed):
        before = codes.label("petition_stage", PETITION_ORDER[PETITION_ORDER.index(facts["stage"]) - 1])
        raise Refused("stage", f"还没有登记“{before}”，请先登记那一步。")
    doing.summary(f"{codes.label('petition_stage', facts['stage'])}（{facts['on']}）")

