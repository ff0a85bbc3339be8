"""The database 数据库: one engine, one session a thread, and `writing()`, the only way to change a row.

Measured traps this file exists for (docs/adr/0002-writing.md): a transaction that begins as a read loses updates on SQLite and,
silently, on PostgreSQL; so a write ends the read, takes the write lock, and only then reads what it will change.
Reads are READ ONLY in the database itself. A flush outside `writing()` raises.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from sqlalchemy import BigInteger, ColumnElement, DateTime, Engine, Index, Integer, MetaData, String, Table, Text, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.orm import DeclarativeBase, Session, SessionTransaction, scoped_session, sessionmaker
from sqlalchemy.types import TypeDecorator

from arrears.clock import BEIJING

Answer = TypeVar("Answer")


class WriteRefused(RuntimeError):
    """A programming error: a write outside `writing()`, a nested one, or one with changes already pending."""


class Base(DeclarativeBase):
    """Root of every table of the house."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def table_of(model: type[Base]) -> Table:
    """The table of a model, for statements that skip the ORM: no flush before them, no objects after them."""
    table = model.__table__
    assert isinstance(table, Table)
    return table


Id = BigInteger().with_variant(Integer, "sqlite")
"""Type of surrogate keys: SQLite only counts up by itself in INTEGER columns."""

Code = String(40)
"""Ids of the law, states, codes."""


def partial_index(name: str, *columns: str, where: ColumnElement[bool]) -> Index:
    """An index over some rows only, on both databases. `where` must be an IS NULL test (`open = 1` would not use it)."""
    return Index(name, *columns, sqlite_where=where, postgresql_where=where)


class Fen(TypeDecorator[Decimal]):
    """Yuan as `Decimal` in Python, whole 分 in the database: `Numeric` is a float on SQLite."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> int | None:
        if value is None:
            return None
        fen = Decimal(value) * 100
        if fen != fen.to_integral_value():
            raise ValueError(f"more than two places: {value}")
        return int(fen)

    def process_result_value(self, value: Any, dialect: Any) -> Decimal | None:
        return None if value is None else (Decimal(int(value)) / 100).quantize(Decimal("0.01"))


_EIGHT_HOURS = timedelta(hours=8)


class Instant(TypeDecorator[datetime]):
    """Aware instants: UTC in the database, Beijing time in Python (SQLite would drop the zone)."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        return None if value is None else (value + _EIGHT_HOURS).replace(tzinfo=BEIJING)  # twice as fast as astimezone


def canonical(value: Any) -> str:
    """One text for one value: sorted keys, no blanks, so that a digest can be made of it."""
    return _encoder.encode(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    raise TypeError(f"not canonical: {type(value).__name__}")


_encoder = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain)
"""One encoder for all: `json.dumps` with options makes one a call."""


class Json(TypeDecorator[Any]):
    """Structured values as canonical JSON TEXT on both databases (event digests depend on the bytes)."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str | None:
        return None if value is None else canonical(value)

    def process_result_value(self, value: Any, dialect: Any) -> Any:
        return None if value is None else json.loads(value)


class HouseSession(Session):
    """A session that refuses to flush outside `writing()`."""


@event.listens_for(HouseSession, "before_flush")
def _refuse_stray_flush(session: Session, *_: Any) -> None:
    if not session.info.get("writing") and (session.new or session.dirty or session.deleted):
        raise WriteRefused("changes outside db.writing()")


session: scoped_session[HouseSession] = scoped_session(sessionmaker(class_=HouseSession, expire_on_commit=False, autoflush=True))
_engine: Engine | None = None
_turn = threading.Lock()
"""Writers of this process take turns on SQLite: its own lock is unfair and lets one thread wait for seconds."""


def make_engine(url: str, **options: Any) -> Engine:
    """An engine with the house's rules on its connections (see the listeners below)."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        made = create_engine(parsed, **options)
        event.listen(made, "connect", _sqlite_connect)
        event.listen(made, "begin", _sqlite_begin)
        return made
    made = create_engine(
        parsed,
        pool_pre_ping=True,
        connect_args={"options": "-c default_transaction_read_only=on -c timezone=UTC -c lock_timeout=15000"},
        **options,
    )
    event.listen(made, "begin", _postgres_begin)
    return made


