"""Major cases found by the system, once; the ladder of warnings; the four stages; what the watch costs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import time_machine
from sqlalchemy import event, select

from arrears import db, outbox
from arrears.cases import ladder, sweep
from arrears.cases.calendar import in_force
from arrears.cases.models import Deadline, Notice, Proceeding
from arrears.law.calendar import BUILTIN
from arrears.supervision import major, queries, stages, watch
from arrears.supervision.models import StageTime, SupervisionOrder

from .builders import Bureau, moment


def drain() -> None:
    while outbox.drain():
        pass
    db.release()


def orders() -> list[SupervisionOrder]:
    db.release()
    return list(db.session.scalars(select(SupervisionOrder)))


def test_a_case_over_the_threshold_is_proposed_once_with_its_numbers_and_the_head_is_warned(bureau: Bureau) -> None:
    bureau.mediation()
    bureau.mediation(3, "9000.00")
    assert major.propose_due() == 1
    assert major.propose_due() == 0
    (order,) = orders()
    assert [t["code"] for t in order.triggers] == ["workers", "amount"] and "涉及 37 人" in order.values
    db.release()
    row = db.session.get(Proceeding, order.proceeding_id)
    assert row is not None and row.entered_by == 0 and row.body_id == bureau.district
    drain()
    told = db.session.scalars(select(Notice.text).where(Notice.user_id == bureau.head.user_id)).all()
    assert sum("达到重大案件标准" in text for text in told) == 1


def test_a_threat_on_a_saturday_night_warns_the_head_at_once(bureau: Bureau) -> None:
    with time_machine.travel(moment("09-12 21:20"), tick=False):
        bureau.mediation(4, "20000.00", ("threat",))
        major.propose_due()
        drain()
        assert db.session.scalars(select(Notice.text).where(Notice.user_id == bureau.head.user_id, Notice.text.like("%达到重大%"))).all()


def test_a_hundred_workers_are_a_matter_of_the_city(bureau: Bureau) -> None:
    bureau.mediation(120, "1005000.00")
    major.propose_due()
    (order,) = orders()
    assert order.level == "city"
    assert db.session.get(Proceeding, order.proceeding_id).body_id == bureau.city  # type: ignore[union-attr]


def test_a_declined_case_is_not_proposed_again(bureau: Bureau) -> None:
    from .builders import sign, submit

    bureau.mediation()
    major.propose_due()
    order = orders()[0].proceeding_id
    submit(order, "sup-decline", bureau.deputy, {"reason": "已全部付清，正在回访"})
    sign(order, bureau.head)
    with time_machine.travel(moment("09-15 09:00"), tick=False):
        sweep.sweep()
        assert major.propose_due() == 0
    assert len(orders()) == 1


def test_a_term_that_is_over_after_two_extensions_is_proposed_to_the_city(bureau: Bureau) -> None:
    order = bureau.listed(bureau.mediation())
    with db.writing() as current:
        current.get(SupervisionOrder, order).extensions = 2  # type: ignore[union-attr]
    with time_machine.travel(moment("10-15 08:00"), tick=False):
        assert major.propose_due() == 1
    city = [o for o in orders() if o.level == "city"]
    assert [o.raises_id for o in city] == [order] and "term" in {t["code"] for t in city[0].triggers}


def test_the_ladder_follows_the_days_of_the_story(bureau: Bureau) -> None:
    row = Deadline(due_on=date(2026, 10, 9), plan_on=date(2026, 10, 9), due_at=moment("10-10 00:00"), is_instant=False)
    steps = {"10-08 09:00": 1, "10-09 09:00": 2, "10-09 17:05": 3, "10-10 00:05": 4, "10-13 09:00": 5, "10-15 09:00": 6}
    assert {at: ladder.stage_of(row, in_force(), moment(at)) for at in steps} == steps


def test_both_the_responsible_and_the_supervisor_are_reminded_on_the_due_day_and_the_head_the_day_after(bureau: Bureau) -> None:
    order = bureau.listed(bureau.mediation())
    with time_machine.travel(moment("09-17 17:05"), tick=False):
        sweep.warn()
        drain()
        told = told_about(order, "首次报告今日到期")
        assert told == {bureau.zhao.user_id, bureau.lin.user_id, bureau.head.user_id}
    with time_machine.travel(moment("09-18 00:05"), tick=False):
        sweep.sweep()
        drain()
        assert bureau.deputy.user_id in told_about(order, "首次报告已逾期")


def told_about(order: int, words: str) -> set[int]:
    return set(db.session.scalars(select(Notice.user_id).where(Notice.proceeding_id == order, Notice.text.like(f"%{words}%"))))


def test_a_warning_of_a_rest_day_waits_for_the_working_morning(bureau: Bureau) -> None:
    case = bureau.mediation()
    with time_machine.travel(moment("09-26 09:00"), tick=False):
        sweep.warn()
        drain()
        assert not db.session.scalars(select(Notice).where(Notice.proceeding_id == case)).all()
    with time_machine.travel(moment("09-28 08:00"), tick=False):
        drain()
        assert db.session.scalars(select(Notice).where(Notice.proceeding_id == case)).all()


def test_hotline_clocks_warn_on_rest_days_and_the_rest_waits() -> None:
    saturday = moment("09-26 09:00")
    assert ladder.told_at("hot-due", BUILTIN, saturday) == saturday
    assert ladder.told_at("med-end", BUILTIN, saturday) == moment("09-28 08:00")


def test_a_stage_is_measured_when_its_clock_is_met(bureau: Bureau) -> None:
    case = bureau.mediation()
    with db.writing() as current:
        row = current.query(Deadline).filter_by(proceeding_id=case, rule_id="med-end").one()
        current.add(
            StageTime(
                deadline_id=row.id, proceeding_id=case, stage="mediating", body_id=bureau.district, district_id="通州区",
                began_on=date(2026, 9, 14), ended_on=date(2026, 9, 20), took=6, on_target=True,
            )
        )  # fmt: skip
    month = stages.month(bureau.head, date(2026, 9, 1))
    found = {m.stage.id: m for m in month}["mediating"]
    assert (found.ended, found.on_target, found.median, found.share) == (1, 1, 6, "100.0%")
    assert [c.case_id for c in stages.cases(bureau.head, "mediating", date(2026, 9, 1))] == [case]
    assert stages.cases(bureau.other_clerk, "mediating", date(2026, 9, 1)) == []


@contextmanager
def statements() -> Iterator[list[str]]:
    """The statements that are sent meanwhile."""
    sent: list[str] = []

    def note(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        sent.append(statement)

    engine = db.session().get_bind()
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


def test_the_watch_costs_the_same_for_one_order_and_for_four(bureau: Bureau) -> None:
    bureau.listed(bureau.mediation())
    with time_machine.travel(moment("09-18 09:00"), tick=False):
        db.release()
        with statements() as few:
            assert watch.rows(bureau.head) and queries.board(bureau.head)
        db.release()
    for _ in range(3):
        bureau.listed(bureau.mediation())
    with time_machine.travel(moment("09-18 09:00"), tick=False), statements() as many:
        assert len(queries.board(bureau.head)) == 4 and len(watch.rows(bureau.head)) > 6
    assert len(many) == len(few) <= 24, (len(few), len(many))


def test_the_district_sees_the_city_order_on_its_case(bureau: Bureau) -> None:
    bureau.mediation(120, "1005000.00")
    major.propose_due()
    assert [r.level for r in queries.board(bureau.head, ("s-proposed",))] == ["city"]
