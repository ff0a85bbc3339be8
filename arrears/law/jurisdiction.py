"""Which body 管辖: inspection where the labour was used, arbitration at the workplace or the seat, the city's own cases.

Source: intake-inspection-supervision.md 2.2, arbitration.md 6.4 (法 第二十一条; 规则 第八条; 监察条例 第十三条). Which
district sends
large foreign firms to the city is region data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from arrears.law.region import OUTSIDE

if TYPE_CHECKING:
    from arrears.law.routing.case import Case


def workplace_or_seat(case: Case) -> str | None:
    """P of the table: the place of work, else the seat; None when neither lies in the region."""
    for place in (case.facts.workplace_district, case.facts.employer_district):
        if place is not None and place != OUTSIDE:
            return place
    return None


def seat_or_workplace(case: Case) -> str | None:
    """The seat, else the place of work (R11, R13)."""
    for place in (case.facts.employer_district, case.facts.workplace_district):
        if place is not None and place != OUTSIDE:
            return place
    return None


def is_city_arbitration(case: Case) -> bool:
    """Whether only the city committee may take the case 市级专属: large foreign firm, city institution's staff, city-wide
    weight."""
    facts = case.facts
    seat = case.region.city_seat
    large_foreign_firm = bool(seat and facts.foreign_10m_usd) and facts.workplace_district == facts.employer_district == seat
    city_staff = bool(facts.personnel_staff and facts.city_institution)
    return large_foreign_firm or city_staff or facts.city_wide_effect is True


def arbitration_body(case: Case, place: str | None) -> str | None:
    """The committee for a place: the city's where the case is one of its own."""
    return case.region.city.place if is_city_arbitration(case) else place
