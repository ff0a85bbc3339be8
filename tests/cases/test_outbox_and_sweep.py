"""Side effects and due clocks: nothing lost, nothing twice, also when a process dies in between."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from people import Office
from sqlalchemy import func, select

from arrears import clock, db, load_handlers, outbox
from arrears.cases import ledger, sweep, transitions
from arrears.cases.models import CaseEvent, Deadline, Notice
from arrears.jobs import leases, scheduler

from .test_perform import apply


@pytest.fixture
def office(house: str) -> Office:
    load_handlers()
    return Office()


def drain_all() -> None:
    while outbox.drain():
        pass


def test_a_reassigned_case_tells_both_people_once_even_if_the_message_is_delivered_twice(office: Office) -> None:
    done = apply(office)
    facts = {"to": office.mediator2.user_id, "reason": "请假"}
    transitions.perform(done.proceeding_id, "mediation.reassign", office.head, seen=1, token="a", facts=facts)
    drain_all()
    with db.writing() as current:
        current.execute(outbox.update(outbox.Outbox).values(done_at=None, lease_until=None))
    drain_all()
    rows = db.session.execute(select(Notice.user_id, Notice.text)).all()
    assert sorted(r.user_id for r in rows) == sorted([office.mediator.user_id, office.mediator2.user_id])


def test_a_message_whose_handler_fails_is_tried_again_and_in_the_end_shown_as_failed(office: Office) -> None:
    with db.writing():
        outbox.queue("notice", {"wrong": "shape"})
    for _ in range(outbox.TRIES):
        with db.writing() as current:
            current.execute(outbox.update(outbox.Outbox).values(due_at=clock.now(), lease_until=None))
        outbox.drain()
    row = db.session.scalars(select(outbox.Outbox)).one()
    assert row.failed_at is not None and "KeyError" in (row.error or "")


def test_the_sweep_marks_a_missed_clock_once_and_the_mediation_stays_open(office: Office) -> None:
    with time_machine.travel(clock.at(date(2026, 4, 24)), tick=False):
        apply(office)
    with time_machine.travel(clock.at(date(2026, 5, 10)) + timedelta(minutes=5), tick=False):
        first = sweep.sweep()
        again = sweep.sweep()
        late = db.session.scalars(select(Deadline.rule_id).where(Deadline.late_at.is_not(None))).all()
    assert set(late) == {"med-accept", "med-end"}
    assert (first.lapsed, again.lapsed) == (2, 0)
    assert db.session.scalar(select(func.count()).select_from(CaseEvent)) == 3
    assert list(ledger.verify()) == []


def test_only_one_process_holds_a_lease_and_it_runs_out_after_a_crash(office: Office) -> None:
    with time_machine.travel(clock.at(date(2026, 4, 24)), tick=False):
        assert leases.take("job:x", 60, "first")
        assert not leases.take("job:x", 60, "second")
        assert leases.take("job:x", 60, "first")
    with time_machine.travel(clock.at(date(2026, 4, 24)) + timedelta(minutes=2), tick=False):
        assert leases.take("job:x", 60, "second")


def test_delivered_messages_are_forgotten_after_thirty_days_failed_and_waiting_ones_stay(house: str) -> None:
    load_handlers()
    now = clock.now()
    old, young = now - timedelta(days=31), now - timedelta(days=29)
    made = [("done", old), ("done", young), ("failed", old), ("open", old), *[("done", old)] * 5]
    with db.writing() as current:
        for what, at in made:
            row = outbox.Outbox(topic="notice", payload={}, made_at=at, due_at=at, tries=1)
            row.done_at, row.failed_at = at if what == "done" else None, at if what == "failed" else None
            current.add(row)
            current.flush()
    assert outbox.forget_done(now - scheduler.KEPT, chunk=2) == 6
    left = db.session.execute(select(outbox.Outbox.done_at, outbox.Outbox.failed_at).order_by(outbox.Outbox.id)).all()
    assert [tuple(row) for row in left] == [(young, None), (None, old), (None, None)]
    db.release()
    assert scheduler.clean() == 0
