"""Accounts, roles and leave, walked through the forms as the administrator does."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from people import PASSWORD
from sqlalchemy import select

from arrears import clock, db
from arrears.access import sessions
from arrears.access.models import AppUser, Delegation, LoginSession, LoginThrottle, Membership
from arrears.admin.models import AdminLog

from ..cases.test_perform import apply
from .conftest import AdminOffice, Hands

Log = Callable[[str], Hands]


def user_id(account: str) -> int:
    found = db.session.scalar(select(AppUser.id).where(AppUser.account == account))
    assert found is not None
    return found


def make(admin: Hands, office: AdminOffice, account: str = "linyu", **fields: object) -> str:
    given = {"name": "林小雨", "account": account, "body_id": office.district, "roles": ["ME"], **fields}
    return admin.send("/admin/users/new", 200, **given)


def test_a_new_mediator_logs_in_with_the_password_shown_once_and_must_change_it(office: AdminOffice, hands: Log) -> None:
    page = make(hands("admin"), office)
    password = re.search(r'id="first-password">([^<]+)<', page)
    assert password is not None and "只显示这一次" in page
    token = sessions.log_in("linyu", password[1], address="", agent="")
    known = sessions.known(token)
    assert known is not None and known.must_change and known.viewer.roles == {"ME"}
    assert password[1] not in hands("admin").see(f"/admin/users/{user_id('linyu')}")


def test_an_inspector_without_licence_number_is_refused_at_the_field_and_everything_typed_is_kept(office: AdminOffice, hands: Log) -> None:
    page = hands("admin").send("/admin/users/new", 422, name="韩磊", account="hanlei", body_id=office.district, roles=["IN"], grants=["MI"])
    assert "必须填劳动保障监察员证号" in page and 'value="韩磊"' in page and 'value="hanlei"' in page
    assert re.search(r'<input checked[^>]*value="IN"|value="IN"[^>]*checked', page)
    assert db.session.scalar(select(AppUser.id).where(AppUser.account == "hanlei")) is None


def test_an_account_name_is_given_once(office: AdminOffice, hands: Log) -> None:
    assert "已经有人用了" in hands("admin").send(
        "/admin/users/new", 422, name="另一个", account="liuyan", body_id=office.district, roles=["IC"]
    )


def test_a_district_administrator_reaches_his_own_people_only(office: AdminOffice, hands: Log) -> None:
    admin = hands("admin")
    assert "马丽" not in admin.see("/admin/users")
    admin.see(f"/admin/users/{office.other_clerk.user_id}", 404)
    admin.send("/admin/users/new", 422, name="甲", account="jiayi", body_id=office.other, roles=["IC"])
    assert "马丽" in hands("cityadmin").see("/admin/users")


def test_the_list_has_the_columns_of_the_practice_in_their_order(office: AdminOffice, hands: Log) -> None:
    page = hands("admin").see("/admin/users")
    heads = re.findall(r"<th scope=\"col\"[^>]*>([^<]+)</th>", page)
    assert heads == ["姓名", "机构", "岗位", "代办人和期间", "在手案件", "最近登录", "状态"]


def test_the_administrator_gives_himself_no_role_that_opens_cases(office: AdminOffice, hands: Log) -> None:
    page = hands("admin").send(f"/admin/users/{office.admin.user_id}/roles", 422, body_id=office.district, role="ME", since="2026-01-05")
    assert "不能给自己办案岗位" in page
    page = hands("admin").send(f"/admin/users/{office.admin.user_id}/roles", 422, body_id=office.district, role="AH", since="2026-01-05")
    assert "不能给自己办案岗位" in page


def test_the_administrator_sees_no_case(office: AdminOffice, hands: Log) -> None:
    done = apply(office)
    admin = hands("admin")
    assert admin.client.get(f"/cases/{done.proceeding_id}").status_code == 403
    assert admin.client.get("/handover").status_code == 403
    row = re.search(r"孙志刚.*?</tr>", admin.see("/admin/users"), re.S)
    assert row is not None and 'data-l="在手案件">1<' in row[0]


def test_a_grant_needs_a_role_in_that_body_and_dates_in_order(office: AdminOffice, hands: Log) -> None:
    admin = hands("cityadmin")
    url = f"/admin/users/{office.mediator.user_id}/roles"
    assert "没有岗位" in admin.send(url, 422, body_id=office.other, role="MH", since="2026-01-05")
    assert "早于开始日期" in admin.send(url, 422, body_id=office.district, role="MH", since="2026-12-05", until="2026-12-01")
    assert "调解组织负责人" in admin.send(url, body_id=office.district, role="MH", since="2026-01-05")
    assert "已经有这项审批权" in admin.send(url, 422, body_id=office.district, role="MH", since="2026-01-05")


def test_a_person_with_open_cases_cannot_be_closed_and_one_without_is_logged_out_at_once(office: AdminOffice, hands: Log) -> None:
    apply(office)
    admin = hands("admin")
    page = admin.send(f"/admin/users/{office.mediator.user_id}/close", 422)
    assert "还有 1 件未结案件" in page and f"/handover/{office.mediator.user_id}" in page
    leaver = hands("songjia")
    assert "账号已停用" in admin.send(f"/admin/users/{office.mediator2.user_id}/close")
    assert leaver.client.get("/approvals").status_code == 302
    rows = db.session.scalars(select(Membership.until).where(Membership.user_id == office.mediator2.user_id)).all()
    assert rows == [clock.today()]
    assert "没有失败" not in admin.send(
        f"/admin/users/{office.mediator2.user_id}/reopen", form_of=f"/admin/users/{office.mediator2.user_id}"
    )


def test_nobody_closes_his_own_account_or_ends_his_own_administration(office: AdminOffice, hands: Log) -> None:
    admin = hands("admin")
    assert "不能停用自己的账号" in admin.send(f"/admin/users/{office.admin.user_id}/close", 422)
    held = db.session.scalar(select(Membership.id).where(Membership.user_id == office.admin.user_id))
    assert "不能结束自己的管理员岗位" in admin.send(f"/admin/users/{office.admin.user_id}/role/{held}/end", 422, until=str(clock.today()))


def test_a_reset_password_ends_every_session_and_lifts_the_block(office: AdminOffice, hands: Log) -> None:
    them = hands("liuyan")
    with db.writing() as current:
        current.add(LoginThrottle(key="a:liuyan", failures=9, first_at=clock.now(), blocked_until=clock.now() + timedelta(minutes=5)))
    admin = hands("admin")
    assert "登录受限" in admin.see("/admin/users?state=locked")
    page = admin.send(f"/admin/users/{office.clerk.user_id}/reset-password", 200, form_of=f"/admin/users/{office.clerk.user_id}")
    password = re.search(r'id="first-password">([^<]+)<', page)
    assert password is not None
    assert them.client.get("/account/password").status_code == 302
    assert sessions.log_in("liuyan", password[1], address="", agent="")


def test_a_block_is_lifted_and_a_lost_phone_is_logged_out(office: AdminOffice, hands: Log) -> None:
    with db.writing() as current:
        current.add(LoginThrottle(key="a:liuyan", failures=9, first_at=clock.now(), blocked_until=clock.now() + timedelta(minutes=5)))
    admin = hands("admin")
    here = f"/admin/users/{office.clerk.user_id}"
    assert "不能登录" in admin.see(here)
    assert "可以重新登录" in admin.send(f"{here}/unlock", form_of=here)
    them = hands("liuyan")
    assert "全部退出" in admin.send(f"{here}/end-sessions", form_of=here)
    assert them.client.get("/account/password").status_code == 302
    assert (
        db.session.scalars(
            select(LoginSession.id).where(LoginSession.user_id == office.clerk.user_id, LoginSession.revoked_at.is_(None))
        ).all()
        == []
    )


def test_a_head_on_leave_names_her_own_stand_in_who_then_holds_her_grants(office: AdminOffice, hands: Log) -> None:
    today = clock.today()
    head = hands("chenlq")
    page = head.send(
        "/account/leave", body_id=office.district, to=office.mediator.user_id, since=str(today), until=str(today + timedelta(days=3))
    )
    assert "陈立群 由 孙志刚 代办" in page
    stand_in = sessions.viewer_of(office.mediator.user_id, office.district)
    assert stand_in is not None and set(stand_in.stands_in_for) == {"AH", "FH", "MH"}
    page = head.send("/account/leave", 422, body_id=office.district, to=office.deputy.user_id, since=str(today), until=str(today))
    assert "已经设过代办人" in page
    page = hands("sunzg").send("/account/leave", body_id=office.district, to=office.mediator2.user_id, since=str(today), until=str(today))
    leave = db.session.scalar(select(Delegation.id).where(Delegation.from_user_id == office.head.user_id))
    assert "代办已结束" in head.send(f"/account/leave/{leave}/end", form_of="/account/leave")
    assert "自己也请了代办" in head.send(
        "/account/leave", 422, body_id=office.district, to=office.mediator.user_id, since=str(today), until=str(today)
    )


def test_nobody_ends_the_leave_of_another_and_no_administrator_becomes_a_stand_in(office: AdminOffice, hands: Log) -> None:
    today = clock.today()
    hands("chenlq").send("/account/leave", body_id=office.district, to=office.mediator.user_id, since=str(today), until=str(today))
    leave = db.session.scalar(select(Delegation.id))
    hands("liuyan").send(f"/account/leave/{leave}/end", 404, form_of="/account/leave")
    assert "管理员" not in re.findall(r"<option[^>]*>([^<]+)", hands("admin").see(f"/admin/users/{office.head.user_id}/leave"))


def test_every_act_of_an_administrator_leaves_a_line_without_the_password(office: AdminOffice, hands: Log) -> None:
    page = make(hands("admin"), office)
    password = re.search(r'id="first-password">([^<]+)<', page)
    assert password is not None
    line = db.session.scalars(select(AdminLog)).one()
    assert (line.act, line.actor_id, line.user_id) == ("user-made", office.admin.user_id, user_id("linyu"))
    assert password[1] not in line.text and PASSWORD not in line.text
