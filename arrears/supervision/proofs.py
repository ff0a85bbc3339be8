"""Proofs that come with an act 证明材料: bytes kept by content, a row of the order's attachments for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from arrears.cases import attaching
from arrears.cases.acting import Doing

FIELD = "proofs"


def kept(uploads: Sequence[tuple[str, bytes]], field: str = FIELD) -> list[dict[str, Any]]:
    """Check uploaded files (name, bytes) by content and size, keep them, and describe them. Raises `Refused`."""
    return [attaching.kept(name, content, field) for name, content in uploads]


def attach(doing: Doing, described: Sequence[Mapping[str, Any]], kind: str = "iou") -> None:
    """A row for each kept file; their ids go into the event."""
    doing.facts["attachment_ids"] = [attaching.attach(doing, file, kind).id for file in described]
