"""The file: same bytes in another process, nothing fetched, no sign without a glyph, tightened only where that saves a page."""

from __future__ import annotations

import hashlib
import subprocess
import sys

import pytest

from arrears.documents import fonts, paper, render
from tests.documents import samples

SCRIPT = (
    "import hashlib; from arrears.documents import paper, render; from tests.documents import samples;"
    "page = paper.html('mediation-agreement', samples.agreement(), '京朝劳人调字〔2026〕第1208号');"
    "print(hashlib.sha256(render.render(page)).hexdigest())"
)


def test_another_process_makes_the_same_bytes():
    page = paper.html("mediation-agreement", samples.agreement(), "京朝劳人调字〔2026〕第1208号")
    for kind in ("wage-confirmation", "lead-reply"):  # other papers before it change nothing
        render.render(paper.html(kind, samples.all_samples()[kind]))
    here = hashlib.sha256(render.render(page)).hexdigest()
    there = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True).stdout.strip()
    assert here == there


def test_a_character_that_no_font_has_is_refused_with_its_code_point():
    rider = samples.RIDER | {"name": "何\U0002f81a远"}
    with pytest.raises(render.UnprintableCharacter, match=r"U\+2F81A"):
        render.render(paper.html("mediation-agreement", samples.agreement(applicants=[rider])))


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1/x.png", "file:///tmp/../etc/hosts"])
def test_nothing_but_packaged_files_is_read(address):
    from weasyprint.urls import FatalURLFetchingError

    page = paper.html("supervision-urge-letter", samples.all_samples()["supervision-urge-letter"])
    with pytest.raises(FatalURLFetchingError):
        render.render(page.replace("</main>", f'<img src="{address}" alt=""></main>'))


def test_the_tightening_recorded_at_the_first_print_gives_the_same_file():
    page = paper.html("mediation-agreement", samples.agreement(), "京朝劳人调字〔2026〕第1208号")
    first = render.lay_out(page)
    assert first.fit and first.pages == 2
    assert render.render(page, {"fit": first.fit}) == first.pdf
    assert render.lay_out(page, fit="").pages == 3


def test_fonts_are_not_made_twice(tmp_path):
    told: list[str] = []
    fonts.build(fonts.directory(), told.append)
    assert told == [f"字体已就绪：{fonts.directory()}"]


def test_without_fonts_the_sentence_says_which_command_makes_them(tmp_path):
    with pytest.raises(fonts.FontsMissing, match="arrears fonts build"):
        fonts.installed(tmp_path)
