"""Reads for platforms: how an order stands. Only orders of the token's own source and body; nothing about others."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select

from arrears.access.models import Body
from arrears.api.actions import Caller
from arrears.api.models import ApiToken
from arrears.api.receipts import order_of, receipt_of
from arrears.cases.models import Proceeding
from arrears.db import session
from arrears.intake.models import Lead, WorkOrder
from arrears.law import codes

STATUS: Mapping[str, str] = {
    "l-draft": "received", "l-screening": "received", "l-verifying": "received", "l-accepted": "accepted", "l-filed": "accepted",
    "l-handed-over": "handed_over", "l-explained": "explained", "l-closed": "closed", "l-merged": "accepted",
}  # fmt: skip
"""State of a lead -> what a platform is told."""
WORDS: Mapping[str, str] = {
    "received": "已收到，待筛查", "accepted": "已受理，办理中", "handed_over": "已转办", "explained": "已释明",
    "returned": "已退回", "closed": "已办结",
}  # fmt: skip
MOST_MERGES = 5
"""A chain of merges is followed so far."""


def status_of(order: WorkOrder, lead: Lead, case: Proceeding) -> str:
    """What a platform is told of an order: its own return, else the state of the lead it hangs on."""
    return "returned" if order.state == "o-returned" else STATUS[case.state]


def _where_it_lies(lead: Lead, case: Proceeding) -> tuple[Lead, Proceeding]:
    """The lead in which a merged one goes on."""
    for _ in range(MOST_MERGES):
        if lead.merged_into is None:
            break
        other, row = session.get(Lead, lead.merged_into), session.get(Proceeding, lead.merged_into)
        if other is None or row is None:
            break
        lead, case = other, row
    return lead, case


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


def status(who: Caller, receipt: str) -> dict[str, Any] | None:
    """The status of a receipt; None: unknown, or not of this source and body. Four statements."""
    order_id = order_of(receipt)
    order = session.get(WorkOrder, order_id) if order_id is not None else None
    if order is None or order.source != who.source or order.body_id != who.viewer.body_id:
        return None
    lead, case = session.get(Lead, order.lead_id), session.get(Proceeding, order.lead_id)
    assert lead is not None and case is not None
    lead, case = _where_it_lies(lead, case)
    word = status_of(order, lead, case)
    body = session.get(Body, case.body_id)
    return {
        "receipt": receipt_of(order.id),
        "order_no": order.order_no,
        "source": order.source,
        "status": word,
        "status_text": WORDS[word],
        "received_at": order.received_at.isoformat(),
        "signed_at": _text(order.signed_at),
        "contacted_at": _text(order.contacted_at),
        "body": body.name if body is not None else "",
        "handed_to": lead.handed_to or None,
        "conclusion": codes.label("conclusion", case.conclusion) if word == "closed" and case.conclusion else None,
        "reply": _reply(order),
    }


def _reply(order: WorkOrder) -> dict[str, str] | None:
    if order.replied_at is None:
        return None
    return {"text": order.reply_text, "at": order.replied_at.isoformat(), "solved": order.solved}


def tokens() -> list[tuple[int, str, str, str, str, str]]:
    """(id, name, source, body, callback, state) of every token, for the administrator. One statement."""
    rows = session.execute(select(ApiToken, Body.name).join(Body, Body.id == ApiToken.body_id).order_by(ApiToken.id))
    return [
        (t.id, t.name, t.source, body, t.callback_url, "停用" if t.closed_at else "有效")
        for t, body in rows
    ]
