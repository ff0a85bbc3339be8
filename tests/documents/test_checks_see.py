"""The checks themselves: each fault put into a paper on purpose is seen by the check that is there for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from arrears.documents import paper, render
from arrears.documents.catalogue import KINDS
from arrears.documents.check import Printed, findings
from tests.documents import samples

NUMBER = "京朝劳人调字〔2026〕第1208号"
FAULTS = {
    2: ('<p class="text-start">', '<p class="nb">'),
    6: ('<p class="number">', '<p class="no-indent">'),
    8: ("<main", '<main><svg width="1" height="1"><rect width="1" height="1" fill="#00f"/></svg><i'),
    9: ('<p class="seal-date">', '<p>盖章盖章盖章</p><p class="seal-date">'),
    10: ("本协议一式", "此页无正文"),
    20: ("</main>", '<p>正文</p><p class="no-indent">附件1</p></main>'),
    23: ("薛东明", "薛冬明"),
    36: ("壹万壹仟贰佰元整", "壹万壹仟叁佰元整"),
    45: ("本协议一式", "本裁决为终局裁决。本协议一式"),
    51: ('<meta name="author" content="', '<meta name="author" content="某'),
    60: ("本协议一式", "。。本协议一式None"),
}  # fmt: skip


@pytest.mark.parametrize("check", FAULTS)
def test_a_fault_put_in_on_purpose_is_seen(check):
    old, new = FAULTS[check]
    page = paper.html("mediation-agreement", samples.agreement(), NUMBER)
    assert old in page
    said = Printed(KINDS["mediation-agreement"], KINDS["mediation-agreement"].typed(samples.agreement()), NUMBER)
    seen = {finding.check for finding in findings(render.render(page.replace(old, new, 1)), said)}
    assert check in seen


def test_a_closing_block_alone_on_its_page_is_seen():
    page = paper.html("mediation-agreement", samples.agreement(), NUMBER)
    alone = page.replace('<div class="sign seal agreement-sign">', '<div class="annex"><div class="seal">')
    said = Printed(KINDS["mediation-agreement"], KINDS["mediation-agreement"].typed(samples.agreement()), NUMBER)
    seen = {finding.check for finding in findings(render.render(alone), said)}
    assert 11 in seen


def test_a_split_amount_is_seen():
    facts = samples.agreement(other_terms=["甲" * n + "2026年12月31日" for n in range(12, 24)])
    page = paper.html("mediation-agreement", facts, NUMBER)
    said = Printed(KINDS["mediation-agreement"], KINDS["mediation-agreement"].typed(facts), NUMBER)
    split = page.replace('class="nb"', 'class="loose"')
    assert 15 in {finding.check for finding in findings(render.render(split), said)}
    assert 15 not in {finding.check for finding in findings(render.render(page), said)}


def test_a_whole_id_number_on_a_masking_paper_is_seen():
    kind, facts = KINDS["mediation-application"], samples.all_samples()["mediation-application"]
    pdf = render.render(paper.html(kind.id, facts))
    masking = Printed(replace(kind, ids="masked"), kind.typed(facts), None)
    assert 28 in {finding.check for finding in findings(pdf, masking)}
    assert 28 not in {finding.check for finding in findings(pdf, Printed(kind, kind.typed(facts), None))}
