"""What pages ask the database: the same for few rows and for many, and never more than is written here.

A statement a row would make a list of fifty cost fifty; so each page is asked in a small house and again in a larger one. The lists
of the procedures have tests of their own beside them; here stand all pages that any role opens daily, in one seeded house.
"""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from statements import Statements, counted

from arrears import create_app, db
from arrears.access.models import AppUser, Body, LoginSession
from arrears.access.sessions import _open
from arrears.access.signing_in import COOKIE_KEY
from arrears.cases.models import Proceeding
from arrears.db import session
from arrears.seed import making, writing

MOST = {
    "head-tongzhou /cases": 9,
    "head-city /cases?which=all": 9,
    "head-city /cases?which=closed": 9,
    "clerk-tongzhou /intake": 13,
    "mediator-tongzhou /mediation?tab=all": 13,
    "head-city /arbitration": 6,
    "head-tongzhou /watch": 15,
    "head-city /watch": 22,
    "head-tongzhou /approvals": 5,
    "head-tongzhou /inbox": 5,
    "mediator-tongzhou /money": 10,
    "head-city /search?q=恒华": 5,
}
"""Person and page -> the most statements it may take, those of the log-in and the navigation among them."""
CASE_PAGE = {"lead": 42, "mediation": 33}


@pytest.fixture
def small_house(house: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(making, "OPEN_SHARE", 0.9)  # desks show what is open
    writing.seed(150)
    return house


def visitor(app: object, account: str) -> FlaskClient:
    """A browser in which this person is logged in; the password is not what is tested."""
    user = session.scalar(select(AppUser.id).where(AppUser.account == account))
    body = session.scalar(select(Body.id).where(Body.code == account.partition("-")[2]))
    with db.writing() as current:
        token = _open(current, int(user or 0), int(body or 0), "127.0.0.1", "test")
    assert session.scalar(select(LoginSession.id)) is not None
    client: FlaskClient = app.test_client()  # type: ignore[attr-defined]
    with client.session_transaction() as cookie:
        cookie[COOKIE_KEY] = token
    db.release()
    return client


def asked(client: FlaskClient, path: str) -> tuple[Statements, int]:
    """What a page asks at its second visit, and how many rows of a list it shows."""
    client.get(path)
    with counted() as found:
        answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return found, len(re.findall(r"<tr", answer.text))


def test_a_list_costs_the_same_for_few_rows_and_for_many(small_house: str) -> None:
    app = create_app()
    people = {account: visitor(app, account) for account in {name.split()[0] for name in MOST}}
    before = {name: asked(people[name.split()[0]], name.split()[1]) for name in MOST}
    writing.seed(300)
    grew = 0
    for name, most in MOST.items():
        account, path = name.split()
        found, rows = asked(people[account], path)
        assert before[name][1] < 2 or len(found) == len(before[name][0]), (name, len(before[name][0]), found.repeated()[:3])
        assert len(found) <= most, (name, len(found), found.repeated()[:3])
        grew += rows > before[name][1]
    assert grew >= 4, "the house grew, but the pages do not show it: nothing was proved"


def test_a_case_page_asks_a_bounded_number_of_things(small_house: str) -> None:
    app = create_app()
    city = visitor(app, "head-city")
    for procedure in ("lead", "mediation"):
        ids = session.scalars(select(Proceeding.id).where(Proceeding.procedure == procedure).limit(4)).all()
        db.release()
        for case in ids:
            found, _ = asked(city, f"/cases/{case}")
            assert len(found) <= CASE_PAGE[procedure], (procedure, len(found), found.repeated()[:5])


def test_one_question_is_asked_once_a_page_and_again_after_a_write(sqlite_house: str) -> None:
    calls: list[int] = []

    def ask() -> int:
        calls.append(1)
        return len(calls)

    assert [db.once("n", ask), db.once("n", ask)] == [1, 1]
    with db.writing():
        assert db.once("n", ask) == 2  # inside a write nothing is remembered
        assert db.once("n", ask) == 3
    assert db.once("n", ask) == 4
    db.release()
    assert db.once("n", ask) == 5
