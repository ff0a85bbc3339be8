"""Routing 分流: facts of a lead in, one proposed route out, by the first row of R01–R31 that fits
(intake-inspection-supervision.md 2).

Read first: row.py (the form of a row), rows.py and disputes.py (the rows in their order), warnings.py. Pure; the region comes
in as
a value. The answer is a proposal, the clerk decides.
"""

from collections.abc import Mapping

from arrears.law.jurisdiction import city_ground
from arrears.law.region import Plain, Region
from arrears.law.routing.case import Case
from arrears.law.routing.disputes import SECOND_ROWS
from arrears.law.routing.facts import BadFacts, Facts, read_facts
from arrears.law.routing.proposal import Alternative, Proposal, Reason, Warning
from arrears.law.routing.row import BODIES, PLACE, POLICY, Row, Way, body_of
from arrears.law.routing.rows import FIRST_ROWS
from arrears.law.routing.warnings import warnings_for

__all__ = ["ROWS", "Alternative", "BadFacts", "Facts", "Proposal", "Reason", "Row", "Warning", "answer", "read_facts", "route"]

ROWS: tuple[Row, ...] = (*FIRST_ROWS, *SECOND_ROWS)
"""The table in the order in which it is asked."""

OVER_AGE_SOURCE = "令56 第十九条、第二十条"


def route(facts: Facts | Mapping[str, object], region: Region, settings: Mapping[str, Plain] | None = None) -> Proposal:
    """The proposed route of a lead. `settings`: what a body has set over the region's defaults. Raises BadFacts."""
    known = facts if isinstance(facts, Facts) else read_facts(facts, region)
    case = Case(known, region, settings or {})
    row = next(row for row in ROWS if row.fits(case))
    branch = row.branch(case)
    return Proposal(
        route=branch.way.route,
        body=body_of(case, branch.way),
        row=row.id,
        cert=row.cert,
        reasons=_reasons(case, row, branch.way),
        alternatives=_alternatives(case, branch.way, branch.others),
        warnings=warnings_for(case, branch.way.route),
    )


def answer(line: Mapping[str, object], region: Region, settings: Mapping[str, Plain] | None = None) -> dict[str, object]:
    """One line of the contract: `{"id", "facts"}` in; the proposal, or `{"id", "error"}`, out. Never raises for bad facts."""
    key = line.get("id")
    facts = line.get("facts")
    if not isinstance(facts, Mapping):
        return {"id": key, "error": {"code": "bad-facts", "field": "facts", "message": "缺少 facts，应为事实名称到值的对象。"}}
    try:
        return {"id": key, **route(facts, region, settings).as_dict()}
    except BadFacts as error:
        return {"id": key, "error": {"code": error.code, "field": f"facts.{error.field}", "message": error.message}}


def _reasons(case: Case, row: Row, way: Way) -> tuple[Reason, ...]:
    local = case.region.local_sources
    reasons = [Reason(way.why, "；".join(filter(None, (row.source, local.get(row.id, "")))) or POLICY)]
    if case.over_age_as_clear:
        reasons.insert(0, Reason("已达法定退休年龄，报酬争议按劳动关系明确办理（R15）。", OVER_AGE_SOURCE))
    ground = city_ground(case)
    if way.route == "arbitration" and ground:
        source = "；".join(filter(None, ("规则 第八条", local.get("body-arbitration", ""))))
        reasons.append(Reason(ground, source))
    return tuple(reasons)


def _alternatives(case: Case, way: Way, others: tuple[Way, ...]) -> tuple[Alternative, ...]:
    """The ways that stay open: those of the row, arbitration at the seat beside the workplace, inspection by the city."""
    found = [Alternative(other.route, body_of(case, other), other.why) for other in others]
    ways = (way, *others)
    seat = BODIES["seat"](case)
    by_place = next((other for other in ways if other.route == "arbitration" and other.body == PLACE), None)
    if by_place is not None and seat is not None and body_of(case, by_place) not in (seat, case.region.city.place):
        found.append(Alternative("arbitration", seat, "仲裁也可以选择用人单位所在地；两地都申请的，由履行地管辖。"))
    if way.route == "inspection" and case.facts.city_wide_effect:
        found.append(Alternative("inspection", case.region.city.place, "全市有重大影响且案情复杂的，可以由市级查处或者提级办理。"))
    return tuple(found)
