"""Messages back to platforms 回调: received, accepted, handed over, closed; signed, through the outbox, with its retries.

The body holds no personal value. A platform proves the sender with the secret it was given: HMAC-SHA256 over "<timestamp>.<body>".
Only addresses that the installation allows (ARREARS_WEBHOOK_URLS) are called; a redirect is a failure, never followed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import urllib.request
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import bindparam, select

from arrears import clock, outbox
from arrears.api.models import ApiToken
from arrears.api.receipts import receipt_of
from arrears.cases.acting import Doing, finishes
from arrears.config import settings
from arrears.db import session
from arrears.intake.models import Lead, WorkOrder
from arrears.law.refusal import Refused
from arrears.outbox import Message
from arrears.personal import vault

EVENTS: Mapping[str, str] = {
    "lead.register": "received", "lead.add-order": "received", "lead.confirm-route": "accepted", "lead.hand-over": "handed_over",
    "lead.close": "closed",
}  # fmt: skip
"""Act -> event of the contract. `received` is told of the act's own order, the others of every order of the lead."""
SECONDS = 10
"""Longest wait for a platform."""
MOST_READ = 4096


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


_opener = urllib.request.build_opener(_NoRedirect, urllib.request.ProxyHandler({}))


def allowed(url: str) -> bool:
    """Whether the installation lets us call this address: same scheme, host and port as an allowed one, below its path."""
    asked = urlsplit(url)
    if asked.scheme not in {"http", "https"} or asked.username or asked.password or ".." in asked.path:
        return False
    for entry in settings().webhook_urls:
        known = urlsplit(entry)
        same = (asked.scheme, asked.hostname, asked.port) == (known.scheme, known.hostname, known.port)
        folder = known.path.rstrip("/")
        if same and (asked.path == folder or asked.path.startswith(f"{folder}/")):
            return True
    return False


def demand_allowed(url: str) -> None:
    """Raise `Refused` for an address that may not be called."""
    if not allowed(url):
        raise Refused("callback", "这个回调地址不在允许的范围内，请先在环境变量 ARREARS_WEBHOOK_URLS 中加上它的网址前缀。")


_ORDER, _TOKEN, _LEAD = WorkOrder.__table__.c, ApiToken.__table__.c, Lead.__table__.c
_WAITING = (
    select(_ORDER.id, _TOKEN.id)
    .join_from(
        WorkOrder.__table__, ApiToken.__table__, (_TOKEN.source == _ORDER.source) & (_TOKEN.body_id == _ORDER.body_id)
    )
    .where(_TOKEN.closed_at.is_(None), _TOKEN.callback_url != "")
)
_MERGED = select(_LEAD.proceeding_id).where(_LEAD.merged_into == bindparam("lead"))
_OF_ORDER = _WAITING.where(_ORDER.id == bindparam("order"))
_OF_LEAD = _WAITING.where((_ORDER.lead_id == bindparam("lead")) | _ORDER.lead_id.in_(_MERGED))
"""Built once: they run in the acts of the table."""


@finishes("lead")
def announce(doing: Doing) -> None:
    """Leave a message for each platform that waits for news of an order. One statement, and only for the acts of the table."""
    event = EVENTS.get(doing.act.id)
    if event is None:
        return
    if event == "received":
        with doing.session.no_autoflush:  # the order's row is written: it has its key
            waiting = doing.session.execute(_OF_ORDER, {"order": doing.facts.get("order")}).all()
    else:
        waiting = doing.session.execute(_OF_LEAD, {"lead": doing.proceeding.id}).all()
    for order_id, token_id in waiting:
        outbox.queue(
            "webhook",
            {
                "token": token_id,
                "order": order_id,
                "event": event,
                "event_id": f"{doing.proceeding.id}-{doing.seq}-{order_id}",
                "at": doing.occurred_at.isoformat(),
            },
        )


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """What stands in X-Arrears-Signature: sha256= and the hexadecimal HMAC of "<timestamp>.<body>"."""
    return "sha256=" + hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


@outbox.handles("webhook")
def deliver(message: Message) -> None:
    """Send one message; anything but 2xx raises, and the outbox tries again later. A token that was ended is told nothing more."""
    told = message.payload
    token, order = session.get(ApiToken, told["token"]), session.get(WorkOrder, told["order"])
    if token is None or order is None or token.closed_at is not None or token.callback_cipher is None:
        return
    demand_allowed(token.callback_url)
    secret = vault.unseal(token.callback_salt, "webhook", token.callback_key_id or 0, token.callback_cipher)
    body = json.dumps(
        {
            "event_id": told["event_id"],
            "event": told["event"],
            "at": told["at"],
            "receipt": receipt_of(order.id),
            "order_no": order.order_no,
            "status": told["event"],
        },
        ensure_ascii=False,
    ).encode()
    url = token.callback_url
    session.rollback()  # no transaction stays open while a stranger takes his time
    timestamp = str(int(clock.now().timestamp()))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "arrears-webhook/1",
        "X-Arrears-Event-Id": told["event_id"],
        "X-Arrears-Timestamp": timestamp,
        "X-Arrears-Signature": signature(secret, timestamp, body),
    }
    request = urllib.request.Request(url, data=body, headers=headers, method="POST")
    with _opener.open(request, timeout=SECONDS) as answer:
        answer.read(MOST_READ)
