"""Files of a lead 附件: each is marked `reporter`, a mark that is never lowered (law 1.5, product rule 4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from arrears.cases import attaching
from arrears.cases.acting import Doing


def kept_file(upload: Any, field: str) -> dict[str, Any] | None:
    """A chosen file, checked and kept; None when nothing was chosen. Raises `Refused`."""
    return attaching.stored(upload, field) if getattr(upload, "filename", "") else None


def attach(doing: Doing, described: Iterable[Mapping[str, Any] | None], kind: str = "other") -> int:
    """Rows of stored files that an act brings with it; how many."""
    return len([attaching.attach(doing, file, kind, reporter=True) for file in described if file and "sha256" in file])
