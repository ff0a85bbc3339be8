"""The room's blueprint and the questions every page of a case asks. No table, no rule of law."""

from __future__ import annotations

from typing import Any

from flask import abort, render_template, request

from arrears.access import policy
from arrears.access.rooms import Answer, Room
from arrears.access.viewer import Viewer
from arrears.cases import visibility
from arrears.cases.answering import carry_out, status_of
from arrears.cases.attaching import stored
from arrears.cases.outcomes import Gone
from arrears.cases.visibility import Head
from arrears.documents.catalogue import KINDS
from arrears.law.procedures import ACTS
from arrears.law.refusal import Refused
from arrears.web.forms import ActForm

room = Room("arbitration", __name__)
BOTH = ("GET", "POST")


def case_for(viewer: Viewer, case_id: int, act_id: str) -> Head:
    """The arbitration for this act: 404 for what the person may not know of, 403 for what they may not do."""
    try:
        head = visibility.head(viewer, case_id)
    except Gone:
        abort(404)
    if head.procedure != "arbitration":
        abort(404)
    if not policy.may(viewer, act_id, visibility.ref(case_id)):
        abort(403)
    return head


def act_page(viewer: Viewer, head: Head, act_id: str, form: ActForm, *, template: str = "arbitration/step.html", **more: Any) -> Answer:
    """Show the form of an act, or carry the act out; files among the facts are kept first. `more`: what the template shows beside."""
    if form.validate_on_submit():
        answer = done(viewer, head, act_id, form, form.facts())
        if answer is not None:
            return answer
    return shown(head, act_id, form, template, **more)


def done(viewer: Viewer, head: Head, act_id: str, form: ActForm, facts: dict[str, Any], summary: str = "") -> Answer | None:
    """Keep the files of the facts, then carry the act out. None: refused, the form says why."""
    for name in [key for key, value in facts.items() if hasattr(value, "filename")]:
        if not facts[name].filename:
            facts.pop(name)
            continue
        try:
            facts[name] = stored(facts[name], name)
        except Refused as refusal:
            form.show(refusal)
            return None
    given = {key: value for key, value in facts.items() if value is not None}
    return carry_out(viewer, head, act_id, form, given, summary=summary, to=back_to())


def shown(head: Head, act_id: str, form: ActForm, template: str, **more: Any) -> Answer:
    """The page of a form, with the status that says whether it was refused, and the papers the act makes."""
    act = ACTS[act_id]
    more.setdefault("papers", list(dict.fromkeys(KINDS[kind].title for kind in act.papers if kind in KINDS)))
    more.setdefault("signed", act.approval is not None)
    return render_template(template, head=head, act=act, form=form, **more), status_of(form)


def back_to() -> str | None:
    """The list this page was opened from (`?back=`), only inside this house."""
    target = request.args.get("back", "")
    return target if target.startswith("/") and not target.startswith(("//", "/\\")) else None
