"""Relief 顺延 (C17): a party who missed a period for a good reason gets a new end from the body."""

from __future__ import annotations

from datetime import date

from arrears.law.deadlines import facts as read
from arrears.law.deadlines.facts import Facts
from arrears.law.deadlines.rule import Rule
from arrears.law.explain import day_words


def relieved(rule: Rule, nominal: date, facts: Facts) -> tuple[date, tuple[str, ...]]:
    """The nominal end after relief, and its note: fact `new_end` replaces an earlier statutory end; a target knows no
    relief."""
    new_end = read.date_fact(facts, "new_end")
    if new_end is None or new_end <= nominal or not rule.statutory:
        return nominal, ()
    return new_end, (f"经准许顺延，期限改至{day_words(new_end)}",)
