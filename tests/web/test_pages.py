"""Pages of the gallery without a browser: frame, headers, messages, states."""

from __future__ import annotations

import logging
import re
from html.parser import HTMLParser

import pytest
from flask import Flask
from flask.testing import FlaskClient

from arrears.web import register_web
from arrears.web.headers import CSP

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
    "/offline",
    "/session-over",
    "/wrong/400",
    "/wrong/403",
    "/wrong/404",
    "/wrong/405",
    "/wrong/409",
    "/wrong/410",
    "/wrong/413",
    "/wrong/429",
]


class Seen(HTMLParser):
    """What is looked at on every page."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.pointed: list[str] = []
        self.inline: list[str] = []
        self.posts, self.tokens = 0, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(str(given["id"]))
        for name in ("aria-describedby", "aria-labelledby", "for"):
            self.pointed += (given.get(name) or "").split()
        if (
            tag == "style"
            or (tag == "script" and "src" not in given)
            or "style" in given
            or any(name.startswith("on") for name in given)
        ):
            self.inline.append(tag)
        self.posts += tag == "form" and given.get("method") == "post"
        self.tokens += given.get("name") == "csrf_token"


def texts(html: str, tag: str) -> list[str]:
    return [re.sub(r"<[^>]+>|\s", "", found) for found in re.findall(rf"<{tag}\b[^>]*>(.*?)</{tag}>", html, re.DOTALL)]


@pytest.mark.parametrize("path", PAGES)
def test_each_page_has_one_h1_unique_ids_no_inline_script_and_nothing_unmasked(client: FlaskClient, path: str) -> None:
    html = client.get(path).text
    (heading,), (title,) = texts(html, "h1"), texts(html, "title")
    assert title.startswith(heading.split("，")[0])
    seen = Seen()
    seen.feed(html)
    assert len(seen.ids) == len(set(seen.ids)), sorted(seen.ids)
    assert set(seen.pointed) <= set(seen.ids)
    assert seen.inline == []
    assert "None" not in html and "Undefined" not in html
    assert not re.search(r"1[3-9]\d{9}|\d{17}[\dXx]", html)


def test_every_form_that_posts_carries_a_token() -> None:
    from tests.web import gallery

    app = gallery.make_gallery(csrf=True)
    for path in ("/form", "/queue", "/approval", "/confirm", "/ask"):
        seen = Seen()
        seen.feed(app.test_client().get(path).text)
        assert 0 < seen.posts == seen.tokens, path
    answer = app.test_client().post("/form", data={})
    assert answer.status_code == 400 and "登录中断" in answer.text and 'href="/form"' in answer.text


def test_every_answer_says_what_may_be_loaded_and_that_it_is_not_kept(client: FlaskClient) -> None:
    for path in ("/queue", "/wrong/404"):
        headers = client.get(path).headers
        assert headers["Content-Security-Policy"] == CSP
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert "Strict-Transport-Security" in client.get("/queue", base_url="https://localhost").headers


def test_a_wrong_form_begins_its_title_with_the_word_and_counts_its_faults(client: FlaskClient) -> None:
    answer = client.post(
        "/form", data={"applied_on": "2026.2.30", "workers": "3", "amount": "3.2万", "result": "ok", "mediator_id": "1"}
    )
    assert answer.status_code == 422
    assert "<title>错误：启动调解" in answer.text
    assert "有 2 处需要修改" in answer.text
    assert '<a href="#applied_on">2月30日 不存在，请改成当月的日子。</a>' in answer.text
    assert 'aria-describedby="applied_on-hint applied_on-error"' in answer.text and 'value="2026.2.30"' in answer.text
    assert "¥32,000.00　叁万贰仟元整" in answer.text


def test_what_one_may_not_know_looks_like_what_is_not_there(client: FlaskClient) -> None:
    forbidden, missing = client.get("/wrong/403"), client.get("/wrong/404")
    assert (forbidden.status_code, missing.status_code) == (403, 404)
    unstamped = [re.sub(r'value="[^"]*"', "", answer.text) for answer in (forbidden, missing)]
    assert unstamped[0] == unstamped[1]
    assert "没有这件案子，请核对编号。" in client.get("/missing").text
    assert "The requested URL" not in missing.text


def test_a_fault_gives_a_number_to_read_out_and_no_trace(
    gallery: Flask, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "arrears.errors"):
        answer = client.get("/boom")
    (number,) = re.findall(r'class="fault">(\d{4}-\d{4})<', answer.text)
    assert answer.status_code == 500
    assert "RuntimeError" not in answer.text and "110105" not in answer.text
    assert f"fault {number} at GET /boom" in caplog.text


def test_a_fault_of_the_frame_itself_still_has_its_page() -> None:
    app = Flask("broken", root_path="arrears", template_folder="templates", static_folder=None)
    app.secret_key = "x"

    def frame():
        raise RuntimeError("database is gone")

    register_web(app, frame)
    app.add_url_rule("/", "home", lambda: app.jinja_env.get_template("layout.html").render())
    assert "故障编号" in app.test_client().get("/no-such-page").text


def test_assets_are_kept_for_a_year_under_their_digest_only(client: FlaskClient) -> None:
    html = client.get("/queue").text
    urls = set(re.findall(r'"(/assets/[^"#]+)', html))
    assert {url.rsplit("/", 1)[1] for url in urls} == {"bootstrap.min.css", "app.css", "app.js", "seal.svg", "icons.svg"}
    for url in urls:
        answer = client.get(url, headers={"Accept-Encoding": "gzip"})
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "sourceMappingURL" not in client.get(url).text
    assert client.get("/assets/000000000000/app.css").headers["Cache-Control"] == "no-cache"
    assert client.get("/assets/000000000000/secret.txt").status_code == 404
    assert "@media print" in client.get(next(url for url in urls if url.endswith("app.css"))).text


def test_no_page_asks_another_machine_for_anything(client: FlaskClient) -> None:
    for path in PAGES:
        assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', client.get(path).text)


def test_counts_above_the_cap_read_999_and_zero_is_shown(client: FlaskClient) -> None:
    html = client.get("/queue").text
    assert '已办 <span class="n">999+</span>' in html and '退回的 <span class="n n-zero">0</span>' in html


def test_the_clock_says_its_count_in_words_and_as_a_picture(client: FlaskClient) -> None:
    html = client.get("/case").text
    assert '<span class="light light-red light-target">今日到期</span>' in html
    assert "9月29日邮寄签收，当日不计" in html
    assert (
        html.count('class="cal cal-strip" aria-hidden="true"') == 2
        and html.count('class="cal cal-weeks" aria-hidden="true"') == 1
    )
    assert re.search(
        r'cal-d is-makeup"><span class="cal-w">班</span><span class="cal-n">10</span><span class="cal-c">4</span>', html
    )
    assert re.search(
        r'cal-d wd-2 is-start"><span class="cal-w">二</span><span class="cal-n">9/29</span><span class="cal-c">起</span>', html
    )
    assert "cal-d is-rest is-skip is-paused" in html or "cal-d is-skip is-paused" in html


def test_five_sums_stand_in_every_row_and_what_is_not_known_says_so(client: FlaskClient) -> None:
    html = client.get("/case").text
    for label in ("诉称", "核实", "协议/裁决", "已付", "未付"):
        assert html.count(f'data-l="{label}"') == 3
    assert "待裁决" in html and "16 / —" in html
