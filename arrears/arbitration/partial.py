"""Part of a case decided or settled early 先行裁决、部分调解 (法 第四十三条、规则 第七十二条): the other claims go on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from arrears.arbitration import awarding, ending, papers
from arrears.arbitration.papers import ZERO
from arrears.cases import pages, printing
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.models import Claim
from arrears.cases.visibility import Head
from arrears.law.money import digits
from arrears.law.refusal import Refused

SETTLED = "settled"
"""Result of a claim that was settled before the end of the case."""


def _some(claims: Mapping[int, Claim], chosen: Sequence[int], whole: str) -> None:
    """Some of the open claims, not all. Raises `Refused` with the act for all of them."""
    if not chosen:
        raise Refused("items", "请至少选一项请求。")
    if set(chosen) - set(claims):
        raise Refused("items", "有一项请求已经裁决或者调解，不再重复，请核对。")
    if set(claims) <= set(chosen):
        raise Refused("items", f"选了全部请求，没有留下继续审理的；全部都要处理的，请办“{whole}”。", "《劳动争议调解仲裁法》第四十三条")


@checks("arbitration.partial-award")
def check_partial_award(doing: Doing) -> None:
    """Some open claims, each answered as in an award; at least one stays open."""
    claims = papers.undecided(doing.proceeding.id)
    _some(claims, [int(i["claim_id"]) for i in doing.facts["items"]], "裁决")
    awarding.check_items(doing.facts["items"], claims)


@handles("arbitration.partial-award")
def partial_award(doing: Doing) -> None:
    """先行裁决: papers, obligations and windows of its own; the case stays where it is."""
    made = awarding.decide(doing, partial=True)
    total = sum((a.total for a in made), ZERO)
    left = papers.undecided(doing.proceeding.id)
    doing.summary(f"先行裁决 {len(doing.facts['items'])} 项，共 {digits(total)} 元；其余 {len(left)} 项继续审理")


def award_sheet(head: Head, facts: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The partial award itself beside the signature; of two papers the first."""
    first = papers.award_papers(head.id, head.number, facts, partial=True)[0]
    return first.kind, first.facts


@checks("arbitration.partial-settle")
def check_partial_settlement(doing: Doing) -> None:
    """Some open claims; the rest as for a settlement of the whole."""
    _some(papers.undecided(doing.proceeding.id), [int(i) for i in doing.facts["items"]], "调解结案")
    ending.check_settlement(doing)


@handles("arbitration.partial-settle")
def partial_settle(doing: Doing) -> None:
    """部分调解: a statement for some claims; it takes effect when both sides have it; the hearing and the clocks stay."""
    chosen = [int(i) for i in doing.facts["items"]]
    claims = papers.undecided(doing.proceeding.id)
    for key in chosen:
        claims[key].result = SETTLED
    doing.session.flush()
    total = ending.write_statement(doing, [claims[key] for key in chosen], partial=True)
    what = "、".join(printing.claim_words(claims[key]) for key in chosen)
    doing.summary(f"部分调解（{what}），共 {digits(total)} 元；其余请求继续审理")


def settlement_sheet(head: Head, facts: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The statement itself beside the signature."""
    chosen = {int(i) for i in facts["items"]}
    claims = [c for c in printing.claims_of(head.id) if c.id in chosen]
    return "arb-mediation-statement", ending.statement(head.id, facts, claims, partial=True)


def read_settlement(head: Head, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The partial settlement for the approver: which claims, then as a settlement."""
    chosen = {int(i) for i in facts["items"]}
    words = "、".join(f"第 {c.no} 项 {printing.claim_words(c)}" for c in printing.claims_of(head.id) if c.id in chosen)
    return [("调解的请求", words), *ending.read_out(head, facts), ("其余请求", "继续审理")]


def read_award(head: Head, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The partial award for the approver, and what stays open."""
    chosen = {int(i["claim_id"]) for i in facts["items"]}
    rest = [c for c in printing.claims_of(head.id) if not c.result and c.id not in chosen]
    words = "、".join(f"第 {c.no} 项 {printing.claim_words(c)}" for c in rest)
    return [*awarding.read_out(head, facts), ("继续审理", words)]


pages.APPROVAL_PAPERS["arbitration.partial-award"] = award_sheet
pages.READ_OUT["arbitration.partial-award"] = read_award
pages.APPROVAL_PAPERS["arbitration.partial-settle"] = settlement_sheet
pages.READ_OUT["arbitration.partial-settle"] = read_settlement
