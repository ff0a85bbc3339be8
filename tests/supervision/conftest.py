"""The bureau on both databases, and its people before a browser without a script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from people import PASSWORD

from arrears import db, load_handlers
from tests.forms_of_pages import Browser

from .builders import Bureau, moment


@pytest.fixture
def bureau(house: str) -> Iterator[Bureau]:
    """Made on Monday 14 September 2026, 08:00, and the clock stays there."""
    load_handlers()
    with time_machine.travel(moment("09-14 08:00"), tick=False):
        yield Bureau()
    db.release()


class Desk:
    """A client for each account, logged in when first asked for."""

    def __init__(self) -> None:
        from arrears import create_app

        self.app = create_app()
        self._clients: dict[str, Browser] = {}

    def __getattr__(self, account: str) -> Browser:
        if account.startswith("_"):
            raise AttributeError(account)
        if account not in self._clients:
            client = Browser(self.app.test_client())
            client.get("/login").fill(account=account, password=PASSWORD).send(follow=False)
            self._clients[account] = client
        return self._clients[account]


@pytest.fixture
def desk(bureau: Bureau) -> Desk:
    return Desk()
