"""Pages of a worker 我要报欠薪、查进度: one question a page, made for an old phone; works without script."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, session, url_for

from arrears.access import policy
from arrears.access.rooms import Answer, Room
from arrears.law.refusal import Refused
from arrears.portal.reporting import actions, queries, questions
from arrears.portal.reporting.actions import Throttled
from arrears.portal.reporting.forms import FORMS, PhotosForm, ProgressForm, StartForm, kept
from arrears.portal.reporting.questions import QUESTIONS, STEPS

room = Room("reporting", __name__)
DRAFT, FOUND = "report", "progress"


def _wait(throttled: Throttled) -> Answer:
    minutes = (throttled.seconds + 59) // 60
    page = render_template("reporting/wait.html", minutes=minutes)
    return page, 429, {"Retry-After": str(throttled.seconds)}


def _address() -> str:
    return request.remote_addr or ""


@room.page("/report", act=policy.PUBLIC, methods=("GET", "POST"))
def start() -> Answer:
    """What this is and what happens to what one writes; the button begins."""
    form = StartForm()
    if form.validate_on_submit():
        try:
            session[DRAFT] = actions.start(_address())
        except Throttled as throttled:
            return _wait(throttled)
        session.permanent = True
        return redirect(url_for("reporting.ask", step=1))
    return render_template("reporting/start.html", form=form, going_on=actions.answers(session.get(DRAFT, "")) is not None)


@room.page("/report/<int:step>", act=policy.PUBLIC, methods=("GET", "POST"))
def ask(step: int) -> Answer:
    """One question."""
    if not 1 <= step <= STEPS:
        abort(404)
    token = session.get(DRAFT, "")
    told = actions.answers(token)
    if told is None:
        return redirect(url_for("reporting.start"))
    question, form = QUESTIONS[step - 1], FORMS[step - 1]()
    if request.method == "GET" and question.name != "photos" and told.get(question.name):
        form.answer.process(None, _typed(question.name, told[question.name]))
    if request.method == "POST" and request.form.get("skip") and question.skip:
        actions.keep(token, question.name, None)
        return redirect(url_for("reporting.ask", step=step + 1))
    if form.validate_on_submit():
        try:
            return _answered(token, step, form, told)
        except Refused as refusal:
            form.show(refusal)
    page = render_template(
        "reporting/ask.html", form=form, step=step, steps=STEPS, question=question, told=questions.shown(told),
        photos=len(told.get("photos") or ()), back_url=url_for("reporting.ask", step=step - 1) if step > 1 else url_for("reporting.start"),
    )  # fmt: skip
    return page, 422 if form.errors or form.form_errors else 200


def _typed(name: str, value: str) -> object:
    from decimal import Decimal

    return Decimal(value) if name == "amount" else int(value) if name == "people" else value


def _answered(token: str, step: int, form: object, told: dict[str, object]) -> Answer:
    if QUESTIONS[step - 1].name != "photos":
        actions.keep(token, QUESTIONS[step - 1].name, kept(form))
        return redirect(url_for("reporting.ask", step=step + 1))
    before = list(told.get("photos") or [])  # type: ignore[call-overload]
    added = actions.photos_of(form.answer.data or [], len(before))  # type: ignore[attr-defined]
    if added:
        actions.keep(token, "photos", before + added)
    if request.form.get("more"):
        return redirect(url_for("reporting.ask", step=step))
    missing = questions.first_missing(told)
    if missing is not None:
        flash("这一步还没填。")
        return redirect(url_for("reporting.ask", step=missing))
    actions.send(token)
    return redirect(url_for("reporting.done"))


@room.page("/report/done", act=policy.PUBLIC)
def done() -> Answer:
    """The receipt code."""
    found = actions.draft(session.get(DRAFT, ""))
    if found is None or found[0].sent_at is None:
        return redirect(url_for("reporting.start"))
    return render_template(
        "reporting/done.html", code=actions.spaced(found[1]["code"]), joined=found[1]["joined"], body=found[1]["body"]
    )


@room.page("/progress", act=policy.PUBLIC, methods=("GET", "POST"))
def progress() -> Answer:
    """Where a report stands, by code and phone."""
    form = ProgressForm()
    if form.validate_on_submit():
        code, phone = form.both()
        try:
            session[FOUND] = actions.find(code, phone, _address())
        except Throttled as throttled:
            return _wait(throttled)
        except Refused as refusal:
            form.show(refusal)
        else:
            return redirect(url_for("reporting.stands"))
    return render_template("reporting/progress.html", form=form), 422 if form.errors or form.form_errors else 200


def _found() -> int:
    report_id = session.get(FOUND)
    if not isinstance(report_id, int):
        abort(404, "请用查询码和手机号查。")
    return report_id


@room.page("/progress/now", act=policy.PUBLIC)
def stands() -> Answer:
    """The page of progress."""
    if not isinstance(session.get(FOUND), int):
        return redirect(url_for("reporting.progress"))
    found = queries.progress(_found())
    if found is None:
        abort(404)
    return render_template("reporting/stands.html", p=found, form=StartForm())


@room.page("/progress/urge", act=policy.PUBLIC, methods=("POST",))
def urge() -> Answer:
    """催."""
    fresh = actions.urge(_found())
    flash("记下了，我们会催办的人。" if fresh else "今天已经催过一次，办的人看到了。")
    return redirect(url_for("reporting.stands"))


@room.page("/progress/photos", act=policy.PUBLIC, methods=("GET", "POST"))
def more_photos() -> Answer:
    """补照片."""
    report_id, form = _found(), PhotosForm()
    if form.validate_on_submit():
        try:
            count = actions.add_photos(report_id, form.answer.data or [])
        except Refused as refusal:
            form.show(refusal)
        else:
            flash(f"收到 {count} 张照片。")
            return redirect(url_for("reporting.stands"))
    return render_template("reporting/photos.html", form=form), 422 if form.errors or form.form_errors else 200


@room.page("/progress/leave", act=policy.PUBLIC, methods=("POST",))
def leave() -> Answer:
    """Forget on this phone what was looked up."""
    session.pop(FOUND, None)
    session.pop(DRAFT, None)
    return redirect(url_for("reporting.progress"))
