"""Reads of bodies: the list, one body, its series and the register of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from arrears import clock, numbering
from arrears.access.models import Body, Membership
from arrears.access.viewer import Viewer
from arrears.admin import scope
from arrears.cases.numbers import SERIES, written
from arrears.db import session
from arrears.web import keyset

KINDS = {"city": "市级", "district": "区级", "station": "调解站"}
SERIES_TITLES: Mapping[str, str] = {
    "lead": "线索登记号", "调": "调解案号", "仲": "仲裁案号", "监案": "监察案号", "督提": "督办提请号", "督": "督办令号", "函": "函件号",
    "审": "仲裁审查号",
}  # fmt: skip
"""Series that are drawn -> what people call the number."""
DEMANDED: Mapping[str, tuple[str, ...]] = {
    "station": ("centre", "address", "phone"),
    "body": ("commission", "centre", "bureau", "address", "phone", "sue_court"),
}
"""Lines of the letterhead without which a paper has a hole."""
assert set(SERIES.values()) <= set(SERIES_TITLES)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list 机构."""

    id: int
    code: str
    name: str
    kind: str
    district: str
    letter: str
    people: int
    missing: int
    """Lines of the letterhead that are empty."""
    closed: bool


@dataclass(frozen=True, slots=True)
class BodyPage:
    """One body with its letterhead."""

    id: int
    code: str
    name: str
    kind: str
    district: str
    letter: str
    parent: str
    letterhead: Mapping[str, Any]
    closed: datetime | None


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """One series of a body in a year. `next_text`: how the next number will read."""

    series: str
    title: str
    year: int
    start: int
    last: int
    issued: int
    gaps: Sequence[int]
    next_text: str


@dataclass(frozen=True, slots=True)
class Issued:
    """One line of the register of numbers."""

    id: int
    n: int
    text: str
    used_for: str
    at: datetime


def rows(viewer: Viewer) -> list[Row]:
    """The bodies in reach with how many people work there today. Three statements."""
    order = [body_id for body_id, _ in scope.bodies(viewer, with_closed=True)]
    today = clock.today()
    people = dict(
        session.execute(
            select(Membership.body_id, func.count(func.distinct(Membership.user_id)))
            .where(Membership.since <= today, or_(Membership.until.is_(None), Membership.until >= today))
            .group_by(Membership.body_id)
        ).all()
    )
    found = {body.id: body for body in session.scalars(select(Body).where(Body.id.in_(order)))}
    return [
        Row(b.id, b.code, b.name, KINDS.get(b.kind, b.kind), b.district_id, b.letter, people.get(b.id, 0), _missing(b), bool(b.closed_at))
        for b in (found[i] for i in order)
    ]  # fmt: skip


def _missing(body: Body) -> int:
    head = body.letterhead or {}
    return sum(1 for key in DEMANDED["station" if body.kind == "station" else "body"] if not head.get(key))


def body(viewer: Viewer, body_id: int) -> BodyPage:
    """One body. Two statements. Raises `Gone`."""
    row = scope.demand_body(viewer, body_id)
    parent = session.get(Body, row.parent_id) if row.parent_id else None
    return BodyPage(
        row.id,
        row.code,
        row.name,
        row.kind,
        row.district_id,
        row.letter,
        parent.name if parent else "",
        dict(row.letterhead or {}),
        row.closed_at,
    )


def parents(viewer: Viewer) -> list[tuple[int, str]]:
    """Districts (and the city) in reach, under which a station may be made. Two statements."""
    reach = scope.bodies(viewer)
    kinds = dict(session.execute(select(Body.id, Body.kind).where(Body.id.in_([i for i, _ in reach]))).all())
    return [(i, name) for i, name in reach if kinds[i] != "station"]


def series(viewer: Viewer, body_id: int, year: int) -> list[SeriesRow]:
    """Every series of a body in a year, used or not. Two statements and two for each series in use. Raises `Gone`."""
    row = scope.demand_body(viewer, body_id)
    known = {
        s.series: s
        for s in session.scalars(
            select(numbering.NumberSeries).where(numbering.NumberSeries.body_id == body_id, numbering.NumberSeries.year == year)
        )
    }
    counts = dict(
        session.execute(
            select(numbering.NumberIssued.series, func.count())
            .where(numbering.NumberIssued.body_id == body_id, numbering.NumberIssued.year == year)
            .group_by(numbering.NumberIssued.series)
        ).all()
    )
    found = []
    for code in dict.fromkeys((*SERIES_TITLES, *known)):
        counter = known.get(code)
        start, last = (counter.start, counter.last) if counter else (1, 0)
        gaps = numbering.gaps(body_id, code, year) if counts.get(code) else []
        title = SERIES_TITLES.get(code, code)
        found.append(SeriesRow(code, title, year, start, last, counts.get(code, 0), gaps, written(row, code, year, last + 1)))
    return found


def register(viewer: Viewer, body_id: int, series_code: str, year: int, after: str | None) -> keyset.Page[Issued]:
    """The register of one series, newest first. Two statements. Raises `Gone`."""
    scope.demand_body(viewer, body_id)
    issued = numbering.NumberIssued
    cursor = keyset.read(after, (int,))
    query = select(issued).where(issued.body_id == body_id, issued.series == series_code, issued.year == year)
    beyond = keyset.beyond(cursor, [issued.n], descending=True)
    if beyond is not None:
        query = query.where(beyond)
    found = session.scalars(query.order_by(*keyset.ordered(cursor, [issued.n], descending=True)).limit(keyset.SIZE + 1)).all()
    lines = [Issued(r.id, r.n, r.text, r.used_for, r.issued_at) for r in found]
    return keyset.page(lines, cursor, lambda line: (line.n,))
