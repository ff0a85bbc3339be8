"""A check of chains is written down, too: who checked, how many, what was found."""

from __future__ import annotations

from arrears import db
from arrears.access.viewer import Viewer
from arrears.admin import log
from arrears.admin.audit import queries
from arrears.admin.audit.queries import Checked


def verify(viewer: Viewer, number: str) -> Checked:
    """Check and note it. Raises `Refused`."""
    found = queries.verify(viewer, number)
    with db.writing():
        log.note(viewer, "verified", f"{found.chains} 条记录链，{len(found.broken)} 条对不上。{number.strip()[:60]}")
    return found
