"""The one place where a deadline is computed 期限计算: rule, trigger and facts in, `Due` out.

Order of the law (C1–C18): deemed service → version of the rule → reset → length → pauses and extension → nominal end → rolling → plan date.
Instants run on without rolling. Rules derived from other rules stand in `derived`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any, Final

from arrears.law.calendar import BUILTIN, Calendar, OutOfCalendar
from arrears.law.counting import Counted, Span, add_months, after, backward_workdays, forward_days, forward_workdays, merged
from arrears.law.deadlines import facts as read
from arrears.law.deadlines.errors import BadDate, BadFacts, CalendarUnknown
from arrears.law.deadlines.facts import Facts
from arrears.law.deadlines.outcome import Due
from arrears.law.deadlines.registry import VERSIONS, rule_on
from arrears.law.deadlines.rule import UNITS, Extension, Rule
from arrears.law.deadlines.variants import VARIANTS
from arrears.law.explain import RESET, START, Step, Working, day_words

Settings = Mapping[str, Any]
NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})
ONE_DAY: Final = timedelta(days=1)
LAST_SIX_MONTHS: Final = 6  # 执行解释第十九条: only the last six months of the enforcement period can be suspended
FROM_HEARING: Final = frozenset({"arb-hearing-notice", "arb-postpone", "hearing-notice", "arb-recusal-apply"})


def due(
    rule_id: str,
    trigger: date | datetime,
    facts: Facts = NOTHING,
    *,
    calendar: Calendar = BUILTIN,
    length: int | None = None,
    settings: Settings = NOTHING,
) -> Due:
    """The due date of a rule with its working.

    `trigger`: day or aware instant of the event in the rule's row (Beijing day counts; a rule in hours needs the instant). `facts`: names
    of the command contract, values as dates or their text. `length`: the length written in a paper or set for this clock, in the rule's
    unit. `settings`: a body's own lengths and switches. Raises UnknownRule, BadDate, BadFacts, CalendarUnknown.
    """
    from arrears.law.deadlines.derived import DERIVED  # derived rules ask this function in turn

    given = read.parse_moment(trigger, "trigger_date", BadDate)
    try:
        derive = DERIVED.get(rule_id)
        if derive is not None:
            return derive(given, facts, calendar, settings)
        day, moves = _triggered(rule_id, given, facts, calendar, settings)
        rule = rule_on(rule_id, day)
        if rule.instants:
            return _instant(rule, given, facts, calendar, length, settings)
        return _dated(rule, given, day, moves, facts, calendar, length, settings)
    except (OutOfCalendar, OverflowError) as reason:
        raise CalendarUnknown("trigger_date", "期限超出可计算的日历范围（1949—2199年）") from reason


def due_date(
    rule_id: str,
    trigger: date | datetime,
    facts: Facts = NOTHING,
    *,
    calendar: Calendar = BUILTIN,
    length: int | None = None,
    settings: Settings = NOTHING,
) -> date | datetime | None:
    """Only the due date of `due`: the same arithmetic, for sweeps over many clocks."""
    return due(rule_id, trigger, facts, calendar=calendar, length=length, settings=settings).due


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _triggered(
    rule_id: str, given: date | datetime, facts: Facts, calendar: Calendar, settings: Settings
) -> tuple[date, tuple[Step, ...]]:
    """The day the period counts from, and the steps that led there: deemed service, the hearing named among the facts."""
    day = _day(given)
    if not facts or rule_id not in VERSIONS:
        return day, ()
    if rule_id in FROM_HEARING:
        return read.date_fact(facts, "hearing_date") or day, ()
    announced = read.date_fact(facts, "announced")
    if rule_id == "svc-public":
        return announced or day, ()
    if rule_id == "bl-early-from":
        listed = read.date_fact(facts, "listed_on")
        return max(day, listed) if listed else day, ()
    if not VERSIONS[rule_id][-1].served:
        return day, ()
    mode = facts.get("served_by")
    if mode is not None and not isinstance(mode, str):
        raise BadFacts("facts.served_by", "应写明送达方式")
    return deemed(day, mode or "", announced, calendar, settings)


def deemed(
    day: date, mode: str, announced: date | None, calendar: Calendar, settings: Settings
) -> tuple[date, tuple[Step, ...]]:
    """The day on which service counts: after public notice (from the announcement) or after leaving and posting (from that day)."""
    plain = mode.lower()
    if announced is not None or "public" in plain or "announce" in plain or "公告" in mode:
        from_day, rule_id = announced or day, "svc-public"
    elif any(word in plain for word in ("leave", "left", "post-up", "posted", "留置", "张贴")):
        from_day, rule_id = day, "svc-leave-post"
    else:
        return day, ()
    served = due(rule_id, from_day, calendar=calendar, settings=settings)
    on = _day(served.due) if served.due is not None else from_day
    title = "公告" if rule_id == "svc-public" else "留置、张贴"
    text = f"{day_words(from_day)}{title}，{served.rule.length_words}后于{day_words(on)}视为送达"
    return on, (Step(START, from_day, on, 0, text),)


def _length(
    rule: Rule, facts: Facts, length: int | None, settings: Settings
) -> tuple[int | None, str, tuple[str, ...]]:
    """Length and unit that hold here, and what to say about them: own length, fact-chosen length, the body's setting, the row."""
    if facts and rule.id in VARIANTS:
        variant = VARIANTS[rule.id](facts)
        if variant is not None:
            return variant[0], variant[1], (variant[2],)
    own = length if length is not None else (read.number(facts, "length") if facts else None)
    unit = rule.unit
    if settings:
        if rule.unit_setting and settings.get(rule.unit_setting, "wd") == "cd" and unit == "wd":
            unit = "cd"
        if own is None and rule.setting is not None:
            own = _setting_number(settings, rule.setting)
    if unit == "written":
        return own, "written" if own is None else "cd", ()
    return rule.length if own is None else own, unit, ()


