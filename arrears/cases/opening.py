"""The row of a new proceeding, and its number 开案."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert

from arrears import clock
from arrears.access.models import Body
from arrears.access.viewer import Viewer
from arrears.cases import ledger, numbers
from arrears.cases.acting import Doing
from arrears.cases.clocks import FAR
from arrears.cases.models import Matter, Proceeding
from arrears.db import HouseSession, table_of
from arrears.law.procedures import PROCEDURES, Act
from arrears.law.refusal import Refused

_MATTER = insert(table_of(Matter)).returning(table_of(Matter).c.id)
"""Built once: it runs whenever something new comes in."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What `transitions.begin` is given for one proceeding; `body_id` None: the viewer's body."""

    token: str
    facts: Mapping[str, Any]
    body_id: int | None = None
    owner_id: int | None = None
    matter_id: int | None = None
    about_id: int | None = None
    received_at: datetime | None = None
    occurred_at: datetime | None = None
    late_reason: str = ""


def open_row(
    current: HouseSession, act: Act, viewer: Viewer, body: Body | None, given: Opening, received_at: datetime
) -> Proceeding:
    """The row of a new proceeding, numberless yet. Needs `writing()`."""
    if body is None or body.closed_at is not None:
        raise Refused("body", "没有这个承办机构，请重新选择。")
    matter_id = given.matter_id
    now = clock.now()
    if matter_id is None:
        matter_id = current.execute(_MATTER, {"district_id": body.district_id, "made_at": now}).scalar_one()
    row = Proceeding(
        matter_id=matter_id,
        procedure=act.procedure,
        number=f"#{given.token}"[:80],
        body_id=body.id,
        district_id=body.district_id,
        owner_id=given.owner_id,
        entered_by=viewer.user_id,
        state=PROCEDURES[act.procedure].initial,
        received_at=received_at,
        opened_at=now,
        next_due_at=FAR,
        version=1,
        head_seq=1,
        head_hash=ledger.ZERO,
        about_id=given.about_id,
        marks=[],
        confidential=False,
    )
    current.add(row)
    current.flush()
    return row


def number(doing: Doing) -> None:
    """Draw the case number last in the transaction; papers issued in the same act come after it (they bear it)."""
    doing.later(("1-number",), lambda: draw_number(doing))


def draw_number(doing: Doing) -> None:
    body = doing.session.get(Body, doing.proceeding.body_id)
    assert body is not None
    doing.number = numbers.case_number(
        body, doing.proceeding.procedure, doing.recorded_at.date(), f"proceeding:{doing.proceeding.id}"
    )
    doing.proceeding.number = doing.number
