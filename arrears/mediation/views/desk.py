"""The list 调解台: tabs, filters, rows with the next act, the contact note inside the list. No table, no rule of law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask import abort, render_template, request, url_for

from arrears import clock
from arrears.access import policy
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.cases import pages, visibility
from arrears.cases.answering import carry_out
from arrears.cases.outcomes import Gone
from arrears.law.procedures import PROCEDURES
from arrears.mediation.forms.lists import NoteForm
from arrears.mediation.queries import desk as queries
from arrears.mediation.queries.desk import Row, Wanted
from arrears.mediation.views.room import room
from arrears.web import keyset
from arrears.web.shapes import Chip, Filter, Head, Link, Option, Tab
from arrears.web.zh import ymd

HEADS = (
    Head("今日动作"), Head("时间"), Head("调解号"), Head("申请人"), Head("被申请人"), Head("人数", "right"),
    Head("金额（请求/认可）", "right"), Head("申请日"), Head("第几天/15", "right"), Head("同意"), Head("上次联系"), Head("下一步", "act"),
)  # fmt: skip
STATES = {s.id: s.label for s in PROCEDURES["mediation"].states.values()}


@room.page("/mediation", act="mediation.desk", methods=("GET", "POST"))
def desk(viewer: Viewer) -> Answer:
    wanted = _wanted()
    note, note_words, answer = _note(viewer)
    if answer is not None:
        return answer
    rows, after = queries.page(viewer, wanted)
    counts = queries.counts(viewer, wanted)
    owners = dict(queries.owners(viewer))
    return render_template(
        "mediation/desk.html",
        heads=HEADS, rows=[(row, _links(viewer, row)) for row in rows], tabs=_tabs(viewer, wanted, counts), counts=counts, note=note,
        note_words=note_words, shown_ids={row.head.id for row in rows},
        note_id=request.args.get("note", type=int), filters=_filters(wanted, owners), chips=_chips(wanted, owners),
        reset_url=url_for("mediation.desk", tab=wanted.tab), keep={"tab": wanted.tab}, wanted=wanted,
        prev_url=_here(after=None) if wanted.after else "",
        next_url=_here(after=keyset.write(keyset.Cursor(after))) if after else "",
        close_url=_here(note=None), may_open=policy.can(viewer, "mediation.apply"),
    ), 422 if note is not None and note.errors else 200  # fmt: skip


def _here(**changes: Any) -> str:
    """The address of this list with some of it changed."""
    kept: Mapping[str, Any] = {**request.args.to_dict(), **changes}
    return url_for("mediation.desk", **{k: v for k, v in kept.items() if v not in (None, "")})


def _wanted() -> Wanted:
    args = request.args
    tabs = {tab.key for tab in queries.TABS}
    cursor = keyset.read(args.get("after"), (datetime, int))
    tab = args.get("tab", "today")
    state = args.get("state", "")
    return Wanted(
        tab=tab if tab in tabs else "today", q=args.get("q", "").strip()[:60], owner=args.get("owner", type=int),
        state=state if state in STATES else "", since=_day("since"), until=_day("until"),
        after=(cursor.key[0], cursor.key[1]) if cursor is not None else None,
    )  # fmt: skip


def _day(name: str) -> date | None:
    try:
        return date.fromisoformat(request.args.get(name, ""))
    except ValueError:
        return None


def _note(viewer: Viewer) -> tuple[NoteForm | None, str, Answer | None]:
    """The contact note of the case named in the address, whom it is about, and what comes of sending it."""
    case_id = request.args.get("note", type=int)
    if case_id is None:
        if request.method == "POST":
            abort(400)
        return None, "", None
    try:
        head = visibility.head(viewer, case_id, "mediation.note")
    except Gone:
        abort(404)
    form = NoteForm(seen=head.version)
    if form.validate_on_submit():
        done = carry_out(viewer, head, "mediation.note", form, form.act_facts(head), to=_here(note=None))
        if done is not None:
            return form, "", done
    return form, f"{head.number} {head.against or head.title}", None


def _tabs(viewer: Viewer, wanted: Wanted, counts: Mapping[str, int]) -> list[Tab]:
    assigns = policy.can(viewer, "mediation.assign")
    return [
        Tab(tab.label, _here(tab=tab.key, after=None, note=None), counts.get(tab.key), tab.key == wanted.tab, tab.urgent)
        for tab in queries.TABS
        if tab.key != "waiting" or assigns
    ]


def _filters(wanted: Wanted, owners: Mapping[int, str]) -> list[Filter]:
    found = [
        Filter("q", "当事人或编号", wanted.q, width="w-12ch"),
        Filter("state", "状态", wanted.state, [Option("", "全部"), *(Option(k, v) for k, v in STATES.items())]),
    ]
    if owners:
        options = [Option("", "全部"), *(Option(str(k), v) for k, v in owners.items())]
        found.append(Filter("owner", "调解员", str(wanted.owner or ""), options))
    if wanted.tab == "done":
        since = ymd(wanted.since) if wanted.since else ""
        found += [Filter("since", "办结从", since), Filter("until", "到", ymd(wanted.until) if wanted.until else ymd(clock.today()))]
    return found


def _chips(wanted: Wanted, owners: Mapping[int, str]) -> list[Chip]:
    chips = []
    if wanted.q:
        chips.append(Chip(f"含“{wanted.q}”", _here(q=None, after=None)))
    if wanted.state:
        chips.append(Chip(f"状态：{STATES[wanted.state]}", _here(state=None, after=None)))
    if wanted.owner in owners:
        chips.append(Chip(f"调解员：{owners[wanted.owner]}", _here(owner=None, after=None)))
    return chips


def _links(viewer: Viewer, row: Row) -> list[Link]:
    """The next act of a row by its own name, then the contact note."""
    name, label = _next(viewer, row)
    links = []
    if name:
        values = {"case_id": row.head.id} | ({"instalment": row.open_instalment} if name == "mediation.remind" else {})
        links.append(Link(label, url_for(name, **values)))
    if row.head.is_open:
        links.append(Link("记联系", _here(note=row.head.id) + "#contact", current=request.args.get("note") == str(row.head.id)))
    return links


BY_STATE: Mapping[str, tuple[str, str, str]] = {
    "m-agreed": ("money.pay", "登记到账", "mediation.pay"),
    "m-confirmed": ("money.pay", "登记到账", "mediation.pay"),
    "m-performing": ("money.pay", "登记到账", "mediation.pay"),
    "m-breached": ("mediation.to_court", "转支付令、诉讼", "mediation.to-court"),
    "m-failed": ("mediation.convert", "转仲裁、监察", "mediation.convert"),
    "m-declined": ("mediation.convert", "转仲裁、监察", "mediation.convert"),
}
"""State → (endpoint, words, act) of what comes next when nothing else is nearer."""


def _next(viewer: Viewer, row: Row) -> tuple[str, str]:
    """(endpoint, words) of the next act this person may do; empty: nothing of theirs."""
    for endpoint, label, act, holds in _candidates(row):
        if holds and policy.can(viewer, act):
            return endpoint, label
    return "", ""


def _candidates(row: Row) -> list[tuple[str, str, str, bool]]:
    head, now = row.head, clock.now()
    agreed = row.consent == "双" or row.willing == "yes"
    mediating = head.state == "m-mediating"
    held = row.meeting_at is not None and row.meeting_at.date() <= now.date()
    state = BY_STATE.get(head.state)
    return [
        ("mediation.accept", "受理", "mediation.accept", head.state == "m-registered" and agreed),
        ("mediation.reply_invite", "记答复", "mediation.reply-invite", head.state == "m-registered" and row.invited),
        ("mediation.invite", "约时间", "mediation.invite", head.state == "m-registered"),
        ("mediation.assign", "指派", "mediation.assign", head.state == "m-accepted"),
        ("mediation.agree", "出协议", "mediation.agree", mediating and row.last_outcome in {"agreed", "partly"}),
        ("mediation.sitting", "开调解", "mediation.session", mediating and held),
        ("mediation.invite", "约时间", "mediation.invite", head.state == "m-accepted" or (mediating and row.meeting_at is None)),
        ("mediation.sitting", "开调解", "mediation.session", mediating),
        ("mediation.remind", "催告", "mediation.remind", row.unpaid_late and row.action != "收款" and head.is_open),
        ("mediation.close", "结案", "mediation.close", head.state == "m-performing" and head.money_closed_at is not None),
        (state[0] if state else "", state[1] if state else "", state[2] if state else "", state is not None),
    ]


pages.place("调解台", "mediation.desk", "mediation.desk", order=10, count=queries.waiting)
