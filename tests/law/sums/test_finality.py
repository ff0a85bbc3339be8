"""The final award test per item, with the minimum wage of the right day."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from arrears.law.finality import finality, kinds_of_award
from arrears.regions import load_region, region

BEIJING = region("beijing")
QINGJIANG = load_region("qingjiang", Path(__file__).parents[2] / "region")
FILED = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("kind", "awarded", "filed", "final"),
    [
        ("wage", "30480.00", "2026-03-02", True),
        ("wage", "30480.01", "2026-03-02", False),
        ("wage", "29040.00", "2025-08-31", True),
        ("wage", "29040.01", "2025-08-31", False),
        ("double", "30480", "2026-03-02", True),
        ("dmg-2n", "80000", "2026-03-02", False),
        ("leave", "99999", "2026-03-02", True),
        ("deposit", "500", "2026-03-02", False),
        ("reimburse", "500", "2026-03-02", False),
        ("insurance-loss", "500", "2026-03-02", False),
        ("notice-pay", "6000", "2026-03-02", True),
        ("wage", "500", "2018-08-31", None),
    ],
)
def test_each_item_alone_against_twelve_minimum_wages(kind, awarded, filed, final):
    given = finality(kind, Decimal(awarded), BEIJING, filed_on=date.fromisoformat(filed))
    assert given.final is final and given.confirm is (final is None)


def test_the_proposal_shows_its_numbers():
    given = finality("wage", Decimal(32000), BEIJING, filed_on=FILED)
    shown = "立案之日（2026年3月2日）月最低工资 2,540.00 元 × 12 ＝ 30,480.00 元"
    assert given.text == f"拖欠工资：32,000.00 元，超过{shown}，非终局。"
    assert given.limit == 30480 and "534号 Q9" in given.source


def test_an_item_about_the_relation_is_never_final_and_a_dismissed_one_is_confirmed():
    assert finality("wage", Decimal(1), BEIJING, filed_on=FILED, about_relation=True).final is False
    dismissed = finality("wage", Decimal(0), BEIJING, filed_on=FILED)
    assert dismissed.final is True and dismissed.confirm
    assert finality("wage", Decimal(0), BEIJING, filed_on=FILED, settings={"final_dismissed_by_numbers": False}).final is None


def test_a_body_may_class_an_item_otherwise():
    assert finality("leave", Decimal(99999), BEIJING, filed_on=FILED, settings={"final_class_leave": "A"}).final is False
    assert finality("deposit", Decimal(500), BEIJING, filed_on=FILED, settings={"final_class_deposit": "A"}).final is True


def test_another_city_takes_the_wage_of_the_day_of_the_award():
    filed, awarded = date(2025, 12, 1), date(2026, 1, 15)
    assert finality("wage", Decimal(24000), QINGJIANG, filed_on=filed, awarded_on=awarded).final is True
    assert finality("wage", Decimal(24000), QINGJIANG, filed_on=filed, awarded_on=filed).final is False
    assert finality("wage", Decimal(1), QINGJIANG, filed_on=filed).final is None


def test_both_kinds_need_two_awards():
    final = finality("wage", Decimal(100), BEIJING, filed_on=FILED)
    other = finality("deposit", Decimal(100), BEIJING, filed_on=FILED)
    assert kinds_of_award((final, other)) == ("final", "non-final")
    assert kinds_of_award({"a": final}) == ("final",)
    assert kinds_of_award((finality("wage", Decimal(5), BEIJING, filed_on=date(2010, 1, 1)),)) == ()
