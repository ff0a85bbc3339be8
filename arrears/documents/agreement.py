"""Agreement of facts 要素一致: the sums and counts that must be right before a paper is laid out (documents.md 4 and 6, checks 38–43).

Each function makes a check for `Kind.checks`: it takes the typed facts and yields a Chinese sentence for each contradiction.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from arrears.documents.kind import Check
from arrears.law.money import digits, total

Facts = Mapping[str, Any]


def instalments_make(name: str = "total") -> Check:
    """The instalments add up to the fact `name`, are numbered from 1, and fall due in order."""

    def check(facts: Facts) -> Iterator[str]:
        rows = facts["instalments"]
        if not rows:
            return
        sum_ = total(row.amount for row in rows)
        if sum_ != facts[name]:
            yield f"各期合计{digits(sum_)}元，与总额{digits(facts[name])}元不符"
        if [row.no for row in rows] != list(range(1, len(rows) + 1)):
            yield "分期的期次不是从1起连续编号"
        if any(a.due > b.due for a, b in pairwise(rows)):
            yield "分期的付款日期没有按先后排列"

    return check


def rows_add_up(facts: Facts) -> Iterator[str]:
    """Each row: due − paid = owed, nothing negative; numbers run from 1; nobody stands twice."""
    seen: dict[str, int] = {}
    for place, row in enumerate(facts["rows"], 1):
        if row.no != place:
            yield f"名单第{place}行的序号是{row.no}"
        if row.due - row.paid != row.owed:
            yield f"{row.name}的应发{digits(row.due)}减已发{digits(row.paid)}不等于欠发{digits(row.owed)}"
        if row.id_no in seen:
            yield f"{row.name}与名单第{seen[row.id_no]}行的公民身份号码相同"
        seen[row.id_no] = place


def rows_make_total(facts: Facts) -> Iterator[str]:
    """The owed amounts of all rows are the total of the text."""
    if facts["total"] is not None and total(row.owed for row in facts["rows"]) != facts["total"]:
        yield f"名单欠发合计{digits(total(row.owed for row in facts['rows']))}元，与总额{digits(facts['total'])}元不符"


def rows_make(name: str) -> Check:
    """Where a paper has a roster its rows add up, and what is owed is the fact `name`; without one nothing is said."""

    def check(facts: Facts) -> Iterator[str]:
        if facts["rows"]:
            yield from rows_add_up(facts)
            sum_ = total(row.owed for row in facts["rows"])
            if sum_ != facts[name]:
                yield f"名单合计{digits(sum_)}元，与总额{digits(facts[name])}元不符"

    return check


def parts_make_instalments(facts: Facts) -> Iterator[str]:
    """Each worker's parts add up to what is owed, and each column to its instalment."""
    rows, instalments = facts["rows"], facts["instalments"]
    for row in rows:
        if len(row.parts) != len(instalments):
            yield f"{row.name}的分期栏有{len(row.parts)}栏，协议分{len(instalments)}期"
        elif instalments and total(row.parts) != row.owed:
            yield f"{row.name}的各期合计{digits(total(row.parts))}元，与欠发{digits(row.owed)}元不符"
    if all(len(row.parts) == len(instalments) for row in rows):
        for n, instalment in enumerate(instalments):
            column = total(row.parts[n] for row in rows)
            if column != instalment.amount:
                yield f"附表第{instalment.no}期合计{digits(column)}元，与正文{digits(instalment.amount)}元不符"


def at_least_representatives(facts: Facts) -> Iterator[str]:
    """Three to five representatives for ten and more claimants (LMA art. 7; R33 art. 6)."""
    workers = len(facts["rows"])
    if workers >= 10 and not 3 <= len(facts["representatives"]) <= 5:
        yield f"{workers}人的集体争议应推举3至5名代表人，现有{len(facts['representatives'])}名"


def rest_not_negative(facts: Facts) -> Iterator[str]:
    """What is paid so far holds this payment and does not exceed what is owed."""
    if facts["sum_paid"] > facts["total"]:
        yield f"累计已付{digits(facts['sum_paid'])}元超过应付总额{digits(facts['total'])}元"
    if facts["paid"] > facts["sum_paid"]:
        yield f"本次收到{digits(facts['paid'])}元大于累计已付{digits(facts['sum_paid'])}元"


