"""Rules that follow from other rules 推算的期限: the day a right opens, the day an award takes effect, how long a file is kept.

Each function gets the question with the trigger its row names (the award's date, the acceptance date …) and `due`, to ask for
the clocks beneath.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any, Final

from arrears.law.deadlines import facts as read
from arrears.law.deadlines.asked import Asked, as_day
from arrears.law.deadlines.errors import BadFacts
from arrears.law.deadlines.outcome import Due
from arrears.law.deadlines.service import deemed
from arrears.law.explain import COUNT, DUE, START, Step, Working, day_words

Ask = Callable[..., Due]
Derive = Callable[[Asked, Ask], Due]
ONE_DAY: Final = timedelta(days=1)
KINDS: Final = ("final", "non-final", "nonfinal")
KEEP_AWARD: Final = 10  # years, 规则第二十四条
KEEP_OTHER: Final = 5


def _stated(ask: Asked, end: date | None, said: str, *, provisional: bool = False, **more: Any) -> Due:
    """An answer that is stated, not counted; `more`: steps of the clocks beneath (`moves`), `notes`, `opening`."""
    more.setdefault("opening", True)
    working = Working(
        ask.rule.trigger, ask.given, end or ask.day, "derived", 0, "", ask.calendar, nominal=end, due=end, said=said, **more
    )
    return ask.answer(working, end, "derived", provisional=provisional)


def _beneath(inner: Due) -> tuple[Step, ...]:
    """The steps of the clock beneath; its end is told in the sentence."""
    return tuple(step for step in inner.steps if step.kind != DUE)


def _overdue(clock: str) -> Derive:
    """The right to sue opens the day after the authority's clock ends without a decision (法29, 43)."""

    def derive(ask: Asked, due: Ask) -> Due:
        inner = due(clock, ask.given, ask.facts, calendar=ask.calendar, settings=ask.settings)
        if inner.due is None:
            return ask.answer(inner.working, None, inner.unit, provisional=inner.provisional)
        last = as_day(inner.due)
        decided = read.date_fact(ask.facts, "decided_on")
        told = f"{inner.rule.title}于{day_words(last)}届满"
        shared: dict[str, Any] = {"provisional": inner.provisional, "moves": _beneath(inner)}
        if decided is not None and decided <= last:
            return _stated(ask, None, f"{told}，{day_words(decided)}已作出决定，不产生逾期起诉权", **shared)
        if decided is not None:
            shared["notes"] = (f"{day_words(decided)}作出决定后，不得再以逾期为由起诉",)
        end = last + ONE_DAY
        return _stated(ask, end, f"{told}，自次日{day_words(end)}起可以起诉", **shared)

    return derive


def _simple_convert(ask: Asked, due: Ask) -> Due:
    """Simple handling may become ordinary until the award clock ends (规则61)."""
    inner = due("arb-award", ask.given, ask.facts, calendar=ask.calendar, settings=ask.settings)
    return ask.answer(inner.working, inner.plan, inner.unit, provisional=inner.provisional)


def _award_effective(ask: Asked, due: Ask) -> Due:
    """Final: the day it is made. Non-final: the day after the last party's time to sue, if nobody sued (法47, 50)."""
    facts = ask.facts
    kind = read.choice(facts, "award_kind", KINDS)
    received = read.received(facts)
    sued = read.flag(facts, "sued")
    announced = read.date_fact(facts, "announced")
    if kind is None and not received and announced is None:
        raise BadFacts("facts.award_kind", "请写明是终局裁决（final）还是非终局裁决（non-final）")
    if kind == "final":
        notes = ("劳动者已起诉的，对该劳动者按未生效处理，须人工确认",) if sued else ()
        return _stated(ask, ask.day, f"终局裁决，自{day_words(ask.day)}作出之日起生效", notes=notes)
    moves: tuple[Step, ...] = ()
    if announced is not None:
        on, moves = deemed(ask.day, "public-notice", announced, ask.calendar, ask.settings)
        received = {**received, "公告送达": on}
    if not received:
        raise BadFacts("facts.received", "非终局裁决的生效日从各方收到日期推算，请写明各方收到裁决书的日期")
    if sued:
        return _stated(ask, None, "非终局裁决，当事人已起诉，裁决书不发生法律效力", moves=moves)
    windows = [due("sue-nonfinal", day, calendar=ask.calendar, settings=ask.settings) for day in received.values()]
    last = max(windows, key=_end_of)
    end = _end_of(last) + ONE_DAY
    said = f"非终局裁决，最后一方起诉期于{day_words(_end_of(last))}届满，无人起诉，自次日{day_words(end)}起生效"
    return _stated(ask, end, said, provisional=any(window.provisional for window in windows), moves=moves + _beneath(last))


def _end_of(window: Due) -> date:
    return as_day(window.due) if window.due is not None else date.max


def _settle_effective(ask: Asked, due: Ask) -> Due:
    """A settlement statement takes effect when both have signed for it: the later signature (法42)."""
    signed = read.received(ask.facts)
    on = max(signed.values()) if signed else ask.day
    return _stated(ask, on, f"调解书经双方签收，以后到者为准，自{day_words(on)}起生效")


def _file_kept(ask: Asked, due: Ask) -> Due:
    """The last day a file must be kept: from 1 January after the closing, ten years with an award, else five (规则24)."""
    closed = ask.day
    awarded = read.choice(ask.facts, "award_kind", KINDS) is not None
    years = KEEP_AWARD if awarded else KEEP_OTHER
    begin, end = date(closed.year + 1, 1, 1), date(closed.year + years, 12, 31)
    how = "裁决结案" if awarded else "非裁决方式结案"
    said = f"自次年{day_words(begin)}起保管{years}年，至{day_words(end)}"
    steps = (
        Step(START, closed, closed, 0, f"{day_words(closed)}{how}"),
        Step(COUNT, begin, end, (end - begin).days + 1, f"保管{years}年"),
    )
    due_working = Working(
        ask.rule.trigger, ask.given, closed, "derived", 0, "", ask.calendar, nominal=end, due=end, said=said, moves=steps
    )
    return ask.answer(due_working, end, "derived")


DERIVED: Final[Mapping[str, Derive]] = MappingProxyType(
    {
        "sue-overdue-accept": _overdue("arb-accept"),
        "sue-overdue-award": _overdue("arb-award"),
        "arb-simple-convert": _simple_convert,
        "award-effective": _award_effective,
        "settle-effective": _settle_effective,
        "arch-keep": _file_kept,
    }
)
