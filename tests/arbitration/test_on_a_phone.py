"""The blank answer on a phone: a respondent opens it from a message and reads it without pushing the page from side to side."""

from __future__ import annotations

from pathlib import Path

import pytest

from arrears import clock
from tests.arbitration.builders import ACCEPTED, against, filed
from tests.arbitration.conftest import Tribunal
from tests.arbitration.test_story_a import Hands
from tests.web.browser import chromium

PHONE = {"width": 360, "height": 740}


@pytest.mark.parametrize("house", ["sqlite"], indirect=True)
def test_the_blank_answer_fits_a_phone(tribunal: Tribunal, tmp_path: Path) -> None:
    with tribunal.at(9, 22, 9):
        filed(tribunal, 1)
        hands = Hands(tribunal)
        hands.signed("accept", **ACCEPTED, accepted_on=clock.today())
        respondent = tribunal.party(against(tribunal))
        sheet = tribunal.browser("linxy").client.get(f"/cases/{tribunal.id}/arbitration/answer-form/{respondent}").text
    styles = Path("arrears/static")
    with chromium(tmp_path) as browser, browser.new_context(viewport=PHONE) as context:
        context.route("**/static/**", lambda route: route.fulfill(path=styles / route.request.url.split("/static/")[1].split("?")[0]))
        context.route("http://office/answer", lambda route: route.fulfill(body=sheet, content_type="text/html; charset=utf-8"))
        page = context.new_page()
        page.goto("http://office/answer")
        assert "对“" in page.inner_text("main") and page.evaluate("document.styleSheets.length") >= 3, "the paper with its style sheets"
        page.screenshot(path="/tmp/mend/answer.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
