"""How seeded rows get in 批量写入: multi-row inserts in chunks, one transaction each; sequences and counters set at the end."""

from __future__ import annotations

import functools
import random
import time
from collections.abc import Callable, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Column, Date, Table, event, func, select, text
from sqlalchemy.types import TypeDecorator

from arrears import clock, db, migrate
from arrears.db import Base, Instant
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
    """Every row, table by table, past the statement machinery: the driver gets tuples (PostgreSQL: COPY)."""
    raw: Any = current.connection().connection.dbapi_connection
    for name in ORDER:
        if rows.get(name):
            names, tuples = _tuples(_table(name), rows[name])
            listed = ", ".join(f'"{column}"' for column in names)
            if db.is_sqlite():
                marks = ", ".join("?" * len(names))
                raw.executemany(f'INSERT INTO "{name}" ({listed}) VALUES ({marks})', tuples)
            else:
                with raw.cursor() as cursor, cursor.copy(f'COPY "{name}" ({listed}) FROM STDIN') as copy:
                    for values in tuples:
                        copy.write_row(values)


def _tuples(table: Table, rows: list[dict[str, Any]]) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Names of the columns and values as the driver wants them; columns that are not told get their default."""
    told = [column for column in table.columns if column.name in rows[0]]
    constant = {c.name: _default(c) for c in table.columns if c.name not in rows[0] and c.default is not None}
    makers = [(column.name, _processor(column)) for column in told]
    rest = tuple(constant.values())
    made = [
        (*[row[name] if process is None or row[name] is None else process(row[name]) for name, process in makers], *rest) for row in rows
    ]
    return [name for name, _ in makers] + list(constant), made


def _default(column: Column[Any]) -> Any:
    default: Any = column.default
    value = default.arg if default.is_scalar else default.arg(None)
    process = _processor(column)
    return process(value) if process is not None and value is not None else value


def _processor(column: Column[Any]) -> Callable[[Any], Any] | None:
    """What turns a value of this column into the driver's; None where it is one already. Times repeat, so they are remembered."""
    if not isinstance(column.type, (TypeDecorator, Date)):
        return None
    dialect = db.engine().dialect
    made: Callable[[Any], Any] | None = column.type.dialect_impl(dialect).bind_processor(dialect)
    if made is not None and isinstance(column.type, (Instant, Date)):
        return _remembered(column.type.__class__, made)
    return made


@functools.cache
def _remembered(_kind: type, process: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return functools.lru_cache(maxsize=200_000)(process)


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
