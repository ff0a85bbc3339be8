"""Carrying an act out from a form 办理: one way for every room's view to answer refusals, stale pages and proposals.

    answer = carry_out(viewer, head, "mediation.accept", form, facts)
    if answer is not None: return answer        # done, proposed, or 409 with everything typed still there
    … render the form with its errors
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask, flash, redirect, url_for
from werkzeug.exceptions import default_exceptions

from arrears import clock, db
from arrears.access.policy import NotAllowed
from arrears.access.viewer import Viewer
from arrears.cases import approvals, changes
from arrears.cases.approvals import Proposed
from arrears.cases.outcomes import Gone, Stale
from arrears.cases.visibility import Head
from arrears.law.procedures import ACTS
from arrears.law.refusal import Refused
from arrears.web.forms import ActForm

Answer = Any


def carry_out(
    viewer: Viewer,
    head: Head,
    act_id: str,
    form: ActForm,
    facts: Mapping[str, Any],
    *,
    summary: str = "",
    to: str | None = None,
) -> Answer | None:
    """Perform or propose an act. None: refused (the form shows why) or stale (`form.stale` holds what changed)."""
    occurred = form.happened_at() if "occurred_at" in form._fields else None
    reason = form._fields["late_reason"].data if "late_reason" in form._fields else ""
    try:
        done = approvals.submit(
            head.id, act_id, viewer,
            seen=form.seen.data, token=form.token.data or "", facts=facts,
            occurred_at=occurred, late_reason=reason or "", summary=summary,
        )  # fmt: skip
    except Refused as refusal:
        db.session.rollback()
        form.show(refusal)
        return None
    except NotAllowed as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return None
    except Stale as stale:
        db.session.rollback()
        form.stale = changes.since(viewer, head.id, stale.seen)
        form.see_again(changes.version(head.id))
        form.form_errors.append("这件案子在您打开之后有人办理过，您填的都在，请看过变化后再办一次。")
        return None
    label = ACTS[act_id].label
    target = to or url_for("desk.case", case_id=head.id)
    if isinstance(done, Proposed):
        flash(f"{head.number}“{label}”已提请审批，签批后办理。")
        return redirect(target)
    flash(_done_words(head, label, done.seq, done.repeated))
    return redirect(target)


def _done_words(head: Head, label: str, seq: int, repeated: bool) -> str:
    due = changes.nearest(head.id)
    words = f"已{label}（{head.number}）" if not repeated else f"“{label}”刚才已经办过一次（{head.number}），没有重复办理"
    if due is None:
        return f"{words}。"
    title, at, instant = due
    day = at if instant else at - clock.SECOND
    return f"{words}。最近期限：{title} {day.month}月{day.day}日{f' {day:%H:%M}' if instant else ''}。"


def status_of(form: ActForm) -> int:
    """HTTP status of a form that is shown again: 409 stale, 422 refused, 200 first time."""
    if getattr(form, "stale", None) is not None:
        return 409
    return 422 if form.errors or form.form_errors else 200


def register_answers(app: Flask) -> None:
    """What a view did not answer itself: a case one may not know of is a page that does not exist; a refusal is told in words."""

    def page(code: int, said: str = "") -> Answer:
        """The page of an error. `abort` inside an error handler would end as a fault of the program."""
        return app.handle_user_exception(default_exceptions[code](said or None))

    @app.errorhandler(Gone)
    def gone(_error: Gone) -> Answer:
        return page(404)

    @app.errorhandler(NotAllowed)
    def not_allowed(error: NotAllowed) -> Answer:
        return page(403, str(error))

    @app.errorhandler(Refused)
    def refused(error: Refused) -> Answer:
        return page(400, error.sentence)

    @app.errorhandler(Stale)
    def stale(_error: Stale) -> Answer:
        return page(409, "这件案子在您打开之后有人办理过，请返回案件看过变化后再办。")
