"""When a whole file is refused, and the limits that refuse it. A refusal names what is wrong and the way out, in Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may hold. Above it the file is refused before it is unpacked into memory."""

    file_bytes: int = 20_000_000
    unpacked_bytes: int = 200_000_000  # sum of everything inside an xlsx, counted while unpacking
    text_bytes: int = 300_000_000  # sum of all cell texts of a sheet, shared strings counted each time they are used
    rows: int = 50_000
    columns: int = 256
    cells: int = 3_000_000  # height × width of a sheet: the reader lays it out as a rectangle
    header_search: int = 20  # rows from the top in which the headings are looked for


class FileRefused(Exception):
    """The file as a whole cannot be imported; `reason` is for the clerk. `columns`: what was seen, for correcting the
    mapping.
    """

    def __init__(self, reason: str, *, columns: Sequence[dict[str, Any]] = (), sheet: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.columns = list(columns)
        self.sheet = sheet


@dataclass(slots=True)
class Notices:
    """Sentences about the file as a whole that the clerk should see; none twice."""

    said: list[str] = field(default_factory=list)

    def say(self, sentence: str) -> None:
        """Keep a sentence unless it was said before."""
        if sentence not in self.said:
            self.said.append(sentence)
