"""What both sides do with their agreement 仲裁审查、司法确认: joint application, the commission's answers, application to the court.

Handlers of `mediation.review` and what follows it, and of `mediation.confirm`. The commission's papers bear its letterhead and the
number of the review, drawn with the application (documents.md 3). The agreement itself: agreeing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import func, select

from arrears import clock
from arrears.access.models import AppUser, Body
from arrears.cases import ledger, parties, printing
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.models import CaseEvent, Seat
from arrears.cases.numbers import draw
from arrears.documents.actions import body_facts, issue
from arrears.documents.models import Document
from arrears.law import codes, deadlines
from arrears.law.money import digits
from arrears.law.refusal import Refused
from arrears.mediation.models import Agreement
from arrears.money.models import Instalment

GROUP = 10
"""Applicants from whom on a paper names the first and the number, not each with his identity."""
OF_THE_REVIEW = ("arbitration-review-application", "review-rejection-notice", "review-decision", "extension-notice")
"""Papers that bear the number of the review; the application is the first."""
EXTENSION = 5
"""Working days by which a review may be extended, once (规则 第七十六条)."""
STANDS = "调解协议对双方仍有约束力，双方应当按照约定履行。"
SUE = "一方逾期不履行的，对方可以依法申请仲裁，也可以持调解协议向有管辖权的基层人民法院申请支付令。"
ONWARD: Mapping[str, str] = {
    "not_labour": "对该争议，双方可以协商履行，也可以依法向人民法院起诉。",
    "not_area": "双方可以在法定的申请期限内，共同向有管辖权的仲裁委员会申请审查。",
    "late": STANDS + SUE,
    "confirms_relation": "双方对劳动关系有争议的，可以依法申请仲裁。",
    "court_confirmed": "调解协议已经人民法院确认，一方逾期不履行的，对方可以向人民法院申请执行。",
}
"""Reason of not taking up a review -> which ways remain."""


def commission(doing: Doing) -> Body:
    """The body whose commission reviews: the case's own, of a station the one above it."""
    body = doing.session.get(Body, doing.proceeding.body_id)
    assert body is not None
    above = doing.session.get(Body, body.parent_id) if body.kind == "station" and body.parent_id else None
    return above or body


def _centre(doing: Doing) -> dict[str, Any]:
    body = doing.session.get(Body, doing.proceeding.body_id)
    assert body is not None
    return body_facts(body, "mediation")


def agreement_of(doing: Doing) -> Agreement:
    """The agreement in force. Raises `Refused`."""
    query = select(Agreement).where(Agreement.proceeding_id == doing.proceeding.id, Agreement.voided_seq.is_(None))
    row = doing.session.scalars(query.order_by(Agreement.id.desc())).first()
    if row is None:
        raise Refused("", "本案没有有效的调解协议。")
    return row


def agreed(doing: Doing) -> dict[str, Any]:
    """Who led it, its number, its day: what each of these papers says of the agreement."""
    row = agreement_of(doing)
    document = doing.session.get(Document, row.document_id) if row.document_id else None
    return {
        "centre": _centre(doing)["name"],
        "agreement_no": document.number if document else doing.proceeding.number,
        "agreed_on": row.signed_on,
    }


def heads(proceeding_id: int) -> dict[str, Any]:
    """Both sides in full; a group, or people whose identity is not known yet, by name alone."""
    people = parties.told(proceeding_id)
    left, right = ([p for p in people if p.role == role] for role in ("applicant", "respondent"))
    if len(left) < GROUP and printing.complete([*left, *right]):
        return {
            "applicants": [printing.party(p) for p in left],
            "respondents": [printing.party(p) for p in right],
            "agents": printing.agents(proceeding_id),
        }
    names = [printing.group_name([p.name for p in left]), *(p.name for p in right)]
    return {"sides": [f"申请人：{name}。" for name in names]}


def _addressees(doing: Doing) -> list[tuple[str, int]]:
    """The first applicant (of a group: for all) and every respondent."""
    people = parties.told(doing.proceeding.id)
    left = [p for p in people if p.role == "applicant"]
    return [(p.name, p.id) for p in [*left[:1], *(p for p in people if p.role == "respondent")]]


