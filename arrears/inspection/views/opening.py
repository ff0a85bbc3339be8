"""The registration 投诉、举报登记: filled with what a lead or a mediation knows, sent once. No table, no rule of law."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from arrears import clock
from arrears.access.policy import NotAllowed
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.cases import handed, pages
from arrears.cases.answering import status_of
from arrears.cases.outcomes import Gone
from arrears.cases.visibility import Head
from arrears.inspection import receiving
from arrears.inspection.forms.opening import ReceiveForm, begins
from arrears.inspection.queries import case as queries
from arrears.inspection.views.room import BOTH, room
from arrears.law.refusal import Refused
from arrears.web import parse
from arrears.web.rows import grown


@room.page("/inspection/new", act="inspection.insp-receive", methods=BOTH)
def new(viewer: Viewer) -> Answer:
    source, known = _source(viewer)
    staff = queries.inspectors(viewer.body_id)
    own = viewer.user_id if any(key == viewer.user_id for key, _ in staff) else None
    form = ReceiveForm(inspectors=staff, inspector=own or (source.owner_id if source else None), **_filled(source, known))
    if grown(form, request.form.get("more")):
        return _page(form, source, 200)
    if form.validate_on_submit():
        try:
            done = receiving.receive(
                viewer, form.act_facts(), token=form.token.data or "", from_id=source.id if source else None,
                owner_id=form.inspector.data, occurred_at=_moment(form), late_reason=form.late_reason.data or "",
            )  # fmt: skip
        except Refused as refusal:
            form.show(refusal)
        except NotAllowed as refusal:
            form.form_errors.append(str(refusal))
        else:
            flash(f"已登记 {done.number}，登记表正在生成。下一步：立案报批。")
            for doubt in form.doubts():
                flash(f"请核对——{doubt}")
            return redirect(url_for("desk.case", case_id=done.proceeding_id) if own else url_for("inspection.received", number=done.number))
    return _page(form, source, status_of(form))


@room.page("/inspection/received", act="inspection.insp-receive")
def received(viewer: Viewer) -> Answer:
    """Where a clerk lands who has registered a case for an inspector: the case itself is the inspector's."""
    return render_template("inspection/received.html", number=request.args.get("number", "")[:80])


def _moment(form: ReceiveForm) -> Any:
    """When it came: today now, else at the close of its day."""
    day = form.received_on.data
    return None if day is None or day == clock.today() else clock.end_of(day) - clock.SECOND


def _page(form: ReceiveForm, source: Head | None, status: int) -> Answer:
    return render_template("inspection/new.html", form=form, source=source, leave_url=url_for("desk.home")), status


def _source(viewer: Viewer) -> tuple[Head | None, dict[str, Any]]:
    """The lead or mediation named in the address and what it hands over; 404 for one this person may not know of."""
    source_id = request.args.get("from", type=int)
    if source_id is None:
        return None, {}
    try:
        head, known = handed.source(viewer, source_id, "inspection")
    except Gone:
        abort(404)
    if head.procedure not in {"lead", "mediation"}:
        abort(404)
    return head, known


def _filled(source: Head | None, known: Mapping[str, Any]) -> dict[str, Any]:
    """What the form begins with. A lead nobody put his name to is a report."""
    if source is None:
        return {}
    name, phone = known.get("reporter_name", ""), known.get("reporter_phone", "")
    person = {"name": name, "phone": phone, "id_no": known.get("reporter_id_no", "")}
    people = known.get("applicants") or ([person] if name else [])
    unit = {"name": known.get("employer_name") or known.get("sign_name", ""), "credit_code": known.get("credit_code", "")}
    rows = known.get("claim_rows") or ()
    return dict(begins({
        "kind": "complaint" if people else "report", "secrecy": source.confidential, "complainants": people, "reporter_phone": phone,
        "respondents": known.get("respondents") or [unit], "place": known.get("place", ""), "project": known.get("project_name", ""),
        "period_from": _month(known.get("period_start")), "period_to": _month(known.get("period_end")),
        "heads": known.get("workers") or len(people) or None,
        "sum": known.get("amount_claimed") or sum((r["claimed"] for r in rows if r.get("claimed")), 0) or None,
        "facts_": known.get("facts") or known.get("narrative", ""), "way": source.procedure if source.procedure == "mediation" else "lead",
    }))  # fmt: skip


def _month(text: object) -> Any:
    try:
        return parse.read_month(str(text or ""), clock.today()).first
    except parse.NotUnderstood:
        return None


pages.ONWARD["inspection"] = ("inspection.new", "from", "inspection.insp-receive")
