"""Award 裁决: per claim item what was found and decided; final and non-final items in two papers; sums that add up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears.arbitration.filing import row_of
from arrears.arbitration.models import Award, AwardParty
from arrears.arbitration.preparing import tribunal
from arrears.cases import ledger, parties, printing
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.models import CaseEvent, Claim
from arrears.cases.parties import Told
from arrears.documents.actions import issue
from arrears.documents.models import Document
from arrears.hearings.models import Hearing
from arrears.law.finality import finality
from arrears.law.money import digits
from arrears.law.refusal import Refused
from arrears.law.region import Region
from arrears.money import actions as money
from arrears.money.actions import Part

ZERO = Decimal("0.00")
RESULT_WORDS = {"upheld": "支持", "partly": "部分支持", "dismissed": "不支持", "elsewhere": "另行处理", "not_handled": "另行处理"}
PAY_DAYS = 5


def proposal(region: Region, claim: Claim, awarded: Decimal, filed_on: date) -> tuple[bool | None, str]:
    """Whether an item is final, with the numbers shown (法 第四十七条); the arbitrator decides."""
    found = finality(claim.kind, awarded, region, filed_on=filed_on)
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
    doing.session.flush()
    kinds = [k for k in (True, False) if any(bool(i["final"]) is k for i in doing.facts["items"])]
    made: list[Award] = []
    for final in kinds:
        items = [i for i in doing.facts["items"] if bool(i["final"]) is final]
        made.append(_one(doing, final, items, claims, other=len(kinds) > 1))
    _papers(doing, made, claims)
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
    for p in parties.told(doing.proceeding.id):
        if p.role in {"applicant", "respondent"}:
            side = "employer" if p.is_unit else "worker"
            doing.session.add(AwardParty(award_id=made.id, party_id=p.id, side=side, p="p-unserved", court="", court_number=""))
    doing.clocks.start("arb-award-serve", doing.day, subject=f"award:{made.id}", title=f"送达{'终局' if final else '非终局'}裁决书")
    kind = "final" if final else "non-final"
    doing.clocks.start("award-effective", doing.day, subject=f"award:{made.id}", inputs={"award_kind": kind, "received": {}})
    if final:
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


def _papers(doing: Doing, made: Sequence[Award], claims: dict[int, Claim]) -> None:
    people = parties.told(doing.proceeding.id)
    common = _common(doing, people)
    for n, row in enumerate(made):
        items = [{**i, "amount": Decimal(i["amount"])} for i in row.items]
        kind, facts = _paper(doing, row, items, claims, people, common)
        if len(made) > 1:
            facts["other_no"] = doing.proceeding.number + ("之一" if n == 0 else "")
        respondents = {p.name: p.id for p in people if p.role == "respondent"}
        applicants = {p.name: p.id for p in people if p.role == "applicant"}

        def keep(document: Document, row: Award = row, second: bool = n > 0) -> None:
            row.document_id = document.id
            if second:
                document.number = f"{doing.proceeding.number}之一"

        issue(doing, kind, facts, recipients={**applicants, **respondents}, then=keep)


def _common(doing: Doing, people: Sequence[Told]) -> dict[str, Any]:
    row = row_of(doing)
    heard = doing.session.scalars(
        select(Hearing.at).where(Hearing.proceeding_id == doing.proceeding.id, Hearing.state == "held").order_by(Hearing.at)
    ).all()
    absent = _absent(doing)
    left = [p.name for p in people if p.role == "applicant"]
    right = [p.name for p in people if p.role == "respondent" and p.name not in absent]
    return {
        "respondents": [printing.party(p) for p in people if p.role == "respondent"],
        "agents": printing.agents(doing.proceeding.id),
        "cause": printing.CAUSE,
        "filed_on": row.filed_on,
        "accepted_on": row.accepted_on,
        "tribunal": tribunal(doing),
        "heard_on": [h.date() for h in heard],
        "present": f"申请人{printing.group_name(left)}" + (f"、被申请人{'、'.join(right)}" if right else ""),
        "absent": f"被申请人{'、'.join(absent)}" if absent else None,
        "claimant_says": row.facts_text,
        "respondent_says": row.answer or None,
        "found": row.found or "申请人所述的劳动关系、工资标准和欠付期间属实",
        "evidence": "、".join(str(e) for e in row.evidence[:6]) or "申请人陈述",
        "pay_within": f"自本裁决书生效之日起{'一二三四五六七八九十'[(int(doing.facts.get('pay_days') or PAY_DAYS) - 1) % 10]}日内",
    }


def _absent(doing: Doing) -> list[str]:
    seqs = list(
        doing.session.scalars(
            select(CaseEvent.seq).where(CaseEvent.proceeding_id == doing.proceeding.id, CaseEvent.act == "arbitration.hear-absent")
        )
    )
    return [str(f["absent_name"]) for f in ledger.facts_of(doing.proceeding.id, seqs).values() if f.get("absent_name")]


def _paper(
    doing: Doing, row: Award, items: Sequence[dict[str, Any]], claims: dict[int, Claim], people: Sequence[Told], common: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    final = row.kind == "final"
    chosen = [claims[int(i["claim_id"])] for i in items]
    left = [p for p in people if p.role == "applicant"]
    payer = str(doing.facts.get("payer") or printing.sides(doing.proceeding.id)[1][0])
    facts: dict[str, Any] = {
        **common,
        "claims": printing.claim_rows(chosen),
        "answers": [
            {"claim_no": n, "result": RESULT_WORDS[i["result"]], "reason": str(i.get("reason") or "有证据证实，本委予以支持")}
            for n, i in enumerate(items, 1)
        ],
    }
    if len(left) > 1:
        return "award-group", facts | {
            "rows": _rows(items, left),
            "representatives": [p.name for p in left if p.representative],
            "final": final,
            "payer": payer,
            "period": printing.span(chosen) or {"start": common["filed_on"], "end": common["filed_on"]},
            "total": row.total,
        }
    return ("award-final" if final else "award-nonfinal"), facts | {
        "applicants": [printing.party(p) for p in left],
        "items": [
            {
                "claim_no": n, "payer": payer, "payee": left[0].name, "kind": printing.claim_words(claims[int(i["claim_id"])]),
                "amount": i["amount"], "final": final, "period": facts["claims"][n - 1]["period"],
            }
            for n, i in enumerate(items, 1)
            if i["amount"] > 0
        ],
    }  # fmt: skip


def _rows(items: Sequence[dict[str, Any]], left: Sequence[Told]) -> list[dict[str, Any]]:
    shares: dict[int, Decimal] = {}
    for item in items:
        for worker, amount in (item.get("parts") or {}).items():
            shares[int(worker)] = shares.get(int(worker), ZERO) + Decimal(amount)
    rows = [(p, shares[p.id]) for p in left if shares.get(p.id)]
    return [
        {"no": n, "name": p.name, "id_no": p.id_no or printing.BLANK, "due": owed, "paid": ZERO, "owed": owed}
        for n, (p, owed) in enumerate(rows, 1)
    ]

