"""Keep, mask, find and reveal personal values.

AES-256-GCM with the value's id and kind as associated data (a ciphertext cannot be moved to another row), a ring of keys for
rotation, and blind indexes (HMAC-SHA256 with a key of its own) for whole values and last four characters.
"""

from __future__ import annotations

import hmac
import os
import unicodedata
import uuid
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Integer, bindparam, insert, or_, select, update

from arrears import clock
from arrears.config import settings
from arrears.db import require_writing, session, table_of
from arrears.personal.models import PersonalValue, RevealLog

KINDS: Mapping[str, str] = {
    "id_no": "证件号码",
    "phone": "电话",
    "bank": "银行账号",
    "address": "地址",
    "narrative": "诉求原文",
    "name": "姓名（要求保密）",
    "email": "邮箱",
}
"""Kinds of personal values and their Chinese names."""

INDEXED = frozenset({"id_no", "phone", "bank", "name"})


_TABLE = table_of(PersonalValue)
_OF = _TABLE.c.id.in_(bindparam("ids", expanding=True))
_INSERT = insert(_TABLE)
_MASKED = select(_TABLE.c.id, _TABLE.c.masked).where(_OF)
_SAME = (
    select(_TABLE.c.id)
    .where(_TABLE.c.blind == bindparam("blind", type_=_TABLE.c.blind.type))
    .order_by(_TABLE.c.made_at.desc())
    .limit(bindparam("most", type_=Integer))
)
_OPENED = select(_TABLE.c.id, _TABLE.c.kind, _TABLE.c.key_id, _TABLE.c.cipher).where(_OF, _TABLE.c.erased_at.is_(None))
"""Built once: they run on every list and in every act."""


class Unreadable(RuntimeError):
    """A stored value cannot be decrypted: wrong key ring, or the row was tampered with."""


def normal(kind: str, text: str) -> str:
    """The form in which a value is compared: half width, no blanks or hyphens for numbers, upper-case X."""
    folded = unicodedata.normalize("NFKC", text).strip()
    if kind in {"id_no", "phone", "bank"}:
        folded = "".join(c for c in folded if c.isalnum()).upper()
        if kind == "phone" and len(folded) == 13 and folded.startswith("86"):
            folded = folded[2:]
    return folded


def mask(kind: str, text: str) -> str:
    """What may stand on a screen: first and last digits, the rest stars; of addresses and narratives only that they exist."""
    value = normal(kind, text)
    if kind == "id_no":
        return f"{value[:6]}********{value[-4:]}" if len(value) >= 15 else f"{value[:1]}****{value[-2:]}"
    if kind == "phone":
        return f"{value[:3]}****{value[-4:]}" if len(value) >= 11 else f"****{value[-4:]}"
    if kind == "bank":
        return f"尾号{value[-4:]}"
    if kind == "name":
        return f"{value[:1]}某"
    if kind == "address":
        return f"{text.strip()[:6]}……" if len(text.strip()) > 6 else text.strip()
    return "（已加密保存）"


def _blind(label: str, text: str) -> bytes:
    return hmac.digest(settings().blind_key, f"{label}\0{text}".encode(), "sha256")[:16]


def blind(kind: str, text: str) -> bytes:
    """Keyed hash of the whole value; equal values have equal hashes, nothing else can be read from it."""
    return _blind(kind, normal(kind, text))


def blind_tail(kind: str, tail: str) -> bytes:
    """Keyed hash of the last four characters."""
    return _blind(f"{kind}:tail", normal(kind, tail)[-4:])


@lru_cache(maxsize=32)
def _lock(key: bytes) -> AESGCM:
    """The cipher of a key, built once."""
    return AESGCM(key)


def seal(value_id: str, kind: str, text: str) -> tuple[int, bytes]:
    """Encrypt under the newest key: (key id, nonce + ciphertext)."""
    ring = settings().value_keys
    key_id = max(ring)
    nonce = os.urandom(12)
    return key_id, nonce + _lock(ring[key_id]).encrypt(nonce, text.encode(), f"{value_id}:{kind}".encode())


