"""What `arrears law procedure NAME [--svg]` prints. The command line itself stands in `cli.law`."""

from __future__ import annotations

from arrears.law.procedures import PROCEDURES
from arrears.law.procedures import diagram as drawing


def table(name: str) -> str:
    """States and acts of a procedure as an aligned table. Raises KeyError."""
    return drawing.table(PROCEDURES[name])


def svg(name: str) -> str:
    """The state diagram of a procedure as an SVG document. Raises KeyError."""
    return drawing.svg(PROCEDURES[name])
