"""What helps the arbitrator at the draft: limitation as a warning only, finality by the numbers, articles of each law together."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from arrears import db
from arrears.arbitration import awarding, warning
from arrears.arbitration.papers import bases_of
from arrears.cases.models import Employment, Proceeding
from arrears.regions import region
from tests.arbitration.builders import filed, served
from tests.arbitration.conftest import Tribunal
from tests.arbitration.test_story_a import Hands

D = Decimal


def test_a_claim_out_of_time_is_said_at_the_docket_and_refuses_nothing(tribunal: Tribunal) -> None:
    """Work ended in March 2025, applied for in September 2026: more than a year (法 第二十七条)."""
    with tribunal.at(9, 22, 9):
        case = filed(tribunal, 1)
        matter = db.session.scalar(select(Proceeding.matter_id).where(Proceeding.id == case))
        db.release()
        assert warning.limitation_lines(case) == [], "nothing is known of the end of work: nothing is said"
        db.release()
        worker = tribunal.party("工友1")
        with db.writing() as current:
            current.add(Employment(matter_id=matter, party_id=worker, row_no=1, end_on=date(2025, 3, 31)))
            current.flush()
        page = tribunal.page("linxy", "arbitration/accept")
        assert "可能超过时效" in page.words and "不影响受理" in page.words
        page = page.fill(scope="1", claims_clear="1", parties_named="1", jurisdiction="1", track="fast").send()
        assert "已提请审批" in page.words
        assert "可能超过时效" in tribunal.page("linxy", "").words


@pytest.mark.parametrize(
    ("kind", "amount", "final"),
    [("wage", "30480.00", True), ("wage", "30480.01", False), ("leave", "90000.00", True), ("insurance-loss", "100.00", False)],
)
def test_finality_is_proposed_by_the_sum_of_the_single_item(kind: str, amount: str, final: bool) -> None:
    """Twelve times the minimum wage of the day of filing, 2,540: equal is not over; annual leave is final whatever the sum."""
    found, words = awarding.proposal(region("beijing"), kind, D(amount), date(2026, 9, 22))
    assert found is final and words


def test_articles_of_a_law_stand_together_and_once() -> None:
    items = [
        {"article": "《中华人民共和国劳动合同法》第三十条第一款"},
        {"article": "《中华人民共和国劳动合同法》第三十八条、第三十条第一款；《中华人民共和国劳动法》第四十四条"},
        {"article": "按约定"},
    ]
    assert bases_of(items) == ["《中华人民共和国劳动合同法》第三十条第一款、第三十八条", "《中华人民共和国劳动法》第四十四条"]


def test_an_extension_is_refused_after_the_last_day_and_the_second_time(tribunal: Tribunal) -> None:
    chief = tribunal.arbitrators[0]
    with tribunal.at(9, 22, 9):
        served(tribunal, 1, chief)
        hands = Hands(tribunal)
        hands.n = 700
        assert "不得超过 15 日" in hands.refused("extend", chief, complex_because="证据多", days=16).sentence
        hands.signed("extend", chief, complex_because="证据多", days=10)
        assert str(tribunal.due("arb-award")) == "2026-11-16"
        assert "已经延长过一次" in hands.refused("extend", chief, complex_because="证据多", days=5).sentence
    with tribunal.at(11, 17, 9):
        assert "届满，不能再延期" in hands.refused("extend", chief, complex_because="证据多", days=5).sentence
