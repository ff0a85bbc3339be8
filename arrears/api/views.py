"""The addresses of the interface 接口地址: push leads, ask how one stands, read the contract."""

from __future__ import annotations

import re
from typing import Any

from flask import Response, jsonify, request
from pydantic_core import from_json
from werkzeug.exceptions import RequestEntityTooLarge

from arrears.access import policy
from arrears.access.rooms import Answer
from arrears.api import actions, openapi, queries, webhooks
from arrears.api.actions import Caller
from arrears.api.errors import fault
from arrears.api.room import room
from arrears.api.schemas import MOST_LEADS

LARGEST = 2_000_000
"""Bytes of a call."""
KEY = re.compile(r"[!-~]{1,80}")

__all__ = ["room", "webhooks"]


def _sent() -> bytes:
    if request.mimetype != "application/json":
        raise fault(415, "not_json", "请求内容应为 JSON（Content-Type: application/json）。")
    request.max_content_length = LARGEST
    try:
        return request.get_data(cache=False)
    except RequestEntityTooLarge as error:
        raise fault(413, "too_large", f"一次最多 {LARGEST // 1_000_000} MB，请分几批发送。") from error


def _items(sent: bytes) -> tuple[list[Any], bool]:
    """The leads of a call, and whether they came as a batch."""
    try:
        body = from_json(sent, allow_inf_nan=False)
    except ValueError as error:
        raise fault(400, "bad_json", "请求内容不是有效的 JSON，请检查后重发。") from error
    if not isinstance(body, dict):
        raise fault(422, "model_type", "应为一件线索（JSON 对象），或者 {\"leads\": […]}。")
    if "leads" not in body:
        return [body], False
    leads = body["leads"]
    if set(body) != {"leads"} or not isinstance(leads, list) or not all(isinstance(item, dict) for item in leads):
        raise fault(422, "bad_batch", "批量发送应为 {\"leads\": […]}，数组中每一项是一件线索。", "leads")
    if not 1 <= len(leads) <= MOST_LEADS:
        raise fault(422, "batch_size", f"一批应有 1 到 {MOST_LEADS} 件，现在是 {len(leads)} 件。", "leads")
    return leads, True


@room.page("/api/v1/leads", act="api.push", methods=("POST",))
def push(who: Caller) -> Answer:
    """Take in one lead or a batch."""
    sent = _sent()
    key = request.headers.get("Idempotency-Key")
    if key is not None and not KEY.fullmatch(key):
        raise fault(422, "bad_key", "Idempotency-Key 应为 1 到 80 个可见的英文字符。", "Idempotency-Key")
    items, batch = _items(sent)
    actions.count(who, len(items))
    if key is None:
        status, body = actions.receive(who, items, batch=batch)
        return jsonify(body), status
    (status, body), replayed = actions.once(who, key, sent, lambda: actions.receive(who, items, batch=batch))
    return jsonify(body), status, {"Idempotent-Replayed": "true"} if replayed else {}


@room.page("/api/v1/leads/<token:receipt>", act="api.read")
def status(who: Caller, receipt: str) -> Answer:
    """How one order stands."""
    found = queries.status(who, receipt)
    if found is None:
        raise fault(404, "not_found", "没有这份回执，请核对编号。", "receipt")
    return jsonify(found)


@room.page("/api/v1/openapi.json", act=policy.PUBLIC)
def contract() -> Answer:
    """The OpenAPI 3.1 document."""
    answer: Response = jsonify(openapi.document())
    answer.headers["Cache-Control"] = "public, max-age=300"
    return answer
