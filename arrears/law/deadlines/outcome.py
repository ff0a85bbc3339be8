"""The answer of a clock 期限计算结果: dates first, the working on demand (steps and sentence are built when somebody asks)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Final

from arrears.law.deadlines.rule import Rule
from arrears.law.explain import Step, Working, sentence_of, steps_of

TARGET_NOTE: Final = "工作目标，不是法定期限"


@dataclass(frozen=True)
class Due:
    """When a clock ends and why.

    `due`: last day (or instant) on which the act is in time; the first day for a rule that opens; None while a pause runs or
    when the right never opens. `plan`: last workday on or before the nominal end, what queues sort by. `nominal`: end before
    rolling. `remaining`: what is left while a pause runs, in `unit` (calendar days for months and years). `provisional`: the
    count touches a year without a holiday notice.
    """

    rule_id: str
    rule_version: str
    due: date | datetime | None
    plan: date | datetime | None
    nominal: date | datetime | None
    force: str
    unit: str
    owed_by: str
    article: str
    provisional: bool
    remaining: int | None
    calendar_edition: str
    rule: Rule = field(repr=False, compare=False)
    working: Working = field(repr=False, compare=False)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The reckoning, step by step."""
        return steps_of(self.working)

    @cached_property
    def explanation(self) -> str:
        """The reckoning in one Chinese sentence; of a target it says that it is no period of law (C15)."""
        return sentence_of(self.working, () if self.rule.statutory else (TARGET_NOTE,))

    def as_dict(self) -> dict[str, Any]:
        """The contract's JSON of `arrears law due`, without the id of the line. `remaining` only while a pause runs."""
        answer: dict[str, Any] = {
            "rule": self.rule_id,
            "due": _text(self.due),
            "plan": _text(self.plan),
            "force": self.force,
            "unit": self.unit,
            "owed_by": self.owed_by,
            "article": self.article,
            "provisional": self.provisional,
            "steps": [step.as_dict() for step in self.steps],
            "explanation": self.explanation,
            "rule_version": self.rule_version,
            "calendar_edition": self.calendar_edition,
        }
        if self.remaining is not None:
            answer["remaining"] = self.remaining
        return answer


def _text(day: date | datetime | None) -> str | None:
    return None if day is None else day.isoformat()
