"""Facts of mediation papers 调解文书要素: gathered from the case for the catalogue; no layout, no number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears import clock
from arrears.access.models import AppUser
from arrears.cases import parties
from arrears.cases.models import Proceeding
from arrears.cases.printing import BLANK, CAUSE, agents, claim_rows, claims_of, complete, party, sides, span
from arrears.db import session
from arrears.mediation.models import Mediation

__all__ = [
    "BLANK",
    "CAUSE",
    "acceptance",
    "agents",
    "application",
    "claim_rows",
    "claims_of",
    "complete",
    "failure",
    "mediator_name",
    "party",
    "sides",
    "span",
]


def application(proceeding: Proceeding, mediation: Mediation) -> dict[str, Any]:
    """mediation-application."""
    people = parties.told(proceeding.id)
    claims = claims_of(proceeding.id)
    respondents = [p for p in people if p.role == "respondent"]
    owed = sum((c.claimed or Decimal(0) for c in claims), Decimal(0))
    return {
        "applicants": [party(p) for p in people if p.role == "applicant"],
        "respondents": [party(p) for p in respondents],
        "agents": agents(proceeding.id),
        "claims": claim_rows(claims),
        "employment": {"period": span(claims), "owed": owed or None},
        "text": mediation.facts_text,
        "copies": len(respondents),
        "oral": mediation.oral,
    }


def mediator_name(proceeding: Proceeding) -> str:
    """Name of the owner. One statement."""
    return session.scalar(select(AppUser.name).where(AppUser.id == proceeding.owner_id)) or ""


def acceptance(proceeding: Proceeding, mediation: Mediation, end_by: date) -> dict[str, Any]:
    """mediation-acceptance-notice."""
    left, right = sides(proceeding.id)
    return {
        "to": [*left[:1], *right],
        "cause": CAUSE,
        "applied_on": mediation.applied_on,
        "mediator": mediator_name(proceeding),
        "at": mediation.next_meeting_at,
        "end_by": end_by,
    }


def failure(proceeding: Proceeding, mediation: Mediation, reason: str, on: date) -> dict[str, Any]:
    """mediation-failure-notice."""
    left, right = sides(proceeding.id)
    return {
        "to": [*left[:1], *right],
        "cause": CAUSE,
        "applied_on": mediation.applied_on,
        "reason": reason,
        "ended_on": on,
        "help": "当场转交仲裁申请材料",
        "made_on": max(on, clock.today()),
    }
