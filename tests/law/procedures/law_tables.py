"""Reads the act tables of the law files (markdown, beside the repository) into rows that the transcription is compared with.

A row may hold several acts (`a` / `b`): a cell that is split by " / " into as many parts belongs to them one by one, any other
cell to all of them. Only what can be read without judgement is read: ids, states, roles, sheets, papers, clocks, typed facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LAW = Path(__file__).resolve().parents[4] / "shared" / "law"

TABLES = {
    "common": ("arbitration.md", "### 4.0 "),
    "mediation": ("arbitration.md", "### 4.1 "),
    "arbitration": ("arbitration.md", "### 4.2 "),
    "award": ("arbitration.md", "### 4.3 "),
    "lead": ("intake-inspection-supervision.md", "### 1.7 "),
    "inspection": ("intake-inspection-supervision.md", "### 3.4 "),
    "supervision": ("intake-inspection-supervision.md", "### 5.3 "),
}

_CODE = re.compile(r"`([a-z0-9-]+)`")
_STATE = re.compile(r"\b([lmaipwxs]-[a-z-]+)\b")
_TYPED = re.compile(r"\b([a-z_]+):([a-z]+)(\[\])?(\?)?")
_OPS = {"+": ("start",), "=": ("satisfy",), "−": ("drop",), "⟲": ("reset",), "‖": ("pause",), "»": ("extend",), "!": ("check",)}
_OPS |= {"+=": ("start", "satisfy"), "resumes": ("resume",)}
_CLOCK = re.compile(r"(\+=|[+=−⟲‖»!](?=\s)|resumes)|`([a-z0-9-]+)`")


@dataclass(frozen=True)
class Row:
    """One act as the table writes it; cells are raw text."""

    procedure: str
    name: str
    move: str
    who: str
    approval: str
    facts: str
    documents: str
    clocks: str

    @property
    def papers(self) -> tuple[set[str], set[str]]:
        """Papers always made, and those in brackets."""
        bracketed = "".join(re.findall(r"\(([^)]*`[^)]*)\)", self.documents))
        inside = set(_CODE.findall(bracketed))
        return set(_CODE.findall(self.documents)) - inside, inside

    @property
    def states(self) -> tuple[set[str], set[str]]:
        """State ids before and after the arrow, over all moves of the cell."""
        before: set[str] = set()
        after: set[str] = set()
        for part in self.move.split(";"):
            left, _, right = part.partition("→")
            before |= set(_STATE.findall(left))
            after |= set(_STATE.findall(right))
        return before, after

    @property
    def effects(self) -> set[tuple[str, str]]:
        """(operation, clock) pairs; a sign holds for the ids after it until the next sign."""
        ops: tuple[str, ...] = ()
        found: set[tuple[str, str]] = set()
        for sign, rule in _CLOCK.findall(self.clocks):
            if sign:
                ops = _OPS[sign]
            else:
                found |= {(op, rule) for op in ops}
        return found

    @property
    def typed_facts(self) -> dict[str, tuple[str, bool, bool]]:
        """Name → (type, repeating, optional) of the facts whose type is written."""
        return {name: (kind, bool(rows), bool(maybe)) for name, kind, rows, maybe in _TYPED.findall(self.facts)}


def _section(procedure: str) -> Iterator[list[str]]:
    """The cells of each row of the act table of one procedure."""
    file, heading = TABLES[procedure]
    text = (LAW / file).read_text(encoding="utf-8")
    body = text.split("\n" + heading, 1)[1].split("\n## ", 1)[0].split("\n### ", 1)[0]
    table = body.split("| act |", 1)[1]
    for line in table.splitlines()[2:]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip().strip("|").split("|")]


def rows(procedure: str) -> list[Row]:
    """Every act of the table of one procedure."""
    found: list[Row] = []
    for act, _zh, move, who, approval, facts, documents, clocks, *_ in _section(procedure):
        names = _CODE.findall(act)
        cells = [_parts(cell, len(names)) for cell in (move, who, approval, facts, documents, clocks)]
        for number, name in enumerate(names):
            found.append(Row(procedure, name, *(cell[number] for cell in cells)))
    return found


def _parts(cell: str, count: int) -> list[str]:
    parts = re.split(r"\s/\s", cell)
    return parts if len(parts) == count else [cell] * count
