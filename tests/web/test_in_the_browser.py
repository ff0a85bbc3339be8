"""The gallery in Chromium: nothing scrolls sideways, axe finds nothing, keys and drafts work, and all of it without script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.web.browser import serving
from tests.web.gallery import make_gallery

PAGES = [
    "/form",
    "/case",
    "/queue",
    "/approval",
    "/confirm",
    "/ask",
    "/ask-kind",
    "/progress",
    "/states",
    "/sheet",
    "/wrong/404",
    "/boom",
]
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(viewport=DESK, base_url=address) as context:
        page = context.new_page()
        yield page


@pytest.fixture(scope="module", params=[DESK, PHONE], ids=["desk", "phone"])
def screen(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    with browser.new_context(viewport=request.param, base_url=address) as context:
        yield context.new_page()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_fits_its_screen_and_axe_finds_nothing(screen: Page, path: str) -> None:
    blocked: list[str] = []
    screen.on("console", lambda line: blocked.append(line.text) if "Content Security Policy" in line.text else None)
    screen.goto(path)
    wider = screen.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0, f"{path} scrolls sideways by {wider} px"
    found = Axe().run(screen).response["violations"]
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found] == []
    assert blocked == []


def test_targets_on_a_phone_can_be_hit_with_a_thumb(browser: Browser, address: str) -> None:
    with browser.new_context(viewport=PHONE, base_url=address) as context:
        page = context.new_page()
        page.goto("/queue")
        for place in (".queue .act > a", ".tabs a", ".mainnav a", ".noteform .btn-primary"):
            for box in page.locator(place).all():
                assert box.bounding_box()["height"] >= 44, place


def test_the_error_summary_has_the_focus_and_leads_to_the_field(page: Page) -> None:
    page.goto("/form")
    page.get_by_role("button", name="启动调解").click()
    expect(page.locator(".errors")).to_be_focused()
    page.get_by_role("link", name="请填写金额。").click()
    expect(page.locator("#amount")).to_be_focused()


def test_keys_move_open_and_select_rows_but_never_in_a_field(page: Page) -> None:
    page.goto("/queue")
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.locator("tr.is-at a[data-open]")).to_have_text("12345-20260913-0094")
    page.keyboard.press("k")
    page.keyboard.press("x")
    expect(page.get_by_label("选中 12345-20260913-0151")).to_be_checked()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("jkx?")
    expect(page.locator("#q")).to_have_value("jkx?")
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.locator("#keys")).to_have_attribute("open", "")
    page.goto("/queue")
    page.locator("h1").click()
    page.keyboard.press("j")
    page.keyboard.press("o")
    page.wait_for_url("**/case")


def test_keys_pressed_for_an_input_method_are_left_alone(page: Page) -> None:
    page.goto("/queue")
    page.evaluate("document.dispatchEvent(new KeyboardEvent('keydown', {code: 'KeyJ', isComposing: true, bubbles: true}))")
    page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {code: 'KeyJ', isComposing: true, bubbles: true}))")
    assert page.locator("tr.is-at").count() == 0


def test_a_double_click_sends_once(page: Page) -> None:
    page.goto("/form")
    stopped = page.evaluate(
        """() => {
            const form = document.getElementById("act-form"), stopped = [];
            form.addEventListener("submit", (event) => { stopped.push(event.defaultPrevented); event.preventDefault(); });
            const button = form.querySelector(".btn-primary");
            button.click(); button.click();
            return stopped;
        }"""
    )
    assert stopped == [False, True]


def test_a_draft_is_stored_while_typing_and_found_again_when_the_line_was_down(page: Page) -> None:
    page.route("**/draft", lambda route: route.fulfill(status=204))
    page.goto("/form")
    page.fill("#employer", "渝宴楼餐饮")
    expect(page.locator(".autosaved")).to_contain_text("已存 ")
    page.unroute("**/draft")
    page.route("**/draft", lambda route: route.abort())
    page.fill("#note", "约了周五")
    page.fill("#phone", "13800002716")
    expect(page.locator(".autosaved")).to_contain_text("先存在这台电脑上")
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert "约了周五" in kept and "13800002716" not in kept, "a telephone number never stays in the browser"
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/form")
    expect(page.locator("#note")).to_have_value("约了周五")
    expect(page.locator(".autosaved")).to_contain_text("已找回")


def test_a_log_in_that_ran_out_while_typing_loses_nothing_but_private_numbers(browser: Browser) -> None:
    with serving(make_gallery(csrf=True)) as address, browser.new_context(base_url=address) as context:
        page = context.new_page()
        page.goto("/form")
        page.fill("#employer", "渝宴楼餐饮")
        page.check("#result-1")
        page.fill("#phone", "13800002716")
        context.clear_cookies()
        page.get_by_role("button", name="启动调解").click()
        expect(page.locator("h1")).to_have_text("登录中断，请重新登录")
        page.get_by_role("link", name="重新打开那一页").click()
        expect(page.locator("#employer")).to_have_value("渝宴楼餐饮")
        expect(page.locator("#result-1")).to_be_checked()
        expect(page.locator("#phone")).to_have_value("")
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto("/case")
        page.goto("/form")
        expect(page.locator("#employer")).to_have_value("")


def test_likely_duplicates_show_while_typing(page: Page) -> None:
    asked: list[str] = []

    def answer(route) -> None:
        asked.append(route.request.url)
        route.fulfill(body='<a href="/case">疑似同案：00417号</a>', content_type="text/html")

    page.route("**/twins?*", answer)
    page.goto("/form")
    page.locator("#employer").press_sequentially("恒筑建设", delay=20)
    expect(page.locator("#employer-suggest a")).to_have_text("疑似同案：00417号")
    assert len(asked) == 1, "one question after the last key, not one a key"


def test_leaving_with_something_typed_asks_first(page: Page) -> None:
    asked: list[str] = []
    page.goto("/confirm")
    page.goto("/form")
    page.locator("#note").press_sequentially("没存")
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/queue")
    assert asked == ["beforeunload"]


def test_choosing_the_page_chooses_every_row_and_one_less_takes_it_back(page: Page) -> None:
    page.goto("/queue")
    whole = page.locator("[data-select-page]")
    whole.check()
    assert all(box.is_checked() for box in page.locator(".pick input").all())
    page.locator(".pick input").first.uncheck()
    expect(whole).not_to_be_checked()


def test_the_reply_is_copied(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto("/case")
        page.get_by_role("button", name="复制答复").click()
        expect(page.get_by_role("button", name="已复制")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()") == "答复正文"


def test_the_main_job_works_without_script(browser: Browser, address: str) -> None:
    with browser.new_context(base_url=address, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/form")
        page.fill("#amount", "3.2万")
        page.get_by_role("button", name="启动调解").click()
        expect(page.locator(".errors")).to_contain_text("请填写被反映单位。")
        expect(page.locator("#amount")).to_have_value("3.2万")
        expect(page.locator("#amount-echo")).to_have_text("¥32,000.00　叁万贰仟元整")
        page.goto("/queue")
        expect(page.locator("[data-select-page]")).to_be_hidden()


def test_a_queue_on_paper_has_who_printed_it_and_no_navigation(page: Page) -> None:
    page.goto("/queue")
    page.emulate_media(media="print")
    expect(page.locator(".printhead")).to_be_visible()
    for gone in (".masthead", ".tabs", ".filters", ".tablefoot", ".foot", ".act >> nth=0"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.locator("table.queue >> nth=0")).to_contain_text("已逾期 1 小时 06 分")
