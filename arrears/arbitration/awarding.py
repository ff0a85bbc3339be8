"""Award 裁决: per claim item what was found and decided; final and non-final items in two papers; sums that add up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from arrears.arbitration import interim, papers
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
    """Every open claim answered once, and what `check_items` asks of each answer."""
    claims = papers.undecided(doing.proceeding.id)
    answered = [int(i["claim_id"]) for i in doing.facts["items"]]
    missing = [c for c in claims.values() if c.id not in answered]
    if missing:
        raise Refused("items", f"第 {missing[0].no} 项请求（{printing.claim_words(missing[0])}）还没有裁决结果。")
    check_items(doing.facts["items"], claims)


def check_items(items: Sequence[Mapping[str, Any]], claims: Mapping[int, Claim]) -> None:
    """Each item once; nothing awarded beyond the claim; results and sums agree; final or not said per item. Raises `Refused`."""
    answered = [int(i["claim_id"]) for i in items]
    if len(set(answered)) != len(answered) or set(answered) - set(claims):
        raise Refused("items", "每一项请求裁决一次，已经裁决或者调解的不再重复，请核对。")
    for item in items:
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
    row = row_of(doing)
    row.closing_mode = "awarded"
    row.found = str(doing.facts.get("found") or row.found)
    made = decide(doing)
    total = sum((a.total for a in made), ZERO)
    doing.summary(f"裁决 {len(doing.facts['items'])} 项，共 {digits(total)} 元" + ("，终局与非终局分别制作" if len(made) > 1 else ""))


def decide(doing: Doing, *, partial: bool = False) -> list[Award]:
    """Write what was decided on the claims of the facts, one award for the final items and one for the others, with their papers."""
    doing.skip |= {("start", "award-effective"), ("start", "arb-award-serve")}
    claims = papers.at_issue(doing.proceeding.id, doing.facts["items"])
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
        made.append(_one(doing, final, items, claims, partial))
    doing.session.flush()
    _papers(doing, made, partial)
    return made


def _one(doing: Doing, final: bool, items: Sequence[dict[str, Any]], claims: dict[int, Claim], partial: bool) -> Award:
    made = Award(
        proceeding_id=doing.proceeding.id, seq=doing.seq, kind="final" if final else "nonfinal", partial=partial, made_on=doing.day,
        total=sum((Decimal(i["amount"]) for i in items), ZERO), pay_days=int(doing.facts.get("pay_days") or PAY_DAYS),
        items=[{**i, "amount": str(i["amount"])} for i in items],
    )  # fmt: skip
    doing.session.add(made)
    doing.session.flush()
    people = parties.told(doing.proceeding.id)
    for p in [*papers.concerned(items, claims, people), *(p for p in people if p.role == "respondent")]:
        side = "employer" if p.is_unit else "worker"
        doing.session.add(AwardParty(award_id=made.id, party_id=p.id, side=side, p="p-unserved", court="", court_number=""))
    kind = ("先行" if partial else "") + ("终局" if final else "非终局")
    doing.clocks.start("arb-award-serve", doing.day, subject=f"award:{made.id}", title=f"送达{kind}裁决书")
    if final:  # of a non-final award the day of effect is known when the last party has it (aftermath)
        doing.clocks.start("award-effective", doing.day, subject=f"award:{made.id}", inputs={"award_kind": "final"})
        made.w, made.effective_on = "w-effective", doing.day
        doing.clocks.satisfy("award-effective", doing.day, subject=f"award:{made.id}")
    _oblige(doing, made, items, claims)
    return made


def _oblige(doing: Doing, made: Award, items: Sequence[dict[str, Any]], claims: dict[int, Claim]) -> None:
    """What the award obliges to, per worker, less what an advance award 先予执行 obliges to already. Counterclaims are no wages.

    The day of payment is known when it is served (aftermath).
    """
    people = parties.told(doing.proceeding.id)
    payer = str(doing.facts.get("payer") or printing.sides(doing.proceeding.id)[1][0])
    shares: dict[int, Decimal] = {}
    for item in items:
        for worker, amount in papers.parts_of(item, claims[int(item["claim_id"])], people).items():
            shares[worker] = shares.get(worker, ZERO) + amount
    owed = interim.less_advanced(doing, shares)
    if not owed:
        return
    day = doing.clocks.calendar.add_workdays(doing.day, made.pay_days or PAY_DAYS)
    for instalment in money.oblige(doing, "award", "perform-award", [Part(interim.next_no(doing), day, payer, owed)]):
        made.instalment_id = instalment.id
        doing.clocks.drop("perform-award", subject=f"instalment:{instalment.id}")


def _papers(doing: Doing, made: Sequence[Award], partial: bool) -> None:
    rows = {row.kind == "final": row for row in made}
    for paper in papers.award_papers(doing.proceeding.id, doing.proceeding.number, doing.facts, partial=partial):

        def keep(document: Document, row: Award = rows[paper.final]) -> None:
            row.document_id = document.id

        issue(doing, paper.kind, paper.facts, recipients=dict(paper.recipients), then=keep, suffix=paper.suffix)


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
    first = [("先行清偿", str(facts["first_payer"]))] if facts.get("first_payer") else []
    return [*lines, ("合计", f"{digits(total)} 元"), ("付款人", payer), *first, ("履行期", f"生效之日起 {days} 日")]


pages.APPROVAL_PAPERS["arbitration.award"] = sheet
pages.READ_OUT["arbitration.award"] = read_out
