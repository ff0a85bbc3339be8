"""Reading a year's days off 读放假安排: the notice's own sentences, or lines of a table. Pure; knows no database.

Two ways of writing are understood, line by line: `2027-01-01,放假,元旦` (also a span, `2027-10-01~2027-10-07`, and tabs from a
spreadsheet), and the notice itself: 「国庆节：10月1日（周五）至7日（周四）放假调休，共7天。9月26日（周日）、10月9日（周六）上班。」
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

LONGEST = 40
"""Days of one span; more is a slip."""
WORDS = {
    "放假": "off", "休": "off", "假": "off", "off": "off", "上班": "work", "班": "work", "调休": "work", "调休上班": "work",
    "work": "work",
}  # fmt: skip
ISO = r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?"
ROW = re.compile(rf"({ISO})(?:\s?(?:至|到|~|—)\s?({ISO}))?[\s,，;；]+([^\s,，;；]+)(?:[\s,，;；]+(.*))?")
DAY = re.compile(r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日")
TOTAL = re.compile(r"共(\d{1,2})天")
TITLE = re.compile(r"[一二三四五六七八九十\d]{1,3}[、.．]")
ASIDE = re.compile(r"[（(][^（）()]*[）)]")


class NotRead(ValueError):
    """A line that is not understood; the message is Chinese and names the line."""


@dataclass
class YearRead:
    """A year's special days: day -> name of the festival, and the make-up workdays."""

    year: int
    off: dict[date, str] = field(default_factory=dict)
    work: set[date] = field(default_factory=set)


def read(year: int, text: str) -> YearRead:
    """The days of a year from what was pasted. Raises `NotRead` for the first line that is wrong."""
    found = YearRead(year)
    for number, raw in enumerate(text.replace("\r", "").split("\n"), 1):
        line = raw.strip().strip("\ufeff")
        if not line or line.startswith(("#", "日期", "day,", "date,")):
            continue
        try:
            _line(found, line)
        except ValueError as wrong:
            raise NotRead(f"第 {number} 行“{line[:30]}”：{wrong}") from None
    if not found.off:
        raise NotRead("没有读到放假的日子，请粘贴通知的原文，或者一行写一天：2027-01-01,放假,元旦。")
    both = sorted(set(found.off) & found.work)
    if both:
        raise NotRead(f"{both[0]} 同时写了放假和上班，请核对。")
    return found


def _line(found: YearRead, line: str) -> None:
    row = ROW.fullmatch(line)
    if row:
        _table_row(found, row)
        return
    if "放假" not in line and "公休" not in line and "上班" not in line:
        raise ValueError("看不出是放假还是上班")
    _sentence(found, "".join(ASIDE.sub("", line).split()))


def _table_row(found: YearRead, row: re.Match[str]) -> None:
    kind = WORDS.get(row[3].lower())
    if kind is None:
        raise ValueError(f"“{row[3]}”不是放假也不是上班")
    for day in _span(found.year, _iso(row[1]), _iso(row[2] or row[1])):
        if kind == "off":
            found.off[day] = (row[4] or "").strip()[:40] or "节日"
        else:
            found.work.add(day)


def _iso(text: str) -> date:
    year, month, day = (int(part) for part in re.findall(r"\d+", text))
    return _date(year, month, day)


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise ValueError(f"没有 {year}年{month}月{day}日 这一天") from None


def _span(year: int, first: date, last: date) -> Iterator[date]:
    if last < first or (last - first).days >= LONGEST:
        raise ValueError(f"{first} 到 {last} 不像一个假期")
    for n in range((last - first).days + 1):
        day = first + timedelta(days=n)
        if day.year != year:
            raise ValueError(f"{day} 不在 {year} 年，请放到那一年录入")
        yield day


def _sentence(found: YearRead, line: str) -> None:
    """One festival of the notice: a clause of days off, perhaps their number, clauses of make-up workdays."""
    head, mark, rest = line.partition("：")
    name = TITLE.sub("", head, count=1)[:40] if mark else "节日"
    month = 0
    off: list[date] = []
    for clause in re.split(r"[。；;，,]", rest if mark else line):
        told = []
        for one in DAY.finditer(clause):
            month = int(one[2] or month)
            if not month:
                raise ValueError("日期没有写月份")
            told.append(_date(int(one[1] or found.year), month, int(one[3])))
        if "上班" in clause:
            found.work.update(day for one in told for day in _span(found.year, one, one))
        elif told:
            spans = "至" in clause or "到" in clause
            off += _span(found.year, told[0], told[-1]) if spans else [day for one in told for day in _span(found.year, one, one)]
        total = TOTAL.search(clause)
        if total and off and int(total[1]) != len(off):
            raise ValueError(f"{off[0]} 起读到 {len(off)} 天，通知写共 {total[1]} 天，请核对")
    if not off and "上班" not in line:
        raise ValueError("没有读到日期")
    found.off.update(dict.fromkeys(off, name))
