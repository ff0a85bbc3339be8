"""The list 监察台: groups by what a case waits for, filters, rows with the next act. No table, no rule of law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import render_template, request, url_for

from arrears import clock
from arrears.access import policy
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.cases import pages
from arrears.inspection.queries import desk as queries
from arrears.inspection.queries import handed
from arrears.inspection.queries.desk import Row, Wanted
from arrears.inspection.views.room import room
from arrears.law import codes
from arrears.web import keyset
from arrears.web.shapes import Chip, Filter, Head, Link, Option, Tab
from arrears.web.zh import ymd

HEADS = (
    Head("期限"), Head("案号"), Head("单位、地点"), Head("人数", "right"), Head("金额（元）", "right"), Head("来源"), Head("立案日"),
    Head("第几天/60", "right"), Head("责令期限"), Head("状态"), Head("今日动作"), Head("同案仲裁"), Head("下一步", "act"),
)  # fmt: skip
KINDS, BREACHES = codes.codes("complaint_kind"), codes.codes("violation")


@room.page("/inspection", act="inspection.desk")
def desk(viewer: Viewer) -> Answer:
    wanted = _wanted()
    rows, after = queries.page(viewer, wanted)
    counts = queries.counts(viewer, wanted)
    may_receive = policy.can(viewer, "inspection.insp-receive")
    return render_template(
        "inspection/desk.html",
        heads=HEADS, rows=[(row, _links(viewer, row)) for row in rows], tabs=_tabs(wanted, counts), counts=counts, wanted=wanted,
        filters=_filters(wanted), chips=_chips(wanted), reset_url=url_for("inspection.desk", tab=wanted.tab), keep={"tab": wanted.tab},
        prev_url=_here(after=None) if wanted.after else "",
        next_url=_here(after=keyset.write(keyset.Cursor(after))) if after else "", may_receive=may_receive,
        handed=handed.waiting(viewer) if may_receive and wanted.tab in {"today", "front", "all"} else (),
    )  # fmt: skip


def _here(**changes: Any) -> str:
    """The address of this list with some of it changed."""
    kept: Mapping[str, Any] = {**request.args.to_dict(), **changes}
    return url_for("inspection.desk", **{k: v for k, v in kept.items() if v not in (None, "")})


def _wanted() -> Wanted:
    args = request.args
    tabs = {tab.key for tab in queries.TABS}
    cursor = keyset.read(args.get("after"), (datetime, int))
    tab, kind, breach = args.get("tab", "today"), args.get("kind", ""), args.get("breach", "")
    return Wanted(
        tab=tab if tab in tabs else "today", q=args.get("q", "").strip()[:60], kind=kind if kind in KINDS else "",
        breach=breach if breach in BREACHES else "", since=_day("since"), until=_day("until"),
        after=(cursor.key[0], cursor.key[1]) if cursor is not None else None,
    )  # fmt: skip


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None


def _tabs(wanted: Wanted, counts: Mapping[str, int]) -> list[Tab]:
    return [Tab(tab.label, _here(tab=tab.key, after=None), counts.get(tab.key), tab.key == wanted.tab, tab.urgent) for tab in queries.TABS]


def _filters(wanted: Wanted) -> list[Filter]:
    found = [
        Filter("q", "单位、地点或案号", wanted.q, width="w-12ch"),
        Filter("kind", "类别", wanted.kind, [Option("", "全部"), *(Option(k, v) for k, v in KINDS.items())]),
        Filter("breach", "违法行为", wanted.breach, [Option("", "全部"), *(Option(k, v) for k, v in BREACHES.items())]),
    ]
    if wanted.tab == "done":
        since = ymd(wanted.since) if wanted.since else ""
        found += [Filter("since", "结案从", since), Filter("until", "到", ymd(wanted.until) if wanted.until else ymd(clock.today()))]
    return found


def _chips(wanted: Wanted) -> list[Chip]:
    told = (("q", f"含“{wanted.q}”", wanted.q), ("kind", f"类别：{KINDS.get(wanted.kind, '')}", wanted.kind),
            ("breach", f"违法行为：{BREACHES.get(wanted.breach, '')}", wanted.breach))  # fmt: skip
    return [Chip(label, _here(**{name: None, "after": None})) for name, label, value in told if value]


NEXT: Mapping[str, tuple[tuple[str, str], ...]] = {
    "i-received": (("insp-file", "立案报批"),),
    "i-supplement": (("insp-refuse", "不予受理"),),
    "i-investigating": (("insp-check-site", "现场检查"), ("insp-order", "责令支付")),
    "i-ordered": (("insp-pay-proof", "登记支付"),),
    "i-concluded": (("insp-prenotice", "事先告知"),),
    "i-prenotice": (("insp-decide", "作出决定"),),
    "i-decided": (("insp-serve", "送达决定"),),
    "i-performing": (("insp-pay-proof", "登记支付"), ("insp-urge", "催告")),
    "i-urged": (("insp-enforce", "申请执行"), ("insp-pay-proof", "登记支付")),
    "i-enforcing": (("insp-pay-proof", "登记支付"),),
    "i-performed": (("insp-close", "结案"),),
}
"""State -> (act, its words) of what usually comes next; the first two this person may do are offered."""


def _links(viewer: Viewer, row: Row) -> list[Link]:
    """The next act by its own name, service where a paper waits, then the contact note."""
    here = request.full_path.rstrip("?")
    wanted = [*((("serve", "登送达"),) if row.unserved and row.head.state != "i-decided" else ()), *NEXT.get(row.head.state, ())]
    if row.head.state == "i-ordered" and (row.order_late or row.paid):
        wanted = [("insp-close", "结案")] if row.paid else [("insp-conclude", "调查终结"), *wanted]
    if row.status == "待审批":
        wanted = []  # it waits for the signature
    links = []
    for name, label in dict(wanted).items():
        act_id = f"inspection.{name}"
        if policy.can(viewer, act_id) and len(links) < 2:
            links.append(Link(label, url_for(pages.ACT_PAGES[act_id], case_id=row.head.id, back=here)))
    if row.head.is_open:
        links.append(Link("记联系", url_for("desk.note", case_id=row.head.id, back=here)))
    return links


pages.place("监察台", "inspection.desk", "inspection.desk", order=13, count=queries.waiting)
