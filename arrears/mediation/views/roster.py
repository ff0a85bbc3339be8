"""The roster on the screen 花名册: typed, pasted or out of a file; rows whose sums do not agree are shown to be put right."""

from __future__ import annotations

from flask import render_template, request, url_for

from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.cases import pages
from arrears.cases import roster as reading
from arrears.cases.answering import carry_out, status_of
from arrears.cases.visibility import Head
from arrears.law.refusal import Refused
from arrears.mediation.forms.roster import RosterForm
from arrears.mediation.queries import case as queries
from arrears.mediation.views.room import case_for, room
from arrears.web.rows import grown

ACT = "mediation.confirm-arrears"


@room.page("/cases/<int:case_id>/mediation/roster", act=ACT, methods=("GET", "POST"))
def roster(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, ACT)
    request.max_form_parts = 20_000  # a large roster has more fields than a form usually may
    form = RosterForm(seen=head.version, lines=queries.roster_lines(case_id))
    if grown(form, request.form.get("more"), rows=5) or _taken(form):
        return _page(head, form)
    if form.validate_on_submit():
        answer = carry_out(viewer, head, ACT, form, form.act_facts())
        if answer is not None:
            return answer
    return _page(head, form)


def _taken(form: RosterForm) -> bool:
    """Whether a table was asked to be put into the rows: pasted, or out of a file when a room can read files."""
    if "paste" not in request.form:
        return False
    upload = form.file.data
    try:
        if reading.READERS and getattr(upload, "filename", ""):
            form.take_file(reading.READERS[0](upload.read(), str(upload.filename)))
        elif not form.take_pasted():
            form.pasted.errors = ["没有认出名单，请每人一行，并带上“姓名、应发、已付、欠付”等表头。"]
    except Refused as refusal:
        form.show(refusal)
    return True


def _page(head: Head, form: RosterForm) -> Answer:
    template_url = url_for(reading.TEMPLATE_PAGES[0]) if reading.TEMPLATE_PAGES else ""
    page = render_template(
        "mediation/roster.html", head=head, form=form, reads_files=bool(reading.READERS), template_url=template_url,
        claimed=queries.claimed(head.id),
    )  # fmt: skip
    return page, status_of(form)


pages.own_page("mediation.roster", ACT)
