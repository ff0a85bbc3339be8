"""What belongs together 并案和同班组: the leads merged into one, however deep, and the leads of one group with what they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import bindparam, select

from arrears import db
from arrears.access.viewer import Viewer
from arrears.cases import visibility
from arrears.cases.models import Proceeding
from arrears.cases.outcomes import Gone
from arrears.cases.visibility import Head
from arrears.db import session
from arrears.intake.models import Lead

MOST = 200
"""Leads of one group that are followed; a larger gang comes as a roster."""
_MERGED = select(Lead.proceeding_id).where(Lead.merged_into.in_(bindparam("level", expanding=True)))
_EXTRAS = select(Lead.extra).where(Lead.proceeding_id.in_(bindparam("level", expanding=True)))


def merged_into(lead_id: int) -> list[int]:
    """The leads merged into this one, and those merged into them before. One statement a level, nearly always one; asked once a page."""
    return list(db.once(("merged into", lead_id), lambda: tuple(_merged_into(lead_id))))


def _merged_into(lead_id: int) -> list[int]:
    found: list[int] = []
    level = [lead_id]
    while level:
        level = [i for i in session.scalars(_MERGED, {"level": level}) if i not in found]
        found += level
    return found


def group_of(lead_id: int) -> list[int]:
    """The other leads of the group, by the links 同班组 in either direction, in their order. One statement a level."""
    found, level = {lead_id}, {lead_id}
    while level and len(found) < MOST:
        extras = session.scalars(_EXTRAS, {"level": list(level)}).all()
        level = {int(i) for extra in extras for i in extra.get("group", ())} - found
        found |= level
    return sorted(found - {lead_id})


@dataclass(frozen=True, slots=True)
class Group:
    """A lead with the others of its group: who they are, and the sums of all that told one."""

    others: Sequence[Head]
    workers: int
    amount: Decimal
    untold: int
    """Leads that told no sum: the total is at least so much."""


def group(viewer: Viewer, lead_id: int) -> Group | None:
    """The group of a lead as this person may see it; None without one. Two statements for each lead of it."""
    others = []
    for other in group_of(lead_id):
        try:
            others.append(visibility.head(viewer, other))
        except Gone:
            continue
    if not others:
        return None
    ids = [lead_id, *(head.id for head in others)]
    told = session.execute(select(Proceeding.workers, Proceeding.amount).where(Proceeding.id.in_(ids))).all()
    sums = [row.amount for row in told if row.amount is not None]
    return Group(others, sum(row.workers or 1 for row in told), sum(sums, Decimal(0)), len(told) - len(sums))
