"""Log-in, log-out, password, another body. No table, no session of the database, no rule of law."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for

from arrears.access import actions, policy, sessions, signing_in
from arrears.access.forms import LoginForm, PasswordForm
from arrears.access.rooms import Answer, Room
from arrears.access.viewer import Viewer
from arrears.law.refusal import Refused

room = Room("access", __name__)


def _next() -> str:
    target = request.args.get("next", "/")
    return target if target.startswith("/") and not target.startswith(("//", "/\\")) else "/"


@room.page("/login", act=policy.PUBLIC, methods=("GET", "POST"))
def login() -> Answer:
    form = LoginForm()
    if form.validate_on_submit():
        agent = request.headers.get("User-Agent", "")
        try:
            token = sessions.log_in(
                (form.account.data or "").strip(), form.password.data or "", address=request.remote_addr or "", agent=agent
            )
        except sessions.LoginRefused as refusal:
            form.form_errors.append(str(refusal))
        else:
            signing_in.remember(token)
            return redirect(_next())
    return render_template("access/login.html", form=form), 422 if form.errors else 200


@room.page("/logout", act="account.use", methods=("POST",))
def logout(viewer: Viewer) -> Answer:
    sessions.revoke([viewer.session_id])
    signing_in.forget()
    flash("已退出。")
    return redirect(url_for("access.login"))


@room.page("/account/password", act="account.use", methods=("GET", "POST"))
def password(viewer: Viewer) -> Answer:
    form = PasswordForm()
    if form.validate_on_submit():
        try:
            actions.change_password(viewer, form.current.data or "", form.password.data or "", form.again.data or "")
        except Refused as refusal:
            form.show(refusal)
        else:
            flash("密码已改，其他地方的登录已全部退出。")
            return redirect("/")
    return render_template("access/password.html", form=form), 422 if form.errors else 200


@room.page("/account/body/<int:body_id>", act="account.use", methods=("POST",))
def change_body(viewer: Viewer, body_id: int) -> Answer:
    if not sessions.change_body(viewer.session_id, viewer.user_id, body_id):
        flash("您在那个机构没有岗位。")
    return redirect("/")
