"""Pages of bodies 机构."""

from __future__ import annotations

from flask import render_template, request, url_for

from arrears import clock
from arrears.access import policy
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.admin.answering import carried, done, pressed, shown
from arrears.admin.bodies import actions, queries
from arrears.admin.bodies.forms import LetterheadForm, StartForm, StationForm
from arrears.admin.region_bodies import LETTERHEAD
from arrears.admin.room import room
from arrears.web.forms import choices_of
from arrears.web.shapes import Head as Column

HEADS = [Column(h, "right" if h == "人员" else "") for h in ("名称", "级别", "辖区", "字", "人员", "抬头", "状态")]
SERIES_HEADS = [Column("种类"), *(Column(h, "right") for h in ("起始号", "已用到", "已发")), Column("缺号"), Column("下一个号")]
REGISTER_HEADS = [Column(h) for h in ("编号", "序号", "用途", "时间")]


@room.page("/admin/bodies", act="admin.read")
def bodies(viewer: Viewer) -> Answer:
    may = policy.can(viewer, "admin.bodies")
    return render_template("admin/bodies/list.html", rows=queries.rows(viewer), heads=HEADS, may=may)


@room.page("/admin/bodies/new", act="admin.bodies", methods=("GET", "POST"))
def body_new(viewer: Viewer) -> Answer:
    form = StationForm()
    form.parent_id.choices = choices_of(queries.parents(viewer))

    def create() -> Answer:
        body_id = actions.create_station(viewer, form.parent_id.data, form.code.data, form.name.data, form.short.data)
        return done(f"{form.name.data}已设好，抬头沿用上级机构的，请核对。", url_for("admin.body", body_id=body_id))

    return carried(form, create) or shown("admin/bodies/new.html", form)


@room.page("/admin/bodies/<int:body_id>", act="admin.read")
def body(viewer: Viewer, body_id: int) -> Answer:
    year = request.args.get("year", type=int) or clock.today().year
    return render_template(
        "admin/bodies/body.html",
        b=queries.body(viewer, body_id),
        letterhead=LETTERHEAD,
        series=queries.series(viewer, body_id, year),
        heads=SERIES_HEADS,
        year=year,
        may=policy.can(viewer, "admin.bodies"),
    )


@room.page("/admin/bodies/<int:body_id>/letterhead", act="admin.bodies", methods=("GET", "POST"))
def letterhead(viewer: Viewer, body_id: int) -> Answer:
    page = queries.body(viewer, body_id)
    form = LetterheadForm(name=page.name, **{key: page.letterhead.get(key, "") for key in LETTERHEAD})

    def save() -> Answer:
        actions.save_letterhead(viewer, body_id, form.name.data, {key: form[key].data or "" for key in LETTERHEAD})
        return done("抬头已保存，以后出的文书用新的；已出的文书不变。", url_for("admin.body", body_id=body_id))

    return carried(form, save) or shown("admin/bodies/letterhead.html", form, b=page)


@room.page("/admin/bodies/<int:body_id>/close", act="admin.bodies", methods=("POST",))
def body_close(viewer: Viewer, body_id: int) -> Answer:
    def close() -> str:
        actions.close(viewer, body_id)
        return "调解站已停用，原有案件和编号不变。"

    return pressed(close, url_for("admin.body", body_id=body_id))


@room.page("/admin/bodies/<int:body_id>/start-number", act="admin.bodies", methods=("GET", "POST"))
def start_number(viewer: Viewer, body_id: int) -> Answer:
    page = queries.body(viewer, body_id)
    form = StartForm(year=clock.today().year, series=request.args.get("series"))

    def start() -> Answer:
        actions.set_start(viewer, body_id, form.series.data, form.year.data, form.start.data)
        return done("起始号已设好。", url_for("admin.body", body_id=body_id, year=form.year.data))

    return carried(form, start) or shown("admin/bodies/start.html", form, b=page)


@room.page("/admin/bodies/<int:body_id>/register", act="admin.read")
def register(viewer: Viewer, body_id: int) -> Answer:
    """The register of the numbers of one series and year."""
    series = request.args.get("series", "lead")[:40]
    year = request.args.get("year", type=int) or clock.today().year
    found = queries.register(viewer, body_id, series, year, request.args.get("after"))
    here = {"body_id": body_id, "series": series, "year": year}
    return render_template(
        "admin/bodies/register.html",
        b=queries.body(viewer, body_id),
        title=queries.SERIES_TITLES.get(series, series),
        year=year,
        rows=found.rows,
        heads=REGISTER_HEADS,
        prev_url=found.before and url_for("admin.register", **here, after=found.before),
        next_url=found.after and url_for("admin.register", **here, after=found.after),
    )
