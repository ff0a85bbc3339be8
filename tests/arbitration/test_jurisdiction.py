"""Jurisdiction 管辖: nobody is heard before an objection in time is decided (规则 第十条)."""

from __future__ import annotations

from datetime import date

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
