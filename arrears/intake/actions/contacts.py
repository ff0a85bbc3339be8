"""Contacts 联系记录: the most written record. A call that reaches the reporter meets the clocks of that order, and of no other.

Three attempts on two days count as the first contact (law 1.2 `hot-contact`); the call before the answer is a later one.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from arrears import clock
from arrears.cases.acting import Doing, handles
from arrears.cases.common_acts import write_contact
from arrears.cases.models import ContactAttempt
from arrears.db import session
from arrears.intake.actions.orders import CALLS, orders_of, subject
from arrears.intake.actions.registering import urgent_now
from arrears.intake.models import WorkOrder
from arrears.law.refusal import Refused

REACHED = frozenset({"answered", "promised", "refused"})
"""Results of a call in which the person called was spoken to."""
ATTEMPTS, DAYS = 3, 2
"""So many attempts on so many days count as done (law 1.2)."""
REPORTER = "反映人"


def to_reporter(row: WorkOrder) -> str:
    """How a contact names the reporter of an order: by the order, never by the name."""
    return f"{REPORTER}（{row.order_no}）"[:80]


def attempts_of(row: WorkOrder, alone: bool, title: str = "") -> list[ContactAttempt]:
    """Contact attempts to the reporter of an order; `alone`: it is the lead's only order, so every one to a reporter. One statement."""
    query = select(ContactAttempt).where(ContactAttempt.proceeding_id == row.lead_id).order_by(ContactAttempt.at)
    names = {to_reporter(row)} | ({REPORTER, title} if alone else set())
    return [attempt for attempt in session.scalars(query) if attempt.to in names]


def tried_enough(attempts: list[ContactAttempt]) -> bool:
    """Three attempts on two days."""
    return len(attempts) >= ATTEMPTS and len({clock.day_of(a.at) for a in attempts}) >= DAYS


def _order(doing: Doing) -> WorkOrder | None:
    """The order whose reporter was called; None: somebody else was."""
    rows = orders_of([doing.proceeding.id])
    chosen = doing.facts.get("order")
    if chosen is not None:
        row = next((r for r in rows if r.id == int(chosen)), None)
        if row is None:
            raise Refused("order", "这件线索名下没有这件工单，请刷新后重选。")
        doing.facts["to"] = to_reporter(row)
        return row
    if len(rows) == 1 and doing.facts["to"] in {REPORTER, doing.proceeding.title}:
        return rows[0]
    return None


@handles("lead.note", "lead.first-contact")
def note(doing: Doing) -> None:
    """联系记录、首次联系."""
    doing.skip.update(("satisfy", rule) for rule in CALLS)
    row = _order(doing)
    if row is not None:
        doing.facts["order"] = row.id
    write_contact(doing)
    urgent_now(doing, list(doing.facts.get("urgency") or ()))
    if row is not None:
        count_contact(doing, row, doing.facts["at"], doing.facts["contact_result"])


def count_contact(doing: Doing, row: WorkOrder, at: datetime, result: str) -> bool:
    """What a contact does to the order's clocks and state; whether the reporter counts as contacted now."""
    doing.session.flush()
    sub = subject(row.id)
    reached = result in REACHED
    if row.contacted_at is not None and reached:
        doing.clocks.satisfy("hot-selfcall", at, subject=sub)
    alone = len(orders_of([doing.proceeding.id])) == 1
    if not reached and not tried_enough(attempts_of(row, alone, doing.proceeding.title)):
        return False
    doing.clocks.satisfy("hot-contact", at, subject=sub)
    doing.clocks.satisfy("nat-contact", at, subject=sub)
    row.contacted_at = row.contacted_at or at
    if row.state == "o-new":
        row.signed_at = at
        doing.clocks.satisfy("hot-sign", at, subject=sub)
        doing.clocks.satisfy("nat-sign", at, subject=sub)
    if row.state in {"o-new", "o-signed"}:
        row.state = "o-working"
    return True