def _last(doing: Doing, act: str) -> tuple[int, dict[str, Any]]:
    """Entry number and facts of the latest such act; (0, {}) without one."""
    query = select(CaseEvent.seq).where(CaseEvent.proceeding_id == doing.proceeding.id, CaseEvent.act == act)
    seq = doing.session.scalar(query.order_by(CaseEvent.seq.desc()).limit(1)) or 0
    return seq, ledger.facts_of(doing.proceeding.id, [seq]).get(seq, {}) if seq else {}


def asked_on(doing: Doing) -> date:
    """The day of the joint application. Raises `Refused`."""
    _, facts = _last(doing, "mediation.review")
    if not facts:
        raise Refused("", "还没有登记双方共同提出的审查申请。")
    return date.fromisoformat(str(facts["filed_on"])[:10])


def _accepted(doing: Doing) -> dict[str, Any]:
    """Facts of the acceptance of the review that runs; empty before it."""
    asked, _ = _last(doing, "mediation.review")
    seq, facts = _last(doing, "mediation.review-accept")
    return facts if seq > asked else {}


def review_number(doing: Doing) -> str:
    """The number of the review: the one its application bears. Drawn anew only where no application was printed."""
    query = select(Document.number).where(
        Document.proceeding_id == doing.proceeding.id, Document.kind.in_(OF_THE_REVIEW), Document.voided_at.is_(None)
    )
    return doing.session.scalar(query.order_by(Document.id.desc()).limit(1)) or _drawn(doing)


def _drawn(doing: Doing) -> str:
    return draw(commission(doing), "审", doing.day, f"review:{doing.proceeding.id}:{doing.seq}")


def _answer(doing: Doing, kind: str, facts: Mapping[str, Any]) -> None:
    """A paper of the commission in the review, to both sides."""
    told = {**agreed(doing), "body": body_facts(commission(doing), "arbitration"), "received_on": asked_on(doing), **facts}
    to = dict(_addressees(doing))
    issue(doing, kind, told, recipients=to, numbered=lambda: review_number(doing))


@checks("mediation.review", "mediation.confirm")
def check_day(doing: Doing) -> None:
    """Not before the agreement."""
    signed = agreement_of(doing).signed_on
    if doing.facts["filed_on"] < signed:
        raise Refused("filed_on", f"申请日期不能早于协议签订日 {signed}。")


@handles("mediation.review")
def review(doing: Doing) -> None:
    """申请仲裁审查: the application both sides sign; it draws the number of the review."""
    about = agreed(doing)
    facts = {
        **heads(doing.proceeding.id), **about, "effective_on": about["agreed_on"], "made_on": doing.facts["filed_on"],
        "body": body_facts(commission(doing), "arbitration"),
    }  # fmt: skip
    issue(doing, "arbitration-review-application", facts, numbered=lambda: _drawn(doing))
    doing.summary(f"双方共同申请仲裁审查，申请日期 {doing.facts['filed_on']}")


@handles("mediation.review-refuse")
def review_refuse(doing: Doing) -> None:
    """审查不受理: why, and which ways remain."""
    reason = str(doing.facts["reason"])
    words = codes.label("review_refuse_reason", reason)
    _answer(doing, "review-rejection-notice", {"to": [name for name, _ in _addressees(doing)], "reason": words, "onward": ONWARD[reason]})
    doing.summary(f"审查申请不予受理：{words}")


@checks("mediation.review-extend")
def check_extension(doing: Doing) -> None:
    """A review that was accepted and is not over, once."""
    law = "《劳动人事争议仲裁办案规则》第七十六条"
    running = doing.clocks.open("review-decide")
    if not running or running[0].due_on is None:
        raise Refused("", "审查期限没有在走，不能延期；请先办“审查受理”。", law)
    if doing.recorded_at.date() > running[0].due_on:
        raise Refused("", f"审查期限已于 {running[0].due_on} 届满，不能再延期。", law)
    if int(running[0].inputs.get("extension_days", 0)):
        raise Refused("", "已经延长过一次，不能再延长。", law)


