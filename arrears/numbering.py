"""Number series 编号: gapless numbers drawn in the transaction of the issuing act (documents.md 3).

One counter row per body, series and year, locked by its UPDATE; drawn last in a transaction and in key order, so that two acts
never wait for each other crosswise. A number that was drawn is never used again; a failed act gives it back by rolling back.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Index, Integer, String, UniqueConstraint, bindparam, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from arrears import clock, db
from arrears.db import Base, Code, Id, Instant, require_writing, table_of


class NumberSeries(Base):
    """The counter of one series: `last` is the last number drawn; `start` the first to be drawn (an office may begin at 418)."""

    __tablename__ = "number_series"
    body_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    series: Mapped[str] = mapped_column(Code, primary_key=True)
    year: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    start: Mapped[int] = mapped_column(Integer, default=1)
    last: Mapped[int] = mapped_column(Integer, default=0)


class NumberIssued(Base):
    """Each number drawn, with what it was drawn for: the register, and the proof that there is no gap."""

    __tablename__ = "number_issued"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    body_id: Mapped[int] = mapped_column(Id)
    series: Mapped[str] = mapped_column(Code)
    year: Mapped[int] = mapped_column(Integer)
    n: Mapped[int] = mapped_column(Integer)
    text: Mapped[str] = mapped_column(String(80))
    used_for: Mapped[str] = mapped_column(String(80))
    issued_at: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (
        UniqueConstraint("body_id", "series", "year", "n"),
        Index("ix_number_issued_text", "text"),
    )


_SERIES = NumberSeries.__table__.c
_NEXT = (
    update(table_of(NumberSeries))
    .where(_SERIES.body_id == bindparam("body"), _SERIES.series == bindparam("of"), _SERIES.year == bindparam("in_year"))
    .values(last=_SERIES.last + 1)
    .returning(_SERIES.last)
)
_ENTER = insert(table_of(NumberIssued))
"""Built once: they run in every act that numbers something."""


def draw(body_id: int, series: str, year: int) -> int:
    """The next number of a series. Needs `writing()`; locks the counter until the commit."""
    current = require_writing()
    key = {"body": body_id, "of": series, "in_year": year}
    drawn = current.execute(_NEXT, key).scalar()
    if drawn is None:  # the first of its series; another process may be beginning it at this moment
        first = db.upserts().insert(NumberSeries.__table__).values(body_id=body_id, series=series, year=year, start=1, last=0)
        current.execute(first.on_conflict_do_nothing())
        drawn = current.execute(_NEXT, key).scalar_one()
    return int(drawn)


def draw_all(wanted: Iterable[tuple[int, str, int]]) -> dict[tuple[int, str, int], int]:
    """Several series, in key order (two acts that need the same two series then never deadlock)."""
    return {key: draw(*key) for key in sorted(set(wanted))}


def record(body_id: int, series: str, year: int, n: int, text: str, used_for: str) -> None:
    """Enter a drawn number in the register. Needs `writing()`."""
    values = {
        "body_id": body_id, "series": series, "year": year, "n": n, "text": text, "used_for": used_for, "issued_at": clock.now(),
    }  # fmt: skip
    require_writing().execute(_ENTER, values)


def set_start(body_id: int, series: str, year: int, start: int) -> None:
    """Let a series begin at `start` (an office that comes from another system). Refused once a number was drawn here.

    Raises `ValueError` with the last number. Needs `writing()`.
    """
    current = require_writing()
    used = current.execute(
        select(NumberIssued.n)
        .where(NumberIssued.body_id == body_id, NumberIssued.series == series, NumberIssued.year == year)
        .order_by(NumberIssued.n.desc())
        .limit(1)
    ).scalar()
    if used is not None:
        raise ValueError(f"本年度已用到第 {used} 号，不能再改起始号。")
    dialect = db.upserts()
    values = {"start": start, "last": start - 1}
    statement = dialect.insert(NumberSeries.__table__).values(body_id=body_id, series=series, year=year, **values)
    current.execute(statement.on_conflict_do_update(index_elements=["body_id", "series", "year"], set_=values))


def gaps(body_id: int, series: str, year: int) -> list[int]:
    """Numbers that are missing between the start and the last: always empty, or something is wrong. Two statements."""
    row = db.session.get(NumberSeries, (body_id, series, year))
    if row is None:
        return []
    used = set(
        db.session.scalars(
            select(NumberIssued.n).where(
                NumberIssued.body_id == body_id, NumberIssued.series == series, NumberIssued.year == year
            )
        )
    )
    return [n for n in range(row.start, row.last + 1) if n not in used]
