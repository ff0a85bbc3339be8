"""Bulk acts of the desk 批量签收: each order is its own act in its own transaction; the answer lists done and refused with reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from arrears import clock, db
from arrears.access.policy import NotAllowed
from arrears.access.viewer import Viewer
from arrears.cases import transitions
from arrears.cases.outcomes import Gone
from arrears.db import session
from arrears.intake.models import WorkOrder
from arrears.law.refusal import Refused

MOST = 200
"""Rows of one bulk act."""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one row; `why` empty: done."""

    order_no: str
    why: str = ""


def sign_all(viewer: Viewer, order_ids: Sequence[int], token: str) -> list[Fate]:
    """Sign for orders. A repeat with the same token does nothing twice."""
    fates = []
    for order_id in order_ids[:MOST]:
        row = session.get(WorkOrder, order_id)
        if row is None:
            continue
        number, lead_id = row.order_no, row.lead_id
        db.session.rollback()
        try:
            facts = {"signed_at": clock.now(), "order": order_id}
            transitions.perform(lead_id, "lead.sign-order", viewer, seen=None, token=f"{token[:40]}-{order_id}", facts=facts)
            fates.append(Fate(number))
        except (Refused, NotAllowed, Gone) as error:
            fates.append(Fate(number, getattr(error, "sentence", "") or str(error) or "不在您的办理范围。"))
    return fates
