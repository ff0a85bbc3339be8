"""An office with its intake desk: people, a browserless client per person, an order as it is pasted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from people import PASSWORD, Office
from werkzeug.test import TestResponse

from arrears import create_app, db, load_handlers
from arrears.clock import BEIJING
from arrears.intake.actions import registering

ORDER_1 = (
    "【工单编号】12345-20260912-0187 【来电时间】2026-09-12 20:50 【答复时限】2026-09-19 20:50 【来电人】周广财 【联系电话】13800002716 "
    "【诉求内容】我们在通州区潞城镇潞湾家园三期干木工、钢筋工，一共37个人，河北衡顺建筑劳务有限公司拖欠工资105万左右，"
    "再不给就去项目部门口拉横幅。"
)


def at(text: str) -> datetime:
    """An instant in Beijing time: 2026-09-12 20:50."""
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


@pytest.fixture
def office(house: str) -> Office:
    load_handlers()
    return Office()


@pytest.fixture
def app(office: Office) -> Flask:
    return create_app()


class Screen:
    """A person before the screen: follows links, fills forms by the fields that the page really has."""

    def __init__(self, client: FlaskClient, account: str) -> None:
        self.client = client
        page = client.get("/login").get_data(as_text=True)
        answer = client.post("/login", data={"csrf_token": hidden(page, "csrf_token"), "account": account, "password": PASSWORD})
        assert answer.status_code == 302

    def get(self, url: str, status: int = 200) -> str:
        answer = self.client.get(url)
        assert answer.status_code == status, answer.get_data(as_text=True)[:2000]
        return answer.get_data(as_text=True)

    def post(self, url: str, page: str, **typed: Any) -> TestResponse:
        """Send the form of a page with what is hidden in it, and what was typed."""
        data: dict[str, Any] = dict(hiddens(page).items())
        data.update({k.replace("__", "-"): v for k, v in typed.items() if v is not None})
        return self.client.post(url, data=data, follow_redirects=False)


def hiddens(page: str) -> dict[str, str]:
    """Hidden fields of the act form of a page (of the whole page when it has none)."""
    form = re.search(r'<form[^>]*id="act-form".*?</form>', page, re.S)
    part = form[0] if form else page
    found = {}
    for tag in re.findall(r'<input[^>]*type="hidden"[^>]*>', part):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        if name is not None:
            found[name[1]] = value[1] if value else ""
    return found


def faults(answer: TestResponse) -> str:
    """What a page says is wrong, and what it flashes: short enough to be read in a failed test."""
    page = unescape(answer.get_data(as_text=True))
    blocks = re.findall(r'<div class="(?:errors|saved|notice|stale)".*?</div>', page, re.S)
    return " ".join(re.sub(r"<[^>]+>", " ", " ".join(blocks)).split())


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]+)"', page)
    assert found is not None, name
    return found[1]


@pytest.fixture
def screen(app: Flask) -> Iterator[Callable[[str], Screen]]:
    yield lambda account: Screen(app.test_client(), account)
    db.release()


def order(**change: Any) -> dict[str, Any]:
    """Facts of order 1 of story A; `change` replaces some."""
    facts: dict[str, Any] = {
        "source": "12345", "order_no": "12345-20260912-0187", "received_at": at("2026-09-12 20:50"),
        "reply_due_at": at("2026-09-19 20:50"), "narrative": "三十七人被欠工资约一百零五万", "reporter_name": "周广财",
        "reporter_phone": "13800002716", "employer_name": "河北衡顺建筑劳务有限公司", "project_name": "潞湾家园三期", "place": "潞城镇",
        "district": "通州区", "industry": "construction", "workers_claimed": 37, "confidential": False, "anonymous": False,
        "claims": ["wages"], "urgency": [], "signed_at": at("2026-09-12 20:50"),
    }  # fmt: skip
    facts.update(change)
    return {name: value for name, value in facts.items() if value is not None}


_tokens = iter(range(1, 10**9))


def register(office: Office, viewer: Any = None, twins: dict[int, str] | None = None, **change: Any) -> int:
    """A registered order; the id of its lead."""
    done = registering.register(viewer or office.clerk, order(**change), twins=twins or {}, token=f"reg-{next(_tokens)}")
    return done.outcome.proceeding_id