def _setting_number(settings: Settings, name: str) -> int | None:
    value = settings.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BadFacts(f"settings.{name}", "期限长度应为不小于 0 的整数")
    return value


def _rolls(rule: Rule, unit: str, settings: Settings) -> bool:
    """Whether a last day on a rest day moves: statutory periods in days, months, years, unless row or setting says no."""
    if unit != rule.unit and rule.statutory and unit == "cd":
        rolls = rule.direction == "forward"
    else:
        rolls = rule.rolls
    if rolls and settings and rule.roll_setting is not None:
        return bool(settings.get(rule.roll_setting, True))
    return rolls


def allowed_extension(rule: Rule, facts: Facts, settings: Settings) -> int:
    """Extension days among the facts, checked against the rule's cap (C9). Raises BadFacts."""
    days = read.number(facts, "extension_days")
    if not days:
        return 0
    extension: Extension | None = rule.extension
    if extension is None:
        raise BadFacts("facts.extension_days", f"{rule.title}没有延长的规定")
    most = extension.most
    if extension.cap is not None:
        most = _setting_number(settings, extension.cap) if settings.get(extension.cap) is not None else most
    if most is not None and days > most * extension.times:
        raise BadFacts("facts.extension_days", f"{rule.title}最多延长{most * extension.times}{_extension_unit(rule)}")
    return days


def _extension_unit(rule: Rule) -> str:
    return "个工作日" if rule.unit == "wd" else "日"


def _reset(rule: Rule, start: date, facts: Facts) -> tuple[date, tuple[Step, ...], tuple[str, ...]]:
    """The latest reset that counts for this rule becomes the trigger (C11); others are named in a note."""
    entries = read.resets(facts)
    if not entries:
        return start, (), ()
    allowed = rule.resets
    counting = [(day, event) for day, event in entries if day >= start and ("*" in allowed or event in allowed)]
    idle = sorted({event for _, event in entries if not ("*" in allowed or event in allowed)})
    notes = tuple(f"{read.words_of(event)}不使本期限重新计算" for event in idle)
    if not counting:
        return start, (), notes
    day, event = max(counting)
    step = Step(RESET, day, day, 0, f"{day_words(day)}{read.words_of(event)}，期限重新计算，此前的扣除和延长不再计入")
    return day, (step,), notes


def _pause_allowed(rule: Rule, kind: str, settings: Settings) -> bool:
    for entry in rule.pauses:
        name, _, switch = entry.partition("?")
        if name in ("*", kind):
            return not switch or bool(settings.get(switch, False))
    return False


def _pauses(rule: Rule, facts: Facts, settings: Settings) -> tuple[tuple[Span, ...], str, tuple[str, ...]]:
    """The union of the pauses that count for this rule, their reasons, and a note on those that do not."""
    entries = read.pauses(facts)
    spans: list[Span] = []
    kinds: dict[str, None] = {}
    idle: dict[str, None] = {}
    for first, end, kind in entries:
        if _pause_allowed(rule, kind, settings):
            spans.append((first, end))
            kinds[read.words_of(kind)] = None
        else:
            idle[read.words_of(kind)] = None
    notes = tuple(f"{word}期间不从本期限中扣除" for word in idle)
    return merged(spans), "、".join(kinds), notes


