"""Files into the house 导入: a table of leads is read, shown row by row, mended, accepted; the worker registers the rows.

`begin` stores a file and leaves the reading to the worker; `accept` leaves the registering to it; `run` is the same from the command
line. Reading itself is `arrears.intake.sheets`; leads enter through `arrears.intake.incoming`. Read first: batches.py, taking.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from arrears.intake.imports.outcome import Outcome

__all__ = ["Outcome", "run"]


def run(path: Path, source: str, mapping: Mapping[str, str | None] | None = None, sheet: str | None = None) -> Outcome:
    """Import a file now, from the command line: read, register the good rows, keep the others as drafts. Raises `ClickException`."""
    from arrears.intake.imports import command_line

    return command_line.run(Path(path), source, mapping, sheet)
