"""What waits for a decision in the course of a case, as its forms and its page say it: claims asked for, an objection, an advance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from arrears.access.models import Body
from arrears.arbitration import interim, joining, jurisdiction
from arrears.arbitration.course import together
from arrears.cases.models import Party, Proceeding, ProceedingParty
from arrears.db import session
from arrears.law import codes
from arrears.law.procedures.arbitration.states import BEFORE_HEARING

MOST = 50


def waiting_choices(proceeding_id: int, what: str) -> list[tuple[str, str]]:
    """What was asked for and not decided: (key, words). Two statements."""
    entries = joining.waiting(proceeding_id, what)
    names = _names([int(e["party_id"]) for e in entries if e.get("party_id")])
    return [(str(e["seq"]), _words(e, names)) for e in entries]


def waiting_lines(proceeding_id: int, what: str) -> list[str]:
    """The same as sentences."""
    return [words for _, words in waiting_choices(proceeding_id, what)]


def _names(ids: Sequence[int]) -> dict[int, str]:
    return dict(session.execute(select(Party.id, Party.name).where(Party.id.in_(ids))).all()) if ids else {}


def _words(entry: Mapping[str, Any], names: Mapping[int, str]) -> str:
    who = names.get(int(entry.get("party_id") or 0), "申请人")
    verb = "反申请" if entry["what"] == joining.COUNTER else "请求"
    return f"{who} {entry['on']} 提出{verb}：{'；'.join(_claim(c) for c in entry['claims'])}"


def _claim(claim: Mapping[str, Any]) -> str:
    kind = codes.label("claim_kind", str(claim["kind"])).partition("（")[0]
    sum_ = f" {Decimal(claim['claimed']):,.2f} 元" if claim.get("claimed") is not None else ""
    return ("变更为 " if claim.get("replaces") else "") + kind + sum_


def objection_lines(proceeding_id: int) -> list[str]:
    """The objection to jurisdiction that is to be decided. Two statements."""
    asked = jurisdiction.objection(proceeding_id)
    if not asked:
        return [jurisdiction.UNANSWERED]
    return [f"{asked.get('objector', '')} {asked.get('on', '')} 提出：{asked.get('ground', '')}", "异议成立的，决定以后办移送。"]


def advance_asked(proceeding_id: int) -> tuple[Decimal | None, str]:
    """The sum asked for in advance, and the sentence about it. Two statements."""
    asked = interim.application(proceeding_id)
    if not asked:
        return None, ""
    amount = Decimal(str(asked["amount"]))
    return amount, f"申请人 {asked.get('on', '')} 申请先予执行 {amount:,.2f} 元。"


def court_of(body_id: int) -> str:
    """The court of the body's letterhead. One statement."""
    head = session.scalar(select(Body.letterhead).where(Body.id == body_id)) or {}
    return str(head.get("sue_court") or "")


def same_respondent(proceeding_id: int) -> list[tuple[int, str]]:
    """Cases of the body before their hearing against a respondent of this one. One statement."""
    mine, other = aliased(ProceedingParty), aliased(ProceedingParty)
    own, theirs = aliased(Party), aliased(Party)
    case = aliased(Proceeding)
    rows = session.execute(
        select(case.id, case.number, case.title)
        .join(other, (other.proceeding_id == case.id) & (other.role == "respondent"))
        .join(theirs, theirs.id == other.party_id)
        .join(own, own.name == theirs.name)
        .join(mine, (mine.party_id == own.id) & (mine.role == "respondent") & (mine.proceeding_id == proceeding_id))
        .join(Proceeding, Proceeding.id == proceeding_id)
        .where(case.id != proceeding_id, case.procedure == "arbitration", case.body_id == Proceeding.body_id)
        .where(case.state.in_(BEFORE_HEARING.split(", ")))
        .distinct()
        .order_by(case.id)
        .limit(MOST)
    )
    known = set(together(proceeding_id))
    return [(key, f"{number} {title}") for key, number, title in rows if key not in known]


def heard_together(proceeding_id: int) -> list[tuple[int, str]]:
    """Cases heard together with this one. Two statements."""
    ids = together(proceeding_id)
    if not ids:
        return []
    rows = session.execute(select(Proceeding.id, Proceeding.number, Proceeding.title).where(Proceeding.id.in_(ids)).order_by(Proceeding.id))
    return [(key, f"{number} {title}") for key, number, title in rows]
