"""Award 裁决: per claim item what was found and decided; final and non-final items in two papers; sums that add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from arrears.arbitration import papers
from arrears.arbitration.filing import row_of
from arrears.arbitration.models import Award, AwardParty
from arrears.arbitration.papers import PAY_DAYS, ZERO
from arrears.cases import pages, parties, printing
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.models import Claim
from arrears.cases.visibility import Head
from arrears.documents.actions import issue
from arrears.documents.models import Document
from arrears.law.finality import finality
from arrears.law.money import digits
from arrears.law.refusal import Refused
from arrears.law.region import Region
from arrears.money import actions as money
from arrears.money.actions import Part


def proposal(region: Region, kind: str, awarded: Decimal, filed_on: date) -> tuple[bool | None, str]:
    """Whether an item is final, with the numbers shown (法 第四十七条); the arbitrator decides."""
    found = finality(kind, awarded, region, filed_on=filed_on)
    return found.final, found.text


@checks("arbitration.award")
def check_award(doing: Doing) -> None:
    """Every claim answered once; nothing awarded beyond the claim; results and sums agree; final or not said per item."""
    claims = {c.id: c for c in printing.claims_of(doing.proceeding.id)}
    answered = [int(i["claim_id"]) for i in doing.facts["items"]]
    missing = [c for c in claims.values() if c.id not in answered]
    if missing:
        raise Refused("items", f"第 {missing[0].no} 项请求（{printing.claim_words(missing[0])}）还没有裁决结果。")
    if len(set(answered)) != len(answered) or set(answered) - set(claims):
        raise Refused("items", "每一项请求裁决一次，请核对。")
    for item in doing.facts["items"]:
        claim = claims[int(item["claim_id"])]
        amount = Decimal(item["amount"])
        where = f"第 {claim.no} 项（{printing.claim_words(claim)}）"
        if amount < 0:
            raise Refused("items", f"{where}的金额不能是负数。")
        if claim.claimed is not None and amount > claim.claimed:
            raise Refused("items", f"{where}裁决 {digits(amount)} 元，超过请求的 {digits(claim.claimed)} 元，不能超出请求裁决。")
        if item["result"] == "dismissed" and amount != 0:
            raise Refused("items", f"{where}结果是驳回，金额应为 0。")
        if item["result"] == "upheld" and claim.claimed is not None and amount != claim.claimed:
            raise Refused("items", f"{where}全部支持的，金额应为请求的 {digits(claim.claimed)} 元；部分支持请选“部分支持”。")
        if item.get("final") is None:
            raise Refused("items", f"{where}还没有定终局还是非终局。", "《劳动争议调解仲裁法》第四十七条")
        parts = {int(k): Decimal(v) for k, v in (item.get("parts") or {}).items()}
        if parts and sum(parts.values(), ZERO) != amount:
            raise Refused("items", f"{where}各人合计 {digits(sum(parts.values(), ZERO))} 元，与裁决金额 {digits(amount)} 元不符。")


@handles("arbitration.award")
def award(doing: Doing) -> None:
    """裁决: obligations, one paper per kind, each party's row of the machines after the award."""
    doing.skip |= {("start", "award-effective"), ("start", "arb-award-serve")}
    row = row_of(doing)
    row.closing_mode = "awarded"
    row.found = str(doing.facts.get("found") or row.found)
    claims = {c.id: c for c in printing.claims_of(doing.proceeding.id)}
    for item in doing.facts["items"]:
        claim = claims[int(item["claim_id"])]
        claim.found, claim.result = Decimal(item["amount"]), item["result"]
        claim.final, claim.article = bool(item["final"]), str(item.get("article", ""))[:200]
        claim.respondent_view = str(item.get("respondent_view") or claim.respondent_view)
    doing.session.flush()
    kinds = [k for k in (True, False) if any(bool(i["final"]) is k for i in doing.facts["items"])]
    made: list[Award] = []
    for final in kinds:
        items = [i for i in doing.facts["items"] if bool(i["final"]) is final]
        made.append(_one(doing, final, items, claims, other=len(kinds) > 1))
    doing.session.flush()
    _papers(doing, made)
    total = sum((a.total for a in made), ZERO)
    doing.summary(f"裁决 {len(doing.facts['items'])} 项，共 {digits(total)} 元" + ("，终局与非终局分别制作" if len(made) > 1 else ""))


