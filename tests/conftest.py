"""What the tests share: both databases, migrated once per worker and cloned per test; one web application per worker; settings.

Databases and files of tests lie in memory where the machine has a file system for it: a copy of a house takes hundredths of a second.
"""

from __future__ import annotations

import base64
import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

import arrears

os.environ.setdefault("ARREARS_ARGON2_FAST", "1")

os.environ["XDG_RUNTIME_DIR"] = tempfile.mkdtemp(prefix="arrears-run-")  # the PostgreSQL package wants one that is private


def _memory() -> str | None:
    """A folder in memory with room for two workers' databases; None: the usual temporary folder."""
    folder = Path("/dev/shm")
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        return None
    return str(folder) if shutil.disk_usage(folder).free > 1_000_000_000 else None


if (_quick := _memory()) is not None:
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", _quick)

_names = itertools.count()
_apps: dict[str, tuple[Flask, dict[str, Any]]] = {}
_make_app = arrears.create_app


def _app_of_these_settings() -> Flask:
    """`create_app`, once per worker and settings: an application keeps nothing of a house, and making one compiles 190 routes.

    What a test changed in its configuration is put back when the next test asks.
    """
    from arrears.config import settings

    now = settings()
    elsewhere = replace(now, instance=_nowhere, files=_nowhere, outgoing_mail=_nowhere, database_url="")
    mark = repr((elsewhere, (now.instance / "demo").exists()))
    if mark not in _apps:
        app = _make_app()
        _apps[mark] = app, dict(app.config)
    app, config = _apps[mark]
    app.config.clear()
    app.config.update(config)
    return app


_nowhere = Path()
arrears.create_app = _app_of_these_settings  # type: ignore[assignment]


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

    with pgserver_start.running(_quick) as url:
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
