"""How a deadline was reached, in steps and in one Chinese sentence 怎么算的.

The engine hands over a `Working`: what it counted from, how much, what it left out. Steps are walked day by day from it, so
they cannot disagree with the strip on the screen. Nothing here decides a date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from arrears.law.calendar import WEEKDAYS, Calendar
from arrears.law.counting import Span

START: Final = "start"
COUNT: Final = "count"
SKIP: Final = "skip"
PAUSE: Final = "pause"
RESET: Final = "reset"
EXTEND: Final = "extend"
ROLL: Final = "roll"
DUE: Final = "due"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a reckoning. `start` and `end` are both included; `end` is None for a pause that still runs. `days`:
    calendar days, or working days for a count in working days; 0 for start and due."""

    kind: str
    start: date
    end: date | None
    days: int
    text: str

    def as_dict(self) -> dict[str, Any]:
        """The contract's JSON: kind, from, to, days, text."""
        end = None if self.end is None else self.end.isoformat()
        return {"kind": self.kind, "from": self.start.isoformat(), "to": end, "days": self.days, "text": self.text}


@dataclass(frozen=True, slots=True)
class Working:
    """What the engine did. `given`: trigger as handed in; `moves`: earlier steps (deemed service, reset, another rule's own
    steps); `start`: the day not counted; `unit`, `length`, `extension`: what was counted, and `label` its Chinese (45日,
    6个月); `spans`: pauses that bit, `paused_for` their reasons; `nominal`: last day before rolling; `opening`: the day after
    is the first day."""

    trigger: str
    given: date | datetime
    start: date
    unit: str
    length: int
    label: str
    calendar: Calendar
    extension: int = 0
    backward: bool = False
    spans: tuple[Span, ...] = ()
    paused_for: str = ""
    nominal: date | None = None
    due: date | datetime | None = None
    rolled: bool = False
    may_roll: bool = False
    opening: bool = False
    moves: tuple[Step, ...] = ()
    notes: tuple[str, ...] = ()
    said: str = ""
    remaining: int | None = None


def weekday(day: date) -> str:
    """星期一 … 星期日."""
    return f"星期{WEEKDAYS[day.weekday()]}"


def day_words(day: date, year: int | None = None) -> str:
    """2026年3月5日; without the year when it is `year`."""
    return f"{day.month}月{day.day}日" if day.year == year else f"{day.year}年{day.month}月{day.day}日"


def moment_words(moment: datetime) -> str:
    """2026年5月2日10时00分."""
    return f"{day_words(moment)}{moment.hour}时{moment.minute:02d}分"


def span_words(first: date, last: date, year: int | None = None) -> str:
    """10月1日至7日; 10月30日至11月2日; one day alone stands alone."""
    head = day_words(first, year)
    if first == last:
        return head
    if (first.year, first.month) == (last.year, last.month):
        return f"{head}至{last.day}日"
    return f"{head}至{day_words(last, first.year)}"


def _kind_of(day: date, work: Working) -> tuple[str, str]:
    """What one day of the period was: paused, skipped (with the reason), or counted."""
    ordinal = day.toordinal()
    for first, end in work.spans:
        if first <= ordinal and (end is None or ordinal < end):
            return PAUSE, work.paused_for
    if work.unit == "wd":
        reason = work.calendar.off_reason(day)
        if reason is not None:
            return SKIP, reason
    return COUNT, ""


def _runs(work: Working) -> list[Step]:
    """Runs of equal days between start and nominal end, in the order counted; a running pause ends the walk."""
    open_from = next((first for first, end in work.spans if end is None), None)
    if work.backward:
        last = work.nominal or work.start
        days = range(work.start.toordinal() - 1, last.toordinal() - 1, -1)
    else:
        stop = open_from if open_from is not None else (work.nominal or work.start).toordinal() + 1
        days = range(work.start.toordinal() + 1, stop)
    steps: list[Step] = []
    for ordinal in days:
        day = date.fromordinal(ordinal)
        kind, reason = _kind_of(day, work)
        if steps and steps[-1].kind == kind and steps[-1].text == reason:
            last_step = steps[-1]
            first_day, end_day = (day, last_step.end) if work.backward else (last_step.start, day)
            steps[-1] = Step(kind, first_day, end_day, last_step.days + 1, reason)
        else:
            steps.append(Step(kind, day, day, 1, reason))
    if open_from is not None:
        steps.append(Step(PAUSE, date.fromordinal(open_from), None, 0, work.paused_for))
    return [_worded(step, work) for step in steps]


def _worded(step: Step, work: Working) -> Step:
    unit = "个工作日" if work.unit == "wd" else "日"
    if step.kind == COUNT and work.unit in ("month", "year"):
        text = f"历{step.days}日"
    elif step.kind == COUNT:
        text = f"{'倒' if work.backward else ''}数{step.days}{unit}"
    elif step.kind == SKIP:
        text = f"{step.text}，不数"
    elif step.end is None:
        text = f"{step.text}，尚未恢复，不计入期限"
    else:
        text = f"{step.text}，{step.days}日不计入期限"
    return Step(step.kind, step.start, step.end, step.days, text)


