"""What the tests share: both databases, migrated once per worker and cloned per test; settings; a fixed day."""

from __future__ import annotations

import base64
import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("ARREARS_ARGON2_FAST", "1")

os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="arrears-run-")  # the PostgreSQL package wants one that is private

_names = itertools.count()


def _driver(url: str) -> str:
    return "postgresql+psycopg://" + url.split("://", 1)[1]


def _settings(instance: Path, url: str) -> object:
    from arrears import config

    key = base64.b64encode(b"k" * 32).decode()
    return config.read(
        {
            "ARREARS_INSTANCE": str(instance),
            "ARREARS_DATABASE_URL": url,
            "ARREARS_SECRET_KEY": key,
            "ARREARS_VALUE_KEY": key,
            "ARREARS_BLIND_KEY": key,
            "ARREARS_ARGON2_FAST": "1",
            "ARREARS_FONTS": str(Path(__file__).parent.parent / "instance" / "fonts"),
        }
    )


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """URL prefix of a PostgreSQL that the tests start themselves; ends with the session."""
    import pgserver_start

    with pgserver_start.running() as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file."""
    from arrears import db, migrate

    path = tmp_path_factory.mktemp("template") / "template.db"
    engine = db.make_engine(f"sqlite:///{path}")
    migrate.upgrade(engine)
    engine.dispose()  # the last connection writes the log back into the file
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """Name of a migrated, empty PostgreSQL database."""
    import pgserver_start

    from arrears import db, migrate

    name = f"template_{os.getpid()}"
    pgserver_start.create(postgres_server, name)
    engine = db.make_engine(_driver(pgserver_start.url(postgres_server, name)), pool_size=2)
    migrate.upgrade(engine)
    engine.dispose()
    return name


@pytest.fixture(params=["sqlite", "postgres"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated, empty house on each database in turn; gives its URL."""
    yield from _house(request, request.param, tmp_path)


@pytest.fixture
def sqlite_house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated, empty house on the embedded database only (for what does not depend on the database)."""
    yield from _house(request, "sqlite", tmp_path)


def _house(request: pytest.FixtureRequest, kind: str, tmp_path: Path) -> Iterator[str]:
    from arrears import config, db

    if kind == "sqlite":
        path = tmp_path / "arrears.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        url = f"sqlite:///{path}"
        finish = None
    else:
        import pgserver_start

        server = request.getfixturevalue("postgres_server")
        name = f"test_{os.getpid()}_{next(_names)}"
        pgserver_start.clone(server, request.getfixturevalue("postgres_template"), name)
        url = pgserver_start.url(server, name)
        finish = (server, name)
    config.use(_settings(tmp_path, url))  # type: ignore[arg-type]
    engine = db.bind(config.settings().database_url)
    try:
        yield url
    finally:
        db.release()
        engine.dispose()
        config.use(None)
        if finish:
            import pgserver_start

            pgserver_start.drop(*finish)


@pytest.fixture(scope="session", autouse=True)
def _own_temporary_folder() -> Iterator[None]:
    """Give each worker a temporary folder that goes with it."""
    folder = tempfile.mkdtemp(prefix="arrears-tests-")
    yield
    shutil.rmtree(folder, ignore_errors=True)
