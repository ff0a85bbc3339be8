"""Bring a database to the schema of this version, and keep its guards (triggers, full-text table) standing.

Guards are not part of a migration: they are re-created after each run, on both databases, and compared with the expected list
by a test, since a SQLite batch rebuild drops triggers without a word.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, inspect, text

from arrears import tables
from arrears.db import Base, Fen, Id, Instant, Json

HERE = Path(__file__).parent.parent / "migrations"

APPEND_ONLY = ("admin_log", "case_event", "reveal_log", "number_issued")
"""Tables whose rows are never changed or deleted."""


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE))
    config.set_main_option("file_template", "%%(rev)s")
    config.attributes["connection"] = connection
    return config


def _sqlite_guards() -> dict[str, str]:
    """Trigger name -> DDL on SQLite."""
    made: dict[str, str] = {}
    for table in APPEND_ONLY:
        for verb in ("UPDATE", "DELETE"):
            name = f"guard_{table}_{verb.lower()}"
            made[name] = (
                f"CREATE TRIGGER {name} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
    made["search_fts_insert"] = (
        "CREATE TRIGGER search_fts_insert AFTER INSERT ON search_doc BEGIN "
        "INSERT INTO search_fts(rowid, grams) VALUES (new.id, new.grams); END"
    )
    made["search_fts_delete"] = (
        "CREATE TRIGGER search_fts_delete AFTER DELETE ON search_doc BEGIN "
        "INSERT INTO search_fts(search_fts, rowid, grams) VALUES ('delete', old.id, old.grams); END"
    )
    made["search_fts_update"] = (
        "CREATE TRIGGER search_fts_update AFTER UPDATE ON search_doc BEGIN "
        "INSERT INTO search_fts(search_fts, rowid, grams) VALUES ('delete', old.id, old.grams); "
        "INSERT INTO search_fts(rowid, grams) VALUES (new.id, new.grams); END"
    )
    return made


def _postgres_guards() -> dict[str, tuple[str, str]]:
    """Trigger name -> (table, DDL) on PostgreSQL."""
    made: dict[str, tuple[str, str]] = {}
    for table in APPEND_ONLY:
        name = f"guard_{table}_row"
        made[name] = (
            table,
            f"CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        )
        name = f"guard_{table}_truncate"
        made[name] = (
            table,
            f"CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
        )
    return made


def expected_guards(dialect: str) -> frozenset[str]:
    """Names of the triggers that must stand."""
    return frozenset(_sqlite_guards() if dialect == "sqlite" else _postgres_guards())


def standing_guards(connection: Connection) -> frozenset[str]:
    """Names of the triggers that do stand."""
    if connection.dialect.name == "sqlite":
        rows = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    else:
        rows = connection.execute(text("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal"))
    return frozenset(row[0] for row in rows)


def _drop_guards(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        for name in _sqlite_guards():
            connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
        connection.execute(text("DROP TABLE IF EXISTS search_fts"))
        return
    present = set(inspect(connection).get_table_names())
    for name, (table, _) in _postgres_guards().items():
        if table in present:
            connection.execute(text(f"DROP TRIGGER IF EXISTS {name} ON {table}"))


def _raise_guards(connection: Connection) -> None:
    present = set(inspect(connection).get_table_names())
    if not set(APPEND_ONLY) <= present:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(
            text(
                "CREATE VIRTUAL TABLE search_fts USING fts5(grams, content='search_doc', content_rowid='id', detail=none, "
                "columnsize=0, tokenize=\"unicode61 remove_diacritics 0 tokenchars '§'\")"
            )
        )
        connection.execute(text("INSERT INTO search_fts(search_fts) VALUES ('rebuild')"))
        for ddl in _sqlite_guards().values():
            connection.execute(text(ddl))
        return
    connection.execute(
        text(
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
            "BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME; END $$"
        )
    )
    for _, ddl in _postgres_guards().values():
        connection.execute(text(ddl))
    connection.execute(text("ALTER TABLE search_doc ALTER COLUMN grams SET STATISTICS 1000"))


def _run(engine: Engine, step: Any) -> None:
    with engine.connect().execution_options(write=True) as connection:
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys=OFF")  # outside a transaction, else it is ignored
        with connection.begin():
            _drop_guards(connection)
            step(_config(connection))
            _raise_guards(connection)
            if sqlite:
                broken = connection.execute(text("PRAGMA foreign_key_check")).fetchall()
                if broken:
                    raise RuntimeError(f"foreign keys broken after migration: {broken[:3]}")
        if sqlite:
            raw = connection.connection.dbapi_connection
            assert raw is not None
            raw.execute("PRAGMA foreign_keys=ON")


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Migrate up, in one transaction."""
    _run(engine, lambda config: command.upgrade(config, revision))


def downgrade(engine: Engine, revision: str) -> None:
    """Migrate down, in one transaction."""
    _run(engine, lambda config: command.downgrade(config, revision))


def revision_of(engine: Engine) -> str | None:
    """The revision a database stands at; None for an empty one."""
    with engine.connect() as connection:
        if "alembic_version" not in inspect(connection).get_table_names():
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def head() -> str:
    """The revision of this version of the program (also in migrations/HEAD, so that two heads collide in git)."""
    return (HERE / "HEAD").read_text("utf-8").strip()


def _render(kind: str, obj: Any, context: Any) -> str | bool:
    """How autogenerate writes the house's types: as plain ones, so that a migration never imports the program."""
    if kind != "type":
        return False
    if isinstance(obj, Fen):
        return "sa.BigInteger()"
    if isinstance(obj, Instant):
        return "sa.DateTime()"
    if isinstance(obj, Json):
        return "sa.Text()"
    if obj is Id:
        return "ID"
    if obj is tables.cases.SearchDoc.__table__.c.grams.type:
        return "GRAMS"
    return False


def write_revision(engine: Engine, revision: str, message: str) -> None:
    """Write a new migration file from the difference between the models and `engine`'s database (a developer's tool)."""
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        config = _config(connection)
        from alembic.autogenerate import produce_migrations, render_python_code
        from alembic.migration import MigrationContext

        context = MigrationContext.configure(
            connection,
            opts={
                "target_metadata": Base.metadata,
                "render_item": _render,
                "render_as_batch": False,
                "compare_type": True,
                "include_object": lambda o, name, kind, r, c: not (kind == "table" and str(name).startswith("search_fts")),
            },
        )
        script = produce_migrations(context, Base.metadata)
        up = render_python_code(script.upgrade_ops, render_item=_render)
        down = render_python_code(script.downgrade_ops, render_item=_render)
        previous = context.get_current_revision()
    template = (HERE / "script.py.mako").read_text("utf-8")
    filled = (
        template.replace("${message}", message)
        .replace("${repr(up_revision)}", repr(revision))
        .replace("${repr(down_revision)}", repr(previous))
        .replace('${upgrades if upgrades else "pass"}', up)
        .replace('${downgrades if downgrades else "pass"}', down)
    )
    assert config is not None
    (HERE / "versions" / f"{revision}.py").write_text(filled, "utf-8")
    (HERE / "HEAD").write_text(revision + "\n", "utf-8")
