"""Receipts 回执: a code that names an order and cannot be guessed: its id and a keyed check, so that no table is needed."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

from arrears.config import settings

LENGTH = 20


def _check(head: bytes) -> bytes:
    return hmac.new(settings().blind_key, b"api-receipt\0" + head, hashlib.sha256).digest()[:7]


def receipt_of(order_id: int) -> str:
    """The receipt of an order: 20 letters and digits."""
    head = order_id.to_bytes(5, "big")
    return base64.b32encode(head + _check(head)).decode().rstrip("=")


def order_of(receipt: str) -> int | None:
    """The order a receipt names; None when it is none of ours."""
    if len(receipt) != LENGTH:
        return None
    try:
        raw = base64.b32decode(receipt + "====")
    except binascii.Error:
        return None
    head, check = raw[:5], raw[5:]
    return int.from_bytes(head, "big") if hmac.compare_digest(check, _check(head)) else None
