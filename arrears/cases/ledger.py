"""The record 记录: events are appended, chained by hash, never changed; their facts lie beside them, encrypted.

The hash of an event covers everything of it, the digest of its facts and the hash before it. The digest is salted inside the
facts, so erasing the facts (disposal) leaves a chain that still verifies and tells nothing.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, insert, select

from arrears.cases.models import CaseEvent, EventFact, Proceeding
from arrears.db import canonical, require_writing, session, table_of
from arrears.personal import vault

ZERO = bytes(32)
"""What the first event of a chain has before it."""


def seal_facts(where: str, facts: Mapping[str, Any]) -> tuple[int, bytes, bytes]:
    """Encrypt facts: (key id, cipher, digest). `where` binds the cipher to its row."""
    text = canonical({"facts": facts, "salt": secrets.token_hex(16)})
    key_id, cipher = vault.seal(where, "facts", text)
    return key_id, cipher, hashlib.sha256(text.encode()).digest()


def unseal_facts(where: str, key_id: int, cipher: bytes) -> dict[str, Any]:
    """The facts again, as plain JSON values. Raises `vault.Unreadable`."""
    found: dict[str, Any] = json.loads(vault.unseal(where, "facts", key_id, cipher))["facts"]
    return found


def _moment(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()


def digest_of(event: CaseEvent) -> bytes:
    """The hash an event must bear."""
    return hashlib.sha256(
        canonical(
            {
                "proceeding": event.proceeding_id,
                "seq": event.seq,
                "act": event.act,
                "actor": [event.actor_id, event.actor_body_id, event.for_user_id],
                "occurred_at": _moment(event.occurred_at),
                "recorded_at": _moment(event.recorded_at),
                "late_reason": event.late_reason,
                "states": [event.from_state, event.to_state],
                "seen": event.seen,
                "corrects": event.corrects_seq,
                "facts": event.facts_digest.hex(),
                "prev": event.prev.hex(),
            }
        ).encode()
    ).digest()


_EVENT, _FACTS = insert(table_of(CaseEvent)), insert(table_of(EventFact))
_EVENT_COLUMNS = tuple(table_of(CaseEvent).c.keys())
"""Built once: they run in every act. The row of the proceeding must be in the database."""


def append(event: CaseEvent, facts: Mapping[str, Any]) -> bytes:
    """Write an event (all columns but digest and hash set) with its facts; returns its hash. Needs `writing()`."""
    current = require_writing()
    key_id, cipher, digest = seal_facts(f"event:{event.proceeding_id}:{event.seq}", facts)
    event.facts_digest = digest
    event.hash = digest_of(event)
    current.execute(_EVENT, {name: getattr(event, name) for name in _EVENT_COLUMNS})
    current.execute(_FACTS, {"proceeding_id": event.proceeding_id, "seq": event.seq, "key_id": key_id, "cipher": cipher})
    return event.hash


_FACTS_OF = select(EventFact.proceeding_id, EventFact.seq, EventFact.key_id, EventFact.cipher).where(
    EventFact.proceeding_id == bindparam("case")
)
_SOME_FACTS = _FACTS_OF.where(EventFact.seq.in_(bindparam("seqs", expanding=True)))


def facts_of(proceeding_id: int, seqs: list[int] | None = None) -> dict[int, dict[str, Any]]:
    """Facts of a proceeding's events by seq (erased ones are missing). One statement."""
    asked = {"case": proceeding_id} if seqs is None else {"case": proceeding_id, "seqs": seqs}
    rows = session.execute(_FACTS_OF if seqs is None else _SOME_FACTS, asked)
    return {row.seq: unseal_facts(f"event:{row.proceeding_id}:{row.seq}", row.key_id, row.cipher) for row in rows}


@dataclass(frozen=True, slots=True)
class Broken:
    """The first broken link of a chain."""

    proceeding_id: int
    number: str
    seq: int
    why: str


def verify(proceeding_id: int | None = None, chunk: int = 500) -> Iterator[Broken]:
    """Check chains (all, or one): order, hashes, heads, digests of facts that are still there. Yields the first break of each."""
    last = 0
    while True:
        query = select(Proceeding.id, Proceeding.number, Proceeding.head_seq, Proceeding.head_hash).order_by(Proceeding.id)
        query = query.where(Proceeding.id == proceeding_id) if proceeding_id else query.where(Proceeding.id > last).limit(chunk)
        rows = session.execute(query).all()
        if not rows:
            return
        yield from _verify_some([(r.id, r.number, r.head_seq, r.head_hash) for r in rows])
        session.expunge_all()
        if proceeding_id:
            return
        last = rows[-1].id


def _verify_some(heads: list[tuple[int, str, int, bytes]]) -> Iterator[Broken]:
    ids = [head[0] for head in heads]
    chains: dict[int, list[CaseEvent]] = {i: [] for i in ids}
    query = select(CaseEvent).where(CaseEvent.proceeding_id.in_(ids)).order_by(CaseEvent.proceeding_id, CaseEvent.seq)
    for event in session.scalars(query):
        chains[event.proceeding_id].append(event)
    facts = {(f.proceeding_id, f.seq): f for f in session.scalars(select(EventFact).where(EventFact.proceeding_id.in_(ids)))}
    for proceeding_id, number, head_seq, head_hash in heads:
        why = _first_break(chains[proceeding_id], head_seq, head_hash, facts)
        if why is not None:
            yield Broken(proceeding_id, number, *why)


def _first_break(
    chain: list[CaseEvent], head_seq: int, head_hash: bytes, facts: Mapping[tuple[int, int], EventFact]
) -> tuple[int, str] | None:
    before = ZERO
    for n, event in enumerate(chain, start=1):
        if event.seq != n:
            return n, "缺少记录"
        if event.prev != before:
            return n, "与上一条记录接不上"
        if event.hash != digest_of(event):
            return n, "记录内容与校验值不符"
        fact = facts.get((event.proceeding_id, event.seq))
        if fact is not None and not _facts_fit(event, fact):
            return n, "所附事实与校验值不符"
        before = event.hash
    if len(chain) != head_seq or before != head_hash:
        return head_seq, "最后一条记录与案件登记的不符"
    return None


def _facts_fit(event: CaseEvent, fact: EventFact) -> bool:
    try:
        text = vault.unseal(f"event:{fact.proceeding_id}:{fact.seq}", "facts", fact.key_id, fact.cipher)
    except vault.Unreadable:
        return False
    return hashlib.sha256(text.encode()).digest() == event.facts_digest
