"""Answering a form of the administrator 答复: one way to try, refuse at the field, say what was done and go on. For every admin page.

    def save() -> Answer:
        actions.change(…)
        return done("已保存。", url_for(…))

    return carried(form, save) or shown("admin/…/edit.html", form, p=person)

Case pages have `cases.answering.carry_out`: there an act is performed, with version, token and proposal; here nothing is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template

from arrears.access.rooms import Answer
from arrears.law.refusal import Refused
from arrears.web.forms import BaseForm


def carried(form: BaseForm, work: Callable[[], Answer]) -> Answer | None:
    """Do the work of a form that was sent in order; None: the page is to be shown (again, with what was refused at its field)."""
    if not form.validate_on_submit():
        return None
    try:
        return work()
    except Refused as refusal:
        form.show(refusal)
        return None


def done(words: str, target: str) -> Answer:
    """Say what was done, and go on."""
    flash(words)
    return redirect(target)


def shown(template: str, form: BaseForm, **more: Any) -> Answer:
    """The page of a form: 422 with something refused, else 200."""
    return render_template(template, form=form, **more), 422 if form.errors or form.form_errors else 200


def pressed(work: Callable[[], str], target: str) -> Answer:
    """A button without a form: do the work and say what came of it, or why not."""
    try:
        flash(work())
    except Refused as refusal:
        flash(refusal.sentence, "warning")
    return redirect(target)
