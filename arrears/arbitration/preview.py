"""The award before it is signed 裁决预览: tested as the act tests it, laid out as it will be printed; no number is used up."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears.access.viewer import Viewer
from arrears.arbitration import awarding, papers
from arrears.arbitration.models import Arbitration
from arrears.arbitration.partial import check_partial_award
from arrears.cases import transitions
from arrears.cases.models import Proceeding
from arrears.cases.visibility import Head
from arrears.config import settings
from arrears.db import session
from arrears.documents import previews
from arrears.law.procedures import act
from arrears.regions import region


def award(viewer: Viewer, head: Head, facts: Mapping[str, Any], *, partial: bool = False) -> list[tuple[str, str]]:
    """(title, page) of each paper. Raises `Refused` for what the act would refuse."""
    row = session.get(Proceeding, head.id)
    assert row is not None
    name, check = ("partial-award", check_partial_award) if partial else ("award", awarding.check_award)
    check(transitions.draft(act(f"arbitration.{name}"), viewer, row, dict(facts)))
    made = papers.award_papers(head.id, head.number, facts, partial=partial)
    words = {True: "裁决书（终局）", False: "裁决书（非终局）"}
    return [(words[p.final], previews.html(head, p.kind, p.facts)) for p in made]


def finality_of(head: Head, kind: str, amount: Decimal) -> tuple[bool | None, str]:
    """Whether an item is final, with the numbers (法 第四十七条). One statement."""
    filed_on = session.scalar(select(Arbitration.filed_on).where(Arbitration.proceeding_id == head.id))
    if filed_on is None:
        return None, ""
    return awarding.proposal(region(settings().region), kind, amount, filed_on)
