"""Counting statements 语句数: what a page asks the database, so that a list costs the same for 3 rows and for 30."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine


class Statements(list[str]):
    """The statements of a span, in order."""

    def repeated(self) -> list[tuple[int, str]]:
        """Those that ran more than once, the most frequent first: a row's own statement shows here."""
        return [(n, sql[:200]) for sql, n in Counter(self).most_common() if n > 1]


@contextmanager
def counted() -> Iterator[Statements]:
    """Every SELECT that runs inside the span."""
    found = Statements()

    def note(_conn: Any, _cursor: Any, sql: str, *_rest: Any) -> None:
        if sql.lstrip().upper().startswith(("SELECT", "WITH")):
            found.append(sql)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)