def _one(doing: Doing, final: bool, items: Sequence[dict[str, Any]], claims: dict[int, Claim], other: bool) -> Award:
    made = Award(
        proceeding_id=doing.proceeding.id, seq=doing.seq, kind="final" if final else "nonfinal", made_on=doing.day,
        total=sum((Decimal(i["amount"]) for i in items), ZERO), pay_days=int(doing.facts.get("pay_days") or PAY_DAYS),
        items=[{**i, "amount": str(i["amount"])} for i in items],
    )  # fmt: skip
    doing.session.add(made)
    doing.session.flush()
    people = parties.told(doing.proceeding.id)
    for p in [*papers.concerned(items, claims, people), *(p for p in people if p.role == "respondent")]:
        side = "employer" if p.is_unit else "worker"
        doing.session.add(AwardParty(award_id=made.id, party_id=p.id, side=side, p="p-unserved", court="", court_number=""))
    doing.clocks.start("arb-award-serve", doing.day, subject=f"award:{made.id}", title=f"送达{'终局' if final else '非终局'}裁决书")
    if final:  # of a non-final award the day of effect is known when the last party has it (aftermath)
        doing.clocks.start("award-effective", doing.day, subject=f"award:{made.id}", inputs={"award_kind": "final"})
        made.w, made.effective_on = "w-effective", doing.day
        doing.clocks.satisfy("award-effective", doing.day, subject=f"award:{made.id}")
    _oblige(doing, made, items, claims)
    return made


def _oblige(doing: Doing, made: Award, items: Sequence[dict[str, Any]], claims: dict[int, Claim]) -> None:
    """What the award obliges to, per worker. The day of payment is known when it is served (aftermath)."""
    left = parties.told(doing.proceeding.id, "applicant")
    payer = str(doing.facts.get("payer") or printing.sides(doing.proceeding.id)[1][0])
    shares: dict[int, Decimal] = {}
    for item in items:
        parts = {int(k): Decimal(v) for k, v in (item.get("parts") or {}).items()}
        if not parts and Decimal(item["amount"]) > 0:
            claimant = claims[int(item["claim_id"])].party_id or left[0].id
            parts = {claimant: Decimal(item["amount"])}
        for worker, amount in parts.items():
            shares[worker] = shares.get(worker, ZERO) + amount
    owed = {worker: amount for worker, amount in shares.items() if amount > 0}
    if not owed:
        return
    day = doing.clocks.calendar.add_workdays(doing.day, made.pay_days or PAY_DAYS)
    for instalment in money.oblige(doing, "award", "perform-award", [Part(1 if made.kind == "final" else 2, day, payer, owed)]):
        doing.clocks.drop("perform-award", subject=f"instalment:{instalment.id}")


def _papers(doing: Doing, made: Sequence[Award]) -> None:
    rows = {row.kind == "final": row for row in made}
    for n, paper in enumerate(papers.award_papers(doing.proceeding.id, doing.proceeding.number, doing.facts)):

        def keep(document: Document, row: Award = rows[paper.final], second: bool = n > 0) -> None:
            row.document_id = document.id
            if second:
                document.number = f"{doing.proceeding.number}之一"

        issue(doing, paper.kind, paper.facts, recipients=dict(paper.recipients), then=keep)


def sheet(head: Head, facts: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The award itself beside the signature; of two papers the first."""
    first = papers.award_papers(head.id, head.number, facts)[0]
    return first.kind, first.facts


RESULTS: Mapping[str, str] = {
    "upheld": "支持", "partly": "部分支持", "dismissed": "驳回", "elsewhere": "另行处理", "not_handled": "不处理",
}  # fmt: skip


def read_out(head: Head, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The award for the approver, item by item: asked, decided, final or not; then the sum."""
    claims = {c.id: c for c in printing.claims_of(head.id)}
    lines = []
    for item in facts["items"]:
        claim = claims[int(item["claim_id"])]
        asked = digits(claim.claimed) if claim.claimed is not None else "待定"
        kind = "终局" if item["final"] else "非终局"
        words = f"请求 {asked} 元，{RESULTS[item['result']]} {digits(Decimal(item['amount']))} 元，{kind}"
        lines.append((f"第 {claim.no} 项 {printing.claim_words(claim)}", words))
    total = sum((Decimal(i["amount"]) for i in facts["items"]), ZERO)
    days = facts.get("pay_days") or PAY_DAYS
    payer = str(facts.get("payer") or head.against)
    return [*lines, ("合计", f"{digits(total)} 元"), ("付款人", payer), ("履行期", f"生效之日起 {days} 日")]


pages.APPROVAL_PAPERS["arbitration.award"] = sheet
pages.READ_OUT["arbitration.award"] = read_out
