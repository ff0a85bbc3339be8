"""Dates and times as people write them 日期和时间: 2026.3.5, 20260305, 3月5日, 三月五号, 今天, 明天15:00, 下周一上午9点半.

`today` and `now` are handed in, so that a test can pin them. A date without a year is of this year; a field for what has happened
says `prefer="past"` (the latest such day up to today), one for what will be says `prefer="future"`.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

from arrears.web.parse.text import LONGEST, NotUnderstood, arabic, plain_signs

Prefer = Literal["past", "future"] | None

EARLIEST, LATEST = 1900, 2100
RELATIVE = {
    "大前天": -3, "前天": -2, "前日": -2, "昨天": -1, "昨日": -1, "今天": 0, "今日": 0, "当天": 0,
    "明天": 1, "明日": 1, "后天": 2, "大后天": 3,
}  # fmt: skip
JOINED = {"今晚": "今天晚上", "昨晚": "昨天晚上", "明晚": "明天晚上", "今早": "今天早上", "明早": "明天早上", "昨夜": "昨天夜里"}
"""Words that are a day and a part of it."""

WEEKDAYS = {sign: number for number, signs in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天末7")) for sign in signs}
WEEKS = {"上": -1, "本": 0, "这": 0, "": 0, "下": 1, "下下": 2, "上上": -2}

_FULL = re.compile(r"(\d{4}|\d{2})[年.\-/,](\d{1,2})[月.\-/,](\d{1,2})日?")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})日?")
_NO_YEAR = re.compile(r"(去年|今年|明年|前年)?(\d{1,2})[月.\-/](\d{1,2})日?")
_DAY_ONLY = re.compile(r"(上个?月|本月|这个?月|下个?月)?(\d{1,2})日")
_WEEK = re.compile(r"(上上|下下|上|本|这|下)?个?(?:周|星期|礼拜)([一二三四五六日天末1-7])")
_OFFSET = re.compile(r"(\d{1,3})(天|日|周|个?星期)(前|后|以前|以后|之前|之后)")
_SAID_WEEKDAY = re.compile(r"(?<=[\d日])[,(]?(?:星期|周|礼拜)([一二三四五六日天1-7])\)?$")
_TIME = re.compile(
    r"(凌晨|清晨|早上|早晨|早|上午|中午|下午|傍晚|晚上|夜里|晚)?(?<![\d:.\-/])"
    r"(\d{1,2})(?::(\d{1,2})(?::\d{1,2})?|[点时](?:(\d{1,2})分?|(半)|(1刻)|(3刻)|整)?)$"
)
"""A time at the end; the digits before it must be parted from it, or 3-11 1:30 could be read 3-1 11:30."""
_GLUED = re.compile(r"(?<=[天日上里午 ])()(\d{2})(\d{2})()()()()$")
"""1500 after a day: 明天1500, 20260305 0900."""
_YEARS = {"前年": -2, "去年": -1, "今年": 0, "明年": 1}
_NIGHT = {"凌晨", "晚上", "夜里", "晚"}
_AFTERNOON = {"中午", "下午", "傍晚", "晚上", "夜里", "晚"}


@dataclass(frozen=True, slots=True, order=True)
class MonthSpan:
    """A calendar month 月, as wages are counted."""

    year: int
    month: int

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    def __str__(self) -> str:
        return f"{self.year}年{self.month}月"


def read_date(text: str, today: date, *, prefer: Prefer = None) -> date:
    """The day that was meant. Raises NotUnderstood, also for a day that does not exist or whose weekday is another."""
    parted = re.sub(r"(?<=\d)\s+(?=\d)", ".", text[:LONGEST].strip())
    bare = arabic(plain_signs(parted))
    if not bare:
        raise NotUnderstood("没有写日期，请写成 2026-3-5、3月5日 或 今天。")
    said = _SAID_WEEKDAY.search(bare)
    if said:
        bare = bare[: said.start()]
    day = _day(bare, today, prefer, text)
    if not EARLIEST <= day.year <= LATEST:
        raise NotUnderstood(f"年份应在 {EARLIEST} 至 {LATEST} 之间，请核对“{text.strip()[:20]}”。")
    if said and WEEKDAYS[said[1]] != day.weekday():
        real, other = ("一二三四五六日"[number] for number in (day.weekday(), WEEKDAYS[said[1]]))
        raise NotUnderstood(f"{day.year}年{day.month}月{day.day}日是星期{real}，不是星期{other}，请核对。")
    return day


def read_datetime(text: str, now: datetime, *, prefer: Prefer = None, at: time | None = None) -> datetime:
    """An instant in the zone of `now` (aware). A time alone is today's; a date alone takes `at`, and is refused without it."""
    bare = _spaced(text)
    if bare in {"现在", "此刻", "刚才"}:
        return now
    match = _TIME.search(bare) or _GLUED.search(bare)
    if match is None:
        day = read_date(text, now.date(), prefer=prefer)
        if at is None:
            raise NotUnderstood("还缺几点，请接着日期写上时间，例如 明天 15:00。")
        return datetime.combine(day, at, now.tzinfo)
    moment = _time(match, text)
    head = bare[: match.start()].strip(" ,")
    day = read_date(head, now.date(), prefer=prefer) if head else now.date()
    return datetime.combine(day, moment, now.tzinfo)


