"""Drafts of a session's record 笔录草稿: saved while typing, taken in by the act `session`. No event: nothing of the case changes.

Several windows: a form that has saved last (its `tab`) goes on saving; another one may only take over a version it has seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from arrears import clock
from arrears.access.viewer import Viewer
from arrears.db import HouseSession, session, writing
from arrears.mediation.models import MediationSession


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as a form begins with it."""

    id: int
    version: int
    held_at: datetime | None
    place: str
    attendance: list[dict[str, Any]]
    record: str
    outcome: str
    saved_at: datetime


class Elsewhere(Exception):
    """Another window has saved a version that this one has not seen; `draft` is that version."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        super().__init__(f"draft {draft.id} is at version {draft.version}")


def _query(proceeding_id: int) -> Any:
    return (
        select(MediationSession)
        .where(MediationSession.proceeding_id == proceeding_id, MediationSession.seq.is_(None))
        .order_by(MediationSession.id.desc())
        .limit(1)
    )


def _plain(row: MediationSession) -> Draft:
    return Draft(row.id, row.version, row.held_at, row.place, list(row.attendance or []), row.record, row.outcome, row.saved_at)


def current(proceeding_id: int) -> Draft | None:
    """The draft of a case, if there is one. One statement."""
    row = session.scalar(_query(proceeding_id))
    return _plain(row) if row is not None else None


def next_no(held: HouseSession, proceeding_id: int) -> int:
    """The number the next session gets."""
    last = held.scalar(select(func.max(MediationSession.no)).where(MediationSession.proceeding_id == proceeding_id))
    return int(last or 0) + 1


def claimable(held: HouseSession, proceeding_id: int, tab: str, seen: int) -> MediationSession | None:
    """The draft this window may write, None when there is none yet. Raises `Elsewhere`. Needs `writing()`."""
    row: MediationSession | None = held.scalar(_query(proceeding_id))
    if row is not None and row.tab != tab and row.version != seen:
        raise Elsewhere(_plain(row))
    return row


def save(viewer: Viewer, proceeding_id: int, tab: str, seen: int, values: Mapping[str, Any]) -> int:
    """Save what is typed; returns the version. `values`: held_at, place, attendance, record, outcome. Raises `Elsewhere`."""
    with writing() as held:
        row = claimable(held, proceeding_id, tab, seen)
        if row is None:
            row = MediationSession(proceeding_id=proceeding_id, no=next_no(held, proceeding_id), version=0, attendance=[])
            held.add(row)
        row.held_at, row.place = values["held_at"], str(values["place"] or "")[:120]
        row.attendance, row.record, row.outcome = list(values["attendance"]), values["record"] or "", values["outcome"] or ""
        row.saved_at, row.saved_by, row.tab = clock.now(), viewer.user_id, tab[:40]
        row.version += 1
        held.flush()
        return row.version
