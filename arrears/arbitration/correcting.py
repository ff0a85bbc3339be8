"""Correction 补正: a slip of an award or statement put right by a paper of its own; where a sum changes, what is owed follows it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears.arbitration import decisions, notices, papers
from arrears.arbitration.aftermath import recount
from arrears.arbitration.models import Award
from arrears.arbitration.queries import correcting as queries
from arrears.arbitration.queries.correcting import SumLine
from arrears.cases import pages
from arrears.cases.acting import Doing, checks, handles
from arrears.cases.models import Claim
from arrears.cases.visibility import Head
from arrears.db import session
from arrears.documents.actions import issue
from arrears.documents.models import Document
from arrears.law.money import digits
from arrears.law.refusal import Refused
from arrears.money import voiding
from arrears.money.actions import ZERO
from arrears.money.voiding import Changed

LAW = "《劳动人事争议仲裁办案规则》第五十四条"
_SUM = re.compile(r"(\d[\d,]*(?:\.\d{1,2})?)\s*元")


@checks("arbitration.correct")
def check_correction(doing: Doing) -> None:
    """A valid award or statement of this case; found after it was made; a slip that the correction changes; sums that can follow."""
    row = _to_correct(doing)
    if not row.made_on <= doing.facts["found_on"] <= doing.recorded_at.date():
        raise Refused("found_on", f"发现日期应在文书日期 {row.made_on} 以后、今天以前，请核对。")
    if str(doing.facts["wrong"]).strip() == str(doing.facts["right"]).strip():
        raise Refused("right", "错误内容和正确内容一样，没有可以补正的。")
    voiding.check_sums(doing, corrected_sums(doing.proceeding.id, doing.facts))


def _to_correct(doing: Doing) -> Document:
    key = str(doing.facts["document"])
    row = doing.session.get(Document, int(key)) if key.isdigit() else None
    if row is None or row.proceeding_id != doing.proceeding.id or row.voided_at is not None or row.kind not in papers.SUFFIXED[:-1]:
        raise Refused("document", "请选择本案一份有效的裁决书或者调解书。", LAW)
    return row


def _lines(proceeding_id: int, facts: Mapping[str, Any]) -> list[SumLine]:
    return [line for line in queries.sum_lines(proceeding_id) if str(line.document_id) == str(facts["document"])]


def corrected_sums(proceeding_id: int, facts: Mapping[str, Any]) -> dict[int, Decimal]:
    """Row → its new sum: as told (`sums`), else as the texts say where only one reading is possible. One statement.

    Raises `Refused` where the texts change a sum that is owed and do not say whose.
    """
    lines = {line.row_id: line for line in _lines(proceeding_id, facts)}
    told = {int(key): Decimal(value) for key, value in (facts.get("sums") or {}).items()}
    if set(told) - set(lines):
        raise Refused("sums", "所填的应付款不是这份文书的，请按所选的文书填写。")
    if told:
        return {key: value for key, value in told.items() if value != lines[key].amount}
    wrong, right = (_sums(facts[name]) for name in ("wrong", "right"))
    gone, come = wrong - right, right - wrong
    hit = [line for line in lines.values() if line.amount in gone]
    if len(hit) == len(gone) == len(come) == 1:
        return {hit[0].row_id: come.pop()}
    if come and (hit or sum((line.amount for line in lines.values()), ZERO) in gone):
        raise Refused("sums", "补正改了应付的金额，请在“补正后应付款”里填出各人的新数；没有变的也照填。", LAW)
    return {}


def _sums(text: object) -> set[Decimal]:
    return {Decimal(found.replace(",", "")) for found in _SUM.findall(str(text))}


@handles("arbitration.correct")
def correct(doing: Doing) -> None:
    """补正: a decision of its own with the next number, served on whom the corrected paper went to; no window of anybody restarts."""
    row = _to_correct(doing)
    changed = voiding.correct(doing, corrected_sums(doing.proceeding.id, doing.facts))
    if changed:
        _follow(doing, row, changed)
    facts = decisions.correction(doing.proceeding.id, row, doing.facts)
    suffix = papers.next_suffix(doing.proceeding.id)
    issue(doing, "correction-decision", facts, recipients=notices.recipients_of(row.id), suffix=suffix)
    words = "".join(f"；{c.worker}应付 {digits(c.before)} 元，补正为 {digits(c.after)} 元" for c in changed)
    doing.summary(f"补正 {row.number}{facts['paper_title']}{words}")


def _follow(doing: Doing, paper: Document, changed: list[Changed]) -> None:
    """The award's total, its performance and, where one item bears the sum, the claim item follow."""
    award = doing.session.scalars(select(Award).where(Award.document_id == paper.id)).one()
    award.total += sum((c.after - c.before for c in changed), ZERO)
    bearing = [i for i in award.items if "claim_id" in i and Decimal(i.get("amount") or 0) == changed[0].before]
    if len(changed) == len(bearing) == 1:
        award.items = [{**i, "amount": str(changed[0].after)} if i is bearing[0] else i for i in award.items]
        claim = doing.session.get(Claim, int(bearing[0]["claim_id"]))
        assert claim is not None
        claim.found = changed[0].after
    doing.session.flush()
    recount(doing, award)


def correction_sheet(head: Head, facts: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The decision itself beside the signature."""
    row = session.get(Document, int(str(facts["document"])))
    return "correction-decision", decisions.correction(head.id, row, facts)


def read_out(head: Head, facts: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The correction for the approver: what stands where, what it should say, whose sum follows."""
    row = session.get(Document, int(str(facts["document"])))
    assert row is not None
    lines = {line.row_id: line for line in _lines(head.id, facts)}
    sums = [(f"{lines[key].worker}应付款", f"{digits(lines[key].amount)} 元，补正为 {digits(new)} 元")
            for key, new in corrected_sums(head.id, facts).items()]  # fmt: skip
    return [
        ("补正的文书", f"{row.title}（{row.number}）"), ("发现日期", str(facts["found_on"])), ("错误内容", str(facts["wrong"])),
        ("正确内容", str(facts["right"])), *(sums or [("应付款", "不变")]),
    ]  # fmt: skip


pages.APPROVAL_PAPERS["arbitration.correct"] = correction_sheet
pages.READ_OUT["arbitration.correct"] = read_out
