"""How long, in what unit, what is added and what is left out 期限的长度、延长、扣除和重新计算: the facts held against the
rule's row."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from arrears.law.counting import Span, merged
from arrears.law.deadlines import facts as read
from arrears.law.deadlines.asked import Asked, Settings, setting_number
from arrears.law.deadlines.errors import BadFacts
from arrears.law.deadlines.rule import UNITS, Rule
from arrears.law.deadlines.variants import VARIANTS
from arrears.law.explain import RESET, Step, day_words


def length_of(ask: Asked) -> tuple[int | None, str, tuple[str, ...]]:
    """Length and unit that hold here, and what to say about them: chosen by a fact, set for this clock, the body's setting,
    the row.

    A date written in a paper has no length of its own; with one given (the paper says "within seven days") it is counted in
    calendar days.
    """
    rule, facts, settings = ask.rule, ask.facts, ask.settings
    if facts and rule.id in VARIANTS:
        variant = VARIANTS[rule.id](facts)
        if variant is not None:
            return variant[0], variant[1], (variant[2],)
    own = ask.length
    if own is None and facts:
        own = read.number(facts, "length")
    unit = rule.unit
    if settings:
        if unit == "wd" and rule.unit_setting is not None and settings.get(rule.unit_setting) == "cd":
            unit = "cd"
        if own is None and rule.setting is not None:
            own = setting_number(settings, rule.setting)
    if unit == "written":
        return own, "written" if own is None else "cd", ()
    return rule.length if own is None else own, unit, ()


def label(count: int | None, unit: str) -> str:
    """The length in Chinese: 45日, 6个月; empty where nothing is counted."""
    return "" if count is None else f"{count}{UNITS[unit]}"


def rolls(rule: Rule, unit: str, settings: Settings) -> bool:
    """Whether a last day on a rest day moves: by the row, or, where a fact or setting changed the unit, statutory calendar
    days do (C3)."""
    moves = rule.rolls if unit == rule.unit else rule.statutory and unit == "cd" and rule.direction == "forward"
    if moves and settings and rule.roll_setting is not None:
        return bool(settings.get(rule.roll_setting, True))
    return moves


def extension_of(ask: Asked) -> int:
    """Extension days among the facts, checked against the rule's cap (C9). Raises BadFacts."""
    days = read.number(ask.facts, "extension_days")
    if not days:
        return 0
    rule, extension = ask.rule, ask.rule.extension
    if extension is None:
        raise BadFacts("facts.extension_days", f"{rule.title}没有延长的规定")
    most = extension.most
    if extension.cap is not None and ask.settings.get(extension.cap) is not None:
        most = setting_number(ask.settings, extension.cap)
    if most is not None and days > most * extension.times:
        unit = "个工作日" if rule.unit == "wd" else "日"
        raise BadFacts("facts.extension_days", f"{rule.title}最多延长{most * extension.times}{unit}，不能延长{days}{unit}")
    return days


def reset_of(ask: Asked) -> tuple[date, tuple[Step, ...], tuple[str, ...]]:
    """The latest reset that counts for this rule becomes the trigger (C11); those that do not count are named in a note."""
    entries = read.resets(ask.facts)
    if not entries:
        return ask.day, (), ()
    allowed = ask.rule.resets
    every = "*" in allowed
    counting = [(day, event) for day, event in entries if day >= ask.day and (every or event in allowed)]
    idle = sorted({event for _, event in entries if not (every or event in allowed)})
    notes = tuple(f"{read.words_of(event)}不使本期限重新计算" for event in idle)
    if not counting:
        return ask.day, (), notes
    day, event = max(counting)
    text = f"{day_words(day)}{read.words_of(event)}，期限重新计算，此前的扣除和延长不再计入"
    return day, (Step(RESET, day, day, 0, text),), notes


@lru_cache(maxsize=1024)
def _named(pauses: tuple[str, ...], kind: str) -> str | None:
    """The entry of a rule's `pauses` that admits this kind: `*`, the kind itself, or `kind?setting`."""
    for entry in pauses:
        if entry.partition("?")[0] in ("*", kind):
            return entry
    return None


def admits(rule: Rule, kind: str, settings: Settings) -> bool:
    """Whether a pause of this kind stops this rule's clock."""
    entry = _named(rule.pauses, kind)
    if entry is None:
        return False
    switch = entry.partition("?")[2]
    return not switch or bool(settings.get(switch, False))


def pauses_of(ask: Asked) -> tuple[tuple[Span, ...], str, tuple[str, ...]]:
    """The union of the pauses that count for this rule, their reasons, and a note on those that do not."""
    spans: list[Span] = []
    kinds: dict[str, None] = {}
    idle: dict[str, None] = {}
    for first, end, kind in read.pauses(ask.facts):
        if admits(ask.rule, kind, ask.settings):
            spans.append((first, end))
            kinds[read.words_of(kind)] = None
        else:
            idle[read.words_of(kind)] = None
    return merged(spans), "、".join(kinds), tuple(f"{word}期间不从本期限中扣除" for word in idle)
