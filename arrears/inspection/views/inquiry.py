"""Inquiry 调查 on the screen: the letter, the records, the roster. No table, no rule of law."""

from __future__ import annotations

from flask import render_template, request

from arrears import clock
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.cases import pages
from arrears.cases import roster as reading
from arrears.cases.answering import carry_out, status_of
from arrears.cases.visibility import Head
from arrears.inspection.forms import inquiry as forms
from arrears.inspection.queries import case as queries
from arrears.inspection.views.room import BOTH, act_page, back_to, case_for, room
from arrears.law.refusal import Refused
from arrears.web.rows import grown


@room.page("/cases/<int:case_id>/inspection/inquire", act="inspection.insp-inquire", methods=BOTH)
def inquire(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "inspection.insp-inquire")
    unit = next((s for s in queries.sides(case_id) if s.role == "respondent"), None)
    form = forms.InquireForm(
        seen=head.version, staff=queries.inspectors(head.body_id), team=queries.team(case_id), where=queries.usual_place(head.body_id),
        person=f"法定代表人{unit.legal_rep}" if unit is not None and unit.legal_rep else "法定代表人或者委托代理人",
    )  # fmt: skip
    return act_page(viewer, head, "inspection.insp-inquire", form, mind=["答复期限自送达起算；送达后请在“登送达”里登记。"])


@room.page("/cases/<int:case_id>/inspection/interview", act="inspection.insp-interview", methods=BOTH)
def interview(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "inspection.insp-interview")
    form = forms.InterviewForm(
        seen=head.version, staff=queries.inspectors(head.body_id), team=queries.team(case_id), place=queries.usual_place(head.body_id),
        ended_at=clock.now(),
    )  # fmt: skip
    own = queries.own(case_id)
    mind = ["投诉人要求保密的，本人笔录入副卷，不给单位看。"] if own is not None and own.secrecy else []
    return act_page(viewer, head, "inspection.insp-interview", form, template="inspection/interview.html", mind=mind)


@room.page("/cases/<int:case_id>/inspection/site", act="inspection.insp-check-site", methods=BOTH)
def check_site(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "inspection.insp-check-site")
    form = forms.SiteForm(
        seen=head.version, staff=queries.inspectors(head.body_id), team=queries.team(case_id), place=head.place, ended_at=clock.now()
    )
    return act_page(viewer, head, "inspection.insp-check-site", form, button="记入笔录")


ROSTER = "inspection.confirm-arrears"


@room.page("/cases/<int:case_id>/inspection/roster", act=ROSTER, methods=BOTH)
def roster(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, ROSTER)
    request.max_form_parts = 20_000  # a large roster has more fields than a form usually may
    form = forms.RosterForm(seen=head.version, lines=queries.roster_lines(case_id))
    if grown(form, request.form.get("more"), rows=5) or _taken(form):
        return _page(head, form)
    if form.validate_on_submit():
        answer = carry_out(viewer, head, ROSTER, form, form.act_facts(), to=back_to())
        if answer is not None:
            return answer
    return _page(head, form)


def _taken(form: forms.RosterForm) -> bool:
    """Whether a file was asked to be put into the rows."""
    if "take" not in request.form:
        return False
    upload = form.file.data
    if not getattr(upload, "filename", ""):
        form.file.errors = ["请先选择花名册文件。"]
        return True
    try:
        form.take(reading.READERS[0](upload.read(), str(upload.filename)))
    except Refused as refusal:
        form.show(refusal)
    return True


def _page(head: Head, form: forms.RosterForm) -> Answer:
    return render_template("inspection/roster.html", head=head, form=form, reads_files=bool(reading.READERS)), status_of(form)


for _endpoint, _act in (
    ("inquire", "insp-inquire"), ("interview", "insp-interview"), ("check_site", "insp-check-site"), ("roster", "confirm-arrears"),
):  # fmt: skip
    pages.own_page(f"inspection.{_endpoint}", f"inspection.{_act}")
