"""The checked reading of region tables: plain dicts in, a whole `Region` out, or a `RegionError` that names file and key.

Five tables make a region: bodies, places, wages, major, settings. A key that nobody reads is
an error, so that a slip of the pen in a TOML file is found at start-up and not by a worker. No I/O here.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from arrears.law.region import (
    CERTAINTIES,
    CITY,
    DISTRICT,
    OUTSIDE,
    AverageWage,
    Body,
    MajorThresholds,
    Plain,
    Region,
    RegionError,
    Setting,
    Wage,
)

FILES = ("bodies", "places", "wages", "major", "settings")

_Row = TypeVar("_Row")
_REQUIRED = object()


class Row:
    """One table of a file, read key by key; remembers where it stands, and refuses keys that nobody asked for."""

    def __init__(self, file: str, key: str, values: object) -> None:
        self.file, self.key = file, key
        if not isinstance(values, Mapping):
            raise RegionError(file, key, "应为一个表（[…]）。")
        self._values: Mapping[str, object] = values
        self._asked: set[str] = set()

    def wrong(self, name: str, message: str) -> RegionError:
        """The error for one key of this table."""
        return RegionError(self.file, f"{self.key}.{name}" if self.key else name, message)

    def _take(self, name: str, default: object) -> object:
        self._asked.add(name)
        if name in self._values:
            return self._values[name]
        if default is _REQUIRED:
            raise self.wrong(name, "缺少这一项。")
        return default

    def text(self, name: str, default: object = _REQUIRED) -> str:
        """A text; empty only where a default says so."""
        value = self._take(name, default)
        if not isinstance(value, str) or (default is _REQUIRED and not value.strip()):
            raise self.wrong(name, "应为非空文字。")
        return value

    def one_of(self, name: str, words: Sequence[str]) -> str:
        """A text from a fixed list."""
        value = self.text(name)
        if value not in words:
            raise self.wrong(name, f"“{value}”不在 {'、'.join(words)} 之中。")
        return value

    def day(self, name: str) -> date:
        """A TOML date."""
        value = self._take(name, _REQUIRED)
        if type(value) is not date:
            raise self.wrong(name, "应为日期，例如 2025-09-01（不加引号）。")
        return value

    def count(self, name: str) -> int:
        """A whole number, at least 1."""
        value = self._take(name, _REQUIRED)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.wrong(name, "应为 1 以上的整数。")
        return value

    def yuan(self, name: str) -> Decimal:
        """An amount above zero, at most two places; floats of other readers are refused (the loader gives Decimal)."""
        value = self._take(name, _REQUIRED)
        amount = Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if not isinstance(amount, Decimal) or not amount.is_finite() or amount <= 0 or amount != round(amount, 2):
            raise self.wrong(name, "应为大于 0 的金额（元，最多两位小数）。")
        return amount

    def plain(self, name: str) -> Plain:
        """A setting's value: text, whole number, amount, date, yes or no; None when the key is left out."""
        value = self._take(name, None)
        if value is not None and (isinstance(value, float) or not isinstance(value, str | int | bool | Decimal | date)):
            raise self.wrong(name, "设置的值应为文字、数字、日期或 true/false。")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        value = self._take(name, _REQUIRED)
        if not isinstance(value, list) or not all(isinstance(item, str) and item.strip() for item in value):
            raise self.wrong(name, "应为文字的列表。")
        return tuple(value)

    def certainty(self) -> str:
        """The mark V, K, P of the law files."""
        return self.one_of("cert", CERTAINTIES)

    def rows(self, name: str, *, required: bool = True) -> "Iterator[Row]":
        """The tables of an array [[name]]; at least one when required."""
        value = self._take(name, _REQUIRED if required else [])
        if not isinstance(value, list) or (required and not value):
            raise self.wrong(name, f"应至少有一段 [[{name}]]。")
        for index, values in enumerate(value):
            yield Row(self.file, f"{name}[{index}]", values)

    def pairs(self, name: str) -> Mapping[str, object]:
        """A sub-table whose keys are data themselves; empty when absent."""
        value = self._take(name, {})
        if not isinstance(value, Mapping):
            raise self.wrong(name, "应为一个表（[…]）。")
        return value

    def done(self) -> None:
        """Refuse keys that nobody asked for."""
        for name in self._values:
            if name not in self._asked:
                raise self.wrong(name, "没有这一项，请检查拼写。")


def read_region(code: str, tables: Mapping[str, Mapping[str, object]]) -> Region:
    """The region of a set of tables, by file name without ending. Raises RegionError for the first thing that is wrong."""
    for file in FILES:
        if file not in tables:
            raise RegionError(f"{file}.toml", "文件", "缺少这个文件。")
    head = Row("bodies.toml", "", tables["bodies"])
    bodies = _read_all(head.rows("body"), _body)
    _check_bodies(bodies)
    known = [body.place for body in bodies]
    seat = head.text("city_seat", "")
    if seat and seat not in known:
        raise head.wrong("city_seat", f"“{seat}”不是本地区的区。")
    name, short = head.text("name"), head.text("short")
    head.done()
    settings, sources = _settings(tables["settings"])
    minimum, average = _wages(tables["wages"])
    return Region(
        code=code, name=name, short=short, city_seat=seat, bodies=bodies,
        places=_places(tables["places"], [body.place for body in bodies if body.kind == DISTRICT]),
        minimum_wages=minimum, average_wages=average, thresholds=_thresholds(tables["major"]),
        settings=settings, local_sources=sources,
    )  # fmt: skip


