"""答复 on screen: the block to copy, the call before it, final or progress."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for

from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.cases import pages
from arrears.cases.answering import carry_out, status_of
from arrears.intake.forms.acts import ReplyForm
from arrears.intake.queries import acts as offers
from arrears.intake.queries import lead as queries
from arrears.intake.queries import reply as replies
from arrears.intake.views.room import lead_head, room
from arrears.law.procedures import ACTS
from arrears.web.shapes import Link


@room.page("/intake/leads/<int:case_id>/answer", act="lead.answer", methods=("GET", "POST"))
def answer(viewer: Viewer, case_id: int) -> Answer:
    """生成答复."""
    head = lead_head(viewer, case_id, "lead.answer")
    orders = offers.fitting(case_id, "lead.answer")
    if not orders:
        flash("没有可以答复的工单：还没有签收，或者都已经答复。", "warning")
        return redirect(url_for("desk.case", case_id=case_id))
    wanted = request.args.get("order", type=int)
    order_id = wanted if wanted in dict(orders) else orders[0][0]
    form = ReplyForm(seen=head.version)
    if request.method == "GET":
        form.reply_text.data, form.solved.data = replies.block(viewer, case_id, order_id)
        form.final.data = head.state in {"l-filed", "l-handed-over", "l-explained", "l-closed", "l-merged"}
    if form.validate_on_submit():
        done = carry_out(viewer, head, "lead.answer", form, form.answered(order_id))
        if done is not None:
            return done
    links = [Link(words, url_for("intake.answer", case_id=case_id, order=key), current=key == order_id) for key, words in orders]
    line = next((row for row in queries.orders(case_id, queries.may_see(viewer, case_id)) if row.id == order_id), None)
    return render_template("intake/reply.html", head=head, act=ACTS["lead.answer"], form=form, links=links, order=line), status_of(form)


pages.own_page("intake.answer", "lead.answer")
