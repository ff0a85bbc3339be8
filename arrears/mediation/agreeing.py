"""达成协议: the agreement over claim items with instalments, powers of agents, its preview, its correction. Money: performing.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Any

from sqlalchemy import select

from arrears import clock
from arrears.access.viewer import Viewer
from arrears.cases import facts as fact_checks
from arrears.cases import ledger, parties, roster, transitions
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.correction import corrects
from arrears.cases.models import CaseEvent, Claim, Deadline, Party, Proceeding, ProceedingParty
from arrears.cases.outcomes import Gone
from arrears.cases.parties import Told
from arrears.db import writing
from arrears.documents.actions import issue, void
from arrears.documents.models import Document
from arrears.documents.voiding import void_made
from arrears.law.money import digits
from arrears.law.procedures import ACTS
from arrears.law.refusal import Refused
from arrears.mediation import leaving, papers
from arrears.mediation.actions import check_mediator, complete_parties, row_of
from arrears.mediation.models import Agreement
from arrears.money import actions as money
from arrears.money import voiding
from arrears.money.actions import Part
from arrears.money.models import Obligation
from arrears.personal import vault

ZERO = Decimal("0.00")


def parts_of(facts: Mapping[str, Any], workers: Sequence[int]) -> list[Part]:
    """Instalments as the money room takes them. A row without parts of its own belongs to the only worker.

    Raises `Refused` when dates or sums do not fit.
    """
    made = []
    for n, row in enumerate(facts["instalments"], start=1):
        shares: dict[int, Decimal] = {int(k): Decimal(v) for k, v in (row.get("parts") or {}).items()}
        if not shares:
            if len(workers) != 1:
                raise Refused("instalments", f"第 {n} 期要写明每个人的金额。")
            shares = {workers[0]: Decimal(row["amount"])}
        told, summed = Decimal(row["amount"]), sum(shares.values(), ZERO)
        if summed != told:
            raise Refused("instalments", f"第 {n} 期 {digits(told)} 元，与各人合计 {digits(summed)} 元不符。")
        made.append(Part(n, row["due_on"], row.get("payer") or facts["payer"], shares))
    total = sum((p.amount for p in made), ZERO)
    if total != facts["total"]:
        apart = digits(abs(total - facts["total"]))
        raise Refused("instalments", f"各期合计 {digits(total)} 元，与协议总额 {digits(facts['total'])} 元不符，差 {apart} 元。")
    if any(later.agreed_on < earlier.agreed_on for earlier, later in pairwise(made)):
        raise Refused("instalments", "各期的付款日应从早到晚排列。")
    if made and made[0].agreed_on < facts["signed_on"]:
        raise Refused("instalments", "第一期的付款日不能早于签订日。")
    return made


def agent_without_power(proceeding_id: int) -> str | None:
    """The agent who would sign for a side without special power (特别授权 with 和解); None: everybody may sign."""
    for agent in parties.agents(proceeding_id):
        if agent.authority != "special" or "settle" not in (agent.authority_items or []):
            return agent.name
    return None


@checks("mediation.agree")
def check_agreement(doing: Doing) -> None:
    """Powers at the signing; items among the claims; sums that add up. Nothing is written."""
    facts = doing.facts
    weak = agent_without_power(doing.proceeding.id)
    if weak is not None:
        raise Refused(
            "authority_ok",
            f"代理人{weak}只有一般授权，或者特别授权里没有“和解”，不能代签协议。请本人到场签，或者补交写明“和解”的特别授权委托书。",
            "《劳动争议调解仲裁法》第二十四条",
        )
    if not facts["authority_ok"]:
        raise Refused("authority_ok", "签订前要核对双方签字人的身份和权限，核对后再勾选。")
    if facts["signed_on"] > clock.today():
        raise Refused("signed_on", "签订日期不能晚于今天。")
    known = {c.id: c for c in papers.claims_of(doing.proceeding.id)}
    for item in facts["items"]:
        if int(item["claim_id"]) not in known:
            raise Refused("items", "协议覆盖的请求要从本案请求里选。")
    total = sum((Decimal(i["amount"]) for i in facts["items"] if i.get("amount") is not None), ZERO)
    if total and total != facts["total"]:
        raise Refused("total", f"各项请求议定合计 {digits(total)} 元，与协议总额 {digits(facts['total'])} 元不符。")
    parts_of(facts, _workers(doing))


def _workers(doing: Doing) -> list[int]:
    failed = {int(x) for x in doing.facts.get("rows_failed") or []}
    rows = doing.session.scalars(
        select(ProceedingParty.party_id)
        .where(ProceedingParty.proceeding_id == doing.proceeding.id, ProceedingParty.role == "applicant")
        .where(ProceedingParty.left_on.is_(None))
        .order_by(ProceedingParty.no)
    )
    return [p for p in rows if p not in failed]


@handles("mediation.agree")
def agree(doing: Doing) -> None:
    """达成协议: obligations, instalments with their clocks, the paper; people who did not agree leave with their notice."""
    complete_parties(doing)
    facts = doing.facts
    row = row_of(doing)
    doing.skip |= {("start", "agr-perform"), ("start", "agr-instal")}
    if row.source == "newform":
        doing.holds("newform")
    workers = _workers(doing)
    parts = parts_of(facts, workers)
    rule = "agr-perform" if len(parts) == 1 else "agr-instal"
    money.oblige(doing, "agreement", rule, parts)
    for item in facts["items"]:
        claim = doing.session.get(Claim, int(item["claim_id"]))
        assert claim is not None
        claim.admitted = item.get("amount")
        claim.result = "upheld" if item.get("amount") == claim.claimed else "partly"
    made = Agreement(
        proceeding_id=doing.proceeding.id, seq=doing.seq, total=facts["total"], settles_all=not facts.get("waived_none", False),
        waived=facts["waived"], default_clause=facts["default_clause"], tax=facts["tax"],
        confirm_by=facts.get("confirm_by", "none"), signed_on=facts["signed_on"], items=facts["items"],
    )  # fmt: skip
    doing.session.add(made)
    doing.session.flush()
    row.result = "partial" if facts.get("rows_failed") else "agreement"
    _leave(doing, row.result)
    people = parties.told(doing.proceeding.id)
    kind, content = paper_of(doing.proceeding.id, facts, parts, people, row.applied_on, papers.mediator_name(doing.proceeding))

    def keep(document: Document) -> None:
        made.document_id = document.id

    issue(doing, kind, content, recipients={p.name: p.id for p in people if p.role == "respondent"}, then=keep)
    leaving.payment_instructions(doing, str(facts["pay_account"]), parts)
    _keep_account(doing)
    doing.clocks.drop("meeting")
    doing.clocks.drop("next-contact")
    parties.copy_summary(doing)
    failed = f"，{len(facts['rows_failed'])} 人未达成" if facts.get("rows_failed") else ""
    doing.summary(f"达成协议，共 {digits(facts['total'])} 元，分 {len(parts)} 期{failed}")


def _keep_account(doing: Doing) -> None:
    """The record keeps the id of the account and its tail, never the number."""
    account = str(doing.facts["pay_account"])
    doing.facts["account_tail"] = tail_of(account)
    if any(sign.isdigit() for sign in account):
        doing.facts["pay_account"] = vault.keep("bank", account)


def tail_of(account: str) -> str:
    """The last four digits of an account, as the agreement names it."""
    return "".join(sign for sign in account if sign.isalnum())[-4:]


class _Shown(Exception):
    """Ends a preview: what was written to make it is taken back."""


def preview(viewer: Viewer, proceeding_id: int, facts: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """Kind and facts of the paper as `agree` would make it, with every check of the act; nothing stays, no number is used.

    Raises `Refused` as the act would, `Gone`.
    """
    shown: tuple[str, dict[str, Any]] | None = None
    with suppress(_Shown), writing() as current:
        row = current.get(Proceeding, proceeding_id, populate_existing=True)
        if row is None:
            raise Gone(proceeding_id)
        doing = transitions.draft(ACTS["mediation.agree"], viewer, row, fact_checks.check(ACTS["mediation.agree"], facts))
        check_mediator(doing)
        check_agreement(doing)
        complete_parties(doing)
        parts = parts_of(doing.facts, _workers(doing))
        people = [p for p in parties.told(row.id) if p.role != "applicant" or any(p.id in part.parts for part in parts)]
        shown = paper_of(row.id, doing.facts, parts, people, row_of(doing).applied_on, papers.mediator_name(row))
        raise _Shown
    assert shown is not None
    return shown


def _leave(doing: Doing, result: str) -> None:
    """People who did not agree leave the mediation with the notice; `convert` stays open for them."""
    failed = {int(x) for x in doing.facts.get("rows_failed") or []}
    if not failed:
        return
    names = []
    for link, party in doing.session.execute(
        select(ProceedingParty, Party)
        .join(Party, Party.id == ProceedingParty.party_id)
        .where(ProceedingParty.proceeding_id == doing.proceeding.id, ProceedingParty.party_id.in_(failed))
    ):
        link.left_on, link.left_why = doing.day, "未达成协议"
        names.append(party.name)
    notice = papers.failure(doing.proceeding, row_of(doing), "部分申请人未能与被申请人达成协议", doing.day)
    issue(doing, "mediation-failure-notice", {**notice, "to": names})
    doing.facts["result"] = result


def paper_of(
    proceeding_id: int, facts: Mapping[str, Any], parts: Sequence[Part], people: Sequence[Told], applied_on: date, mediator: str
) -> tuple[str, dict[str, Any]]:
    """Kind and facts of the agreement's paper: of one worker, or of a group with its annex. Used by preview and issue alike."""
    left = [p for p in people if p.role == "applicant" and any(p.id in part.parts for part in parts)]
    right = [p for p in people if p.role == "respondent"]
    common: dict[str, Any] = {
        "respondents": [papers.party(p) for p in right],
        "agents": papers.agents(proceeding_id),
        "applied_on": applied_on,
        "period": papers.span(papers.claims_of(proceeding_id)) or {"start": applied_on, "end": applied_on},
        "total": facts["total"],
        "payer": parts[0].payer,
        "acceleration": facts["default_clause"] == "all_due",
        "other_terms": _terms(facts),
        "mediator": mediator,
        "copies": len(left[:1]) + len(right) + 1,
        "made_on": facts["signed_on"],
    }
    if len(parts) == 1 and len(left) == 1:
        common["pay_by"] = parts[0].agreed_on
    else:
        common["instalments"] = [{"no": p.no, "due": p.agreed_on, "amount": p.amount} for p in parts]
    if len(left) == 1:
        return "mediation-agreement", {
            **common,
            "applicants": [papers.party(p) for p in left],
            "account_tail": facts.get("account_tail") or tail_of(str(facts["pay_account"])),
        }
    return "mediation-agreement-group", {
        **common,
        "rows": [_worker_row(n, p, parts) for n, p in enumerate(left, start=1)],
        "representatives": parties.representatives(proceeding_id),
    }


