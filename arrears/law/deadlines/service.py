"""From which day a clock counts 起算: the event's own day, the hearing, or the day on which a paper counts as served 视为送达.

Public notice serves at the end of its period, leaving and posting after three working days: the addressee's clock starts then
(C13).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from arrears.law.calendar import Calendar
from arrears.law.counting import forward_days, forward_workdays
from arrears.law.deadlines import facts as read
from arrears.law.deadlines.asked import Asked, Settings, as_day
from arrears.law.deadlines.errors import BadFacts
from arrears.law.deadlines.facts import Facts
from arrears.law.deadlines.measure import length_of, rolls
from arrears.law.deadlines.registry import VERSIONS, rule_on
from arrears.law.explain import START, Step, day_words

FROM_HEARING: Final = frozenset({"arb-hearing-notice", "arb-postpone", "hearing-notice", "arb-recusal-apply"})
PUBLIC: Final = ("public", "announce", "公告")
LEFT: Final = ("leave", "left", "留置", "张贴")


def counted_from(
    rule_id: str, given: date | datetime, facts: Facts, calendar: Calendar, settings: Settings
) -> tuple[date, tuple[Step, ...]]:
    """The day the period counts from, and the steps that led there."""
    day = as_day(given)
    if rule_id in FROM_HEARING:
        return read.date_fact(facts, "hearing_date") or day, ()
    announced = read.date_fact(facts, "announced")
    if rule_id == "svc-public":
        return announced or day, ()
    if rule_id == "bl-early-from":
        listed = read.date_fact(facts, "listed_on")
        return max(day, listed) if listed else day, ()
    mode = facts.get("served_by")
    if mode is not None and not isinstance(mode, str):
        raise BadFacts("facts.served_by", "应写明送达方式，例如 public-notice")
    if not VERSIONS[rule_id][-1].served:
        return day, ()
    return deemed(day, mode or "", announced, calendar, settings)


def deemed(
    day: date, mode: str, announced: date | None, calendar: Calendar, settings: Settings
) -> tuple[date, tuple[Step, ...]]:
    """The day on which service counts. `day`: day of the service as handed in; `announced`: day of the public notice, which
    takes its place. Other modes serve on the day itself."""
    plain = mode.lower()
    if announced is not None or any(word in plain for word in PUBLIC):
        return _after("svc-public", "公告", announced or day, calendar, settings)
    if any(word in plain for word in LEFT):
        return _after("svc-leave-post", "留置、张贴", day, calendar, settings)
    return day, ()


def _after(rule_id: str, title: str, day: date, calendar: Calendar, settings: Settings) -> tuple[date, tuple[Step, ...]]:
    rule = rule_on(rule_id, day)
    ask = Asked(rule, day, day, {}, calendar, None, settings)
    count, unit, _ = length_of(ask)
    length = count or 0
    ordinal = day.toordinal()
    counted = forward_workdays(calendar, ordinal, length, ()) if unit == "wd" else forward_days(ordinal, length, ())
    on = date.fromordinal(counted.nominal or ordinal)
    if rolls(rule, unit, settings):
        on = calendar.next_workday(on)
    text = f"{day_words(day)}{title}，经过{rule.length_words}，{day_words(on)}视为送达"
    return on, (Step(START, day, on, 0, text),)
