"""Major cases: every trigger of the table, at its edge, with the numbers shown."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from arrears.law.thresholds import MajorFacts, before_spring_festival, major, major_at_intake
from arrears.regions import load_region, region

BEIJING = region("beijing")
QINGJIANG = load_region("qingjiang", Path(__file__).parents[2] / "region")
JUNE = date(2026, 6, 10)


@pytest.mark.parametrize(
    ("facts", "level", "codes"),
    [
        ({"workers": 10, "amount": Decimal(10000)}, "district", ("workers",)),
        ({"workers": 10}, "district", ("workers",)),
        ({"workers": 10, "amount": Decimal("9999.99")}, None, ()),
        ({"workers": 9, "amount": Decimal(499999)}, None, ()),
        ({"amount": Decimal(500000)}, "district", ("amount",)),
        ({"urgency": ["self_harm", "media", "threat", "minor"]}, "district", ("self_harm", "threat", "media")),
        ({"workers": 10, "amount": Decimal(1), "employer_status": "closed"}, "district", ("fled",)),
        ({"workers": 9, "employer_status": "fled"}, None, ()),
        ({"workers": 10, "amount": Decimal(1), "gov_project": True}, "district", ("gov_project",)),
        ({"repeats": 3}, "district", ("repeat",)),
        ({"repeats": 2}, None, ()),
        ({"workers": 12, "amount": Decimal(1), "overdue_clocks": ["hot-due", "arch-file"]}, "district", ("overdue",)),
        ({"workers": 12, "amount": Decimal(1), "overdue_clocks": ["arch-file"]}, None, ()),
        ({"superior_instruction": True}, "district", ("superior",)),
        ({"workers": 100, "amount": Decimal(1)}, "city", ("workers",)),
        ({"amount": Decimal(5000000)}, "city", ("amount", "amount")),
        ({"casualty": True}, "city", ("casualty",)),
        ({"districts": ["朝阳区", "丰台区"]}, "city", ("districts",)),
        ({"districts": ["朝阳区"]}, None, ()),
        ({"term_over": True, "term_extensions_used": 2}, "city", ("term",)),
        ({"term_over": True, "term_extensions_used": 1}, None, ()),
        ({"city_wide_effect": True}, "city", ("city_wide",)),
        ({"site": True, "workers": 5}, None, ()),
        ({}, None, ()),
    ],
)
def test_each_trigger_at_its_edge(facts, level, codes):
    given = major(facts, BEIJING, JUNE)
    assert (given.level if given else None, given.codes if given else ()) == (level, codes)


def test_before_the_spring_festival_five_on_a_site_are_enough():
    facts = MajorFacts(site=True, workers=5)
    days = {date(2026, 1, 17): False, date(2026, 1, 18): True, date(2026, 2, 17): True, date(2026, 2, 18): False}
    assert {day: bool(major(facts, BEIJING, day)) for day in days} == days
    assert before_spring_festival(date(2027, 1, 7), 30) and not before_spring_festival(date(2027, 1, 6), 30)
    assert major(MajorFacts(site=False, workers=9), BEIJING, date(2026, 2, 1)) is None


def test_the_sentences_show_the_numbers():
    given = major({"workers": 15, "amount": Decimal(210000)}, BEIJING, JUNE)
    assert given.triggers[0].text == "涉及 15 人，达到 10 人，人均 14,000.00 元（标准人均 1,000.00 元）。"


def test_intake_warns_only_of_what_it_can_know():
    known = MajorFacts(workers=5, superior_instruction=True, casualty=True, employer_status="fled", site=True)
    assert major_at_intake(known, BEIJING, date(2026, 2, 1)) is None
    assert major_at_intake(MajorFacts(workers=10), BEIJING, JUNE).codes == ("workers",)


def test_another_city_has_its_own_figures_from_their_day():
    assert major({"workers": 19}, QINGJIANG, JUNE) is None
    assert major({"workers": 20}, QINGJIANG, JUNE).level == "district"
    assert major({"workers": 50, "amount": Decimal(1)}, QINGJIANG, JUNE).level == "city"
    assert major({"workers": 50}, QINGJIANG, date(2023, 12, 31)) is None
