"""Paging by the key of the last row: complete, in order, both ways, on both databases; a broken cursor is the first page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from arrears import db
from arrears.web import keyset

LINES = sa.Table(
    "keyset_line",
    sa.MetaData(),
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("due", sa.Date),
    sa.Column("name", sa.Text),
)
KEY = (LINES.c.due, LINES.c.id)
KINDS = (date, int)


@pytest.fixture
def lines(house: str) -> Iterator[sa.Connection]:
    """23 rows, several with the same day, so that the day alone is no key."""
    engine = db.make_engine(house)
    with engine.connect().execution_options(write=True) as connection:
        LINES.create(connection)
        connection.execute(
            LINES.insert(), [{"id": n, "due": date(2026, 3, 1 + n // 5), "name": f"第{n}件"} for n in range(1, 24)]
        )
        yield connection
        connection.rollback()
    engine.dispose()


def fetch(connection: sa.Connection, text: str | None, *, descending: bool = False) -> keyset.Page[sa.Row]:
    cursor = keyset.read(text, KINDS)
    query = sa.select(LINES).order_by(*keyset.ordered(cursor, KEY, descending=descending)).limit(6)
    beyond = keyset.beyond(cursor, KEY, descending=descending)
    rows = connection.execute(query if beyond is None else query.where(beyond)).all()
    return keyset.page(rows, cursor, lambda row: (row.due, row.id), size=5)


@pytest.mark.parametrize("descending", [False, True])
def test_every_row_is_seen_once_forwards_and_the_same_pages_come_back(lines: sa.Connection, descending: bool) -> None:
    forwards, text = [], None
    while True:
        page = fetch(lines, text, descending=descending)
        forwards.append([row.id for row in page.rows])
        if page.after is None:
            break
        text = page.after
    numbers = list(range(23, 0, -1)) if descending else list(range(1, 24))
    assert [number for rows in forwards for number in rows] == numbers
    backwards = [forwards[-1]]
    while page.before is not None:
        page = fetch(lines, page.before, descending=descending)
        backwards.append([row.id for row in page.rows])
    assert [sorted(rows) for rows in backwards[::-1]] == [sorted(rows) for rows in forwards]
    assert page.before is None and page.after is not None


def test_a_row_that_comes_between_does_not_shift_the_next_page(lines: sa.Connection) -> None:
    first = fetch(lines, None)
    lines.execute(LINES.insert(), {"id": 99, "due": date(2026, 2, 1), "name": "新来的"})
    assert [row.id for row in fetch(lines, first.after).rows] == [6, 7, 8, 9, 10]


def test_a_list_without_rows_has_no_neighbours(lines: sa.Connection) -> None:
    lines.execute(LINES.delete())
    page = fetch(lines, None)
    assert (page.rows, page.before, page.after) == ((), None, None)


VALUES = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=20),
    st.dates(),
    st.datetimes(timezones=st.just(UTC)),
)


@given(st.lists(VALUES, min_size=1, max_size=3), st.booleans())
def test_what_is_written_is_read_back(values: list[object], back: bool) -> None:
    cursor = keyset.Cursor(tuple(values), back)
    assert keyset.read(keyset.write(cursor), [type(value) for value in values]) == cursor


@given(st.text(max_size=60) | st.binary(max_size=40).map(lambda raw: raw.hex()))
def test_whatever_stands_in_the_address_is_a_cursor_or_the_first_page(text: str) -> None:
    assert keyset.read(text, KINDS) is None or keyset.read(text, KINDS) == keyset.read(text, KINDS)


@given(st.integers(0, 39), st.characters(min_codepoint=33, max_codepoint=126))
def test_one_changed_sign_never_breaks_a_page(place: int, sign: str) -> None:
    text = keyset.write(keyset.Cursor((date(2026, 3, 5), 7)))
    cursor = keyset.read(text[:place] + sign + text[place + 1 :], KINDS)
    assert cursor is None or (type(cursor.key[0]), type(cursor.key[1])) == KINDS


@pytest.mark.parametrize(
    "text", [None, "", "x" * 500, "中文", "W10", "e30", "WzAsWyJpIiw5OTk5OTk5OTk5OTk5OTk5OTk5OV1d", "WzAsWyJpIix0cnVlXV0"]
)
def test_a_foreign_text_is_the_first_page(text: str | None) -> None:
    assert keyset.read(text, (int,)) is None


def test_a_cursor_of_another_list_is_the_first_page() -> None:
    assert keyset.read(keyset.write(keyset.Cursor(("张", 7))), KINDS) is None
    assert keyset.read(keyset.write(keyset.Cursor((datetime(2026, 3, 5, tzinfo=UTC), 7))), KINDS) is None
    with pytest.raises(TypeError):
        keyset.write(keyset.Cursor((True,)))
