"""Cells merged over several rows of data: one firm's name for its five callers.

The upper cell's words hold for every row it spans, because so the sheet shows them; a sum or a head count does not,
because it would be counted once per row. Both are said in a note.
"""

from __future__ import annotations

from collections.abc import Sequence

from .cells import Cell, ErrorCell
from .columns import Column, Header
from .grids import Grid, Values

SHARED = frozenset({"employer", "district", "date", "text", "narrative", "confidential", "period"})
COUNTED_ONCE = frozenset({"amount", "count", "quantity"})


class MergedDown:
    """The vertical merges below the headings of a sheet. Rows must be handed over from top to bottom."""

    def __init__(self, grid: Grid, header: Header) -> None:
        self._tops: dict[tuple[int, int], int] = {}
        self._held: dict[tuple[int, int], Cell | ErrorCell] = {}
        for first_row, column, last_row, _ in grid.merged:
            if header.last < first_row < last_row:
                for row in range(first_row + 1, min(last_row, grid.height) + 1):
                    self._tops[row, column] = first_row
        self._upper = {(top, column) for (_, column), top in self._tops.items()}

    def fill(self, row: int, cells: Values, columns: Sequence[Column]) -> tuple[Values, list[str]]:
        """The row with shared words filled in, and the notes about what was filled or left."""
        if not self._tops:
            return cells, []
        filled, notes = list(cells), []
        for column in columns:
            at = (row, column.index)
            if at in self._upper and column.index < len(filled):
                self._held[at] = filled[column.index]
            top = self._tops.get(at)
            if top is None or column.index >= len(filled):
                continue
            if column.kind in SHARED and column.field != "serial":
                filled[column.index] = self._held.get((top, column.index))
                notes.append(f"{column.label}取自第 {top} 行的合并单元格")
            elif column.kind in COUNTED_ONCE:
                notes.append(f"{column.label}在合并单元格中，只记在第 {top} 行")
        return filled, notes
