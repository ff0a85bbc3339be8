"""The list 仲裁台: groups by what a case waits for, filters, rows with the next act. No table, no rule of law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import render_template, request, url_for

from arrears import clock
from arrears.access import policy
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.arbitration.queries import desk as queries
from arrears.arbitration.queries import handed
from arrears.arbitration.queries.desk import Row, Wanted
from arrears.arbitration.views.room import room
from arrears.cases import pages
from arrears.cases.handed import converted
from arrears.law import codes
from arrears.web import keyset
from arrears.web.shapes import Chip, Filter, Head, Link, Option, Tab
from arrears.web.zh import ymd

HEADS = (
    Head("期限"), Head("案号"), Head("程序"), Head("申请人"), Head("被申请人"), Head("请求总额（元）", "right"), Head("受理日"),
    Head("第几天/45", "right"), Head("状态"), Head("未送达", "right"), Head("开庭时间"), Head("下一步", "act"),
)  # fmt: skip
TRACKS = codes.codes("track")


@room.page("/arbitration", act="arbitration.desk")
def desk(viewer: Viewer) -> Answer:
    wanted = _wanted()
    rows, after = queries.page(viewer, wanted)
    counts = queries.counts(viewer, wanted)
    takes = policy.can(viewer, "arbitration.file") and wanted.tab in {"all", "docket"}
    return render_template(
        "arbitration/desk.html",
        heads=HEADS, rows=[(row, _links(viewer, row)) for row in rows], tabs=_tabs(wanted, counts), counts=counts, wanted=wanted,
        filters=_filters(wanted), chips=_chips(wanted), reset_url=url_for("arbitration.desk", tab=wanted.tab), keep={"tab": wanted.tab},
        prev_url=_here(after=None) if wanted.after else "",
        next_url=_here(after=keyset.write(keyset.Cursor(after))) if after else "",
        may_file=policy.can(viewer, "arbitration.file"),
        may_take_over=policy.can(viewer, "arbitration.take-over"),
        handed=converted(viewer, "arbitration") if takes else (), routed=handed.routed(viewer) if takes else (),
    )  # fmt: skip


def _here(**changes: Any) -> str:
    """The address of this list with some of it changed."""
    kept: Mapping[str, Any] = {**request.args.to_dict(), **changes}
    return url_for("arbitration.desk", **{k: v for k, v in kept.items() if v not in (None, "")})


def _wanted() -> Wanted:
    args = request.args
    tabs = {tab.key for tab in queries.TABS}
    cursor = keyset.read(args.get("after"), (datetime, int))
    tab, track = args.get("tab", "all"), args.get("track", "")
    return Wanted(
        tab=tab if tab in tabs else "all", q=args.get("q", "").strip()[:60], track=track if track in TRACKS else "",
        since=_day("since"), until=_day("until"), after=(cursor.key[0], cursor.key[1]) if cursor is not None else None,
    )  # fmt: skip


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None


def _tabs(wanted: Wanted, counts: Mapping[str, int]) -> list[Tab]:
    return [
        Tab(tab.label, _here(tab=tab.key, after=None), counts.get(tab.key), tab.key == wanted.tab, tab.urgent) for tab in queries.TABS
    ]


def _filters(wanted: Wanted) -> list[Filter]:
    found = [
        Filter("q", "当事人或案号", wanted.q, width="w-12ch"),
        Filter("track", "程序", wanted.track, [Option("", "全部"), *(Option(k, v) for k, v in TRACKS.items())]),
    ]
    if wanted.tab == "done":
        since = ymd(wanted.since) if wanted.since else ""
        found += [Filter("since", "结案从", since), Filter("until", "到", ymd(wanted.until) if wanted.until else ymd(clock.today()))]
    return found


def _chips(wanted: Wanted) -> list[Chip]:
    chips = []
    if wanted.q:
        chips.append(Chip(f"含“{wanted.q}”", _here(q=None, after=None)))
    if wanted.track:
        chips.append(Chip(f"程序：{TRACKS[wanted.track]}", _here(track=None, after=None)))
    return chips


NEXT: Mapping[str, tuple[tuple[str, str], ...]] = {
    "待受理": (("accept", "审查报批"),),
    "待补正": (("supplement", "登记补正"),),
    "待分案": (("form-panel", "组庭"),),
    "待送达": (("serve", "登送达"),),
    "待排期": (("schedule", "排庭"),),
    "待开庭": (("hear", "开庭笔录"), ("serve", "登送达")),
    "待裁": (("award", "写裁决"),),
    "裁后送达": (("serve", "登送达"),),
    "中止": (("resume", "恢复"),),
}
"""Status -> (act, its words) of what comes next; the first this person may do is offered."""


def _links(viewer: Viewer, row: Row) -> list[Link]:
    """The next act by its own name, then the contact note."""
    here = request.full_path.rstrip("?")
    links = []
    for name, label in NEXT.get(row.status, ()):
        if policy.can(viewer, f"arbitration.{name}"):
            links.append(Link(label, url_for(f"arbitration.{name.replace('-', '_')}", case_id=row.head.id, back=here)))
            break
    if row.head.is_open:
        links.append(Link("记联系", url_for("desk.note", case_id=row.head.id, back=here)))
    return links


pages.place("仲裁台", "arbitration.desk", "arbitration.desk", order=11, count=queries.waiting)
