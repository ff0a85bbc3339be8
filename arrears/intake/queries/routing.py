"""Routing of a lead 分流: its fields as the facts the law asks, and the law's proposal. The clerk decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from arrears.access import preferences
from arrears.cases.models import Proceeding
from arrears.db import session
from arrears.intake.models import Lead, WorkOrder
from arrears.law.region import OUTSIDE, Region
from arrears.law.routing import BadFacts, Proposal, route
from arrears.law.routing.facts import CHANNELS, CLAIMS
from arrears.law.thresholds import MajorFacts, MajorProposal, major
from arrears.regions import region

REGION = "beijing"


def here() -> Region:
    """The region of this house."""
    return region(REGION)


def bodies() -> dict[str, str]:
    """Place -> name of each of the region's labour authorities."""
    return {body.place: body.name for body in here().bodies}


def facts_of(lead: Lead, proceeding: Proceeding, order: WorkOrder | None) -> dict[str, Any]:
    """What routing may know of a lead; unknown stays out. `lead.extra` adds what has no column of its own."""
    places = {*here().districts, OUTSIDE}
    facts: dict[str, Any] = {
        "received_on": proceeding.received_at.date(),
        "employer": lead.employer_name or lead.sign_name or None,
        "workplace_district": lead.district if lead.district in places else None,
        "construction": True if lead.industry == "construction" else False if lead.industry else None,
        "project": lead.project_name or None,
        "platform_worker": True if lead.industry == "platform" else None,
        "workers": lead.workers_claimed,
        "amount": lead.amount_claimed,
        "claims": [claim for claim in lead.claims if claim in CLAIMS],
        "work_end": lead.work_end,
        "urgency": list(lead.urgency),
        "confidential": proceeding.confidential or None,
    }
    if order is not None:
        facts["channel"] = order.source if order.source in CHANNELS else None
        facts["who"] = "anonymous" if order.anonymous else None
    facts.update(lead.extra.get("facts", {}))
    return {name: value for name, value in facts.items() if value not in (None, [], "")}


def propose(facts: Mapping[str, Any], body_id: int, proceeding: Proceeding) -> Proposal | None:
    """The law's proposal on these facts; None when they cannot be read (the lead then waits for its fields). One statement."""
    settings = preferences.chosen(body_id, proceeding.received_at.date())
    try:
        return route(facts, here(), settings)
    except BadFacts:
        return None


def proposal_of(lead_id: int) -> Proposal | None:
    """The law's proposal for a stored lead. Four statements."""
    lead, proceeding = session.get(Lead, lead_id), session.get(Proceeding, lead_id)
    if lead is None or proceeding is None:
        return None
    order = session.scalars(select(WorkOrder).where(WorkOrder.lead_id == lead_id).order_by(WorkOrder.id).limit(1)).first()
    return propose(facts_of(lead, proceeding, order), proceeding.body_id, proceeding)


def major_of(lead: Lead, proceeding: Proceeding) -> MajorProposal | None:
    """Whether the lead is major 重大, by what intake knows."""
    facts = MajorFacts(
        workers=lead.workers_claimed,
        amount=lead.amount_claimed,
        urgency=frozenset(lead.urgency),
        repeats=lead.repeats,
        site=lead.industry == "construction",
    )
    return major(facts, here(), proceeding.received_at.date())
