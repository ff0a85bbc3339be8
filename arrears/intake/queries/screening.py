"""What the screening page shows 筛查: proposal, reasons with articles, other ways, warnings, major or not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from arrears import clock
from arrears.cases import calendar
from arrears.cases.models import Deadline, Proceeding
from arrears.db import session
from arrears.intake.models import Lead
from arrears.intake.queries import routing
from arrears.law import codes

TARGET = 15
"""Working days until the answer where no order names its own (办理目标)."""


@dataclass(frozen=True, slots=True)
class Screened:
    """The law's proposal in words. `elsewhere`: another body of ours is competent, so the lead is handed over."""

    route: str = ""
    words: str = ""
    body: str = ""
    row: str = ""
    reasons: tuple[tuple[str, str], ...] = ()
    others: tuple[tuple[str, str, str], ...] = ()
    warnings: tuple[tuple[str, str], ...] = ()
    major: tuple[str, ...] = ()
    elsewhere: bool = False

    @property
    def case_route(self) -> bool:
        """Whether the proposal is one of the routes that are accepted here."""
        return self.route in codes.codes("route_case") and not self.elsewhere


def proposal(lead_id: int) -> Screened:
    """The proposal for a stored lead. Seven statements."""
    found = routing.proposal_of(lead_id)
    lead, case = session.get(Lead, lead_id), session.get(Proceeding, lead_id)
    if found is None or lead is None or case is None:
        return Screened()
    major = routing.major_of(lead, case)
    return Screened(
        found.route,
        codes.label("route", found.route),
        found.body or "",
        found.row,
        tuple((r.text, r.source) for r in found.reasons),
        tuple((codes.label("route", a.route), a.body or "", a.reason) for a in found.alternatives),
        tuple((w.text, w.source) for w in found.warnings if w.code != "major"),
        tuple(t.text for t in major.triggers) if major is not None else (),
        found.body in routing.bodies() and found.body != case.district_id,
    )


def target_day(lead_id: int) -> date:
    """The day by which the reporter may expect the answer: the last open answer clock of its orders, else fifteen working days."""
    today = clock.today()
    days = session.scalars(
        select(Deadline.due_on).where(
            Deadline.proceeding_id == lead_id, Deadline.closed_at.is_(None), Deadline.subject.like("order:%"), Deadline.due_on >= today
        )
    ).all()
    return max((d for d in days if d is not None), default=calendar.in_force().add_workdays(today, TARGET))
