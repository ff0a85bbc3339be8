"""Dates 日期 as spreadsheets hold them: date cells, serial numbers, and text.

Text forms: 2026/1/5 · 2026.1.5 · 2026-01-05 12:21 · 20260105 · 2026年1月5日 · 1月5日 · 26年1月5日 ·
二〇二六年一月五日 · 2026-01-05T10:00:00+08:00. A day that the calendar does not have (2026-02-30) is refused. A date
without a year comes back as `MonthDay`; the caller, who knows the other rows, gives it a year with `year_of`. Of
`3/4/2026` nobody can say which is the month: refused, unless one of them is above 12.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from . import Cell, ErrorCell, Read, Unreadable, as_text, folded, is_unknown
from .numerals import chinese_number

EPOCH_1900, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
EARLIEST, LATEST = date(2000, 1, 1), date(2099, 12, 31)  # a wage claim before or after these is a typing error

_TIME = (
    r"(?:[T\s]*(?P<half>上午|下午|晚上|晚|早上|早|凌晨|中午|AM|PM)?\s*(?P<hour>\d{1,2})(?:[:：时点]\s*(?P<minute>\d{1,2})?)(?:[:：分]\s*(?P<second>\d{1,2})?(?:\.\d+)?)?秒?\s*(?P<late>AM|PM)?"
    r"(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_WEEKDAY = r"(?:\s*[(（]?(?:星期|周)[一二三四五六日天][)）]?\s*)?"
_END = _WEEKDAY + _TIME + _WEEKDAY + "$"
_SHAPES = tuple(
    re.compile(p + _END, re.IGNORECASE)
    for p in (
        r"^(?P<year>\d{4}|\d{2})\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号]?",
        r"^(?P<year>\d{4})\s*(?P<sep>[-/.,])\s*(?P<month>\d{1,2})\s*(?P=sep)\s*(?P<day>\d{1,2})",
        r"^(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?!\d)",
        r"^(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号]?",
        r"^(?P<a>\d{1,2})(?P<sep>[-/.])(?P<b>\d{1,2})(?P=sep)(?P<c>\d{4}|\d{1,2})(?!\d)",
    )
)
_COMPACT_TIME = re.compile(r"^(\d{8})(\d{2})(\d{2})(\d{2})?$")
_SERIAL = re.compile(r"^\d{5}(?:\.\d+)?$")
_CHINESE = re.compile(r"^([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})[日号]?$")
_DASHES = str.maketrans({"—": "-", "–": "-", "－": "-", "−": "-", "。": ".", "．": ".", "、": "."})


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A date whose year was not written: `1月5日`."""

    month: int
    day: int
    at: time | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A date, with the time of day where the cell told one."""

    on: date
    at: time | None = None


def read_date(cell: Cell | ErrorCell, epoch: date = EPOCH_1900) -> Read[Day | MonthDay]:
    """A day (and time) from a cell. `epoch`: day zero of serial numbers in this workbook. Raises Unreadable."""
    if isinstance(cell, ErrorCell):
        raise Unreadable(cell.reason)
    if isinstance(cell, datetime):
        moment = cell + timedelta(milliseconds=500)  # serial fractions end at …59.999
        return Read(_plausible(moment.date(), moment.time().replace(microsecond=0) if moment.time() > time(0, 0, 1) else None, str(cell)))
    if isinstance(cell, date):
        return Read(_plausible(cell, None, str(cell)))
    if isinstance(cell, bool | time | timedelta):
        raise Unreadable(f"日期栏里是“{as_text(cell)}”，没有年月日，请填写完整日期")
    if isinstance(cell, int | float):
        return Read(_serial_or_compact(cell, epoch))
    text = as_text(cell).translate(_DASHES).rstrip(".")
    flat = folded(text)
    if is_unknown(flat):
        return Read(None)
    return _text(text if text.isascii() else _half_width(text), flat, epoch)


def _half_width(text: str) -> str:
    return "".join(chr(ord(c) - 0xFEE0) if "\uff01" <= c <= "\uff5e" else " " if c == "\u3000" else c for c in text)


def _text(text: str, flat: str, epoch: date) -> Read[Day | MonthDay]:
    if _SERIAL.match(flat):
        return Read(_serial_or_compact(float(flat), epoch))
    compact = _COMPACT_TIME.match(flat)
    if compact is not None:
        flat = text = f"{compact[1]} {compact[2]}:{compact[3]}" + (f":{compact[4]}" if compact[4] else "")
    chinese = _CHINESE.match(flat)
    if chinese is not None:
        text = "{}年{}月{}日".format(*(chinese_number(g) for g in chinese.groups()))
    for shape in _SHAPES:
        found = shape.match(text) or (shape.match(flat) if ":" not in flat else None)
        if found is not None:
            return _matched(found, text)
    raise Unreadable(f"日期“{text}”读不出年月日，请写成 2026-01-05 这样的形式")


def _matched(found: re.Match[str], text: str) -> Read[Day | MonthDay]:
    parts = found.groupdict()
    at = _time(parts, text)
    if parts.get("a"):
        year, month, day = _three(int(parts["a"]), int(parts["b"]), parts["c"], text)
    else:
        month, day = int(parts["month"]), int(parts["day"])
        if parts.get("year") is None:
            _real(2024, month, day, text)  # a leap year: 2月29日 may stand
            return Read(MonthDay(month, day, at))
        year = int(parts["year"]) + (2000 if len(parts["year"]) == 2 else 0)
    return Read(_plausible(_real(year, month, day, text), at, text))


def _three(a: int, b: int, c: str, text: str) -> tuple[int, int, int]:
    """Three numbers with the year last (3/14/2026) or in two digits first (26.1.5); refused where two readings are possible."""
    if len(c) <= 2:
        if a > 12 and 1 <= b <= 12:
            return 2000 + a, b, int(c)
        raise Unreadable(f"日期“{text}”的年份只有两位，读法不止一种，请写成 2026-01-05 这样的形式")
    if a > 12 >= b:
        return int(c), b, a
    if b > 12 >= a or a == b:
        return int(c), a, b
    raise Unreadable(f"日期“{text}”分不清哪个是月、哪个是日，请写成 2026-01-05 这样的形式")


def _time(parts: dict[str, str | None], text: str) -> time | None:
    if parts.get("hour") is None:
        return None
    hour, minute, second = int(parts["hour"] or 0), int(parts["minute"] or 0), int(parts["second"] or 0)
    half = (parts["half"] or parts["late"] or "").upper()
    if half in ("下午", "晚上", "晚", "PM") and hour < 12:
        hour += 12
    elif half in ("AM", "凌晨") and hour == 12:
        hour = 0
    try:
        at = time(hour, minute, second)
    except ValueError:
        raise Unreadable(f"时间“{text}”的时分不存在，请改正") from None
    return at if at > time(0) else None


def _real(year: int, month: int, day: int, text: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unreadable(f"日期“{text}”不存在，请改成实际的日期") from None


def _plausible(on: date, at: time | None, text: str) -> Day:
    if not EARLIEST <= on <= LATEST:
        raise Unreadable(f"日期“{text}”的年份不合理（应在 2000 至 2099 年之间），请核对")
    return Day(on, at)


def _serial_or_compact(number: float, epoch: date) -> Day:
    """46049 is a serial number, 20260105 a date written without separators; anything else is no date."""
    if number != number:
        raise Unreadable("日期不是有效数字，请填写日期")
    if 20000101 <= number <= 20991231 and number == int(number):
        text = str(int(number))
        return _plausible(_real(int(text[:4]), int(text[4:6]), int(text[6:]), text), None, text)
    if 1 <= number < 80_000:
        moment = datetime.combine(epoch, time()) + timedelta(seconds=round(number * 86_400))
        return _plausible(moment.date(), moment.time() if moment.time() > time(0) else None, str(number))
    raise Unreadable(f"日期栏里是数字 {number:g}，不是日期，请写成 2026-01-05 这样的形式")


def year_of(undated: MonthDay, near: date, not_after: date) -> Day | None:
    """Give `1月5日` the year that brings it closest to `near` without passing `not_after`; None where no such day
    exists (2月29日).
    """
    days = []
    for year in range(min(near.year, not_after.year) - 4, max(near.year, not_after.year) + 1):
        try:
            on = date(year, undated.month, undated.day)
        except ValueError:
            continue
        if on <= not_after:
            days.append(on)
    return Day(min(days, key=lambda on: abs((on - near).days)), undated.at) if days else None