def steps_of(work: Working) -> tuple[Step, ...]:
    """All steps of a reckoning, first to last."""
    start = work.start
    steps = list(work.moves)
    if isinstance(work.due, datetime) and isinstance(work.given, datetime):
        steps.append(Step(START, work.given.date(), work.given.date(), 0, f"{moment_words(work.given)}{work.trigger}，即时起算"))
        if work.label:
            steps.append(Step(COUNT, work.given.date(), work.due.date(), work.length, f"连续计算{work.label}，不分昼夜和休息日"))
        if work.extension:
            steps.append(Step(EXTEND, work.given.date(), work.due.date(), work.extension, f"延长{work.extension}日"))
        steps.append(Step(DUE, work.due.date(), work.due.date(), 0, f"{moment_words(work.due)}届满"))
        return tuple(steps)
    if work.said:
        steps.append(Step(START, start, start, 0, work.said))
    else:
        steps.append(Step(START, start, start, 0, _not_counted(work)))
        steps += _runs(work)
        if work.extension:
            unit = "个工作日" if work.unit == "wd" else "日"
            end = work.nominal or start
            steps.append(Step(EXTEND, end, end, work.extension, f"延长{work.extension}{unit}，已计入上列天数"))
    if work.rolled and work.nominal is not None and isinstance(work.due, date):
        last = date.fromordinal(work.due.toordinal() - 1)
        days = work.due.toordinal() - work.nominal.toordinal()
        reason = work.calendar.off_reason(work.nominal)
        steps.append(Step(ROLL, work.nominal, last, days, f"末日逢{reason}，顺延到{day_words(work.due)}"))
    if isinstance(work.due, date):
        text = f"{day_words(work.due)}（{weekday(work.due)}）{'起可以行使' if work.opening else '届满'}"
        steps.append(Step(DUE, work.due, work.due, 0, text))
    return tuple(steps)


def _skipped_words(work: Working, year: int) -> str:
    """Days off left out of a count in working days: festivals by date, weekends as a sum, make-up days named."""
    weekends, festivals, makeups = 0, [], []
    for step in _runs(work):
        if step.kind == SKIP and step.end is not None:
            if step.text.startswith("周末"):
                weekends += step.days
            else:
                festivals.append(f"{span_words(step.start, step.end, year)}{step.text.removesuffix('，不数')}")
        elif step.kind == COUNT and step.end is not None:
            for ordinal in range(step.start.toordinal(), step.end.toordinal() + 1):
                day = date.fromordinal(ordinal)
                if work.calendar.is_makeup(day):
                    makeups.append(day_words(day, year))
    text = ""
    if festivals or weekends:
        parts = festivals + ([f"周末{weekends}天"] if weekends else [])
        text += f"，{'、'.join(parts)}不数"
    return text + (f"，{'、'.join(makeups)}调休上班，照数" if makeups else "")


def _pause_words(work: Working, year: int) -> str:
    parts, total = [], 0
    for first, end in work.spans:
        begin = date.fromordinal(first)
        if end is None:
            parts.append(f"{day_words(begin, year)}起{work.paused_for}，尚未恢复")
        else:
            total += end - first
            parts.append(f"{span_words(begin, date.fromordinal(end - 1), year)}")
    if not parts:
        return ""
    closed = [part for part in parts if not part.endswith("尚未恢复")]
    text = f"，{'、'.join(closed)}{work.paused_for}共{total}日不计" if closed else ""
    return text + "".join(f"，{part}" for part in parts if part.endswith("尚未恢复"))


def _not_counted(work: Working) -> str:
    """The first words of a count: the day of the trigger is left out (C1)."""
    return f"{day_words(work.start)}{work.trigger}{'，' if work.trigger else ''}当日不计"


def _counted_words(work: Working) -> str:
    year = work.start.year
    text = _not_counted(work)
    unit = "个工作日" if work.unit == "wd" else "日"
    if work.backward:
        text += f"，向前倒数{work.label}"
    else:
        text += f"，自{day_words(date.fromordinal(work.start.toordinal() + 1), year)}起计算{work.label}"
    if work.unit == "cd":
        text += "（自然日，节假日照数）"
    if work.extension:
        text += f"，延长{work.extension}{unit}"
    if work.unit == "wd":
        text += _skipped_words(work, year)
    text += _pause_words(work, year)
    if work.nominal is None:
        return text + f"，期限中止，还剩{work.remaining}{unit}"
    name = "最后一日" if work.backward else "末日"
    return text + f"，{name}为{day_words(work.nominal, year)}（{weekday(work.nominal)}）"


def sentence_of(work: Working, more: tuple[str, ...] = ()) -> str:
    """The reckoning as one sentence: start, days counted and skipped with the reason, pauses, extension, roll, result, notes, and
    `more` of the caller's."""
    head = "".join(f"{step.text}；" for step in work.moves if step.kind in (RESET, START, DUE) and step.text)
    if isinstance(work.due, datetime) and isinstance(work.given, datetime):
        text = f"{moment_words(work.given)}{work.trigger}"
        text += f"，连续计算{work.label}" if work.label else ""
        text += f"，延长{work.extension}日" if work.extension else ""
        text += f"，{moment_words(work.due)}届满，不顺延"
    elif work.said:
        text = work.said
    else:
        text = _counted_words(work)
    if isinstance(work.due, date) and not isinstance(work.due, datetime):
        if work.rolled and work.nominal is not None:
            text += f"，逢{work.calendar.off_reason(work.nominal)}，顺延到{day_words(work.due)}（{weekday(work.due)}）"
        elif work.opening and not work.said:
            text += f"，次日{day_words(work.due)}起可以行使"
        elif not work.said and work.nominal is not None and not work.calendar.is_workday(work.nominal) and not work.may_roll:
            text += "，虽为休息日，不顺延"
    return head + text + "".join(f"；{note}" for note in (*work.notes, *more)) + "。"
