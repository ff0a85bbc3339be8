"""Pages of handing over a leaver's cases. For heads and supervisors; the administrator has no part in it."""

from __future__ import annotations

from flask import render_template, request

from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.admin.handover import actions, queries
from arrears.admin.handover.forms import HandoverForm
from arrears.admin.room import room
from arrears.law.refusal import Refused
from arrears.web.forms import choices_of
from arrears.web.shapes import Head as Column

OWNERS = [Column(h, "right" if h == "在手案件" else "") for h in ("姓名", "机构", "在手案件", "状态")]
CASES = [Column("选中", "pick", hidden=True), *(Column(h) for h in ("案号", "当事人", "对方", "状态", "机构"))]


@room.page("/handover", act="case.move-all")
def handover(viewer: Viewer) -> Answer:
    return render_template("admin/handover/owners.html", rows=queries.owners(viewer), heads=OWNERS)


@room.page("/handover/<int:user_id>", act="case.move-all", methods=("GET", "POST"))
def handover_from(viewer: Viewer, user_id: int) -> Answer:
    load = queries.load(viewer, user_id)
    form = HandoverForm(frozen=",".join(f"{head.id}:{head.version}" for head in load.cases))
    form.to.choices = choices_of(queries.takers(viewer, user_id))
    if form.validate_on_submit():
        texts = request.form.getlist("pick") if form.extent.data == "picked" else (form.frozen.data or "").split(",")
        try:
            picks = actions.picks_of([text for text in texts if text])
            moved = actions.move(viewer, user_id, form.to.data, form.reason.data, picks, form.token.data)
        except Refused as refusal:
            form.show(refusal)
        else:
            to = dict(queries.takers(viewer, user_id)).get(form.to.data, "")
            return render_template("admin/handover/done.html", moved=moved, name=load.name, to=to, user_id=user_id)
    status = 422 if form.errors or form.form_errors else 200
    picked = frozenset(request.form.getlist("pick"))
    return render_template("admin/handover/cases.html", load=load, form=form, heads=CASES, picked=picked), status
