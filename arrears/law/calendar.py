"""Working days and days off 工作日历: which day is a workday, why not, and how to step over the others.

A make-up workday (调休上班) is a working day everywhere (C4); Saturday, Sunday and each day of the State Council's notice are
not (C3). A year without a notice knows weekends only, and every answer that touches it is provisional (C16). Pure and
immutable: a new year gives a new `Calendar` with its own edition.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta, timezone
from types import MappingProxyType
from typing import Final
from zlib import crc32

from arrears.law.holidays import NOTICES

BEIJING: Final = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Beijing time. China has had no summer time since 1991, so a fixed offset is exact for every date this program meets."""

FIRST_YEAR: Final = 1949
LAST_YEAR: Final = 2199
WEEKDAYS: Final = "一二三四五六日"


class OutOfCalendar(ValueError):
    """A date outside 1949–2199: no calendar is kept for it, and a count must not run away."""


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """One day that the notice takes out of the ordinary week: `off` True for a day off, False for a make-up workday."""

    off: bool
    festival: str


class _Year:
    """The workdays of one year, ready for stepping: `ordinals` of all workdays; `upto[i]` = workdays up to and including day
    i."""

    __slots__ = ("first", "ordinals", "upto")

    def __init__(self, year: int, special: Mapping[date, SpecialDay]) -> None:
        self.first = date(year, 1, 1).toordinal()
        self.ordinals: list[int] = []
        self.upto: list[int] = []
        for ordinal in range(self.first, date(year, 12, 31).toordinal() + 1):
            day = special.get(date.fromordinal(ordinal))
            if not day.off if day is not None else (ordinal - 1) % 7 < 5:
                self.ordinals.append(ordinal)
            self.upto.append(len(self.ordinals))


@dataclass(frozen=True)
class Calendar:
    """A table of special days and the years whose notice is loaded.

    `edition` names the table (stored with every deadline); `special` holds days off and make-up days; `loaded` the years with
    a notice; `notices` year → number of the notice. Steps over workdays cost one list access a year; years are prepared when
    first asked.
    """

    edition: str
    special: Mapping[date, SpecialDay]
    loaded: frozenset[int]
    notices: Mapping[int, str] = field(default_factory=dict)
    _years: dict[int, _Year] = field(default_factory=dict, init=False, repr=False, compare=False)

    def _year(self, year: int) -> _Year:
        known = self._years.get(year)
        if known is None:
            if not FIRST_YEAR <= year <= LAST_YEAR:
                raise OutOfCalendar(f"{year} 年不在可计算的日历范围内（{FIRST_YEAR}—{LAST_YEAR} 年）")
            known = self._years[year] = _Year(year, self.special)
        return known

    def is_workday(self, day: date) -> bool:
        """True for a working day, make-up workdays included."""
        special = self.special.get(day)
        return not special.off if special is not None else day.weekday() < 5

    def is_makeup(self, day: date) -> bool:
        """True for a weekend day on which one works 调休上班."""
        special = self.special.get(day)
        return special is not None and not special.off

    def off_reason(self, day: date) -> str | None:
        """Why nobody works on `day`: 国庆节放假, 周末; None for a workday."""
        special = self.special.get(day)
        if special is not None:
            return f"{special.festival}放假" if special.off else None
        return "周末" if day.weekday() >= 5 else None

    def is_provisional(self, day: date) -> bool:
        """True when the notice of that year is not loaded: weekends only, to be recomputed (C16)."""
        return day.year not in self.loaded

    def next_workday(self, day: date) -> date:
        """`day` itself if a workday, else the first workday after it."""
        return day if self.is_workday(day) else self.add_workdays(day, 1)

    def prev_workday(self, day: date) -> date:
        """`day` itself if a workday, else the last workday before it."""
        return day if self.is_workday(day) else self.add_workdays(day, -1)

    def add_workdays(self, day: date, count: int) -> date:
        """The `count`-th workday after `day` (before it, if negative); `day` is never counted. 0 gives `day` back."""
        if count == 0:
            return day
        number = day.year
        table = self._year(number)
        index = table.upto[day.toordinal() - table.first] + count - 1
        if count < 0:  # the workdays before `day`: leave `day` itself out
            index += 0 if self.is_workday(day) else 1
        while index >= len(table.ordinals):
            index -= len(table.ordinals)
            number += 1
            table = self._year(number)
        while index < 0:
            number -= 1
            table = self._year(number)
            index += len(table.ordinals)
        return date.fromordinal(table.ordinals[index])

    def workdays_between(self, after: date, upto: date) -> int:
        """How many workdays lie after `after` and on or before `upto`; 0 if `upto` is not later."""
        if upto <= after:
            return 0
        total = self._upto(upto) - self._upto(after)
        return total + sum(len(self._year(number).ordinals) for number in range(after.year, upto.year))

    def _upto(self, day: date) -> int:
        table = self._year(day.year)
        return table.upto[day.toordinal() - table.first]

    def with_year(
        self, year: int, off: Mapping[date, str] | Iterable[date] = (), makeup: Iterable[date] = (), notice: str = ""
    ) -> Calendar:
        """The same calendar with the notice of one more year (or a better one for a year it has).

        `off`: days off, with the festival's name if known; `makeup`: make-up workdays; `notice`: number of the notice.
        Raises ValueError when a day lies in another year, is in both lists, or when a make-up day is no weekend day.
        """
        festivals = dict(off) if isinstance(off, Mapping) else dict.fromkeys(off, "节日")
        worked = tuple(makeup)
        for day in (*festivals, *worked):
            if day.year != year:
                raise ValueError(f"{day.isoformat()} 不在 {year} 年")
        both = sorted(set(festivals) & set(worked))
        if both:
            raise ValueError(f"{both[0].isoformat()} 同时列为放假和调休上班")
        weekday = [day for day in worked if day.weekday() < 5]
        if weekday:
            raise ValueError(f"{weekday[0].isoformat()} 不是周末，无须调休上班")
        special = {day: row for day, row in self.special.items() if day.year != year}
        special |= {day: SpecialDay(True, name) for day, name in festivals.items()}
        special |= {day: SpecialDay(False, "调休上班") for day in worked}
        return _calendar(special, self.loaded | {year}, {**self.notices, year: notice})


