"""Reads of the calendar: a year as it is counted, editions, what a new year would move, what a recheck moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from arrears.access.models import AppUser
from arrears.access.viewer import Viewer
from arrears.admin.calendar.reading import YearRead
from arrears.admin.models import Recheck, RecheckMove
from arrears.cases import calendar
from arrears.cases.outcomes import Gone
from arrears.cases.recheck import would_move
from arrears.cases.transitions import Shift
from arrears.db import session

SHOWN = 200
"""Lines of a list of moves on one page."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days off that follow one another under one name, or one make-up workday."""

    name: str
    first: date
    last: date
    days: int


@dataclass(frozen=True, slots=True)
class YearPage:
    """A year of the calendar in force."""

    year: int
    loaded: bool
    notice: str
    off: Sequence[Span]
    work: Sequence[date]


@dataclass(frozen=True, slots=True)
class RecheckRow:
    """One recheck with what it moved."""

    id: int
    reason: str
    by: str
    made: datetime
    due: datetime
    done: datetime | None
    looked_at: int
    moved: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What a new year would move. `whole`: every open clock was looked at."""

    shifts: Sequence[Shift]
    total: int
    whole: bool
    off: Sequence[Span]
    work: Sequence[date]


def spans(off: Mapping[date, str]) -> list[Span]:
    """Days off put together where they follow one another."""
    found: list[Span] = []
    for day in sorted(off):
        last = found[-1] if found else None
        if last is not None and last.name == off[day] and last.last + timedelta(days=1) == day:
            found[-1] = Span(last.name, last.first, day, last.days + 1)
        else:
            found.append(Span(off[day], day, day, 1))
    return found


def year(number: int) -> YearPage:
    """A year as the house counts with it. At most two statements."""
    in_force = calendar.in_force()
    days = {day: one for day, one in in_force.special.items() if day.year == number}
    off = {day: one.festival for day, one in days.items() if one.off}
    work = sorted(day for day, one in days.items() if not one.off)
    return YearPage(number, number in in_force.loaded, in_force.notices.get(number, ""), spans(off), work)


def preview(read: YearRead) -> Preview:
    """What the days of a year would move. Reads open clocks in chunks; writes nothing. Raises ValueError for days that cannot be."""
    other = calendar.in_force().with_year(read.year, off=read.off, makeup=read.work, notice="")
    shifts, whole = would_move(other)
    return Preview(shifts[:SHOWN], len(shifts), whole, spans(read.off), sorted(read.work))


def rechecks(limit: int = 20) -> list[RecheckRow]:
    """The last rechecks, newest first. Two statements."""
    rows = session.execute(
        select(Recheck, AppUser.name).outerjoin(AppUser, AppUser.id == Recheck.made_by).order_by(Recheck.id.desc()).limit(limit)
    ).all()
    ids = [row.id for row, _ in rows]
    query = select(RecheckMove.recheck_id, func.count()).where(RecheckMove.recheck_id.in_(ids)).group_by(RecheckMove.recheck_id)
    moved = dict(session.execute(query).all())
    return [
        RecheckRow(row.id, row.reason, name or "系统", row.made_at, row.due_at, row.done_at, row.looked_at, moved.get(row.id, 0))
        for row, name in rows
    ]


def moves(viewer: Viewer, recheck_id: int) -> tuple[RecheckRow, list[Shift]]:
    """One recheck and what it moved in the bodies in reach. Three statements. Raises `Gone`."""
    row = session.get(Recheck, recheck_id)
    if row is None:
        raise Gone(recheck_id)
    query = select(RecheckMove).where(RecheckMove.recheck_id == recheck_id)
    if not viewer.is_city:
        query = query.where(RecheckMove.body_id.in_(viewer.below | {viewer.body_id}))
    found = session.scalars(query.order_by(RecheckMove.to_on, RecheckMove.deadline_id).limit(SHOWN * 5)).all()
    shifts = [Shift(m.deadline_id, m.proceeding_id, m.body_id, m.number, m.title, m.owner_id, m.from_on, m.to_on) for m in found]
    by = session.scalar(select(AppUser.name).where(AppUser.id == row.made_by)) or "系统"
    return RecheckRow(row.id, row.reason, by, row.made_at, row.due_at, row.done_at, row.looked_at, len(shifts)), shifts
