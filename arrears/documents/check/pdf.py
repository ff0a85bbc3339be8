"""Reading of a finished PDF for the checks: words with their places, fonts, information, structure. Tools: poppler, qpdf, pikepdf."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pikepdf

from arrears.documents.kind import Kind

MM = 25.4 / 72
SAME_LINE = 3.0  # points between the middles of two words of one line


class Finding(NamedTuple):
    """What a check found wrong: its number in the checklist, and a sentence."""

    check: int
    told: str


@dataclass(frozen=True)
class Printed:
    """What the paper should say: its kind, its typed facts, its number."""

    kind: Kind
    facts: Mapping[str, Any]
    number: str | None


class Word(NamedTuple):
    """A run of signs without blanks and its box, in mm from the top left of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Line:
    """The words on one height, left to right."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """The line without blanks."""
        return "".join(word.text for word in self.words)

    @property
    def left(self) -> float:
        """Left edge in mm."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """Right edge in mm."""
        return max(word.right for word in self.words)

    @property
    def middle(self) -> float:
        """Half height in mm."""
        return sum((word.top + word.bottom) / 2 for word in self.words) / len(self.words)


@dataclass(frozen=True)
class Sheet:
    """One page: size in mm, its number from 1, its lines from top to bottom."""

    no: int
    width: float
    height: float
    lines: tuple[Line, ...]

    @property
    def wide(self) -> bool:
        """Whether the page is landscape."""
        return self.width > self.height


@dataclass(frozen=True)
class Pdf:
    """The file as the tools see it."""

    content: bytes
    info: Mapping[str, str]
    fonts: tuple[tuple[str, str, str], ...]  # name, embedded, subset
    sheets: tuple[Sheet, ...]
    qpdf: tuple[int, str]

    @classmethod
    def read(cls, content: bytes) -> Pdf:
        """Run the tools on the bytes."""
        with tempfile.TemporaryDirectory(prefix="arrears-check-") as folder:
            path = Path(folder) / "paper.pdf"
            path.write_bytes(content)
            info = dict(re.findall(r"^([^:]+):\s*(.*)$", _run("pdfinfo", path)[1], re.M))
            fonts = tuple((row[0], row[-5], row[-4]) for row in (line.split() for line in _run("pdffonts", path)[1].splitlines()[2:]))
            boxes = _run("pdftotext", "-bbox", path, "-")[1]
            return cls(content, info, fonts, tuple(_sheets(boxes)), _run("qpdf", "--check", path))

    @cached_property
    def text(self) -> str:
        """All text without white space, in the order of the lines."""
        return "".join(line.text for sheet in self.sheets for line in sheet.lines)

    @cached_property
    def raw(self) -> str:
        """All text in the order of the content stream, without white space: what copying and searching see."""
        with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
            file.write(self.content)
            file.flush()
            return re.sub(r"\s", "", _run("pdftotext", "-raw", Path(file.name), "-")[1])

    def open(self) -> pikepdf.Pdf:
        """The file's objects."""
        return pikepdf.open(io.BytesIO(self.content))


def _run(*command: Any) -> tuple[int, str]:
    done = subprocess.run([str(part) for part in command], capture_output=True, check=False)
    return done.returncode, (done.stdout + done.stderr).decode("utf-8", "replace")


WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')
PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.S)


def _sheets(boxes: str) -> list[Sheet]:
    sheets = []
    for no, (width, height, inside) in enumerate(PAGE.findall(boxes), 1):
        words = [
            Word(unescape(text), *(float(edge) * MM for edge in (left, top, right, bottom)))
            for left, top, right, bottom, text in WORD.findall(inside)
        ]
        sheets.append(Sheet(no, float(width) * MM, float(height) * MM, tuple(_lines(words))))
    return sheets


def _lines(words: list[Word]) -> list[Line]:
    """Words grouped by height: those whose middles differ by less than `SAME_LINE` points stand on one line."""
    ordered = sorted(words, key=lambda word: (word.top + word.bottom) / 2)
    heights: list[float] = []
    marks = []
    for word in ordered:
        middle = (word.top + word.bottom) / 2
        if not heights or middle - heights[-1] > SAME_LINE * MM:
            heights.append(middle)
        marks.append((len(heights), word))
    return [Line(tuple(sorted((word for _, word in group), key=lambda word: word.left))) for _, group in groupby(marks, lambda m: m[0])]