def _dated(
    rule: Rule,
    given: date | datetime,
    day: date,
    moves: tuple[Step, ...],
    facts: Facts,
    calendar: Calendar,
    length: int | None,
    settings: Settings,
) -> Due:
    """A rule that answers with a date."""
    count, unit, notes = _length(rule, facts, length, settings)
    if count is None or unit == "same-day":
        return _on_the_day(rule, given, day, moves, notes, facts, calendar, settings)
    if rule.direction == "backward":
        return _backward(rule, given, day, count, unit, facts, calendar, settings)
    start, extension, spans, reasons = day, 0, (), ""
    if facts:
        start, reset_steps, reset_notes = _reset(rule, day, facts)
        spans, reasons, pause_notes = _pauses(rule, facts, settings)
        extension = _extension_here(rule, given, start, facts, calendar, length, settings)
        moves += reset_steps
        notes += reset_notes + pause_notes + _side_notes(rule, facts)
    base = _base_length(start, count, unit)
    if spans:
        clipped = after(start.toordinal(), spans)
        spans = _last_six_months(start, base, clipped) if rule.id == "enforce-apply" else clipped
    total = base + extension
    first = start.toordinal()
    counted = forward_workdays(calendar, first, total, spans) if unit == "wd" else forward_days(first, total, spans)
    return _finish(rule, given, start, count, unit, extension, counted, reasons, moves, notes, facts, calendar, settings)


def _base_length(start: date, count: int, unit: str) -> int:
    """A length in months or years as days from `start`; other lengths as they are."""
    if unit == "month":
        return (add_months(start, count) - start).days
    if unit == "year":
        return (add_months(start, count * 12) - start).days
    return count


