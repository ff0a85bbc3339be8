"""Reads of 全部案件: one page of every proceeding a person may see, open or closed, by procedure, state, body and period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import ColumnElement, bindparam, select

from arrears import clock
from arrears.access.models import Body
from arrears.access.viewer import Viewer
from arrears.cases import calendar, clockcards, visibility
from arrears.cases.clocks import FAR
from arrears.cases.models import Deadline, Proceeding
from arrears.cases.visibility import Cursor, Head
from arrears.db import session
from arrears.law.procedures import PROCEDURES
from arrears.web import zh
from arrears.web.shapes import Light

SIZE = 50
PERIOD_DAYS = 90
"""A list over closed cases has a period; this long when none is chosen."""
WHICH = {"open": "在办", "closed": "已办结", "all": "全部"}
"""Tab -> label. Open ones: least time left first; the others: newest first."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; empty: everything. `since` and `until`: days of closing, or of opening where open ones are in."""

    which: str = "open"
    procedure: str = ""
    state: str = ""
    body: int = 0
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A case in the list."""

    id: int
    light: Light | None
    until: str
    number: str
    procedure: str
    title: str
    against: str
    place: str
    workers: int | None
    amount: Decimal | None
    state: str
    owner: str
    received_at: datetime
    late: bool


@dataclass(frozen=True, slots=True)
class Page:
    """One page and the key of the next."""

    rows: Sequence[Row]
    after: Cursor | None


def procedures_of(filters: Filters) -> Sequence[str]:
    """The procedures asked for."""
    return (filters.procedure,) if filters.procedure else tuple(PROCEDURES)


def _conditions(filters: Filters) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if filters.state:
        found.append(Proceeding.state == filters.state)
    if filters.body:
        found.append(Proceeding.body_id == filters.body)
    if filters.which == "closed":
        since = filters.since or (clock.today() - timedelta(days=PERIOD_DAYS))
        found.append(Proceeding.closed_at >= clock.at(since))
        if filters.until is not None:
            found.append(Proceeding.closed_at < clock.end_of(filters.until))
    else:
        if filters.since is not None:
            found.append(Proceeding.opened_at >= clock.at(filters.since))
        if filters.until is not None:
            found.append(Proceeding.opened_at < clock.end_of(filters.until))
    return found


def page(viewer: Viewer, filters: Filters, after: Cursor | None, size: int = SIZE) -> Page:
    """One page. Four statements, however many cases there are."""
    by_due = filters.which == "open"
    ids = visibility.page(
        viewer, "case.read", procedures_of(filters), where=_conditions(filters), by_due=by_due, open_only=by_due, after=after, limit=size
    )
    heads = visibility.heads(ids[:size])
    more = len(ids) > size
    last = heads[-1] if heads else None
    following: Cursor | None = None
    if more and last is not None:
        following = (last.next_due_at, last.id) if by_due else (last.id, last.id)
    return Page(_rows(heads), following)


def count(viewer: Viewer, filters: Filters) -> int:
    """How many open ones there are, up to 999+. One statement."""
    narrowed = Filters("open", filters.procedure, filters.state, filters.body)
    return visibility.count(viewer, "case.read", procedures_of(narrowed), where=_conditions(narrowed))


def _rows(heads: Sequence[Head]) -> list[Row]:
    now = clock.now()
    lit = _lights([head.id for head in heads if head.is_open and head.next_due_at != FAR])
    return [
        Row(
            head.id, *lit.get(head.id, (None, ""))[:2], head.number, PROCEDURES[head.procedure].label, head.title, head.against, head.place,
            head.workers, head.amount, head.state_label, head.owner_name, head.received_at, head.is_open and head.next_due_at <= now,
        )
        for head in heads
    ]  # fmt: skip


_CLOCK, _BODY, _CASE = Deadline.__table__.c, Body.__table__.c, Proceeding.__table__.c
_NEAREST = (
    select(*clockcards.LIT)
    .join_from(
        Proceeding.__table__, Deadline.__table__, (_CLOCK.proceeding_id == _CASE.id) & (_CLOCK.due_at == _CASE.next_due_at)
    )
    .where(_CASE.id.in_(bindparam("ids", expanding=True)), _CLOCK.closed_at.is_(None), _CLOCK.ours)
)  # fmt: skip
"""The clocks by which cases stand where they stand, and no others. Unsorted: asked for in order, the database may walk all open clocks
of the house to save itself the sorting of fifty."""


def _lights(ids: Sequence[int]) -> dict[int, tuple[Light, str]]:
    """The light of the nearest clock of ours of each case, and its due day. Two statements."""
    if not ids:
        return {}
    due = sorted(session.execute(_NEAREST, {"ids": list(ids)}), key=lambda row: row.id, reverse=True)
    nearest = {row.proceeding_id: row for row in due}
    in_force, now = calendar.in_force(), clock.now()
    return {
        key: (clockcards.light_of(row, in_force, now), zh.md_time(row.due_at) if row.is_instant else zh.md_short(row.due_on))
        for key, row in nearest.items()
        if row.due_on is not None
    }


_BODIES = select(_BODY.id, _BODY.name).where(_BODY.closed_at.is_(None)).order_by(_BODY.district_id, _BODY.id)
_OWN_BODIES = _BODIES.where(_BODY.id.in_(bindparam("ids", expanding=True)))


def bodies(viewer: Viewer) -> list[tuple[int, str]]:
    """Bodies to choose from: those whose cases the person may see; empty where there is but one. One statement."""
    own = {"ids": sorted(viewer.below | {viewer.body_id})}
    rows = session.execute(_BODIES) if viewer.is_city else session.execute(_OWN_BODIES, own)
    found = [(row.id, row.name) for row in rows]
    return found if len(found) > 1 else []
