"""The calendar's steps, the versions of a rule, the lights and the strip that a case page shows."""

from datetime import date, datetime, timedelta

import pytest

from arrears.law.calendar import BEIJING, BUILTIN, OutOfCalendar
from arrears.law.deadlines import RULES, VERSIONS, Rule, due, light, rule_on, strip
from arrears.law.deadlines.citation import cite
from arrears.law.deadlines.registry import by_id


def test_a_make_up_saturday_is_a_workday_and_a_holiday_says_which() -> None:
    assert BUILTIN.is_workday(date(2026, 2, 28)) and BUILTIN.is_makeup(date(2026, 2, 28))
    assert BUILTIN.off_reason(date(2026, 10, 1)) == "国庆节放假"
    assert BUILTIN.off_reason(date(2026, 10, 11)) == "周末"
    assert BUILTIN.off_reason(date(2026, 10, 10)) is None
    assert BUILTIN.is_provisional(date(2027, 1, 1)) and not BUILTIN.is_provisional(date(2026, 12, 31))


@pytest.mark.parametrize("start", [date(2025, 12, 31), date(2026, 2, 14), date(2026, 2, 15), date(2026, 10, 3), date(2026, 3, 2)])
def test_steps_over_workdays_agree_with_walking(start: date) -> None:
    for count in (*range(-300, 0), *range(1, 300)):
        day, left = start, abs(count)
        while left:
            day += timedelta(days=1 if count > 0 else -1)
            left -= BUILTIN.is_workday(day)
        assert BUILTIN.add_workdays(start, count) == day
        if count > 0:
            assert BUILTIN.workdays_between(start, day) == count
    assert BUILTIN.add_workdays(start, 0) == start


def test_the_nearest_workday_is_the_day_itself_if_it_works() -> None:
    assert BUILTIN.next_workday(date(2026, 10, 1)) == date(2026, 10, 8)
    assert BUILTIN.prev_workday(date(2026, 10, 7)) == date(2026, 9, 30)
    assert BUILTIN.next_workday(date(2026, 10, 8)) == BUILTIN.prev_workday(date(2026, 10, 8)) == date(2026, 10, 8)


def test_a_new_year_is_refused_when_its_days_do_not_fit() -> None:
    with pytest.raises(ValueError, match="不在 2027 年"):
        BUILTIN.with_year(2027, off=[date(2026, 1, 1)])
    with pytest.raises(ValueError, match="同时列为"):
        BUILTIN.with_year(2027, off=[date(2027, 1, 2)], makeup=[date(2027, 1, 2)])
    with pytest.raises(ValueError, match="不是周末"):
        BUILTIN.with_year(2027, makeup=[date(2027, 1, 1)])
    with pytest.raises(OutOfCalendar):
        BUILTIN.add_workdays(date(2199, 12, 30), 30)


def test_a_year_given_again_replaces_the_old_one() -> None:
    known = BUILTIN.with_year(2026, off={date(2026, 1, 1): "元旦"})
    assert known.is_workday(date(2026, 10, 1)) and not known.is_workday(date(2026, 1, 1))
    assert BUILTIN.off_reason(date(2026, 10, 1)) == "国庆节放假"


def test_an_announcement_keeps_the_period_of_its_own_day() -> None:
    assert [version.length for version in VERSIONS["svc-public"]] == [60, 30]
    assert rule_on("svc-public", date(2021, 12, 31)).length == 60
    assert rule_on("svc-public", date(2022, 1, 1)).length == RULES["svc-public"].length == 30
    old, new = due("svc-public", date(2021, 12, 31)), due("svc-public", date(2022, 1, 1))
    assert old.due == date(2022, 3, 1) and "适用2021年12月31日前的规定（60日）" in old.explanation
    assert new.due == date(2022, 2, 7) and "适用2022年1月1日起的规定（30日）" in new.explanation
    assert old.rule_version != new.rule_version


def test_versions_of_a_rule_may_not_overlap_or_leave_a_gap() -> None:
    old, new = VERSIONS["svc-public"]
    with pytest.raises(ValueError, match="重叠或者间断"):
        by_id((new, old))


def test_every_rule_says_its_article_its_owner_and_in_chinese_what_starts_it() -> None:
    from arrears.law.deadlines import OWED_BY, UNITS

    for versions in VERSIONS.values():
        for rule in versions:
            assert rule.unit in UNITS and rule.owed_by in OWED_BY and rule.force in ("statutory", "target")
            assert any("一" <= sign <= "鿿" for sign in rule.title) and any("一" <= sign <= "鿿" for sign in rule.trigger)
            assert rule.article and not (rule.rolls and not rule.statutory)


def test_articles_are_written_out() -> None:
    assert cite("法43；规则45、46") == "《劳动争议调解仲裁法》第四十三条、《劳动人事争议仲裁办案规则》第四十五条、第四十六条"
    assert cite("处罚法64(i2)、73(3)") == "《行政处罚法》第六十四条第二项、第七十三条第三款"
    assert cite("310 5、16") == "《行政执法机关移送涉嫌犯罪案件的规定》第五条、第十六条"


