"""Joint review of an agreement 仲裁审查 and the way to the court: the papers of each step, one number for the review, what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from people import Office, person, viewer
from sqlalchemy import select

from arrears import db, load_handlers
from arrears.access.models import Body
from arrears.cases import approvals
from arrears.cases.approvals import Proposed
from arrears.cases.models import Proceeding
from arrears.documents.models import Document, Serving
from arrears.mediation import actions
from tests.mediation.conftest import RIDER, apply_facts
from tests.mediation.test_papers_of_the_ways_out import paper
from tests.mediation.test_story_b import FIRM, Story, moment

COMMISSION = "北京市通州区劳动人事争议仲裁委员会"


@pytest.fixture
def story(house: str) -> Iterator[Story]:
    """An agreement of 24 April over 5,600 yuan; an arbitrator sits with the mediator."""
    load_handlers()
    with time_machine.travel(moment(4, 24, 10), tick=False):
        made = Story(Office())
        with db.writing() as current:
            row = current.get(Body, made.office.district)
            assert row is not None
            row.letterhead = {"commission": COMMISSION, "centre": "北京市通州区劳动人事争议调解中心", "address": "运河东大街55号"}
        made.arbitrator = viewer(person("zhaomin", "赵敏", made.office.district, "AR"), made.office.district)
        mediator = made.office.mediator2
        made.id = actions.open_mediation(mediator, apply_facts([RIDER]), token="apply", owner_id=mediator.user_id).proceeding_id
        made.act("accept", labour_dispute=True, consent_a=date(2026, 4, 24), consent_b=date(2026, 4, 24))
        seats = [{"unit": "仲裁院", "name": "赵敏", "user_id": made.arbitrator.user_id}]
        made.act("join", made.office.head, seats=seats)
        claim = actions.papers.claims_of(made.id)[0].id
        db.release()
        made.act(
            "agree", items=[{"claim_id": claim, "amount": Decimal("5600.00")}], total=Decimal("5600.00"), payer=FIRM,
            instalments=[{"due_on": date(2026, 4, 30), "amount": Decimal("5600.00")}], pay_account="工商银行 6222020200114417",
            tax="gross", waived="无", default_clause="none", authority_ok=True, signed_on=date(2026, 4, 24),
        )  # fmt: skip
        yield made


def asked(story: Story, day: int = 27) -> None:
    story.act("review", agreement="已收", ids="已收", addresses="已收", filed_on=date(2026, 4, day))


def signed(story: Story, name: str, **facts: Any) -> None:
    proposed = story.act(name, story.arbitrator, **facts)
    assert isinstance(proposed, Proposed)
    seen = db.session.scalar(select(Proceeding.version).where(Proceeding.id == story.id))
    db.release()
    approvals.decide(proposed.approval_id, story.office.head, "agree", seen=seen, token=f"sign-{name}-{proposed.approval_id}")


def reached(kind: str) -> list[str]:
    found = db.session.scalars(select(Serving.recipient).join(Document).where(Document.kind == kind).order_by(Serving.id))
    names = list(found)
    db.release()
    return names


def test_a_review_bears_one_number_and_ends_in_the_statement(story: Story) -> None:
    with story.at(4, 27, 10):
        early = story.refused("review", agreement="已收", ids="已收", addresses="已收", filed_on=date(2026, 4, 23))
        assert early.field == "filed_on" and "2026-04-24" in early.sentence
        asked(story)
        application, facts = paper("arbitration-review-application")
        assert application.number == "京通劳人仲审字〔2026〕第1号" and facts["body"]["name"] == COMMISSION
        assert facts["applicants"][0]["name"] == "何志远" and facts["centre"] == "北京市通州区劳动人事争议调解中心"
        none = story_refused_by(story, "review-ok", lawful=True, same_content=True)
        assert "审查受理" in none
        signed(story, "review-accept", accepted_on=date(2026, 4, 27), arbitrator=story.arbitrator.user_id)
        before = story.due("review-decide")
        signed(story, "review-extend", reason="需要向当事人核实付款账户")
        notice, told = paper("extension-notice")
        assert notice.number == application.number and (told["old_due"], told["new_due"]) == (str(before), "2026-05-13")
        assert reached("extension-notice") == ["何志远", FIRM]
        assert "已经延长过一次" in story_refused_by(story, "review-extend", reason="再延")
        assert "不予制作" in story_refused_by(story, "review-ok", lawful=False, same_content=True)
        signed(story, "review-ok", lawful=True, same_content=True)
        statement, terms = paper("arb-mediation-statement")
        assert statement.number == application.number and story.state == "m-confirmed"
        assert terms["tribunal"]["presiding"] == "赵敏" and terms["total"] == "5600.00" and terms["pay_by"] == "2026-04-30"
        assert "调解中心主持达成的调解协议" in terms["reviewed"]
    with story.at(5, 4, 10):
        story.act("to-court", way="enforcement", court="北京市通州区人民法院", unpaid=Decimal("5600.00"), on=date(2026, 5, 4))
        guide, taken = paper("enforcement-guide")
        assert guide.volume == "none" and taken["paper_no"] == statement.number and taken["last_day"] == "2028-05-01"


def test_what_the_commission_answers_when_it_does_not_review(story: Story) -> None:
    with story.at(4, 27, 10):
        asked(story)
        signed(story, "review-refuse", reason="confirms_relation")
        first, refused = paper("review-rejection-notice")
        assert refused["reason"] == "确认劳动关系" and "申请仲裁" in refused["onward"] and story.state == "m-agreed"
    with story.at(4, 28, 10):
        asked(story, 28)
        signed(story, "review-accept", accepted_on=date(2026, 4, 28), arbitrator=story.arbitrator.user_id)
        signed(story, "review-no", reason="unclear")
        second, decided = paper("review-decision")
        assert decided["reason"] == "内容不明确" and decided["accepted_on"] == "2026-04-28"
        assert (first.number, second.number) == ("京通劳人仲审字〔2026〕第1号", "京通劳人仲审字〔2026〕第2号")
        assert reached("review-decision") == ["何志远", FIRM]
    with story.at(4, 29, 10):
        asked(story, 29)
        story.act("review-withdraw", on=date(2026, 4, 29))
        _, left = paper("review-withdrawal-notice")
        assert left["withdrawn_on"] == "2026-04-29" and left["received_on"] == "2026-04-29"


def test_an_agreement_alone_is_not_enforced_but_one_the_court_confirmed_is(story: Story) -> None:
    with story.at(5, 4, 10):
        court = "北京市通州区人民法院"
        none = story.refused("to-court", way="enforcement", court=court, unpaid=Decimal("5600.00"), on=date(2026, 5, 4))
        assert none.field == "way" and "司法确认" in none.sentence
        story.act("confirm", filed_on=date(2026, 5, 4), court=court)
        _, facts = paper("judicial-confirmation-application")
        assert facts["court"] == court and facts["effective_on"] == "2026-04-24"
        story.act("record-confirmation", granted=True, number="（2026）京0112民特56号")
        story.act("to-court", way="enforcement", court=court, unpaid=Decimal("5600.00"), on=date(2026, 5, 4))
        _, taken = paper("enforcement-guide")
        assert (taken["paper_title"], taken["paper_no"], taken["maker"]) == ("民事裁定书", "（2026）京0112民特56号", court)


def story_refused_by(story: Story, name: str, **facts: Any) -> str:
    from arrears.law.refusal import Refused

    with pytest.raises(Refused) as caught:
        story.act(name, story.arbitrator, **facts)
    db.session.rollback()
    return caught.value.sentence
