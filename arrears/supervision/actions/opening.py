"""提请挂牌: a case is proposed for supervision by name, by a person or by the system; 并入案件, 不予挂牌."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from arrears.access import policy
from arrears.access.viewer import Viewer
from arrears.cases import search, transitions, visibility
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.models import Matter, Proceeding
from arrears.cases.outcomes import Gone, Outcome
from arrears.db import HouseSession, session
from arrears.law import codes
from arrears.law.refusal import Refused
from arrears.supervision import people
from arrears.supervision.models import SupervisedCase, SupervisionOrder

OPEN_ORDERS = ("s-proposed", "s-listed", "s-release-asked")


def live_order(current: HouseSession, matter_ids: Sequence[int]) -> Proceeding | None:
    """The newest open order on one of these matters. One statement."""
    query = (
        select(Proceeding)
        .join(SupervisedCase, SupervisedCase.order_id == Proceeding.id)
        .where(SupervisedCase.matter_id.in_(matter_ids), Proceeding.closed_at.is_(None))
        .order_by(Proceeding.id.desc())
        .limit(1)
    )
    return current.scalars(query).first()


def propose(
    viewer: Viewer,
    case_id: int,
    *,
    level: str,
    triggers: Sequence[str],
    values: str,
    token: str,
    raises: int | None = None,
) -> Outcome:
    """提请挂牌 of one case. `raises`: the order one level down that the new one takes the place of.

    Raises `Gone`, `NotAllowed`, `Refused` (already under an order).
    """
    case = session.get(Proceeding, case_id)
    if case is None:
        raise Gone(case_id)
    if not viewer.is_system:
        policy.demand(viewer, "case.read", visibility.ref(case_id))
    body = people.issuing_body(session(), case.body_id, people.CITY if level == people.CITY else "district")
    facts: dict[str, Any] = {"cases": [case_id], "level": level, "triggers": list(triggers), "values": values}
    if raises is not None:
        facts["raises"] = raises
    matter = case.matter_id
    session.rollback()
    return transitions.begin(
        "supervision.sup-propose", viewer, token=token, facts=facts, body_id=body, matter_id=matter, about_id=case_id
    )


def raise_up(viewer: Viewer, order_id: int, *, reason: str, token: str) -> Outcome:
    """提请升级: a proposal at the city that takes the place of a district's order. Raises `Refused`, `NotAllowed`."""
    order = session.get(SupervisionOrder, order_id)
    row = session.get(Proceeding, order_id)
    if order is None or row is None or row.about_id is None or row.closed_at is not None:
        raise Gone(order_id)
    policy.demand(viewer, "supervision.sup-raise", visibility.ref(order_id))
    if order.level == people.CITY:
        raise Refused("reason", "这已经是市级督办，没有再上一级。")
    codes_before = [t["code"] for t in order.triggers]
    triggers = [*codes_before, "term"] if order.extensions >= 2 and "term" not in codes_before else codes_before
    values = f"{order.values}；{reason.strip()}"
    about = row.about_id
    return propose(viewer, about, level=people.CITY, triggers=triggers, values=values, token=token, raises=order_id)