def _sqlite_connect(dbapi: Any, _record: Any) -> None:
    dbapi.isolation_level = None  # we say BEGIN ourselves
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "busy_timeout=30000",
        "synchronous=FULL",  # a printed number must survive a power cut
        "recursive_triggers=ON",  # else INSERT OR REPLACE walks past the append-only triggers
        "cache_size=-32000",
    ):
        dbapi.execute(f"PRAGMA {pragma}")


def _sqlite_begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("write", False)
    connection.exec_driver_sql(f"PRAGMA query_only={'OFF' if write else 'ON'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _postgres_begin(connection: Connection) -> None:
    if connection.get_execution_options().get("write", False):
        connection.exec_driver_sql("SET TRANSACTION READ WRITE")


def bind(url: str, **options: Any) -> Engine:
    """Point the house at a database. Called once per process (and by tests)."""
    global _engine
    release()
    if _engine is not None:
        _engine.dispose()
    _engine = make_engine(url, **options)
    session.configure(bind=_engine)
    return _engine


def engine() -> Engine:
    """The engine in force. Raises `WriteRefused` before `bind`."""
    if _engine is None:
        raise WriteRefused("db.bind was not called")
    return _engine


def is_sqlite() -> bool:
    """Whether the embedded database is in use."""
    return engine().dialect.name == "sqlite"


def upserts() -> Any:
    """The dialect's module with `insert(…).on_conflict_do_nothing()`; both databases have the same words for it."""
    return sqlite if is_sqlite() else postgresql


def release() -> None:
    """Give the thread's session back (end of a request, of a job)."""
    session.remove()


def in_writing() -> bool:
    """Whether this thread is inside `writing()`."""
    return bool(session.registry.has() and session().info.get("writing"))


@contextmanager
def writing() -> Iterator[HouseSession]:
    """One transaction that may change rows: commit at the end, roll back on any exception.

    Refuses nesting and pending changes; ends the read this thread has open, so that everything the body reads is
    as of the write lock. Raises `WriteRefused`.
    """
    current = session()
    if current.info.get("writing"):
        raise WriteRefused("writing() inside writing()")
    if current.new or current.dirty or current.deleted:
        raise WriteRefused("changes pending before writing()")
    current.rollback()
    with _turn if is_sqlite() else nullcontext():
        current.info["writing"] = True
        try:
            current.connection(execution_options={"write": True})
            yield current
            current.flush()
            current.commit()
        except BaseException:
            current.rollback()
            raise
        finally:
            current.info["writing"] = False


def once(key: Hashable, ask: Callable[[], Answer]) -> Answer:
    """What `ask` answers, asked once in the read this thread has open: the parts of a page ask the same thing from several sides.

    Forgotten when the transaction ends, so nothing is older than the page; never inside `writing()`, where a line above may have
    changed it. The answer is shared: give values that nobody changes.
    """
    current = session()
    if current.info.get("writing"):
        return ask()
    answers = current.info.setdefault("answers", {})
    if key not in answers:
        answers[key] = ask()
    found: Answer = answers[key]
    return found


def settled(key: Hashable, ask: Callable[[], Answer]) -> Answer:
    """As `once`, but also inside `writing()`: for what no act changes (calendar, settings). Asked once a transaction, savepoints or not."""
    answers = session().info.setdefault("answers", {})
    if key not in answers:
        answers[key] = ask()
    found: Answer = answers[key]
    return found


@event.listens_for(HouseSession, "after_transaction_end")
def _forget_answers(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        session.info.pop("answers", None)


def require_writing() -> HouseSession:
    """The session, inside `writing()`; else raises `WriteRefused`."""
    if not in_writing():
        raise WriteRefused("needs db.writing()")
    return session()
