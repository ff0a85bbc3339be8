"""Materials 材料: the files of a case as its page lists them; each came with an act and stands at that entry of the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from arrears.access import policy
from arrears.access.models import AppUser
from arrears.access.viewer import Viewer
from arrears.cases import visibility
from arrears.cases.models import Attachment, CaseEvent
from arrears.db import session
from arrears.law import codes
from arrears.law.procedures import ACTS


@dataclass(frozen=True, slots=True)
class Material:
    """A file of a case as its page lists it. `seq`: the entry of the timeline it came with."""

    id: int
    seq: int
    name: str
    kind: str
    act: str
    by: str
    at: datetime
    bytes: int

    @property
    def size(self) -> str:
        """How large: 340 KB, 1.2 MB."""
        return f"{self.bytes / 1_000_000:.1f} MB" if self.bytes >= 1_000_000 else f"{max(1, round(self.bytes / 1000))} KB"


def of_case(viewer: Viewer, proceeding_id: int) -> Sequence[Material]:
    """Files of a case, newest first; those that may point to a reporter only for who may see reporters. At most two statements."""
    query = (
        select(Attachment, CaseEvent.act, AppUser.name)
        .join(CaseEvent, (CaseEvent.proceeding_id == Attachment.proceeding_id) & (CaseEvent.seq == Attachment.seq))
        .outerjoin(AppUser, AppUser.id == Attachment.by_user_id)
        .where(Attachment.proceeding_id == proceeding_id)
        .order_by(Attachment.id.desc())
    )
    rows = session.execute(query).all()
    if any(row.reporter for row, _, _ in rows) and not policy.may(viewer, "reporter.see", visibility.ref(proceeding_id)):
        rows = [found for found in rows if not found[0].reporter]
    names = codes.codes("evidence_kind")
    return [
        Material(
            row.id, row.seq, row.name, names.get(row.kind, ""), ACTS[act].label if act in ACTS else "", by or "系统", row.at, row.size
        )
        for row, act, by in rows
    ]
