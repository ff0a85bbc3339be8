"""The calendar in force 日历: the law's built-in years, overlaid by the newest edition an administrator entered."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from sqlalchemy import func, select

from arrears import db
from arrears.cases.models import CalendarDay
from arrears.db import session
from arrears.law.calendar import BUILTIN, Calendar

_NEWEST = select(func.max(CalendarDay.__table__.c.edition))
_made: dict[tuple[str, int], Calendar] = {}
"""By database and edition: an edition is never changed once it is written."""


def edition() -> int:
    """Number of the newest edition in the database; 0: only the built-in years. One statement a page."""
    return db.once("calendar", lambda: int(session.scalar(_NEWEST) or 0))


def in_force() -> Calendar:
    """The calendar to count with. One statement a page when it was built before by this process."""
    number = edition()
    if number == 0:
        return BUILTIN
    key = (str(db.engine().url), number)
    if key not in _made:
        _made[key] = built(number)
    return _made[key]


def built(number: int) -> Calendar:
    """The calendar of an edition: what ships with the program, each year of the edition in place of its own. One statement."""
    years: dict[int, dict[str, dict[date, str]]] = defaultdict(lambda: {"off": {}, "work": {}})
    notices: dict[int, str] = {}
    for row in session.scalars(select(CalendarDay).where(CalendarDay.edition == number)):
        years[row.day.year][row.kind][row.day] = row.name
        notices[row.day.year] = row.notice
    calendar = BUILTIN
    for year in sorted(years):
        calendar = calendar.with_year(year, off=years[year]["off"], makeup=years[year]["work"], notice=notices[year])
    return calendar
