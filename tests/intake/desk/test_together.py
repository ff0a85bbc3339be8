"""What belongs together: merging in opposite directions at one moment, merges upon merges, and the group that becomes one case."""

from __future__ import annotations

import threading
from collections.abc import Callable
from html import unescape

import time_machine
from people import Office, body

from arrears import db
from arrears.access.policy import NotAllowed
from arrears.cases import ledger
from arrears.cases.carry import carried
from arrears.cases.outcomes import Stale
from arrears.intake import incoming
from arrears.intake.models import Lead
from arrears.intake.queries import lead as queries
from arrears.law.refusal import Refused
from tests.intake.desk.conftest import Screen, at
from tests.intake.desk.test_acts import MONDAY, a_lead, do, state


def test_two_people_merging_in_opposite_directions_never_lose_both_matters(office: Office) -> None:
    one, two = a_lead(office), a_lead(office, order_no="M-2", reporter_phone="13700003307")
    start, told = threading.Barrier(2), []

    def merge(who: object, lead: int, into: int) -> None:
        start.wait()
        try:
            do(office, lead, "merge", who, into=into, reason="同一件")
            told.append("merged")
        except (Refused, Stale, NotAllowed) as no:
            told.append(type(no).__name__)
        finally:
            db.release()

    with time_machine.travel(at("2026-09-14 10:00"), tick=True):
        threads = [threading.Thread(target=merge, args=a) for a in ((office.clerk, one, two), (office.clerk2, two, one))]
        [t.start() for t in threads]
        [t.join(30) for t in threads]
    assert len(told) == 2 and told.count("merged") <= 1
    alive = [lead for lead in (one, two) if state(lead) != "l-merged"]
    assert len(alive) >= 1  # one stands for both, or both were refused; never a circle
    shown = {row.order_no for row in queries.orders(alive[0], True)}
    assert shown == {"12345-20260912-0187", "M-2"} or len(alive) == 2
    assert list(ledger.verify()) == []


def test_a_lead_merged_into_a_merged_one_is_still_seen_at_the_last(office: Office) -> None:
    first, second, third = (a_lead(office, order_no=f"M-{n}", reporter_phone=f"1370000330{n}") for n in range(3))
    with time_machine.travel(at("2026-09-14 10:00"), tick=False):
        do(office, first, "merge", into=second, reason="同一件")
        do(office, second, "merge", into=third, reason="同一件")
        assert [row.order_no for row in queries.orders(third, True)] == ["M-0", "M-1", "M-2"]
        do(office, second, "unmerge", into=third, reason="单位不同")
        assert [row.order_no for row in queries.orders(second, True)] == ["M-0", "M-1"]
        assert [row.order_no for row in queries.orders(third, True)] == ["M-2"]
        assert db.session.get(Lead, third, populate_existing=True).repeats == 0  # type: ignore[union-attr]


def test_workers_of_one_site_are_proposed_as_a_group_and_carried_over_together(office: Office, screen: Callable[[str], Screen]) -> None:
    names = ("周广财", "高俊山", "谭永平")
    leads = [a_lead(office, order_no=f"G-{n}", reporter_name=name, reporter_phone=f"1380000271{n}", workers_claimed=1) for n, name in enumerate(names)]
    with time_machine.travel(at(MONDAY), tick=False):
        for lead in leads[1:]:
            do(office, lead, "join-group", matter=str(leads[0]), rows=[{"lead": lead}])
        page = unescape(screen("liuyan").get(f"/cases/{leads[1]}"))
        assert "同班组 3 件" in page and "3 人" in page and f'href="/cases/{leads[2]}"' in page
        _, known = carried(office.clerk, leads[2])
        assert [p["name"] for p in known["applicants"]] == list(names) and known["applicants"][1]["phone"] == "13800002711"


def test_a_lead_for_a_body_without_anybody_is_owned_by_the_body_above(office: Office) -> None:
    empty = body("yq", "北京市延庆区劳动人事争议仲裁院", "district", "延庆区", "延", office.city)
    assert set(incoming.clerk_loads(empty)) == {office.city_head.user_id}
    assert set(incoming.clerk_loads(office.station)) == {office.clerk.user_id, office.clerk2.user_id}
    assert set(incoming.clerk_loads(office.district)) == {office.clerk.user_id, office.clerk2.user_id}
