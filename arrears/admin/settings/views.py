"""Pages of settings 设置: dated, per body or for the region, with the default beside them."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for

from arrears import clock
from arrears.access import policy
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.admin import scope
from arrears.admin.room import room
from arrears.admin.settings import actions, kinds, queries
from arrears.admin.settings.forms import setting_form
from arrears.law.refusal import Refused
from arrears.web.shapes import Filter, Option
from arrears.web.shapes import Head as Column

HEADS = [Column(h) for h in ("设置", "现在", "来自", "默认", "确定程度", "依据")]


@room.page("/admin/settings", act="admin.read")
def settings(viewer: Viewer) -> Answer:
    body_id = request.args.get("body", type=int) or 0
    options = [Option("", "全市统一"), *(Option(str(i), name) for i, name in scope.bodies(viewer))]
    may = policy.can(viewer, "admin.settings") and (bool(body_id) or scope.may_region(viewer))
    return render_template(
        "admin/settings/list.html",
        rows=queries.rows(viewer, body_id),
        heads=HEADS,
        body_id=body_id,
        body_name=dict(scope.bodies(viewer)).get(body_id, "全市统一"),
        fields=[Filter("body", "机构", str(body_id or ""), options)],
        may=may,
    )


@room.page("/admin/settings/<string:name>", act="admin.read", methods=("GET", "POST"))
def setting(viewer: Viewer, name: str) -> Answer:
    """One setting: what is in force, what was, and the form for a new value."""
    body_id = request.args.get("body", type=int) or 0
    one = queries.declared().get(name)
    if one is None:
        abort(404)
    may = policy.can(viewer, "admin.settings") and (bool(body_id) or scope.may_region(viewer))
    form = setting_form(name, kinds.kind(name, one.value))(valid_from=clock.today())
    if form.validate_on_submit():
        if not may:
            abort(403)
        try:
            recheck_id = actions.change(viewer, name, body_id, form.value.data, form.valid_from.data, form.reason.data)
        except Refused as refusal:
            form.show(refusal)
        else:
            flash("已保存。" + ("在走的期限会按新的值重算。" if recheck_id else ""))
            return redirect(
                url_for("admin.recheck", recheck_id=recheck_id) if recheck_id else url_for("admin.setting", name=name, body=body_id or None)
            )
    row = next(r for r in queries.rows(viewer, body_id) if r.name == name)
    body_name = dict(scope.bodies(viewer)).get(body_id, "全市统一")
    past = queries.history(viewer, name, body_id)
    status = 422 if form.errors or form.form_errors else 200
    return render_template("admin/settings/one.html", r=row, form=form, past=past, body_name=body_name, body_id=body_id, may=may), status
