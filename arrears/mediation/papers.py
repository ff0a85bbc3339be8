"""Facts of mediation papers 调解文书要素: gathered from the case for the catalogue; no layout, no number."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears import clock
from arrears.access.models import AppUser
from arrears.cases import parties
from arrears.cases.models import Claim, Proceeding
from arrears.cases.parties import Told
from arrears.db import session
from arrears.law import codes
from arrears.mediation.models import Mediation

BLANK = "（待补）"
CAUSE = "追索劳动报酬"


def party(told: Told) -> dict[str, Any]:
    """A party as papers print it; what is not known is left to be written by hand."""
    if told.is_unit and told.kind != "sole_trader":
        return {
            "kind": "unit", "name": told.name, "uscc": told.credit_code or BLANK, "address": told.registered_address or BLANK,
            "rep_name": told.legal_rep or BLANK, "rep_title": told.rep_title or "法定代表人", "phone": told.phone,
        }  # fmt: skip
    if told.kind == "sole_trader":
        return {
            "kind": "sole-trader", "name": told.name, "uscc": told.credit_code or BLANK, "address": told.registered_address or BLANK,
            "operator": told.legal_rep or BLANK, "sex": told.sex or BLANK, "id_no": told.id_no or BLANK, "phone": told.phone,
        }  # fmt: skip
    return {
        "kind": "person", "name": told.name, "sex": told.sex or BLANK, "birth": told.birth, "id_no": told.id_no or BLANK,
        "address": told.address or BLANK, "phone": told.phone,
    }  # fmt: skip


def complete(people: list[Told]) -> bool:
    """Whether every person's identity is known, so that a paper that prints it whole can be made."""
    return all(p.is_unit or (p.id_no and p.birth and p.address) for p in people)


AGENT_STANDING = {
    "lawyer": "{firm}律师",
    "aid_lawyer": "{firm}指派的法律援助律师",
    "staff": "系该公司{firm}",
    "relative": "系申请人近亲属",
    "union": "{firm}工会工作人员",
    "community": "{firm}推荐",
}


def agents(proceeding_id: int) -> list[dict[str, Any]]:
    """Agents as papers print them."""
    people = {p.id: p for p in parties.told(proceeding_id)}
    found = []
    for agent in parties.agents(proceeding_id):
        principal = people.get(agent.party_id)
        if principal is None:
            continue
        standing = AGENT_STANDING.get(agent.kind, "{firm}").format(firm=agent.firm or "员工")
        found.append(
            {
                "name": agent.name,
                "side": "applicant" if principal.role == "applicant" else "respondent",
                "standing": standing,
                "power": "特别授权" if agent.authority == "special" else "一般代理",
                "represents": principal.name,
            }
        )
    return found


def _day(text: str, last: bool) -> date | None:
    """A day out of YYYY-MM or YYYY-MM-DD; of a month its first or last day."""
    if len(text) == 10:
        return date.fromisoformat(text)
    if len(text) == 7:
        year, month = int(text[:4]), int(text[5:])
        return date(year, month, monthrange(year, month)[1] if last else 1)
    return None


def span(claims: list[Claim]) -> dict[str, Any] | None:
    """The span of all claims: from the earliest beginning to the latest end; None when no claim names one."""
    starts = [d for c in claims if (d := _day(c.period_from, False)) is not None]
    ends = [d for c in claims if (d := _day(c.period_to, True)) is not None]
    return {"start": min(starts), "end": max(ends)} if starts and ends else None


def claims_of(proceeding_id: int) -> list[Claim]:
    """Claim items in order. One statement."""
    query = select(Claim).where(Claim.proceeding_id == proceeding_id, Claim.dropped_on.is_(None)).order_by(Claim.no)
    return list(session.scalars(query))


def claim_rows(claims: list[Claim]) -> list[dict[str, Any]]:
    """Claims as papers list them."""
    rows = []
    for n, claim in enumerate(claims, start=1):
        start, end = _day(claim.period_from, False), _day(claim.period_to, True)
        period = {"start": start, "end": end} if start and end else None
        kind = codes.label("claim_kind", claim.kind).partition("（")[0]
        rows.append({"no": n, "text": kind, "period": period, "amount": claim.claimed})
    return rows


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


def sides(proceeding_id: int) -> tuple[list[str], list[str]]:
    """Names of applicants and respondents."""
    people = parties.told(proceeding_id)
    return [p.name for p in people if p.role == "applicant"], [p.name for p in people if p.role == "respondent"]


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
