"""挂牌: supervisor, responsible, B岗, measures, report dates and term are fixed under signature; number and order paper come out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from arrears import clock
from arrears.access.models import Body
from arrears.cases import calendar, search
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.clockcards import light_of
from arrears.cases.models import Deadline, Proceeding
from arrears.documents.actions import issue
from arrears.documents.models import Document
from arrears.law import codes
from arrears.law import deadlines as law
from arrears.law.refusal import Refused
from arrears.supervision import people, rhythm
from arrears.supervision.models import Measure, SupervisionOrder


@checks("supervision.sup-list")
def may_list(doing: Doing) -> None:
    """Who and which days, before anybody is asked to sign."""
    facts, cases = doing.facts, people.cases_of(doing.session, doing.proceeding.id)
    people.must_be_supervisor(doing, facts["supervisor"], cases)
    people.must_work_there(doing, facts["responsible"], facts["body_id"], "responsible")
    people.must_work_there(doing, facts["deputy"], facts["body_id"], "deputy")
    if facts["responsible"] == facts["deputy"]:
        raise Refused("deputy", "B 岗要另选一人：主责人请假时由他接着报。")
    if facts["supervisor"] in {facts["responsible"], facts["deputy"]}:
        raise Refused("supervisor", "督办人不能兼主责人或者 B 岗，请另选。")
    _check_term(doing.day, facts["term_until"])
    check_dates(doing, facts["report_dates"], facts["term_until"])
    _check_measures(doing.day, facts["measures"])


def _check_term(today: date, term: date) -> None:
    if term <= today:
        raise Refused("term_until", f"督办期限应在今天（{today}）以后。")


def check_dates(doing: Doing, dates: Sequence[date], term: date) -> None:
    """Report dates: in order, on working days, from tomorrow to the term. Raises `Refused` at `report_dates`."""
    working = doing.clocks.calendar
    if list(dates) != sorted(set(dates)):
        raise Refused("report_dates", "报告日期要从早到晚，不能重复。")
    for day in dates:
        if day <= doing.day:
            raise Refused("report_dates", f"{day} 已经过去或者就是今天，报告日期要从明天起。")
        if not working.is_workday(day):
            raise Refused("report_dates", f"{day} 不是工作日（{working.off_reason(day)}），请改到 {working.next_workday(day)}。")
        if day > term:
            raise Refused("report_dates", f"{day} 在督办期限（{term}）以后，请删去或者改早。")


def _check_measures(today: date, rows: Sequence[Mapping[str, Any]]) -> None:
    for row in rows:
        label = codes.label("measures", row["code"])
        if not str(row.get("text", "")).strip():
            raise Refused("measures", f"“{label}”没有写要做到什么，请补写。")
        if row["by"] < today:
            raise Refused("measures", f"“{label}”的完成时限 {row['by']} 已经过去，请改期。")


@handles("supervision.sup-list")
def listed(doing: Doing) -> None:
    """挂牌."""
    people.must_be_issuer(doing)
    order, facts = people.order_of(doing), doing.facts
    order.supervisor_id, order.responsible_id, order.deputy_id = facts["supervisor"], facts["responsible"], facts["deputy"]
    order.to_body_id = facts["body_id"]
    order.matter_text = facts.get("matter", "")
    order.report_dates = [day.isoformat() for day in facts["report_dates"]]
    order.term_until, order.listed_on = facts["term_until"], doing.day
    doing.own(facts["responsible"])
    doing.seat(facts["supervisor"], "supervisor")
    doing.seat(facts["deputy"], "deputy")
    _start_clocks(doing, order)
    for row in facts["measures"]:
        demand(doing, row["code"], row["text"], row["owner"], row["by"])
    facts["measures"] = [{**row, "by": row["by"].isoformat()} for row in facts["measures"]]
    issue(doing, "supervision-order", lambda: order_facts(doing, order), then=lambda paper: _number(doing, order, paper))
    if order.raises_id is not None:
        raised = order.raises_id
        reason = f"升级为市级督办。{order.values}"
        above = {"reason": reason, "above": doing.proceeding.id}
        doing.later(("9-督", "raise"), lambda: doing.chain_act(raised, "supervision.sup-raise", above))
    owners = {case.owner_id or 0 for case in people.cases_of(doing.session, doing.proceeding.id) if case.closed_at is None}
    told = owners | {facts["supervisor"], facts["responsible"], facts["deputy"]}
    first = f"首次报告 {facts['report_dates'][0]:%m-%d}，期限 {order.term_until:%m-%d}"
    doing.tell(told, f"{doing.proceeding.against or doing.proceeding.title}已挂牌督办，{first}。")
    doing.summary(f"督办人{people.named(doing.session, order.supervisor_id)}，主责{people.named(doing.session, order.responsible_id)}，"
                  f"B岗{people.named(doing.session, order.deputy_id)}；{first}")  # fmt: skip


def _number(doing: Doing, order: SupervisionOrder, paper: Document) -> None:
    """The order is called by the number of its paper from now on, in lists and in the search."""
    doing.number = order.order_no = doing.proceeding.number = paper.number
    search.refresh(doing.session, doing.proceeding)


def _start_clocks(doing: Doing, order: SupervisionOrder) -> None:
    """First report and term: by the rule where nobody moved them, else as dates the issuer set."""
    usual = rhythm.proposed(doing.day, doing.clocks.calendar, doing.clocks.settings)
    first = date.fromisoformat(order.report_dates[0])
    drafter = people.named(doing.session, doing.for_user_id or doing.viewer.user_id)
    if first != usual.reports[0]:
        doing.skip.add(("start", "sup-plan"))
        doing.clocks.set_date("首次报告", first, by=drafter, owed_by="responsible", rule_id="sup-plan")
    assert order.term_until is not None
    if order.term_until != usual.term:
        doing.skip.add(("start", "sup-term"))
        doing.clocks.set_date("挂牌期限", order.term_until, by=drafter, owed_by="responsible", rule_id="sup-term")


def demand(doing: Doing, code: str, text: str, owner: int, by: date) -> Measure:
    """One measure with its owner and date; it stands among the clocks until a report says it is done."""
    row = Measure(order_id=doing.proceeding.id, code=code, text=text.strip()[:400], owner_id=owner, by_on=by, seq=doing.seq)
    doing.session.add(row)
    doing.session.flush()
    made = doing.clocks.set_date(
        f"督办措施：{codes.label('measures', code)}", by, by=doing.viewer.name, owed_by="handler", subject=f"measure:{row.id}"
    )
    made.owner_id = owner
    return row


def order_facts(doing: Doing, order: SupervisionOrder) -> dict[str, Any]:
    """What the order paper prints."""
    rows = doing.session.scalars(select(Measure).where(Measure.order_id == order.proceeding_id).order_by(Measure.id)).all()
    tasks = [{"text": task_words(m.code, m.text), "due": m.by_on, "by": people.named(doing.session, m.owner_id)} for m in rows]
    to = doing.session.get(Body, order.to_body_id)
    return paper_of_order(
        doing.session, doing.proceeding, order.proceeding_id, [t["text"] for t in order.triggers], order.values,
        supervisor=people.named(doing.session, order.supervisor_id), to_body=to.name if to is not None else "", tasks=tasks,
        settings=doing.clocks.settings,
    )  # fmt: skip


def task_words(code: str, text: str) -> str:
    """A measure as the paper words it: 现场办公：……."""
    return f"{codes.label('measures', code)}：{text.strip()}"


def paper_of_order(
    current: Any, proceeding: Any, order_id: int, triggers: list[str], values: str, *, supervisor: str, to_body: str,
    tasks: list[dict[str, Any]], settings: Mapping[str, Any],
) -> dict[str, Any]:  # fmt: skip
    """Facts of the order paper, for the act and for the preview beside the signature."""
    cases = [case for case in people.cases_of(current, order_id) if case.closed_at is None] or people.cases_of(current, order_id)
    every = settings.get("report_every") or law.RULES["sup-report"].length
    given: dict[str, Any] = {
        "employer": proceeding.against or proceeding.title or "用人单位不详",
        "to_body": to_body,
        "cases": [case.number for case in cases],
        "thresholds": threshold_words(triggers, values),
        "supervisor": supervisor,
        "requirements": tasks,
        "interval": f"{every}个工作日",
        "clocks": open_clocks(current, [case.id for case in cases]),
        "headcount": proceeding.workers,
        "amount": proceeding.amount,
    }
    return {name: value for name, value in given.items() if value is not None}


def threshold_words(triggers: list[str], values: str) -> list[str]:
    """The thresholds with their numbers, as a list of clauses."""
    clauses = [clause.strip("。； ") for clause in values.replace("。", "；").split("；")]
    return [clause for clause in clauses if clause] or triggers


def open_clocks(current: Any, case_ids: Sequence[int]) -> list[dict[str, Any]]:
    """The list of deadlines under the order: what is running in the cases. One statement."""
    working, now = calendar.in_force(), clock.now()
    query = (
        select(Deadline)
        .where(Deadline.proceeding_id.in_(case_ids), Deadline.closed_at.is_(None), Deadline.ours, Deadline.due_on.is_not(None))
        .order_by(Deadline.due_at, Deadline.id)
        .limit(20)
    )
    return [
        {
            "title": row.title,
            "article": law.RULES[row.rule_id].article if row.rule_id in law.RULES else row.origin.removeprefix("set by ") + "定",
            "due": row.due_on,
            "left": light_of(row, working, now).words,
        }
        for row in current.scalars(query)
    ]


def cases_text(cases: Sequence[Proceeding]) -> str:
    """Numbers of cases in one line."""
    return "、".join(case.number for case in cases)
