"""Recusal 回避: the application to have a person leave the case, and its decision (法 第三十三条, 规则 第十一条、第十二条)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from arrears.access.models import AppUser
from arrears.arbitration import decisions, papers
from arrears.cases import ledger, pages, printing
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.models import CaseEvent, Party
from arrears.cases.visibility import Head
from arrears.db import session
from arrears.law import codes
from arrears.law.refusal import Refused

SOURCE = "《劳动人事争议仲裁办案规则》第十一条"


@checks("arbitration.recuse")
def check_application(doing: Doing) -> None:
    """One at a time: the decision names one person."""
    if doing.clocks.open("arb-recusal-decide"):
        raise Refused("", "先前的回避申请还没有决定，请先决定。", SOURCE)


@handles("arbitration.recuse")
def recuse(doing: Doing) -> None:
    """申请回避: who is meant stops work on the case until the decision."""
    name = _person(doing.facts)
    doing.tell({doing.proceeding.owner_id or 0}, f"{doing.proceeding.number} 收到对{name}的回避申请，决定作出前{name}暂停参与处理。")
    doing.summary(f"申请{name}回避：{codes.label('recusal_ground', str(doing.facts['ground']))}")


def application(proceeding_id: int) -> dict[str, Any]:
    """Facts of the last application; empty without one. Two statements."""
    seq = session.scalar(
        select(CaseEvent.seq)
        .where(CaseEvent.proceeding_id == proceeding_id, CaseEvent.act == "arbitration.recuse")
        .order_by(CaseEvent.seq.desc())
        .limit(1)
    )
    return ledger.facts_of(proceeding_id, [seq]).get(seq, {}) if seq is not None else {}


@checks("arbitration.decide-recusal")
def check_decision(doing: Doing) -> None:
    """There is an application that waits."""
    if not doing.clocks.open("arb-recusal-decide") or not application(doing.proceeding.id):
        raise Refused("", "没有等待决定的回避申请；请先登记“申请回避”。", SOURCE)


@handles("arbitration.decide-recusal")
def decide_recusal(doing: Doing) -> None:
    """决定回避: both sides are told; who is to leave is replaced by another act."""
    facts = decision(doing.proceeding.id, doing.facts)
    decisions.to_all(doing, "recusal-decision", facts)
    if doing.facts["granted"]:
        doing.tell({doing.proceeding.owner_id or 0}, f"{doing.proceeding.number} 准予{facts['person']}回避，请办“变更组庭”。")
    doing.summary(f"{'准予' if doing.facts['granted'] else '驳回'}{facts['person']}的回避申请")


def decision(proceeding_id: int, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts of the decision."""
    asked = application(proceeding_id)
    name, panel = _person(asked), papers.tribunal_of(proceeding_id)
    by = str(asked.get("by") or "")
    asker = session.scalar(select(Party.name).where(Party.id == int(by))) if by.isdigit() else None
    arbitrators = {panel["presiding"], *panel["members"]}
    post = "书记员" if name == panel["clerk"] and name not in arbitrators else "仲裁员" if name in arbitrators else "工作人员"
    return {
        **decisions.heads(proceeding_id), "cause": printing.CAUSE, "asker": asker, "asked_on": asked.get("on"), "post": post,
        "person": name, "ground": codes.label("recusal_ground", str(asked.get("ground"))), "granted": bool(facts["granted"]),
    }  # fmt: skip


def _person(facts: Mapping[str, Any]) -> str:
    return str(session.scalar(select(AppUser.name).where(AppUser.id == int(facts.get("person") or 0))) or "")


def decision_sheet(head: Head, facts: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The decision beside the signature."""
    return "recusal-decision", decision(head.id, facts)


pages.APPROVAL_PAPERS["arbitration.decide-recusal"] = decision_sheet
