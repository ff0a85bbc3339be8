"""批示、督办措施、约谈、整改反馈、督办函和回复: what the supervisor demands between two reports, and the answers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select

from arrears import clock
from arrears.access.models import AppUser, Body
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.models import Deadline, Proceeding
from arrears.documents.actions import issue
from arrears.law import codes
from arrears.law import deadlines as law
from arrears.law.procedures import PROCEDURES
from arrears.law.refusal import Refused
from arrears.supervision import people, proofs, sums
from arrears.supervision.actions.listing import demand
from arrears.supervision.models import SupervisionOrder


def _both(doing: Doing) -> set[int]:
    order = people.order_of(doing)
    return {order.responsible_id or 0, order.deputy_id or 0}


@handles("supervision.sup-instruct")
def instructed(doing: Doing) -> None:
    """批示."""
    people.order_of(doing).instruction = doing.facts["text"].strip()
    doing.tell(_both(doing), f"{doing.proceeding.number} 批示：{doing.facts['text'].strip()[:200]}")
    doing.summary(doing.facts["text"].strip()[:300])


@checks("supervision.sup-measure")
def may_demand(doing: Doing) -> None:
    """A measure needs a day that has not gone by and somebody who works at the responsible body."""
    if doing.facts["by"] < doing.day:
        raise Refused("by", "完成时限已经过去，请改成以后的日期。")
    order = people.order_of(doing)
    if doing.facts["owner"] not in {order.responsible_id, order.deputy_id} and order.to_body_id is not None:
        people.must_work_there(doing, doing.facts["owner"], order.to_body_id, "owner")


@handles("supervision.sup-measure")
def demanded(doing: Doing) -> None:
    """督办措施、约谈; an interview starts the time for putting right by the table."""
    facts = doing.facts
    demand(doing, facts["measure"], facts["text"], facts["owner"], facts["by"])
    if facts["measure"] == "interview":
        _interview(doing)
    label = codes.label("measures", facts["measure"])
    doing.tell(_both(doing) | {facts["owner"]}, f"{doing.proceeding.number} {label}：{facts['text'][:150]}（{facts['by']:%m-%d} 前）")
    doing.summary(f"{label}：{facts['text']}，{facts['by']} 前"[:300])


def _interview(doing: Doing) -> None:
    """约谈通知书, and the record to be filled in at the talk."""
    facts, order = doing.facts, people.order_of(doing)
    cases = people.cases_of(doing.session, doing.proceeding.id)
    told: dict[str, Any] = {
        "to": doing.session.scalar(select(AppUser.name).where(AppUser.id == facts["owner"])),
        "case": "、".join(case.number for case in cases[:3]) + (f"等{len(cases)}案" if len(cases) > 3 else "一案"),
        "matter": facts["text"],
        "by": facts["by"],
        "supervisor": doing.session.scalar(select(AppUser.name).where(AppUser.id == order.supervisor_id)) or doing.viewer.name,
    }
    issue(doing, "supervision-interview-notice", told, recipients={told["to"]: None})
    issue(doing, "supervision-interview-record", told)


@checks("supervision.sup-rectified", "supervision.sup-answer", "supervision.sup-ask-release")
def may_answer(doing: Doing) -> None:
    """By the responsible person or the deputy."""
    people.must_be_responsible(doing)


@handles("supervision.sup-rectified")
def rectified(doing: Doing) -> None:
    """整改反馈, with proofs."""
    if not doing.clocks.open("sup-rectify"):
        raise Refused("", "没有正在计算的约谈整改期限，先由督办人办“约谈”。")
    if doing.facts["on"] > doing.day:
        raise Refused("on", "完成日期不能晚于今天。")
    proofs.attach(doing, doing.facts["proofs"])
    doing.tell({people.order_of(doing).supervisor_id or 0}, f"{doing.proceeding.number} 整改反馈：{doing.facts['text'][:150]}")
    doing.summary(f"整改于 {doing.facts['on']} 完成。{doing.facts['text']}"[:300])


def late_clock(doing: Doing) -> tuple[Deadline, Proceeding]:
    """The late clock a letter is about: of the order, or of one of its cases. Raises `Refused` at `clock`."""
    row = doing.session.get(Deadline, int(doing.facts["clock"]))
    cases = {case.id: case for case in [doing.proceeding, *people.cases_of(doing.session, doing.proceeding.id)]}
    if row is None or row.proceeding_id not in cases:
        raise Refused("clock", "请选择本督办件或者督办案件的一个逾期期限。")
    if row.closed_at is not None or row.due_on is None or row.due_at > doing.recorded_at:
        raise Refused("clock", f"“{row.title}”没有逾期，不用发督办函；要提前督促请用“批示”。")
    return row, cases[row.proceeding_id]


@checks("supervision.sup-urge")
def may_urge(doing: Doing) -> None:
    """Only about a late clock, with a day for the answer."""
    late_clock(doing)
    if doing.facts["reply_by"] <= doing.day:
        raise Refused("reply_by", "回复期限应在今天以后。")


@handles("supervision.sup-urge")
def urged(doing: Doing) -> None:
    """督办函: the letter, and the clock for the answer (the day the letter names, else the rule's)."""
    row, case = late_clock(doing)
    assert row.due_on is not None
    doing.subject = f"clock:{row.id}"
    reply_by: date = doing.facts["reply_by"]
    usual = law.due("sup-answer", doing.day, {}, calendar=doing.clocks.calendar, settings=doing.clocks.settings).due
    if reply_by != usual:
        doing.skip.add(("start", "sup-answer"))
        doing.clocks.set_date(
            "答复督办函", reply_by, by=doing.viewer.name, owed_by="responsible", rule_id="sup-answer", subject=doing.subject
        )
    order = people.order_of(doing)
    to = doing.session.get(Body, order.to_body_id)
    article = law.RULES[row.rule_id].article if row.rule_id in law.RULES else f"{row.origin.removeprefix('set by ')}定"
    facts: dict[str, Any] = {
        "to_body": to.name if to is not None else "",
        "case": f"{case.number}督办案件" if case.procedure == "supervision" else f"{case.number}一案",
        "clock": row.title,
        "article": article,
        "due": row.due_on,
        "days_late": max(1, (doing.day - row.due_on).days),
        "reply_by": reply_by,
    }
    issue(doing, "supervision-urge-letter", facts)
    doing.tell(_both(doing) | {row.owner_id or 0}, f"{doing.proceeding.number} 督办函：{row.title}已逾期，请于 {reply_by} 前回复。")
    doing.summary(f"{case.number} {row.title}应于 {row.due_on}，{reply_by} 前回复")


@handles("supervision.sup-answer")
def answered(doing: Doing) -> None:
    """督办函回复: cause, remedy, new date; they are entered on the late clock the letter was about."""
    facts = doing.facts
    if not doing.clocks.open("sup-answer"):
        raise Refused("", "没有等回复的督办函。")
    if facts["finish_by"] < doing.day:
        raise Refused("finish_by", "完成时限已经过去，请写以后的日期。")
    if len(facts["remedy"].strip()) < 10:
        raise Refused("remedy", "补救措施至少 10 个字，写清谁在什么时候做什么。")
    cause = codes.label("overdue_cause", facts["cause"])
    for letter in doing.clocks.open("sup-answer"):
        _explain(doing, int(letter.subject.removeprefix("clock:")))
    doing.tell({people.order_of(doing).supervisor_id or 0}, f"{doing.proceeding.number} 督办函回复：{cause}，{facts['finish_by']} 前完成。")
    doing.summary(f"{cause}。{facts['remedy']}，{facts['finish_by']} 前完成"[:300])


def _explain(doing: Doing, clock_id: int) -> None:
    """The answer as the explanation of the late clock: here if it is the order's own, by an act of the case if it is a case's."""
    facts = doing.facts
    row = doing.session.get(Deadline, clock_id)
    if row is None or row.closed_at is not None:
        return
    if row.proceeding_id == doing.proceeding.id:
        row.cause, row.cause_text = facts["cause"], f"补救：{facts['remedy'].strip()}"
        row.new_target_on, row.cause_accepted = facts["finish_by"], None
        return
    case = doing.session.get(Proceeding, row.proceeding_id)
    if case is None or case.closed_at is not None:
        return
    told = {
        "clock": str(clock_id), "overdue_cause": facts["cause"], "text": f"督办函回复：{facts['remedy'].strip()}",
        "measure": facts["remedy"].strip(), "new_target": facts["finish_by"],
    }  # fmt: skip
    doing.chain_act(case.id, f"{case.procedure}.explain-late", told)


@handles("supervision.sup-print-register")
def printed(doing: Doing) -> None:
    """印台账: the register of a month of the body that lists, as a paper of this order's side volume."""
    first: date = doing.facts["month"].replace(day=1)
    if first > doing.day:
        raise Refused("month", "这个月还没有到，不能印台账。")
    rows = _register_rows(doing, first)
    if not rows:
        raise Refused("month", f"{first.year}年{first.month}月没有挂牌督办的案件。")
    heads = sum(row["heads"] for row in rows)
    issue(doing, "supervision-register", {
        "month": f"{first.year}年{first.month}月", "rows": rows, "heads": heads, "printed_by": doing.viewer.name,
        "verified": sum((row["verified"] for row in rows), sums.ZERO), "paid": sum((row["paid"] for row in rows), sums.ZERO),
    })  # fmt: skip
    doing.summary(f"{first.year}年{first.month}月台账，{len(rows)} 件")


def _register_rows(doing: Doing, first: date) -> list[dict[str, Any]]:
    """Orders of the body that were under supervision on a day of the month."""
    after = (first + timedelta(days=32)).replace(day=1)
    query = (
        select(Proceeding, SupervisionOrder)
        .join(SupervisionOrder, SupervisionOrder.proceeding_id == Proceeding.id)
        .where(Proceeding.body_id == doing.proceeding.body_id, SupervisionOrder.listed_on < after)
        .where(or_(Proceeding.closed_at.is_(None), Proceeding.closed_at >= clock.at(first)))
        .order_by(SupervisionOrder.listed_on, Proceeding.id)
        .limit(300)
    )
    found = [(row, order) for row, order in doing.session.execute(query)]
    money = sums.of_orders(doing.session, [row.id for row, _ in found])
    states = PROCEDURES["supervision"].states
    return [
        {
            "no": n, "order_no": order.order_no, "firm": row.against or row.title or "单位不详", "cause": row.place,
            "heads": money[row.id].workers or row.workers or 0, "verified": money[row.id].base or sums.ZERO, "paid": money[row.id].paid,
            "responsible": people.named(doing.session, order.responsible_id), "term": order.term_until,
            "last": order.last_report, "state": states[row.state].label,
        }
        for n, (row, order) in enumerate(found, 1)
    ]  # fmt: skip
