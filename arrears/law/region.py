"""Region 地区: what differs from city to city, as one frozen value: bodies, places, wages, thresholds, settings.

The law asks a Region and never names a city. `read_region` builds one from plain tables (file name -> parsed TOML) and refuses
whatever is not whole (region_tables.py), naming file and key; arrears/regions reads the files and adds the line. No I/O here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

OUTSIDE = "外省"  # a place outside the region, in facts and in routes
CERTAINTIES = ("V", "K", "P", "V/K", "V/P")
CITY, DISTRICT = "city", "district"

Plain = str | int | bool | Decimal | date | None


class RegionError(ValueError):
    """Region data that the program cannot start with. `file` and `key` say where, `line` is added by who read the file."""

    def __init__(self, file: str, key: str, message: str, line: int | None = None) -> None:
        self.file, self.key, self.message, self.line = file, key, message, line
        place = f"{file} 第 {line} 行" if line else file
        super().__init__(f"地区数据有误：{place}，{key}：{message}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A body 机构: what people call the 仲裁院, 监察队 and 调解中心 of one place. `place` is its name in facts and routes."""

    code: str
    place: str
    kind: str
    short: str
    """The character in case numbers (arbitration.md 6.3); empty for the city."""
    name: str
    arbitration: str
    inspection: str
    mediation: str
    cert: str

    def organ(self, procedure: str) -> str:
        """The full name that stands on papers of `arbitration`, `inspection` or `mediation`."""
        return {"arbitration": self.arbitration, "inspection": self.inspection, "mediation": self.mediation}[procedure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wage:
    """An amount of pay in force from a day (arbitration.md 5.4). `monthly` in yuan."""

    since: date
    monthly: Decimal
    cert: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AverageWage:
    """A published average wage 平均工资: `year` is the year of the data, `annual` in yuan."""

    series: str
    year: int
    annual: Decimal
    cert: str
    source: str

    @property
    def monthly(self) -> Decimal:
        """A twelfth, to the fen."""
        return (self.annual / 12).quantize(Decimal("0.01"))


@dataclass(frozen=True, slots=True, kw_only=True)
class MajorThresholds:
    """The figures of 重大案件 (intake-inspection-supervision.md 5.1) in force from a day; all of them policy (P)."""

    since: date
    district_workers: int
    district_per_head: Decimal
    district_amount: Decimal
    district_repeats: int
    city_workers: int
    city_amount: Decimal
    city_term_extensions: int
    festival_days_before: int
    festival_workers: int
    supervised_clocks: tuple[str, ...]
    cert: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A setting 设置 with its default: what a body may change in the `setting` table. `title` is for people."""

    name: str
    value: Plain
    since: date
    cert: str
    title: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Region:
    """A region as the law sees it. Ask it by day: `minimum_wage_on(filing_day)`; it never knows what today is."""

    code: str
    name: str
    short: str
    """The sign of the region in numbers: 京."""
    city_seat: str
    """District where firms go to the city committee when both their places lie there (2.2); empty: no such rule."""
    bodies: tuple[Body, ...]
    places: Mapping[str, str]
    """Known place -> district (gazetteer 地名)."""
    minimum_wages: tuple[Wage, ...]
    average_wages: tuple[AverageWage, ...]
    thresholds: tuple[MajorThresholds, ...]
    settings: tuple[Setting, ...]
    local_sources: Mapping[str, str] = field(default_factory=dict)
    """Rule or row id -> the local text that stands beside the national one."""

    @cached_property
    def _by_place(self) -> Mapping[str, Body]:
        return {body.place: body for body in self.bodies}

    @property
    def city(self) -> Body:
        """The body of the whole city 市级."""
        return next(body for body in self.bodies if body.kind == CITY)

    @property
    def districts(self) -> tuple[str, ...]:
        """The places of the district bodies, in the order of the data."""
        return tuple(body.place for body in self.bodies if body.kind == DISTRICT)

    def body(self, place: str) -> Body:
        """The body of a place as named in facts and routes; KeyError when the region has none."""
        return self._by_place[place]

    def district_of(self, told: str) -> str | None:
        """The district of a place or address as people tell it; None when nothing in it is known, or two districts are named.

        A district named outright wins; otherwise the longest known name, the first one where two are equally long.
        """
        named = {district for district in self.districts if district in told}
        if named:
            return named.pop() if len(named) == 1 else None
        hits = [(len(place), -told.index(place), place) for place in self.places if place in told]
        return self.places[max(hits)[2]] if hits else None

    def minimum_wage_on(self, day: date) -> Wage | None:
        """The monthly minimum wage 最低工资 in force on a day; None before the first row."""
        return _in_force(self.minimum_wages, day)

    def average_wage_on(self, day: date, series: str) -> AverageWage | None:
        """The newest published average of a series of a year over on `day` 上年度; may be older than last year."""
        known = [row for row in self.average_wages if row.series == series and row.year < day.year]
        return max(known, key=lambda row: row.year, default=None)

    def thresholds_on(self, day: date) -> MajorThresholds | None:
        """The figures for 重大 in force on a day."""
        return _in_force(self.thresholds, day)

    def setting(self, name: str, on: date | None = None) -> Plain:
        """The default of a setting on a day, or the newest; KeyError when the region has none."""
        rows = [row for row in self.settings if row.name == name and (on is None or row.since <= on)]
        if not rows:
            raise KeyError(name)
        return max(rows, key=lambda row: row.since).value

    def defaults(self, on: date | None = None) -> Mapping[str, Plain]:
        """Every setting that has a value, by name, on a day or the newest: what the deadline engine takes as `settings`."""
        names = dict.fromkeys(row.name for row in self.settings if on is None or row.since <= on)
        values = {name: self.setting(name, on) for name in names}
        return {name: value for name, value in values.items() if value is not None}


_Dated = TypeVar("_Dated", Wage, MajorThresholds)


def _in_force(rows: Sequence[_Dated], day: date) -> _Dated | None:
    begun = [row for row in rows if row.since <= day]
    return max(begun, key=lambda row: row.since, default=None)
