"""Other ends than the award 其他结案: settlement in the room, withdrawal. The ends by decision: closing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from arrears.arbitration import papers
from arrears.arbitration.filing import row_of
from arrears.arbitration.interim import next_no
from arrears.arbitration.models import Award, AwardParty
from arrears.arbitration.notices import drop_hearing
from arrears.arbitration.papers import ZERO
from arrears.cases import pages, parties, printing
from arrears.cases.acting import Doing, checks, finishes, handles
from arrears.cases.models import Claim
from arrears.cases.visibility import Head
from arrears.documents.actions import issue
from arrears.documents.models import Document
from arrears.law.money import digits
from arrears.law.refusal import Refused
from arrears.money import actions as money
from arrears.money.actions import Part

WITH_THE_CASE = (
    "arb-serve-claim", "arb-panel-notice", "arb-collective-notify", "arb-serve-defence", "arb-jurisdiction-objection",
    "arb-jurisdiction-decide", "arb-counterclaim", "arb-counterclaim-decide", "arb-defence", "arb-evidence", "arb-change-claim",
    "arb-witness", "arb-recusal-apply", "arb-recusal-decide", "arb-hearing-notice", "arb-postpone", "arb-interim", "arb-simple-convert",
    "arb-suspend-review", "arb-resume-target", "arb-supplement-due", "ent-med",
)  # fmt: skip
"""Clocks of steps on the way to a result: once the case has ended they have lost their object, whoever owed them."""


@finishes("arbitration")
def end_with_the_case(doing: Doing) -> None:
    """No step towards a result is late any more when the result is there; service, correction and filing go on."""
    if doing.proceeding.closed_at is not None:
        for rule in WITH_THE_CASE:
            doing.clocks.drop(rule)


def apportion(total: Decimal, shares: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """A sum in the proportion of the shares, to the fen; what rounding leaves goes to the largest remainders. Sum of parts = total."""
    whole = sum(shares.values(), ZERO)
    cents = int(total * 100)
    exact = {key: Decimal(cents) * share / whole for key, share in shares.items()}
    floor = {key: int(value) for key, value in exact.items()}
    left = cents - sum(floor.values())
    for key in sorted(exact, key=lambda k: (floor[k] - exact[k], k))[:left]:
        floor[key] += 1
    return {key: Decimal(value) / 100 for key, value in floor.items()}


def shares_of(facts: Mapping[str, Any]) -> dict[int, Decimal]:
    """Worker -> what he gets of all."""
    return {int(key): Decimal(value) for key, value in (facts.get("shares") or {}).items()}


@checks("arbitration.settle")
def check_settlement(doing: Doing) -> None:
    """Both parties agree; every applicant's share and every date said; sums agree."""
    facts = doing.facts
    if not facts.get("both_parties"):
        raise Refused("both", "调解要双方当事人到场并同意；一方不同意的，请及时裁决。", "《劳动争议调解仲裁法》第四十二条")
    shares = shares_of(facts)
    known = {p.id for p in parties.told(doing.proceeding.id, "applicant")}
    if not shares or not set(shares) <= known:
        raise Refused("shares", "请填写每位申请人得多少。")
    if any(amount <= 0 for amount in shares.values()):
        raise Refused("shares", "各人金额应大于零；不参加调解的申请人请先办分案。")
    total = sum((Decimal(row["amount"]) for row in facts["instalments"]), ZERO)
    if sum(shares.values(), ZERO) != total:
        raise Refused("shares", f"各人合计 {digits(sum(shares.values(), ZERO))} 元，与各期合计 {digits(total)} 元不符，请核对。")
    days = [row["due_on"] for row in facts["instalments"]]
    if days != sorted(days):
        raise Refused("instalments", "各期付款日要按先后排列。")
    if not papers.is_formed(doing.proceeding.id):
        raise Refused("", "还没有组庭，调解书没有署名的仲裁员；请先组庭。")


@handles("arbitration.settle")
def settle(doing: Doing) -> None:
    """调解结案: the statement, what each worker gets on each day; it takes effect when both sides have it (法 第四十二条)."""
    doing.skip.add(("start", "settle-effective"))
    row_of(doing).closing_mode = "settled"
    drop_hearing(doing)
    total = write_statement(doing, list(papers.undecided(doing.proceeding.id).values()))
    doing.summary(f"当庭调解，{len(doing.facts['instalments'])} 期共 {digits(total)} 元")


