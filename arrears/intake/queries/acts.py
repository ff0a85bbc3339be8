"""What the forms of a lead's acts offer: orders that fit, leads by number, the reply block."""

from __future__ import annotations

from sqlalchemy import select

from arrears.access.viewer import Viewer
from arrears.cases import numbers, visibility
from arrears.cases.models import Proceeding
from arrears.cases.outcomes import Gone
from arrears.db import session
from arrears.intake.models import Lead, WorkOrder
from arrears.law.procedures import ACTS
from arrears.law.refusal import Refused
from arrears.personal import vault


def fitting(lead_id: int, act_id: str) -> list[tuple[int, str]]:
    """Orders of a lead on which an act is possible now: (id, words). Two statements."""
    order = ACTS[act_id].order
    states = order[0].split() if order else []
    query = select(WorkOrder).where(WorkOrder.lead_id == lead_id).order_by(WorkOrder.id)
    rows = [row for row in session.scalars(query) if not states or row.state in states]
    if act_id == "lead.return-result":
        rows = [row for row in rows if row.returning]
    names = vault.masked([row.reporter_name for row in rows])
    return [(row.id, f"{row.order_no}　{names.get(row.reporter_name or '', '匿名' if row.anonymous else '未留姓名')}") for row in rows]


def by_number(viewer: Viewer, number: str) -> int:
    """The lead of that number, as far as this person may see it. Raises `Refused` at `number`."""
    wanted = numbers.folded(number.strip())
    found = session.scalar(select(Proceeding.id).where(Proceeding.number == number.strip(), Proceeding.procedure == "lead"))
    if found is None and wanted.isdigit():
        raise Refused("number", "请写完整的线索编号，如 XS通-2026-000417。")
    if found is None:
        raise Refused("number", f"没有编号为 {number.strip()[:60]} 的线索，请核对。")
    try:
        visibility.head(viewer, found)
    except Gone:
        raise Refused("number", f"没有编号为 {number.strip()[:60]} 的线索，请核对。") from None
    return found


def target_of_merge(lead_id: int) -> int | None:
    """The lead this one was merged into. One statement."""
    return session.scalar(select(Lead.merged_into).where(Lead.proceeding_id == lead_id))


def urging(lead_id: int, order_id: int) -> dict[str, object] | None:
    """The facts by which an order is urged: its own number again. One statement."""
    row = session.get(WorkOrder, order_id)
    if row is None or row.lead_id != lead_id:
        return None
    return {"source": row.source, "order_no": row.order_no, "received_at": row.received_at, "relation": "urge"}
