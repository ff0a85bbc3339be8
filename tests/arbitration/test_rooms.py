"""Rooms and people 排庭: two clerks at the same moment, one room or one arbitrator; the second is refused with who is there."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from people import person, viewer

from arrears import db
from arrears.access.viewer import Viewer
from arrears.cases import transitions
from arrears.hearings import scheduling
from arrears.law.refusal import Refused
from tests.arbitration.builders import served
from tests.arbitration.conftest import Tribunal, moment
from tests.arbitration.test_story_a import Hands


def together(*jobs: Callable[[], Any]) -> list[str]:
    """What came of acts that two people do at the same moment: '' done, else the refusal."""
    gate = threading.Barrier(len(jobs))
    told: list[str] = []

    def run(job: Callable[[], Any]) -> None:
        gate.wait()
        try:
            job()
            told.append("")
        except Refused as refusal:
            db.session.rollback()
            told.append(refusal.sentence)
        finally:
            db.release()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)


def version(tribunal: Tribunal, case_id: int) -> int:
    tribunal.id = case_id
    return Hands(tribunal).version()


def put(tribunal: Tribunal, case_id: int, room: str, seen: int, who: Viewer | None = None) -> Callable[[], Any]:
    facts = {"at": moment(10, 21, 9), "room": room, "mode": "on_site"}
    return lambda: transitions.perform(
        case_id, "arbitration.schedule", who or tribunal.clerk, seen=seen, token=f"put-{case_id}", facts=facts
    )


def test_two_clerks_who_put_hearings_into_one_room_at_the_same_moment_get_one_of_them(tribunal: Tribunal) -> None:
    second_clerk = viewer(person("zhoumin", "周敏", tribunal.office.district, "CC"), tribunal.office.district)
    with tribunal.at(9, 22, 9):
        one = served(tribunal, 1, tribunal.arbitrators[0])
        two = served(tribunal, 2, tribunal.arbitrators[1], clerk=second_clerk)
        told = together(
            put(tribunal, one, "第一仲裁庭", version(tribunal, one)), put(tribunal, two, "第一仲裁庭", version(tribunal, two), second_clerk)
        )
    assert told[0] == "" and "第一仲裁庭 10-21 09:00" in told[1] and "请换一间或者换个时间" in told[1]


def test_one_arbitrator_cannot_sit_in_two_rooms_at_the_same_moment(tribunal: Tribunal) -> None:
    second_clerk = viewer(person("zhoumin", "周敏", tribunal.office.district, "CC"), tribunal.office.district)
    with tribunal.at(9, 22, 9):
        one = served(tribunal, 1, tribunal.arbitrators[0])
        two = served(tribunal, 2, tribunal.arbitrators[0], clerk=second_clerk)
        told = together(
            put(tribunal, one, "第一仲裁庭", version(tribunal, one)), put(tribunal, two, "第二仲裁庭", version(tribunal, two), second_clerk)
        )
    assert told[0] == "" and "赵敏10-21 09:00 要开" in told[1]


def test_the_earliest_day_is_the_workday_after_the_last_defence_period_or_the_notice_s(tribunal: Tribunal) -> None:
    with tribunal.at(9, 22, 9):
        case = served(tribunal, 1, tribunal.arbitrators[0])
        first = scheduling.earliest(case, moment(9, 22).date())
        assert (str(first.day), first.why) == ("2026-10-14", "答辩期到 10月13日 届满")
        db.release()
    with tribunal.at(10, 12, 9):
        first = scheduling.earliest(case, moment(10, 12).date())
        assert str(first.day) == "2026-10-20" and "五个工作日前" in first.why
        db.release()


def test_a_room_that_is_free_again_can_be_booked(tribunal: Tribunal) -> None:
    """A hearing that is put off frees its room and its people."""
    with tribunal.at(9, 22, 9):
        one = served(tribunal, 1, tribunal.arbitrators[0])
        put(tribunal, one, "第一仲裁庭", version(tribunal, one))()
        tribunal.id = one
        Hands(tribunal).act("postpone", tribunal.arbitrators[0], granted=True, reason="仲裁员因公出庭")
        two = served(tribunal, 2, tribunal.arbitrators[0])
        put(tribunal, two, "第一仲裁庭", version(tribunal, two))()
        tribunal.id = two
        assert tribunal.state == "a-scheduled"
