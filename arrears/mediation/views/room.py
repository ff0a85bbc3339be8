"""The room's blueprint and the two questions every page of a case asks. No table, no rule of law."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request

from arrears.access import policy
from arrears.access.rooms import Answer, Room
from arrears.access.viewer import Viewer
from arrears.cases import visibility
from arrears.cases.answering import carry_out, status_of
from arrears.cases.outcomes import Gone
from arrears.cases.visibility import Head
from arrears.law.procedures import ACTS
from arrears.web.forms import ActForm

room = Room("mediation", __name__)


def case_for(viewer: Viewer, case_id: int, act_id: str) -> Head:
    """The mediation for this act: 404 for what the person may not know of, 403 for what they may not do."""
    try:
        head = visibility.head(viewer, case_id)
    except Gone:
        abort(404)
    if head.procedure != "mediation":
        abort(404)
    if not policy.may(viewer, act_id, visibility.ref(case_id)):
        abort(403)
    return head


def act_page(
    viewer: Viewer, head: Head, act_id: str, form: ActForm, *, template: str = "mediation/step.html", to: str | None = None, **more: Any
) -> Answer:
    """Show the form of an act, or carry the act out. `more`: what the template shows beside the form."""
    if form.validate_on_submit():
        answer = carry_out(viewer, head, act_id, form, form.facts(), to=to)
        if answer is not None:
            return answer
    return shown(head, act_id, form, template, **more)


def shown(head: Head, act_id: str, form: ActForm, template: str, **more: Any) -> Answer:
    """The page of a form, with the status that says whether it was refused."""
    return render_template(template, head=head, act=ACTS[act_id], form=form, **more), status_of(form)


def back_to() -> str | None:
    """The list this page was opened from (`?back=`), only inside this house."""
    target = request.args.get("back", "")
    return target if target.startswith("/") and not target.startswith(("//", "/\\")) else None
