"""Materials 材料: the files of a case as its page lists them; each came with an act and stands at that entry of the timeline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select

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


_FILE, _EVENT, _USER = Attachment.__table__.c, CaseEvent.__table__.c, AppUser.__table__.c
_OF_CASE = (
    select(
        _FILE.id, _FILE.seq, _FILE.name, _FILE.kind, _FILE.at, _FILE.size, _FILE.reporter, _EVENT.act, _USER.name.label("by_name")
    )
    .join_from(
        Attachment.__table__, CaseEvent.__table__, (_EVENT.proceeding_id == _FILE.proceeding_id) & (_EVENT.seq == _FILE.seq)
    )
    .outerjoin(AppUser.__table__, _USER.id == _FILE.by_user_id)
    .where(_FILE.proceeding_id == bindparam("case"))
    .order_by(_FILE.id.desc())
)  # fmt: skip


def of_case(viewer: Viewer, proceeding_id: int) -> Sequence[Material]:
    """Files of a case, newest first; those that may point to a reporter only for who may see reporters. At most two statements."""
    rows = session.execute(_OF_CASE, {"case": proceeding_id}).all()
    if any(row.reporter for row in rows) and not policy.may(viewer, "reporter.see", visibility.ref(proceeding_id)):
        rows = [row for row in rows if not row.reporter]
    names = codes.codes("evidence_kind")
    return [
        Material(
            row.id, row.seq, row.name, names.get(row.kind, ""), ACTS[row.act].label if row.act in ACTS else "",
            row.by_name or "系统", row.at, row.size,
        )
        for row in rows
    ]  # fmt: skip
