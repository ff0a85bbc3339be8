"""The one place where a deadline is computed 期限计算: rule, trigger and facts in, `Due` out.

Order of the law (C1–C18): deemed service → version of the rule → reset → length → pauses and extension → nominal end → relief →
rolling → plan date. Instants run on without rolling (`plain`). Rules that follow from other rules stand in `derived`.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from arrears.law.calendar import BUILTIN, FIRST_YEAR, LAST_YEAR, Calendar, OutOfCalendar
from arrears.law.counting import Counted, Span, add_months, after, forward_days, forward_workdays, merged
from arrears.law.deadlines import facts as read
from arrears.law.deadlines import plain
from arrears.law.deadlines.asked import NOTHING, Asked, Settings, as_day, provisional, setting_number
from arrears.law.deadlines.derived import DERIVED
from arrears.law.deadlines.errors import BadDate, BadFacts, CalendarUnknown
from arrears.law.deadlines.facts import Facts
from arrears.law.deadlines.measure import admits, extension_of, label, length_of, pauses_of, reset_of, rolls
from arrears.law.deadlines.outcome import Due
from arrears.law.deadlines.registry import RULES, VERSIONS, rule_on
from arrears.law.deadlines.relief import relieved
from arrears.law.deadlines.rule import Rule
from arrears.law.deadlines.service import FROM_HEARING, counted_from
from arrears.law.explain import Step, Working, day_words

ONE_DAY: Final = timedelta(days=1)
LAST_SIX_MONTHS: Final = 6  # 执行解释第十九条: only the last six months of the enforcement period can be suspended
BEYOND: Final = f"期限超出可计算的日历范围（{FIRST_YEAR}—{LAST_YEAR}年）"
QUICK_FACTS: Final = frozenset({"pauses", "extension_days"})


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

    `trigger`: day or aware instant of the event in the rule's row (its Beijing day counts; a rule in hours needs the instant).
    `facts`: names of the command contract, values as dates or their text; others are left alone. `length`: the length written
    in a paper or set for this clock, in the rule's unit. `settings`: a body's own lengths and switches.
    Raises UnknownRule, BadDate, BadFacts, CalendarUnknown.
    """
    given = read.parse_moment(trigger, "trigger_date", BadDate)
    if not FIRST_YEAR <= given.year <= LAST_YEAR:
        raise CalendarUnknown("trigger_date", BEYOND)
    try:
        derive = DERIVED.get(rule_id)
        if derive is not None:
            return _within(derive(Asked(RULES[rule_id], given, as_day(given), facts, calendar, length, settings), due))
        day = as_day(given)
        moves: tuple[Step, ...] = ()
        if facts and rule_id in VERSIONS:
            day, moves = counted_from(rule_id, given, facts, calendar, settings)
        return _within(_answered(Asked(rule_on(rule_id, day), given, day, facts, calendar, length, settings, moves)))
    except (OutOfCalendar, OverflowError) as reason:
        raise CalendarUnknown("trigger_date", BEYOND) from reason


def _within(result: Due) -> Due:
    """The answer itself, unless it lies beyond the last year of any calendar."""
    if result.due is not None and result.due.year > LAST_YEAR:
        raise OutOfCalendar(BEYOND)
    return result


def _answered(ask: Asked) -> Due:
    """One clock by the form of its length."""
    if ask.rule.instants:
        return plain.instant(ask)
    count, unit, notes = length_of(ask)
    if unit == "same-day":
        return plain.same_day(ask, notes)
    if count is None or (ask.rule.datable and ask.facts.get("written_on") is not None):
        return plain.written(ask)
    if ask.rule.direction == "backward":
        return plain.backward(ask, count, unit)
    return _counted(ask, count, unit, notes)


def _counted(ask: Asked, count: int, unit: str, notes: tuple[str, ...]) -> Due:
    """A period counted forward: reset, pauses, extension, nominal end."""
    start, moves, extension, reasons = ask.day, ask.moves, 0, ""
    spans: tuple[Span, ...] = ()
    if ask.facts:
        start, reset_steps, reset_notes = reset_of(ask)
        spans, reasons, pause_notes = pauses_of(ask)
        extension = _extension(ask, start)
        moves += reset_steps
        notes += reset_notes + pause_notes + _idle_facts(ask)
    counted = reckon(ask.rule, start, count, unit, extension, spans, ask.calendar)
    nominal = None if counted.nominal is None else date.fromordinal(counted.nominal)
    if ask.facts and nominal is not None:
        nominal, more = _moved(ask, nominal)
        notes += more
    may_roll = rolls(ask.rule, unit, ask.settings)
    end = ask.calendar.next_workday(nominal) if may_roll and nominal is not None else nominal
    rolled = end != nominal
    if ask.rule.opens and end is not None:
        end += ONE_DAY
    working = Working(
        _event(ask, start),
        ask.given,
        start,
        unit,
        count,
        label(count, unit),
        ask.calendar,
        extension,
        False,
        counted.spans,
        reasons,
        nominal,
        end,
        rolled,
        may_roll,
        ask.rule.opens,
        moves,
        notes + _remarks(ask),
        "",
        counted.remaining,
    )
    first = start + ONE_DAY if unit == "wd" else nominal
    return ask.answer(working, _plan(ask, nominal, end, unit), unit, provisional=provisional(ask.calendar, first, end or nominal))


