"""The outbox 待发: side effects committed with the change that caused them, drained by the worker at least once.

`queue()` is called inside `writing()`. A handler is registered by topic and must be idempotent: it is told the row's id, which
stays the same when a message is tried again. See docs/adr for why this is a table of our own.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Text, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from arrears import clock, db
from arrears.db import Base, Code, Id, Instant, Json, partial_index, require_writing, session

LEASE = timedelta(minutes=2)
TRIES = 8


class Outbox(Base):
    """One side effect to be done. Open while `done_at` and `failed_at` are null."""

    __tablename__ = "outbox"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    topic: Mapped[str] = mapped_column(Code)
    payload: Mapped[Any] = mapped_column(Json)
    made_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    lease_until: Mapped[datetime | None] = mapped_column(Instant)
    tries: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    failed_at: Mapped[datetime | None] = mapped_column(Instant)
    error: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (
        partial_index("ix_outbox_open", "due_at", "id", where=(done_at.is_(None)) & (failed_at.is_(None))),
        partial_index("ix_outbox_failed", "id", where=failed_at.is_not(None)),
    )


@dataclass(frozen=True, slots=True)
class Message:
    """What a handler gets."""

    id: int
    topic: str
    payload: Any
    tries: int


Handler = Callable[[Message], None]
_handlers: dict[str, Handler] = {}


def handles(topic: str) -> Callable[[Handler], Handler]:
    """Register the handler of a topic; one per topic."""

    def register(handler: Handler) -> Handler:
        if topic in _handlers and _handlers[topic] is not handler:
            raise RuntimeError(f"two handlers for outbox topic {topic}")
        _handlers[topic] = handler
        return handler

    return register


def topics() -> frozenset[str]:
    """Topics that have a handler."""
    return frozenset(_handlers)


def queue(topic: str, payload: Any, *, due_at: datetime | None = None) -> None:
    """Leave a side effect to be done after the commit. Needs `writing()`."""
    now = clock.now()
    require_writing().add(Outbox(topic=topic, payload=payload, made_at=now, due_at=due_at or now, tries=0))


def _lease(limit: int, topics: Collection[str]) -> list[Message]:
    """Claim open rows that are due; looks before it claims, so an idle worker never takes the write lock."""
    now = clock.now()
    open_rows = (
        select(Outbox.id)
        .where(Outbox.done_at.is_(None), Outbox.failed_at.is_(None), Outbox.due_at <= now)
        .where((Outbox.lease_until.is_(None)) | (Outbox.lease_until < now))
        .order_by(Outbox.due_at, Outbox.id)
        .limit(limit)
    )
    if topics:
        open_rows = open_rows.where(Outbox.topic.in_(topics))
    found = session.scalars(open_rows).first()
    session.rollback()
    if found is None:
        return []
    with db.writing() as current:
        claim = open_rows if db.is_sqlite() else open_rows.with_for_update(skip_locked=True)
        ids = list(current.scalars(claim))
        if not ids:
            return []
        current.execute(update(Outbox).where(Outbox.id.in_(ids)).values(lease_until=now + LEASE, tries=Outbox.tries + 1))
        rows = current.execute(select(Outbox.id, Outbox.topic, Outbox.payload, Outbox.tries).where(Outbox.id.in_(ids))).all()
        return [Message(r.id, r.topic, r.payload, r.tries) for r in sorted(rows, key=lambda r: r.id)]


def _settle(message: Message, error: str | None) -> None:
    now = clock.now()
    if error is None:
        values: dict[str, Any] = {"done_at": now, "error": None}
    elif message.tries >= TRIES:
        values = {"failed_at": now, "error": error}
    else:
        values = {"due_at": now + timedelta(seconds=10 * 2**message.tries), "lease_until": None, "error": error}
    with db.writing() as current:
        current.execute(update(Outbox).where(Outbox.id == message.id).values(**values))


def drain(limit: int = 20, topics: Collection[str] = ()) -> int:
    """Do up to `limit` open side effects; returns how many were claimed. A handler that raises is tried again later.

    `topics`: only these; none named means all.
    """
    messages = _lease(limit, topics)
    for message in messages:
        try:
            handler = _handlers[message.topic]
        except KeyError:
            _settle(message, f"no handler for topic {message.topic}")
            continue
        try:
            handler(message)
        except Exception as error:  # any failure of the outside world is kept with the row and shown to the administrator
            db.release()
            _settle(message, f"{type(error).__name__}: {error}"[:2000])
        else:
            db.release()
            _settle(message, None)
    return len(messages)


def forget_done(before: datetime, *, chunk: int = 500) -> int:
    """Delete what was done before this instant; open and failed messages stay. How many. Opens transactions of its own.

    It goes along the key from the oldest, a chunk a transaction, and stops at the first chunk with nothing to delete: the cost follows
    what has run out, not the size of the table, and nobody waits for more than a chunk.
    """
    forgotten, after = 0, 0
    while True:
        query = select(Outbox.id, Outbox.done_at).where(Outbox.id > after, Outbox.done_at.is_not(None)).order_by(Outbox.id).limit(chunk)
        rows = session.execute(query).all()
        old = [row.id for row in rows if row.done_at < before]
        if not old:
            session.rollback()
            return forgotten
        with db.writing() as current:
            current.execute(delete(Outbox).where(Outbox.id.in_(old)))
        forgotten, after = forgotten + len(old), rows[-1].id


def retry(message_id: int) -> None:
    """Try a failed message again now (the administrator's act)."""
    with db.writing() as current:
        current.execute(
            update(Outbox).where(Outbox.id == message_id).values(failed_at=None, tries=0, due_at=clock.now(), lease_until=None)
        )
