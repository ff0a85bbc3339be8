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


def city_ground(case: Case) -> str | None:
    """Why only the city committee may take an arbitration 市级管辖; None when a district does."""
    facts = case.facts
    seat = case.region.city_seat
    if seat and facts.foreign_10m_usd and facts.workplace_district == facts.employer_district == seat:
        return f"外商或港澳台投资一千万美元以上，劳动合同履行地和注册地都在{seat}，由市级仲裁委员会管辖。"
    if facts.personnel_staff and facts.city_institution:
        return "市属事业单位的人事争议，由市级仲裁委员会管辖。"
    if facts.city_wide_effect:
        return "在全市有重大影响，由市级仲裁委员会管辖。"
    return None


def arbitration_body(case: Case, place: str | None) -> str | None:
    """The committee for a place: the city's where the case is one of its own."""
    return case.region.city.place if city_ground(case) else place