def _last_six_months(start: date, base: int, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Suspensions of the enforcement period clipped to its last six months; earlier days do not count."""
    opening = add_months(start + timedelta(days=base), -LAST_SIX_MONTHS).toordinal()
    return after(opening, spans)


def _extension_here(
    rule: Rule, given: date | datetime, start: date, facts: Facts, calendar: Calendar, length: int | None, settings: Settings
) -> int:
    """Extension that counts: within the cap, approved in time (`extended_on`, C9), not before a reset (C11)."""
    days = allowed_extension(rule, facts, settings)
    approved = read.date_fact(facts, "extended_on")
    if not days or approved is None:
        return days
    if approved < start:
        return 0
    without = {name: value for name, value in facts.items() if name not in ("extension_days", "extended_on")}
    current = due(rule.id, given, without, calendar=calendar, length=length, settings=settings).due
    if current is not None and approved > _day(current):
        raise BadFacts("facts.extended_on", f"延长应在{day_words(_day(current))}届满前批准，{day_words(approved)}批准已过期")
    return days


def _side_notes(rule: Rule, facts: Facts) -> tuple[str, ...]:
    """Facts that change nothing here, said so that nobody wonders."""
    converted = read.date_fact(facts, "converted_to_ordinary")
    if converted is not None and rule.id in ("arb-award", "arb-award-fast", "arb-simple-convert"):
        return (f"{day_words(converted)}转为普通程序，期限仍自受理之日计算",)
    return ()


def _label(count: int, unit: str) -> str:
    return f"{count}{UNITS[unit]}" if unit != "written" else ""


def _version_note(rule: Rule) -> tuple[str, ...]:
    """Which version was used, where a rule has more than one."""
    return (f"适用{rule.version}的规定（{rule.length_words}）",) if len(VERSIONS[rule.id]) > 1 else ()


def _finish(
    rule: Rule,
    given: date | datetime,
    start: date,
    count: int,
    unit: str,
    extension: int,
    counted: Counted,
    reasons: str,
    moves: tuple[Step, ...],
    notes: tuple[str, ...],
    facts: Facts,
    calendar: Calendar,
    settings: Settings,
) -> Due:
    """Nominal end → relief → rolling → plan date → the answer."""
    nominal = None if counted.nominal is None else date.fromordinal(counted.nominal)
    if facts and nominal is not None:
        nominal, relief = _relieved(rule, nominal, facts)
        if relief:
            notes += relief
        latest = read.date_fact(facts, "hearing_date") if rule.id == "arb-evidence" else None
        if latest is not None and latest < nominal:
            nominal, notes = latest, (*notes, f"举证最迟到{day_words(latest)}开庭")
    rolls = _rolls(rule, unit, settings)
    end = nominal
    if rolls and end is not None:
        end = calendar.next_workday(end)
    opening = rule.opens
    if opening and end is not None:
        end += ONE_DAY
    plan = _plan(calendar, nominal, end, unit, opening)
    if rule.statutory is False and nominal is not None and not calendar.is_workday(nominal):
        notes = (*notes, "目标期限，遇休息日不顺延")
    working = Working(
        rule.trigger, given, start, unit, count, _label(count, unit), calendar, extension, False, counted.spans, reasons,
        nominal, end, rolls and end != nominal, rolls, opening, moves, notes + _version_note(rule), "", counted.remaining,
    )
    first = start + ONE_DAY if unit == "wd" else nominal
    return answer(rule, working, plan, nominal, unit, _provisional(calendar, first, end, nominal), counted.remaining)


def _plan(calendar: Calendar, nominal: date | None, end: date | None, unit: str, opening: bool) -> date | None:
    if nominal is None or end is None:
        return None
    if unit == "wd" or opening:
        return end
    return calendar.prev_workday(nominal)


def _relieved(rule: Rule, nominal: date, facts: Facts) -> tuple[date, tuple[str, ...]]:
    """A new end granted as 顺延 (C17) takes the place of an earlier nominal end."""
    new_end = read.date_fact(facts, "new_end")
    if new_end is None or new_end <= nominal or not rule.statutory:
        return nominal, ()
    return new_end, (f"经准许顺延，期限改至{day_words(new_end)}",)


def _provisional(calendar: Calendar, first: date | None, end: date | None, nominal: date | None) -> bool:
    """True when a year the count asked about has no notice."""
    known = [day.year for day in (first, end, nominal) if day is not None]
    if not known:
        return False
    loaded = calendar.loaded
    low, high = min(known), max(known)
    return low not in loaded or high not in loaded or any(year not in loaded for year in range(low + 1, high))


def answer(
    rule: Rule, working: Working, plan: date | datetime | None, nominal: date | datetime | None, unit: str, provisional: bool,
    remaining: int | None = None,
) -> Due:
    """The `Due` of a rule from its working."""
    return Due(
        rule.id, rule.version, working.due, plan, nominal, rule.force, unit, rule.owed_by, rule.article, provisional, remaining,
        working.calendar.edition, rule, working,
    )


def _on_the_day(
    rule: Rule, given: date | datetime, day: date, moves: tuple[Step, ...], notes: tuple[str, ...], facts: Facts,
    calendar: Calendar, settings: Settings,
) -> Due:
    """Same-day duties and dates written in a paper: nothing is counted; a written statutory date rolls."""
    written = rule.unit == "written"
    nominal = (read.date_fact(facts, "written_on") if facts and written else None) or day
    if facts and written:
        extension = allowed_extension(rule, facts, settings) if facts.get("extension_days") else 0
        nominal += timedelta(days=extension)
        nominal, relief = _relieved(rule, nominal, facts)
        notes += relief
    rolls = written and _rolls(rule, "written", settings)
    end = calendar.next_workday(nominal) if rolls else nominal
    said = f"{rule.trigger}{day_words(nominal)}" if written else f"{day_words(nominal)}{rule.trigger}，当日办理"
    working = Working(
        rule.trigger, given, nominal, rule.unit, 0, "", calendar, nominal=nominal, due=end, rolled=end != nominal, may_roll=rolls,
        moves=moves, notes=notes, said=said,
    )
    if not written:
        return answer(rule, working, end, nominal, "same-day", False)
    return answer(rule, working, calendar.prev_workday(nominal), nominal, rule.unit, _provisional(calendar, nominal, end, nominal))


def _backward(
    rule: Rule, given: date | datetime, day: date, count: int, unit: str, facts: Facts, calendar: Calendar, settings: Settings
) -> Due:
    """N days before a hearing or an instant (C12): the act is in time on or before the N-th day back. Targets in calendar days: no roll."""
    notes: tuple[str, ...] = ()
    if settings and rule.id in FROM_HEARING:
        clear = _setting_number(settings, "clear_days") or 0
        count += clear
        notes = (f"按整日计算，多留{clear}日",) if clear else ()
    end = backward_workdays(calendar, day, count) if unit == "wd" else day - timedelta(days=count)
    working = Working(
        rule.trigger, given, day, unit, count, _label(count, unit), calendar, backward=True, nominal=end, due=end, notes=notes,
    )
    plan = end if unit == "wd" else calendar.prev_workday(end)
    return answer(rule, working, plan, end, unit, _provisional(calendar, end, day - ONE_DAY if unit == "wd" else end, end))


def _instant(
    rule: Rule, given: date | datetime, facts: Facts, calendar: Calendar, length: int | None, settings: Settings
) -> Due:
    """Running time: hours, minutes, and the hotline's days at the same minute. No rest day, no rolling."""
    if not isinstance(given, datetime):
        raise BadDate("trigger_date", "该期限精确到时分，请写明时刻，例如 2026-05-02T10:00:00+08:00")
    count, unit, notes = _length(rule, facts, length, settings)
    span = timedelta(0)
    if count is not None:
        span = {"h": timedelta(hours=count), "min": timedelta(minutes=count), "cd": timedelta(days=count)}[unit]
    extension = allowed_extension(rule, facts, settings) if facts else 0
    end = given + span + timedelta(days=extension)
    label = _label(count, unit) if count is not None else ""
    working = Working(
        rule.trigger, given, given.date(), unit, count or 0, label, calendar, extension, nominal=end.date(), due=end, notes=notes,
    )
    return answer(rule, working, end, end, unit, False)
