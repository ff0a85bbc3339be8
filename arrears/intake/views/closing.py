"""办结 on screen: the conclusions with what each must prove, and what is on file already."""

from __future__ import annotations

from typing import Any

from flask import render_template, request, url_for

from arrears import clock
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.cases import pages
from arrears.cases.answering import carry_out, status_of
from arrears.intake.actions.closing import OnFile, on_file
from arrears.intake.actions.uploads import kept_file
from arrears.intake.forms.acts import CloseForm
from arrears.intake.queries import lead as queries
from arrears.intake.views.room import lead_head, room
from arrears.law.conclusions import CONCLUSIONS
from arrears.law.procedures import ACTS
from arrears.law.refusal import Refused


def _stands(file: OnFile) -> list[tuple[str, bool]]:
    """What is on file, each with whether it still needs a look."""
    unanswered = f"未最终答复的工单 {len(file.unanswered)} 件" + (f"：{'、'.join(file.unanswered[:3])}" if file.unanswered else "")
    return [
        (unanswered, bool(file.unanswered)),
        (f"回访确认已收到款 {file.callbacks_paid} 人", False),
        (f"未接通的电话 {file.calls} 次（{file.call_days} 天、{file.call_hours} 个钟点）", False),
        (f"短信 {file.messages} 次，上门 {file.visits} 次", False),
        (f"对方机关{'已' if file.taken_up else '未'}接收办理", False),
    ]


@room.page("/intake/leads/<int:case_id>/close", act="lead.close", methods=("GET", "POST"))
def close(viewer: Viewer, case_id: int) -> Answer:
    """办结."""
    head = lead_head(viewer, case_id, "lead.close")
    form = CloseForm(seen=head.version)
    if request.method == "GET":
        form.conclusion.data = request.args.get("conclusion") if request.args.get("conclusion") in CONCLUSIONS else None
        last = queries.last_answer(case_id)
        if last is not None:
            form.answer_text.data, form.answered_on.data, form.channel.data = last[0], last[1].date(), "phone"
    if form.validate_on_submit():
        try:
            proofs = [file for upload in form.proofs.data or () if (file := kept_file(upload, "proofs")) is not None]
        except Refused as refusal:
            form.show(refusal)
        else:
            facts: dict[str, Any] = {**form.closed(), "proofs": proofs or [{"name": "无附件"}]}
            summary = f"办结：{CONCLUSIONS[form.conclusion.data].zh}"
            answer = carry_out(viewer, head, "lead.close", form, facts, summary=summary, to=url_for("desk.case", case_id=case_id))
            if answer is not None:
                return answer
    rows = [row for row in CONCLUSIONS.values() if row.closes]
    return render_template(
        "intake/close.html", head=head, act=ACTS["lead.close"], form=form, rows=rows, stands=_stands(on_file(case_id, head.matter_id)),
        today=clock.today(),
    ), status_of(form)  # fmt: skip


pages.own_page("intake.close", "lead.close")
