"""Public pages: /law, /law/rules, /law/procedures, /help. No log-in, no table."""

from __future__ import annotations

from datetime import date, datetime

from flask import abort, render_template, request
from markupsafe import Markup

from arrears import clock
from arrears.access import policy
from arrears.access.rooms import Answer, Room
from arrears.law.refusal import Refused
from arrears.portal import law_pages
from arrears.portal.forms import CountForm
from arrears.web.forms import choices_of
from arrears.web.parse import NotUnderstood
from arrears.web.parse.dates import read_date, read_datetime
from arrears.web.shapes import ClockCard
from arrears.web.shapes import Head as Column

room = Room("portal", __name__)

RULE_HEADS = [Column(h) for h in ("期限", "从何时起", "多长", "性质", "该谁", "依据", "逾期后果")]


def _start(form: CountForm) -> date | datetime:
    """The trigger as typed. Raises `Refused`."""
    try:
        if law_pages.needs_instant(form.rule.data):
            return read_datetime(form.start.data, clock.now())
        return read_date(form.start.data, clock.today())
    except NotUnderstood as wrong:
        raise Refused("start", str(wrong)) from None


def _count(form: CountForm) -> ClockCard:
    kind, first = form.pause_kind.data, form.pause_from.data
    if bool(kind) != bool(first):
        raise Refused("pause_from" if kind else "pause_kind", "不计算的时间要写明原因和停止之日。")
    pause = (kind, first, form.pause_to.data) if kind else None
    return law_pages.counted(form.rule.data, _start(form), extension=form.extension.data, pause=pause, more=form.more.data or "")


@room.page("/law", act=policy.PUBLIC)
def law() -> Answer:
    """Pick a rule and a day, see until when and why."""
    form = CountForm(request.args)
    form.rule.choices = choices_of(law_pages.rule_choices())
    card = None
    status = 200
    if request.args.get("start") is not None:
        if form.validate():
            try:
                card = _count(form)
            except Refused as refusal:
                form.show(refusal)
        status = 422 if form.errors or form.form_errors else 200
    return render_template("portal/law.html", form=form, card=card), status


@room.page("/law/rules", act=policy.PUBLIC)
def rules() -> Answer:
    """Every rule with its article, from the tables that count."""
    text = request.args.get("q", "")[:100]
    found = law_pages.rules(text)
    total = sum(len(rows) for _, rows in found)
    return render_template("portal/rules.html", subjects=found, total=total, text=text, heads=RULE_HEADS)


@room.page("/law/procedures", act=policy.PUBLIC)
def procedures() -> Answer:
    return render_template("portal/procedures.html", names=law_pages.procedure_names())


@room.page("/law/procedures/<token:name>", act=policy.PUBLIC)
def procedure(name: str) -> Answer:
    """A procedure as picture and table."""
    try:
        page = law_pages.procedure(name)
    except KeyError:
        abort(404)
    heads = [Column(h) for h in page.heads[1:]]
    return render_template("portal/procedure.html", p=page, svg=Markup(page.svg), heads=heads, names=law_pages.procedure_names())


@room.page("/help", act=policy.PUBLIC)
def help_page() -> Answer:
    """使用说明: short, by role, with the keys."""
    return render_template("portal/help.html")