@handles("mediation.review-extend")
def review_extend(doing: Doing) -> None:
    """审查延期: five working days, each side is told the old and the new last day."""
    old = doing.clocks.open("review-decide")[0].due_on
    row = doing.clocks.extend("review-decide", EXTENSION)[0]
    told = {
        "body": body_facts(commission(doing), "arbitration"), "case_no": agreed(doing)["agreement_no"],
        "reason": str(doing.facts["reason"]), "days": EXTENSION, "old_due": old, "new_due": row.due_on, "review": True,
    }  # fmt: skip
    for name, party_id in _addressees(doing):
        issue(doing, "extension-notice", {**told, "to": name}, recipients={name: party_id}, numbered=lambda: review_number(doing))
    doing.summary(f"审查期限延长 {EXTENSION} 个工作日，至 {row.due_on}")


@handles("mediation.review-no")
def review_no(doing: Doing) -> None:
    """不予制作调解书."""
    words = codes.label("review_no_reason", str(doing.facts["reason"]))
    accepted = _accepted(doing).get("accepted_on")
    _answer(doing, "review-decision", {**heads(doing.proceeding.id), "accepted_on": accepted, "reason": words})
    doing.summary(f"不予制作调解书：{words}")


@handles("mediation.review-withdraw")
def review_withdraw(doing: Doing) -> None:
    """撤回审查: allowed until the statement is served."""
    told = {"to": [name for name, _ in _addressees(doing)], "withdrawn_on": doing.facts["on"]}
    _answer(doing, "review-withdrawal-notice", told)
    doing.summary("撤回审查申请，准许")


@checks("mediation.review-ok")
def check_statement(doing: Doing) -> None:
    """Accepted, lawful, the same as the agreement, everybody's identity known."""
    if not _accepted(doing):
        raise Refused("", "审查申请还没有受理，请先办“审查受理”。", "《劳动人事争议仲裁办案规则》第七十五条")
    if not doing.facts["lawful"]:
        raise Refused("lawful", "协议内容不合法的，不能制作调解书，请办“不予制作”。", "《劳动人事争议仲裁办案规则》第七十八条")
    if not doing.facts["same_content"]:
        raise Refused("same_content", "调解书要与调解协议内容一致，请核对后再办。", "《劳动人事争议仲裁办案规则》第七十七条")
    if not printing.complete(parties.told(doing.proceeding.id, "applicant")):
        raise Refused("", "申请人的身份证号、出生日期或者住址还没有填全，请补齐后再制作调解书。")


@handles("mediation.review-ok")
def review_ok(doing: Doing) -> None:
    """制作调解书: the terms of the agreement as the commission's statement, under the number of the review."""
    to = dict(_addressees(doing))
    issue(doing, "arb-mediation-statement", _statement(doing), recipients=to, numbered=lambda: review_number(doing))
    doing.summary(f"审查后制作调解书，金额 {digits(agreement_of(doing).total)} 元")


def _statement(doing: Doing) -> dict[str, Any]:
    row, about = agreement_of(doing), agreed(doing)
    claims = printing.claims_of(doing.proceeding.id)
    left, _ = printing.sides(doing.proceeding.id)
    people = parties.told(doing.proceeding.id)
    query = select(Instalment).where(Instalment.proceeding_id == doing.proceeding.id, Instalment.voided_seq.is_(None))
    parts = [
        {"no": n, "due": part.agreed_on, "amount": part.amount, "payer": part.payer}
        for n, part in enumerate(doing.session.scalars(query.order_by(Instalment.no)), 1)
    ]
    each = [f"每人金额见调解协议（{about['agreement_no']}）附表，该附表为本调解书的组成部分"] if len(left) > 1 else []
    return {
        "body": body_facts(commission(doing), "arbitration"),
        "applicants": [printing.party(p) for p in people if p.role == "applicant"],
        "respondents": [printing.party(p) for p in people if p.role == "respondent"],
        "agents": printing.agents(doing.proceeding.id), "cause": printing.CAUSE, "claims": printing.claim_rows(claims),
        "total": row.total, "period": printing.span(claims), **({"pay_by": parts[0]["due"]} if len(parts) == 1 else {"instalments": parts}),
        "acceleration": row.default_clause == "all_due", "other_terms": each,
        "reviewed": f"{about['centre']}主持达成的调解协议（{about['agreement_no']}）",
        "tribunal": {"presiding": _name(doing, int(_accepted(doing)["arbitrator"])), "clerk": _clerk(doing)},
    }  # fmt: skip


