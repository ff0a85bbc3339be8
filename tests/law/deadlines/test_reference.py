"""The engine and a slow day-by-day counter agree on ten thousand random clocks; the calendar agrees with an independent table."""

import random
from datetime import date, timedelta
from typing import Any

import chinese_calendar
import pytest

from arrears.law.calendar import BUILTIN
from arrears.law.deadlines import RULES, due, due_date
from tests.law.deadlines.reference import day_before, last_day

CASES = 10_000
FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)
OFF = {day for day in chinese_calendar.constants.holidays if FIRST <= day <= LAST}
MAKEUP = {day for day in chinese_calendar.constants.workdays if FIRST <= day <= LAST}
SPECIAL = {"enforce-apply"}  # suspended in its last six months only: worked examples
COUNTED = sorted(
    rule.id
    for rule in RULES.values()
    if rule.length is not None and not rule.instants and not rule.opens and rule.direction == "forward" and rule.id not in SPECIAL
)
BACKWARD = sorted(rule.id for rule in RULES.values() if rule.direction == "backward" and rule.unit == "wd")


@pytest.mark.parametrize("year", range(2020, 2027))
def test_the_calendar_is_that_of_the_notices(year: int) -> None:
    day = date(year, 1, 1)
    while day.year == year:
        assert BUILTIN.is_workday(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def pause_for(rule_id: str, chance: random.Random, start: date) -> dict[str, Any] | None:
    allowed = [kind for kind in RULES[rule_id].pauses if "?" not in kind]
    if not allowed:
        return None
    kind = chance.choice(allowed)
    first = start + timedelta(days=chance.randint(-10, 60))
    return {
        "kind": "force-majeure" if kind == "*" else kind,
        "from": first,
        "to": first + timedelta(days=chance.randint(0, 40)),
    }


def extension_for(rule_id: str, chance: random.Random) -> int:
    extension = RULES[rule_id].extension
    if extension is None:
        return 0
    return chance.randint(0, 20 if extension.most is None else extension.most * extension.times)


def test_ten_thousand_random_clocks() -> None:
    chance = random.Random(20261124)
    for number in range(CASES):
        paused = number % 2 == 0
        pool = [rule_id for rule_id in COUNTED if RULES[rule_id].pauses] if paused else COUNTED
        rule = RULES[chance.choice(pool)]
        start = FIRST + timedelta(days=chance.randint(0, (LAST - FIRST).days - 400))
        entries = [pause_for(rule.id, chance, start) for _ in range(chance.randint(0, 3))]
        pauses = [entry for entry in entries if entry is not None]
        extension = extension_for(rule.id, chance)
        facts = {"pauses": pauses, "extension_days": extension}
        spans = [(pause["from"], pause["to"]) for pause in pauses]
        expected = last_day(start, rule.length or 0, rule.unit, rule.rolls, spans, extension, OFF, MAKEUP)
        got = due(rule.id, start, facts)
        assert got.due == expected, (rule.id, start, facts, got.explanation)
        assert due_date(rule.id, start, facts) == expected
        if number % 10 == 0:  # the steps are walked, which is slow: one in ten
            counted = sum(step.days for step in got.steps if step.kind == "count")
            if rule.unit in ("cd", "wd"):
                assert counted == (rule.length or 0) + extension


def test_backward_counts() -> None:
    chance = random.Random(7)
    for _ in range(500):
        rule = RULES[chance.choice([rule_id for rule_id in BACKWARD if rule_id != "hot-selfcall"])]
        hearing = date(2024, 2, 1) + timedelta(days=chance.randint(0, 1000))
        got = due(rule.id, hearing)
        assert got.due == day_before(hearing, rule.length or 0, OFF, MAKEUP)
        assert sum(step.days for step in got.steps if step.kind == "count") == rule.length
