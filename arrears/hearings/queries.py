"""Reads of hearings: rooms with what is booked in them, the hearings of a day. Plain rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, exists, select

from arrears import clock
from arrears.cases.models import Proceeding
from arrears.db import session
from arrears.hearings.models import Courtroom, Hearing
from arrears.law import codes


@dataclass(frozen=True, slots=True)
class Booked:
    """One booking of a room."""

    at: datetime
    until: datetime
    number: str


@dataclass(frozen=True, slots=True)
class RoomOn:
    """A room and what is booked in it on a day."""

    name: str
    booked: tuple[Booked, ...]

    @property
    def words(self) -> str:
        """第一仲裁庭：14:00–16:00 已排…; or that it is free."""
        taken = "；".join(f"{b.at:%H:%M}–{b.until:%H:%M} 已排 {b.number}" for b in self.booked)
        return taken or "全天空着"


def rooms(body_id: int) -> list[str]:
    """Names of the open rooms of a body. One statement."""
    query = select(Courtroom.name).where(Courtroom.body_id == body_id, Courtroom.closed_at.is_(None)).order_by(Courtroom.id)
    return list(session.scalars(query))


def rooms_on(body_id: int, day: date) -> list[RoomOn]:
    """The body's rooms on a day, with what is booked. Two statements."""
    return rooms_on_days({(body_id, day)})[(body_id, day)]


def rooms_on_days(days: set[tuple[int, date]]) -> dict[tuple[int, date], list[RoomOn]]:
    """Rooms of bodies on days, (body, day) by (body, day). Two statements, however many days."""
    if not days:
        return {}
    bodies = {body for body, _ in days}
    first, last = min(day for _, day in days), max(day for _, day in days)
    rows = session.execute(
        select(Hearing.room_id, Hearing.at, Hearing.until, Proceeding.number)
        .join(Proceeding, Proceeding.id == Hearing.proceeding_id)
        .where(Hearing.body_id.in_(bodies), Hearing.state == "planned", Hearing.at >= clock.at(first), Hearing.at < clock.end_of(last))
        .order_by(Hearing.at)
    ).all()
    known = session.scalars(
        select(Courtroom).where(Courtroom.body_id.in_(bodies), Courtroom.closed_at.is_(None)).order_by(Courtroom.id)
    ).all()
    return {
        (body, day): [
            RoomOn(room.name, tuple(Booked(r.at, r.until, r.number) for r in rows if r.room_id == room.id and r.at.date() == day))
            for room in known
            if room.body_id == body
        ]
        for body, day in days
    }


def sits_on(day: date) -> ColumnElement[bool]:
    """Whether a case has a hearing on a day: planned, or held already."""
    return exists().where(
        Hearing.proceeding_id == Proceeding.id, Hearing.state.in_(["planned", "held"]), Hearing.at >= clock.at(day),
        Hearing.at < clock.end_of(day),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sitting:
    """A hearing of a day."""

    id: int
    case_id: int
    no: int
    at: datetime
    until: datetime
    room: str
    mode: str
    seq: int
    held: bool


def of_day(ids: Sequence[int], day: date) -> list[Sitting]:
    """Hearings of these cases on a day, by time. One statement."""
    rows = session.execute(
        select(Hearing, Courtroom.name)
        .join(Courtroom, Courtroom.id == Hearing.room_id)
        .where(Hearing.proceeding_id.in_(ids), Hearing.state.in_(["planned", "held"]))
        .where(Hearing.at >= clock.at(day), Hearing.at < clock.end_of(day))
        .order_by(Hearing.at, Hearing.id)
    )
    return [
        Sitting(h.id, h.proceeding_id, h.no, h.at, h.until, room, codes.label("hearing_mode", h.mode), h.seq, h.state == "held")
        for h, room in rows
    ]


@dataclass(frozen=True, slots=True)
class Draft:
    """The record of a planned hearing as it was saved last."""

    hearing_id: int
    no: int
    at: datetime
    until: datetime
    room: str
    text: str
    saved_at: datetime | None


def draft_of(proceeding_id: int) -> Draft | None:
    """The planned hearing with its saved record. One statement."""
    row = session.execute(
        select(Hearing, Courtroom.name)
        .join(Courtroom, Courtroom.id == Hearing.room_id)
        .where(Hearing.proceeding_id == proceeding_id, Hearing.state == "planned")
        .order_by(Hearing.id.desc())
    ).first()
    if row is None:
        return None
    hearing, room = row
    return Draft(hearing.id, hearing.no, hearing.at, hearing.until, room, hearing.record, hearing.saved_at)


def last_room(proceeding_id: int) -> str:
    """The room of the latest hearing; empty before one was planned. One statement."""
    query = (
        select(Courtroom.name)
        .join(Hearing, Hearing.room_id == Courtroom.id)
        .where(Hearing.proceeding_id == proceeding_id)
        .order_by(Hearing.id.desc())
        .limit(1)
    )
    return session.scalar(query) or ""
