"""`arrears law due`: one line of the contract in, one answer out. Pure: dict in, dict out; no input makes it raise."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from arrears.law.calendar import BUILTIN, Calendar
from arrears.law.deadlines import facts as read
from arrears.law.deadlines.asked import NOTHING, Settings
from arrears.law.deadlines.engine import due
from arrears.law.deadlines.errors import BadDate, BadFacts, DeadlineError, UnknownRule
from arrears.law.deadlines.lights import light
from arrears.law.deadlines.registry import VERSIONS


def answer(line: object, *, calendar: Calendar = BUILTIN, settings: Settings = NOTHING) -> dict[str, Any]:
    """The answer of one line `{id, rule, trigger_date, facts}`: the contract's fields, or `{id, error: {code, field,
    message}}`.

    With `facts.as_of` the answer also has `light` (colour), `light_word` and `days_left`.
    """
    identity = line.get("id") if isinstance(line, Mapping) else None
    try:
        return {"id": identity, **_answered(line, calendar, settings)}
    except DeadlineError as error:
        return {"id": identity, "error": {"code": error.code, "field": error.field, "message": error.message}}


def _answered(line: object, calendar: Calendar, settings: Settings) -> dict[str, Any]:
    if not isinstance(line, Mapping):
        raise BadFacts("line", "每行应为一个 JSON 对象，例如 {\"rule\": \"arb-award\", \"trigger_date\": \"2026-03-02\"}")
    rule_id = line.get("rule")
    if not isinstance(rule_id, str) or rule_id not in VERSIONS:
        raise UnknownRule("" if rule_id is None else rule_id)
    trigger = line.get("trigger_date")
    if trigger is None or trigger == "":
        raise BadDate("trigger_date", "请写明起算日，例如 2026-03-02")
    given = line.get("facts")
    facts: Mapping[str, Any] = {} if given is None else given
    if not isinstance(facts, Mapping):
        raise BadFacts("facts", "应为 JSON 对象，例如 {\"extension_days\": 15}")
    moment = read.parse_moment(trigger, "trigger_date", BadDate)
    result = due(rule_id, moment, facts, calendar=calendar, settings=settings)
    return {**result.as_dict(), **_lit(facts, result, calendar)}


def _lit(facts: Mapping[str, Any], result: Any, calendar: Calendar) -> dict[str, Any]:
    """`light` and `days_left` as of a day, if asked. `satisfied_on`, else `decided_on`, tells that the act is done."""
    done = None
    for name in ("satisfied_on", "decided_on"):
        value = facts.get(name)
        if value is not None:
            moment = read.parse_moment(value, f"facts.{name}")
            done = done or moment
    if facts.get("as_of") is None:
        return {}
    as_of = read.parse_moment(facts["as_of"], "facts.as_of")
    shown = light(result, result.force, as_of, result.rule, done, calendar=calendar)
    return {"light": shown.colour, "light_word": shown.word, "days_left": shown.days_left}
