"""Story B: the rider 何志远 (practice.md 5): two instalments, the second late; every line that says 'refused' is asserted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from people import Office
from sqlalchemy import func, select

from arrears import clock, db, load_handlers, outbox
from arrears.cases import approvals, ledger, sweep
from arrears.cases.approvals import Proposed
from arrears.cases.models import Deadline, Notice, Party, Proceeding, ProceedingParty
from arrears.documents.models import Document
from arrears.law.refusal import Refused
from arrears.mediation import actions
from arrears.money.models import Instalment
from arrears.numbering import NumberIssued

D = Decimal
FIRM = "北京迅捷达通配送服务有限公司"


def moment(month: int, day: int, hour: int = 9, minute: int = 0) -> datetime:
    return clock.at(date(2026, month, day), time(hour, minute))


class Story:
    """The mediator's hands: each act with a fresh token and the version now."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.id = 0
        self._n = 0

    def at(self, *when: int) -> Any:
        return time_machine.travel(moment(*when), tick=False)

    def act(self, name: str, viewer: Any = None, occurred: datetime | None = None, **facts: Any) -> Any:
        self._n += 1
        row = db.session.execute(select(Proceeding.version, Proceeding.state).where(Proceeding.id == self.id)).one()
        return approvals.submit(
            self.id, f"mediation.{name}", viewer or self.office.mediator2, seen=row.version, token=f"{name}-{self._n}",
            facts=facts, occurred_at=occurred,
        )  # fmt: skip

    def refused(self, name: str, **facts: Any) -> Refused:
        with pytest.raises(Refused) as caught:
            self.act(name, **facts)
        db.session.rollback()
        return caught.value

    @property
    def state(self) -> str:
        return str(db.session.scalar(select(Proceeding.state).where(Proceeding.id == self.id)))

    def due(self, rule: str, subject: str | None = None) -> date | None:
        query = select(Deadline.due_on).where(Deadline.proceeding_id == self.id, Deadline.rule_id == rule)
        if subject is not None:
            query = query.where(Deadline.subject == subject)
        return db.session.scalars(query.order_by(Deadline.id)).first()

    def open_rules(self) -> set[str]:
        return set(
            db.session.scalars(select(Deadline.rule_id).where(Deadline.proceeding_id == self.id, Deadline.closed_at.is_(None)))
        )


@pytest.fixture
def story(house: str) -> Iterator[Story]:
    load_handlers()
    with time_machine.travel(moment(4, 20), tick=False):
        yield Story(Office())


def note(result: str, text: str) -> dict[str, Any]:
    return {"at": clock.now(), "channel": "phone", "to": "站长丁鹏", "contact_result": result, "note": text}


def payment(worker: int, amount: str, day: date, instalment: int, reference: str) -> dict[str, Any]:
    return {
        "worker_id": worker, "amount": D(amount), "paid_on": day, "payer": FIRM, "method": "bank", "row_result": "ok",
        "reference": reference, "instalment_id": instalment,
    }  # fmt: skip


def sweep_all() -> None:
    sweep.sweep()
    while outbox.drain():
        pass