def _calendar(special: Mapping[date, SpecialDay], loaded: frozenset[int], notices: Mapping[int, str]) -> Calendar:
    """A calendar whose edition is drawn from its content: last loaded year and a short digest of all special days."""
    rows = ";".join(f"{day.isoformat()}{'-' if row.off else '+'}" for day, row in sorted(special.items()))
    digest = f"{crc32(f'{sorted(loaded)}|{rows}'.encode()):08x}"  # a label, not a seal: hashlib costs 8 ms of import
    edition = f"{max(loaded)}-{digest}" if loaded else f"weekends-{digest}"
    return Calendar(edition, MappingProxyType(dict(special)), loaded, MappingProxyType(dict(notices)))


EMPTY: Final = _calendar({}, frozenset(), {})
"""Weekends only, no year loaded."""


def _builtin() -> Calendar:
    special: dict[date, SpecialDay] = {}
    for notice in NOTICES:
        for festival, first, last in notice.spans:
            day, end = date.fromisoformat(f"{notice.year}-{first}"), date.fromisoformat(f"{notice.year}-{last}")
            while day <= end:
                special[day] = SpecialDay(True, festival)
                day += timedelta(days=1)
        for text in notice.makeup:
            special[date.fromisoformat(f"{notice.year}-{text}")] = SpecialDay(False, "调休上班")
    return _calendar(special, frozenset(n.year for n in NOTICES), {n.year: n.number for n in NOTICES})


BUILTIN: Final = _builtin()
"""The calendar that ships with the program: every year of `holidays.NOTICES`."""

__all__ = ["BEIJING", "BUILTIN", "EMPTY", "FIRST_YEAR", "LAST_YEAR", "WEEKDAYS", "Calendar", "OutOfCalendar", "SpecialDay"]
