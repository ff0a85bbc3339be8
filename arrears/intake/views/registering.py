"""Registering on screen 登记线索: a pasted order beside its form, the blank form, likely twins while typing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from arrears import clock
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.cases import changes
from arrears.cases.answering import status_of
from arrears.intake import pasting
from arrears.intake.actions import registering
from arrears.intake.forms.registering import FROM_TEXT, RegisterForm, TwinPicks, chain_lines
from arrears.intake.pasting import Reading
from arrears.intake.queries import lead as lead_queries
from arrears.intake.queries import routing, sameness
from arrears.intake.views.room import lead_head, room
from arrears.law.refusal import Refused

LONGEST_PASTE = 20_000


def _prefilled(reading: Reading) -> dict[str, Any]:
    values = dict(reading.values)
    values["narrative"] = reading.text
    if "chain" in values:
        values["chain"] = chain_lines(values["chain"])
    for name in ("period_start", "period_end", "work_end"):
        if isinstance(values.get(name), str):
            values[name] = FROM_TEXT[name](values[name])
    for name in ("amount_claimed", "amount_per_person"):
        if values.get(name) is not None:
            values[name] = Decimal(str(values[name])).quantize(Decimal("0.01"))
    return values


def _taken(posted: MultiDict[str, str]) -> MultiDict[str, str]:
    """The sent form, with each value that the clerk took from its offer (`take`) put into its empty field."""
    found = posted.copy()
    for name in posted.getlist("take"):
        if not posted.get(name, "").strip() and posted.get(f"offer-{name}"):
            found.setlist(name, [posted[f"offer-{name}"]])
    return found


def _asked(form: RegisterForm) -> sameness.Asked:
    start, end = form.period_start.data, form.period_end.data
    return sameness.Asked(
        phone=form.reporter_phone.data or "",
        name=form.reporter_name.data or "",
        id_no=form.reporter_id_no.data or "",
        employer=form.employer_name.data or form.sign_name.data or "",
        credit_code=form.credit_code.data or "",
        project=form.project_name.data or "",
        workers=form.workers_claimed.data,
        amount=form.amount_claimed.data,
        period=(f"{start:%Y-%m}", f"{(end or start):%Y-%m}") if start else None,
    )


def _page(viewer: Viewer, form: RegisterForm, reading: Reading | None, picks: Mapping[int, str]) -> Answer:
    twins = sameness.twins(viewer, _asked(form))
    return render_template(
        "intake/register.html", form=form, reading=reading, twins=twins, picks=picks, labels=TwinPicks.LABELS, wrong=bool(form.errors),
    ), status_of(form)  # fmt: skip


@room.page("/intake/new", act="lead.register", methods=("GET", "POST"))
def register(viewer: Viewer) -> Answer:
    """登记: GET the blank form, POST the order."""
    form = RegisterForm(_taken(request.form) if request.method == "POST" else None, districts=routing.here().districts, seen=0)
    reading = pasting.read(request.form.get("narrative", ""), clock.now()) if request.form.get("pasted") else None
    picks = TwinPicks.read(request.form)
    if request.method == "GET":
        form.received_at.data = clock.now()
    if form.validate_on_submit():
        facts = form.registered()
        if _new_twins(viewer, form, picks):
            form.form_errors.append("刚才又查到疑似同一件事的线索，请在上面选一下关系，再登记一次。")
            return _page(viewer, form, reading, picks)
        try:
            done = registering.register(viewer, facts, twins=picks, token=form.token.data or "")
        except Refused as refusal:
            form.show(refusal)
        else:
            return _registered(done, facts)
    return _page(viewer, form, reading, picks)


def _new_twins(viewer: Viewer, form: RegisterForm, picks: Mapping[int, str]) -> bool:
    """Whether a likely twin (the same matter or group) has not been looked at: nobody registers twice without a decision."""
    found = [twin for twin in sameness.twins(viewer, _asked(form)) if twin.pick != "other"]
    return any(twin.lead_id not in picks for twin in found)


def _registered(done: registering.Registered, facts: Mapping[str, Any]) -> Answer:
    outcome = done.outcome
    words = f"工单已挂到 {outcome.number}" if done.joined else f"已登记 {outcome.number}"
    if outcome.repeated:
        words = f"刚才已经登记过一次（{outcome.number}），没有重复登记"
    due = changes.nearest(outcome.proceeding_id)
    until = ""
    if due is not None:
        day = due[1] if due[2] else due[1] - clock.SECOND
        until = f"最近期限：{due[0]} {day.month}月{day.day}日{f' {day:%H:%M}' if due[2] else ''}。"
    undated = facts["source"] == "12345" and not facts.get("reply_due_at")
    missing = "工单没有写答复时限，暂按办理级别计算，请尽快照工单补上。" if undated else ""
    flash(f"{words}。{until}{missing}")
    return redirect(url_for("desk.case", case_id=outcome.proceeding_id))


@room.page("/intake/paste", act="lead.register", methods=("GET", "POST"))
def paste(viewer: Viewer) -> Answer:
    """A pasted text becomes the filled form; nothing is stored yet."""
    text = request.form.get("text", "").strip()
    if not text:
        if request.method == "POST":
            flash("没有贴入工单内容，这里是空白登记表。")
        return redirect(url_for("intake.register"))
    if len(text) > LONGEST_PASTE:
        form = RegisterForm(None, districts=routing.here().districts, seen=0, narrative=text)
        form.narrative.errors = [f"贴入的内容有 {len(text)} 字，最多 {LONGEST_PASTE} 字，请一件一件贴，或者用“导入表格”。"]
        return _page(viewer, form, None, {})
    reading = pasting.read(text, clock.now())
    form = RegisterForm(None, districts=routing.here().districts, seen=0, **_prefilled(reading))
    if form.received_at.data is None:
        form.received_at.data = clock.now()
    return _page(viewer, form, reading, {})


@room.page("/intake/leads/<int:case_id>/receipt", act="case.read")
def receipt(viewer: Viewer, case_id: int) -> Answer:
    """登记回执 on paper: nobody leaves the counter without one (law 1.1); the registration form is one click away."""
    head = lead_head(viewer, case_id)
    if not lead_queries.may_see(viewer, case_id):
        abort(403, "您的岗位不能给反映人打印回执。")
    due = changes.nearest(case_id)
    until = None
    if due is not None:
        day = due[1] if due[2] else due[1] - clock.SECOND
        until = (due[0], f"{day.month}月{day.day}日{f' {day:%H:%M}' if due[2] else ''}")
    return render_template(
        "intake/receipt.html", head=head, order_no=lead_queries.first_order_no(case_id), next=until,
        phone=lead_queries.office_phone(head.owner_id or 0, head.body_id), papers=lead_queries.registration_forms(viewer, case_id),
        back_url=url_for("desk.case", case_id=case_id),
    )  # fmt: skip


@room.page("/intake/twins/<token:field>", act="lead.register")
def suggest(viewer: Viewer, field: str) -> Answer:
    """Likely twins while typing (data-suggest): a fragment of HTML, empty when there is none."""
    text = request.args.get("text", "").strip()[:120]
    digits = "".join(c for c in text if c.isdigit())
    asked = {
        "reporter_phone": sameness.Asked(phone=digits) if len(digits) >= 7 else None,
        "reporter_name": sameness.Asked(name=text),
        "reporter_id_no": sameness.Asked(id_no=text) if len(text) >= 15 else None,
        "employer_name": sameness.Asked(employer=text),
        "sign_name": sameness.Asked(employer=text),
        "project_name": sameness.Asked(project=text),
    }.get(field)
    found = sameness.twins(viewer, asked) if asked is not None else []
    return render_template("intake/_suggest.html", twins=found) if found else ""
