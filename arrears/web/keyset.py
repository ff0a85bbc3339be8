"""Pages of a long list 翻页: by the key of the last row seen, never by OFFSET, so page 400 costs what page 1 costs.

A cursor is an opaque text in the address. It only says a position: what a person may see is decided by the query it is put into.
A cursor that is broken, foreign or made up means the first page. Imports no Flask, so that queries may use it.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, literal, tuple_

Row = TypeVar("Row")
Key = tuple[Any, ...]

SIZE = 50
"""Rows a page has unless the list says otherwise."""

LONGEST = 400
"""Characters of a cursor; ours are shorter."""

INT64 = 2**63

Columns = Sequence[ColumnElement[Any]]


@dataclass(frozen=True, slots=True)
class Cursor:
    """A position: the key of a row; `back`: the page before it is wanted."""

    key: Key
    back: bool = False


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """The rows of one page, in the order of the list, and the cursors to its neighbours (None: there is none)."""

    rows: Sequence[Row]
    before: str | None
    after: str | None


def _packed(value: Any) -> list[Any]:
    match value:
        case None:
            return ["n"]
        case bool():
            raise TypeError("a boolean is no key: it does not order rows")
        case int():
            return ["i", value]
        case str():
            return ["s", value]
        case datetime():
            return ["t", value.astimezone(UTC).isoformat()]
        case date():
            return ["d", value.isoformat()]
    raise TypeError(f"no key: {value!r}")


def _unpacked(packed: Any) -> Any:
    """The value. Raises ValueError, TypeError or LookupError for what `_packed` cannot have made."""
    sign, *rest = packed
    if sign == "n" and not rest:
        return None
    (value,) = rest
    if sign == "i" and type(value) is int and -INT64 <= value < INT64:
        return value
    if sign == "s" and isinstance(value, str) and "\x00" not in value:
        value.encode()  # a lone surrogate is no text for a database
        return value
    if sign == "t":
        moment = datetime.fromisoformat(value)
        if moment.tzinfo is not None:
            return moment
    if sign == "d":
        return date.fromisoformat(value)
    raise ValueError(f"no key: {packed!r}")


def write(cursor: Cursor) -> str:
    """The cursor as a text for an address."""
    body = json.dumps([int(cursor.back), *map(_packed, cursor.key)], separators=(",", ":"), ensure_ascii=False)
    return base64.urlsafe_b64encode(body.encode()).decode().rstrip("=")


def read(text: str | None, kinds: Sequence[type]) -> Cursor | None:
    """The cursor of an address, or None for the first page. `kinds`: types of the key columns; what does not fit is none."""
    if not text or len(text) > LONGEST or not text.isascii():
        return None
    try:
        back, *values = json.loads(base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True))
        key = tuple(map(_unpacked, values))
    except (binascii.Error, ValueError, TypeError, LookupError, RecursionError):
        return None
    fits = len(key) == len(kinds) and all(type(value) is kind for value, kind in zip(key, kinds, strict=True))
    return Cursor(key, back == 1) if fits and back in (0, 1) else None


def beyond(cursor: Cursor | None, columns: Columns, *, descending: bool = False) -> ColumnElement[bool] | None:
    """The condition "after this position" as one comparison of row values, which both databases answer from the index.

    `columns`: the key, unique as a whole and never null, all in one direction. None on the first page: leave the WHERE out.
    """
    if cursor is None:
        return None
    left = tuple_(*columns)
    right = tuple_(*(literal(value, column.type) for value, column in zip(cursor.key, columns, strict=True)))
    return left < right if descending != cursor.back else left > right


def ordered(cursor: Cursor | None, columns: Columns, *, descending: bool = False) -> list[ColumnElement[Any]]:
    """What ORDER BY needs, turned round when the page before is wanted (`page` turns the rows back)."""
    backwards = cursor is not None and cursor.back
    return [column.desc() if descending != backwards else column.asc() for column in columns]


def page(found: Sequence[Row], cursor: Cursor | None, key: Callable[[Row], Key], *, size: int = SIZE) -> Page[Row]:
    """The page out of at most `size` + 1 rows as the query gave them (the one too many says that there is more)."""
    backwards = cursor is not None and cursor.back
    more, rows = len(found) > size, list(found[:size])
    if backwards:
        rows.reverse()
    if not rows:
        return Page((), None, None)
    has_before = more if backwards else cursor is not None
    has_after = True if backwards else more
    return Page(
        rows,
        write(Cursor(key(rows[0]), back=True)) if has_before else None,
        write(Cursor(key(rows[-1]))) if has_after else None,
    )
