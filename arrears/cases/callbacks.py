"""Call-backs 回访: which workers said that their money came, and which last said it did not.

A case closed as paid and an order's release rest on it (law 6; 5.3). A call by the handler of the case does not count; several names may
stand in one entry, divided by 、 or a comma; a person's last word holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from arrears.cases import ledger
from arrears.cases.models import CaseEvent
from arrears.db import HouseSession

NAMES = re.compile("[、，,]")


@dataclass(frozen=True, slots=True)
class Said:
    """Names whose last word was that all is paid, and names who last said it is not, or in part."""

    paid: frozenset[str]
    against: frozenset[str]


def said(current: HouseSession, owners: Mapping[int, int | None]) -> Said:
    """What the workers of these cases said; `owners`: case -> its handler. One statement, and one per case with call-backs."""
    query = (
        select(CaseEvent.proceeding_id, CaseEvent.seq, CaseEvent.actor_id, CaseEvent.recorded_at)
        .where(CaseEvent.proceeding_id.in_(owners), CaseEvent.act.like("%.call-back"))
        .order_by(CaseEvent.recorded_at, CaseEvent.seq)
    )
    by_case: dict[int, list[int]] = {}
    order: list[tuple[datetime, int, int]] = []
    for case_id, seq, actor, at in current.execute(query):
        if actor != owners[case_id]:
            by_case.setdefault(case_id, []).append(seq)
            order.append((at, case_id, seq))
    facts: dict[tuple[int, int], dict[str, Any]] = {
        (case_id, seq): told for case_id, seqs in by_case.items() for seq, told in ledger.facts_of(case_id, seqs).items()
    }
    last: dict[str, str] = {}
    for _, case_id, seq in sorted(order):
        told = facts.get((case_id, seq), {})
        last.update({name.strip(): str(told.get("result", "")) for name in NAMES.split(str(told.get("worker", ""))) if name.strip()})
    return Said(
        frozenset(name for name, result in last.items() if result == "paid"),
        frozenset(name for name, result in last.items() if result in {"not_paid", "partly"}),
    )
