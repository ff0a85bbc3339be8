"""The record in a real browser: saved by itself while typing, found again in a new window; the list works from the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from people import PASSWORD, Office
from playwright.sync_api import Browser, Page

from arrears import clock, create_app, db, load_handlers
from arrears.mediation import drafts
from tests.mediation.test_desk_screen import act, opened
from tests.web.browser import chromium, serving


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(Path(tmp_path_factory.mktemp("chromium"))) as made:
        yield made


@pytest.fixture
def place(sqlite_house: str) -> Iterator[tuple[str, int]]:
    """The address of a running office and the case that 宋佳 mediates in it."""
    load_handlers()
    office = Office()
    today: date = clock.today()
    case = opened(office, "周广财", today)
    act(office, case, "accept", labour_dispute=True, consent_a=today, consent_b=today)
    act(office, case, "assign", office.head, mediator=office.mediator2.user_id)
    db.release()
    with serving(create_app()) as url:
        yield url, case


def window(browser: Browser, url: str, width: int = 1440) -> Page:
    page = browser.new_context(viewport={"width": width, "height": 800}).new_page()
    page.goto(f"{url}/login")
    page.fill("[name=account]", "songjia")
    page.fill("[name=password]", PASSWORD)
    page.click("main button.btn-primary")
    return page


def test_a_record_saves_itself_and_comes_back_in_another_window(browser: Browser, place: tuple[str, int]) -> None:
    url, case = place
    page = window(browser, url)
    page.goto(f"{url}/cases/{case}/mediation/session")
    page.click("button[value=rights]")
    with page.expect_response(lambda answer: answer.url.endswith("/session/draft")) as sent:
        page.press("[name=record]", "End")
        page.type("[name=record]", "双方各让一步。")
    assert sent.value.status == 204
    page.wait_for_function("document.querySelector('.autosaved').textContent.startsWith('已存')")
    draft = drafts.current(case)
    db.release()
    assert draft is not None and "双方各让一步。" in draft.record
    other = window(browser, url)
    other.goto(f"{url}/cases/{case}/mediation/session")
    assert "双方各让一步。" in other.input_value("[name=record]")


@pytest.mark.parametrize("width", [1440, 360])
def test_every_page_of_a_mediation_fits_the_screen(browser: Browser, place: tuple[str, int], width: int) -> None:
    url, case = place
    page = window(browser, url, width)
    for path in (
        "/mediation", f"/mediation?tab=all&note={case}", "/mediation/new", f"/cases/{case}", f"/cases/{case}/mediation/session",
        f"/cases/{case}/mediation/agreement", f"/cases/{case}/mediation/roster", f"/cases/{case}/mediation/invite", "/money",
    ):  # fmt: skip
        page.goto(url + path)
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert over == 0, f"{path} is {over} px too wide at {width}"


def test_the_contact_note_needs_no_mouse(browser: Browser, place: tuple[str, int]) -> None:
    url, case = place
    page = window(browser, url)
    page.goto(f"{url}/mediation?tab=all&note={case}#contact")
    page.keyboard.press("Tab")
    page.fill("[name=note]", "答应明天来")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda there: "note=" not in there)
    assert "接通已沟通" in page.inner_text("main")
