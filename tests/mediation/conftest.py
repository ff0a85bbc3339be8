"""The mediation's office before a browser's client: people logged in, forms read from the page and sent back filled."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from people import PASSWORD, Office

from arrears import load_handlers
from tests.forms_of_pages import Browser

_n = itertools.count(1)


@pytest.fixture
def office(house: str) -> Iterator[Office]:
    load_handlers()
    yield Office()


class Desk:
    """The office and a client for each of its people."""

    def __init__(self, office: Office) -> None:
        from arrears import create_app

        self.office = office
        self.app = create_app()
        self._clients: dict[str, Browser] = {}

    def __getattr__(self, account: str) -> Browser:
        if account.startswith("_"):
            raise AttributeError(account)
        if account not in self._clients:
            self._clients[account] = Browser(self.app.test_client(), account, PASSWORD)
        return self._clients[account]


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)


RIDER = {"name": "何志远", "id_no": "411325199406181537", "phone": "13800001537", "address": "北京市朝阳区十八里店乡吕家营村甲12号"}
FIRM = "北京迅捷达通配送服务有限公司"


def apply_facts(applicants: list[dict[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    return {
        "applicants": applicants or [RIDER],
        "respondents": [{"name": FIRM, "kind": "company"}],
        "claims": [{"kind": "wage", "period_from": "2026-03", "period_to": "2026-04"}],
        "facts": "配送费未付。",
        "source": "self",
        "applied_on": date.today(),
        "oral": False,
        **more,
    }
