"""Proof of effect and enforcement 生效证明、申请执行: the certificate, the worker's way to the court, what the court reports."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears import clock
from arrears.access.models import Body
from arrears.arbitration.models import Award, AwardParty
from arrears.cases import pages, parties, printing
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.models import Deadline, Party
from arrears.cases.parties import Told
from arrears.cases.visibility import Head
from arrears.db import session
from arrears.documents.actions import body_facts, issue
from arrears.documents.models import Document
from arrears.law import codes, deadlines
from arrears.law.money import digits
from arrears.law.numerals import date_in_text
from arrears.law.refusal import Refused
from arrears.money.models import Instalment, InstalmentRow

PROVED = ("final", "nonfinal", "settlement")
"""Kinds whose effect is certified; an advance award is in force with its service."""
ENFORCED = {"enforced": "x-enforced", "terminated": "x-terminated", "refused": "x-refused"}
ENFORCEABLE = ("x-performing", "x-partial", "x-terminated")


def _awards(proceeding_id: int) -> list[Award]:
    return list(session.scalars(select(Award).where(Award.proceeding_id == proceeding_id).order_by(Award.id)))


@checks("award.certify")
def check_certificate(doing: Doing) -> None:
    """All awards of the case in force; non-final: everybody served, windows over, no suit. Checked today, not in advance."""
    awards = [a for a in _awards(doing.proceeding.id) if a.kind in PROVED]
    law = "《劳动争议调解仲裁法》第五十条"
    if not awards or any(a.w != "w-effective" for a in awards):
        raise Refused("", "裁决书还没有生效（未全部送达、起诉期未满，或者有人起诉），不能出具生效证明。", law)
    if doing.facts["checked_on"] > doing.recorded_at.date():
        raise Refused("checked_on", "核查日期不能晚于今天。")
    begun = max(a.effective_on for a in awards if a.effective_on is not None)
    if doing.facts["checked_on"] < begun:
        raise Refused("checked_on", f"裁决书 {begun} 才生效，核查日期应在这一天以后。", law)


@handles("award.certify")
def certify(doing: Doing) -> None:
    """出具生效证明: one for each award or statement, saying how it was established."""
    found = certificates(doing.proceeding.id, doing.facts)
    for facts in found:
        issue(doing, "effect-certificate", facts)
    doing.summary(f"出具生效证明书 {len(found)} 份")


def certificates(proceeding_id: int, facts: Any) -> list[dict[str, Any]]:
    """Facts of the certificates of a case."""
    left, right = printing.sides(proceeding_id)
    key = str(facts["asked_by"])
    asked = session.scalar(select(Party.name).where(Party.id == int(key))) if key.isdigit() else key
    made = []
    for award in _awards(proceeding_id):
        paper = session.get(Document, award.document_id) if award.document_id is not None else None
        if award.kind not in PROVED or paper is None:
            continue
        served, suits = _history(award)
        ends = _window_ends(award)
        made.append({
            "asked_by": asked, "applicants": printing.group_name(left), "respondents": right, "cause": printing.CAUSE,
            "paper_on": award.made_on, "paper_no": paper.number, "paper_title": "调解书" if award.kind == "settlement" else "裁决书",
            "served": served, "suits": suits or None, "final": award.kind == "final", "settlement": award.kind == "settlement",
            "suit_until": ends.get("sue-nonfinal"), "setaside_until": ends.get("setaside-employer"), "checked_on": facts["checked_on"],
            "effective_on": award.effective_on,
        })  # fmt: skip
    return made


def _history(award: Award) -> tuple[list[str], list[str]]:
    """Who was served when, and which suits there were. One statement."""
    rows = session.execute(
        select(AwardParty, Party.name)
        .join(Party, Party.id == AwardParty.party_id)
        .where(AwardParty.award_id == award.id)
        .order_by(AwardParty.id)
    ).all()
    served = [f"{name}{date_in_text(row.served_on)}收到" for row, name in rows if row.served_on is not None]
    suits = [f"{name}向{row.court}提起的诉讼（{row.court_number}）已经终结" for row, name in rows if row.court_number]
    return served or ["尚在送达"], suits


def _window_ends(award: Award) -> dict[str, Any]:
    """Rule -> the latest last day of the parties' windows. One statement."""
    rows = session.execute(
        select(Deadline.rule_id, Deadline.due_on)
        .where(Deadline.proceeding_id == award.proceeding_id, Deadline.subject.like(f"award:{award.id}:%"))
        .order_by(Deadline.due_on)
    )
    return {rule: due for rule, due in rows if due is not None}


