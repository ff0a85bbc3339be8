"""Months told by other words than a date behind 欠: 3、4、5三个月, 三个月(10月11月12月), 近三个月, 2025年第四季度, 去年下半年."""

from __future__ import annotations

import re

from arrears.intake.extract.dates import shift, small
from arrears.intake.extract.reading import Reading
from arrears.intake.extract.record import Value, found
from arrears.intake.extract.scanning import scanner
from arrears.intake.extract.text import Span

_NEAR_EXACT = re.compile(r"(?:近|最近|这)([一二两三四五六七八九十\d]{1,2})个月")

_NUMBER_LIST = scanner(
    r"((?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:(?:、|,|和|\.)(?:\d{1,2}|[一二三四五六七八九十]{1,2}))+)(?!\d)(?=这?(?:[一二两三四五六七八九十]{1,2}个月|两月|俩月|\d{1,2}个月))"
)


def counted_list(reading: Reading) -> tuple[str, str, Span] | None:
    """3、4、5三个月: numbers that stand for months."""
    m = _NUMBER_LIST.search(reading.plain) if "月" in reading.plain else None
    if not m:
        return None
    months = [small(n) for n in re.findall(r"\d{1,2}|[一二三四五六七八九十]{1,2}", m[1])]
    if not all(1 <= n <= 12 for n in months):
        return None
    year = reading.received_on.year if months[-1] <= reading.received_on.month else reading.received_on.year - 1
    first_year = year - (months[0] > months[-1])
    return f"{first_year}-{months[0]:02d}", f"{year}-{months[-1]:02d}", Span(*m.span(1))


_SEASON = re.compile(
    r"(今年|去年|前年|(?:20)?\d\d年)(?:度(?:的)?(?=绩效|奖|年终|工资|提成)|度?的?(?:第?([一二三四1-4])季度|(上|下)半年|(?:全年|整年)|一年(?:的)?(?=工资|绩效|奖|提成|工钱|年终|没|都)))"
)


def season(reading: Reading, owed: re.Pattern[str]) -> tuple[Value, Value] | None:
    """2025年第四季度, 去年下半年, 2025年全年: the months of a part of the year that pay is owed for."""
    m = _SEASON.search(reading.plain)
    sentence = reading.text.sentence(m.start()) if m else None
    label = bool(m) and any(lb.key == "period" and lb.value.start <= m.start() < lb.value.end for lb in reading.labels)
    if not m or not sentence or not (label or owed.search(reading.plain, sentence.start, sentence.end)):
        return None
    fixed = {"今年": 0, "去年": -1, "前年": -2}
    year = reading.received_on.year + fixed[m[1]] if m[1] in fixed else 2000 + int(m[1][:-1][-2:])
    quarter = "一二三四".find(m[2]) + 1 or int(m[2]) if m[2] else 0
    first, last = (quarter * 3 - 2, quarter * 3) if quarter else (1, 6) if m[3] == "上" else (7, 12) if m[3] else (1, 12)
    return found(f"{year}-{first:02d}", m.span(), why="欠薪起月"), found(f"{year}-{last:02d}", m.span(), why="欠薪止月")


_BRACKETED_MONTHS = re.compile(r"个?月(?:的)?(?:工资|钱|工钱)?\(([^()]{3,24})\)")


def in_brackets(reading: Reading) -> tuple[str, str, Span] | None:
    """干了三个月(10月11月12月): months that nothing but brackets joins to the count before."""
    m = _BRACKETED_MONTHS.search(reading.plain) if "(" in reading.plain else None
    inside = [t for t in reading.moments if m and m.start(1) <= t.span.start < m.end(1) and t.month_text] if m else []
    if not m or len(inside) < 2:
        return None
    return inside[0].month_text or "", inside[-1].month_text or "", Span(*m.span(1))


def near(reading: Reading) -> tuple[Value, Value] | None:
    """近三个月 = the months before the month of receipt."""
    m = _NEAR_EXACT.search(reading.plain)
    if not m:
        return None
    count = small(m[1].replace("两", "二"))
    first = shift(reading.received_on.year, reading.received_on.month, -count)
    last = shift(reading.received_on.year, reading.received_on.month, -1)
    return found(f"{first[0]}-{first[1]:02d}", m.span(), why="最近几个月"), found(f"{last[0]}-{last[1]:02d}", m.span(), why="最近几个月")
