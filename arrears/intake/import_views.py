"""Screens of imports 导入表格: choose a file, correct columns and rows, accept, watch it go. The work is done by the worker."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, render_template, request, url_for

from arrears.access.rooms import Answer, Room
from arrears.access.viewer import Viewer
from arrears.intake import rosters
from arrears.intake.import_forms import MendForm, UploadForm
from arrears.intake.imports import batches, queries
from arrears.intake.imports.queries import TABS, Batch
from arrears.intake.sheets.export import MIME_XLSX
from arrears.intake.sheets.export import roster_template as empty_roster
from arrears.intake.sheets.headings import vocabulary
from arrears.intake.views.room import room as intake_room
from arrears.law.refusal import Refused
from arrears.web.shapes import Head, Tab

room = Room("imports", __name__)

HEADS = {
    "recent": [Head(h) for h in ("文件", "来源", "导入人", "时间", "状态", "已登记", "要改的")],
    "columns": [Head(h) for h in ("列", "表中标题", "前几行", "读作")],
    "bad": [Head(h) for h in ("行", "问题", "表中内容，改为", "已读出")],
    "good": [Head(h) for h in ("行", "编号", "反映人", "尾号", "单位", "区", "地点")]
    + [Head("人数", "right"), Head("金额", "right"), Head("收到"), Head("提示")],
}
"""Columns of the tables."""


def _batch(viewer: Viewer, batch_id: int) -> Batch:
    found = queries.batch(viewer, batch_id)
    if found is None:
        abort(404)
    return found


@intake_room.page("/intake/import", act="lead.register", methods=("GET", "POST"))
def import_file(viewer: Viewer) -> Answer:
    """Choose a file; the newest imports below."""
    form = UploadForm()
    if form.validate_on_submit():
        upload = form.file.data
        try:
            batch_id = batches.begin(viewer, upload.filename or "未命名", upload.read(), form.source.data or "")
        except Refused as refusal:
            form.show(refusal)
        else:
            return redirect(url_for("imports.batch", batch_id=batch_id))
    recent = queries.recent(viewer)
    page = render_template("imports/upload.html", form=form, recent=recent, heads=HEADS, wrong=bool(form.errors))
    return page, 422 if form.errors else 200


@room.page("/intake/import/<int:batch_id>", act="lead.register")
def batch(viewer: Viewer, batch_id: int) -> Answer:
    """A batch: what was read, row by row, or how far it has got."""
    found = _batch(viewer, batch_id)
    return _page(viewer, found, MendForm(), 0)


def _page(viewer: Viewer, found: Batch, form: MendForm, mending: int, status: int = 200) -> Answer:
    first = next((tab for tab, (_, states) in TABS.items() if found.count(*states)), "good")
    tab = request.args.get("tab", first)
    if tab not in TABS:
        abort(404)
    rows, after = queries.rows(viewer, found.id, tab, request.args.get("after", 0, type=int))
    tabs = [
        Tab(words, url_for("imports.batch", batch_id=found.id, tab=name), found.count(*states), name == tab, urgent=name == "bad")
        for name, (words, states) in TABS.items()
    ]
    more = url_for("imports.batch", batch_id=found.id, tab=tab, after=after) if after else None
    page = render_template(
        "imports/batch.html", batch=found, tabs=tabs, tab=tab, rows=rows, next_url=more, form=form, mending=mending, heads=HEADS,
        fields=[(f.name, f.label) for f in vocabulary("lead").fields.values()], wrong=bool(form.errors),
    )  # fmt: skip
    answer = Response(page, status=status)
    if found.moving:
        answer.headers["Refresh"] = "2"  # a page that can be left: it renews itself without script
    return answer


@room.page("/intake/import/<int:batch_id>/columns", act="lead.register", methods=("POST",))
def columns(viewer: Viewer, batch_id: int) -> Answer:
    """Correct what the columns mean; kept for the next file of this source."""
    found = _batch(viewer, batch_id)
    names = vocabulary("lead").fields
    mapping = {}
    for column in found.columns:
        chosen = request.form.get(f"column-{column.index}", "")
        if chosen and chosen not in names:
            abort(400, "列的含义不在列表里，请重选。")
        mapping[column.heading or str(column.index)] = chosen
    try:
        batches.remap(viewer, batch_id, mapping)
    except Refused as refusal:
        flash(refusal.sentence)
    else:
        flash("已按新的列重新读取，下次导入这个来源的表格也这样读。")
    return redirect(url_for("imports.batch", batch_id=batch_id))


@room.page("/intake/import/<int:batch_id>/rows/<int:row>", act="lead.register", methods=("POST",))
def mend(viewer: Viewer, batch_id: int, row: int) -> Answer:
    """Mend one cell of a row."""
    found, form = _batch(viewer, batch_id), MendForm()
    if form.validate_on_submit():
        try:
            batches.mend(viewer, batch_id, row, form.value.data or "")
        except Refused as refusal:
            form.show(refusal)
        else:
            flash(f"第 {row} 行已改好，可以接收。")
            return redirect(url_for("imports.batch", batch_id=batch_id, tab=request.args.get("tab", "bad")))
    return _page(viewer, found, form, row, 422)


@room.page("/intake/import/<int:batch_id>/accept", act="lead.register", methods=("POST",))
def accept(viewer: Viewer, batch_id: int) -> Answer:
    """Register the good rows; the bad ones stay here as drafts."""
    _batch(viewer, batch_id)
    try:
        count = batches.accept(viewer, batch_id)
    except Refused as refusal:
        flash(refusal.sentence)
    else:
        flash(f"{count} 行正在登记，可以离开这个页面。")
    return redirect(url_for("imports.batch", batch_id=batch_id))


@room.page("/intake/import/<int:batch_id>/bad.xlsx", act="lead.register")
def bad_rows(viewer: Viewer, batch_id: int) -> Answer:
    """The rows that were not taken, with a column of reasons."""
    content = queries.bad_rows(viewer, batch_id)
    if content is None:
        abort(404)
    answer = Response(content, mimetype=MIME_XLSX)
    answer.headers["Content-Disposition"] = f"attachment; filename=import-{batch_id}-bad.xlsx"
    return answer


@room.page("/roster-template.xlsx", act="case.read")
def roster_template(viewer: Viewer) -> Answer:
    """The empty 花名册, for whoever sends it to a foreman."""
    answer = Response(empty_roster(), mimetype=MIME_XLSX)
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{rosters.TEMPLATE_NAME}"
    return answer
