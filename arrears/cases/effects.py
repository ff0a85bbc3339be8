"""The table's effects on clocks, applied 期限效果: what `law.procedures` declares for an act becomes rows that start and stop.

Conditions of effects come from the handler (`doing.holds`) or from the facts; extensions and checks are the handler's own work.
"""

from __future__ import annotations

from datetime import date, datetime

from arrears import clock
from arrears.cases.acting import Doing
from arrears.law.procedures import Effect

EVENTS: dict[str, str] = {
    "supplement": "materials-complete",
    "insp-papers-in": "materials-complete",
    "join-counterclaim": "counterclaim-accepted",
    "accept-change": "claim-changed",
    "add-party": "party-added",
    "take-over": "transfer-received",
    "ask-supplement": "supplement",
    "insp-ask-papers": "supplement",
    "suggest-mediation": "mediation",
    "suspend": "suspension",
    "insp-suspend": "suspension",
    "serve-public": "public-notice",
}
"""Act -> the word under which `law.deadlines` knows its pause or reset."""


def applies(effect: Effect, doing: Doing) -> bool:
    """Whether an effect of the table holds in this case."""
    if (effect.op, effect.rule) in doing.skip:
        return False
    return effect.when is None or all(_condition_holds(part, doing) for part in effect.when.split("&"))


def _condition_holds(condition: str, doing: Doing) -> bool:
    """A condition of the table: one the handler said, or `fact=value|value` read off the facts."""
    if condition in doing.conditions:
        return True
    name, equals, wanted = condition.partition("=")
    if not equals or name not in doing.facts:
        return False
    value = doing.facts[name]
    text = str(value).lower() if isinstance(value, bool) else str(value)
    return text in wanted.split("|")


def moment_of(effect: Effect, doing: Doing) -> date | datetime:
    """The day or instant an effect counts from: the fact it names, else when the act happened."""
    value = doing.facts.get(effect.on) if effect.on else None
    return value if isinstance(value, (date, datetime)) else doing.occurred_at


def apply(doing: Doing) -> None:
    """The table's effects on clocks: stops first, so that a rule that is met and starts anew does both."""
    clocks, subject = doing.clocks, doing.subject
    chosen = [effect for effect in doing.act.effects if applies(effect, doing)]
    both = {e.rule for e in chosen if e.op == "start"} & {e.rule for e in chosen if e.op == "satisfy"}
    started_first = [e for e in chosen if e.op == "start" and e.rule in both and not clocks.open(e.rule, subject)]
    for effect in started_first:
        clocks.start(effect.rule, moment_of(effect, doing), subject=subject)
    for effect in chosen:
        if effect.op == "satisfy":
            clocks.satisfy(effect.rule, moment_of(effect, doing), subject=subject or None)
        elif effect.op == "drop":
            clocks.drop(effect.rule, subject=subject or None)
    event = EVENTS.get(doing.act.name, doing.act.name)
    for effect in chosen:
        moment = moment_of(effect, doing)
        if effect.op == "start" and effect not in started_first:
            clocks.start(effect.rule, moment, subject=subject, at_once=False)
        elif effect.op in {"pause", "resume", "reset"}:
            doing.session.flush()  # what was started above has its key now
        if effect.op == "pause":
            clocks.pause(effect.rule, event, clock.day_of(moment), subject=subject or None)
        elif effect.op == "resume":
            clocks.resume(effect.rule, clock.day_of(moment), subject=subject or None)
        elif effect.op == "reset":
            clocks.reset(effect.rule, event, clock.day_of(moment), subject=subject or None)