def test_story_b_from_the_application_to_the_money(story: Story) -> None:
    office = story.office
    with story.at(4, 24, 10, 0):  # B3
        story.id = actions.open_mediation(
            office.mediator2,
            {
                "applicants": [
                    {"name": "何志远", "id_no": "411325199406181537", "phone": "13800001537", "address": "北京市朝阳区十八里店乡吕家营村甲12号"}
                ],
                "respondents": [{"name": FIRM, "kind": "company"}],
                "claims": [
                    {"kind": "wage", "period_from": "2026-03", "period_to": "2026-04-12", "claimed": D("11000.00"), "formula": "1048×7.50+3140"},
                    {"kind": "deposit", "claimed": D("500.00")},
                ],
                "facts": "三月、四月配送费未付，另扣押金 500 元。",
                "source": "newform",
                "applied_on": date(2026, 4, 24),
                "oral": False,
            },
            token="apply",
            owner_id=office.mediator2.user_id,
        ).proceeding_id
        assert story.due("med-end") == date(2026, 5, 9), "Saturday 9 May is a workday: it stays"
        assert {"med-accept", "newform-accept"} <= story.open_rules()
        story.act("accept", labour_dispute=True, consent_a=date(2026, 4, 24), consent_b=date(2026, 4, 24))
        assert story.due("med-fast-target") == date(2026, 5, 1)
        story.act("assign", office.head, mediator=office.mediator2.user_id)
    for hour, minute, result, text in ((11, 2, "no_answer", "无人接听"), (14, 30, "rejected", "拒接"), (16, 20, "answered", "约 28 日 15 时")):
        with story.at(4, 24, hour, minute):  # B4
            story.act("note", **note(result, text))
    with story.at(4, 24, 16, 30):
        story.act("invite", respondent_contact="丁鹏", time=moment(4, 28, 15, 0), place="朝阳区一站式调解中心")
        assert story.due("med-invite-reply") == date(2026, 4, 29)
        story.act("reply-invite", willing="yes", on=date(2026, 4, 24))

    worker = db.session.scalar(
        select(Party.id).join(ProceedingParty, ProceedingParty.party_id == Party.id).where(ProceedingParty.role == "applicant")
    )
    firm = db.session.scalar(select(Party.id).where(Party.name == FIRM))
    claims = actions.papers.claims_of(story.id)
    claim_ids = [c.id for c in claims]
    db.release()
    agreed: dict[str, Any] = {
        "items": [{"claim_id": claim_ids[0], "amount": D("10700.00")}, {"claim_id": claim_ids[1], "amount": D("500.00")}],
        "total": D("11200.00"),
        "instalments": [
            {"due_on": date(2026, 4, 28), "amount": D("5600.00")},
            {"due_on": date(2026, 5, 15), "amount": D("5600.00")},
        ],
        "payer": FIRM,
        "pay_account": "6222020200114417",
        "tax": "gross",
        "waived": "无",
        "default_clause": "none",
        "authority_ok": True,
        "signed_on": date(2026, 4, 28),
    }
    with story.at(4, 28, 15, 0):  # B5: a general power may not sign
        story.act(
            "appoint-agent", principal=str(firm), agent={"name": "丁鹏", "kind": "staff", "firm": "站长"}, authority="general",
            authority_items=["admit"], file={"name": "委托书.jpg"},
        )  # fmt: skip
        refusal = story.refused("agree", **agreed)
        assert refusal.field == "authority_ok" and "丁鹏只有一般授权" in refusal.sentence
    with story.at(4, 28, 15, 40):
        story.act(
            "appoint-agent", principal=str(firm), agent={"name": "丁鹏", "kind": "staff", "firm": "站长"}, authority="special",
            authority_items=["settle", "admit"], file={"name": "特别授权.jpg"},
        )  # fmt: skip
    with story.at(4, 28, 16, 30):  # B6
        wrong = story.refused("agree", **{**agreed, "items": [agreed["items"][0], {"claim_id": claim_ids[1], "amount": D("50.00")}]})
        assert wrong.field == "total" and "10,750.00" in wrong.sentence
        uneven = story.refused("agree", **{**agreed, "instalments": [{"due_on": date(2026, 4, 28), "amount": D("5600.00")}]})
        assert uneven.field == "instalments" and "差 5,600.00 元" in uneven.sentence
        before = db.session.scalar(select(func.count()).select_from(NumberIssued))
        db.release()
        story.act("agree", **agreed)
        after = db.session.scalar(select(func.count()).select_from(NumberIssued))
        assert after == before, "the agreement bears the case number: a preview and a refusal use none"
        assert story.state == "m-agreed"
        assert story.due("review-apply") == date(2026, 5, 13) and story.due("judconf-apply") == date(2026, 5, 28)
        assert "med-end" not in story.open_rules() and "med-fast-target" not in story.open_rules()
        papers = db.session.scalars(select(Document.kind).where(Document.kind == "mediation-agreement")).all()
        assert len(papers) == 1
    first, second = db.session.scalars(select(Instalment.id).order_by(Instalment.no)).all()
    db.release()
    with story.at(4, 28, 17, 5):  # B7
        story.act("pay", payments=[payment(worker, "5600.00", date(2026, 4, 28), first, "T20260428")])
        assert story.state == "m-performing"
        double = story.refused("pay", payments=[payment(worker, "5600.00", date(2026, 4, 28), second, "T20260428")])
        assert "已经登记过" in double.sentence
    with story.at(5, 14, 0, 5):  # B8: the window of the joint review lapses with a note
        sweep_all()
        assert "review-apply" not in story.open_rules()
    with story.at(5, 16, 0, 5):  # B9
        sweep_all()
        late = db.session.scalars(select(Deadline).where(Deadline.subject == f"instalment:{second}")).one()
        assert late.late_at is not None and late.closed_at is None
        texts = db.session.scalars(select(Notice.text).where(Notice.user_id == office.mediator2.user_id)).all()
        assert any("逾期" in t for t in texts)
        db.release()
    with story.at(5, 18, 9, 0):  # B10
        story.act("remind", instalment=str(second), channel="phone", pay_until=date(2026, 5, 22))
        gone = story.refused("review", agreement="x", ids="x", addresses="x", filed_on=date(2026, 5, 18))
        assert "2026-05-13" in gone.sentence and "支付令" in gone.sentence
    with story.at(5, 20, 10, 0):  # B11
        story.act("pay", payments=[payment(worker, "3000.00", date(2026, 5, 20), second, "T20260520")])
        assert "2,600.00" in story.refused("close", conclusion="paid", cause="deduction").sentence
    with story.at(5, 22, 10, 0):  # B12
        story.act("pay", payments=[payment(worker, "2600.00", date(2026, 5, 22), second, "T20260522")])
        met = db.session.get(Instalment, second)
        assert met is not None and met.met_on == date(2026, 5, 22) and (met.met_on - met.due_on).days == 7
        db.release()
        assert "回访" in story.refused("close", conclusion="paid", cause="deduction").sentence
    with story.at(5, 25, 9, 0):  # B13
        story.act("call-back", office.clerk, worker="何志远", result="paid", at=clock.now())
        asked = story.act("close", conclusion="paid", cause="deduction")
        assert isinstance(asked, Proposed)
        version = db.session.scalar(select(Proceeding.version).where(Proceeding.id == story.id))
        db.release()
        with pytest.raises(Refused, match="提请人不能自己审批"):
            approvals.decide(asked.approval_id, office.mediator2, "agree", seen=version, token="own")
        db.session.rollback()
        approvals.decide(asked.approval_id, office.mediator, "agree", seen=version, token="check")
        row = db.session.get(Proceeding, story.id)
        assert row is not None
        assert (row.state, row.conclusion) == ("m-performed", "paid")
        assert row.closed_at is not None and row.money_closed_at is not None and row.money_closed_at < row.closed_at
    assert list(ledger.verify()) == []
