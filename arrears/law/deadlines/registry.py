"""All deadline rules in one table 全部期限规则: the newest version by id, and the version that governs a trigger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from arrears.law.deadlines.after_award import AFTER_AWARD
from arrears.law.deadlines.arbitration import ARBITRATION
from arrears.law.deadlines.criminal import BLACKLIST, CRIMINAL
from arrears.law.deadlines.errors import UnknownRule
from arrears.law.deadlines.general import GENERAL
from arrears.law.deadlines.inspection import INSPECTION
from arrears.law.deadlines.intake import INTAKE
from arrears.law.deadlines.mediation import MEDIATION
from arrears.law.deadlines.rule import Rule
from arrears.law.deadlines.supervision import SUPERVISION

ROWS: Final[tuple[Rule, ...]] = (
    GENERAL + INTAKE + MEDIATION + ARBITRATION + AFTER_AWARD + INSPECTION + CRIMINAL + BLACKLIST + SUPERVISION
)


def by_id(rows: tuple[Rule, ...]) -> dict[str, tuple[Rule, ...]]:
    """Versions of each id, oldest first. Raises ValueError when versions overlap or leave a gap."""
    versions: dict[str, tuple[Rule, ...]] = {}
    for rule in rows:
        earlier = versions.get(rule.id, ())
        if earlier:
            before = earlier[-1].until
            if before is None or rule.since is None or (rule.since - before).days != 1:
                raise ValueError(f"{rule.id}：版本 {earlier[-1].version} 与 {rule.version} 重叠或者间断")
        versions[rule.id] = (*earlier, rule)
    return versions


VERSIONS: Final[Mapping[str, tuple[Rule, ...]]] = MappingProxyType(by_id(ROWS))
RULES: Final[Mapping[str, Rule]] = MappingProxyType({rule_id: rows[-1] for rule_id, rows in VERSIONS.items()})
"""Every rule id with the version in force now."""


def rule_on(rule_id: str, trigger: date) -> Rule:
    """The version of a rule that governs a trigger on that day: a later change leaves older clocks alone.

    Before the first version's day the first version answers: the law file knows no older text. Raises UnknownRule.
    """
    rows = VERSIONS.get(rule_id)
    if rows is None:
        raise UnknownRule(rule_id)
    for rule in rows[:-1]:
        if rule.until is not None and trigger <= rule.until:
            return rule
    return rows[-1]
