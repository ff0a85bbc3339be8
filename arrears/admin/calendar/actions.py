"""Writing a new edition of the calendar 录入放假安排: the year as read, other years as before, and a recheck of running clocks."""

from __future__ import annotations

from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from arrears import db
from arrears.access.viewer import Viewer
from arrears.admin import log, rechecking, scope
from arrears.admin.calendar.reading import NotRead, YearRead, read
from arrears.cases.models import CalendarDay
from arrears.law.calendar import BUILTIN, FIRST_YEAR, LAST_YEAR
from arrears.law.refusal import Refused


def understood(year: int, text: str) -> YearRead:
    """What was pasted, as days. Raises `Refused` at the field."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused("year", f"年份应在 {FIRST_YEAR} 到 {LAST_YEAR} 之间。")
    try:
        found = read(year, text)
        BUILTIN.with_year(year, off=found.off, makeup=found.work)
    except NotRead as wrong:
        raise Refused("days", str(wrong)) from None
    except ValueError as wrong:
        raise Refused("days", f"{wrong}，请核对通知。") from None
    return found


def save(viewer: Viewer, year: int, text: str, notice: str) -> int:
    """Save a year as a new edition and queue the recheck; returns the recheck's id. Raises `Refused`."""
    scope.demand_region(viewer)
    return _save(viewer, understood(year, text), notice)


def save_by_command(viewer: Viewer, year: int, text: str, notice: str) -> int:
    """The same from the command line, which whoever runs the machine may do. Raises `Refused`."""
    return _save(viewer, understood(year, text), notice)


def _save(viewer: Viewer, found: YearRead, notice: str) -> int:
    try:
        with db.writing() as current:
            before = int(current.scalar(select(func.max(CalendarDay.edition))) or 0)
            kept = current.execute(
                select(CalendarDay.day, CalendarDay.kind, CalendarDay.name, CalendarDay.notice).where(CalendarDay.edition == before)
            ).all()
            rows = [
                {"edition": before + 1, "day": day, "kind": kind, "name": name, "notice": source}
                for day, kind, name, source in kept
                if day.year != found.year
            ]
            fresh = [(day, "off", name) for day, name in found.off.items()] + [(day, "work", "调休上班") for day in found.work]
            rows += [{"edition": before + 1, "day": d, "kind": kind, "name": name, "notice": notice} for d, kind, name in fresh]
            current.execute(insert(CalendarDay), rows)
            log.note(viewer, "calendar", f"{found.year} 年：{notice}")
            return rechecking.queue(viewer, "calendar", f"{found.year} 年放假安排（{notice}）")
    except IntegrityError:
        raise Refused("", "刚才另有人保存了新的日历，请重新打开再录入。") from None
