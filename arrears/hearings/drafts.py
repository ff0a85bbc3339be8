"""The record while it is being typed 笔录暂存: kept with the planned hearing, so that no word is lost. It changes no state of a case."""

from __future__ import annotations

from sqlalchemy import select

from arrears import clock
from arrears.db import writing
from arrears.hearings.models import Hearing
from arrears.law.refusal import Refused

LONGEST = 100_000


def save(proceeding_id: int, text: str) -> None:
    """Keep the text of the planned hearing's record. Raises `Refused` when no hearing is planned or the text is too long."""
    if len(text) > LONGEST:
        raise Refused("record", f"笔录最多 {LONGEST} 字，请分次开庭记录，或者把长的材料作为附件上传。")
    with writing() as current:
        row = current.scalars(
            select(Hearing).where(Hearing.proceeding_id == proceeding_id, Hearing.state == "planned").order_by(Hearing.id.desc())
        ).first()
        if row is None:
            raise Refused("record", "没有排好的开庭，笔录没有地方暂存。")
        row.record, row.saved_at = text, clock.now()
        row.version += 1
