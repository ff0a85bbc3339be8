"""The page: what a preview shows, what a policy of the browser forbids, what the rights and amounts say."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from arrears.documents import blocks, paper, wording
from arrears.documents.catalogue import KINDS
from tests.documents import samples


@pytest.mark.parametrize("kind", KINDS)
def test_a_preview_bears_no_number_and_says_draft(kind):
    page = paper.html(kind, samples.all_samples()[kind], draft=True)
    assert "草稿" in page
    if KINDS[kind].numbered and kind != "dossier-cover":  # its number stands in a cell
        assert '<p class="number"></p>' in page


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_works_under_a_policy_without_inline_style_or_script(kind):
    page = paper.html(kind, samples.all_samples()[kind] | {"verify_token": "K7QX-M2PD-9RTA"}, samples.number(KINDS[kind]))
    assert not re.search(r"<[^>]+\sstyle=|<style|<script|\son\w+=|javascript:|https?://(?!www\.w3\.org)", page)
    assert re.findall(r'href="([^"]+)"', page) and all(href.startswith("/static/papers/") for href in re.findall(r'href="([^"]+)"', page))
    assert "{{" not in page and "None" not in page


def test_what_a_person_typed_stays_text():
    page = paper.html("mediation-agreement", samples.agreement(other_terms=["<b>甲&乙</b>"]))
    assert "&lt;b&gt;甲&amp;乙&lt;/b&gt;" in re.sub(r"</?span[^>]*>", "", page)


def test_the_web_process_makes_a_preview_without_the_renderer():
    script = (
        "import sys; from arrears.documents import paper; from tests.documents import samples;"
        "paper.html('mediation-agreement', samples.agreement());"
        "print([m for m in ('weasyprint', 'flask', 'sqlalchemy') if m in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_a_date_an_amount_and_a_name_are_kept_whole():
    page = wording.keep_whole("<body><p>欧阳喆于2026年3月5日收到3,000.00元</p></body>", ["欧阳喆"])
    assert re.sub("</?span>", "", page).count('<span class="nb">') == 3


def test_the_legal_periods_of_the_rights_are_those_of_the_law():
    assert "十五日内" in blocks.RIGHTS["R-FINAL"] and "三十日内" in blocks.RIGHTS["R-FINAL"]
    assert "十五日内" in blocks.RIGHTS["R-NONFINAL"] and "十五日内，共同" in blocks.RIGHTS["R-MA"]


def test_id_numbers_are_masked_with_the_birthday_hidden():
    assert wording.masked("411325199406181537") == "411325********1537"


def test_a_secret_reporter_is_in_no_copy_of_the_registration():
    page = paper.html("lead-registration", samples.all_samples()["lead-registration"] | {"confidential": True, "reporter": "倪镕"})
    assert "倪镕" not in page and "要求保密" in page
