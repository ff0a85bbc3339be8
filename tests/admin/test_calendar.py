"""A new year's days off: read from the notice, previewed, saved as an edition; running clocks follow in the background."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from sqlalchemy import func, select, update

from arrears import clock, db, outbox
from arrears.access.models import AppUser
from arrears.admin.calendar.reading import NotRead, read
from arrears.admin.models import Recheck, RecheckMove
from arrears.cases import calendar, ledger
from arrears.cases.models import CalendarDay, CaseEvent, Deadline, Notice
from arrears.law.calendar import BUILTIN

from ..cases.test_perform import apply
from .conftest import AdminOffice, Hands

Log = Callable[[str], Hands]

NOTICE_2026 = """一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。"""
LONGER_MAY = NOTICE_2026.replace("5月1日（周五）至5日（周二）放假调休，共5天", "5月1日（周五）至11日（周一）放假调休，共11天").replace(
    "。5月9日（周六）上班", "。5月16日（周六）上班"
)
"""An invented notice: the days of May go on to the 11th."""


def test_the_notice_itself_is_read_as_the_built_in_year() -> None:
    found = read(2026, NOTICE_2026)
    builtin = {day: row for day, row in BUILTIN.special.items() if day.year == 2026}
    assert set(found.off) == {day for day, row in builtin.items() if row.off}
    assert found.work == {day for day, row in builtin.items() if not row.off}
    assert found.off[date(2026, 2, 17)] == "春节"


def test_a_table_is_read_with_spans_and_from_a_spreadsheet() -> None:
    found = read(2027, "日期,类型,名称\n2027-01-01,放假,元旦\n2027年10月1日~2027年10月7日\t放假\t国庆节\n2027/10/9 上班")
    assert len(found.off) == 8 and found.work == {date(2027, 10, 9)} and found.off[date(2027, 10, 3)] == "国庆节"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("哈哈", "看不出是放假还是上班"),
        ("2027-02-30,放假", "没有 2027年2月30日 这一天"),
        ("国庆节：10月1日至7日放假，共8天。", "读到 7 天，通知写共 8 天"),
        ("2026-01-01,放假", "不在 2027 年"),
        ("元旦：1日放假。", "没有写月份"),
        ("2027-01-02,上班", "没有读到放假的日子"),
        ("2027-01-01,放假\n2027-01-01,上班", "同时写了放假和上班"),
        ("2027-01-01~2027-06-01,放假", "不像一个假期"),
    ],
)
def test_a_line_that_cannot_be_is_named_with_its_reason(text: str, why: str) -> None:
    with pytest.raises(NotRead, match=why):
        read(2027, text)


def drain_all() -> None:
    while outbox.drain():
        pass


def test_a_changed_year_is_previewed_then_moves_running_clocks_with_an_event_and_a_message(office: AdminOffice, hands: Log) -> None:
    with time_machine.travel(clock.at(date(2026, 4, 24)), tick=False):
        done = apply(office)
        before = dict(db.session.execute(select(Deadline.rule_id, Deadline.due_on).where(Deadline.closed_at.is_(None))).all())
        admin = hands("cityadmin")
        given = {"year": "2026", "notice": "国办发明电〔2026〕1号", "days": LONGER_MAY}
        page = html.unescape(admin.send("/admin/calendar/new", 200, **given))
        assert "会改动 1 项" in page and "5月9日" in page and "5月12日" in page
        assert calendar.edition() == 0
        page = admin.send("/admin/calendar/new", step="save", **given)
        assert "正在后台进行" in page
        assert calendar.edition() == 1 and calendar.in_force().notices[2026] == "国办发明电〔2026〕1号"
        db.release()
        drain_all()
        row = db.session.scalars(select(Recheck)).one()
        assert row.done_at is not None and row.looked_at == len(before)
        after = dict(db.session.execute(select(Deadline.rule_id, Deadline.due_on).where(Deadline.closed_at.is_(None))).all())
        moved = {rule for rule in before if before[rule] != after[rule]}
        assert len(moved) == 1
        editions = set(db.session.scalars(select(Deadline.calendar_edition)))
        assert editions == {calendar.in_force().edition}
        event = db.session.scalars(select(CaseEvent).where(CaseEvent.act == "mediation.recheck")).one()
        assert event.actor_id == 0 and event.from_state == event.to_state
        told = db.session.scalars(select(Notice.text).where(Notice.user_id == office.mediator.user_id)).all()
        assert any("工作日历变更" in text for text in told)
        assert list(ledger.verify()) == []
        assert "已完成" in admin.see(f"/admin/rechecks/{row.id}") and "改动 1 项" in admin.see(f"/admin/rechecks/{row.id}")
    assert done.seq == 1


def test_a_message_delivered_twice_moves_nothing_twice(office: AdminOffice, hands: Log) -> None:
    with time_machine.travel(clock.at(date(2026, 4, 24)), tick=False):
        apply(office)
        hands("cityadmin").send("/admin/calendar/new", step="save", year="2026", notice="一号", days=LONGER_MAY)
        drain_all()
        with db.writing() as current:
            current.execute(update(outbox.Outbox).values(done_at=None, lease_until=None))
        drain_all()
        assert db.session.scalar(select(func.count()).select_from(CaseEvent).where(CaseEvent.act.like("%.recheck"))) == 1
        assert db.session.scalar(select(func.count()).select_from(RecheckMove)) == 1


def test_a_second_year_keeps_the_first_and_a_mistyped_one_keeps_what_was_typed(office: AdminOffice, hands: Log) -> None:
    admin = hands("cityadmin")
    admin.send("/admin/calendar/new", step="save", year="2026", notice="一号", days=LONGER_MAY)
    admin.send("/admin/calendar/new", step="save", year="2027", notice="二号", days="2027-01-01,放假,元旦")
    assert calendar.edition() == 2
    in_force = calendar.in_force()
    assert in_force.off_reason(date(2026, 5, 11)) == "劳动节放假" and in_force.off_reason(date(2027, 1, 1)) == "元旦放假"
    assert in_force.off_reason(date(2025, 10, 1)) is not None
    db.release()
    page = html.unescape(admin.send("/admin/calendar/new", 422, step="save", year="2028", notice="三号", days="2028-13-01,放假"))
    assert "没有 2028年13月1日 这一天" in page and "2028-13-01,放假" in page
    assert db.session.scalar(select(func.max(CalendarDay.edition))) == 2


def test_a_district_leaves_the_calendar_to_the_city_unless_the_city_has_no_administrator(office: AdminOffice, hands: Log) -> None:
    page = hands("admin").send("/admin/calendar/new", 422, year="2027", notice="一号", days="2027-01-01,放假,元旦")
    assert "由市级管理员维护" in page
    hands("admin").see("/admin/calendar")
    with db.writing() as current:
        current.execute(update(AppUser).where(AppUser.id == office.city_admin.user_id).values(closed_at=clock.now()))
    assert "没有在走的期限会改动" in hands("admin").send(
        "/admin/calendar/new", 200, year="2027", notice="一号", days="2027-01-01,放假,元旦"
    )
