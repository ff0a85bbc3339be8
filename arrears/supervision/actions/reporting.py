"""首次报告、进展报告: what was done, paid, left; the report clock ends, late or not, and the next one starts from the day it was due."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select

from arrears import clock
from arrears.cases.acting import Doing, checks, finishes, handles
from arrears.cases.models import Deadline
from arrears.documents.actions import issue
from arrears.law.refusal import Refused
from arrears.supervision import people, rhythm, sums
from arrears.supervision.models import Measure, Report, SupervisionOrder

REPORT_RULES = ("sup-plan", "sup-report")


@checks("supervision.sup-plan", "supervision.sup-report")
def may_report(doing: Doing) -> None:
    """By the responsible person or the deputy, the first one first, and not the same words again."""
    people.must_be_responsible(doing)
    first_open = bool(doing.clocks.open("sup-plan"))
    if doing.act.name == "sup-report" and first_open:
        raise Refused("", "首次报告还没有交，请先办“首次报告”。")
    if doing.act.name == "sup-plan" and not first_open:
        raise Refused("", "首次报告已经交过，请办“进展报告”。")
    if doing.facts["by"] < doing.day:
        raise Refused("by", "完成时限已经过去，请写以后的日期。")
    last = _last(doing)
    if last is not None and last.done.strip() == doing.facts["done"].strip():
        raise Refused("done", "与上次报告一字不差。请写这段时间新做了什么；确实没有进展的，写明为什么没有。")


def _last(doing: Doing) -> Report | None:
    query = select(Report).where(Report.order_id == doing.proceeding.id).order_by(Report.id.desc()).limit(1)
    return doing.session.scalars(query).first()


@handles("supervision.sup-plan", "supervision.sup-report")
def reported(doing: Doing) -> None:
    """首次报告、进展报告."""
    order, facts = people.order_of(doing), doing.facts
    running = [row for rule in REPORT_RULES for row in doing.clocks.open(rule)]
    due = running[0].due_on if running else None
    doing.session.add(
        Report(
            order_id=doing.proceeding.id, seq=doing.seq, due_on=due, late=due is not None and doing.day > due,
            district_id=doing.proceeding.district_id, reported_at=doing.occurred_at, done=facts["done"], paid=facts["paid"],
            left=facts["left"], obstacle=facts["obstacle"], next=facts["next"], by_on=facts["by"],
        )
    )  # fmt: skip
    order.last_report = one_line(facts["done"])
    order.last_report_on = doing.day
    _next_report(doing, order, running)
    done = _tick(doing, [int(i) for i in facts.get("done_measures", ())])
    issue(doing, "supervision-progress", lambda: progress_facts(doing, order, due))
    doing.tell({order.supervisor_id or 0}, f"{doing.proceeding.number} {doing.act.label}：{order.last_report[:150]}")
    doing.summary(f"{order.last_report}{f'；完成措施 {done} 项' if done else ''}")


def one_line(text: str) -> str:
    """The first sentence of a report, for the board."""
    line = " ".join(text.split())
    for end in "。；\n":
        head, found, _ = line.partition(end)
        if found and len(head) >= 6:
            return head[:200]
    return line[:200]


def _next_report(doing: Doing, order: SupervisionOrder, running: list[Deadline]) -> None:
    """Ends the clock and starts the next (the table's effect counts from the act; the law counts from the day it was due)."""
    doing.skip.update((op, rule) for op in ("start", "satisfy") for rule in REPORT_RULES)
    for row in running:
        doing.clocks.satisfy(row.rule_id)
    due = running[0].due_on if running and running[0].due_on is not None else doing.day
    planned = [date.fromisoformat(text) for text in order.report_dates]
    coming = rhythm.after(due, planned, order.listed_on or doing.day, doing.clocks.calendar, doing.clocks.settings)
    if coming.trigger is not None:
        doing.clocks.start("sup-report", coming.trigger)
    else:
        by = people.named(doing.session, order.supervisor_id) or doing.viewer.name
        doing.clocks.set_date("进展报告", coming.day, by=by, owed_by="responsible", rule_id="sup-report")


def _tick(doing: Doing, ids: list[int]) -> int:
    """Measures the report says are done."""
    rows = doing.session.scalars(
        select(Measure).where(Measure.order_id == doing.proceeding.id, Measure.id.in_(ids), Measure.done_on.is_(None))
    ).all()
    for row in rows:
        row.done_on = doing.day
        doing.clocks.satisfy("set", doing.day, subject=f"measure:{row.id}")
    return len(rows)


def progress_facts(doing: Doing, order: SupervisionOrder, due: date | None) -> dict[str, Any]:
    """What the report paper prints."""
    facts = doing.facts
    count = doing.session.scalar(select(func.count()).select_from(Report).where(Report.order_id == order.proceeding_id)) or 0
    money = sums.of_orders(doing.session, [order.proceeding_id])[order.proceeding_id]
    verified = money.base if money.base is not None else facts["paid"] + facts["left"]
    cases = people.cases_of(doing.session, order.proceeding_id)
    return {
        "case": "、".join(case.number for case in cases),
        "report_no": int(count),
        "due": due or clock.day_of(doing.occurred_at),
        "done": facts["done"],
        "verified": max(verified, facts["paid"]),
        "paid": facts["paid"],
        "obstacle": facts["obstacle"],
        "next": facts["next"],
        "by": f"{people.named(doing.session, order.responsible_id)}，{facts['by']}前",
        "instruction": order.instruction or None,
        "reporter": doing.viewer.name,
    }


@finishes("supervision")
def keep_copies(doing: Doing) -> None:
    """The order's own row follows its clocks and its owner, whatever act moved them (移交、顺延、更正)."""
    order = doing.session.get(SupervisionOrder, doing.proceeding.id)
    if order is None or order.listed_on is None or doing.proceeding.closed_at is not None:
        return
    term = doing.clocks.open("sup-term")
    if term and term[0].due_on is not None:
        order.term_until = term[0].due_on
    if doing.proceeding.owner_id is not None and doing.proceeding.owner_id != order.responsible_id:
        if doing.proceeding.owner_id == order.deputy_id:
            order.deputy_id = order.responsible_id
        order.responsible_id = doing.proceeding.owner_id
