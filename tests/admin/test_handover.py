"""A leaver's cases go to another, each by its own act; what cannot be moved is named and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import func, select

from arrears import db
from arrears.admin.handover import actions
from arrears.cases import ledger, transitions
from arrears.cases.models import CaseEvent, Proceeding

from ..cases.test_perform import apply
from .conftest import AdminOffice, Hands

Log = Callable[[str], Hands]


def owner_counts() -> dict[int, int]:
    query = select(Proceeding.owner_id, func.count()).group_by(Proceeding.owner_id)
    return dict(db.session.execute(query).all())


def test_a_head_moves_every_case_of_a_leaver_with_one_form(office: AdminOffice, hands: Log) -> None:
    for n in range(3):
        apply(office, f"t{n}")
    head = hands("chenlq")
    assert "孙志刚" in head.see("/handover")
    url = f"/handover/{office.mediator.user_id}"
    page = head.send(url, 200, to=office.mediator2.user_id, reason="调离", extent="all")
    assert "移交 3 件，未移交 0 件" in page
    assert owner_counts() == {office.mediator2.user_id: 3}
    assert list(ledger.verify()) == []


def test_a_case_somebody_acted_on_meanwhile_is_left_with_its_reason(office: AdminOffice, hands: Log) -> None:
    first, second = apply(office, "t1"), apply(office, "t2")
    head = hands("chenlq")
    url = f"/handover/{office.mediator.user_id}"
    frozen = f"{first.proceeding_id}:1,{second.proceeding_id}:1"
    facts = {"to": office.mediator2.user_id, "reason": "先移一件"}
    transitions.perform(first.proceeding_id, "mediation.reassign", office.head, seen=1, token="x", facts=facts)
    page = head.send(url, 200, to=office.mediator2.user_id, reason="调离", extent="all", frozen=frozen)
    assert "移交 1 件，未移交 1 件" in page and "有人办理过" in page


def test_only_what_was_picked_is_moved_and_nothing_picked_is_refused(office: AdminOffice, hands: Log) -> None:
    first, _second = apply(office, "t1"), apply(office, "t2")
    head = hands("chenlq")
    url = f"/handover/{office.mediator.user_id}"
    assert "没有选中案件" in head.send(url, 422, to=office.mediator2.user_id, reason="调离", extent="picked")
    assert "看不明白" in head.send(url, 422, to=office.mediator2.user_id, reason="调离", extent="picked", pick="x:1")
    page = head.send(url, 200, to=office.mediator2.user_id, reason="调离", extent="picked", pick=f"{first.proceeding_id}:1")
    assert "移交 1 件，未移交 0 件" in page


def test_a_double_click_moves_each_case_once(office: AdminOffice) -> None:
    done = apply(office)
    picks = actions.picks_of([f"{done.proceeding_id}:1"])
    for _ in range(2):
        found = actions.move(office.head, office.mediator.user_id, office.mediator2.user_id, "调离", picks, "same-token")
        assert len(found.done) == 1 and not found.refused
    assert db.session.scalar(select(func.count()).select_from(CaseEvent).where(CaseEvent.act == "mediation.reassign")) == 1


def test_a_case_of_another_district_is_refused_with_its_reason(office: AdminOffice, hands: Log) -> None:
    done = apply(office)
    picks = actions.picks_of([f"{done.proceeding_id}:1"])
    found = actions.move(office.other_clerk, office.mediator.user_id, office.mediator2.user_id, "试试", picks, "t")
    assert not found.done and "不能" in found.refused[0][2]
    assert hands("cyclerk").client.get("/handover").status_code == 403


def test_a_hundred_and_forty_three_cases_are_moved_in_chunks(office: AdminOffice) -> None:
    ids = [apply(office, f"t{n}").proceeding_id for n in range(143)]
    picks = actions.picks_of([f"{i}:1" for i in ids])
    found = actions.move(office.head, office.mediator.user_id, office.mediator2.user_id, "退休", picks, "t")
    assert len(found.done) == 143 and not found.refused
    assert owner_counts() == {office.mediator2.user_id: 143}