def unseal(value_id: str, kind: str, key_id: int, cipher: bytes) -> str:
    """Decrypt. Raises `Unreadable`."""
    key = settings().value_keys.get(key_id)
    if key is None:
        raise Unreadable(f"key {key_id} is not in the ring")
    try:
        return _lock(key).decrypt(cipher[:12], cipher[12:], f"{value_id}:{kind}".encode()).decode()
    except InvalidTag as error:
        raise Unreadable(f"value {value_id} does not fit its key, kind or id") from error


def keep(kind: str, text: str | None) -> str | None:
    """Store a value and return its id; nothing for nothing. Needs `writing()`."""
    return keep_all([(kind, text)])[0]


def keep_all(values: Iterable[tuple[str, str | None]]) -> list[str | None]:
    """`keep` for several (kind, text) in one statement; the ids stand in their order."""
    rows = [_row(kind, text) if text is not None and text.strip() else None for kind, text in values]
    kept = [row for row in rows if row is not None]
    if kept:
        require_writing().execute(_INSERT, kept)  # at once: the row that will name them comes after them
    return [row["id"] if row is not None else None for row in rows]


def _row(kind: str, text: str) -> dict[str, Any]:
    if kind not in KINDS:
        raise KeyError(kind)
    value_id = uuid.uuid4().hex
    key_id, cipher = seal(value_id, kind, text.strip())
    indexed = kind in INDEXED
    return {
        "id": value_id, "kind": kind, "key_id": key_id, "cipher": cipher, "masked": mask(kind, text)[:80],
        "blind": blind(kind, text) if indexed else None,
        "blind_tail": blind_tail(kind, text) if indexed and kind != "name" else None, "made_at": clock.now(),
    }  # fmt: skip


def masked(ids: Iterable[str | None]) -> dict[str, str]:
    """Masked texts of several values. One statement."""
    wanted = {i for i in ids if i}
    if not wanted:
        return {}
    return {row.id: row.masked for row in session.execute(_MASKED, {"ids": list(wanted)})}


def opened(ids: Iterable[str | None]) -> dict[str, str]:
    """Full texts, for the making of papers and messages inside an act (the act's event is the record). Never for a screen."""
    wanted = {i for i in ids if i}
    if not wanted:
        return {}
    return {row.id: unseal(row.id, row.kind, row.key_id, row.cipher) for row in session.execute(_OPENED, {"ids": list(wanted)})}


def reveal(value_id: str, *, user_id: int, body_id: int, proceeding_id: int | None, reason: str) -> str:
    """Read one value in full and log it, in one transaction. Needs `writing()`. The caller has asked the policy."""
    current = require_writing()
    row = current.get(PersonalValue, value_id)
    if row is None or row.erased_at is not None:
        raise KeyError(value_id)
    current.add(
        RevealLog(value_id=value_id, user_id=user_id, body_id=body_id, proceeding_id=proceeding_id, reason=reason, at=clock.now())
    )
    return unseal(row.id, row.kind, row.key_id, row.cipher)


def same(kind: str, text: str, limit: int = 50) -> list[str]:
    """Ids of stored values equal to this one, newest first. One statement."""
    if not normal(kind, text):
        return []
    return list(session.scalars(_SAME, {"blind": blind(kind, text), "most": limit}))


def same_tail(tail: str, limit: int = 50) -> list[str]:
    """Ids of phones, id numbers and cards that end with these four characters. One statement."""
    if len(normal("phone", tail)) < 4:
        return []
    hashes = [blind_tail(kind, tail) for kind in ("phone", "id_no", "bank")]
    query = select(PersonalValue.id).where(or_(*(PersonalValue.blind_tail == h for h in hashes)))
    return list(session.scalars(query.limit(limit)))


def rotate(limit: int = 500) -> int:
    """Re-encrypt up to `limit` values under the newest key; returns how many were changed. Needs `writing()`."""
    current = require_writing()
    newest = max(settings().value_keys)
    rows = current.scalars(
        select(PersonalValue).where(PersonalValue.key_id != newest, PersonalValue.erased_at.is_(None)).limit(limit)
    ).all()
    for row in rows:
        key_id, cipher = seal(row.id, row.kind, unseal(row.id, row.kind, row.key_id, row.cipher))
        current.execute(update(PersonalValue).where(PersonalValue.id == row.id).values(key_id=key_id, cipher=cipher))
    return len(rows)
