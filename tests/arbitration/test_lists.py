"""The lists 仲裁台、未送达、待排期、今日开庭: who sees what, groups with counts, the same number of statements for 2 rows and for 6."""

from __future__ import annotations

from arrears import db
from tests.arbitration.builders import filed, served
from tests.arbitration.conftest import Tribunal, moment
from tests.arbitration.test_rooms import put, version
from tests.statements import counted

LISTS = ("/arbitration", "/arbitration/servings", "/arbitration/scheduling", "/arbitration/hearings/2026-10-21")


def test_lists_cost_the_same_for_few_rows_and_for_many(tribunal: Tribunal) -> None:
    costs: list[dict[str, int]] = []
    with tribunal.at(9, 22, 9):
        for n in (1, 2, 3, 4):
            served(tribunal, n, tribunal.arbitrators[0])
            if n % 2 == 0:
                costs.append({})
                clerk = tribunal.browser("linxy")
                for path in LISTS:
                    with counted() as statements:
                        assert clerk.get(path).status == 200
                    costs[-1][path] = len(statements)
    assert costs[0] == costs[1], costs
    assert max(costs[0].values()) <= 45, costs[0]


def test_each_case_stands_in_the_group_of_what_it_waits_for(tribunal: Tribunal) -> None:
    with tribunal.at(9, 22, 9):
        filed(tribunal, 1)
        served(tribunal, 2, tribunal.arbitrators[0])
        case = served(tribunal, 3, tribunal.arbitrators[0])
        put(tribunal, case, "第二仲裁庭", version(tribunal, case))()
        db.release()
        clerk = tribunal.browser("linxy")
        for tab, name in (("docket", "工友1"), ("schedule", "工友2"), ("sit", "工友3")):
            words = clerk.get(f"/arbitration?tab={tab}").words
            assert name in words and all(f"工友{n}" not in words for n in (1, 2, 3) if f"工友{n}" != name), tab
        assert "没有案件" in clerk.get("/arbitration?tab=sign").words
        page = clerk.get("/arbitration/hearings/2026-10-21")
        assert "第二仲裁庭" in page.words and "还没有送达" in page.words
        assert "工友3" not in tribunal.browser("qianwg").get("/arbitration").words, "an arbitrator sees his own cases"
        assert clerk.get("/arbitration?tab=all&q=%E5%B7%A5%E5%8F%8B2").words.count("工友2") >= 1


def test_a_person_without_a_desk_in_arbitration_is_refused(tribunal: Tribunal) -> None:
    assert tribunal.browser("liuyan").get("/arbitration").status == 403
    with tribunal.at(9, 22, 9):
        filed(tribunal, 1)
        path = f"/cases/{tribunal.id}/arbitration/accept"
        assert tribunal.browser("cyclerk").get(path).status in {403, 404}, "another district knows nothing of it"
        assert tribunal.browser("qianwg").get(path).status in {403, 404}


def test_only_who_may_take_over_is_offered_it(tribunal: Tribunal) -> None:
    with tribunal.at(9, 22, 9):
        assert "接受移送" in tribunal.browser("linxy").get("/arbitration").words
        assert "接受移送" not in tribunal.browser("zhaomin").get("/arbitration").words


def test_the_schedule_s_page_shows_the_earliest_day_and_what_is_booked(tribunal: Tribunal) -> None:
    with tribunal.at(9, 22, 9):
        one = served(tribunal, 1, tribunal.arbitrators[0])
        put(tribunal, one, "第一仲裁庭", version(tribunal, one))()
        two = served(tribunal, 2, tribunal.arbitrators[1])
        tribunal.id = two
        page = tribunal.page("linxy", "arbitration/schedule")
        assert "2026年10月14日" in page.words and "答辩期到 10月13日 届满" in page.words
        page = page.fill(at="2026-10-21 09:30", room="第一仲裁庭").send()
        assert page.status == 422 and "09:00–11:00 已排" in page.words
        assert page.value("at") == "2026-10-21 09:30" and moment(10, 21) is not None
