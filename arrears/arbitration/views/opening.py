"""The application 仲裁申请: filled with what a lead or a failed mediation knows, grown row by row, sent once. No table, no rule of law."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from arrears import clock
from arrears.access.policy import NotAllowed
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.arbitration import filing
from arrears.arbitration.forms.opening import ApplicationForm
from arrears.arbitration.views.room import BOTH, room
from arrears.cases import handed, pages
from arrears.cases.answering import status_of
from arrears.cases.outcomes import Gone
from arrears.cases.visibility import Head
from arrears.law.refusal import Refused
from arrears.web import parse
from arrears.web.rows import grown

KINDS: Mapping[str, str] = {
    "wages": "wage", "overtime": "ot", "compensation": "sev", "double_wage": "double", "deposit": "deposit", "injury": "injury-med",
    "social_insurance": "insurance-loss",
}  # fmt: skip
"""Claims of a lead → kinds of claim items."""


@room.page("/arbitration/new", act="arbitration.file", methods=BOTH)
def new(viewer: Viewer) -> Answer:
    source, known = _source(viewer)
    form = ApplicationForm(**_filled(source, known))
    if grown(form, request.form.get("more")):
        return _page(form, source, 200)
    if form.validate_on_submit():
        try:
            done = filing.file_application(
                viewer, form.act_facts(), token=form.token.data or "", from_id=source.id if source else None, owner_id=viewer.user_id,
                occurred_at=_moment(form), late_reason=form.late_reason.data or "",
            )  # fmt: skip
        except Refused as refusal:
            form.show(refusal)
        except NotAllowed as refusal:
            form.form_errors.append(str(refusal))
        else:
            flash(f"已收到仲裁申请 {done.number}，收件回执正在生成。下一步：审查报批。")
            for doubt in form.doubts():
                flash(f"请核对——{doubt}")
            return redirect(url_for("desk.case", case_id=done.proceeding_id))
    return _page(form, source, status_of(form))


def _moment(form: ApplicationForm) -> Any:
    """When the application came: today now, else at the close of its day."""
    day = form.filed_on.data
    return None if day is None or day == clock.today() else clock.end_of(day) - clock.SECOND


def _page(form: ApplicationForm, source: Head | None, status: int) -> Answer:
    leave = url_for("arbitration.desk")
    return render_template("arbitration/new.html", form=form, source=source, leave_url=leave), status


def _source(viewer: Viewer) -> tuple[Head | None, dict[str, Any]]:
    """The lead or mediation named in the address and what it hands over; 404 for one this person may not know of."""
    source_id = request.args.get("from", type=int)
    if source_id is None:
        return None, {}
    try:
        head, known = handed.source(viewer, source_id, "arbitration")
    except Gone:
        abort(404)
    if head.procedure not in {"lead", "mediation"}:
        abort(404)
    return head, known


def _filled(source: Head | None, known: Mapping[str, Any]) -> dict[str, Any]:
    """What the form begins with."""
    if source is None:
        return {}
    person = {"name": known.get("reporter_name", ""), "phone": known.get("reporter_phone", ""), "id_no": known.get("reporter_id_no", "")}
    unit = {"name": known.get("employer_name", ""), "credit_code": known.get("credit_code", "")}
    tried = source.procedure == "mediation"
    return {
        "applicants": known.get("applicants") or [person], "respondents": known.get("respondents") or [unit],
        "claims": known.get("claim_rows") or _claims(known), "facts_": known.get("facts") or known.get("narrative", ""),
        "pre_mediation": "tried" if tried else None, "way": "mediation" if tried else "counter",
    }  # fmt: skip


def _claims(known: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A line for each kind of claim; the sum told stands at the first."""
    months = {f"period_{end}": _month(known.get(f"period_{name}")) for end, name in (("from", "start"), ("to", "end"))}
    kinds = [KINDS.get(str(kind), "other") for kind in known.get("claims") or ["wages"]]
    return [{"kind": kind, **months, "claimed": known.get("amount_claimed") if n == 0 else None} for n, kind in enumerate(kinds)]


def _month(text: object) -> Any:
    try:
        return parse.read_month(str(text or ""), clock.today()).first
    except parse.NotUnderstood:
        return None


pages.ONWARD["arbitration"] = ("arbitration.new", "from", "arbitration.file")
