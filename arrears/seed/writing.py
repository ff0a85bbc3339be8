"""How seeded rows get in 批量写入: multi-row inserts in chunks, one transaction each; sequences and counters set at the end."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Table, event, func, insert, select, text

from arrears import clock, db, migrate
from arrears.db import Base
from arrears.numbering import NumberSeries
from arrears.seed.making import Maker, Rows
from arrears.seed.people import places

CHUNK = 2_000
"""Cases of one transaction."""
ORDER = (
    "matter", "personal_value", "proceeding", "lead", "work_order", "mediation", "party", "proceeding_party", "claim", "obligation",
    "instalment", "instalment_row", "agreement", "seat", "deadline", "case_event", "event_fact", "contact_attempt", "number_issued",
    "search_doc",
)  # fmt: skip
"""Tables in an order in which nothing is pointed to before it is there."""
NUMBERED = ("proceeding", "matter", "party", "work_order", "obligation", "instalment")
"""Tables whose ids are drawn by the maker."""


def _table(name: str) -> Table:
    return Base.metadata.tables[name]


def _last_ids(current: db.HouseSession) -> dict[str, int]:
    return {name: int(current.scalar(select(func.max(_table(name).c.id))) or 0) for name in NUMBERED}


def _counters(current: db.HouseSession) -> dict[tuple[int, str, int], int]:
    rows = current.execute(select(NumberSeries.body_id, NumberSeries.series, NumberSeries.year, NumberSeries.last))
    return {(row.body_id, row.series, row.year): row.last for row in rows}


def _insert(current: db.HouseSession, rows: Rows) -> None:
    connection = current.connection()
    for name in ORDER:
        if rows.get(name):
            connection.execute(insert(_table(name)), rows[name])


def _write_counters(current: db.HouseSession, counters: Mapping[tuple[int, str, int], int]) -> None:
    dialect = db.upserts()
    for (body, series, year), last in counters.items():
        values = {"body_id": body, "series": series, "year": year, "start": 1, "last": last}
        statement = dialect.insert(NumberSeries.__table__).values(**values)
        current.execute(statement.on_conflict_do_update(index_elements=["body_id", "series", "year"], set_={"last": last}))


def _advance_sequences(current: db.HouseSession) -> None:
    """Let PostgreSQL's sequences go on behind the ids that were drawn here; SQLite counts from the largest by itself."""
    if db.is_sqlite():
        return
    for name in NUMBERED:
        current.execute(text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), (SELECT max(id) FROM {name}))"))


@contextmanager
def _unsynced() -> Any:
    """SQLite leaves the syncing to the operating system meanwhile."""
    if not db.is_sqlite():
        yield
        return

    def loosen(dbapi: Any, _record: Any) -> None:
        dbapi.execute("PRAGMA synchronous=OFF")
        dbapi.execute("PRAGMA cache_size=-200000")

    engine = db.engine()
    db.release()
    engine.dispose()
    event.listen(engine, "connect", loosen)
    try:
        yield
    finally:
        event.remove(engine, "connect", loosen)
        db.release()
        engine.dispose()


def seed(count: int, number: int = 1, tell: Callable[[int, float], None] = lambda _n, _s: None) -> float:
    """Insert `count` cases; returns the seconds it took. `number` seeds the random source. Repeatable: a second call adds more."""
    started = time.monotonic()
    with _unsynced():
        found = places()
        with db.writing() as current:
            first, counters = _last_ids(current), _counters(current)
        begun_with = first["proceeding"]
        maker = Maker(random.Random(f"{number}:{begun_with}"), found, clock.today(), first, counters)
        for start in range(0, count, CHUNK):
            for n in range(start, min(start + CHUNK, count)):
                maker.case(n)
            rows = maker.take()
            if db.is_sqlite():
                for row in rows["search_doc"]:
                    row["grams"] = " ".join(row["grams"])
            with db.writing() as current:
                _insert(current, rows)
            tell(min(start + CHUNK, count), time.monotonic() - started)
        with db.writing() as current:
            _write_counters(current, maker.counters)
            _advance_sequences(current)
    _analyse()
    return time.monotonic() - started


def _analyse() -> None:
    """Tell the planner what there is now."""
    with db.engine().connect().execution_options(write=True) as connection, connection.begin():
        connection.execute(text("ANALYZE"))


def has_schema() -> bool:
    """Whether the database stands at this version."""
    return migrate.revision_of(db.engine()) == migrate.head()