def _name(doing: Doing, user_id: int) -> str:
    return str(doing.session.scalar(select(AppUser.name).where(AppUser.id == user_id)) or "")


def _clerk(doing: Doing) -> str:
    """Who keeps the record: the clerk of the case; without one the line is left to be written by hand."""
    query = select(AppUser.name).join(Seat, Seat.user_id == AppUser.id).where(
        Seat.proceeding_id == doing.proceeding.id, Seat.role == "clerk", Seat.left_at.is_(None)
    )  # fmt: skip
    return doing.session.scalar(query.limit(1)) or ""


@handles("mediation.confirm")
def confirm(doing: Doing) -> None:
    """申请司法确认: the application both sides take to the court."""
    about = agreed(doing)
    facts = {
        **heads(doing.proceeding.id), **about, "effective_on": about["agreed_on"], "court": str(doing.facts["court"]),
        "made_on": doing.facts["filed_on"],
    }  # fmt: skip
    issue(doing, "judicial-confirmation-application", facts)
    doing.summary(f"双方共同向{doing.facts['court']}申请司法确认")


def _title(doing: Doing) -> dict[str, Any]:
    """What can be enforced: the commission's statement, or the court's ruling that confirms. Raises `Refused`."""
    query = select(Document).where(
        Document.proceeding_id == doing.proceeding.id, Document.kind == "arb-mediation-statement", Document.voided_at.is_(None)
    )
    statement = doing.session.scalars(query.order_by(Document.id.desc()).limit(1)).first()
    if statement is not None:
        maker = body_facts(commission(doing), "arbitration")["name"]
        return {"maker": maker, "paper_on": statement.made_on, "paper_no": statement.number, "paper_title": "调解书"}
    seq, ruling = _last(doing, "mediation.record-confirmation")
    if not ruling.get("granted"):
        ways = "请先由双方共同申请仲裁审查或者司法确认；也可以申请支付令，或者就协议申请仲裁"
        raise Refused("way", f"调解协议本身不能直接申请强制执行，{ways}。", "《劳动争议调解仲裁法》第十五条、第十六条")
    at = doing.session.scalar(
        select(CaseEvent.occurred_at).where(CaseEvent.proceeding_id == doing.proceeding.id, CaseEvent.seq == seq)
    )
    court = _last(doing, "mediation.confirm")[1].get("court") or doing.facts["court"]
    return {"maker": str(court), "paper_on": clock.day_of(at), "paper_no": str(ruling["number"]), "paper_title": "民事裁定书"}


def enforcement(doing: Doing) -> dict[str, Any]:
    """Facts of the guide and application for enforcement. Raises `Refused` where there is nothing that can be enforced."""
    people = parties.told(doing.proceeding.id)
    query = select(func.max(Instalment.due_on)).where(
        Instalment.proceeding_id == doing.proceeding.id, Instalment.closed_at.is_(None), Instalment.voided_seq.is_(None)
    )
    title, due = _title(doing), doing.session.scalar(query)
    begun = max(due or title["paper_on"], title["paper_on"])
    last = deadlines.due("enforce-apply", begun, calendar=doing.clocks.calendar, settings=doing.clocks.settings).due
    return {
        **title, "creditors": [printing.party(p) for p in people if p.role == "applicant"],
        "debtors": [printing.party(p) for p in people if p.role == "respondent"], "unpaid": doing.facts["unpaid"],
        "court": str(doing.facts["court"]), "counted_from": begun, "last_day": clock.day_of(last) if last is not None else None,
    }  # fmt: skip
