"""What one procedure has handed to another 转来: mediations converted to arbitration or inspection that have no case there yet.

The rooms that take them up ask with their own name; nothing of them is typed again.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, exists, select
from sqlalchemy.orm import aliased

from arrears.access.viewer import Viewer
from arrears.cases import ledger, visibility
from arrears.cases.carry import CARRY, carried
from arrears.cases.models import CaseEvent, EventFact, Proceeding
from arrears.cases.outcomes import Gone
from arrears.cases.visibility import Head
from arrears.db import session

CONVERT = "mediation.convert"
MOST = 50


def converted(viewer: Viewer, procedure: str) -> list[Head]:
    """Mediations of the viewer's body that were converted to a procedure and have none yet, the oldest first. Two statements."""
    following = aliased(Proceeding)
    query = (
        _conversions()
        .join(Proceeding, Proceeding.id == CaseEvent.proceeding_id)
        .where(Proceeding.body_id == viewer.body_id, Proceeding.procedure == "mediation")
        .where(~exists().where(following.about_id == Proceeding.id, following.procedure == procedure))
        .order_by(Proceeding.id)
        .limit(MOST)
    )
    return list(visibility.heads([row.proceeding_id for row in session.scalars(query) if _goes_to(row, procedure)]))


def _conversions() -> Select[EventFact]:
    """Facts of the acts that convert a mediation."""
    return (
        select(EventFact)
        .join(CaseEvent, and_(CaseEvent.proceeding_id == EventFact.proceeding_id, CaseEvent.seq == EventFact.seq))
        .where(CaseEvent.act == CONVERT)
    )


def _goes_to(row: EventFact, procedure: str) -> bool:
    return ledger.unseal_facts(f"event:{row.proceeding_id}:{row.seq}", row.key_id, row.cipher).get("to") == procedure


def source(viewer: Viewer, proceeding_id: int, procedure: str) -> tuple[Head, dict[str, Any]]:
    """The lead or mediation a case comes from, and what it hands over: one this person sees, or one converted for his body.

    Raises `Gone` for anything else. What is personal stays masked; the next act finds it again by the party.
    """
    try:
        return carried(viewer, proceeding_id)
    except Gone:
        row = session.execute(select(Proceeding.body_id, Proceeding.procedure).where(Proceeding.id == proceeding_id)).first()
        facts = session.scalars(_conversions().where(CaseEvent.proceeding_id == proceeding_id)).all()
        if row is None or row.body_id != viewer.body_id or not any(_goes_to(fact, procedure) for fact in facts):
            raise
        head = visibility.heads([proceeding_id])[0]
        return head, {key: value for key, value in CARRY[row.procedure](viewer, proceeding_id).items() if value not in (None, "", [], ())}
