"""The office with a city administrator, an auditor, and clients that are logged in; pages are checked whenever they are fetched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from people import PASSWORD, Office, person, viewer

from arrears import create_app, db
from arrears.access.viewer import Viewer


class AdminOffice(Office):
    """The office, and who administers the city."""

    def __init__(self) -> None:
        super().__init__()
        self.city_admin: Viewer = viewer(person("cityadmin", "郑管", self.city, "AD"), self.city)
        self.auditor: Viewer = viewer(person("auditor", "审计", self.city, "AU"), self.city)


class Hands:
    """One person's browser: fetches pages, sends their forms with the token that the page carries."""

    def __init__(self, app: Flask, account: str) -> None:
        self.client: FlaskClient = app.test_client()
        page = self.client.get("/login").get_data(as_text=True)
        done = self.client.post("/login", data={"csrf_token": _csrf(page), "account": account, "password": PASSWORD})
        assert done.status_code == 302, done.get_data(as_text=True)

    def see(self, url: str, status: int = 200) -> str:
        answer = self.client.get(url)
        assert answer.status_code == status, (url, answer.status_code)
        text = answer.get_data(as_text=True)
        if status == 200:
            assert text.count("<h1") == 1, url
        return text

    def send(self, url: str, status: int = 302, *, form_of: str | None = None, **fields: Any) -> str:
        """Send a form as its page (or the page `form_of`) would."""
        shown = self.client.get(form_of or url)
        page = shown.get_data(as_text=True) if shown.status_code == 200 else self.client.get("/account/password").get_data(as_text=True)
        data = {
            name: _unescaped(value) for name, value in re.findall(r'<input[^>]*type="hidden"[^>]*name="([^"]+)"[^>]*value="([^"]*)"', page)
        }
        data |= {"csrf_token": _csrf(page), **fields}
        answer = self.client.post(url, data=data)
        text = answer.get_data(as_text=True)
        assert answer.status_code == status, (url, answer.status_code, text[-3000:])
        if status == 302:
            text = self.client.get(answer.headers["Location"]).get_data(as_text=True)
        return text


def _unescaped(text: str) -> str:
    return text.replace("&amp;", "&").replace("&#34;", '"')


def _csrf(page: str) -> str:
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found is not None
    return found[1]


@pytest.fixture
def office(house: str) -> AdminOffice:
    return AdminOffice()


@pytest.fixture
def hands(office: AdminOffice) -> Iterator[Callable[[str], Hands]]:
    app = create_app()
    yield lambda account: Hands(app, account)
    db.release()