@handles("supervision.sup-propose")
def proposed(doing: Doing) -> None:
    """提请挂牌: the order's rows, and the heads are told at once."""
    current, facts = doing.session, doing.facts
    cases = [case for case in (current.get(Proceeding, int(i)) for i in facts["cases"]) if case is not None]
    if not cases or any(case.procedure == "supervision" for case in cases):
        raise Refused("cases", "请选择要督办的线索或者案件。")
    for matter in sorted({case.matter_id for case in cases}):
        current.get(Matter, matter, with_for_update=True)
    raised = facts.get("raises")
    there = live_order(current, [case.matter_id for case in cases])
    if there is not None and there.id != raised:
        raise Refused("", f"这件案件已经在督办（{there.number}），请到那一件里办理；一件事项同时只挂一块牌。")
    main = cases[0]
    _summary_from(doing, main)
    current.add(
        SupervisionOrder(
            proceeding_id=doing.proceeding.id,
            level=facts["level"],
            triggers=[{"code": code, "text": codes.label("triggers", code)} for code in facts["triggers"]],
            values=facts["values"],
            report_dates=[],
            extensions=0,
            raises_id=raised,
        )
    )
    for case in cases:
        current.add(_under(doing, case))
    if doing.viewer.user_id:
        doing.seat(doing.viewer.user_id, "proposer")
    current.flush()
    words = "、".join(codes.label("triggers", code) for code in facts["triggers"])
    doing.summary(f"{codes.label('supervision_level', facts['level'])}，{words}。{facts['values']}"[:300])
    heads = set(people.heads_of(current, doing.proceeding.body_id))
    doing.tell(heads, f"{main.number} {main.against or main.title}提请挂牌督办：{words}，请在 1 个工作日内决定。")


def _summary_from(doing: Doing, main: Proceeding) -> None:
    """What lists show of an order is what they show of its first case."""
    row = doing.proceeding
    row.title, row.against, row.place = main.title, main.against, main.place
    row.workers, row.amount, row.marks = main.workers, main.amount, list(main.marks or ())
    row.confidential = main.confidential


def _under(doing: Doing, case: Proceeding) -> SupervisedCase:
    return SupervisedCase(order_id=doing.proceeding.id, proceeding_id=case.id, matter_id=case.matter_id, added_seq=doing.seq)


@handles("supervision.sup-decline")
def declined(doing: Doing) -> None:
    """不予挂牌, with the reason; the proposer is told."""
    people.must_be_issuer(doing)
    doing.tell({doing.proceeding.entered_by}, f"{doing.proceeding.number} 不予挂牌：{doing.facts['reason'][:120]}")
    doing.summary(f"不予挂牌。{doing.facts['reason']}"[:300])


@checks("supervision.sup-add-case")
def may_join(doing: Doing) -> None:
    """One order may carry several cases of one employer or project, each under one order only."""
    case = doing.session.get(Proceeding, int(doing.facts["case"]))
    if case is None or case.procedure == "supervision":
        raise Refused("case", "没有这件案件，请核对编号。")
    own = people.cases_of(doing.session, doing.proceeding.id)
    if case.matter_id in {row.matter_id for row in own}:
        raise Refused("case", f"{case.number} 已经在本件督办范围内。")
    there = live_order(doing.session, [case.matter_id])
    if there is not None:
        raise Refused("case", f"{case.number} 已经由 {there.number} 督办，不能重复挂牌。")
    same_firm = case.against and case.against in {row.against for row in own}
    same_place = case.place and case.place in {row.place for row in own}
    if not same_firm and not same_place:
        raise Refused("case", f"{case.number} 与本件不是同一用人单位或者同一项目，请另行提请挂牌。")


@handles("supervision.sup-add-case")
def added(doing: Doing) -> None:
    """并入案件."""
    case = doing.session.get(Proceeding, int(doing.facts["case"]))
    assert case is not None
    doing.session.add(_under(doing, case))
    doing.session.flush()
    doing.proceeding.workers = _sum(doing.proceeding.workers, case.workers)
    doing.proceeding.amount = _sum(doing.proceeding.amount, case.amount)
    doing.tell({case.owner_id or 0}, f"{case.number} 已并入督办 {doing.proceeding.number}。")
    doing.summary(f"并入 {case.number}。{doing.facts['reason']}"[:300])


def _sum(one: Any, other: Any) -> Any:
    return other if one is None else one if other is None else one + other


@search.describes("supervision")
def found_by(current: HouseSession, proceeding: Proceeding) -> list[tuple[str, str]]:
    """Numbers of the cases an order carries."""
    query = (
        select(Proceeding.number)
        .join(SupervisedCase, SupervisedCase.proceeding_id == Proceeding.id)
        .where(SupervisedCase.order_id == proceeding.id)
    )
    return [("督办案件", number) for number in current.scalars(query)]
