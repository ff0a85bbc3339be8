"""What waits to be taken up 转来: leads routed to inspection, mediations converted to it; nothing of them is typed again."""

from __future__ import annotations

from arrears.access.viewer import Viewer
from arrears.cases import handed, visibility
from arrears.cases.models import Proceeding
from arrears.cases.visibility import Head


def waiting(viewer: Viewer) -> list[Head]:
    """Leads of this person, and mediations of the body, that go to inspection and have no case there yet."""
    where = [Proceeding.state == "l-accepted", Proceeding.onward == "inspection"]
    leads = visibility.page(viewer, "case.read", ["lead"], where=where, limit=handed.MOST)[: handed.MOST]
    return [*visibility.heads([*leads]), *handed.converted(viewer, "inspection")]
