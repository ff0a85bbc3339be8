"""What the form 接受移送 begins with, where the commission that sent the case works in this system. Personal values stay where they are."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from arrears.access.viewer import Viewer
from arrears.arbitration import taking_over
from arrears.arbitration.models import Arbitration
from arrears.cases.models import Claim, Party, ProceedingParty
from arrears.db import session

TOLD = ("name", "kind", "credit_code", "legal_rep", "registered_address")


def known(viewer: Viewer, number: str) -> dict[str, Any]:
    """Parties, claims and facts of the case of this number that was transferred to the viewer's body; else empty. Six statements."""
    case_id = taking_over.sent_here(viewer, number)
    if case_id is None:
        return {}
    own = session.get(Arbitration, case_id)
    assert own is not None
    people = session.execute(
        select(ProceedingParty.role, Party)
        .join(Party, Party.id == ProceedingParty.party_id)
        .where(ProceedingParty.proceeding_id == case_id, ProceedingParty.left_on.is_(None))
        .order_by(ProceedingParty.no, Party.id)
    ).all()
    names = {p.id: p.name for _, p in people}
    left = [p for role, p in people if role == "applicant"]
    claims = session.scalars(select(Claim).where(Claim.proceeding_id == case_id, Claim.dropped_on.is_(None)).order_by(Claim.no)).all()
    return {
        "applicants": [{"party_id": p.id, "name": p.name} for p in left],
        "respondents": [{key: getattr(p, key) for key in TOLD} for role, p in people if role == "respondent"],
        "claims": [
            {
                "kind": c.kind, "claimed": c.claimed, "formula": c.formula, "period_from": _month(c.period_from),
                "period_to": _month(c.period_to), "whose": names.get(c.party_id or 0, "") if len(left) > 1 else "",
            }
            for c in claims
        ],
        "facts_": own.facts_text, "evidence": list(own.evidence), "filed_on": own.filed_on, "track": own.track, "from_case": number.strip(),
    }  # fmt: skip


def _month(text: str) -> date | None:
    try:
        return date.fromisoformat(f"{text[:7]}-01")
    except ValueError:
        return None


def waits(proceeding_id: int) -> dict[str, Any]:
    """Number, day and track of a transferred case that is registered and not accepted yet; else empty. Two statements."""
    told = taking_over.registered(proceeding_id)
    if not told:
        return {}
    return {"from_case": told["from_case"], "taken_on": date.fromisoformat(str(told["taken_on"])[:10]), "track": told["track"]}
