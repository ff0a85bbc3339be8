"""From a failed mediation to the application 调解转仲裁: the clerk types nothing twice, the worker signs anew."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from arrears import db
from arrears.cases import transitions
from arrears.cases.models import Party, Proceeding
from tests.arbitration.conftest import Tribunal
from tests.arbitration.test_story_a import LABOUR, LEADER, worker


def act(tribunal: Tribunal, case_id: int, name: str, **facts: object) -> None:
    seen = db.session.scalar(select(Proceeding.version).where(Proceeding.id == case_id))
    db.release()
    transitions.perform(case_id, f"mediation.{name}", tribunal.office.mediator, seen=seen, token=f"{name}-{case_id}", facts=facts)


def test_a_converted_mediation_waits_at_the_clerk_s_desk_and_is_carried_over(tribunal: Tribunal) -> None:
    with tribunal.at(9, 1, 9):
        case = transitions.begin(
            "mediation.apply", tribunal.office.clerk, token="med", owner_id=tribunal.office.mediator.user_id,
            facts={
                "applicants": [worker(LEADER, 1)], "respondents": [{"name": LABOUR, "kind": "company"}],
                "claims": [{"kind": "wage", "claimed": 42000, "formula": "120×400−6000"}], "facts": "工钱没有结清。", "source": "self",
                "applied_on": date(2026, 9, 1), "oral": False,
            },
        ).proceeding_id  # fmt: skip
        assert tribunal.browser("linxy").get(f"/arbitration/new?from={case}").status == 404, "not handed over yet: unknown to the clerk"
        act(tribunal, case, "decline", by=str(tribunal.party(LABOUR)), on=date(2026, 9, 1))
        act(tribunal, case, "convert", to="arbitration", papers=["调解申请书"])
        clerk = tribunal.browser("linxy")
        page = clerk.get("/arbitration")
        assert "调解转来 1 件" in page.words and LEADER in page.words
        page = clerk.get(f"/arbitration/new?from={case}")
        assert page.value("applicants-0-name") == LEADER and page.value("respondents-0-name") == LABOUR
        assert page.value("claims-0-claimed") == "42,000.00" and page.value("facts") == "工钱没有结清。"
        assert page.values("pre_mediation") == ["tried"] and "已有登记" in page.words
        page = page.fill(evidence="考勤表").send()
        assert page.status == 200 and "已收到仲裁申请" in page.words, page.faults
        assert db.session.scalar(select(func.count()).select_from(Party).where(Party.name == LEADER)) == 1, "nobody is entered twice"
        row = db.session.scalars(select(Proceeding).where(Proceeding.procedure == "arbitration")).one()
        assert row.about_id == case and str(row.amount) == "42000.00"
        db.release()
        assert "调解转来" not in clerk.get("/arbitration").words
