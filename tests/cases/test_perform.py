"""`perform`: one transaction, one act; stale forms, double clicks, eight threads, and a chain that proves it."""

from __future__ import annotations

import threading
from datetime import date, datetime

import pytest
from people import Office
from sqlalchemy import select, text

from arrears import clock, db
from arrears.access.policy import NotAllowed
from arrears.cases import ledger, transitions, visibility
from arrears.cases.models import CaseEvent, Deadline, Proceeding
from arrears.cases.outcomes import Gone, Outcome, Stale
from arrears.law.refusal import Refused

NOTE = {"channel": "phone", "to": "周广财", "contact_result": "answered", "note": "在工地，下午可谈"}


@pytest.fixture
def office(house: str) -> Office:
    return Office()


def apply(office: Office, token: str = "t1") -> Outcome:
    """A mediation as its application opens it, without the room's own rows."""
    return transitions.begin(
        "mediation.apply",
        office.mediator,
        token=token,
        owner_id=office.mediator.user_id,
        facts={
            "applicants": [{"name": "何志远"}],
            "respondents": [{"name": "北京迅捷达通配送服务有限公司"}],
            "claims": [{"kind": "wage"}],
            "facts": "三月、四月工资未付",
            "source": "self",
            "applied_on": clock.today(),
            "oral": False,
        },
    )


def note(office: Office, proceeding_id: int, token: str) -> Outcome:
    return transitions.perform(
        proceeding_id, "mediation.note", office.mediator, seen=None, token=token, facts={**NOTE, "at": clock.now()}
    )


def test_an_application_opens_a_mediation_with_its_number_owner_clocks_and_first_event(office: Office) -> None:
    done = apply(office)
    row = db.session.get(Proceeding, done.proceeding_id)
    assert row is not None
    assert row.number == f"京通劳人调字〔{clock.today().year}〕第1号"
    assert (row.state, row.owner_id, row.version, row.head_seq) == ("m-registered", office.mediator.user_id, 1, 1)
    rules = set(db.session.scalars(select(Deadline.rule_id).where(Deadline.proceeding_id == row.id)))
    assert rules == {"med-accept", "med-end", "med-end-local"}
    assert row.next_due_at == min(db.session.scalars(select(Deadline.due_at).where(Deadline.proceeding_id == row.id)))
    assert list(ledger.verify()) == []


def test_a_stale_form_changes_nothing(office: Office) -> None:
    done = apply(office)
    facts = {"to": office.mediator2.user_id, "reason": "孙志刚请假"}
    transitions.perform(done.proceeding_id, "mediation.reassign", office.head, seen=1, token="a", facts=facts)
    with pytest.raises(Stale):
        transitions.perform(done.proceeding_id, "mediation.reassign", office.head, seen=1, token="b", facts=facts)
    assert db.session.scalar(select(Proceeding.head_seq)) == 2


def test_a_double_click_is_one_act_and_gives_the_first_result_again(office: Office) -> None:
    first, second = apply(office, "same"), apply(office, "same")
    assert second.repeated and second.proceeding_id == first.proceeding_id and second.number == first.number
    facts = {"to": office.mediator2.user_id, "reason": "请假"}
    one = transitions.perform(first.proceeding_id, "mediation.reassign", office.head, seen=1, token="x", facts=facts)
    two = transitions.perform(first.proceeding_id, "mediation.reassign", office.head, seen=1, token="x", facts=facts)
    assert (one.seq, two.seq, two.repeated) == (2, 2, True)
    assert db.session.scalar(select(Proceeding.head_seq)) == 2


def test_eight_threads_write_four_hundred_notes_and_lose_none(office: Office) -> None:
    done = apply(office)
    failures: list[BaseException] = []

    def work(n: int) -> None:
        try:
            for i in range(50):
                note(office, done.proceeding_id, f"n{n}-{i}")
        except BaseException as error:
            failures.append(error)
        finally:
            db.release()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert db.session.scalar(select(Proceeding.head_seq)) == 401
    assert list(ledger.verify()) == []


def test_eight_threads_on_one_series_draw_every_number_once(office: Office) -> None:
    failures: list[BaseException] = []

    def work(n: int) -> None:
        try:
            for i in range(10):
                apply(office, f"a{n}-{i}")
        except BaseException as error:
            failures.append(error)
        finally:
            db.release()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    numbers = sorted(int(n.split("第")[1][:-1]) for n in db.session.scalars(select(Proceeding.number)))
    assert numbers == list(range(1, 81))


