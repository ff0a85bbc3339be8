"""The clocks that are not counted forward in days 其余期限: same-day duties, dates written in a paper, backward counts,
running hours."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from arrears.law.counting import backward_workdays
from arrears.law.deadlines import facts as read
from arrears.law.deadlines.asked import Asked, provisional, setting_number
from arrears.law.deadlines.errors import BadDate
from arrears.law.deadlines.measure import extension_of, label, length_of
from arrears.law.deadlines.outcome import Due
from arrears.law.deadlines.relief import relieved
from arrears.law.deadlines.service import FROM_HEARING
from arrears.law.explain import Working, day_words

ONE_DAY: Final = timedelta(days=1)


def same_day(ask: Asked, notes: tuple[str, ...]) -> Due:
    """Due on the day of the event itself, rest day or not."""
    day = ask.day
    said = f"{day_words(day)}{ask.rule.trigger}，当日办理"
    working = Working(
        ask.rule.trigger,
        ask.given,
        day,
        "same-day",
        0,
        "",
        ask.calendar,
        nominal=day,
        due=day,
        moves=ask.moves,
        notes=notes,
        said=said,
    )
    return ask.answer(working, day, "same-day")


def written(ask: Asked) -> Due:
    """A date that a paper fixes: the trigger is that date (or fact `written_on`); a statutory one rolls off a rest day (C3)."""
    rule, facts, calendar = ask.rule, ask.facts, ask.calendar
    nominal, event = ask.day, rule.trigger
    notes: tuple[str, ...] = ()
    if facts:
        fixed = read.date_fact(facts, "written_on")
        if fixed is not None:
            nominal, event = fixed, "文书所定最后一日"
        nominal += timedelta(days=extension_of(ask))
        nominal, notes = relieved(rule, nominal, facts)
    moves = rule.statutory and bool(ask.settings.get(rule.roll_setting or "", True))
    end = calendar.next_workday(nominal) if moves else nominal
    working = Working(
        rule.trigger,
        ask.given,
        nominal,
        "written",
        0,
        "",
        calendar,
        nominal=nominal,
        due=end,
        rolled=end != nominal,
        may_roll=moves,
        moves=ask.moves,
        notes=notes,
        said=f"{event}：{day_words(nominal)}",
    )
    return ask.answer(working, calendar.prev_workday(nominal), "written", provisional=provisional(calendar, nominal, end))


def backward(ask: Asked, count: int, unit: str) -> Due:
    """N days before a hearing or an instant (C12): in time on or before the N-th day back. Setting `clear_days` adds whole
    days."""
    calendar = ask.calendar
    notes: tuple[str, ...] = ()
    clear = setting_number(ask.settings, "clear_days") if ask.settings and ask.rule.id in FROM_HEARING else None
    if clear:
        count, notes = count + clear, (f"按整日计算，多留{clear}日",)
    in_workdays = unit == "wd"
    end = backward_workdays(calendar, ask.day, count) if in_workdays else ask.day - timedelta(days=count)
    working = Working(
        ask.rule.trigger,
        ask.given,
        ask.day,
        unit,
        count,
        label(count, unit),
        calendar,
        backward=True,
        nominal=end,
        due=end,
        moves=ask.moves,
        notes=notes,
    )
    plan = end if in_workdays else calendar.prev_workday(end)
    return ask.answer(working, plan, unit, provisional=provisional(calendar, end, ask.day - ONE_DAY if in_workdays else end))


def instant(ask: Asked) -> Due:
    """Running time: hours, minutes, and the hotline's days at the same minute. No rest day, no rolling, no calendar."""
    given = ask.given
    if not isinstance(given, datetime):
        raise BadDate("trigger_date", "该期限精确到时分，请写明时刻，例如 2026-05-02T10:00:00+08:00")
    count, unit, notes = length_of(ask)
    length = count or 0
    span = timedelta(minutes=length) if unit == "min" else timedelta(hours=length) if unit == "h" else timedelta(days=length)
    extension = extension_of(ask) if ask.facts else 0
    end = given + span + timedelta(days=extension)
    working = Working(
        ask.rule.trigger,
        given,
        given.date(),
        unit,
        length,
        label(count, unit),
        ask.calendar,
        extension,
        nominal=end.date(),
        due=end,
        notes=notes,
    )
    return ask.answer(working, end, unit, nominal=end)