def _worker_row(n: int, told: Told, parts: Sequence[Part]) -> dict[str, Any]:
    shares = [part.parts.get(told.id, ZERO) for part in parts]
    owed = sum(shares, ZERO)
    return {"no": n, "name": told.name, "id_no": told.id_no or roster.blank(n), "due": owed, "paid": ZERO, "owed": owed, "parts": shares}


def _terms(facts: Mapping[str, Any]) -> list[str]:
    terms = [str(t) for t in facts.get("other_terms") or []]
    if facts["waived"].strip() and facts["waived"].strip() != "无":
        terms.append(f"申请人自愿放弃以下请求：{facts['waived'].strip()}")
    terms.append(f"上述金额为{'税前' if facts['tax'] == 'gross' else '税后'}金额")
    return terms


WINDOWS: Mapping[str, tuple[str, str, str]] = {
    "mediation.review": ("review-apply", "filed_on", "共同申请仲裁审查"),
    "mediation.confirm": ("judconf-apply", "filed_on", "共同申请司法确认"),
}
"""Acts of both parties inside a window: act -> (clock, fact with the day, words)."""


@checks("mediation.review", "mediation.confirm")
def check_window(doing: Doing) -> None:
    """A window that is over is over: what remains is said."""
    rule, fact, words = WINDOWS[doing.act.id]
    last = doing.session.scalars(
        select(Deadline)
        .where(Deadline.proceeding_id == doing.proceeding.id, Deadline.rule_id == rule)
        .order_by(Deadline.id.desc())
    ).first()
    if last is not None and last.due_on is not None and doing.facts[fact] > last.due_on:
        ways = "协议仍有约束力，可以催告、申请支付令，或者就协议申请仲裁"
        raise Refused(fact, f"{words}的期限已于 {last.due_on} 届满，不能再申请；{ways}。", "《劳动人事争议仲裁办案规则》第七十四条")


