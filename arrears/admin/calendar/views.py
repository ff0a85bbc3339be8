"""Pages of the calendar 节假日: a year, its entry with a preview, and what moved."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for

from arrears import clock
from arrears.access import policy
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.admin import scope
from arrears.admin.calendar import actions, queries
from arrears.admin.calendar.forms import YearForm
from arrears.admin.room import room
from arrears.law.calendar import FIRST_YEAR, LAST_YEAR
from arrears.law.refusal import Refused
from arrears.web.shapes import Head as Column

MOVE_HEADS = [Column(h) for h in ("案号", "期限", "原来", "改为")]
RECHECK_HEADS = [Column(h, "right" if h in {"看过期限", "改动"} else "") for h in ("原因", "谁", "时间", "看过期限", "改动", "状态")]


@room.page("/admin/calendar", act="admin.read")
def calendar(viewer: Viewer) -> Answer:
    year = request.args.get("year", type=int) or clock.today().year
    if not FIRST_YEAR <= year <= LAST_YEAR:
        abort(404)
    return render_template(
        "admin/calendar/year.html",
        y=queries.year(year),
        rechecks=queries.rechecks(),
        heads=RECHECK_HEADS,
        may=policy.can(viewer, "admin.settings") and scope.may_region(viewer),
    )


@room.page("/admin/calendar/new", act="admin.settings", methods=("GET", "POST"))
def calendar_new(viewer: Viewer) -> Answer:
    """Entry, then a preview of what would move, then saving: one form, two buttons one after the other."""
    form = YearForm(year=request.args.get("year", type=int) or clock.today().year + 1)
    found = None
    if form.validate_on_submit():
        try:
            scope.demand_region(viewer)
            form.days.data = form.text()
            form.days.raw_data = None
            read = actions.understood(form.year.data, form.days.data)
            if request.form.get("step") == "save":
                recheck_id = actions.save(viewer, form.year.data, form.days.data, form.notice.data)
                flash(f"{form.year.data} 年放假安排已保存，在走的期限正在后台重算。")
                return redirect(url_for("admin.recheck", recheck_id=recheck_id))
            found = queries.preview(read)
        except Refused as refusal:
            form.show(refusal)
        except ValueError as wrong:
            form.file.errors = [str(wrong)]
    status = 422 if form.errors or form.form_errors else 200
    return render_template("admin/calendar/new.html", form=form, found=found, heads=MOVE_HEADS), status


@room.page("/admin/rechecks/<int:recheck_id>", act="admin.read")
def recheck(viewer: Viewer, recheck_id: int) -> Answer:
    row, shifts = queries.moves(viewer, recheck_id)
    return render_template("admin/calendar/recheck.html", r=row, shifts=shifts, heads=MOVE_HEADS)
