"""Seeded cases are cases: chained, counted, found, numbered without a gap, and the house goes on behind them."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from arrears import clock, db, load_handlers
from arrears.access import policy, sessions
from arrears.access.models import AppUser, Body
from arrears.access.viewer import Viewer
from arrears.cases import ledger, search, transitions, visibility
from arrears.cases.models import CaseEvent, Deadline, Proceeding, SearchDoc, Seat
from arrears.numbering import NumberSeries, gaps
from arrears.personal.models import PersonalValue
from arrears.seed import words, writing


def viewer_of(account: str) -> Viewer:
    user = db.session.scalar(select(AppUser.id).where(AppUser.account == account))
    body = db.session.scalar(select(Body.id).where(Body.code == account.partition("-")[2]))
    found = sessions.viewer_of(user or 0, body or 0)
    db.release()
    assert found is not None
    return found


@pytest.fixture
def seeded(house: str) -> str:
    load_handlers()
    writing.seed(120)
    return house


def test_every_chain_of_a_seeded_house_verifies(seeded: str) -> None:
    assert list(ledger.verify()) == []
    assert db.session.scalar(select(func.count()).select_from(Proceeding)) == 120
    assert (db.session.scalar(select(func.count()).select_from(CaseEvent)) or 0) > 240


def test_a_second_seeding_adds_behind_the_first_and_no_number_is_missing(seeded: str) -> None:
    writing.seed(60)
    assert db.session.scalar(select(func.count()).select_from(Proceeding)) == 180
    assert list(ledger.verify()) == []
    series = db.session.execute(select(NumberSeries.body_id, NumberSeries.series, NumberSeries.year)).all()
    assert series and all(gaps(*row) == [] for row in series)


def test_copies_of_a_seeded_case_agree_with_it(seeded: str) -> None:
    rows = db.session.execute(
        select(Proceeding.next_due_at, Proceeding.closed_at, Seat.next_due_at, Seat.closed_at).join(
            Seat, Seat.proceeding_id == Proceeding.id
        )
    ).all()
    assert len(rows) == 120 and all(row[0] == row[2] and row[1] == row[3] for row in rows)
    running = db.session.execute(
        select(Deadline.proceeding_id, func.min(Deadline.due_at))
        .where(Deadline.closed_at.is_(None), Deadline.ours)
        .group_by(Deadline.proceeding_id)
    ).all()
    for proceeding_id, nearest in running:
        row = db.session.get(Proceeding, proceeding_id)
        assert row is not None and row.next_due_at == nearest


def test_a_seeded_case_is_found_by_its_firm_and_by_the_tail_of_its_phone(seeded: str) -> None:
    city = viewer_of("head-city")
    case = db.session.scalars(select(Proceeding).order_by(Proceeding.id)).first()
    assert case is not None
    hits = search.find(policy.scope(city, "search.use"), case.against)
    assert case.id in {key for key, _ in hits}
    doc = db.session.get(SearchDoc, case.id)
    assert doc is not None and case.number in doc.words


def test_the_house_goes_on_behind_a_seeded_house(seeded: str) -> None:
    clerk = viewer_of("clerk-tongzhou")
    facts = {
        "source": "12345", "order_no": "12345-20261124-9999", "received_at": clock.now(), "narrative": "反映拖欠工资。", "anonymous": False,
        "confidential": False, "employer_name": "北京测一有限公司", "district": "通州区", "place": "测试路", "claims": ["wages"],
        "reporter_phone": "13900001234", "reporter_name": "李四",
    }  # fmt: skip
    made = transitions.begin("lead.register", clerk, token="after-seed", facts=facts, owner_id=clerk.user_id)
    assert made.proceeding_id == 121 and visibility.head(clerk, 121).number == made.number
    assert list(ledger.verify(made.proceeding_id)) == []


def test_personal_values_of_a_seeded_house_are_sealed_and_masked(seeded: str) -> None:
    for row in db.session.scalars(select(PersonalValue).limit(40)):
        assert row.cipher and (row.kind == "narrative" or "*" in row.masked or row.masked.endswith("某"))


def test_one_firm_in_ten_thousand_is_rare() -> None:
    import random

    rng = random.Random(1)
    assert words.RARE in words.firm(rng, 5_000) and words.RARE not in words.firm(rng, 4_999)
