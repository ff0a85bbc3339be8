"""The application 登记调解申请: filled with what the lead knows, grown row by row, sent once. No table, no rule of law."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from arrears import clock
from arrears.access.policy import NotAllowed
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.cases import pages
from arrears.cases.answering import status_of
from arrears.cases.carry import carried
from arrears.cases.outcomes import Gone
from arrears.cases.visibility import Head
from arrears.law.refusal import Refused
from arrears.mediation import actions
from arrears.mediation.forms.opening import ApplicationForm
from arrears.mediation.queries import case as queries
from arrears.mediation.views.room import room
from arrears.web import parse
from arrears.web.rows import grown

KINDS: Mapping[str, str] = {
    "wages": "wage", "overtime": "ot", "compensation": "sev", "double_wage": "double", "deposit": "deposit", "injury": "injury-med",
    "social_insurance": "insurance-loss",
}  # fmt: skip
"""Claims of a lead → kinds of claim items."""


@room.page("/mediation/new", act="mediation.apply", methods=("GET", "POST"))
def new(viewer: Viewer) -> Answer:
    lead, known = _lead(viewer)
    mediators = queries.mediators(viewer)
    form = ApplicationForm(mediators=mediators, **_filled(viewer, known, mediators))
    if grown(form, request.form.get("more")) or _pasted(form):
        return _page(form, lead, 200)
    if form.validate_on_submit():
        body, _, owner = str(form.mediator.data).partition(":")
        try:
            done = actions.open_mediation(
                viewer, form.act_facts(), token=form.token.data or "", lead_id=lead.id if lead else None, owner_id=int(owner),
                body_id=int(body), late_reason=form.late_reason.data or "",
            )  # fmt: skip
        except Refused as refusal:
            form.show(refusal)
        except NotAllowed as refusal:
            form.form_errors.append(str(refusal))
        else:
            _tell(done.number, form)
            return redirect(url_for("desk.case", case_id=done.proceeding_id))
    return _page(form, lead, status_of(form))


def _tell(number: str, form: ApplicationForm) -> None:
    flash(f"已登记调解申请 {number}。下一步：约时间，征询被申请人意见。")
    for doubt in form.doubts():
        flash(f"请核对证件原件——{doubt}")


def _page(form: ApplicationForm, lead: Head | None, status: int) -> Answer:
    leave = url_for("desk.case", case_id=lead.id) if lead else url_for("mediation.desk")
    return render_template("mediation/new.html", form=form, lead=lead, leave_url=leave), status


def _pasted(form: ApplicationForm) -> bool:
    if "paste" not in request.form:
        return False
    if not form.take_pasted():
        form.pasted.errors = ["没有认出名单，请每人一行，姓名在第一列。"]
    return True


def _lead(viewer: Viewer) -> tuple[Head | None, dict[str, Any]]:
    """The lead named in the address and what it hands over; 404 for one this person may not know of."""
    lead_id = request.args.get("lead", type=int)
    if lead_id is None:
        return None, {}
    try:
        head, known = carried(viewer, lead_id)
    except Gone:
        abort(404)
    if head.procedure != "lead":
        abort(404)
    return head, known


def _filled(viewer: Viewer, known: Mapping[str, Any], mediators: list[tuple[str, str]]) -> dict[str, Any]:
    """What the form begins with: me if I mediate, else the least busy; of a lead what it knows."""
    mine = f"{viewer.body_id}:{viewer.user_id}"
    values = [value for value, _ in mediators]
    filled: dict[str, Any] = {"mediator": mine if mine in values else values[0] if values else None}
    if not known:
        return filled
    person = {"name": known.get("reporter_name", ""), "phone": known.get("reporter_phone", ""), "id_no": known.get("reporter_id_no", "")}
    unit = {"name": known.get("employer_name", ""), "credit_code": known.get("credit_code", "")}
    filled |= {
        "applicants": known.get("applicants") or [person], "respondents": known.get("respondents") or [unit],
        "claims": known.get("claim_rows") or _claims(known), "facts_": known.get("facts") or known.get("narrative", ""), "source": "lead",
    }  # fmt: skip
    return filled


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


pages.ONWARD["mediation"] = ("mediation.new", "lead", "mediation.apply")
