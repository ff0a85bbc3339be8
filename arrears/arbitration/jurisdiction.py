"""Jurisdiction 管辖: an objection within the defence period, its decision, the transfer (规则 第八条至第十条)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from arrears.arbitration import notices, papers, taking_over
from arrears.arbitration.filing import row_of
from arrears.arbitration.joining import in_window
from arrears.arbitration.models import Arbitration
from arrears.cases import ledger, pages, printing
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.attaching import attach
from arrears.cases.models import CaseEvent, Party, ProceedingParty
from arrears.cases.visibility import Head
from arrears.db import session
from arrears.documents.actions import issue
from arrears.law.refusal import Refused

SOURCE = "《劳动人事争议仲裁办案规则》第十条"
UNANSWERED = "没有等待决定的管辖异议；请先登记“管辖异议”。"


@checks("arbitration.object-jurisdiction")
def check_objection(doing: Doing) -> None:
    """By a party, in writing, within its own defence period; late it has no effect on the procedure."""
    party = _party(doing)
    in_window(doing, "arb-jurisdiction-objection", party, "逾期提出的管辖异议不影响审理，不作决定；请用“记联系”写明并答复当事人。", SOURCE)
    if doing.clocks.open("arb-jurisdiction-decide"):
        raise Refused("", "先前的管辖异议还没有决定，请先决定。")


def _party(doing: Doing) -> Party:
    key = str(doing.facts.get("party") or "")
    found = doing.session.scalar(
        select(Party)
        .join(ProceedingParty, ProceedingParty.party_id == Party.id)
        .where(ProceedingParty.proceeding_id == doing.proceeding.id, Party.id == (int(key) if key.isdigit() else 0))
    )
    if found is None:
        raise Refused("party", "请选择是哪一方提出的。")
    return found


@handles("arbitration.object-jurisdiction")
def object_jurisdiction(doing: Doing) -> None:
    """管辖异议: five workdays to decide; the 45 days go on."""
    party = _party(doing)
    doing.skip.add(("satisfy", "arb-jurisdiction-objection"))
    doing.clocks.satisfy("arb-jurisdiction-objection", doing.facts["on"], subject=f"party:{party.id}")
    file = doing.facts.get("file")
    if isinstance(file, dict) and file.get("sha256"):
        doing.facts["file"] = {**file, "attachment_id": attach(doing, file, "chat").id}
    doing.facts["party"], doing.facts["objector"] = party.id, party.name
    doing.tell({doing.proceeding.owner_id or 0}, f"{doing.proceeding.number} {party.name}提出管辖异议，请五个工作日内决定。")
    doing.summary(f"{party.name}提出管辖异议：{doing.facts['ground'][:80]}")


def objection(proceeding_id: int) -> dict[str, Any]:
    """Facts of the last objection; empty without one. Two statements."""
    seq = session.scalar(
        select(CaseEvent.seq)
        .where(CaseEvent.proceeding_id == proceeding_id, CaseEvent.act == "arbitration.object-jurisdiction")
        .order_by(CaseEvent.seq.desc())
        .limit(1)
    )
    return ledger.facts_of(proceeding_id, [seq]).get(seq, {}) if seq is not None else {}


@checks("arbitration.decide-jurisdiction")
def check_decision(doing: Doing) -> None:
    """There is an objection that waits."""
    if not doing.clocks.open("arb-jurisdiction-decide"):
        raise Refused("", UNANSWERED, SOURCE)


@checks("arbitration.hear", "arbitration.hear-absent", "arbitration.deliberate", "arbitration.award", "arbitration.partial-award")
def check_competence(doing: Doing) -> None:
    """An objection in time is decided first: before, nobody knows whether this commission may hear the case (规则 第十条)."""
    if doing.clocks.open("arb-jurisdiction-decide"):
        raise Refused("", f"管辖异议还没有决定，不能办理“{doing.act.label}”；请先办“管辖异议决定”，驳回异议后继续审理。", SOURCE)


@handles("arbitration.decide-jurisdiction")
def decide_jurisdiction(doing: Doing) -> None:
    """管辖异议决定: refused, the case goes on; upheld, it is transferred."""
    to = dict(notices.addressees(doing.proceeding.id))
    issue(doing, "jurisdiction-decision", decision(doing.proceeding.id, doing.facts), recipients=to)
    if doing.facts["upheld"]:
        doing.tell({doing.proceeding.owner_id or 0}, f"{doing.proceeding.number} 管辖异议成立，请办移送。")
    doing.summary("管辖异议成立，移送有管辖权的仲裁委" if doing.facts["upheld"] else "驳回管辖异议，继续审理")


def decision(proceeding_id: int, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts of the decision."""
    asked = objection(proceeding_id)
    return {
        **papers.both_sides(proceeding_id), "cause": printing.CAUSE, "objector": asked.get("objector"), "objected_on": asked.get("on"),
        "objection": asked.get("ground"), "upheld": bool(facts["upheld"]), "reason": facts["reason"],
    }  # fmt: skip


def decision_sheet(head: Head, facts: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The decision beside the signature."""
    return "jurisdiction-decision", decision(head.id, facts)


@handles("arbitration.transfer")
def transfer(doing: Doing) -> None:
    """移送: the file goes to the commission that has jurisdiction, the parties are told; every clock of ours but the sending ends."""
    facts = doing.facts
    row_of(doing).closing_mode = "transferred"
    doing.proceeding.onward = taking_over.mark_of(str(facts["to_body"]))
    notices.drop_hearing(doing)
    doing.clocks.drop("*")
    to: dict[str, int | None] = {str(facts["to_body"]): None, **dict(notices.addressees(doing.proceeding.id))}
    issue(doing, "arb-transfer-letter", letter(doing.proceeding.id, facts), recipients=to)
    doing.summary(f"移送{str(facts['to_body'])[:80]}")


def letter(proceeding_id: int, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts of the letter of transfer."""
    row = session.get(Arbitration, proceeding_id)
    assert row is not None
    left, right = printing.sides(proceeding_id)
    return {
        "to_body": str(facts["to_body"]), "applicants": printing.group_name(left), "respondents": right, "cause": printing.CAUSE,
        "accepted_on": row.accepted_on, "reason": str(facts["reason"]), "sheets": [{"title": str(p)} for p in facts["papers"]],
    }  # fmt: skip


def transfer_sheet(head: Head, facts: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The letter beside the signature."""
    return "arb-transfer-letter", letter(head.id, facts)


pages.APPROVAL_PAPERS["arbitration.decide-jurisdiction"] = decision_sheet
pages.APPROVAL_PAPERS["arbitration.transfer"] = transfer_sheet