def accounts_make_total(facts: Facts) -> Iterator[str]:
    """The amounts of all accounts are the sum to pay."""
    sum_ = total(row.amount for row in facts["rows"])
    if sum_ != facts["total"]:
        yield f"各账户合计{digits(sum_)}元，与付款总额{digits(facts['total'])}元不符"


def claims_numbered(facts: Facts) -> Iterator[str]:
    """Claims are numbered 1. 2. 3. in the claimant's order."""
    if [claim.no for claim in facts["claims"]] != list(range(1, len(facts["claims"]) + 1)):
        yield "请求事项不是从1起连续编号"


def in_order(*names: str) -> Check:
    """The days named stand in this order (申请 ≤ 受理 ≤ 开庭 ≤ 文书日期); those not given are passed over."""

    def check(facts: Facts) -> Iterator[str]:
        days = [(name, facts[name]) for name in names if facts[name]]
        for (early, first), (late, last) in pairwise(days):
            if _days(first)[-1] > _days(last)[0]:
                yield f"日期先后不对：{early} {_days(first)[-1]} 晚于 {late} {_days(last)[0]}"

    return check


def _days(value: Any) -> list[date]:
    """The days of a fact that is a day, an instant or a list of them."""
    values = value if isinstance(value, tuple) else (value,)
    return [one.date() if isinstance(one, datetime) else one for one in values]


def each_claim_answered(facts: Facts) -> Iterator[str]:
    """Every claim is answered once (checklist 31)."""
    claims = [claim.no for claim in facts["claims"]]
    answered = [answer.claim_no for answer in facts["answers"]]
    for no in claims:
        if answered.count(no) != 1:
            yield f"第{no}项请求的认定有{answered.count(no)}处"
    for no in sorted(set(answered) - set(claims)):
        yield f"认定的第{no}项请求不存在"


def some_claims_answered(facts: Facts) -> Iterator[str]:
    """A partial award answers some of the claims, each once, and leaves at least one open (LMA art. 43)."""
    claims = [claim.no for claim in facts["claims"]]
    answered = [answer.claim_no for answer in facts["answers"]]
    for no in sorted(set(answered)):
        if answered.count(no) != 1 or no not in claims:
            yield f"第{no}项请求的认定有{answered.count(no)}处"
    if not set(claims) - set(answered):
        yield "先行裁决应当至少留一项请求继续审理"


def items_answer_claims_if_any(facts: Facts) -> Iterator[str]:
    """The same as `items_answer_claims` for a paper that may name its sums in a roster instead of items."""
    if not facts["rows"]:
        yield from items_answer_claims(facts)


def items_answer_claims(facts: Facts) -> Iterator[str]:
    """An item stands for a claim that was granted, wholly or partly, and no such claim stays without an item."""
    granted = {answer.claim_no for answer in facts["answers"] if answer.result in ("支持", "部分支持")}
    awarded = {item.claim_no for item in facts["items"]}
    for no in sorted(awarded - granted):
        yield f"裁决事项写了第{no}项请求，认定中没有支持"
    for no in sorted(granted - awarded):
        yield f"第{no}项请求已支持，裁决事项中没有"
    for claim in facts["claims"]:
        given = total(item.amount for item in facts["items"] if item.claim_no == claim.no)
        if claim.amount is not None and given > claim.amount:
            yield f"第{claim.no}项裁决{digits(given)}元超过请求{digits(claim.amount)}元"


def all_final(facts: Facts) -> Iterator[str]:
    """A final award holds final items only (checklist 44)."""
    for item in facts["items"]:
        if not item.final:
            yield f"第{item.claim_no}项不是终局事项，应另行制作非终局裁决书"


def none_final(facts: Facts) -> Iterator[str]:
    """A non-final award holds no final item: those have an award of their own (R33 art. 50)."""
    for item in facts["items"]:
        if item.final:
            yield f"第{item.claim_no}项是终局事项，应另行制作终局裁决书"


def finality_as_said(facts: Facts) -> Iterator[str]:
    """The word of an element award agrees with its items."""
    yield from all_final(facts) if facts["final"] else none_final(facts)
