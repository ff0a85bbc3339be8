"""Parties and claims as papers print them 文书中的当事人和请求: shared by the procedures, no layout, no number."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from arrears.cases import parties
from arrears.cases.models import Claim
from arrears.cases.parties import Told
from arrears.db import session
from arrears.law import codes

BLANK = "（待补）"
"""Stands where something is not known yet, to be written by hand."""
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


def complete(people: Sequence[Told]) -> bool:
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
    """Agents as papers print them. Few statements."""
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


def day_of(text: str, last: bool) -> date | None:
    """A day out of YYYY-MM or YYYY-MM-DD; of a month its first or last day; None for anything else."""
    if len(text) == 10:
        return date.fromisoformat(text)
    if len(text) == 7:
        year, month = int(text[:4]), int(text[5:])
        return date(year, month, monthrange(year, month)[1] if last else 1)
    return None


def span(claims: Sequence[Claim]) -> dict[str, Any] | None:
    """The span of all claims: from the earliest beginning to the latest end; None when no claim names one."""
    starts = [d for c in claims if (d := day_of(c.period_from, False)) is not None]
    ends = [d for c in claims if (d := day_of(c.period_to, True)) is not None]
    return {"start": min(starts), "end": max(ends)} if starts and ends else None


def claims_of(proceeding_id: int) -> list[Claim]:
    """Claim items in order. One statement. For acts only."""
    query = select(Claim).where(Claim.proceeding_id == proceeding_id, Claim.dropped_on.is_(None)).order_by(Claim.no)
    return list(session.scalars(query))


def claim_words(claim: Claim) -> str:
    """The kind of a claim without its explanation in brackets."""
    return codes.label("claim_kind", claim.kind).partition("（")[0]


def claim_rows(claims: Sequence[Claim]) -> list[dict[str, Any]]:
    """Claims as papers list them."""
    rows = []
    for n, claim in enumerate(claims, start=1):
        start, end = day_of(claim.period_from, False), day_of(claim.period_to, True)
        period = {"start": start, "end": end} if start and end else None
        rows.append({"no": n, "text": claim_words(claim), "period": period, "amount": claim.claimed})
    return rows


def sides(proceeding_id: int) -> tuple[list[str], list[str]]:
    """Names of applicants and respondents."""
    people = parties.told(proceeding_id)
    return [p.name for p in people if p.role == "applicant"], [p.name for p in people if p.role == "respondent"]


def group_name(names: Sequence[str]) -> str:
    """One name, or the first with the head count."""
    return names[0] if len(names) == 1 else f"{names[0]}等{len(names)}人"
