"""Papers that a mediation leaves: the account sheet for the employer, the consent to an extension, the refusal, the list of what is handed over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from people import Office
from sqlalchemy import select

from arrears import db, load_handlers, outbox
from arrears.cases import approvals
from arrears.cases.approvals import Proposed
from arrears.documents import queries
from arrears.documents.actions import facts_of
from arrears.documents.models import Document
from arrears.mediation import actions
from arrears.personal.models import RevealLog
from tests.mediation.conftest import Desk, apply_facts
from tests.mediation.test_story_b import FIRM, Story, moment

ACCOUNT = "6222020200114417"


@pytest.fixture
def story(sqlite_house: str) -> Iterator[Story]:
    load_handlers()
    with time_machine.travel(moment(4, 24, 10), tick=False):
        made = Story(Office())
        viewer = made.office.mediator2
        made.id = actions.open_mediation(viewer, apply_facts(), token="apply", owner_id=viewer.user_id).proceeding_id
        yield made


def paper(kind: str) -> tuple[Document, dict[str, Any]]:
    """The newest paper of a kind, and its facts."""
    row = db.session.scalars(select(Document).where(Document.kind == kind).order_by(Document.id.desc())).first()
    assert row is not None, kind
    db.session.expunge_all()
    return row, facts_of(row)


def mediating(story: Story) -> None:
    story.act("accept", labour_dispute=True, consent_a=date(2026, 4, 24), consent_b=date(2026, 4, 24))
    story.act("assign", story.office.head, mediator=story.office.mediator2.user_id)


def test_a_refusal_tells_the_applicant_why_and_which_ways_remain(story: Story) -> None:
    asked = story.act("refuse", reason="属于工伤认定，不属于调解范围")
    assert isinstance(asked, Proposed)
    approvals.decide(asked.approval_id, story.office.head, "agree", seen=1, token="sign")
    _, facts = paper("mediation-refusal-notice")
    assert facts["reason"] == "属于工伤认定，不属于调解范围" and facts["respondents"] == [FIRM]


def test_an_extension_makes_the_consent_with_both_days_and_the_rest_is_handed_over(story: Story) -> None:
    mediating(story)
    story.act("extend", new_end=date(2026, 5, 14), consent={"name": "同意书.jpg"})
    _, facts = paper("mediation-extension-consent")
    assert (facts["old_end"], facts["new_end"]) == ("2026-05-09", "2026-05-14")
    story.act("decline", by=str(_party(FIRM)), on=date(2026, 4, 24))
    story.act("convert", to="arbitration", papers=["调解申请书", "证据材料"])
    _, listed = paper("handover-list")
    assert [sheet["title"] for sheet in listed["papers"]] == ["调解申请书", "证据材料"] and listed["giver"] == story.office.mediator2.name


def test_the_account_sheet_holds_the_whole_number_and_every_reading_is_logged(story: Story) -> None:
    mediating(story)
    claim = actions.papers.claims_of(story.id)[0].id
    db.release()
    story.act(
        "agree", items=[{"claim_id": claim, "amount": Decimal("5600.00")}], total=Decimal("5600.00"), payer=FIRM,
        instalments=[{"due_on": date(2026, 4, 30), "amount": Decimal("5600.00")}], pay_account=f"工商银行 {ACCOUNT}", tax="gross",
        waived="无", default_clause="none", authority_ok=True, signed_on=date(2026, 4, 24),
    )  # fmt: skip
    row, facts = paper("payment-instruction")
    assert [(r["bank"], r["account"], r["amount"]) for r in facts["rows"]] == [("工商银行", ACCOUNT, "5600.00")]
    assert row.volume == "inner" and ACCOUNT not in str(paper("mediation-agreement")[1])
    desk = Desk(story.office)
    desk.songjia.get(f"/documents/{row.id}")
    while outbox.drain():
        pass
    assert db.session.scalars(select(RevealLog)).all() == []
    db.release()
    desk.songjia.client.get(f"/documents/{row.id}")
    logged = db.session.scalars(select(RevealLog)).one()
    assert (logged.user_id, logged.reason) == (story.office.mediator2.user_id, "查看《付款账户单》")
    assert all(p.kind != "payment-instruction" for p in queries.of_case(story.office.clerk, story.id))
    db.release()


def _party(name: str) -> int:
    from arrears.cases.models import Party

    found = db.session.scalar(select(Party.id).where(Party.name == name))
    db.release()
    return int(found or 0)
