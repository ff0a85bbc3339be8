"""Jurisdiction 管辖: nobody is heard before an objection in time is decided (规则 第十条); a case that came is taken over."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select

from arrears import db
from arrears.cases.models import Party, Proceeding
from tests.arbitration.builders import against, served
from tests.arbitration.conftest import Tribunal, moment
from tests.arbitration.test_after_the_award import _to
from tests.arbitration.test_story_a import Hands


def test_nobody_is_heard_before_an_objection_is_decided(tribunal: Tribunal) -> None:
    judge = tribunal.arbitrators[0]
    with tribunal.at(3, 2, 10):
        served(tribunal, 1, judge)
        hands = Hands(tribunal)
        hands.n = 500
        firm = against(tribunal)
        hands.act("schedule", at=moment(3, 20, 9), room="第一仲裁庭", mode="on_site")
        for to in _to(tribunal, "arb-hearing-notice"):
            hands.serve("arb-hearing-notice", to, "direct", date(2026, 3, 2))
        hands.act("object-jurisdiction", party=str(tribunal.party(firm)), on=date(2026, 3, 2), ground="履行地在外区")
    with tribunal.at(3, 20, 9, 30):
        absent = {"party": str(tribunal.party(firm)), "notice_proved": True, "record": "欠条属实。"}
        early = hands.refused("hear-absent", judge, **absent)
        assert "管辖异议还没有决定" in early.sentence and "第十条" in str(early.source), "and it says what to do first"
        hands.signed("decide-jurisdiction", judge, upheld=False, reason="劳动合同履行地在本区")
        hands.act("hear-absent", judge, **absent)
        assert tribunal.state == "a-hearing"


def test_a_case_sent_by_a_commission_of_this_system_is_taken_over_without_typing_it_again(tribunal: Tribunal) -> None:
    judge = tribunal.arbitrators[0]
    here = "北京市通州区劳动人事争议仲裁委员会"
    with tribunal.at(9, 22, 9):
        served(tribunal, 1, judge, workers=2)
        hands = Hands(tribunal)
        hands.n = 500
        firm, sent = against(tribunal), tribunal.id
        number = db.session.scalar(select(Proceeding.number).where(Proceeding.id == sent))
        db.release()
        hands.signed("transfer", judge, to_body=here, reason="指定管辖", papers=["仲裁申请书", "证据"])
        assert "没有这个案号移送给本委" in tribunal.browser("linxy").get("/arbitration/take-over?from_case=京丰劳人仲字〔2026〕第9号").words
        page = tribunal.browser("linxy").get(f"/arbitration/take-over?from_case={number}")
        assert page.value("applicants-0-name") == "工友1甲" and page.value("respondents-0-name") == firm
        assert page.value("claims-0-claimed") == "9,000.00" and page.value("facts") == "三个月工资未付。" and "13900000" not in page.text
        page = page.fill(taken_on="2026-09-22").send()
        assert "已提请立案负责人签批" in page.words, page.faults
        tribunal.id = db.session.scalar(select(Proceeding.id).where(Proceeding.about_id == sent)) or 0
        people = db.session.scalar(select(func.count()).select_from(Party).where(Party.name == "工友1甲"))
        db.release()
        assert people == 1 and tribunal.state == "a-received", "nobody is entered twice; the case waits for the signature"
        assert "接受移送" in tribunal.page("linxy", "").words
        tribunal.sign()
        assert tribunal.state == "a-accepted" and tribunal.due("arb-award") == date(2026, 11, 6)
        again = tribunal.browser("linxy").get(f"/arbitration/take-over?from_case={number}").words
        assert "没有这个案号移送给本委" in again, "a case is taken over once"
