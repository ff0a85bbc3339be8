"""Money under an order 督办金额: heads, 核实, 已付, 未付 of the matters it carries; five statements for any number of orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from sqlalchemy import func, select

from arrears.cases.models import Employment, Proceeding, ProceedingParty
from arrears.db import HouseSession
from arrears.money.models import Obligation
from arrears.supervision.models import SupervisedCase

ZERO = Decimal("0.00")
DECIDING = ("mediation", "arbitration", "inspection")
AGREED = ("m-agreed", "m-performing", "m-review", "m-confirmed", "m-breached")
"""States of an open mediation in which what is owed has been agreed."""
Figure = TypeVar("Figure", int, Decimal)


@dataclass(frozen=True, slots=True)
class Sums:
    """What an order is about in money. None: not known yet. `owed` is what has been agreed or decided."""

    workers: int | None
    claimed: Decimal | None
    verified: Decimal | None
    owed: Decimal | None
    undecided: Decimal
    """Verified dues of workers about whom nothing is agreed or decided yet, or only a part, while a case is open."""
    paid: Decimal
    all_closed: bool

    @property
    def base(self) -> Decimal | None:
        """What should be paid: what was agreed or decided, and for the workers who still wait the verified sum (else the claimed one)."""
        if self.owed is not None and (self.all_closed or self.verified is not None):
            return self.owed + (ZERO if self.all_closed else self.undecided)
        known = self.verified if self.verified is not None else self.claimed
        return known if known is not None else self.owed

    @property
    def unpaid(self) -> Decimal | None:
        """What is still open; None when no sum is known."""
        return None if self.base is None else max(ZERO, self.base - self.paid)


def of_orders(current: HouseSession, order_ids: Sequence[int]) -> Mapping[int, Sums]:
    """Sums by order. Five statements."""
    if not order_ids:
        return {}
    matters: dict[int, set[int]] = {i: set() for i in order_ids}
    for order, matter in current.execute(
        select(SupervisedCase.order_id, SupervisedCase.matter_id).where(SupervisedCase.order_id.in_(order_ids))
    ):
        matters[order].add(matter)
    every = sorted(set().union(*matters.values()))
    roster = {
        matter: (heads, verified)
        for matter, heads, verified in current.execute(
            select(Employment.matter_id, func.count(Employment.id), func.sum(Employment.verified))
            .where(Employment.matter_id.in_(every))
            .group_by(Employment.matter_id)
        )
    }
    owed = {
        matter: (amount, paid)
        for matter, amount, paid in current.execute(
            select(Obligation.matter_id, func.sum(Obligation.amount), func.sum(Obligation.paid))
            .where(Obligation.matter_id.in_(every), Obligation.voided_seq.is_(None))
            .group_by(Obligation.matter_id)
        )
    }
    waiting = _undecided(current, every)
    said: dict[int, list[tuple[int | None, Decimal | None, bool]]] = {}
    for matter, workers, amount, closed in current.execute(
        select(Proceeding.matter_id, Proceeding.workers, Proceeding.amount, Proceeding.closed_at).where(
            Proceeding.matter_id.in_(every), Proceeding.procedure != "supervision"
        )
    ):
        said.setdefault(matter, []).append((workers, amount, closed is not None))
    return {order: _sums(found, roster, owed, waiting, said) for order, found in matters.items()}


def _undecided(current: HouseSession, matters: Sequence[int]) -> dict[int, Decimal]:
    """Matter -> verified dues beyond what is agreed or decided: of workers without an obligation, and of parties to a case that still runs.

    A mediation that came to an agreement no longer runs for this, though it stays open until it is paid.
    """
    decided = (
        select(func.coalesce(func.sum(Obligation.amount), 0))
        .where(Obligation.worker_id == Employment.party_id, Obligation.voided_seq.is_(None))
        .correlate(Employment)
        .scalar_subquery()
    )
    runs = (
        select(ProceedingParty.id)
        .join(Proceeding, Proceeding.id == ProceedingParty.proceeding_id)
        .where(
            ProceedingParty.party_id == Employment.party_id, ProceedingParty.left_on.is_(None), Proceeding.closed_at.is_(None),
            Proceeding.procedure.in_(DECIDING), Proceeding.state.not_in(AGREED),
        )
        .correlate(Employment)
    )  # fmt: skip
    query = (
        select(Employment.matter_id, func.sum(Employment.verified - decided))
        .where(Employment.matter_id.in_(matters), Employment.verified > decided, (decided == 0) | runs.exists())
        .group_by(Employment.matter_id)
    )
    return {matter: amount for matter, amount in current.execute(query) if amount}


def _sums(
    matters: set[int],
    roster: Mapping[int, tuple[int, Decimal | None]],
    owed: Mapping[int, tuple[Decimal, Decimal]],
    waiting: Mapping[int, Decimal],
    said: Mapping[int, list[tuple[int | None, Decimal | None, bool]]],
) -> Sums:
    workers = [_most([w for w, _, _ in said.get(m, ())], roster[m][0] if m in roster else None) for m in matters]
    claimed = [_most([a for _, a, _ in said.get(m, ())], None) for m in matters]
    verified = [roster[m][1] for m in matters if m in roster]
    decided = [owed[m] for m in matters if m in owed]
    return Sums(
        workers=_total(workers),
        claimed=_total(claimed),
        verified=_total(verified),
        owed=_total([amount for amount, _ in decided]),
        undecided=sum((waiting.get(m, ZERO) for m in matters), ZERO),
        paid=sum((paid or ZERO for _, paid in decided), ZERO),
        all_closed=all(closed for m in matters for _, _, closed in said.get(m, ())),
    )


def _most(told: Sequence[Figure | None], counted: Figure | None) -> Figure | None:
    """The roster's count where there is one, else the largest figure that a proceeding of the matter gives."""
    known = [value for value in told if value is not None]
    return counted or (max(known) if known else None)


def _total(values: Sequence[Figure | None]) -> Figure | None:
    known = [value for value in values if value is not None]
    return sum(known[1:], known[0]) if known else None
