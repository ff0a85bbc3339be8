"""Rules whose row holds two lengths 同一期限的两种长度: the fact that chooses between them.

Each entry gives (length, unit, words) or None for the row's own length. Checked facts only; the sentence names what was chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from arrears.law.deadlines.facts import Facts, choice, flag, number

Variant = tuple[int, str, str] | None

COLLECTIVE: Final = 10
"""Workers from whom a case is collective and opens the same day (规则第五条; local practice of 2011)."""


def _serve_decision(facts: Facts) -> Variant:
    paper = choice(facts, "paper", ("penalty", "handling"))
    return (7, "cd", "处理决定、改正指令按7日送达") if paper == "handling" else None


def _sue_after_review(facts: Facts) -> Variant:
    return (15, "cd", "经行政复议，自收到复议决定起15日") if flag(facts, "after_review") else None


def _simple_review(facts: Facts) -> Variant:
    return (30, "cd", "简易程序30日") if flag(facts, "simple") else None


def _views_heard(facts: Facts) -> Variant:
    return (30, "cd", "听取意见的30日") if flag(facts, "views_heard") else None


def _group_same_day(facts: Facts) -> Variant:
    workers = number(facts, "workers")
    return (0, "same-day", "10人以上当日转入程序") if workers is not None and workers >= COLLECTIVE else None


def _urgent_contact(facts: Facts) -> Variant:
    urgent = choice(facts, "order_class", ("2h", "24h", "7d", "15d")) == "2h"
    return (2, "h", "2小时类工单首次联系2小时") if urgent else None


VARIANTS: Final[Mapping[str, Callable[[Facts], Variant]]] = MappingProxyType(
    {
        "insp-serve": _serve_decision,
        "sue-party": _sue_after_review,
        "reconsider-decide": _simple_review,
        "court-rule": _views_heard,
        "lead-file": _group_same_day,
        "hot-contact": _urgent_contact,
    }
)
