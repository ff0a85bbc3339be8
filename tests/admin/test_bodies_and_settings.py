"""Stations, letterheads, first numbers, settings: what papers print and what clocks count with."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import time_machine
from sqlalchemy import select

from arrears import clock, db, numbering, outbox
from arrears.access import preferences
from arrears.access.models import Body, Setting
from arrears.admin import region_bodies
from arrears.admin.models import Recheck
from arrears.admin.settings import kinds, queries
from arrears.cases.models import Deadline
from arrears.documents.actions import body_facts
from arrears.law.deadlines import RULES
from arrears.regions import region

from ..cases.test_perform import apply
from .conftest import AdminOffice, Hands

Log = Callable[[str], Hands]


def test_the_bodies_of_the_region_are_made_once_with_their_letterhead(house: str) -> None:
    first = region_bodies.load(region("beijing"))
    db.release()
    assert region_bodies.load(region("beijing")) == first and len(first) == 18
    body = db.session.scalars(select(Body).where(Body.code == "chaoyang")).one()
    assert (body.kind, body.letter, body.district_id, body.parent_id) == ("district", "朝", "朝阳区", first["市"])
    assert body_facts(body, "arbitration")["name"] == "北京市朝阳区劳动人事争议仲裁委员会"
    assert body_facts(body, "lead")["name"] == "北京市朝阳区人力资源和社会保障局"


def test_a_letterhead_that_was_saved_is_what_the_next_paper_prints(office: AdminOffice, hands: Log) -> None:
    admin = hands("admin")
    here = f"/admin/bodies/{office.district}"
    assert "没有填" in admin.see(here)
    admin.send(f"{here}/letterhead", name="北京市通州区劳动人事争议仲裁院", address="通州区新华东街1号", phone="010-69540000")
    body = db.session.get(Body, office.district)
    assert body is not None and body_facts(body, "lead")["address"] == "通州区新华东街1号"
    admin.see(f"/admin/bodies/{office.other}", 404)


def test_a_station_is_made_under_its_district_and_its_short_name_stands_once(office: AdminOffice, hands: Log) -> None:
    admin = hands("admin")
    given = {"parent_id": office.district, "name": "张家湾镇劳动争议调解站", "short": "张家湾", "code": "tz-zjw"}
    assert "已设好" in admin.send("/admin/bodies/new", **given)
    assert "已经用过" in admin.send("/admin/bodies/new", 422, **given)
    assert "简称" in admin.send("/admin/bodies/new", 422, **{**given, "code": "tz-zjw2"})
    made = db.session.scalars(select(Body).where(Body.code == "tz-zjw")).one()
    assert (made.kind, made.parent_id, made.letter) == ("station", office.district, "通")
    db.release()
    admin2 = hands("admin")
    assert made.name in admin2.see("/admin/bodies")


def test_an_office_that_comes_from_paper_goes_on_with_its_next_number(office: AdminOffice, hands: Log) -> None:
    year = clock.today().year
    admin = hands("admin")
    here = f"/admin/bodies/{office.district}"
    admin.send(f"{here}/start-number", series="调", year=str(year), start="418")
    assert apply(office).number == f"京通劳人调字〔{year}〕第418号"
    page = html.unescape(admin.send(f"{here}/start-number", 422, series="调", year=str(year), start="500"))
    assert "已用到第 418 号" in page
    assert f"京通劳人调字〔{year}〕第419号" in admin.see(here)
    assert "第418号" in admin.see(f"{here}/register?series=调&year={year}")
    assert numbering.gaps(office.district, "调", year) == []


def test_a_settings_page_shows_defaults_as_aims_and_never_as_law(office: AdminOffice, hands: Log) -> None:
    page = hands("admin").see("/admin/settings")
    for one in region("beijing").settings:
        assert html.escape(one.title, quote=False) in page or one.title in html.unescape(page)
    assert "本市或本单位定" in page


def test_every_setting_that_a_rule_names_is_offered(house: str) -> None:
    named = {rule.setting for rule in RULES.values() if rule.setting}
    assert named <= set(queries.declared()) and set(queries.declared()) >= kinds.MOVES_CLOCKS


def test_a_changed_length_moves_the_running_clocks_of_that_body_only(office: AdminOffice, hands: Log) -> None:
    with time_machine.travel(clock.at(date(2026, 4, 24)), tick=False):
        admin = hands("admin")
        apply(office)
        page = admin.send(
            f"/admin/settings/rule_short_days?body={office.district}",
            value="cd",
            valid_from="2026-04-24",
            reason="试行",
            form_of="/account/password",
        )
        assert "期限重算" in page
        row = db.session.scalars(select(Recheck)).one()
        assert (row.cause, row.body_id) == ("setting", office.district)
        db.release()
        while outbox.drain():
            pass
        assert db.session.get(Recheck, row.id, populate_existing=True).done_at is not None  # type: ignore[union-attr]
        assert preferences.chosen(office.district, clock.today())["rule_short_days"] == "cd"
        assert preferences.chosen(office.other, clock.today())["rule_short_days"] == "wd"
        assert db.session.scalars(select(Deadline)).all()


def test_a_value_for_a_day_to_come_waits_for_that_day(office: AdminOffice, hands: Log) -> None:
    later = clock.today() + timedelta(days=10)
    hands("admin").send(
        f"/admin/settings/clear_days?body={office.district}", value="1", valid_from=str(later), reason="从严", form_of="/account/password"
    )
    assert preferences.chosen(office.district, clock.today())["clear_days"] == 0
    assert preferences.chosen(office.district, later)["clear_days"] == 1
    assert db.session.scalars(select(Recheck)).one().due_at == clock.at(later)


def test_days_and_shares_come_back_in_their_own_type(office: AdminOffice, hands: Log) -> None:
    admin = hands("cityadmin")
    today = clock.today()
    admin.send("/admin/settings/over_age_from", value="2027-01-01", valid_from=str(today), reason="甲")
    admin.send("/admin/settings/satisfaction_weight_mostly", value="0.75", valid_from=str(today), reason="乙")
    found = preferences.chosen(office.district, today)
    assert found["over_age_from"] == date(2027, 1, 1) and found["satisfaction_weight_mostly"] == Decimal("0.75")


def test_what_cannot_be_set_is_refused_at_the_field(office: AdminOffice, hands: Log) -> None:
    admin = hands("cityadmin")
    today = clock.today()
    past = str(today - timedelta(days=1))
    assert "不能早于今天" in admin.send("/admin/settings/clear_days", 422, value="1", valid_from=past, reason="甲")
    assert "0 到 1 之间" in admin.send("/admin/settings/composite_weight_solved", 422, value="7", valid_from=str(today), reason="甲")
    assert "整数" in admin.send("/admin/settings/med_extend_cap", 422, value="99999", valid_from=str(today), reason="甲")
    assert "市级管理员" not in admin.see("/admin/settings")
    answer = hands("auditor").client.get("/admin/settings/clear_days")
    assert answer.status_code == 200 and "保存新的值" not in answer.get_data(as_text=True)
    assert db.session.scalars(select(Setting)).all() == []


def test_no_title_of_a_setting_and_no_word_of_one_is_a_code_of_ours() -> None:
    rows = queries.declared().items()
    assert [row.title for _, row in rows if re.search(r"[A-Za-z]{2,}", row.title)] == []
    assert [kinds.words(name, row.value) for name, row in rows if re.search(r"[a-z]{2,}", kinds.words(name, row.value))] == []