def shown(rule: Rule, end: date | datetime | None, as_of: date | datetime) -> tuple[str, str]:
    got = light(end, rule.force, as_of, rule)
    return got.colour, got.word


def test_lights_of_a_date_follow_the_days_left() -> None:
    award, defence = RULES["arb-award"], RULES["arb-defence"]
    assert shown(award, date(2026, 11, 9), date(2026, 10, 16)) == ("green", "剩 24 天")
    assert shown(award, date(2026, 11, 9), date(2026, 10, 25)) == ("amber", "剩 15 天")
    assert shown(award, date(2026, 11, 9), date(2026, 11, 4)) == ("red", "剩 5 天")
    assert shown(award, date(2026, 11, 9), date(2026, 11, 9)) == ("red", "今日到期")
    assert shown(award, date(2026, 11, 9), date(2026, 11, 11)) == ("red", "已逾期 2 天")
    assert shown(defence, date(2026, 10, 19), date(2026, 10, 16)) == ("amber", "剩 1 个工作日")
    assert shown(defence, date(2026, 10, 19), date(2026, 9, 29)) == ("green", "剩 10 个工作日")


def test_lights_of_an_instant_tell_hours_and_minutes() -> None:
    contact = RULES["hot-contact"]
    end = datetime(2026, 9, 13, 20, 50, tzinfo=BEIJING)
    assert shown(contact, end, end - timedelta(hours=1, minutes=34)) == ("amber", "剩 1 小时 34 分")
    assert shown(contact, end, end - timedelta(minutes=54)) == ("red", "剩 54 分钟")
    assert shown(contact, end, end - timedelta(days=5, hours=12)) == ("green", "剩 5 天 12 小时")
    assert shown(contact, end, end + timedelta(hours=1, minutes=6)) == ("red", "已逾期 1 小时 06 分")
    assert shown(contact, end, end) == ("red", "剩 0 分钟")


def test_a_met_clock_is_done_and_says_if_late() -> None:
    rule = RULES["agr-instal"]
    late = light(date(2026, 5, 15), rule.force, date(2026, 5, 25), rule, date(2026, 5, 22))
    assert (late.colour, late.word, late.days_left) == ("done", "已办，逾期 7 天", None)


def test_a_paused_clock_is_grey_with_what_is_left() -> None:
    notice = due("arb-award", date(2026, 3, 2), {"pauses": [{"kind": "public-notice", "from": "2026-03-20", "to": None}]})
    assert light(notice, "statutory", date(2026, 4, 1), notice.rule).word == "公告中（剩 28 天）"
    stored = light(None, "statutory", date(2026, 4, 1), RULES["arb-award"], paused=True, remaining=12)
    assert (stored.colour, stored.word) == ("grey", "中止（剩 12 天）")


def test_the_strip_of_the_defence_period_is_the_one_of_the_case_page() -> None:
    days = strip(due("arb-defence", date(2026, 9, 29)), BUILTIN, date(2026, 10, 16))
    assert [day.ordinal for day in days] == [None, 1, *[None] * 7, 2, 3, 4, None, 5, 6, 7, 8, 9, None, None, 10]
    assert "".join(day.label or "·" for day in days) == "起·休休休休休休休··班休·····休休·"
    assert [day.day for day in days if day.is_today] == [date(2026, 10, 16)]
    assert days[-1].is_due and days[-1].day == date(2026, 10, 19)


def test_the_weeks_of_the_award_period_mark_plan_and_due() -> None:
    days = strip(due("arb-award", date(2026, 9, 23)), BUILTIN, date(2026, 10, 16))
    assert [day.day for day in days if day.is_plan] == [date(2026, 11, 6)]
    assert [day.ordinal for day in days][-4:] == [44, 45, None, None]
    assert next(day.ordinal for day in days if day.is_today) == 23


def test_the_strip_of_a_backward_count_numbers_from_the_hearing() -> None:
    days = strip(due("arb-hearing-notice", date(2026, 10, 21)), BUILTIN, date(2026, 10, 1))
    assert days[0].is_due and days[0].ordinal == 5 and days[-1].label == "起"


def test_a_paused_strip_shows_the_paused_days() -> None:
    facts = {"pauses": [{"kind": "suspension", "from": "2026-03-20", "to": "2026-03-23"}]}
    days = strip(due("arb-award", date(2026, 3, 2), facts), BUILTIN, date(2026, 3, 25))
    assert [day.day.day for day in days if day.is_paused] == [20, 21, 22]
    running = due("arb-award", date(2026, 3, 2), {"pauses": [{"kind": "suspension", "from": "2026-03-20", "to": None}]})
    shown_days = strip(running, BUILTIN, date(2026, 3, 25))
    assert shown_days[-1].day == date(2026, 3, 25) and shown_days[-1].is_paused
