"""The house of a demonstration 库的状态: empty, somebody's own, or ours to drop and make anew. Touches no story."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError, ProgrammingError

from arrears import db, migrate
from arrears.access.models import AppUser
from arrears.config import Settings


def is_ready() -> bool:
    """Whether the database has the schema of this version."""
    return migrate.revision_of(db.engine()) == migrate.head()


def is_empty() -> bool:
    """Whether nobody works here yet: no user was entered."""
    try:
        found = db.session.scalar(select(AppUser.id).limit(1))
    except (OperationalError, ProgrammingError):
        return False
    finally:
        db.release()
    return found is None


def drop(settings: Settings) -> None:
    """Drop every row and file of a demonstration, and bring the empty house back to the schema of this version."""
    db.release()
    migrate.downgrade(db.engine(), "base")
    migrate.upgrade(db.engine())
    for folder in (settings.files, settings.outgoing_mail):
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def in_a_hurry() -> Iterator[None]:
    """Let SQLite leave the syncing to the operating system while the demonstration is made, and sync everything at the end.

    What a power cut could take is a demonstration that is marked as unfinished and made anew. Garbage is looked for less often, too:
    what a thousand acts leave is small.
    """
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    try:
        with _unsynced():
            yield
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()


@contextmanager
def _unsynced() -> Iterator[None]:
    if not db.is_sqlite():
        yield
        return

    def loosen(dbapi: Any, _record: Any) -> None:
        dbapi.execute("PRAGMA synchronous=OFF")

    engine = db.engine()
    engine.dispose()
    event.listen(engine, "connect", loosen)
    try:
        yield
    finally:
        event.remove(engine, "connect", loosen)
        db.release()
        engine.dispose()
        with engine.connect() as connection:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
