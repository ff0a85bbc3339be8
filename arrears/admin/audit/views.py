"""Pages of the audit 审计: who looked at whom, what administrators did, whether the record holds."""

from __future__ import annotations

from flask import render_template, request, url_for

from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.admin.audit import actions, queries
from arrears.admin.audit.forms import VerifyForm
from arrears.admin.room import room
from arrears.law.refusal import Refused
from arrears.web.shapes import Filter
from arrears.web.shapes import Head as Column

LOOK_HEADS = [Column(h) for h in ("时间", "谁", "看了什么", "案号", "理由")]
LINE_HEADS = [Column(h) for h in ("时间", "谁", "办了什么", "对谁", "说明")]


@room.page("/audit", act="audit.read")
def looks(viewer: Viewer) -> Answer:
    who = request.args.get("who", "")
    found = queries.looks(viewer, who, request.args.get("after"))
    return render_template(
        "admin/audit/looks.html",
        rows=found.rows,
        heads=LOOK_HEADS,
        fields=[Filter("who", "谁看的（姓名）", who)],
        prev_url=found.before and url_for("admin.looks", who=who or None, after=found.before),
        next_url=found.after and url_for("admin.looks", who=who or None, after=found.after),
    )


@room.page("/audit/verify", act="audit.read", methods=("GET", "POST"))
def verify(viewer: Viewer) -> Answer:
    form = VerifyForm()
    found = None
    if form.validate_on_submit():
        try:
            found = actions.verify(viewer, form.number.data or "")
        except Refused as refusal:
            form.show(refusal)
    return render_template("admin/audit/verify.html", form=form, found=found), 422 if form.errors or form.form_errors else 200


@room.page("/admin/log", act="admin.read")
def admin_log(viewer: Viewer) -> Answer:
    found = queries.lines(viewer, request.args.get("after"))
    return render_template(
        "admin/audit/log.html",
        rows=found.rows,
        heads=LINE_HEADS,
        prev_url=found.before and url_for("admin.admin_log", after=found.before),
        next_url=found.after and url_for("admin.admin_log", after=found.after),
    )
