"""What waits to be taken up 转来: leads routed to inspection, mediations converted to it; nothing of them is typed again."""

from __future__ import annotations

from collections.abc import Sequence
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

ROUTED, CONVERTED = "lead.confirm-route", "mediation.convert"
MOST = 50


def waiting(viewer: Viewer) -> list[Head]:
    """Leads of this person, and mediations of the body, that go to inspection and have no case there yet, oldest first."""
    leads = visibility.page(viewer, "case.read", ["lead"], where=[Proceeding.state == "l-accepted"], limit=MOST)[:MOST]
    found = _bound([*leads], ROUTED, "route") if leads else []
    following = aliased(Proceeding)
    query = (
        _facts_of(CONVERTED)
        .join(Proceeding, Proceeding.id == CaseEvent.proceeding_id)
        .where(Proceeding.body_id == viewer.body_id, Proceeding.procedure == "mediation")
        .where(~exists().where(following.about_id == Proceeding.id, following.procedure == "inspection"))
        .order_by(Proceeding.id)
        .limit(MOST)
    )
    converted = [row.proceeding_id for row in session.scalars(query) if _says(row, "to")]
    return visibility.heads([*found, *converted])


def _facts_of(act: str) -> Select[EventFact]:
    return (
        select(EventFact)
        .join(CaseEvent, and_(CaseEvent.proceeding_id == EventFact.proceeding_id, CaseEvent.seq == EventFact.seq))
        .where(CaseEvent.act == act)
    )


def _says(row: EventFact, fact: str) -> bool:
    return ledger.unseal_facts(f"event:{row.proceeding_id}:{row.seq}", row.key_id, row.cipher).get(fact) == "inspection"


def _bound(ids: Sequence[int], act: str, fact: str) -> list[int]:
    """Those whose last act of this kind says inspection, in order. One statement."""
    last = {
        row.proceeding_id: row for row in session.scalars(_facts_of(act).where(CaseEvent.proceeding_id.in_(ids)).order_by(EventFact.seq))
    }
    return [i for i in ids if i in last and _says(last[i], fact)]


def source(viewer: Viewer, proceeding_id: int) -> tuple[Head, dict[str, Any]]:
    """The lead or mediation a complaint comes from, and what it hands over: one this person sees, or one converted for his body.

    Raises `Gone` for anything else. What is personal stays masked; the next act finds it again by the party.
    """
    try:
        return carried(viewer, proceeding_id)
    except Gone:
        row = session.execute(select(Proceeding.body_id, Proceeding.procedure).where(Proceeding.id == proceeding_id)).first()
        if row is None or row.body_id != viewer.body_id or not _bound([proceeding_id], CONVERTED, "to"):
            raise
        head = visibility.heads([proceeding_id])[0]
        return head, {k: v for k, v in CARRY[row.procedure](viewer, proceeding_id).items() if v not in (None, "", [], ())}
