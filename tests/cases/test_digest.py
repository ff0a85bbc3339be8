"""The morning digest: what only comes near is one line at eight; what is due today is told at once; nothing on rest days, nothing twice."""

from __future__ import annotations

from datetime import date, time

import pytest
import time_machine
from people import Office
from sqlalchemy import select, update

from arrears import clock, db, load_handlers, outbox
from arrears.access.models import AppUser
from arrears.cases import digest, sweep
from arrears.cases.models import Notice

from .test_perform import apply


@pytest.fixture
def office(house: str) -> Office:
    load_handlers()
    made = Office()
    with db.writing() as current:
        current.execute(update(AppUser).values(email="somebody@example.org"))
    return made


def mails() -> list[str]:
    """Subjects of the mails that wait or went."""
    rows = db.session.scalars(select(outbox.Outbox.payload).where(outbox.Outbox.topic == "mail"))
    return [row["subject"] for row in rows]


def sweep_at(day: date, hour: int, minute: int = 0) -> None:
    with time_machine.travel(clock.at(day, time(hour, minute)), tick=False):
        sweep.sweep()
        while outbox.drain(topics=["warning"]):
            pass


def test_what_comes_near_waits_for_eight_and_what_is_due_today_does_not(office: Office) -> None:
    with time_machine.travel(clock.at(date(2026, 4, 24)), tick=False):
        apply(office)  # med-accept is due on 29 April
    sweep_at(date(2026, 4, 27), 9)
    assert mails() == []
    assert db.session.scalars(select(Notice.text)).all() != []
    sweep_at(date(2026, 4, 29), 17, 6)
    assert set(mails()) == {"期限提醒"}


def test_each_person_gets_one_digest_on_a_working_morning(office: Office) -> None:
    with time_machine.travel(clock.at(date(2026, 4, 24)), tick=False):
        done = apply(office)
    for day, hour in ((date(2026, 5, 10), 9), (date(2026, 5, 11), 7), (date(2026, 5, 11), 13)):
        with time_machine.travel(clock.at(day, time(hour)), tick=False):
            assert digest.morning() == 0, "a Sunday, before eight, after noon"
    with time_machine.travel(clock.at(date(2026, 5, 11), time(8, 3)), tick=False):
        assert digest.morning() >= 2
        assert digest.morning() == 0
    lines = dict(db.session.execute(select(Notice.user_id, Notice.text).where(Notice.source.like("digest:%"))).all())
    mine, heads = lines[office.mediator.user_id], lines[office.head.user_id]
    number = sweep.session.execute(select(sweep.Proceeding.number).where(sweep.Proceeding.id == done.proceeding_id)).scalar_one()
    assert mine.startswith("今日提醒：已逾期") and number in mine and "调解期限 05-09 止，已逾期" in mine
    assert heads.startswith("本机构今日：已逾期") and "未说明原因" in heads
    assert mails().count("今日提醒") == len(lines)


def test_an_idle_body_hears_nothing(office: Office) -> None:
    with time_machine.travel(clock.at(date(2026, 5, 11), time(9)), tick=False):
        assert digest.morning() == 0
