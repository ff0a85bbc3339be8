"""The desk in Chromium: nothing scrolls sideways, axe finds nothing, an order is logged by keyboard, and without script."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from axe_playwright_python.sync_playwright import Axe
from people import PASSWORD, Office
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy import select

from arrears import create_app, db, load_handlers
from arrears.intake.models import WorkOrder
from tests.intake.desk.conftest import ORDER_1, at, register
from tests.web.browser import chromium, serving

DESK, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with chromium(Path(tmp_path_factory.mktemp("chromium"))) as found:
        yield found


@pytest.fixture
def address(sqlite_house: str) -> Iterator[str]:
    load_handlers()
    office = Office()
    with time_machine.travel(at("2026-09-13 20:50")):
        register(office, office.clerk, town="潞城镇", urgency=["threat"])
        register(office, office.clerk2, order_no="12345-20260912-0188", reporter_phone="13700003307", signed_at=None)
        db.release()
        with serving(create_app()) as url:
            yield url


def logged_in(context: BrowserContext, account: str = "liuyan") -> Page:
    page = context.new_page()
    page.goto("/login")
    page.fill("[name=account]", account)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_load_state()
    return page


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_every_page_of_the_room_fits_its_screen_and_axe_finds_nothing(browser: Browser, address: str, size: dict[str, int]) -> None:
    lead = "1"
    pages = [
        "/intake", "/intake?note=1#contact", "/intake?tab=back", "/intake/new", f"/cases/{lead}", f"/intake/leads/{lead}/screen",
        f"/intake/leads/{lead}/answer", f"/intake/leads/{lead}/close", f"/intake/leads/{lead}/note", f"/intake/leads/{lead}/hand-over",
        f"/intake/leads/{lead}/add-order", f"/intake/leads/{lead}/ask-facts", f"/intake/leads/{lead}/merge", "/intake/print",
        "/intake/leads/2/sign-order", f"/intake/leads/{lead}/explain",
    ]  # fmt: skip
    with browser.new_context(viewport=size, base_url=address) as context:  # type: ignore[arg-type]
        page = logged_in(context)
        for path in pages:
            answer = page.goto(path)
            assert answer is not None and answer.status == 200, path
            wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wider <= 0, f"{path} scrolls sideways by {wider} px"
            found = Axe().run(page).response["violations"]
            assert [(f["id"], [n["html"][:200] for n in f["nodes"]]) for f in found] == [], path


def test_a_pasted_order_is_logged_by_keyboard_in_under_a_minute(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=DESK, base_url=address) as context:  # type: ignore[arg-type]
        page = logged_in(context)
        begun = time.perf_counter()
        page.focus("#paste")
        page.keyboard.insert_text(ORDER_1.replace("0187", "0999").replace("2026-09-12", "2026-09-13").replace("13800002716", "13800009999"))
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/intake/paste")
        page.wait_for_selector("mark")
        assert page.evaluate("document.activeElement.name") == "amount_claimed"  # the first doubtful field
        page.keyboard.press("Enter")
        page.wait_for_url("**/cases/*")
        assert time.perf_counter() - begun < 60
        assert "工单已挂到" in page.inner_text(".saved")  # the likely twin was picked beforehand


def test_the_line_works_without_script(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=PHONE, base_url=address, java_script_enabled=False) as context:  # type: ignore[arg-type]
        page = logged_in(context, "hejing")
        page.fill("#paste", "来电人李四，电话13911112222，在通州区马驹桥镇的甲乙饭店上班，欠我3000元工资")
        page.click("text=识别这件工单")
        page.fill("[name=order_no]", "12345-20260913-0777")
        page.fill("[name=reply_due_at]", "2026-09-20 20:50")
        page.click(".stickyfoot .btn-primary")
        assert "已登记" in page.inner_text(".saved")
        page.click("text=记联系 >> nth=0")
        page.click(".btn-primary")
        assert "已联系记录" in page.inner_text(".saved") or "联系" in page.inner_text(".saved")
    state = db.session.scalar(select(WorkOrder.state).where(WorkOrder.order_no == "12345-20260913-0777"))
    assert state == "o-working"
