"""三率: the formulas of the law file, counted from contact clocks and from each call-back, every number opening its orders."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from html import unescape

import time_machine
from people import Office

from arrears.intake.queries import rates as queries
from arrears.intake.queries.rates import Span
from arrears.law.rates import Tally, rates
from tests.intake.desk.conftest import Screen, app, at, office, screen  # noqa: F401  (fixtures)
from tests.intake.desk.test_acts import ANSWER, a_lead, answered, call, do

SETTINGS = {
    "partly_counts": False, "satisfaction_weight_mostly": 0.8, "satisfaction_weight_so_so": 0.6, "composite_weight_contact": 0.1,
    "composite_weight_solved": 0.45, "composite_weight_satisfied": 0.45,
}  # fmt: skip
SEPTEMBER = Span(date(2026, 9, 1), date(2026, 9, 30))


def test_the_formulas_of_the_law_file() -> None:
    tally = Tally(due=40, contacted=38, called=20, solved=12, partly=4, satisfied=10, mostly=5, so_so=2, not_satisfied=3)
    found = rates(tally, SETTINGS)
    assert (found.contact, found.solved, found.satisfied) == (Decimal("0.950"), Decimal("0.600"), Decimal("0.760"))
    assert found.composite == Decimal("0.707")  # 0.1 × 0.95 + 0.45 × 0.6 + 0.45 × 0.76
    assert rates(tally, SETTINGS | {"partly_counts": True}).solved == Decimal("0.700")
    assert rates(Tally(), SETTINGS) == rates(Tally(due=0), SETTINGS) and rates(Tally(), SETTINGS).composite is None


def test_each_call_back_counts_once_and_each_number_opens_its_orders(office: Office, screen: Callable[[str], Screen]) -> None:  # noqa: F811
    happy, unhappy, late = (a_lead(office, order_no=f"12345-{n}", reporter_phone=f"1380000271{n}") for n in range(3))
    answered(office, happy, "2026-09-18 10:00")
    answered(office, unhappy, "2026-09-18 11:00")
    call(office, late, "2026-09-16 10:00")  # its first contact was due on the 15th
    with time_machine.travel(at("2026-09-22 10:00"), tick=False):
        do(office, happy, "record-callback", solved="yes", satisfied="mostly", at=at("2026-09-22 09:00"))
        do(office, unhappy, "record-callback", solved="no", satisfied="not", at=at("2026-09-22 09:00"))
    call(office, unhappy, "2026-09-23 09:00")
    with time_machine.travel(at("2026-09-23 10:00"), tick=False):  # our second answer says solved; the call-back said no
        do(office, unhappy, "answer", **ANSWER, call_result="answered")
        whole = queries.table(office.clerk, SEPTEMBER)[0]
        t = whole.tally
        assert (t.due, t.contacted, t.called, t.solved, t.mostly, t.not_satisfied) == (3, 2, 2, 1, 1, 1)
        assert (whole.rates.solved, whole.rates.satisfied) == (Decimal("0.500"), Decimal("0.400"))
        assert queries.table(office.other_clerk, SEPTEMBER) == []
        clerk = screen("liuyan")
        page = unescape(clerk.get("/intake/rates?first=2026-09-01&last=2026-09-30"))
        assert "66.7%" in page and "40.0%" in page
        missed = unescape(clerk.get(f"/intake/rates/missed?first=2026-09-01&last=2026-09-30&body={office.district}"))
        assert "12345-2" in missed and "12345-0" not in missed and f'/cases/{late}"' in missed
        unsolved = unescape(clerk.get(f"/intake/rates/unsolved?first=2026-09-01&last=2026-09-30&body={office.district}"))
        assert "12345-1" in unsolved and "不满意" in unsolved
        assert "截止日期早于起始日期" in clerk.get("/intake/rates?first=2026-09-30&last=2026-09-01", 422)
