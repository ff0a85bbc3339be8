"""登记台: the clerk's list, the note inside it, bulk signing, export and the day's list on paper."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import Response, current_app, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from arrears import clock
from arrears.access import policy
from arrears.access.policy import NotAllowed
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.cases import pages, transitions
from arrears.cases.outcomes import Gone
from arrears.intake.actions import bulk
from arrears.intake.forms.desk import BulkForm, QuickNoteForm
from arrears.intake.queries import desk as queries
from arrears.intake.queries.desk import TABS, Filters, Row
from arrears.intake.sheets.export import MIME_XLSX, ExportColumn, table_xlsx
from arrears.intake.views.room import room
from arrears.law import codes
from arrears.law.refusal import Refused
from arrears.web import keyset
from arrears.web.forms import new_token
from arrears.web.shapes import Chip, Filter, Head, Link, Option, Tab

FILTERS = ("source", "town", "urgency", "owner")
COLUMNS = (
    "余时", "来源", "工单编号", "来电时间", "诉求人", "尾号", "被反映单位", "地点/项目",
    "人数", "金额（元）", "紧急", "疑似同案", "催办", "状态", "承办人",
)  # fmt: skip
"""The fifteen columns of practice 3.1, in their order."""
EXPORT_MOST = 5_000


def filters_of(args: MultiDict[str, str]) -> Filters:
    """The filters of an address; what no list knows is left out."""
    tab = args.get("tab", "all")
    source, urgency = args.get("source", ""), args.get("urgency", "")
    owner = args.get("owner", "")
    return Filters(
        tab if tab in TABS else "all",
        source if source in codes.codes("source") else "",
        args.get("town", "")[:60],
        urgency if urgency in codes.codes("urgency") else "",
        owner if owner == "me" or owner.isdigit() else "",
    )


def _url(filters: Filters, **change: str) -> str:
    values = {"tab": filters.tab, **{name: getattr(filters, name) for name in FILTERS}, **change}
    kept = {name: value for name, value in values.items() if value and (name, value) != ("tab", "all")}
    return url_for("intake.desk") + (f"?{urlencode(kept)}" if kept else "")


def _tabs(filters: Filters, counts: Any) -> list[Tab]:
    urgent = {"contact", "answer"}
    return [
        Tab(label, _url(filters, tab=key), counts[key], key == filters.tab, key in urgent and bool(counts[key]))
        for key, (label, _) in TABS.items()
    ]


def _filter_bar(viewer: Viewer, filters: Filters) -> tuple[list[Filter], list[Chip]]:
    towns, owners = queries.choices(viewer)
    lists: dict[str, tuple[str, list[Option]]] = {
        "source": ("来源", [Option(code, label) for code, label in codes.codes("source").items()]),
        "town": ("街乡镇", [Option(town, town) for town in towns]),
        "urgency": ("紧急", [Option(code, label) for code, label in codes.codes("urgency").items()]),
        "owner": ("承办人", [Option("me", "我和未分派"), *(Option(str(key), name) for key, name in owners)]),
    }
    bar = [Filter(name, label, getattr(filters, name), [Option("", "全部"), *options]) for name, (label, options) in lists.items()]
    chips = []
    for name, (label, options) in lists.items():
        value = getattr(filters, name)
        if value:
            words = next((o.label for o in options if o.value == value), value)
            chips.append(Chip(f"{label}：{words}", _url(filters, **{name: ""})))
    return bar, chips


def next_acts(row: Row, back: str) -> list[Link]:
    """The next act of a row by its own name, and the note."""
    case = url_for("desk.case", case_id=row.lead_id)
    order = f"?order={row.id}"
    note = Link("记联系", f"{back}{'&' if '?' in back else '?'}note={row.id}#contact", f"记联系：{row.reporter} {row.tail}")
    if row.state_code == "o-new":
        first = Link("签收", url_for("intake.sign_order", case_id=row.lead_id) + order)
    elif row.unhappy:
        first = Link("重办", url_for("intake.answer", case_id=row.lead_id) + order)
    elif row.back:
        first = Link("看退回", case)
    elif row.state_code == "o-signed":
        return [Link("打电话", url_for("intake.note", case_id=row.lead_id) + order), note]
    elif row.lead_state == "l-draft":
        first = Link("补全", url_for("intake.complete", case_id=row.lead_id))
    elif row.lead_state == "l-verifying":
        first = Link("核实完", url_for("intake.facts_in", case_id=row.lead_id))
    elif row.lead_state == "l-screening":
        first = Link("筛查", url_for("intake.screen", case_id=row.lead_id))
    else:
        first = Link("写答复", url_for("intake.answer", case_id=row.lead_id) + order)
    return [first, note]


def _note(viewer: Viewer, rows: Any) -> tuple[int, QuickNoteForm | None, Answer | None]:
    """The note opened in the list (`?note=<order>`): its form, or the answer after it was kept."""
    order_id = request.args.get("note", type=int) or 0
    row = next((r for r in rows if r.id == order_id), None)
    if row is None:
        return 0, None, None
    form = QuickNoteForm(seen=row.version)
    if request.method == "POST" and form.validate():
        act = "lead.first-contact" if row.state_code == "o-signed" else "lead.note"
        try:
            transitions.perform(row.lead_id, act, viewer, seen=None, token=form.token.data or "", facts=form.noted(order_id))
        except Refused as refusal:
            form.show(refusal)
        except (NotAllowed, Gone) as error:
            form.form_errors.append(str(error))
        else:
            flash(f"已记下与 {row.order_no} 的联系：{codes.label('contact_result', form.contact_result.data)}。")
            kept = {k: v for k, v in request.args.items() if k != "note"}
            return order_id, form, redirect(url_for("intake.desk") + (f"?{urlencode(kept)}" if kept else ""))
    return order_id, form, None


@room.page("/intake", act="intake.desk", methods=("GET", "POST"))
def desk(viewer: Viewer) -> Answer:
    """登记台; a POST is the contact note of the row that is open."""
    filters = filters_of(request.args)
    cursor = keyset.read(request.args.get("after"), (_MOMENT, int))
    page = queries.page(viewer, filters, cursor.key if cursor else None)  # type: ignore[arg-type]
    note_id, note_form, done = _note(viewer, page.rows)
    if done is not None:
        return done
    counts = queries.counts(viewer, filters)
    bar, chips = _filter_bar(viewer, filters)
    here = _url(filters)
    after = keyset.write(keyset.Cursor(page.after)) if page.after else ""
    columns = [Head(c, _right(c), sorted="ascending" if c == "余时" else "") for c in COLUMNS]
    heads = [Head("选择", "pick", hidden=True), *columns, Head("下一步", "act")]
    kept = urlencode({k: v for k, v in request.args.items() if k in {*FILTERS, "tab"}})
    return render_template(
        "intake/desk.html", rows=page.rows, counts=counts, tabs=_tabs(filters, counts), bar=bar, chips=chips, heads=heads,
        filters=filters, note_id=note_id, note_form=note_form, acts=lambda row: next_acts(row, here), here=here, token=new_token(),
        next_url=_url(filters, after=after) if after else "", first_url=here if cursor else "", may_register=may_register(viewer),
        may_import="intake.import_file" in current_app.view_functions, query_string=kept,
    ), 422 if note_form is not None and note_form.errors else 200  # fmt: skip


def _right(column: str) -> str:
    return "right" if column in {"人数", "金额（元）", "催办"} else ""


def may_register(viewer: Viewer) -> bool:
    """Whether this person registers leads."""
    return policy.can(viewer, "lead.register")


@room.page("/intake/sign", act="lead.sign-order", methods=("POST",))
def bulk_sign(viewer: Viewer) -> Answer:
    """批量签收: the ticked rows, each with its fate."""
    form = BulkForm()
    if not form.validate():
        flash("页面打开太久，请刷新后再签收。", "warning")
        return redirect(url_for("intake.desk"))
    picked = [int(v.partition(":")[0]) for v in request.form.getlist("pick") if v.partition(":")[0].isdigit()]
    if not picked:
        flash("没有选中工单，请先勾选要签收的行。", "warning")
        return redirect(url_for("intake.desk"))
    fates = bulk.sign_all(viewer, picked, request.form.get("token", ""))
    refused = [fate for fate in fates if fate.why]
    flash(f"已签收 {len(fates) - len(refused)} 件。")
    for fate in refused[:20]:
        flash(f"{fate.order_no} 没有签收：{fate.why}", "warning")
    return redirect(url_for("intake.desk"))


def _all_rows(viewer: Viewer, filters: Filters) -> list[Row]:
    rows: list[Row] = []
    after = None
    while len(rows) < EXPORT_MOST:
        page = queries.page(viewer, filters, after, 500)
        rows.extend(page.rows)
        after = page.after
        if after is None:
            break
    return rows


def _cells(row: Row) -> list[Any]:
    light = f"{row.light.words}（{row.until}）" if row.light else ""
    return [
        light, row.source, row.order_no, row.received_at, row.reporter, row.tail, row.employer, row.place, row.workers, row.amount,
        "、".join(row.urgency), row.twins, row.urged, row.state, row.owner,
    ]  # fmt: skip


@room.page("/intake/export", act="list.export")
def export(viewer: Viewer) -> Answer:
    """The list as a spreadsheet, with the filters of the screen; only the last four digits of a phone."""
    kinds = {"来电时间": "datetime", "人数": "number", "金额（元）": "money", "疑似同案": "number", "催办": "number", "尾号": "digits"}
    columns = [ExportColumn(c, kinds.get(c, "text")) for c in COLUMNS]
    data = table_xlsx(columns, (_cells(row) for row in _all_rows(viewer, filters_of(request.args))), "登记台")
    answer = Response(data, mimetype=MIME_XLSX)
    answer.headers["Content-Disposition"] = f"attachment; filename=intake-{clock.today():%Y%m%d}.xlsx"
    return answer


@room.page("/intake/print", act="intake.desk")
def day_list(viewer: Viewer) -> Answer:
    """今日清单: the list on paper."""
    filters = filters_of(request.args)
    rows = _all_rows(viewer, filters)
    return render_template("intake/print.html", rows=rows, columns=COLUMNS, title=TABS[filters.tab][0], back_url=_url(filters))


_MOMENT = type(clock.now())

pages.place("登记台", "intake.desk", "intake.desk", order=5, count=queries.waiting)
