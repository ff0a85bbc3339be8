"""The element table on the screen 要素表: kept by a button, printed by another; shown on the case page. No table, no rule of law."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, request, url_for

from arrears import clock
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.arbitration import elements
from arrears.arbitration.forms.elements import ElementsForm
from arrears.arbitration.views.room import BOTH, case_for, done, room, shown
from arrears.cases import pages
from arrears.cases.visibility import Head
from arrears.law.refusal import Refused

ACT = "arbitration.submit-evidence"
SIDES = {"claimant": "要素表（申请人）", "respondent": "要素表（被申请人）"}


@room.page("/cases/<int:case_id>/arbitration/elements", act=ACT, methods=BOTH)
def element_table(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, ACT)
    told = elements.table(case_id)
    form = ElementsForm(seen=head.version, told=told.rows, version=told.version)
    if form.validate_on_submit():
        answer = _keep(viewer, head, form, told)
        if answer is not None:
            return answer
    return shown(head, ACT, form, "arbitration/elements.html", papers=())


def _keep(viewer: Viewer, head: Head, form: ElementsForm, told: elements.Table) -> Answer | None:
    """Keep what was typed, then print the form that was asked for; a refusal lands in the form."""
    seen = str(form.kept.data or "")
    try:
        made = elements.keep(head.id, form.table(told.rows), int(seen) if seen.isdigit() else 0)
    except Refused as refusal:
        form.show(refusal)
        return None
    side = request.form.get("print", "")
    if side in SIDES:
        form.kept.data, form.kept.raw_data = str(made.version), None
        facts = {"evidence": [SIDES[side]], "on": clock.today(), "elements": side}
        return done(viewer, head, ACT, form, facts)
    flash("要素表存好了。")
    return redirect(url_for("arbitration.element_table", case_id=head.id), 303)


@pages.panel("arb-elements", "要素表", "arbitration", template="arbitration/elements-panel.html", order=22)
def elements_panel(viewer: Viewer, head: Head) -> Mapping[str, Any] | None:
    """What neither side disputes, and how many elements are in dispute; nothing before it was kept."""
    told = elements.kept(head.id)
    if told is None:
        return {"told": None, "case_id": head.id} if head.is_open and head.state in OFFERED else None
    return {"told": told, "disputed": [row for row in told.rows if row.disputed], "case_id": head.id}


OFFERED = frozenset({"a-prehearing", "a-scheduled", "a-hearing", "a-deliberation"})