@corrects("mediation.agree")
def replace_agreement(doing: Doing, event: CaseEvent, name: str, right: Any) -> None:
    """An agreement's entry that is corrected: the paper is voided and issued again under the same case number, if nothing was paid."""
    agreement = doing.session.scalars(
        select(Agreement).where(Agreement.proceeding_id == doing.proceeding.id, Agreement.seq == event.seq)
    ).one()
    if name == "total":
        raise Refused("right", "协议总额要连同分期一起改，请作废后重新签订协议。")
    if name == "signed_on" and isinstance(right, date) and not isinstance(right, datetime):
        agreement.signed_on = right
    old = doing.session.get(Document, agreement.document_id) if agreement.document_id else None
    if old is None:
        return
    facts = {**_facts_again(doing, event.seq), name: right}
    workers = list(
        doing.session.scalars(
            select(Obligation.worker_id).where(Obligation.proceeding_id == doing.proceeding.id, Obligation.seq == event.seq)
        )
    )
    people = parties.told(doing.proceeding.id)
    parts = parts_of(facts, workers)
    kind, content = paper_of(
        doing.proceeding.id, facts, parts, people, row_of(doing).applied_on, papers.mediator_name(doing.proceeding)
    )
    void(doing, old.id, f"更正：{doing.facts['reason']}")

    def keep(document: Document) -> None:
        agreement.document_id = document.id

    issue(doing, kind, content, replaces=old, then=keep)


@corrects("mediation.pay")
def take_payments_back(doing: Doing, event: CaseEvent, name: str, right: object) -> None:
    """更正 a list of payments: taken back whole with the paper that confirmed it."""
    if voiding.take_back(doing, event, name, right):
        void_made(doing, "performance-confirmation", event.seq, "付款登记更正")


def _facts_again(doing: Doing, seq: int) -> dict[str, Any]:
    """The facts of the agreement's event with their types."""
    plain = ledger.facts_of(doing.proceeding.id, [seq])[seq]
    return {
        **plain,
        "total": Decimal(plain["total"]),
        "signed_on": date.fromisoformat(plain["signed_on"]),
        "instalments": [
            {**row, "due_on": date.fromisoformat(row["due_on"]), "amount": Decimal(row["amount"])} for row in plain["instalments"]
        ],
    }
