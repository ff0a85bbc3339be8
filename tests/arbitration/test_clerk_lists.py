"""The court clerk's lists (practice.md 3.3): 双方不便日 in scheduling, the sheet for door and sign-in, 待归档 with what is lacking."""

from __future__ import annotations

from datetime import date

from arrears import clock
from tests.arbitration.builders import against, served
from tests.arbitration.conftest import Tribunal, moment
from tests.arbitration.test_after_the_award import awarded
from tests.arbitration.test_story_a import Hands


def test_days_a_party_cannot_come_are_shown_where_a_hearing_is_set_and_refused(tribunal: Tribunal) -> None:
    with tribunal.at(3, 2, 10):
        served(tribunal, 1, tribunal.arbitrators[0])
        firm = against(tribunal)
        page = tribunal.page("linxy", "arbitration/away")
        page = page.fill({"rows-0-party": tribunal.party("工友1"), "rows-0-since": "2026-03-20", "rows-0-until": "2026-03-18"}).send()
        assert page.status == 422 and any("早于起日" in f for f in page.faults) and page.value("rows-0-since") == "2026-03-20"
        page = page.fill({"rows-0-until": "2026-03-24", "rows-0-why": "住院"}).send()
        assert "工友1 3月20日至3月24日（住院）" in page.words, "back at the form for the hearing, which shows them"
        assert "3月20日至3月24日" in tribunal.browser("linxy").get("/arbitration/scheduling").words
        page = page.fill(at="3月23日 9:00").send()
        assert page.status == 422 and any("不便到庭" in f for f in page.faults)
        page = page.fill(at="3月25日 9:00").send()
        assert tribunal.state == "a-scheduled", page.faults
        sheet = tribunal.browser("linxy").get("/arbitration/hearings/2026-03-25/sheet").words
        assert "第一仲裁庭" in sheet and firm in sheet and "到庭时间" in sheet
        assert "打印门牌、签到表" in tribunal.browser("linxy").get("/arbitration/hearings/2026-03-25").words
        hands = Hands(tribunal)
        hands.n = 600
        hands.act("schedule", at=moment(3, 23, 9), room="第二仲裁庭", mode="on_site", despite="当事人书面同意当天到庭")


def test_a_closed_case_waits_for_its_archive_with_what_is_lacking(tribunal: Tribunal) -> None:
    awarded(tribunal, final=False)
    with tribunal.at(3, 24, 10):
        words = tribunal.browser("linxy").get("/arbitration/to-file").words
        assert "生效后起算" in words and "还没有生效" in words and "没有结案审批表" in words
    with tribunal.at(4, 8, 9):
        from tests.arbitration.conftest import sweep_all

        sweep_all()
        page = tribunal.page("zhaomin", "arbitration/close")
        assert (page.value("days_used"), page.value("amount_awarded")) == ("18", "9,000.00"), "2 to 20 March, nothing is typed again"
        page.send()
        tribunal.sign()
        words = tribunal.browser("linxy").get("/arbitration/to-file").words
        assert "2026-05-08" in words and "没有结案审批表" not in words, "thirty days from the day it took effect"
        assert clock.today() == date(2026, 4, 8)
