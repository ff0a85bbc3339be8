"""全部案件: every case a person may see in one list, with filters in the address and an export. No table, no rule of law."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from flask import Response, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from arrears import clock
from arrears.access import policy
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.cases import pages
from arrears.desk import caselist
from arrears.desk.caselist import WHICH, Filters
from arrears.desk.views import room
from arrears.intake.sheets.export import MIME_XLSX, ExportColumn, table_xlsx
from arrears.law.procedures import PROCEDURES
from arrears.web import keyset
from arrears.web.parse.dates import read_date
from arrears.web.shapes import Chip, Filter, Head, Option, Tab

COLUMNS: dict[str, str] = {
    "余时": "text", "编号": "text", "程序": "text", "申请人": "text", "被申请人": "text", "地点": "text", "人数": "number",
    "金额（元）": "money", "状态": "text", "承办人": "text", "收到日": "date",
}  # fmt: skip
"""Column -> kind of its cells in a spreadsheet."""
EXPORT_MOST = 5_000


def filters_of(args: MultiDict[str, str]) -> Filters:
    """The filters of an address; what no list knows is left out."""
    which, procedure, state = args.get("which", "open"), args.get("procedure", ""), args.get("state", "")
    body = args.get("body", "")
    known = PROCEDURES[procedure].states if procedure in PROCEDURES else {}
    return Filters(
        which if which in WHICH else "open",
        procedure if procedure in PROCEDURES else "",
        state if state in known else "",
        int(body) if body.isascii() and body.isdigit() and len(body) < 10 else 0,
        _day(args.get("since", "")),
        _day(args.get("until", "")),
    )


def _day(text: str) -> date | None:
    try:
        return read_date(text, clock.today(), prefer="past") if text.strip() else None
    except ValueError:
        return None


def _told(filters: Filters, **change: Any) -> dict[str, str]:
    values: dict[str, Any] = {
        "which": filters.which, "procedure": filters.procedure, "state": filters.state, "body": filters.body or "",
        "since": filters.since or "", "until": filters.until or "", **change,
    }  # fmt: skip
    return {name: str(value) for name, value in values.items() if value and (name, value) != ("which", "open")}


def _url(filters: Filters, **change: Any) -> str:
    told = _told(filters, **change)
    return url_for("desk.cases") + (f"?{urlencode(told)}" if told else "")


def _bar(viewer: Viewer, filters: Filters) -> tuple[list[Filter], list[Chip]]:
    """The fields of the filter bar, and the conditions in force."""
    states = PROCEDURES[filters.procedure].states if filters.procedure else {}
    lists: dict[str, tuple[str, str, list[Option]]] = {
        "procedure": ("程序", filters.procedure, [Option(p.name, p.label) for p in PROCEDURES.values()]),
        "state": ("状态", filters.state, [Option(code, state.label) for code, state in states.items()]),
        "body": ("机构", str(filters.body or ""), [Option(str(key), name) for key, name in caselist.bodies(viewer)]),
    }
    bar = [Filter(name, label, value, [Option("", "全部"), *options]) for name, (label, value, options) in lists.items() if options]
    closed = filters.which == "closed"
    days = {"since": ("办结日起" if closed else "收到日起", filters.since), "until": ("止", filters.until)}
    bar += [Filter(name, label, day.isoformat() if day else "", width="w-12ch") for name, (label, day) in days.items()]
    chips = [
        Chip(f"{label}：{next((o.label for o in options if o.value == value), value)}", _url(filters, **{name: ""}))
        for name, (label, value, options) in lists.items()
        if value
    ]
    chips += [Chip(f"{label} {day}", _url(filters, **{name: ""})) for name, (label, day) in days.items() if day]
    return bar, chips


def _tabs(filters: Filters, waiting: int) -> list[Tab]:
    return [
        Tab(label, _url(filters, which=key, state=""), waiting if key == "open" else None, key == filters.which)
        for key, label in WHICH.items()
    ]


@room.page("/cases", act="search.use")
def cases(viewer: Viewer) -> Answer:
    """全部案件."""
    filters = filters_of(request.args)
    kinds = (datetime, int) if filters.which == "open" else (int, int)
    cursor = keyset.read(request.args.get("after"), kinds)
    page = caselist.page(viewer, filters, (cursor.key[0], cursor.key[1]) if cursor else None)
    bar, chips = _bar(viewer, filters)
    after = keyset.write(keyset.Cursor(page.after)) if page.after else ""
    right = {"人数", "金额（元）"}
    return render_template(
        "desk/cases.html",
        rows=page.rows,
        tabs=_tabs(filters, caselist.count(viewer, filters)),
        bar=bar,
        chips=chips,
        keep={"which": filters.which} if filters.which != "open" else {},
        heads=[Head(column, "right" if column in right else "") for column in COLUMNS],
        caption={"open": "按剩余时间从少到多", "closed": "最近办结的一段时间，新的在前", "all": "新的在前"}[filters.which],
        next_url=_url(filters, after=after) if after else "",
        first_url=_url(filters) if cursor else "",
        export_url=f"{url_for('desk.export_cases')}?{urlencode(_told(filters))}" if policy.can(viewer, "list.export") else "",
        narrowed=bool(chips) or filters.which != "open",
    )


@room.page("/cases/export", act="list.export")
def export_cases(viewer: Viewer) -> Answer:
    """The list as a spreadsheet, with the filters of the screen; at most `EXPORT_MOST` rows."""
    page = caselist.page(viewer, filters_of(request.args), None, EXPORT_MOST)
    cells = (
        [
            f"{row.light.words}（{row.until}）" if row.light else "", row.number, row.procedure, row.title, row.against, row.place,
            row.workers, row.amount, row.state, row.owner, clock.day_of(row.received_at),
        ]
        for row in page.rows
    )  # fmt: skip
    data = table_xlsx([ExportColumn(label, kind) for label, kind in COLUMNS.items()], cells, "全部案件")
    answer = Response(data, mimetype=MIME_XLSX)
    answer.headers["Content-Disposition"] = f"attachment; filename=cases-{clock.today():%Y%m%d}.xlsx"
    return answer


pages.place("案件", "desk.cases", "search.use", order=60)
