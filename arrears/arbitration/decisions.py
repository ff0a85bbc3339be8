"""Facts of decisions and notices in the course of a case 决定、通知: the same for the act that issues them and beside the signature.

The kinds stand in `documents.kinds.arbitration_decisions`. Nothing here changes a state; the files of acts call it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears.access.models import AppUser
from arrears.arbitration import papers, term
from arrears.arbitration.models import Arbitration
from arrears.arbitration.notices import addressees
from arrears.cases import parties, printing
from arrears.cases.acting import Doing
from arrears.cases.clocks import pauses_of
from arrears.cases.models import Approval, Deadline, Proceeding
from arrears.cases.visibility import Head
from arrears.db import session
from arrears.documents.actions import issue
from arrears.law import codes
from arrears.law.money import capital, digits
from arrears.law.numerals import date_in_text

Facts = Mapping[str, Any]
Case = Head | Proceeding
GROUP = 10
"""Applicants from whom on a decision names the first and the number, not each with his identity."""


def to_each(doing: Doing, kind: str, facts: Facts | Callable[[], Facts]) -> None:
    """A notice to each addressee: the first applicant (of a group: for all) and every respondent."""
    for name, party_id in addressees(doing.proceeding.id):

        def full(to: str = name) -> dict[str, Any]:
            return {"to": to, "case_no": doing.proceeding.number, **(facts() if callable(facts) else facts)}

        issue(doing, kind, full, recipients={name: party_id})


def to_all(doing: Doing, kind: str, facts: Facts, suffix: str = "") -> None:
    """One decision that is served on every addressee."""
    issue(doing, kind, facts, recipients=dict(addressees(doing.proceeding.id)), suffix=suffix)


def heads(proceeding_id: int) -> dict[str, Any]:
    """The parties as a decision begins: in full; a group, or people whose identity is not known yet, by name alone."""
    people = parties.told(proceeding_id)
    left, right = ([p for p in people if p.role == role] for role in ("applicant", "respondent"))
    if len(left) < GROUP and printing.complete(left):
        return papers.both_sides(proceeding_id)
    lines = [f"申请人：{printing.group_name([p.name for p in left])}。", *(f"被申请人：{p.name}。" for p in right)]
    return {"sides": lines}


def _own(proceeding_id: int) -> Arbitration:
    row = session.get(Arbitration, proceeding_id)
    assert row is not None
    return row


def _day(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value)[:10])


def rejection(proceeding_id: int, facts: Facts) -> dict[str, Any]:
    """不予受理通知书: which condition fails, in the words of the code and what the clerk wrote beside it."""
    left, _ = printing.sides(proceeding_id)
    words = codes.label("arb_refuse_reason", str(facts["reason"]))
    told = str(facts.get("why") or "").strip().rstrip("。")
    return {
        "to": printing.group_name(left), "received_on": _own(proceeding_id).filed_on, "reason": f"{told}，{words}" if told else words,
        "other": str(facts.get("other") or "").strip() or None,
    }  # fmt: skip


def no_jurisdiction(proceeding_id: int, facts: Facts) -> dict[str, Any]:
    """不属本委管辖告知书: where to go, and why; not a refusal."""
    left, _ = printing.sides(proceeding_id)
    return {
        "to": printing.group_name(left), "received_on": _own(proceeding_id).filed_on, "why": str(facts["why"]),
        "competent_body": str(facts["competent_body"]),
    }  # fmt: skip


def promise(proceeding_id: int, missing: list[str], until: date) -> dict[str, Any]:
    """容缺受理承诺书, to be signed by the applicant."""
    left, right = printing.sides(proceeding_id)
    return {
        "applicant": printing.group_name(left), "respondents": right, "cause": printing.CAUSE, "missing": missing, "promised_by": until,
    }  # fmt: skip


def revocation(proceeding_id: int, facts: Facts) -> dict[str, Any]:
    """撤销案件决定书."""
    return {
        **heads(proceeding_id), "cause": printing.CAUSE, "accepted_on": _own(proceeding_id).accepted_on,
        "found_on": _day(facts["found_on"]), "reason": str(facts["why"]),
    }  # fmt: skip


def termination(proceeding_id: int, facts: Facts) -> dict[str, Any]:
    """终止审理决定书."""
    return {
        **heads(proceeding_id), "cause": printing.CAUSE, "accepted_on": _own(proceeding_id).accepted_on, "court": str(facts["court"]),
        "court_number": str(facts["court_number"]),
    }  # fmt: skip


_SUM = re.compile(r"([\d,]+\.\d\d)元(?!（大写)")


def _spelled(text: str) -> str:
    """A text with each sum in digits and 大写, as corrections print them."""
    return _SUM.sub(lambda m: f"{digits(_amount(m[1]))}元（大写：人民币{capital(_amount(m[1]))}）", text.strip())


def _amount(text: str) -> Decimal:
    return Decimal(text.replace(",", ""))


def correction(proceeding_id: int, document: Any, facts: Facts) -> dict[str, Any]:
    """补正决定书: what stands where, and what it should say. `document`: the row of the corrected paper."""
    return {
        "paper_on": document.made_on, "paper_no": document.number, "paper_title": "调解书" if "mediation" in document.kind else "裁决书",
        "place": str(facts.get("place") or "").strip() or None, "wrong": _spelled(str(facts["wrong"])),
        "right": _spelled(str(facts["right"])), "tribunal": papers.tribunal_of(proceeding_id),
    }  # fmt: skip


def award_clock(proceeding_id: int) -> Deadline | None:
    """The running limit of the case. One statement."""
    return session.scalars(
        select(Deadline)
        .where(Deadline.proceeding_id == proceeding_id, Deadline.rule_id == "arb-award", Deadline.closed_at.is_(None))
        .order_by(Deadline.id.desc())
    ).first()


def counted(row: Deadline, day: date) -> dict[str, Any]:
    """Days used and left on a day, as the notices say them."""
    found = term.used(row, pauses_of([row.id])[row.id], day)
    return {"counted_from": found.begun, "days_used": found.used, "days_left": found.left}


def suspension_sheet(head: Case, facts: Facts) -> tuple[str, dict[str, Any]]:
    """中止审批表: the ground, the days used and left on the day of the decision."""
    row = award_clock(head.id)
    told = counted(row, _day(facts["decided_on"])) if row is not None else {"days_used": "—", "days_left": "—"}
    rows = [
        ("中止事由", codes.label("suspension_ground", str(facts["ground"]))), ("中止日期", date_in_text(_day(facts["decided_on"]))),
        ("审理期限", f"已用{told['days_used']}日，尚余{told['days_left']}日；中止期间不计入"),
    ]  # fmt: skip
    return "suspension-approval", _sheet(head, "中止审理", "中止审批表", rows, "《劳动人事争议仲裁办案规则》第四十七条")


def extension_sheet(head: Case, facts: Facts) -> tuple[str, dict[str, Any]]:
    """延期审批表: why, how long, the old and the new last day."""
    row = award_clock(head.id)
    due = date_in_text(row.due_on) if row is not None and row.due_on is not None else "—"
    rows = [("延长天数", f"{facts['days']}日"), ("现届满日", due), ("案情复杂的理由", str(facts["complex_because"]))]
    law = "《劳动争议调解仲裁法》第四十三条、《劳动人事争议仲裁办案规则》第四十五条"
    return "extension-approval", _sheet(head, "延期审理", "延期审批表", rows, law)


def closing_sheet(head: Case, facts: Facts) -> tuple[str, dict[str, Any]]:
    """结案审批表: how the case ended, in how many days, for how much."""
    rows = [
        ("结案方式", codes.label("closing_mode", str(facts["result"]))), ("实际审理天数", f"{facts['days_used']}天"),
        ("裁决或者调解金额", f"{digits(Decimal(str(facts['amount_awarded'])))}元"),
    ]  # fmt: skip
    return "arb-closing-approval", _sheet(head, "结案", "结案审批表", rows, None)


def _sheet(head: Case, act: str, title: str, rows: list[tuple[str, str]], article: str | None) -> dict[str, Any]:
    running = award_clock(head.id)
    left = f"审理期限至{date_in_text(running.due_on)}" if running is not None and running.due_on is not None else None
    return {
        "sheet": title, "act": act, "parties": f"{head.title}诉{head.against}",
        "rows": [{"no": n, "name": name, "value": value} for n, (name, value) in enumerate(rows, 1)],
        "summary": f"申请{act}，请审批。", "article": article, "days_left": left, "proposal": {"label": "承办人意见", "text": f"拟{act}。"},
        "case_no": head.number,
    }  # fmt: skip


def signed_sheet(doing: Doing, made: tuple[str, dict[str, Any]]) -> None:
    """Put the approval sheet with both signatures into the inner volume: who proposed it when, who signed."""
    kind, facts = made
    found = doing.session.execute(
        select(AppUser.name, Approval.drafted_at)
        .join(Approval, Approval.drafted_by == AppUser.id)
        .where(Approval.proceeding_id == doing.proceeding.id, Approval.act == doing.act.id, Approval.decided_at.is_(None))
        .order_by(Approval.id.desc())
    ).first()
    if found is not None:
        facts["proposal"] |= {"name": found.name, "on": found.drafted_at.date()}
    facts["decision"] = {"label": "审批意见", "text": "同意。", "name": doing.viewer.name, "on": doing.recorded_at.date()}
    issue(doing, kind, facts)
