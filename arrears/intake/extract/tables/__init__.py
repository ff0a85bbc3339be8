"""The word lists of the extraction, as tab-separated files that a clerk can read and extend."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `<name>.tsv` without comments and empty lines. Raises FileNotFoundError for an unknown table."""
    text = (files(__package__) / f"{name}.tsv").read_text("utf-8")
    return tuple(
        tuple(cell.strip() for cell in line.split("\t")) for line in text.splitlines() if line.strip() and not line.startswith("#")
    )
