"""Messages back 回调: signed, retried, only to allowed addresses, never along a redirect, nothing personal in them."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from api.platforms import LEAD, Platform
from flask.testing import FlaskClient
from people import Office
from sqlalchemy import select

from arrears import clock, config, db, outbox
from arrears.api import actions, webhooks
from arrears.cases import approvals
from arrears.cases.models import Proceeding
from arrears.intake.models import WorkOrder
from arrears.law.refusal import Refused
from arrears.outbox import Outbox


class Listener(HTTPServer):
    """A platform's end: keeps what it gets, answers with `status`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        self.status = 200

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Listener

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        self.server.got.append((self.path, dict(self.headers), body))
        self.send_response(self.server.status)
        if self.server.status == 302:
            self.send_header("Location", f"{self.server.url}/elsewhere")
        self.end_headers()

    do_GET = do_POST

    def log_message(self, *_: Any) -> None:
        return None


@pytest.fixture
def listener() -> Iterator[Listener]:
    server = Listener()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def platform(client: FlaskClient, listener: Listener) -> Platform:
    config.use(replace(config.settings(), webhook_urls=(f"{listener.url}/news",)))
    return Platform(Office(), client, callback_url=f"{listener.url}/news")


def drain() -> None:
    while outbox.drain():
        pass


def act(platform: Platform, name: str, **facts: Any) -> None:
    row = db.session.execute(select(Proceeding.id, Proceeding.version)).one()
    approvals.submit(row.id, f"lead.{name}", platform.office.clerk, seen=row.version, token=name, facts=facts)


def test_each_step_is_told_with_a_signature_and_without_a_name(platform: Platform, listener: Listener) -> None:
    receipt = platform.push(LEAD).json["receipt"]
    act(
        platform, "confirm-route",
        route="mediation", body="通州区", owner=platform.office.mediator.user_id, route_reason="当事人愿意调解", handler_phone="010-69540001",
    )  # fmt: skip
    drain()
    events = [json.loads(body) for _, _, body in listener.got]
    assert [(e["event"], e["receipt"], e["order_no"]) for e in events] == [
        ("received", receipt, LEAD["order_no"]), ("accepted", receipt, LEAD["order_no"]),
    ]  # fmt: skip
    for path, headers, body in listener.got:
        assert path == "/news"
        assert headers["X-Arrears-Signature"] == webhooks.signature(platform.made.secret, headers["X-Arrears-Timestamp"], body)
        assert "周广财" not in body.decode() and "13800001234" not in body.decode()
    assert platform.ask(receipt).json["status"] == "accepted"


def test_a_platform_that_is_down_is_told_later(platform: Platform, listener: Listener) -> None:
    listener.status = 500
    platform.push(LEAD)
    drain()
    row = db.session.scalars(select(Outbox).where(Outbox.topic == "webhook")).one()
    assert row.done_at is None and row.tries == 1 and "500" in (row.error or "") and row.due_at > clock.now()
    listener.status = 200
    outbox.retry(row.id)
    drain()
    db.session.expire_all()
    assert db.session.scalars(select(Outbox.done_at).where(Outbox.topic == "webhook")).one() is not None


def test_a_redirect_is_a_failure_and_is_not_followed(platform: Platform, listener: Listener) -> None:
    listener.status = 302
    platform.push(LEAD)
    drain()
    assert [path for path, _, _ in listener.got] == ["/news"]
    assert db.session.scalars(select(Outbox.done_at).where(Outbox.topic == "webhook")).one() is None


def test_only_allowed_addresses_are_called(platform: Platform, listener: Listener) -> None:
    port = listener.server_port
    for url in (
        f"http://127.0.0.1:{port}/newsroom", f"http://127.0.0.1:{port}/news/../secret", f"https://127.0.0.1:{port}/news",
        "http://127.0.0.1/news", f"http://user@127.0.0.1:{port}/news", f"http://localhost:{port}/news", "file:///etc/passwd",
    ):  # fmt: skip
        with pytest.raises(Refused):
            actions.create_token("12345", "tz", callback_url=url)
    assert webhooks.allowed(f"http://127.0.0.1:{port}/news/beijing")
    platform.push(LEAD)
    config.use(replace(config.settings(), webhook_urls=()))
    drain()
    assert listener.got == [], "an address that is no longer allowed is not called"


def test_a_revoked_token_is_told_nothing_more(platform: Platform, listener: Listener) -> None:
    platform.push(LEAD)
    actions.revoke_token(platform.made.token_id)
    drain()
    assert listener.got == []
    assert db.session.scalar(select(WorkOrder.id)) is not None
