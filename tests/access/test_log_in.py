"""Log-in: the way in, the way out, the throttle, revocation."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from people import PASSWORD, Office

from arrears import create_app, db
from arrears.access import sessions


@pytest.fixture
def office(house: str) -> Office:
    return Office()


@pytest.fixture
def client(office: Office) -> Iterator[FlaskClient]:
    yield create_app().test_client()
    db.release()


def token_of(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found is not None
    return found[1]


def log_in(client: FlaskClient, account: str, password: str = PASSWORD) -> object:
    page = client.get("/login").get_data(as_text=True)
    return client.post("/login", data={"csrf_token": token_of(page), "account": account, "password": password})


def test_a_person_logs_in_and_lands_on_a_desk(client: FlaskClient) -> None:
    answer = log_in(client, "chenlq")
    assert answer.status_code == 302  # type: ignore[attr-defined]
    page = client.get("/", follow_redirects=True).get_data(as_text=True)
    assert "陈立群" in page and "待审批" in page


def test_a_wrong_password_says_nothing_about_the_account_and_keeps_what_was_typed(client: FlaskClient) -> None:
    known = log_in(client, "chenlq", "wrong password 1").get_data(as_text=True)  # type: ignore[attr-defined]
    unknown = log_in(client, "nobody", "wrong password 1").get_data(as_text=True)  # type: ignore[attr-defined]
    for page, account in ((known, "chenlq"), (unknown, "nobody")):
        assert "账号或密码不对" in page and f'value="{account}"' in page


def test_after_six_failures_the_account_waits(client: FlaskClient) -> None:
    for _ in range(6):
        log_in(client, "chenlq", "wrong password 1")
    page = log_in(client, "chenlq").get_data(as_text=True)  # type: ignore[attr-defined]
    assert "尝试次数过多" in page


def test_a_revoked_session_is_over_at_once(client: FlaskClient, office: Office) -> None:
    log_in(client, "chenlq")
    assert client.get("/approvals").status_code == 200
    with db.writing():
        sessions.revoke_user(office.head.user_id)
    db.release()
    assert client.get("/approvals").status_code == 302


def test_who_may_not_open_a_page_gets_the_page_of_what_does_not_exist(client: FlaskClient) -> None:
    log_in(client, "liuyan")
    assert client.get("/approvals").status_code == 403
    assert client.get("/cases/999").status_code == 404
