"""One question to the engine 一次计算: the rule, the trigger, the facts, the calendar and the body's settings, carried
together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Final

from arrears.law.calendar import Calendar
from arrears.law.deadlines.errors import BadFacts
from arrears.law.deadlines.facts import Facts
from arrears.law.deadlines.outcome import Due
from arrears.law.deadlines.rule import Rule
from arrears.law.explain import Step, Working

Settings = Mapping[str, Any]
NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Asked:
    """`given`: the trigger as handed in; `day`: the day it counts from (after deemed service); `moves`: how it got there;
    `length`: a length set for this one clock, else None."""

    rule: Rule
    given: date | datetime
    day: date
    facts: Facts
    calendar: Calendar
    length: int | None
    settings: Settings
    moves: tuple[Step, ...] = ()

    def answer(
        self,
        working: Working,
        plan: date | datetime | None,
        unit: str,
        *,
        nominal: date | datetime | None = None,
        provisional: bool = False,
    ) -> Due:
        """The `Due` of this question from its working; `nominal` only where it is an instant."""
        rule = self.rule
        return Due(
            rule.id,
            rule.version,
            working.due,
            plan,
            working.nominal if nominal is None else nominal,
            rule.force,
            unit,
            rule.owed_by,
            rule.article,
            provisional,
            working.remaining,
            self.calendar.edition,
            rule,
            working,
        )


def as_day(moment: date | datetime) -> date:
    """The day of a day or an instant (already in Beijing time)."""
    return moment.date() if isinstance(moment, datetime) else moment


def setting_number(settings: Settings, name: str) -> int | None:
    """A whole number among the settings, None if not set. Raises BadFacts naming the setting."""
    value = settings.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise BadFacts(f"settings.{name}", "期限长度应为不小于 0 的整数")
    return value


def provisional(calendar: Calendar, first: date | None, last: date | None) -> bool:
    """True when a year the count asked about, from `first` to `last`, has no holiday notice (C16)."""
    if first is None or last is None:
        return False
    low, high, loaded = first.year, last.year, calendar.loaded
    if low > high:
        low, high = high, low
    return low not in loaded or high not in loaded or any(year not in loaded for year in range(low + 1, high))
