"""Leads that nobody typed here 外来线索: sent by a platform, read from a file, filed by a worker himself.

One way in for all of them: the act `lead.register`, the source's own number as the guard against a second copy, and an owner from
the first minute. Asked by: api, portal, intake.imports.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.exc import IntegrityError

from arrears import clock
from arrears.access.models import AppUser, Body, Membership
from arrears.access.policy import NotAllowed
from arrears.access.viewer import Viewer
from arrears.cases import together, transitions
from arrears.cases.models import Proceeding
from arrears.cases.opening import Opening
from arrears.cases.outcomes import Outcome
from arrears.db import session
from arrears.intake.models import WorkOrder
from arrears.law.refusal import Refused


@dataclass(frozen=True, slots=True)
class Known:
    """An order the house has: where it hangs and whose it is."""

    order_id: int
    lead_id: int
    body_id: int
    lead_number: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an order that came in. `known`: it was here before, nothing was added; `repeated`: by this very token."""

    order_id: int
    """0 where nobody asked (`take_in_each`)."""
    lead_id: int
    known: bool
    repeated: bool = False


def known_order(source: str, order_no: str) -> Known | None:
    """The order of this number from this source. One statement."""
    row = session.execute(
        select(WorkOrder.id, WorkOrder.lead_id, WorkOrder.body_id, Proceeding.number)
        .join(Proceeding, Proceeding.id == WorkOrder.lead_id)
        .where(WorkOrder.source == source, WorkOrder.order_no == order_no)
    ).first()
    return Known(row.id, row.lead_id, row.body_id, row.number) if row is not None else None


def clerk_loads(body_id: int) -> dict[int, int]:
    """Who may own a lead of a body -> how many open leads each owns: its clerks, else its heads, else those of the body above it.

    So a lead has an owner while anybody of the house is in post. Two statements, and two for each body nobody works in.
    """
    asked: int | None = body_id
    people: set[int] = set()
    while asked is not None and not people:
        people = _in_post(asked)
        if not people:
            asked = session.scalar(select(Body.parent_id).where(Body.id == asked))
    if not people:
        return {}
    query = (
        select(Proceeding.owner_id, func.count())
        .where(Proceeding.owner_id.in_(people), Proceeding.closed_at.is_(None), Proceeding.procedure == "lead")
        .group_by(Proceeding.owner_id)
    )
    return dict.fromkeys(people, 0) | {owner: int(n) for owner, n in session.execute(query) if owner is not None}


def _in_post(body_id: int) -> set[int]:
    """Clerks of a body today, else its heads. One statement."""
    today = clock.today()
    rows = session.execute(
        select(Membership.user_id, Membership.role)
        .join(AppUser, AppUser.id == Membership.user_id)
        .where(Membership.body_id == body_id, Membership.role.in_(["IC", "SU"]), Membership.since <= today)
        .where(or_(Membership.until.is_(None), Membership.until >= today), AppUser.closed_at.is_(None))
    ).all()
    return {row.user_id for row in rows if row.role == "IC"} or {row.user_id for row in rows}


def least_loaded(loads: dict[int, int]) -> int | None:
    """Whose lead the next one becomes, counted into `loads`; None where the body has nobody (the lead is then the body's)."""
    if not loads:
        return None
    chosen = min(loads, key=lambda user: (loads[user], user))
    loads[chosen] += 1
    return chosen


def body_of_place(place: str) -> int | None:
    """The district body of a place, else the city's: a lead never stays without a body. One statement."""
    rows = session.execute(
        select(Body.id, Body.kind, Body.district_id).where(Body.closed_at.is_(None), Body.kind.in_(["district", "city"])).order_by(Body.id)
    ).all()
    own = next((row.id for row in rows if row.kind == "district" and row.district_id == place), None)
    return own or next((row.id for row in rows if row.kind == "city"), None)


def _order_on(lead_id: int, source: str) -> int:
    """The newest order of a lead from this source: the one just written."""
    query = select(WorkOrder.id).where(WorkOrder.lead_id == lead_id, WorkOrder.source == source).order_by(WorkOrder.id.desc()).limit(1)
    return int(session.scalars(query).one())


def take_in(
    viewer: Viewer, facts: Mapping[str, Any], *, token: str, owner_id: int | None, body_id: int, received_at: datetime
) -> Taken:
    """Register an order as a lead of its own; one that is known adds nothing. Raises `Refused`, `policy.NotAllowed`."""
    source, number = str(facts["source"]), str(facts["order_no"])
    try:
        done = transitions.begin(
            "lead.register", viewer,
            token=token, facts=facts, body_id=body_id, owner_id=owner_id, received_at=received_at,
        )  # fmt: skip
        return Taken(_order_on(done.proceeding_id, source), done.proceeding_id, done.repeated, done.repeated)
    except (Refused, IntegrityError):
        session.rollback()
        known = known_order(source, number)  # the number is known, or another process was first
        if known is None:
            raise
    return Taken(known.order_id, known.lead_id, True)


Came = Taken | Refused | NotAllowed
"""What came of one of several orders: taken in (or known), or why not."""


def take_in_each(
    viewer: Viewer, orders: Sequence[Opening], *, settle: Callable[[Sequence[Came]], None], seconds: float
) -> int:
    """`take_in` for several orders in one transaction, until `seconds` are over; how many were tried, at least one.

    `settle` gets what came of each last in the transaction. Raises what nobody foresaw; then nothing was written, and they are tried
    one by one (`take_in`).
    """

    def settled(results: Sequence[tuple[Opening, together.Result]]) -> None:
        settle([_came(order, result) for order, result in results])

    return together.begin_each("lead.register", viewer, orders, settle=settled, seconds=seconds)


def _came(order: Opening, result: together.Result) -> Came:
    if isinstance(result, Outcome):
        return Taken(0, result.proceeding_id, result.repeated, result.repeated)
    if isinstance(result, NotAllowed):
        return result
    known = known_order(str(order.facts["source"]), str(order.facts["order_no"]))
    if known is not None:
        return Taken(known.order_id, known.lead_id, True)
    if isinstance(result, Refused):
        return result
    raise result
