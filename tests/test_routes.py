"""Every route: names an act that the policy knows, is kebab-case and typed, answers each role as the policy says, and reads only."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from people import PASSWORD, Office, person, viewer
from sqlalchemy import event
from werkzeug.routing import Rule

from arrears import clock, create_app, db
from arrears.access import policy
from arrears.access.viewer import Viewer
from arrears.cases import transitions, visibility
from arrears.law.roles import GRANTS, ROLES

EXEMPT = frozenset({"static", "asset", "assets"})
"""Endpoints that serve files of the program."""
BY_TOKEN = frozenset({"api"})
"""Rooms that ask for a platform's token in place of a log-in; they test their own access."""
ACCOUNTS = {**{role: (role,) for role in ROLES if role != "PA"}, **{grant: ("ME", grant) for grant in GRANTS}}
"""Account -> what it holds; a grant is held by a mediator."""


def _of_people(rule: Rule) -> bool:
    return rule.endpoint.partition(".")[0] not in BY_TOKEN


def _act(app: Flask, rule: Rule) -> str:
    return str(getattr(app.view_functions[rule.endpoint], "act", ""))


class House:
    """The application with one account a role, all at the same district, and one case that belongs to a mediator of theirs."""

    def __init__(self) -> None:
        self.office = Office()
        self.app = create_app()
        self.viewers: dict[str, Viewer] = {}
        for account, held in ACCOUNTS.items():
            roles = [code for code in held if code in ROLES]
            grants = tuple(code for code in held if code in GRANTS)
            user_id = person(f"r{account.lower()}", account, self.office.district, *roles, grants=grants)
            self.viewers[account] = viewer(user_id, self.office.district)
        done = transitions.begin(
            "mediation.apply", self.office.mediator, token="t", owner_id=self.office.mediator.user_id,
            facts={
                "applicants": [{"name": "何志远"}], "respondents": [{"name": "北京迅捷达通配送服务有限公司"}], "claims": [{"kind": "wage"}],
                "facts": "三月工资未付", "source": "self", "applied_on": clock.today(), "oral": False,
            },
        )  # fmt: skip
        self.case_id = done.proceeding_id
        db.release()

    def log_in(self, account: str) -> FlaskClient:
        client = self.app.test_client()
        page = client.get("/login").get_data(as_text=True)
        token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert token is not None
        done = client.post("/login", data={"csrf_token": token[1], "account": f"r{account.lower()}", "password": PASSWORD})
        assert done.status_code == 302
        return client

    def address(self, rule: Rule) -> str:
        """The address of a page, of the one case if it is about a case."""
        return rule.rule.replace("<int:case_id>", str(self.case_id))

    def pages(self) -> list[Rule]:
        """GET pages without parameters."""
        return [
            r
            for r in self.app.url_map.iter_rules()
            if "GET" in (r.methods or ()) and not r.arguments and r.endpoint not in EXEMPT and _of_people(r)
        ]

    def case_pages(self) -> list[Rule]:
        """GET pages of one case."""
        return [
            r for r in self.app.url_map.iter_rules() if "GET" in (r.methods or ()) and set(r.arguments) == {"case_id"} and _of_people(r)
        ]


@pytest.fixture
def house_of_roles(sqlite_house: str) -> Iterator[House]:
    yield House()
    db.release()


def test_every_route_names_an_act_that_the_policy_knows(house_of_roles: House) -> None:
    app = house_of_roles.app
    nameless = [
        rule.rule for rule in app.url_map.iter_rules()
        if rule.endpoint not in EXEMPT and _of_people(rule) and _act(app, rule) not in policy.ACTS
    ]  # fmt: skip
    assert nameless == []


def test_addresses_are_kebab_case_and_their_parameters_typed(house_of_roles: House) -> None:
    wrong = []
    for rule in house_of_roles.app.url_map.iter_rules():
        if rule.endpoint in EXEMPT:
            continue
        fixed = re.sub(r"<[^>]+>", "", rule.rule)
        untyped = re.search(r"<(?![a-z]+(?:\([^)]*\))?:)", rule.rule)
        if untyped or not re.fullmatch(r"[a-z0-9/.-]*", fixed) or (rule.rule != "/" and rule.rule.endswith("/")):
            wrong.append(rule.rule)
    assert wrong == []


def test_each_role_opens_what_the_policy_lets_it_open_and_nothing_else(house_of_roles: House) -> None:
    house = house_of_roles
    wrong = []
    for account, who in house.viewers.items():
        client = house.log_in(account)
        for rule in house.pages():
            act = _act(house.app, rule)
            status = client.get(rule.rule).status_code
            expected = (200, 302, 404, 422) if policy.can(who, act) else (403,)
            if status not in expected:
                wrong.append((account, rule.rule, act, status))
    assert wrong == []


def test_each_role_sees_a_case_exactly_when_the_policy_says_so(house_of_roles: House) -> None:
    house = house_of_roles
    ref = visibility.ref(house.case_id)
    db.release()
    wrong = []
    for account, who in house.viewers.items():
        client = house.log_in(account)
        reads = policy.may(who, "case.read", ref)
        assert (client.get(f"/cases/{house.case_id}").status_code == 200) == reads, account
        for rule in house.case_pages():
            act = _act(house.app, rule)
            status = client.get(house.address(rule)).status_code
            seen = reads and policy.can(who, act)
            if status not in ((200, 302, 400, 403, 404, 409, 422) if seen else (403, 404)):
                wrong.append((account, rule.rule, act, status))
    assert wrong == []


def test_without_a_log_in_only_public_pages_open(house_of_roles: House) -> None:
    house = house_of_roles
    client = house.app.test_client()
    wrong = []
    for rule in (*house.pages(), *house.case_pages()):
        answer = client.get(house.address(rule))
        public = _act(house.app, rule) == policy.PUBLIC
        sent_away = answer.status_code == 302 and "/login" in answer.headers["Location"]
        if not public and not sent_away:
            wrong.append((rule.rule, answer.status_code))
    assert wrong == []


def test_looking_at_a_page_writes_nothing(house_of_roles: House) -> None:
    house = house_of_roles
    clients = [house.log_in(account) for account in ("SU", "ME", "AD", "IC")]
    written: list[str] = []

    def watch(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        verb = statement.lstrip().split(" ", 1)[0].upper()
        if verb in {"INSERT", "UPDATE", "DELETE"} and "login_session" not in statement:
            written.append(statement[:120])

    event.listen(db.engine(), "before_cursor_execute", watch)
    try:
        for rule in (*house.pages(), *house.case_pages()):
            for client in clients:
                client.get(house.address(rule))
    finally:
        event.remove(db.engine(), "before_cursor_execute", watch)
    assert written == []