def reckon(
    rule: Rule, start: date, count: int, unit: str, extension: int, spans: tuple[Span, ...], calendar: Calendar
) -> Counted:
    """The bare count of a forward period: `spans` are merged pauses; months and years become days from `start` (C6)."""
    first = start.toordinal()
    if unit == "wd":
        return forward_workdays(calendar, first, count + extension, after(first, spans) if spans else spans)
    base = count
    if unit in ("month", "year"):
        base = (add_months(start, count * 12 if unit == "year" else count) - start).days
    if spans:
        spans = after(first, spans)
        if rule.id == "enforce-apply":
            spans = after(add_months(start + timedelta(days=base), -LAST_SIX_MONTHS).toordinal(), spans)
    return forward_days(first, base + extension, spans)


def _extension(ask: Asked, start: date) -> int:
    """Extension that counts: within the cap, approved in time (fact `extended_on`, C9), not before a reset (C11)."""
    days = extension_of(ask)
    approved = read.date_fact(ask.facts, "extended_on")
    if not days or approved is None:
        return days
    if approved < start:
        return 0
    without = {name: value for name, value in ask.facts.items() if name not in ("extension_days", "extended_on")}
    current = due(ask.rule.id, ask.given, without, calendar=ask.calendar, length=ask.length, settings=ask.settings).due
    if current is not None and approved > as_day(current):
        last = day_words(as_day(current))
        raise BadFacts("facts.extended_on", f"延长应在{last}届满前批准，{day_words(approved)}批准已经过期")
    return days


def _idle_facts(ask: Asked) -> tuple[str, ...]:
    """Facts that change nothing here, said so that nobody wonders."""
    converted = read.date_fact(ask.facts, "converted_to_ordinary")
    if converted is not None and ask.rule.id in ("arb-award", "arb-award-fast"):
        return (f"{day_words(converted)}转为普通程序，期限仍自受理之日计算",)
    return ()


def _moved(ask: Asked, nominal: date) -> tuple[date, tuple[str, ...]]:
    """A nominal end moved by relief, or cut by the hearing (evidence: at latest the hearing)."""
    nominal, notes = relieved(ask.rule, nominal, ask.facts)
    hearing = read.date_fact(ask.facts, "hearing_date") if ask.rule.id == "arb-evidence" else None
    if hearing is not None and hearing < nominal:
        return hearing, (*notes, f"举证最迟到{day_words(hearing)}开庭")
    return nominal, notes


def _event(ask: Asked, start: date) -> str:
    """What happened on the start day, in the sentence: nothing more after a reset, deemed service, or the row's trigger."""
    if start != ask.day or ask.moves:
        return ""
    return "文书送达或者生效" if ask.rule.unit == "written" else ask.rule.trigger


def _remarks(ask: Asked) -> tuple[str, ...]:
    """What the sentence adds at its end: the version used, where a rule has several."""
    if len(VERSIONS[ask.rule.id]) == 1:
        return ()
    return (f"适用{ask.rule.version}的规定（{ask.rule.length_words}）",)


def _plan(ask: Asked, nominal: date | None, end: date | None, unit: str) -> date | None:
    """Last workday on or before the nominal end; the due date itself for working days and for a right that opens."""
    if nominal is None or unit == "wd" or ask.rule.opens:
        return end
    return ask.calendar.prev_workday(nominal)


def _in_calendar_days(rule: Rule, settings: Settings) -> bool:
    """Whether the body's setting turns this rule's working days into calendar days."""
    return rule.unit_setting is not None and settings.get(rule.unit_setting) == "cd"


def _quick_rules() -> frozenset[str]:
    """Rules that `due_date` may count without the detours: one version, counted forward. What moves their start or picks
    another length is a fact outside `QUICK_FACTS`, which sends the question to `due`."""
    return frozenset(
        rule_id
        for rule_id, rule in RULES.items()
        if rule.length is not None
        and rule.direction == "forward"
        and not (rule.instants or rule.opens)
        and len(VERSIONS[rule_id]) == 1
        and rule_id not in DERIVED
        and rule_id not in FROM_HEARING
    )


QUICK: Final = _quick_rules()


def due_date(
    rule_id: str,
    trigger: date | datetime,
    facts: Facts = NOTHING,
    *,
    calendar: Calendar = BUILTIN,
    length: int | None = None,
    settings: Settings = NOTHING,
) -> date | datetime | None:
    """Only the date of `due`, for sweeps over many clocks: the same count, without plan date, notes and working."""
    quick = rule_id in QUICK and length is None and type(trigger) is date and facts.keys() <= QUICK_FACTS
    if not quick or _in_calendar_days(RULES[rule_id], settings):
        return due(rule_id, trigger, facts, calendar=calendar, length=length, settings=settings).due
    rule = RULES[rule_id]
    count, may_roll = rule.length or 0, rule.rolls
    if settings:
        own = None if rule.setting is None else setting_number(settings, rule.setting)
        count, may_roll = count if own is None else own, rolls(rule, rule.unit, settings)
    spans: tuple[Span, ...] = ()
    extension = 0
    if facts:
        spans = merged([(first, end) for first, end, kind in read.pauses(facts) if admits(rule, kind, settings)])
        if facts.get("extension_days"):
            extension = extension_of(Asked(rule, trigger, trigger, facts, calendar, None, settings))
    try:
        nominal = reckon(rule, trigger, count, rule.unit, extension, spans, calendar).nominal
        if nominal is None:
            return None
        end = date.fromordinal(nominal)
        if not FIRST_YEAR <= trigger.year <= end.year <= LAST_YEAR:
            raise OutOfCalendar(BEYOND)
        return calendar.next_workday(end) if may_roll else end
    except (OverflowError, ValueError) as reason:
        raise CalendarUnknown("trigger_date", BEYOND) from reason


__all__ = ["NOTHING", "Settings", "due", "due_date"]
