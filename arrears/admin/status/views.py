"""Pages of the running state 运行状态 and of the messages."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for

from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.admin.room import room
from arrears.admin.status import actions, queries
from arrears.web.shapes import Head as Column
from arrears.web.shapes import Tab

HEADS = [Column(h) for h in ("时间", "渠道", "收件人", "原因", "次数")] + [Column("再发", "act")]


@room.page("/admin/status", act="admin.status")
def status(_viewer: Viewer) -> Answer:
    parts = [("定时任务", queries.jobs()), ("消息和后台任务", queries.messages()), ("节假日", queries.years()), ("本机", queries.machine())]
    return render_template("admin/status/status.html", parts=parts, mind=sum(line.mind for _, lines in parts for line in lines))


@room.page("/admin/messages", act="admin.status")
def messages(_viewer: Viewer) -> Answer:
    state = request.args.get("state", "failed")
    state = state if state in queries.STATES else "failed"
    found = queries.message_page(state, request.args.get("after"))
    return render_template(
        "admin/status/messages.html",
        rows=found.rows,
        heads=HEADS,
        state=state,
        tabs=[Tab(label, url_for("admin.messages", state=code), current=code == state) for code, label in queries.STATES.items()],
        prev_url=found.before and url_for("admin.messages", state=state, after=found.before),
        next_url=found.after and url_for("admin.messages", state=state, after=found.after),
    )


@room.page("/admin/messages/again", act="admin.status", methods=("POST",))
def messages_again(viewer: Viewer) -> Answer:
    done = actions.again(viewer, request.form.get("id", type=int))
    flash(f"{done} 条已重新排队，几秒后再看结果。" if done else "没有失败的消息。")
    return redirect(url_for("admin.messages"))
