"""Story D, an unseen one: four workers and a chain of three firms 建设、总包、劳务.

Part was paid before filing; the developer objects to the jurisdiction; the general contractor is joined; the labour firm stays away;
the undisputed months are decided first, the rest later; one set-aside fails; the court collects the money.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears import clock, db
from arrears.arbitration import filing
from arrears.arbitration.models import Award, AwardParty
from arrears.cases import ledger
from arrears.cases.models import Claim, Deadline, Proceeding
from arrears.cases.printing import claims_of
from arrears.documents import paper as printed
from arrears.documents.actions import facts_of
from arrears.documents.models import Document, Serving
from tests.arbitration.conftest import Tribunal, moment, sweep_all
from tests.arbitration.test_story_a import Hands, worker

D = Decimal
DEVELOPER, GENERAL, LABOUR = "北京某某置业有限公司", "北京某某建设集团有限公司", "河北某某建筑劳务有限公司"
FOUR = ["石大山", "石小川", "温有田", "温有粮"]
ACCEPTED: dict[str, Any] = {"scope": True, "claims_clear": True, "parties_named": True, "jurisdiction": True, "track": "fast"}
CLAIMS: list[dict[str, Any]] = [
    {"kind": "wage", "period_from": "2026-06", "period_to": "2026-08", "claimed": D("48000.00"), "formula": "4×(3×6000−6000)"},
    {"kind": "ot", "claimed": D("9600.00"), "formula": "4×2400"},
    {"kind": "sev", "claimed": D("6000.00"), "formula": "6000×1", "whose": FOUR[0]},
]


def apply(tribunal: Tribunal) -> None:
    """The four file against the labour firm and the developer, as they know them; 6,000 each was paid before."""
    facts = {
        "applicants": [worker(name, 40 + n) for n, name in enumerate(FOUR)],
        "respondents": [{"name": LABOUR, "kind": "company"}, {"name": DEVELOPER, "kind": "company"}],
        "claims": CLAIMS, "facts": "做木工三个月，每人每月6000元，过节前每人给过6000元，其余没有给。", "evidence": ["考勤表", "转账记录"],
        "copies": 3, "filed_on": clock.today(), "pre_mediation": "unwilling",
    }  # fmt: skip
    tribunal.id = filing.file_application(tribunal.clerk, facts, token="story-d", owner_id=tribunal.clerk.user_id).proceeding_id


def claim_ids(tribunal: Tribunal) -> list[int]:
    found = [c.id for c in claims_of(tribunal.id)]
    db.release()
    return found


def paper(kind: str) -> tuple[str, dict[str, Any]]:
    """Number and facts of the newest paper of a kind."""
    row = db.session.scalars(select(Document).where(Document.kind == kind).order_by(Document.id.desc())).first()
    assert row is not None, kind
    found = (row.number, facts_of(row))
    db.release()
    return found


def test_a_chain_of_three_firms_objection_joined_contractor_two_awards_and_the_court_s_money(tribunal: Tribunal) -> None:
    hands = Hands(tribunal)
    judge = tribunal.arbitrators[0]
    with tribunal.at(9, 22, 10):
        apply(tribunal)
        hands.signed("accept", **ACCEPTED, accepted_on=clock.today())
        hands.signed("form-panel", arbitrators=[judge.user_id], clerk=tribunal.clerk.user_id, ties=False)
        first_limit = tribunal.due("arb-award")
    with tribunal.at(9, 24, 10):
        hands.serve("arb-response-notice", LABOUR, "direct", clock.today())
        hands.serve("arb-response-notice", DEVELOPER, "electronic", clock.today())
    objection_and_its_decision(tribunal, hands)
    contractor_joined(tribunal, hands, first_limit)
    partial_award_on_the_undisputed_months(tribunal, hands)
    award_on_the_rest(tribunal, hands)
    after_the_awards(tribunal, hands)


def objection_and_its_decision(tribunal: Tribunal, hands: Hands) -> None:
    judge = tribunal.arbitrators[0]
    with tribunal.at(9, 28, 10):
        none = hands.refused("decide-jurisdiction", judge, upheld=False, reason="没有异议")
        assert "先登记“管辖异议”" in none.sentence, "the way out is named"
        running = tribunal.due("arb-award")
        hands.act(
            "object-jurisdiction", party=str(tribunal.party(DEVELOPER)), on=clock.today(), ground="公司注册地在外区，应由外区仲裁委处理"
        )
        assert tribunal.due("arb-award") == running, "while it is looked at, the 45 days run on"
        assert tribunal.due("arb-jurisdiction-decide") == date(2026, 10, 10), "a Saturday worked in exchange counts"
        twice = hands.refused("object-jurisdiction", party=str(tribunal.party(LABOUR)), on=clock.today(), ground="不服")
        assert "还没有决定" in twice.sentence
    with tribunal.at(9, 29, 10):
        hands.signed("decide-jurisdiction", judge, upheld=False, reason="工地在本区，劳动合同履行地在本区，本委有管辖权")
        met = db.session.scalars(select(Deadline.closed_how).where(Deadline.rule_id == "arb-jurisdiction-decide")).one()
        db.release()
        assert met == "met" and tribunal.state == "a-prehearing"
        _, told = paper("jurisdiction-decision")
        assert told["objector"] == DEVELOPER and told["upheld"] is False
        hands.serve("jurisdiction-decision", DEVELOPER, "electronic", clock.today())


def contractor_joined(tribunal: Tribunal, hands: Hands, first_limit: date | None) -> None:
    judge = tribunal.arbitrators[0]
    with tribunal.at(9, 30, 10):
        known = hands.refused("add-party", judge, party={"name": LABOUR}, role="respondent", ground="subcontractor", on=clock.today())
        assert "已经是本案当事人" in known.sentence
        hands.act(
            "add-party", judge, party={"name": GENERAL, "kind": "company", "legal_rep": "许某"}, role="respondent",
            ground="general_contractor", on=clock.today(),
        )  # fmt: skip
        assert first_limit == date(2026, 11, 6) and tribunal.due("arb-award") == date(2026, 11, 16), "anew from the decision"
        unserved = hands.refused("schedule", at=moment(10, 30, 9), room="第一仲裁庭", mode="on_site")
        assert GENERAL in unserved.sentence and "不能排庭" in unserved.sentence
    with tribunal.at(10, 8, 10):
        hands.serve("add-party-notice", LABOUR, "direct", clock.today())
        assert tribunal.due("arb-defence", f"party:{tribunal.party(LABOUR)}") == date(2026, 10, 15), "only the joined one answers anew"
        hands.serve("add-party-notice", GENERAL, "direct", clock.today())
        hands.serve("add-party-notice", DEVELOPER, "electronic", clock.today())
        hands.serve("add-party-notice", FOUR[0], "direct", clock.today())
        own = tribunal.due("arb-defence", f"party:{tribunal.party(GENERAL)}")
        assert own == date(2026, 10, 21)
        inside = hands.refused("schedule", at=moment(10, 20, 9), room="第一仲裁庭", mode="on_site")
        assert GENERAL in inside.sentence and "届满" in inside.sentence
        hands.act("schedule", at=moment(10, 30, 9), room="第一仲裁庭", mode="on_site")
        for to in (FOUR[0], LABOUR, DEVELOPER, GENERAL):
            hands.serve("arb-hearing-notice", to, "direct", clock.today())
    with tribunal.at(10, 20, 10):
        late = hands.refused("object-jurisdiction", party=str(tribunal.party(LABOUR)), on=clock.today(), ground="不服管辖")
        assert late.field == "on" and "不影响审理" in late.sentence
        hands.act("defend", party=tribunal.party(GENERAL), on=clock.today(), answer="6月至8月工资没有异议，加班不认可。")


def partial_award_on_the_undisputed_months(tribunal: Tribunal, hands: Hands) -> None:
    judge = tribunal.arbitrators[0]
    wage, overtime, severance = claim_ids(tribunal)
    parts = {str(tribunal.party(name)): D("12000.00") for name in FOUR}
    months = {"claim_id": wage, "amount": D("48000.00"), "result": "upheld", "final": True, "reason": "各方没有争议", "parts": parts}
    with tribunal.at(10, 30, 10):
        hands.act("hear-absent", judge, party=str(tribunal.party(LABOUR)), notice_proved=True, record="总包、建设单位到庭，三个月工资各方无争议。")
        rest = [{"claim_id": c, "amount": D("0"), "result": "dismissed", "final": True, "reason": "无"} for c in (overtime, severance)]
        everything = hands.refused("partial-award", judge, items=[months, *rest], payer=LABOUR)
        assert "没有留下继续审理的" in everything.sentence and "裁决" in everything.sentence
        hands.signed(
            "partial-award", judge, items=[months], payer=LABOUR, first_payer=GENERAL, pay_days=5, found="三个月工资未付，每人已付6000元"
        )
        assert tribunal.state == "a-hearing" and tribunal.due("arb-award") == date(2026, 11, 16), "the rest keeps its time limit"
        award = db.session.scalars(select(Award)).one()
        assert (award.kind, award.partial, award.total, award.w) == ("final", True, D("48000.00"), "w-effective")
        case = db.session.get(Proceeding, tribunal.id)
        assert case is not None and case.closed_at is None
        left = db.session.scalars(select(Claim.result).where(Claim.id.in_([overtime, severance]))).all()
        number = case.number
        db.release()
        assert list(left) == ["", ""]
        shown, told = paper("award-partial")
        assert shown == number and [a["claim_no"] for a in told["answers"]] == [1] and len(told["claims"]) == 3
        assert told["first_payer"] == GENERAL and len(told["rows"]) == 4 and LABOUR in told["absent"]
        again = hands.refused("partial-award", judge, items=[months], payer=LABOUR)
        assert "已经裁决或者调解" in again.sentence
    with tribunal.at(11, 2, 10):
        for name in FOUR:
            hands.serve("award-partial", name, "direct", clock.today())
        for firm in (LABOUR, GENERAL, DEVELOPER):
            hands.serve("award-partial", firm, "direct", clock.today())
        assert tribunal.due("setaside-employer", f"%:{tribunal.party(GENERAL)}") == date(2026, 12, 2)
        assert tribunal.due("sue-final-worker", f"%:{tribunal.party(FOUR[0])}") == date(2026, 11, 17)


def award_on_the_rest(tribunal: Tribunal, hands: Hands) -> None:
    judge = tribunal.arbitrators[0]
    wage, overtime, severance = claim_ids(tribunal)
    parts = {str(tribunal.party(name)): D("1200.00") for name in FOUR}
    items: list[dict[str, Any]] = [
        {"claim_id": overtime, "amount": D("4800.00"), "result": "partly", "final": True, "reason": "考勤表证明一半", "parts": parts},
        {"claim_id": severance, "amount": D("6000.00"), "result": "upheld", "final": True, "reason": "因拖欠工资解除"},
    ]
    with tribunal.at(11, 10, 15):
        twice = {"claim_id": wage, "amount": D("1.00"), "result": "partly", "final": True, "reason": "重复"}
        assert "不再重复" in hands.refused("award", judge, items=[*items, twice], payer=LABOUR).sentence
        assert "还没有裁决结果" in hands.refused("award", judge, items=items[:1], payer=LABOUR).sentence
        hands.signed("award", judge, items=items, payer=LABOUR, first_payer=GENERAL, pay_days=5, found="加班有考勤表佐证")
        assert tribunal.state == "a-awarded"
        shown, told = paper("award-group")
        partial_no, _ = paper("award-partial")
        assert shown == f"{partial_no}之一", "the second award of the case"
        assert any(partial_no in sentence and "不再重复" in sentence for sentence in told["earlier"])
        text = re.sub(r"<[^>]*>", "", printed.html("award-group", told, shown))
        assert "等4人加班费、经济补偿共计10,800.00元" in text and "驳回申请人的其他仲裁请求" in text, "it names what is paid, not wages"
        assert len(told["claims"]) == 2 and [row["owed"] for row in told["rows"]] == ["7200.00", "1200.00", "1200.00", "1200.00"]
    with tribunal.at(11, 12, 10):
        names = db.session.scalars(select(Serving.recipient).join(Document).where(Document.kind == "award-group")).all()
        db.release()
        for name in names:
            hands.serve("award-group", name, "direct", clock.today())
        assert tribunal.due("perform-award") == date(2026, 11, 17)


def after_the_awards(tribunal: Tribunal, hands: Hands) -> None:
    with tribunal.at(11, 30, 10):
        asked: dict[str, Any] = {"court": "北京市第三中级人民法院", "on": clock.today(), "ground": "procedure", "party": str(tribunal.party(GENERAL))}
        which = hands.refused("award.record-setaside", **asked)
        assert which.field == "award", "of two final awards the one must be named"
        first, second = db.session.scalars(select(Award.id).order_by(Award.id)).all()
        db.release()
        hands.act("award.record-setaside", **asked, award=str(first))
        rows = {(p.award_id, p.p) for p in db.session.scalars(select(AwardParty).where(AwardParty.party_id == tribunal.party(GENERAL)))}
        db.release()
        assert rows == {(first, "p-setaside"), (second, "p-open")}
    with tribunal.at(12, 18, 10):
        hands.act("award.setaside-refused", received_on=clock.today())
        assert db.session.scalar(select(Award.w).where(Award.id == first)) == "w-effective"
        db.release()
        sweep_all()
    with tribunal.at(12, 28, 10):
        sums = {FOUR[0]: "19200.00", **dict.fromkeys(FOUR[1:], "13200.00")}
        rows_paid = [
            {
                "worker_id": tribunal.party(name), "amount": D(amount), "paid_on": clock.today(), "payer": "北京市通州区人民法院", "method": "court",
                "reference": f"执行款-{n}",
            }
            for n, (name, amount) in enumerate(sums.items())
        ]  # fmt: skip
        hands.act("award.record-performance", payments=rows_paid)
        row = db.session.get(Proceeding, tribunal.id)
        assert row is not None and row.money_closed_at is not None
        states = set(db.session.scalars(select(Award.x)))
        db.release()
        assert states == {"x-performed"}
    assert list(ledger.verify()) == []
