"""The clerk's list 待归档: closed cases that are not filed away, with what is still lacking (practice.md 3.3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from arrears import clock
from arrears.access.viewer import Viewer
from arrears.arbitration.models import Arbitration, Award
from arrears.arbitration.queries import desk
from arrears.cases import calendar, visibility
from arrears.cases.models import Proceeding
from arrears.cases.visibility import Head
from arrears.db import session
from arrears.documents.models import Document
from arrears.law import codes, deadlines

MOST = 100
SHEET = "arb-closing-approval"


@dataclass(frozen=True, slots=True)
class ToFile:
    """A closed case on its way to the archive. `due`: thirty days after it closed, or its award took effect; None: not in force yet."""

    head: Head
    mode: str
    closed_on: date
    effective_on: date | None
    due: date | None
    late: bool
    lacking: tuple[str, ...]


def waiting(viewer: Viewer) -> list[ToFile]:
    """Closed cases of this person's that are not filed, the nearest day first. Six statements."""
    where = [Proceeding.closed_at.is_not(None), Proceeding.archived_at.is_(None)]
    ids = visibility.page(viewer, desk.ACT, ["arbitration"], where=where, open_only=False, limit=MOST)[:MOST]
    if not ids:
        return []
    own = {a.proceeding_id: a for a in session.scalars(select(Arbitration).where(Arbitration.proceeding_id.in_(ids)))}
    awards: dict[int, list[Award]] = {}
    for award in session.scalars(select(Award).where(Award.proceeding_id.in_(ids), Award.kind != "advance")):
        awards.setdefault(award.proceeding_id, []).append(award)
    signed = select(Document.proceeding_id).where(Document.kind == SHEET, Document.voided_at.is_(None))
    sheets = set(session.scalars(signed.where(Document.proceeding_id.in_(ids))))
    unserved = desk.unserved_counts(ids)
    rows = [
        _row(head, own[head.id], awards.get(head.id, []), len(unserved.get(head.id, [])), head.id in sheets)
        for head in visibility.heads(ids)
        if head.id in own and head.closed_at is not None
    ]
    return sorted(rows, key=lambda row: (row.due is None, row.due or row.closed_on, row.head.id))


def _row(head: Head, own: Arbitration, awards: Sequence[Award], unserved: int, sheet: bool) -> ToFile:
    assert head.closed_at is not None
    closed_on = clock.day_of(head.closed_at)
    days = [a.effective_on for a in awards]
    pending = any(day is None for day in days)
    effective = max((day for day in days if day is not None), default=None) if not pending else None
    begun = None if pending else max(closed_on, effective) if effective else closed_on
    found = deadlines.due("arch-file", begun, calendar=calendar.in_force()).due if begun is not None else None
    due = clock.day_of(found) if found is not None else None
    lacking = [
        *(["裁决书、调解书还没有生效"] if pending else []),
        *([f"{unserved} 份没有送达记录"] if unserved else []),
        *([] if sheet else ["没有结案审批表"]),
    ]
    mode = codes.codes("closing_mode").get(own.closing_mode, head.state_label)
    return ToFile(head, mode, closed_on, effective, due, due is not None and due < clock.today(), tuple(lacking))
