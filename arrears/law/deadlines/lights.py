"""The light of a clock 灯: colour, word and number, which always say the same. Thresholds are the rule's `lights`, in days
left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from arrears.law.calendar import BEIJING, BUILTIN, Calendar
from arrears.law.deadlines.outcome import Due
from arrears.law.deadlines.rule import Rule

RED: Final = "red"
AMBER: Final = "amber"
GREEN: Final = "green"
GREY: Final = "grey"
DONE: Final = "done"
HOUR: Final = 3600
SOON: Final = 12 * HOUR
"""An instant is amber in its last twelve hours and red in its last one."""


@dataclass(frozen=True, slots=True)
class Light:
    """`colour` red, amber, green, grey (paused) or done; `word` for people; `days_left`: days to go in the rule's unit,
    negative when overdue, None when done or nothing is known."""

    colour: str
    word: str
    days_left: int | None


def light(
    due: Due | date | datetime | None,
    force: str,
    as_of: date | datetime,
    rule: Rule,
    satisfied_on: date | datetime | None = None,
    paused: bool = False,
    *,
    remaining: int | None = None,
    calendar: Calendar = BUILTIN,
) -> Light:
    """The light of a clock at `as_of`. `due`: a `Due` or the stored date or instant; `remaining`: days left while paused, if
    known. Overdue from 00:00 of the next day (C14); an instant from the next second. `force` changes the shape on screen,
    never the colour."""
    left = remaining
    end: date | datetime | None
    if isinstance(due, Due):
        end, left = due.due, due.remaining if left is None else left
    else:
        end = due
    unit = "个工作日" if rule.unit == "wd" else "天"
    if satisfied_on is not None:
        return _done(end, satisfied_on)
    if paused or end is None:
        notice = isinstance(due, Due) and due.working.paused_for == "公告送达"
        state = "公告中" if notice else "中止"
        return Light(GREY, f"{state}（剩 {left} {unit}）" if left is not None else state, left)
    if isinstance(end, datetime):
        return _instant(end, as_of)
    return _dated(end, _day(as_of), rule, unit, calendar)


def _day(moment: date | datetime) -> date:
    return moment.astimezone(BEIJING).date() if isinstance(moment, datetime) else moment


def _moment(value: date | datetime) -> datetime:
    """A day without an hour stands for its beginning."""
    return value if isinstance(value, datetime) else datetime(value.year, value.month, value.day, tzinfo=BEIJING)


def _done(end: date | datetime | None, satisfied_on: date | datetime) -> Light:
    if isinstance(end, datetime) and isinstance(satisfied_on, datetime):
        late = int((satisfied_on - end).total_seconds())
        return Light(DONE, "已办" if late <= 0 else f"已办，逾期 {duration_words(late)}", None)
    if end is None:
        return Light(DONE, "已办", None)
    days = (_day(satisfied_on) - _day(end)).days
    return Light(DONE, "已办" if days <= 0 else f"已办，逾期 {days} 天", None)


def _dated(end: date, today: date, rule: Rule, unit: str, calendar: Calendar) -> Light:
    if rule.opens:
        if today >= end:
            return Light(GREEN, "已可行使", 0)
        return Light(GREEN, f"{(end - today).days} 天后可行使", (end - today).days)
    if today > end:
        late = (today - end).days
        return Light(RED, f"已逾期 {late} 天", -late)
    if today == end:
        return Light(RED, "今日到期", 0)
    left = calendar.workdays_between(today, end) if rule.unit == "wd" else (end - today).days
    colour = RED if left <= rule.lights.red else AMBER if left <= rule.lights.yellow else GREEN
    return Light(colour, f"剩 {left} {unit}", left)


def _instant(end: datetime, as_of: date | datetime) -> Light:
    seconds = int((end - _moment(as_of)).total_seconds())
    days = (end.astimezone(BEIJING).date() - _day(as_of)).days
    if seconds < 0:
        return Light(RED, f"已逾期 {duration_words(-seconds)}", min(days, 0))
    colour = RED if seconds <= HOUR else AMBER if seconds <= SOON else GREEN
    return Light(colour, f"剩 {duration_words(seconds)}", days)


def duration_words(seconds: int) -> str:
    """54 分钟, 1 小时 06 分, 5 天 12 小时."""
    minutes = seconds // 60
    days, minutes = divmod(minutes, 24 * 60)
    hours, minutes = divmod(minutes, 60)
    if days:
        return f"{days} 天 {hours} 小时" if hours else f"{days} 天"
    if hours:
        return f"{hours} 小时 {minutes:02d} 分"
    return f"{minutes} 分钟"
