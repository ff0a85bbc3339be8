"""Sameness of rows 重复: what was imported before, and what looks like the same matter.

Three things, never mixed: the same order number in one file (the second row is rejected), the same row already
imported from the same source (nothing is added), and the same phone with the same employer (accepted, shown as a
likely duplicate for the clerk to decide). `Known` is what an importer must answer; `EarlierRows` answers from rows in
memory (a file read just before, the rows above in this file).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

_NOT_NAME = re.compile(r"[\W_]+")
_NOTE = re.compile(r"有限责任公司$")


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier row: where it stands. `row` is its row number in `file`, or any reference of the store (a work order
    number).
    """

    row: int | str
    file: str | None = None
    serial: str | None = None


class Known(Protocol):
    """What was imported before. An importer answers from its tables (phones by blind index), tests from memory."""

    def order(self, source: str, serial: str) -> Earlier | None:
        """The row with this order number from this source."""

    def fingerprint(self, source: str, digest: str) -> Earlier | None:
        """The row with the same contents from this source, for files without order numbers."""

    def matter(self, phone: str, employer: str) -> Earlier | None:
        """The first row with this phone and this employer (a key of `employer_key`)."""


class EarlierRows:
    """Rows held in memory, as an answer to `Known`."""

    def __init__(self) -> None:
        self._orders: dict[tuple[str, str], Earlier] = {}
        self._prints: dict[tuple[str, str], Earlier] = {}
        self._matters: dict[tuple[str, str], Earlier] = {}

    def add(self, source: str, file: str, rows: Iterable[RowFacts]) -> None:
        """Remember accepted rows of a file."""
        for row in rows:
            self.remember(source, Earlier(row.row, file, row.serial), row)

    def remember(self, source: str, earlier: Earlier, row: RowFacts) -> None:
        """Remember one row; the first of several stays."""
        if row.serial:
            self._orders.setdefault((source, row.serial), earlier)
        self._prints.setdefault((source, row.fingerprint), earlier)
        if row.reporter_phone and row.employer:
            self._matters.setdefault((row.reporter_phone, employer_key(row.employer)), earlier)

    def order(self, source: str, serial: str) -> Earlier | None:
        """See Known."""
        return self._orders.get((source, serial))

    def fingerprint(self, source: str, digest: str) -> Earlier | None:
        """See Known."""
        return self._prints.get((source, digest))

    def matter(self, phone: str, employer: str) -> Earlier | None:
        """See Known."""
        return self._matters.get((phone, employer))


class RowFacts(Protocol):
    """What sameness needs of a row."""

    @property
    def row(self) -> int: ...
    @property
    def serial(self) -> str | None: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def reporter_phone(self) -> str | None: ...
    @property
    def employer(self) -> str: ...


def employer_key(name: str) -> str:
    """A firm's name for comparing: half width, lower case, no white space or punctuation, 有限责任公司 = 有限公司."""
    return _NOTE.sub("有限公司", _NOT_NAME.sub("", unicodedata.normalize("NFKC", name).lower()))


def digest(parts: Iterable[object]) -> str:
    """A fingerprint of a row's contents, the same in every process."""
    return hashlib.sha256("\x1f".join("" if p is None else str(p) for p in parts).encode()).hexdigest()[:32]
