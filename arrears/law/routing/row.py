"""The form of a row of the routing table: a test, its branches, and the ways that stay open.

A row is data; `rows.py` and `disputes.py` write them. A branch names its body by a rule, so that the city's own cases are
found in
one place (jurisdiction.py) and not in each row.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from arrears.law.jurisdiction import arbitration_body, seat_or_workplace, workplace_or_seat
from arrears.law.region import OUTSIDE
from arrears.law.routing.case import Case

Test = Callable[[Case], bool]

COURT = "人民法院"
POLICY = "分流规则（政策）"
"""Source of what is our own rule, not law."""

PLACE, SEAT, CITY_STAFF, NOBODY = "place", "seat", "city-staff", "nobody"

BODIES: Mapping[str, Callable[[Case], str | None]] = {
    PLACE: workplace_or_seat,
    SEAT: seat_or_workplace,
    CITY_STAFF: lambda case: case.region.city.place if case.facts.city_institution else seat_or_workplace(case),
    NOBODY: lambda case: None,
}
"""Body rules; any other word (人民法院, 外省, 社会保险) is the body itself."""


@dataclass(frozen=True, slots=True)
class Way:
    """A route and the rule that names its body, with the sentence for people."""

    route: str
    body: str
    why: str


@dataclass(frozen=True, slots=True)
class Branch:
    """One outcome of a row. `when` None: always; the first branch that fits is taken."""

    way: Way
    others: tuple[Way, ...] = ()
    when: Test | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row R01–R31. `title` is its condition in words, `source` the national text (may be empty); the region adds its own."""

    id: str
    title: str
    fits: Test
    branches: tuple[Branch, ...]
    source: str
    cert: str

    def branch(self, case: Case) -> Branch:
        """The outcome for a case that fits; the last branch of a row has no condition."""
        return next(branch for branch in self.branches if branch.when is None or branch.when(case))


def body_of(case: Case, way: Way) -> str | None:
    """The body of a way in this case: by its rule, or the city committee where arbitration is the city's (2.2)."""
    named = BODIES[way.body](case) if way.body in BODIES else way.body
    if way.route == "arbitration" and named not in (None, OUTSIDE):
        return arbitration_body(case, named)
    return named
