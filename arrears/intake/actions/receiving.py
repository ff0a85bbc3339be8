"""What is handed over inside the city arrives 转入: the receiver's desk gets a lead of its own, with an owner and the sender's number.

Runs after the commit, from the outbox; sent twice it arrives once. The receiver's signature is the sender's proof of taking up.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from arrears import clock, outbox
from arrears.access.models import Body
from arrears.access.viewer import SYSTEM
from arrears.cases import transitions
from arrears.cases.acting import Doing
from arrears.cases.models import Proceeding
from arrears.db import session
from arrears.intake import incoming
from arrears.intake.models import Lead, WorkOrder
from arrears.intake.queries import routing
from arrears.law import codes
from arrears.outbox import Message
from arrears.personal import vault

TOPIC = "lead-handed-over"
CARRIED = (
    "employer_name", "sign_name", "credit_code", "project_name", "place", "district", "town", "industry", "job", "arrears_kind",
    "workers_claimed", "amount_claimed", "amount_per_person", "paid_before", "period_start", "period_end", "work_end", "claims", "urgency",
    "chain", "employer_contact",
)  # fmt: skip
"""Fields of the lead that go along as they are."""
SUMS = ("amount_claimed", "amount_per_person", "paid_before", "arrears_kind")


def send(doing: Doing, to_body: str) -> None:
    """Leave the arrival to be done, where the receiver works in this house."""
    place = next((place for place, name in routing.bodies().items() if name == to_body), None)
    if place is None:
        return
    query = select(Body.id).where(Body.district_id == place, Body.kind.in_(["district", "city"]), Body.closed_at.is_(None))
    body_id = doing.session.scalar(query.order_by(Body.id).limit(1))
    if body_id is not None:
        outbox.queue(TOPIC, {"lead": doing.proceeding.id, "seq": doing.seq, "body": body_id})


def send_split(doing: Doing, claims: Sequence[str]) -> None:
    """Leave the lead of split-off claims to be opened, in the same body and matter, with the same owner."""
    outbox.queue(TOPIC, {"lead": doing.proceeding.id, "seq": doing.seq, "body": doing.proceeding.body_id, "claims": list(claims)})


@outbox.handles(TOPIC)
def arrive(message: Message) -> None:
    """Register the lead at the receiver. The token makes a second delivery harmless."""
    lead_id, body_id = int(message.payload["lead"]), int(message.payload["body"])
    lead, case = session.get(Lead, lead_id), session.get(Proceeding, lead_id)
    order = session.scalars(select(WorkOrder).where(WorkOrder.lead_id == lead_id).order_by(WorkOrder.id).limit(1)).first()
    if lead is None or case is None or order is None:
        return
    facts = _facts(lead, case, order, int(message.payload["seq"]))
    claims, matter_id = message.payload.get("claims"), None
    owner = None if claims else incoming.least_loaded(incoming.clerk_loads(body_id))
    if claims:
        facts, owner, matter_id = _split_off(facts, case.number, int(message.payload["seq"]), claims), case.owner_id, case.matter_id
    about, token = case.id, f"handed-{lead_id}-{message.payload['seq']}"
    transitions.begin(
        "lead.register", SYSTEM,
        token=token, facts=facts, body_id=body_id, owner_id=owner, about_id=about, matter_id=matter_id, received_at=facts["received_at"],
    )  # fmt: skip


def _split_off(facts: dict[str, Any], number: str, seq: int, claims: Sequence[str]) -> dict[str, Any]:
    """The same people, unit and place; the claims that were split off, and no sum, since the sum told was of the wages."""
    words = "、".join(codes.label("claims", claim) for claim in claims)
    kept = {name: value for name, value in facts.items() if name not in SUMS}
    narrative = f"【从 {number} 分出：{words}】\n{facts['narrative']}"
    return kept | {"order_no": f"{number}-分{seq}", "claims": list(claims), "narrative": narrative, "signed_at": facts["received_at"]}


def _facts(lead: Lead, case: Proceeding, order: WorkOrder, seq: int) -> dict[str, Any]:
    """The lead whole, as an order from the body that handed it over."""
    people = (order.reporter_name, order.reporter_phone, order.phone2, order.reporter_id_no)
    told = vault.opened([order.narrative, *people, lead.employer_phone])
    facts: dict[str, Any] = {name: getattr(lead, name) for name in CARRIED}
    facts |= {
        "source": "transfer",
        "order_no": f"{case.number}-转{seq}",
        "received_at": clock.now(),
        "narrative": told.get(order.narrative or "", "原文见转出机构"),
        "reporter_name": told.get(order.reporter_name or ""),
        "reporter_phone": told.get(order.reporter_phone or ""),
        "phone2": told.get(order.phone2 or ""),
        "reporter_id_no": told.get(order.reporter_id_no or ""),
        "employer_phone": told.get(lead.employer_phone or ""),
        "anonymous": order.anonymous,
        "confidential": order.confidential,
    }
    return {name: value for name, value in facts.items() if value not in (None, "", [])}
