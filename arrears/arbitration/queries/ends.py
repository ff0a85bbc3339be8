"""What the screens of decisions ask: a request to put a hearing off, the blank answer of a respondent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select

from arrears import clock
from arrears.arbitration import notices, term
from arrears.arbitration.models import Arbitration, Award
from arrears.arbitration.queries import case
from arrears.cases import printing
from arrears.cases.clocks import pauses_of
from arrears.cases.models import Deadline, Proceeding
from arrears.cases.visibility import Head
from arrears.db import session
from arrears.documents import previews
from arrears.hearings import scheduling
from arrears.law.refusal import Refused
from arrears.web.zh import zh_date


def postponement_words(case_id: int) -> str:
    """Who asked when and why, and whether in time; that nobody asked. Four statements."""
    hearing = scheduling.planned(case_id)
    asked = notices.postponement_asked(case_id, hearing.seq) if hearing is not None else {}
    if not asked:
        return "没有登记过延期申请。仲裁庭自行决定延期的，写明理由。"
    return f"{zh_date(date.fromisoformat(str(asked['on'])[:10]))}申请：{asked['reason']}" + ("（逾期提出）" if asked.get("late") else "")


@dataclass(frozen=True, slots=True)
class Closing:
    """What a closing sheet says."""

    result: str
    days_used: int | None
    amount: Decimal


def closing(case_id: int) -> Closing:
    """How the case ended, its days without what does not count, its sum. Five statements."""
    own = session.get(Arbitration, case_id)
    clock_row = session.scalars(
        select(Deadline).where(Deadline.proceeding_id == case_id, Deadline.rule_id == "arb-award").order_by(Deadline.id.desc()).limit(1)
    ).first()
    ended = session.scalar(select(Proceeding.closed_at).where(Proceeding.id == case_id))
    days = None
    if clock_row is not None and ended is not None:
        after = clock.day_of(ended) + timedelta(days=1)  # the day it ended is one of the days counted
        days = term.used(clock_row, pauses_of([clock_row.id])[clock_row.id], after).used
    total = session.scalar(select(func.sum(Award.total)).where(Award.proceeding_id == case_id, Award.kind != "advance"))
    return Closing(own.closing_mode if own is not None else "", days, total or Decimal("0.00"))


def blank_answer(head: Head, party_id: int) -> str:
    """The page of a blank answer. Raises `Refused` for somebody who is no respondent. Few statements."""
    name = next((s.name for s in case.sides(head.id, "respondent") if s.id == party_id), None)
    if name is None:
        raise Refused("party", "请选择本案的被申请人。")
    left, _ = printing.sides(head.id)
    facts = {
        "respondent": name, "applicants": printing.group_name(left), "cause": printing.CAUSE,
        "claims": printing.claim_rows(printing.claims_of(head.id)), "copies": len(left[:1]),
    }  # fmt: skip
    return previews.html(head, "arb-answer", facts, blank=True)
