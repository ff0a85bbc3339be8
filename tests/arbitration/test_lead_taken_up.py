"""A lead routed to arbitration 线索转仲裁: the clerk of the same body reads it and carries it over; a clerk of another body does not know of it."""

from __future__ import annotations

from decimal import Decimal

from people import person, viewer
from sqlalchemy import select

from arrears import clock, db
from arrears.cases import transitions
from arrears.cases.models import Proceeding
from tests.arbitration.conftest import Tribunal

LEAD = {
    "source": "12345", "order_no": "12345-20260922-0001", "narrative": "干了三个月，欠我两万四千元工资。", "anonymous": False, "confidential": False,
    "employer_name": "北京某某拖欠装饰有限公司", "district": "通州区", "place": "测试路8号", "claims": ["wages"], "reporter_name": "石来福",
    "reporter_phone": "13900004321", "amount_claimed": Decimal("24000.00"),
}  # fmt: skip


def routed(tribunal: Tribunal, route: str) -> int:
    """A lead of the district, taken up by the intake clerk with this route."""
    clerk = tribunal.office.clerk
    facts = {**LEAD, "received_at": clock.now()}
    case = transitions.begin("lead.register", clerk, token=f"lead-{route}", facts=facts, owner_id=clerk.user_id).proceeding_id
    seen = db.session.scalar(select(Proceeding.version).where(Proceeding.id == case))
    db.release()
    told = {"route": route, "body": "通州区", "owner": clerk.user_id, "route_reason": "当事人要求", "handler_phone": "010-69540001"}
    transitions.perform(case, "lead.confirm-route", clerk, seen=seen, token=f"route-{route}", facts=told)
    return case


def test_a_clerk_reads_a_lead_routed_to_arbitration_and_types_nothing_twice(tribunal: Tribunal) -> None:
    other = viewer(person("cycc", "朝阳书记员", tribunal.office.other, "CC"), tribunal.office.other)
    assert other.body_id != tribunal.clerk.body_id
    with tribunal.at(9, 22, 9):
        case = routed(tribunal, "arbitration")
        clerk, stranger = tribunal.browser("linxy"), tribunal.browser("cycc")
        assert stranger.get(f"/cases/{case}").status == 404 and stranger.get(f"/arbitration/new?from={case}").status == 404
        assert "线索转来" not in stranger.get("/arbitration").words
        page = clerk.get("/arbitration")
        assert "线索转来 1 件" in page.words
        page = clerk.get(f"/cases/{case}")
        assert page.status == 200 and "转入仲裁" in page.words
        assert "13900004321" not in page.text, "the telephone stays masked on the page"
        page = clerk.get(f"/arbitration/new?from={case}")
        assert page.value("applicants-0-name") == "石来福" and page.value("respondents-0-name") == LEAD["employer_name"]
        assert page.value("facts") == LEAD["narrative"]
        assert page.value("claims-0-claimed") == "24,000.00"
        page = page.fill({"evidence": "考勤表", "pre_mediation": "unwilling"}).send()
        assert page.status == 200 and "已收到仲裁申请" in page.words, page.faults
        assert db.session.scalar(select(Proceeding.state).where(Proceeding.id == case)) == "l-filed"
        db.release()
        assert "线索转来" not in clerk.get("/arbitration").words


def test_a_lead_with_another_route_is_unknown_to_the_clerk(tribunal: Tribunal) -> None:
    with tribunal.at(9, 22, 9):
        case = routed(tribunal, "mediation")
        clerk = tribunal.browser("linxy")
        assert clerk.get(f"/cases/{case}").status == 404 and "线索转来" not in clerk.get("/arbitration").words