def certificate_sheet(head: Head, facts: Any) -> tuple[str, dict[str, Any]]:
    """The first certificate beside the signature."""
    return "effect-certificate", certificates(head.id, facts)[0]


pages.APPROVAL_PAPERS["award.certify"] = certificate_sheet


def _unpaid(doing: Doing) -> list[Instalment]:
    """Instalments of the case that are not paid, the earliest first. One statement."""
    query = select(Instalment).where(
        Instalment.proceeding_id == doing.proceeding.id, Instalment.closed_at.is_(None), Instalment.voided_seq.is_(None)
    )
    return list(doing.session.scalars(query.order_by(Instalment.due_on, Instalment.no)))


@checks("award.apply-enforcement")
def check_enforcement(doing: Doing) -> None:
    """Something owed under an award in its period of performance, and that period over."""
    law = "《劳动争议调解仲裁法》第五十一条"
    if not any(a.x in ENFORCEABLE for a in _awards(doing.proceeding.id)):
        raise Refused("", "没有进入履行期的裁决书或者调解书，还不能申请执行。", law)
    open_ones = _unpaid(doing)
    if not open_ones:
        raise Refused("", "应付款已经付清，不用申请执行。", law)
    if doing.facts["on"] > doing.recorded_at.date():
        raise Refused("on", "申请日期不能晚于今天。")
    if open_ones[0].due_on >= doing.facts["on"]:
        raise Refused("on", f"履行期到 {open_ones[0].due_on} 届满，届满后仍未付的，才能申请执行。", law)


@handles("award.apply-enforcement")
def apply_enforcement(doing: Doing) -> None:
    """申请执行: what is overdue and not paid; the guide and the application for the worker to take along."""
    for award in _awards(doing.proceeding.id):
        if award.x in ENFORCEABLE:
            award.x = "x-applied"
    late = [row for row in _unpaid(doing) if row.due_on < doing.facts["on"]]
    unpaid = sum((row.amount - row.paid for row in late), Decimal("0.00"))
    creditors = _creditors(doing, late)
    if printing.complete(creditors):
        issue(doing, "enforcement-guide", _guide(doing, creditors, late, unpaid))
    doing.summary(f"申请执行：{doing.facts['court']}，{digits(unpaid)} 元")


def _creditors(doing: Doing, late: list[Instalment]) -> list[Told]:
    """Workers to whom something of these instalments is still owed."""
    query = select(InstalmentRow.worker_id).where(
        InstalmentRow.instalment_id.in_([row.id for row in late]), InstalmentRow.paid < InstalmentRow.amount
    )
    owed = set(doing.session.scalars(query))
    return [p for p in parties.told(doing.proceeding.id) if p.id in owed]


def _guide(doing: Doing, creditors: list[Told], late: list[Instalment], unpaid: Decimal) -> dict[str, Any]:
    people = parties.told(doing.proceeding.id)
    payers = {row.payer for row in late}
    debtors = [p for p in people if p.role == "respondent" and p.name in payers] or [p for p in people if p.role == "respondent"]
    owed = [a for a in _awards(doing.proceeding.id) if a.x == "x-applied"]
    papers = [d for d in (doing.session.get(Document, a.document_id) for a in owed if a.document_id is not None) if d is not None]
    begun = max(row.due_on for row in _unpaid(doing))
    last = deadlines.due("enforce-apply", begun, calendar=doing.clocks.calendar, settings=doing.clocks.settings).due
    return {
        "creditors": [printing.party(p) for p in creditors], "debtors": [printing.party(p) for p in debtors],
        "maker": _maker(doing), "paper_on": owed[0].made_on, "paper_no": "、".join(d.number for d in papers),
        "paper_title": "调解书" if owed[0].kind == "settlement" else "裁决书", "unpaid": unpaid, "court": str(doing.facts["court"]),
        "counted_from": begun, "last_day": clock.day_of(last) if last is not None else None,
        "clues": str(doing.facts.get("clues") or "").strip() or None,
    }  # fmt: skip


def _maker(doing: Doing) -> str:
    body = doing.session.get(Body, doing.proceeding.body_id)
    assert body is not None
    return str(body_facts(body, "arbitration")["name"])


@handles("award.record-enforcement")
def record_enforcement(doing: Doing) -> None:
    """执行结果: enforced, ended for now, or refused by the court."""
    applied = [a for a in _awards(doing.proceeding.id) if a.x == "x-applied"]
    if not applied:
        raise Refused("", "没有登记过申请执行，请先登记。")
    for award in applied:
        award.x = ENFORCED[doing.facts["kind"]]
    doing.summary(f"执行结果：{codes.label('enforcement_result', doing.facts['kind'])}")
