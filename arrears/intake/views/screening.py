"""筛查 on screen: the law's proposal with its reasons, the other ways, the warnings; the clerk's choice."""

from __future__ import annotations

from flask import current_app, render_template, request, url_for

from arrears.access import policy
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.cases import pages
from arrears.cases.answering import carry_out, status_of
from arrears.intake.forms.acts import RouteForm
from arrears.intake.queries import lead as queries
from arrears.intake.queries import screening
from arrears.intake.views.room import lead_head, room
from arrears.law.procedures import ACTS
from arrears.web.forms import choices_of
from arrears.web.shapes import Link


@room.page("/intake/leads/<int:case_id>/screen", act="lead.confirm-route", methods=("GET", "POST"))
def screen(viewer: Viewer, case_id: int) -> Answer:
    """筛查分派."""
    head = lead_head(viewer, case_id, "lead.confirm-route")
    proposed = screening.proposal(case_id)
    form = RouteForm(seen=head.version)
    form.owner.choices = choices_of(queries.people(head.body_id))
    if request.method == "GET":
        if proposed.case_route:
            form.route.data = proposed.route
        form.owner.data = viewer.user_id
        form.handler_phone.data = queries.office_phone(viewer.user_id, head.body_id)
        form.target_on.data = screening.target_day(case_id)
    if form.validate_on_submit():
        facts = {k: v for k, v in form.facts().items() if v is not None}
        answer = carry_out(viewer, head, "lead.confirm-route", form, {**facts, "body": head.district_id})
        if answer is not None:
            return answer
    return render_template(
        "intake/screen.html", head=head, act=ACTS["lead.confirm-route"], form=form, proposed=proposed,
        pairs=queries.field_pairs(case_id), twins=queries.twins_of(viewer, head), ways=other_ways(case_id, proposed),
        supervise=supervise_link(viewer, case_id) if proposed.major else None,
    ), status_of(form)  # fmt: skip


def other_ways(case_id: int, proposed: screening.Screened) -> list[Link]:
    """The acts beside acceptance, the proposed one first and marked."""
    to = {"to": proposed.body} if proposed.route == "hand-over" or proposed.elsewhere else {}
    ways = [
        ("hand-over", Link("转办", url_for("intake.hand_over", case_id=case_id, **to), current=bool(to))),
        ("supplement", Link("补充核实", url_for("intake.ask_facts", case_id=case_id))),
        ("explain", Link("释明", url_for("intake.explain", case_id=case_id))),
        ("merge", Link("并案", url_for("intake.merge", case_id=case_id))),
    ]
    wanted = "explain" if proposed.route in {"court", "inform", "answer", "other-authority"} else proposed.route
    return [Link(link.label, link.url, current=link.current or key == wanted) for key, link in ways]


def supervise_link(viewer: Viewer, case_id: int) -> str | None:
    """Where a major case is proposed for 挂牌, when that page is there and this person may."""
    act = "supervision.sup-propose"
    endpoint = pages.ACT_PAGES.get(act)
    if endpoint is None or endpoint not in current_app.view_functions or act not in policy.ACTS or not policy.can(viewer, act):
        return None
    return url_for(endpoint, case_id=case_id)


pages.own_page("intake.screen", "lead.confirm-route")
