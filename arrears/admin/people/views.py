"""Pages of people 用户. The administrator sees numbers of cases, never a case."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for

from arrears import clock
from arrears.access import policy
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.admin import scope
from arrears.admin.answering import carried, done, shown
from arrears.admin.people import actions, holding, queries
from arrears.admin.people.forms import EmptyForm, EndForm, HoldForm, LeaveForm, NewPersonForm, PersonForm
from arrears.admin.room import room
from arrears.law.refusal import Refused
from arrears.law.roles import GRANTS
from arrears.web.forms import choices_of
from arrears.web.shapes import Filter, Option, Tab
from arrears.web.shapes import Head as Column

HEADS = [Column(h, "right" if h == "在手案件" else "") for h in ("姓名", "机构", "岗位", "代办人和期间", "在手案件", "最近登录", "状态")]


def _page_of(user_id: int) -> str:
    return url_for("admin.user", user_id=user_id)


@room.page("/admin/users", act="admin.read")
def users(viewer: Viewer) -> Answer:
    text, state = request.args.get("q", ""), request.args.get("state", "")
    body_id = request.args.get("body", type=int)
    found = queries.page(viewer, text=text, body_id=body_id, state=state, after=request.args.get("after"))
    bodies = scope.bodies(viewer)
    here = {"q": text or None, "body": body_id}
    tabs = [Tab(label, url_for("admin.users", **here, state=code or None), current=code == state) for code, label in queries.STATES.items()]
    options = [Option("", "全部机构"), *(Option(str(i), name) for i, name in bodies)]
    return render_template(
        "admin/people/list.html",
        rows=found.rows,
        heads=HEADS,
        tabs=tabs,
        fields=[Filter("q", "姓名或账号", text), Filter("body", "机构", str(body_id or ""), options)],
        keep={"state": state},
        prev_url=found.before and url_for("admin.users", **here, state=state or None, after=found.before),
        next_url=found.after and url_for("admin.users", **here, state=state or None, after=found.after),
        may=policy.can(viewer, "admin.users"),
    )


@room.page("/admin/users/new", act="admin.users", methods=("GET", "POST"))
def user_new(viewer: Viewer) -> Answer:
    form = NewPersonForm()
    form.body_id.choices = choices_of(scope.bodies(viewer))

    def create() -> Answer:
        given = actions.NewPerson(
            name=form.name.data, account=form.account.data, body_id=form.body_id.data, roles=form.roles.data,
            grants=form.grants.data or (), licence_no=form.licence_no.data or "", phone=form.phone.data or "",
            email=form.email.data or "", since=form.since.data, until=form.until.data,
        )  # fmt: skip
        user_id, password = actions.create(viewer, given)
        return render_template(
            "admin/people/password.html", user_id=user_id, name=given.name, account=given.account.lower(), password=password, new=True
        )

    return carried(form, create) or shown("admin/people/new.html", form)


@room.page("/admin/users/<int:user_id>", act="admin.read")
def user(viewer: Viewer, user_id: int) -> Answer:
    person = queries.person(viewer, user_id)
    return render_template("admin/people/person.html", p=person, may=policy.can(viewer, "admin.users"), own=user_id == viewer.user_id)


@room.page("/admin/users/<int:user_id>/edit", act="admin.users", methods=("GET", "POST"))
def user_edit(viewer: Viewer, user_id: int) -> Answer:
    person = queries.person(viewer, user_id)
    form = PersonForm(name=person.name, licence_no=person.licence_no, phone=person.phone, email=person.email)

    def save() -> Answer:
        actions.change(
            viewer, user_id, name=form.name.data, phone=form.phone.data or "", email=form.email.data or "",
            licence_no=form.licence_no.data or "",
        )  # fmt: skip
        return done(f"{form.name.data}的资料已保存。", _page_of(user_id))

    return carried(form, save) or shown("admin/people/edit.html", form, p=person)


@room.page("/admin/users/<int:user_id>/roles", act="admin.users", methods=("GET", "POST"))
def user_roles(viewer: Viewer, user_id: int) -> Answer:
    person = queries.person(viewer, user_id)
    form = HoldForm(since=clock.today(), body_id=person.roles[0].body_id if person.roles else None)
    form.body_id.choices = choices_of(scope.bodies(viewer))

    def give() -> Answer:
        way = holding.give_grant if form.role.data in GRANTS else holding.give_role
        way(viewer, user_id, form.body_id.data, form.role.data, form.since.data, form.until.data)
        return done(f"已给{person.name}授予。", _page_of(user_id))

    return carried(form, give) or shown("admin/people/roles.html", form, p=person)


@room.page("/admin/users/<int:user_id>/<token:kind>/<int:held_id>/end", act="admin.users", methods=("GET", "POST"))
def user_end(viewer: Viewer, user_id: int, kind: str, held_id: int) -> Answer:
    person = queries.person(viewer, user_id)
    held = next((h for h in (person.roles if kind == "role" else person.grants) if h.id == held_id), None)
    form = EndForm(until=clock.today())

    def end() -> Answer:
        holding.end(viewer, user_id, kind, held_id, form.until.data)
        return done("结束日期已保存。", _page_of(user_id))

    return carried(form, end) or shown("admin/people/end.html", form, p=person, held=held)


@room.page("/admin/users/<int:user_id>/reset-password", act="admin.users", methods=("POST",))
def user_reset(viewer: Viewer, user_id: int) -> Answer:
    try:
        name, password = actions.reset_password(viewer, user_id)
    except Refused as refusal:
        flash(refusal.sentence, "warning")
        return redirect(_page_of(user_id))
    account = queries.person(viewer, user_id).account
    return render_template("admin/people/password.html", user_id=user_id, name=name, account=account, password=password, new=False)


@room.page("/admin/users/<int:user_id>/unlock", act="admin.users", methods=("POST",))
def user_unlock(viewer: Viewer, user_id: int) -> Answer:
    return done(f"{actions.unlock(viewer, user_id)}可以重新登录了。", _page_of(user_id))


@room.page("/admin/users/<int:user_id>/end-sessions", act="admin.users", methods=("POST",))
def user_sign_out(viewer: Viewer, user_id: int) -> Answer:
    session_id = request.form.get("session", type=int)
    if session_id is None:
        return done(f"{actions.end_sessions(viewer, user_id)}的登录已全部退出。", _page_of(user_id))
    actions.end_session(viewer, user_id, session_id)
    return done("这一处登录已退出。", _page_of(user_id))


@room.page("/admin/users/<int:user_id>/close", act="admin.users", methods=("GET", "POST"))
def user_close(viewer: Viewer, user_id: int) -> Answer:
    person = queries.person(viewer, user_id)
    form = EmptyForm()

    def close() -> Answer:
        actions.close(viewer, user_id)
        return done(f"{person.name}的账号已停用，登录已全部退出，岗位和代办到今天为止。", _page_of(user_id))

    return carried(form, close) or shown("admin/people/close.html", form, p=person)


@room.page("/admin/users/<int:user_id>/reopen", act="admin.users", methods=("POST",))
def user_reopen(viewer: Viewer, user_id: int) -> Answer:
    return done(f"{actions.reopen(viewer, user_id)}的账号已恢复，请重新授予岗位并重置密码。", _page_of(user_id))


def _leave(viewer: Viewer, user_id: int, template: str, back: str, **more: object) -> Answer:
    """The form of leave, for oneself or for another."""
    bodies = queries.bodies_of(user_id)
    form = LeaveForm(since=clock.today(), body_id=viewer.body_id if viewer.body_id in dict(bodies) else None)
    form.body_id.choices = choices_of(bodies)
    body_id = form.body_id.data or (bodies[0][0] if bodies else viewer.body_id)
    form.to.choices = choices_of(queries.stand_ins(body_id, user_id))

    def delegate() -> Answer:
        holding.delegate(viewer, user_id, form.to.data, form.body_id.data, form.since.data, form.until.data)
        own = "代办已设好：代办人在这段时间里可以办理和签批，事项仍记在您名下。"
        return done(own if user_id == viewer.user_id else "代办已设好。", back)

    return carried(form, delegate) or shown(template, form, leaves=queries.leaves(user_id), **more)


@room.page("/admin/users/<int:user_id>/leave", act="admin.users", methods=("GET", "POST"))
def user_leave(viewer: Viewer, user_id: int) -> Answer:
    person = queries.person(viewer, user_id)
    return _leave(viewer, user_id, "admin/people/leave.html", _page_of(user_id), p=person)


@room.page("/account/leave", act="account.use", methods=("GET", "POST"))
def own_leave(viewer: Viewer) -> Answer:
    """One's own leave: who acts for me, from when to when."""
    return _leave(viewer, viewer.user_id, "admin/people/leave.html", url_for("admin.own_leave"), p=None, own_id=viewer.user_id)


@room.page("/account/leave/<int:delegation_id>/end", act="account.use", methods=("POST",))
def leave_end(viewer: Viewer, delegation_id: int) -> Answer:
    holding.end_leave(viewer, delegation_id)
    back = request.form.get("user", type=int)
    return done("代办已结束。", _page_of(back) if back else url_for("admin.own_leave"))