def test_of_two_forms_with_the_same_version_one_wins(office: Office) -> None:
    done = apply(office)
    outcomes: list[str] = []

    def work(n: int) -> None:
        try:
            facts = {"to": office.mediator2.user_id, "reason": f"第{n}次"}
            transitions.perform(done.proceeding_id, "mediation.reassign", office.head, seen=1, token=f"w{n}", facts=facts)
            outcomes.append("done")
        except (Stale, Refused) as error:
            outcomes.append(type(error).__name__)
        finally:
            db.release()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["Stale"] * 7 + ["done"]


def test_who_has_no_seat_may_not_act_and_does_not_find_the_case(office: Office) -> None:
    done = apply(office)
    with pytest.raises(NotAllowed):
        transitions.perform(
            done.proceeding_id, "mediation.note", office.mediator2, seen=None, token="q", facts={**NOTE, "at": clock.now()}
        )
    with pytest.raises(Gone):
        visibility.head(office.mediator2, done.proceeding_id)
    assert visibility.page(office.mediator2, "case.read", ["mediation"]) == []
    assert visibility.page(office.mediator, "case.read", ["mediation"]) == [done.proceeding_id]
    assert visibility.page(office.head, "case.read", ["mediation"]) == [done.proceeding_id]
    assert visibility.page(office.city_head, "case.read", ["mediation"]) == [done.proceeding_id]
    assert visibility.page(office.other_clerk, "case.read", ["mediation"]) == []
    assert visibility.count(office.head, "case.read", ["mediation"]) == 1


def test_an_act_out_of_its_state_is_refused_with_the_states_where_it_belongs(office: Office) -> None:
    done = apply(office)
    with pytest.raises(Refused) as refusal:
        transitions.perform(
            done.proceeding_id,
            "mediation.remind",
            office.mediator,
            seen=1,
            token="r",
            facts={"instalment": "1", "channel": "phone"},
        )
    assert "已登记" in refusal.value.sentence and "履行中" in refusal.value.sentence


def test_an_act_cannot_happen_tomorrow_and_one_of_last_week_needs_its_reason(office: Office) -> None:
    done = apply(office)
    tomorrow = datetime(2099, 1, 1, tzinfo=clock.BEIJING)
    for occurred, field in ((tomorrow, "occurred_at"), (clock.at(date(2026, 1, 5)), "late_reason")):
        with pytest.raises(Refused) as refusal:
            transitions.perform(
                done.proceeding_id,
                "mediation.reassign",
                office.head,
                seen=1,
                token=f"o-{field}",
                facts={"to": office.mediator2.user_id, "reason": "请假"},
                occurred_at=occurred,
            )
        assert refusal.value.field == field


def test_the_record_cannot_be_changed_and_a_forged_row_is_named(office: Office) -> None:
    done = apply(office)
    with pytest.raises(Exception, match="append-only"), db.writing() as current:
        current.execute(text("UPDATE case_event SET late_reason = 'x'"))
    with pytest.raises(Exception, match="append-only"), db.writing() as current:
        current.execute(text("DELETE FROM case_event"))
    with db.writing() as current:
        current.execute(text("UPDATE proceeding SET head_hash = prev FROM case_event WHERE proceeding.id = proceeding_id"))
    broken = list(ledger.verify())
    assert [(b.proceeding_id, b.seq) for b in broken] == [(done.proceeding_id, 1)]


def test_a_read_cannot_write(office: Office) -> None:
    apply(office)
    with pytest.raises(Exception, match=r"read-?only"):
        db.session.execute(text("UPDATE proceeding SET version = 99"))
    db.session.rollback()
    row = db.session.scalars(select(Proceeding)).one()
    row.version = 50
    with pytest.raises(db.WriteRefused):
        db.session.flush()
    db.session.rollback()


def test_writing_refuses_nesting_and_pending_changes(house: str) -> None:
    with db.writing(), pytest.raises(db.WriteRefused), db.writing():
        pass
    db.session.add(CaseEvent())
    with pytest.raises(db.WriteRefused), db.writing():
        pass
    db.session.rollback()