def write_statement(doing: Doing, claims: Sequence[Claim], *, partial: bool = False) -> Decimal:
    """Obligations, the award row and the paper of a settlement of these claims; gives its sum."""
    facts = doing.facts
    doing.skip.add(("start", "perform-award"))
    shares = shares_of(facts)
    first = next_no(doing)
    parts = [
        Part(n, row["due_on"], str(facts["payer"]), {k: v for k, v in apportion(Decimal(row["amount"]), shares).items() if v > 0})
        for n, row in enumerate(facts["instalments"], first)
    ]
    instalments = money.oblige(doing, "settlement", "perform-award", parts)
    total = sum(shares.values(), ZERO)
    made = Award(
        proceeding_id=doing.proceeding.id, seq=doing.seq, kind="settlement", partial=partial, made_on=doing.day, total=total,
        w="w-pending", x="x-performing", instalment_id=instalments[-1].id,
        items=[*({"worker": key, "amount": str(value)} for key, value in shares.items()), *({"claim_id": c.id} for c in claims)],
    )  # fmt: skip
    doing.session.add(made)
    doing.session.flush()
    people = parties.told(doing.proceeding.id)
    for p in people:
        if p.role in {"applicant", "respondent"}:
            side = "employer" if p.is_unit else "worker"
            doing.session.add(AwardParty(award_id=made.id, party_id=p.id, side=side, p="p-unserved", court="", court_number=""))

    def keep(document: Document) -> None:
        made.document_id = document.id

    to = {p.name: p.id for p in people if p.role in {"applicant", "respondent"}}
    issue(doing, "arb-mediation-statement", statement(doing.proceeding.id, facts, claims, partial=partial), recipients=to, then=keep,
          suffix=papers.next_suffix(doing.proceeding.id))  # fmt: skip
    return total


def statement(proceeding_id: int, facts: Mapping[str, Any], claims: Sequence[Claim], *, partial: bool = False) -> dict[str, Any]:
    """Facts of the mediation statement about these claims."""
    rows = [
        {"no": n, "due": row["due_on"], "amount": Decimal(row["amount"]), "payer": str(facts["payer"])}
        for n, row in enumerate(facts["instalments"], 1)
    ]
    total = sum((row["amount"] for row in rows), ZERO)
    one = {"pay_by": rows[0]["due"]} if len(rows) == 1 else {"instalments": rows}
    return {
        **papers.both_sides(proceeding_id), "cause": printing.CAUSE, "claims": printing.claim_rows(claims), "total": total,
        "period": printing.span(claims), **one, "acceleration": bool(facts.get("acceleration")),
        "other_terms": list(facts.get("other_terms") or []), "tribunal": papers.tribunal_of(proceeding_id), "rest_open": partial,
    }  # fmt: skip


def settlement_sheet(head: Head, facts: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The statement itself beside the signature."""
    return "arb-mediation-statement", statement(head.id, facts, list(papers.undecided(head.id).values()))


def read_out(head: Head, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The settlement for the approver: dates, sums, who pays, further terms."""
    rows = [
        (f"第 {n} 期", f"{row['due_on']} 付 {digits(Decimal(row['amount']))} 元") for n, row in enumerate(facts["instalments"], 1)
    ]
    total = sum(shares_of(facts).values(), ZERO)
    terms = "；".join(map(str, facts.get("other_terms") or ())) or "无"
    return [*rows, ("合计", f"{digits(total)} 元，{len(shares_of(facts))} 人"), ("付款人", str(facts["payer"])), ("其他约定", terms)]


pages.APPROVAL_PAPERS["arbitration.settle"] = settlement_sheet
pages.READ_OUT["arbitration.settle"] = read_out


@handles("arbitration.withdraw")
def withdraw(doing: Doing) -> None:
    """撤回: whoever is accepted and has a panel gets the decision; before that the receipt is enough."""
    row = row_of(doing)
    row.closing_mode = "withdrawn"
    drop_hearing(doing)
    doing.clocks.drop("*")
    left, right = printing.sides(doing.proceeding.id)
    told = {
        "applicant": printing.group_name(left), "respondents": right, "cause": printing.CAUSE, "applied_on": doing.facts["on"],
        "reason": str(doing.facts["reason"]), "settled_privately": bool(doing.facts["settled_privately"]),
        "case_no": doing.proceeding.number,
    }  # fmt: skip
    issue(doing, "withdrawal-application", told)
    if row.accepted_on is not None and papers.is_formed(doing.proceeding.id):
        people = parties.told(doing.proceeding.id)
        facts = {
            **papers.both_sides(doing.proceeding.id), "cause": printing.CAUSE, "applied_on": doing.facts["on"],
            "tribunal": papers.tribunal_of(doing.proceeding.id),
        }  # fmt: skip
        issue(doing, "withdrawal-decision", facts, recipients={p.name: p.id for p in people if p.role in {"applicant", "respondent"}})
    private = "，已自行和解（私下和解没有强制执行力，已提示）" if doing.facts["settled_privately"] else ""
    doing.summary(f"申请人撤回{private}")