def read_month(text: str, today: date, *, prefer: Prefer = None) -> MonthSpan:
    """A month: 2026年3月, 2026-03, 202603, 3月, 三月份, 上个月. Raises NotUnderstood."""
    bare = arabic(plain_signs(text)).removesuffix("份")
    this = MonthSpan(today.year, today.month)
    relative = {"本月": 0, "这个月": 0, "当月": 0, "上月": -1, "上个月": -1, "下月": 1, "下个月": 1}.get(bare)
    if relative is not None:
        return _shift(this, relative)
    full = re.fullmatch(r"(\d{4})[年.\-/]?(\d{1,2})月?", bare) if len(bare) > 4 else None
    year_word = re.fullmatch(r"(前年|去年|今年|明年)?(\d{1,2})月", bare)
    if full:
        year, month = int(full[1]), int(full[2])
    elif year_word:
        month = int(year_word[2])
        year = today.year + _YEARS.get(year_word[1] or "今年", 0)
        if not year_word[1] and prefer == "past" and month > today.month:
            year -= 1
        if not year_word[1] and prefer == "future" and month < today.month:
            year += 1
    else:
        raise NotUnderstood(f"没看懂“{text.strip()[:20]}”，请写成 2026年3月 或 2026-03。")
    if not 1 <= month <= 12 or not EARLIEST <= year <= LATEST:
        raise NotUnderstood(f"{year}年{month}月 不存在，月份是 1 至 12。")
    return MonthSpan(year, month)


def _spaced(text: str) -> str:
    """Signs in half width with single blanks kept between two digits only, words of day and hour spelt out."""
    words = [plain_signs(word) for word in text[:LONGEST].split()]
    bare = re.sub(r"(?<!\d) | (?!\d)", "", " ".join(words)).replace("T", " ")
    for joined, apart in JOINED.items():
        bare = bare.replace(joined, apart)
    return arabic(bare)


def _shift(span: MonthSpan, months: int) -> MonthSpan:
    index = span.year * 12 + span.month - 1 + months
    return MonthSpan(index // 12, index % 12 + 1)


def _day(bare: str, today: date, prefer: Prefer, typed: str) -> date:
    """The day of a text without weekday and time."""
    if bare in RELATIVE:
        return today + timedelta(days=RELATIVE[bare])
    if match := _OFFSET.fullmatch(bare):
        days = int(match[1]) * (1 if match[2] in "天日" else 7)
        return today + timedelta(days=-days if "前" in match[3] else days)
    if match := _WEEK.fullmatch(bare):
        monday = today - timedelta(days=today.weekday())
        return monday + timedelta(days=7 * WEEKS[match[1] or ""] + WEEKDAYS[match[2]])
    if match := _FULL.fullmatch(bare) or _SOLID.fullmatch(bare):
        year = int(match[1]) + (2000 if len(match[1]) == 2 else 0)
        return _real(year, int(match[2]), int(match[3]))
    if match := _NO_YEAR.fullmatch(bare):
        return _without_year(match, today, prefer)
    if match := _DAY_ONLY.fullmatch(bare):
        moved = {"上": -1, "下": 1}.get((match[1] or "本")[0], 0)
        span = _shift(MonthSpan(today.year, today.month), moved)
        return _real(span.year, span.month, int(match[2]))
    raise NotUnderstood(f"没看懂“{typed.strip()[:20]}”，请写成 2026-3-5、3月5日 或 今天。")


def _without_year(match: re.Match[str], today: date, prefer: Prefer) -> date:
    month, number = int(match[2]), int(match[3])
    if match[1]:
        return _real(today.year + _YEARS[match[1]], month, number)
    position = (month, number)
    here = (today.month, today.day)
    turn = -1 if prefer == "past" and position > here else 1 if prefer == "future" and position < here else 0
    return _real(today.year + turn, month, number)


def _real(year: int, month: int, day: int) -> date:
    """The date, or a sentence that it does not exist."""
    if not EARLIEST <= year <= LATEST:
        raise NotUnderstood(f"年份应在 {EARLIEST} 至 {LATEST} 之间，您填了 {year}。")
    try:
        return date(year, month, day)
    except ValueError:
        if not 1 <= month <= 12:
            raise NotUnderstood(f"{month}月 不存在，月份是 1 至 12。") from None
        raise NotUnderstood(f"{month}月{day}日 不存在，请改成当月的日子。") from None


def _time(match: re.Match[str], typed: str) -> time:
    part, hour, minute = match[1] or "", int(match[2]), 0
    if match[3] or match[4]:
        minute = int(match[3] or match[4])
    elif match[5] or match[6] or match[7]:
        minute = 30 if match[5] else 15 if match[6] else 45
    if hour == 12 and part in _NIGHT:
        raise NotUnderstood("夜里 12 点是哪一天说不准，请写成当天 23:59 或第二天 0:00。")
    if part in _AFTERNOON and hour < 12 and not (part == "中午" and hour >= 10):
        hour += 12
    if hour > 23 or minute > 59:
        raise NotUnderstood(f"“{typed.strip()[:20]}”的时间不存在，时间从 0:00 到 23:59。")
    return time(hour, minute)
