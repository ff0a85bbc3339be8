"""What changed meanwhile 变化: for the answer to a form that came too late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from arrears.access.models import AppUser
from arrears.access.viewer import Viewer
from arrears.cases.models import CaseEvent, Deadline, Proceeding
from arrears.db import session
from arrears.law.procedures import ACTS


@dataclass(frozen=True, slots=True)
class Change:
    """What somebody did while a form was open."""

    at: datetime
    who: str
    act: str


def version(proceeding_id: int) -> int:
    """The present version of a proceeding. One statement."""
    return int(session.scalar(select(Proceeding.version).where(Proceeding.id == proceeding_id)) or 0)


def since(viewer: Viewer, proceeding_id: int, seen: int) -> list[Change]:
    """Events after the version a person had seen, newest first. One statement."""
    rows = session.execute(
        select(CaseEvent.recorded_at, CaseEvent.act, CaseEvent.actor_id, AppUser.name)
        .outerjoin(AppUser, AppUser.id == CaseEvent.actor_id)
        .where(CaseEvent.proceeding_id == proceeding_id, CaseEvent.seen >= seen)
        .order_by(CaseEvent.seq.desc())
        .limit(20)
    )
    return [
        Change(at, "您" if actor == viewer.user_id else name or "系统", ACTS[act].label if act in ACTS else "期限重算")
        for at, act, actor, name in rows
    ]


def nearest(proceeding_id: int) -> tuple[str, datetime, bool] | None:
    """(title, due moment, is an instant) of the nearest running clock of ours. One statement."""
    row = session.execute(
        select(Deadline.title, Deadline.due_at, Deadline.is_instant)
        .where(Deadline.proceeding_id == proceeding_id, Deadline.closed_at.is_(None), Deadline.ours, Deadline.paused_since.is_(None))
        .order_by(Deadline.due_at, Deadline.id)
        .limit(1)
    ).first()
    return (row.title, row.due_at, row.is_instant) if row is not None else None
