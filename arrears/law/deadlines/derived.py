"""Rules that follow from other rules 推算的期限: the day a right opens, the day an award takes effect, how long a file is kept.

Each function takes the trigger its row names (the award's date, the acceptance date …) and asks `engine.due` for the clocks beneath.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Final

from arrears.law.calendar import Calendar
from arrears.law.deadlines import facts as read
from arrears.law.deadlines.engine import Settings, answer, deemed, due
from arrears.law.deadlines.errors import BadFacts
from arrears.law.deadlines.facts import Facts
from arrears.law.deadlines.outcome import Due
from arrears.law.deadlines.registry import RULES
from arrears.law.deadlines.rule import Rule
from arrears.law.explain import COUNT, DUE, START, Step, Working, day_words

Derive = Callable[[date | datetime, Facts, Calendar, Settings], Due]
ONE_DAY: Final = timedelta(days=1)
KEEP_AWARD: Final = 10  # years, 规则第二十四条
KEEP_OTHER: Final = 5


def _day(moment: date | datetime) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _stated(
    rule: Rule, given: date | datetime, end: date | None, said: str, calendar: Calendar, *, provisional: bool = False,
    moves: tuple[Step, ...] = (), notes: tuple[str, ...] = (), opening: bool = True,
) -> Due:
    """An answer that is stated, not counted; the steps of the clocks beneath go before it."""
    working = Working(
        rule.trigger, given, end or _day(given), rule.unit, 0, "", calendar, nominal=end, due=end, opening=opening, moves=moves,
        notes=notes, said=said,
    )
    return answer(rule, working, end, end, rule.unit, provisional)


def _beneath(inner: Due) -> tuple[Step, ...]:
    """The steps of the clock beneath; its end is told in the sentence."""
    return tuple(step for step in inner.steps if step.kind != DUE)


def _overdue(rule_id: str, clock: str) -> Derive:
    """The right to sue opens the day after the authority's clock ends without a decision (法29, 43)."""

    def derive(given: date | datetime, facts: Facts, calendar: Calendar, settings: Settings) -> Due:
        rule = RULES[rule_id]
        inner = due(clock, given, facts, calendar=calendar, settings=settings)
        if inner.due is None:
            working = inner.working
            return answer(rule, working, None, None, rule.unit, inner.provisional, inner.remaining)
        last = _day(inner.due)
        decided = read.date_fact(facts, "decided_on")
        tail = f"{inner.rule.title}于{day_words(last)}届满"
        if decided is not None and decided <= last:
            said = f"{tail}，{day_words(decided)}已作出决定，不产生逾期起诉权"
            return _stated(rule, given, None, said, calendar, provisional=inner.provisional, moves=_beneath(inner))
        notes = (f"{day_words(decided)}作出决定后不得再以逾期为由起诉",) if decided is not None else ()
        end = last + ONE_DAY
        return _stated(
            rule, given, end, f"{tail}，自次日{day_words(end)}起可以起诉", calendar, provisional=inner.provisional,
            moves=_beneath(inner), notes=notes,
        )

    return derive


def _simple_convert(given: date | datetime, facts: Facts, calendar: Calendar, settings: Settings) -> Due:
    """Simple handling may become ordinary until the award clock ends (规则61)."""
    rule = RULES["arb-simple-convert"]
    inner = due("arb-award", given, facts, calendar=calendar, settings=settings)
    return answer(rule, inner.working, inner.plan, inner.nominal, inner.unit, inner.provisional, inner.remaining)


def _award_effective(given: date | datetime, facts: Facts, calendar: Calendar, settings: Settings) -> Due:
    """Final: the day it is made. Non-final: the day after the last party's time to sue, if nobody sued (法47, 50)."""
    rule = RULES["award-effective"]
    made = _day(given)
    kind = read.choice(facts, "award_kind", ("final", "non-final", "nonfinal"))
    received = read.received(facts)
    sued = read.flag(facts, "sued")
    if kind is None and not received:
        raise BadFacts("facts.award_kind", "请写明是终局裁决（final）还是非终局裁决（non-final）")
    if kind == "final":
        notes = ("劳动者已起诉的，对该劳动者按未生效处理，须人工确认",) if sued else ()
        return _stated(rule, given, made, f"终局裁决，自{day_words(made)}作出之日起生效", calendar, notes=notes)
    moves: tuple[Step, ...] = ()
    announced = read.date_fact(facts, "announced")
    if announced is not None:
        on, moves = deemed(made, "public-notice", announced, calendar, settings)
        received = {**received, "公告送达": on}
    if not received:
        raise BadFacts("facts.received", "非终局裁决的生效日从各方收到日期推算，请写明各方收到裁决书的日期")
    if sued:
        return _stated(rule, given, None, "非终局裁决，当事人已起诉，裁决书不发生法律效力", calendar, moves=moves)
    windows = [due("sue-nonfinal", day, calendar=calendar, settings=settings) for day in received.values()]
    last = max(windows, key=_end_of)
    end = _end_of(last) + ONE_DAY
    said = f"非终局裁决，最后一方起诉期于{day_words(_end_of(last))}届满，无人起诉，自次日{day_words(end)}起生效"
    provisional = any(window.provisional for window in windows)
    return _stated(rule, given, end, said, calendar, provisional=provisional, moves=moves + _beneath(last))


def _end_of(window: Due) -> date:
    return _day(window.due) if window.due is not None else date.max


def _settle_effective(given: date | datetime, facts: Facts, calendar: Calendar, settings: Settings) -> Due:
    """A settlement statement takes effect when both have signed for it: the later signature (法42)."""
    rule = RULES["settle-effective"]
    signed = read.received(facts)
    on = max(signed.values()) if signed else _day(given)
    return _stated(rule, given, on, f"调解书经双方签收，以后到者为准，自{day_words(on)}起生效", calendar)


def _file_kept(given: date | datetime, facts: Facts, calendar: Calendar, settings: Settings) -> Due:
    """The last day a file must be kept: from 1 January after the closing, ten years with an award, else five (规则24)."""
    rule = RULES["arch-keep"]
    closed = _day(given)
    awarded = read.choice(facts, "award_kind", ("final", "non-final", "nonfinal")) is not None
    years = KEEP_AWARD if awarded else KEEP_OTHER
    begin, end = date(closed.year + 1, 1, 1), date(closed.year + years, 12, 31)
    step = Step(COUNT, begin, end, (end - begin).days + 1, f"保管{years}年")
    how = "裁决结案" if awarded else "非裁决方式结案"
    said = f"{day_words(closed)}{how}，自{day_words(begin)}起保管{years}年，至{day_words(end)}"
    start = Step(START, closed, closed, 0, "")
    return _stated(rule, given, end, said, calendar, moves=(start, step), opening=False)


DERIVED: Final[Mapping[str, Derive]] = MappingProxyType(
    {
        "sue-overdue-accept": _overdue("sue-overdue-accept", "arb-accept"),
        "sue-overdue-award": _overdue("sue-overdue-award", "arb-award"),
        "arb-simple-convert": _simple_convert,
        "award-effective": _award_effective,
        "settle-effective": _settle_effective,
        "arch-keep": _file_kept,
    }
)
