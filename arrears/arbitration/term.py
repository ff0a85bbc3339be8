"""The time limit of the case 审理期限: from which day it runs, how many of its days are used and left. Reads rows, moves none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from arrears.cases.models import Deadline, DeadlinePause
from arrears.law.deadlines import rule_on
from arrears.law.deadlines.used import Used, used_before


def begun_on(row: Deadline) -> date:
    """The day the limit runs from: acceptance, or the latest restart (规则 第四十六条)."""
    resets = [date.fromisoformat(str(entry["date"])) for entry in (row.inputs or {}).get("resets", [])]
    return max([date.fromisoformat(row.trigger[:10]), *resets])


def length_of(row: Deadline) -> int:
    """Its length in days with what was granted beyond it."""
    return (rule_on(row.rule_id, begun_on(row)).length or 0) + int((row.inputs or {}).get("extension_days", 0))


def used(row: Deadline, pauses: Sequence[DeadlinePause], day: date) -> Used:
    """Days used before `day` and left from it."""
    return used_before(begun_on(row), length_of(row), [(p.from_on, p.to_on) for p in pauses], day)