def _read_all(rows: Iterator[Row], read: Callable[[Row], _Row]) -> tuple[_Row, ...]:
    found = []
    for row in rows:
        found.append(read(row))
        row.done()
    return tuple(found)


def _unique(file: str, table: str, values: Sequence[object], name: str) -> None:
    for index, value in enumerate(values):
        if value in values[:index]:
            raise RegionError(file, f"{table}[{index}].{name}", f"“{value}”重复。")


def _body(row: Row) -> Body:
    kind = row.one_of("kind", (CITY, DISTRICT))
    return Body(
        code=row.text("code"), place=row.text("place"), kind=kind, short=row.text("short", "" if kind == CITY else _REQUIRED),
        name=row.text("name"), arbitration=row.text("arbitration"), inspection=row.text("inspection"),
        mediation=row.text("mediation"), cert=row.certainty(),
    )  # fmt: skip


def _check_bodies(bodies: Sequence[Body]) -> None:
    for name in ("code", "place", "short", "arbitration", "inspection", "mediation"):
        _unique("bodies.toml", "body", [getattr(body, name) for body in bodies], name)
    cities = [body for body in bodies if body.kind == CITY]
    if len(cities) != 1:
        raise RegionError("bodies.toml", "body", f"市级机构应有且只有一个，现有 {len(cities)} 个。")
    for index, body in enumerate(bodies):
        if body.place == OUTSIDE:
            raise RegionError("bodies.toml", f"body[{index}].place", f"“{OUTSIDE}”不能作为机构所在地。")


def _places(table: Mapping[str, object], districts: Sequence[str]) -> Mapping[str, str]:
    places: dict[str, str] = {}
    head = Row("places.toml", "", table)
    for index, row in enumerate(head.rows("district")):
        district = row.text("name")
        if district not in districts:
            raise row.wrong("name", f"“{district}”不是 bodies.toml 中的区。")
        for kind in ("towns", "places"):
            for place in row.texts(kind):
                if place in places:
                    raise RegionError("places.toml", f"district[{index}].{kind}", f"“{place}”已列在{places[place]}。")
                places[place] = district
        row.done()
    head.done()
    return places


def _wages(table: Mapping[str, object]) -> tuple[tuple[Wage, ...], tuple[AverageWage, ...]]:
    head = Row("wages.toml", "", table)
    minimum = _read_all(
        head.rows("minimum_wage"),
        lambda row: Wage(since=row.day("since"), monthly=row.yuan("monthly"), cert=row.certainty(), source=row.text("source")),
    )
    average = _read_all(
        head.rows("average_wage", required=False),
        lambda row: AverageWage(
            series=row.text("series"), year=row.count("year"), annual=row.yuan("annual"), cert=row.certainty(),
            source=row.text("source"),
        ),
    )  # fmt: skip
    head.done()
    _ascending("wages.toml", "minimum_wage", [row.since for row in minimum])
    _unique("wages.toml", "average_wage", [(row.series, row.year) for row in average], "year")
    return minimum, average


def _ascending(file: str, table: str, days: Sequence[date]) -> None:
    for index in range(1, len(days)):
        if days[index] <= days[index - 1]:
            raise RegionError(file, f"{table}[{index}].since", "生效日期应晚于上一行。")


def _thresholds(table: Mapping[str, object]) -> tuple[MajorThresholds, ...]:
    head = Row("major.toml", "", table)
    rows = _read_all(
        head.rows("thresholds"),
        lambda row: MajorThresholds(
            since=row.day("since"), district_workers=row.count("district_workers"),
            district_per_head=row.yuan("district_per_head"), district_amount=row.yuan("district_amount"),
            district_repeats=row.count("district_repeats"), city_workers=row.count("city_workers"),
            city_amount=row.yuan("city_amount"), city_term_extensions=row.count("city_term_extensions"),
            festival_days_before=row.count("festival_days_before"), festival_workers=row.count("festival_workers"),
            supervised_clocks=row.texts("supervised_clocks"), cert=row.certainty(),
        ),
    )  # fmt: skip
    head.done()
    _ascending("major.toml", "thresholds", [row.since for row in rows])
    return rows


def _settings(table: Mapping[str, object]) -> tuple[tuple[Setting, ...], Mapping[str, str]]:
    head = Row("settings.toml", "", table)
    settings = _read_all(
        head.rows("setting"),
        lambda row: Setting(
            name=row.text("name"), value=row.plain("value"), since=row.day("since"), cert=row.certainty(),
            title=row.text("title"), source=row.text("source"),
        ),
    )  # fmt: skip
    sources: dict[str, str] = {}
    for key, value in head.pairs("local_sources").items():
        if not isinstance(value, str):
            raise RegionError("settings.toml", f"local_sources.{key}", "应为文字。")
        sources[key] = value
    head.done()
    _unique("settings.toml", "setting", [(row.name, row.since) for row in settings], "name")
    return settings, sources
