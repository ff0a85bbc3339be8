"""What a lead hands to the next procedure 承接: its fields, and the reporter for whom may see reporters."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select

from arrears.access import policy
from arrears.access.viewer import Viewer
from arrears.cases import visibility
from arrears.cases.carry import carries
from arrears.db import session
from arrears.intake.models import Lead, WorkOrder
from arrears.intake.queries import together
from arrears.personal import vault


@carries("lead")
def of_lead(viewer: Viewer, proceeding_id: int) -> Mapping[str, Any]:
    """The lead's fields, and its first reporter's name, phone and story if this person may see the reporter. Five statements."""
    lead = session.get(Lead, proceeding_id)
    if lead is None:
        return {}
    found: dict[str, Any] = {
        "employer_name": lead.employer_name,
        "sign_name": lead.sign_name,
        "credit_code": lead.credit_code,
        "place": " ".join(part for part in (lead.district, lead.place) if part),
        "project_name": lead.project_name,
        "period_start": lead.period_start,
        "period_end": lead.period_end,
        "amount_claimed": lead.amount_verified if lead.amount_verified is not None else lead.amount_claimed,
        "workers": lead.workers_verified or lead.workers_claimed,
        "claims": list(lead.claims),
    }
    if policy.may(viewer, "reporter.see", visibility.ref(proceeding_id)):
        found |= _reporter(proceeding_id)
        people = _people(viewer, proceeding_id)
        if len(people) > 1:
            found["applicants"] = people
    return found


def _people(viewer: Viewer, lead_id: int) -> list[dict[str, str]]:
    """The reporters of the lead, of what was merged into it and of its group, each once, as applicants of a group case."""
    merged = together.merged_into(lead_id)
    others = [i for i in together.group_of(lead_id) if policy.may(viewer, "reporter.see", visibility.ref(i))]
    query = select(WorkOrder).where(WorkOrder.lead_id.in_([lead_id, *merged, *others])).order_by(WorkOrder.id)
    rows = list(session.scalars(query))
    told = vault.opened([value for row in rows for value in (row.reporter_name, row.reporter_phone, row.reporter_id_no)])
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        name, phone, id_no = (told.get(value or "", "") for value in (row.reporter_name, row.reporter_phone, row.reporter_id_no))
        if not name or row.anonymous:
            continue
        known = next((p for p in found.values() if _same(p, name, phone, id_no)), None)
        if known is None:
            found[str(row.id)] = {"name": name, "phone": phone, "id_no": id_no}
        else:
            known.update({key: known[key] or value for key, value in (("phone", phone), ("id_no", id_no))})
    return list(found.values())


def _same(known: Mapping[str, str], name: str, phone: str, id_no: str) -> bool:
    """Whether two reporters are one person: by id number, else by name where no phones differ."""
    if known["id_no"] and id_no:
        return known["id_no"] == id_no
    return known["name"] == name and (not known["phone"] or not phone or known["phone"] == phone)


def _reporter(proceeding_id: int) -> dict[str, Any]:
    row = session.scalars(select(WorkOrder).where(WorkOrder.lead_id == proceeding_id).order_by(WorkOrder.id).limit(1)).first()
    if row is None:
        return {}
    names = ("reporter_name", "reporter_phone", "reporter_id_no", "narrative")
    told = vault.opened([getattr(row, name) for name in names])
    return {name: told.get(getattr(row, name) or "", "") for name in names}
