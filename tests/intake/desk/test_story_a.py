"""Story A of the field (practice 5), its first line: the call of Saturday night to the accepted lead, with every clock."""

from __future__ import annotations

from decimal import Decimal

import pytest
import time_machine
from people import Office
from sqlalchemy import select

from arrears import db
from arrears.cases import ledger, transitions
from arrears.cases.models import Deadline, Notice, Proceeding
from arrears.documents.models import Document
from arrears.intake.models import Lead, WorkOrder
from arrears.law.refusal import Refused
from arrears.outbox import drain
from tests.intake.desk.conftest import at, register


def clocks(lead: int, order_no: str = "") -> dict[str, Deadline]:
    query = select(Deadline).where(Deadline.proceeding_id == lead)
    if order_no:
        order = db.session.scalar(select(WorkOrder.id).where(WorkOrder.order_no == order_no))
        query = query.where(Deadline.subject == f"order:{order}")
    return {row.rule_id: row for row in db.session.scalars(query)}


def order_row(order_no: str) -> WorkOrder:
    return db.session.scalars(select(WorkOrder).where(WorkOrder.order_no == order_no)).one()


def note(office: Office, lead: int, when: str, **facts: object) -> None:
    given = {"at": at(when), "channel": "phone", "to": "反映人", "contact_result": "answered", "note": "在工地", **facts}
    transitions.perform(lead, "lead.note", office.clerk, seen=None, token=f"n{when}{facts.get('order', '')}", facts=given)


def test_the_first_line_of_story_a_keeps_every_clock(office: Office) -> None:
    with time_machine.travel(at("2026-09-12 20:50"), tick=False):  # A1, a Saturday
        lead = register(office, office.clerk2)
        mine = clocks(lead, "12345-20260912-0187")
        assert mine["hot-contact"].due_at == at("2026-09-13 20:50")
        assert mine["hot-due"].due_at == at("2026-09-19 20:50")  # as the order says: not moved
        assert mine["hot-sign"].closed_how == "met"
        assert str(mine["hot-selfcall"].due_on) == "2026-09-18"
        assert db.session.get(Proceeding, lead).state == "l-screening"  # type: ignore[union-attr]
    with time_machine.travel(at("2026-09-12 21:20"), tick=False):  # A2
        note(office, lead, "2026-09-12 21:20", urgency=["threat", "collective"])
        contact = clocks(lead, "12345-20260912-0187")["hot-contact"]
        assert (contact.closed_how, contact.satisfied_at, contact.was_late) == ("met", at("2026-09-12 21:20"), False)
        drain()
        told = set(db.session.scalars(select(Notice.user_id).where(Notice.text.like("%极端苗头%"))))
        assert office.head.user_id in told and office.clerk.user_id not in told
    with time_machine.travel(at("2026-09-13 10:10"), tick=False):  # A3: another worker of the gang
        same = register(
            office, office.clerk2, {lead: "group"}, order_no="12345-20260913-0233", reporter_name="罗小满", reporter_phone="13700003307",
            received_at=at("2026-09-13 10:10"), reply_due_at=at("2026-09-20 10:10"), signed_at=at("2026-09-13 10:10"),
        )  # fmt: skip
        assert same == lead
        assert clocks(lead, "12345-20260913-0233")["hot-due"].due_at == at("2026-09-20 10:10")
    with time_machine.travel(at("2026-09-14 08:31"), tick=False):  # A4: the national platform, pushed twice
        for _ in range(2):
            pushed = register(
                office, office.clerk, {lead: "same"}, source="national", order_no="QG-2026-0914-03352", reply_due_at=None,
                received_at=at("2026-09-14 08:31"), signed_at=at("2026-09-14 08:31"),
            )  # fmt: skip
            assert pushed == lead
        rows = db.session.scalars(select(WorkOrder).where(WorkOrder.lead_id == lead).order_by(WorkOrder.id)).all()
        assert [row.relation for row in rows] == ["new", "group", "repeat"] and rows[2].urge_count == 1
        assert str(clocks(lead, "QG-2026-0914-03352")["nat-contact"].due_on) == "2026-09-16"
    with time_machine.travel(at("2026-09-14 09:30"), tick=False):  # A5
        case = db.session.get(Proceeding, lead)
        assert case is not None
        facts = {"route": "mediation", "body": "通州区", "owner": office.mediator.user_id, "handler_phone": "69546666"}
        with pytest.raises(Refused, match="与建议不同"):
            transitions.perform(lead, "lead.confirm-route", office.clerk, seen=case.version, token="r0", facts=facts)
        facts["route_reason"] = "工人愿意先调解，申请速裁"
        done = transitions.perform(lead, "lead.confirm-route", office.clerk, seen=case.version, token="r1", facts=facts)
        assert done.state == "l-accepted"
        row = db.session.get(Lead, lead)
        assert row is not None and (row.route_proposed, row.route) == ("inspection", "mediation")
        assert db.session.get(Proceeding, lead).owner_id == office.mediator.user_id  # type: ignore[union-attr]
        kinds = set(db.session.scalars(select(Document.kind).where(Document.proceeding_id == lead)))
        assert kinds == {"lead-registration", "lead-acceptance-notice"}
        assert "hot-dispute" not in {r for r, c in clocks(lead).items() if c.closed_at is None}
    assert list(ledger.verify()) == []


def test_a_major_case_is_proposed_with_its_figures(office: Office) -> None:  # A6
    from arrears.intake.queries import screening

    with time_machine.travel(at("2026-09-14 09:31"), tick=False):
        lead = register(office, amount_claimed=Decimal(1005000), urgency=["threat"], received_at=at("2026-09-14 09:00"), signed_at=None)
        said = "".join(screening.proposal(lead).major)
    assert "37 人" in said and "1005000" in said.replace(",", "") and "威胁" in said
