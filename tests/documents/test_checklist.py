"""The acceptance checklist of documents.md 6 over one paper of every kind, and over papers that are hard to set."""

from __future__ import annotations

from decimal import Decimal as D
from typing import Any

import pytest

from arrears.documents.catalogue import KINDS
from arrears.documents.check import CHECKS
from tests.documents import samples

LONG_FIRM = "内蒙古鄂尔多斯市准格尔旗䶮堃镕喆𬭚建筑安装工程劳务分包（集团）有限责任公司北京第三分公司"


def wrong(printed: Any, kind: str, facts: Any = None) -> list[str]:
    pdf, said = printed(kind, facts)
    return [f"{number}: {told}" for number in sorted(CHECKS) for told in CHECKS[number](pdf, said)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_passes_the_checklist(printed, kind):
    assert wrong(printed, kind) == []


def test_every_kind_has_a_sample_and_every_sample_a_kind():
    assert set(samples.all_samples()) == set(KINDS)


def test_a_group_of_37_with_three_instalments_keeps_heads_rows_and_sums(printed):
    rows = samples.roster(37, "34000.00", "6000.00", ("9333.33", "9333.33", "9333.34"))
    parts = [sum((D(row["parts"][n]) for row in rows), D(0)) for n in range(3)]
    facts = samples.group_agreement(
        rows=rows,
        total=D("28000.00") * 37,
        instalments=[{"no": n, "due": f"2026-1{n - 1}-12", "amount": str(parts[n - 1])} for n in (1, 2, 3)],
    )
    assert wrong(printed, "mediation-agreement-group", facts) == []


@pytest.mark.parametrize("kind", ["mediation-agreement", "lead-reply", "supervision-order", "mediation-failure-notice"])
def test_a_very_long_firm_with_rare_characters_breaks_nothing(printed, kind):
    facts = samples.all_samples()[kind]
    firm = samples.COURIER_FIRM | {"name": LONG_FIRM, "rep_name": "䶮堃镕喆"}
    changed = (
        {"respondents": [firm]}
        if "respondents" in facts
        else {"employer": LONG_FIRM}
        if "employer" in facts
        else {"to": ["何志远", LONG_FIRM]}
    )
    assert wrong(printed, kind, facts | changed) == []


@pytest.mark.parametrize("terms", range(16))
def test_the_closing_block_never_stands_alone_whatever_the_fill(printed, terms):
    """The text grows line by line past the end of a page: two lines always travel with the closing block."""
    facts = samples.agreement(other_terms=[f"第{n}项补充约定，双方各自承担已经发生的费用，互不追究" for n in range(terms)])
    assert wrong(printed, "mediation-agreement", facts) == []
