"""Service on the screen 送达: the list of what is not served, and a row in fifteen seconds. No table, no rule of law."""

from __future__ import annotations

from flask import render_template, request, url_for

from arrears import clock
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.arbitration.forms.serving import ServeForm
from arrears.arbitration.queries import servings as queries
from arrears.arbitration.queries.servings import Row
from arrears.arbitration.views.room import BOTH, case_for, done, room, shown
from arrears.cases import pages
from arrears.cases.attaching import stored
from arrears.cases.visibility import Head as CaseHead
from arrears.law.refusal import Refused
from arrears.web.shapes import Head, Link

HEADS = (
    Head("灯"), Head("文书"), Head("案号"), Head("受送达人"), Head("方式"), Head("寄出"), Head("邮单号"), Head("结果"), Head("第几天"),
    Head("下一方式"), Head("操作", "act"),
)  # fmt: skip


def link_of(row: Row, back: str) -> Link:
    """Where a row of service is entered; it comes back to the list."""
    url = url_for("arbitration.serve", case_id=row.case_id, document=row.document_id, to=row.recipient, way=row.next_code, back=back)
    return Link("登记结果" if row.sent_on else "登记送达", url, f"登记送达：{row.title} {row.recipient}")


@room.page("/arbitration/servings", act="arbitration.desk")
def servings(viewer: Viewer) -> Answer:
    here = request.full_path.rstrip("?")
    rows = [(row, [link_of(row, here)]) for row in queries.waiting(viewer)]
    return render_template("arbitration/servings.html", heads=HEADS, rows=rows)


@room.page("/cases/<int:case_id>/arbitration/serve", act="arbitration.serve", methods=BOTH)
def serve(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, "arbitration.serve")
    pairs = queries.pairs(case_id)
    wanted = f"{request.args.get('document', '')}:{request.args.get('to', '')}"
    chosen = next((p for p in pairs if f"{p.document_id}:{p.recipient}" == wanted), pairs[0] if pairs else None)
    way = request.args.get("way") or (chosen.method if chosen else "") or "direct"
    form = ServeForm(
        seen=head.version, pairs=pairs, what=f"{chosen.document_id}:{chosen.recipient}" if chosen else None,
        method=way if way != "public" else "leave_post", sent_on=clock.today(),
    )  # fmt: skip
    if form.validate_on_submit():
        answer = _serve(viewer, head, form)
        if answer is not None:
            return answer
    return shown(head, "arbitration.serve", form, "arbitration/serve.html", services=queries.services(case_id), none=not pairs, papers=())


def _serve(viewer: Viewer, head: CaseHead, form: ServeForm) -> Answer | None:
    """Keep the scan, then enter the row."""
    file = None
    if getattr(form.proof.data, "filename", ""):
        try:
            file = stored(form.proof.data, "proof")
        except Refused as refusal:
            form.show(refusal)
            return None
    return done(viewer, head, "arbitration.serve", form, form.act_facts(file))


pages.own_page("arbitration.serve", "arbitration.serve")
