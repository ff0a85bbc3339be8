"""Acts of a lead on screen: each a form that says what the law's table asks, and which order or other lead is meant."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for

from arrears import clock
from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.cases import calendar, pages, transitions
from arrears.cases.answering import carry_out, status_of
from arrears.cases.visibility import Head
from arrears.intake.actions.uploads import kept_file
from arrears.intake.forms.acts import (
    AddOrderForm,
    AskFactsForm,
    CompleteForm,
    ExplainForm,
    FactsInForm,
    HandOverForm,
    LinkForm,
    UnmergeForm,
    order_form,
)
from arrears.intake.forms.desk import NoteForm
from arrears.intake.forms.registering import chain_lines, month_read
from arrears.intake.queries import acts as offers
from arrears.intake.queries import lead as queries
from arrears.intake.queries import routing
from arrears.intake.views.room import lead_head, room
from arrears.law.procedures import ACTS
from arrears.law.refusal import Refused
from arrears.web.forms import ActForm, choices_of

ORDER_ACTS = {
    "sign-order": "intake.sign_order", "return-order": "intake.return_order", "return-result": "intake.return_result",
    "extend-order": "intake.extend_order", "record-callback": "intake.record_callback",
}  # fmt: skip
"""Acts on one order → endpoint. Their forms are made of the table's facts and the choice of the order."""


def _show(head: Head, act_id: str, form: ActForm, template: str = "intake/act.html", **more: Any) -> Answer:
    return render_template(template, head=head, act=ACTS[act_id], form=form, reading=None, first="", **more), status_of(form)


def _file(form: ActForm, name: str) -> dict[str, Any] | None:
    field = form.named(name)
    return kept_file(field.data, name) if field is not None else None


def _order_act(viewer: Viewer, case_id: int, act_id: str) -> Answer:
    head = lead_head(viewer, case_id, act_id)
    orders = offers.fitting(case_id, act_id)
    if not orders:
        flash(f"这件线索现在没有可以办理“{ACTS[act_id].label}”的工单。", "warning")
        return redirect(url_for("desk.case", case_id=case_id))
    form = order_form(act_id, orders)(seen=head.version, order=request.args.get("order", type=int) or orders[0][0])
    if form.validate_on_submit():
        try:
            facts = {k: v for k, v in form.facts().items() if v is not None}
            if "evidence" in facts:
                facts["evidence"] = _file(form, "evidence")
        except Refused as refusal:
            form.show(refusal)
        else:
            answer = carry_out(viewer, head, act_id, form, facts, summary=_proposal_words(act_id, facts))
            if answer is not None:
                return answer
    return _show(head, act_id, form)


def _proposal_words(act_id: str, facts: dict[str, Any]) -> str:
    """One line for the approver."""
    if act_id == "lead.extend-order":
        return f"工单延期 15 日：{facts.get('ground', '')}"[:200]
    if act_id == "lead.return-order":
        return f"退单，应由{facts.get('competent_body', '')}办理"[:200]
    return ""


def _order_page(name: str, endpoint: str) -> None:
    act_id = f"lead.{name}"

    def view(viewer: Viewer, case_id: int) -> Answer:
        return _order_act(viewer, case_id, act_id)

    view.__name__ = endpoint.partition(".")[2]
    view.__doc__ = ACTS[act_id].label
    room.page(f"/intake/leads/<int:case_id>/{name}", act=act_id, methods=("GET", "POST"))(view)
    pages.own_page(endpoint, act_id)


for _name, _endpoint in ORDER_ACTS.items():
    _order_page(_name, _endpoint)


@room.page("/intake/leads/<int:case_id>/note", act="lead.note", methods=("GET", "POST"))
def note(viewer: Viewer, case_id: int) -> Answer:
    """记联系: whom of the lead, how, when; from a list it returns to the list."""
    head = lead_head(viewer, case_id, "lead.note")
    orders = offers.fitting(case_id, "lead.note")
    form = NoteForm(seen=head.version)
    reporters = [(f"order-{key}", f"反映人 {words}") for key, words in orders]
    form.whom.choices = choices_of([*reporters, ("employer", "被反映单位"), ("other", "其他人")])
    if request.method == "GET":
        wanted = f"order-{request.args.get('order', type=int) or 0}"
        known = [choice.value for choice in form.whom.choices or ()]
        form.whom.data = wanted if wanted in known else known[0]
    if form.validate_on_submit():
        answer = carry_out(viewer, head, "lead.note", form, form.contacted())
        if answer is not None:
            return answer
    numbers = queries.reporters(case_id) if queries.may_see(viewer, case_id) else []
    return _show(head, "lead.note", form, "intake/note.html", reporters=numbers)


@room.page("/intake/leads/<int:case_id>/add-order", act="lead.add-order", methods=("GET", "POST"))
def add_order(viewer: Viewer, case_id: int) -> Answer:
    """挂接工单."""
    head = lead_head(viewer, case_id, "lead.add-order")
    form = AddOrderForm(seen=head.version)
    if request.method == "GET":
        form.received_at.data = clock.now()
    if form.validate_on_submit():
        answer = carry_out(viewer, head, "lead.add-order", form, form.added())
        if answer is not None:
            return answer
    return _show(head, "lead.add-order", form)


@room.page("/intake/leads/<int:case_id>/urge/<int:order_id>", act="lead.add-order", methods=("POST",))
def urge(viewer: Viewer, case_id: int, order_id: int) -> Answer:
    """催办: the same order once more."""
    lead_head(viewer, case_id, "lead.add-order")
    facts = offers.urging(case_id, order_id)
    if facts is None:
        abort(404)
    token = request.form.get("token", "")
    transitions.perform(case_id, "lead.add-order", viewer, seen=None, token=token, facts=facts)
    flash(f"已记催办：{facts['order_no']}。")
    return redirect(url_for("desk.case", case_id=case_id) + "#orders")


def _filled(form: Any, case_id: int) -> None:
    """Put the lead's present fields into a form that was just opened."""
    fields = queries.fields(case_id)
    if fields is None:
        abort(404)
    for field in form:
        value = fields.values.get(field.short_name)
        if value in (None, "", []):
            continue
        if field.short_name in {"period_start", "period_end"}:
            value = month_read(value)
        elif field.short_name == "chain":
            value = chain_lines(value)
        field.data = value


def _lead_form(viewer: Viewer, case_id: int, act_id: str, make: Callable[..., Any]) -> Answer:
    head = lead_head(viewer, case_id, act_id)
    form = make(seen=head.version, districts=routing.here().districts)
    if request.method == "GET":
        _filled(form, case_id)
    if form.validate_on_submit():
        facts = form.lead_facts()
        answer = carry_out(viewer, head, act_id, form, facts)
        if answer is not None:
            return answer
    return _show(head, act_id, form, "intake/fields.html")


@room.page("/intake/leads/<int:case_id>/complete", act="lead.complete", methods=("GET", "POST"))
def complete(viewer: Viewer, case_id: int) -> Answer:
    """补全."""
    return _lead_form(viewer, case_id, "lead.complete", CompleteForm)


@room.page("/intake/leads/<int:case_id>/facts-in", act="lead.facts-in", methods=("GET", "POST"))
def facts_in(viewer: Viewer, case_id: int) -> Answer:
    """核实完."""
    return _lead_form(viewer, case_id, "lead.facts-in", FactsInForm)


@room.page("/intake/leads/<int:case_id>/ask-facts", act="lead.ask-facts", methods=("GET", "POST"))
def ask_facts(viewer: Viewer, case_id: int) -> Answer:
    """补充核实."""
    head = lead_head(viewer, case_id, "lead.ask-facts")
    form = AskFactsForm(seen=head.version)
    if request.method == "GET":
        form.missing.data = tuple(queries.missing(case_id))
        form.due.data = calendar.in_force().add_workdays(clock.today(), 5)
    if form.validate_on_submit():
        answer = carry_out(viewer, head, "lead.ask-facts", form, {"missing": list(form.missing.data), "due": form.due.data})
        if answer is not None:
            return answer
    return _show(head, "lead.ask-facts", form)


@room.page("/intake/leads/<int:case_id>/hand-over", act="lead.hand-over", methods=("GET", "POST"))
def hand_over(viewer: Viewer, case_id: int) -> Answer:
    """转办."""
    head = lead_head(viewer, case_id, "lead.hand-over")
    form = HandOverForm(seen=head.version)
    own = head.district_id
    form.to_known.choices = choices_of([(name, name) for place, name in routing.bodies().items() if place != own])
    if request.method == "GET":
        form.to_known.data = routing.bodies().get(request.args.get("to", ""))
        form.found_on.data = form.reporter_told_on.data = clock.today()
        form.deadline.data = queries.workday_after(10)
        form.reason.data = request.args.get("why", "")[:400]
    if form.validate_on_submit():
        facts = form.handed()
        answer = carry_out(viewer, head, "lead.hand-over", form, facts, summary=f"转办{facts['to_body']}：{facts['reason']}"[:200])
        if answer is not None:
            return answer
    return _show(head, "lead.hand-over", form)


@room.page("/intake/leads/<int:case_id>/explain", act="lead.explain", methods=("GET", "POST"))
def explain(viewer: Viewer, case_id: int) -> Answer:
    """释明."""
    head = lead_head(viewer, case_id, "lead.explain")
    form = ExplainForm(seen=head.version)
    if request.method == "GET":
        proposal = routing.proposal_of(case_id)
        if proposal is not None and proposal.route in {c.value: c.label for c in form.route.choices or ()}:
            form.route.data = proposal.route
            form.text.data = "\n".join(f"{reason.text}（{reason.source}）" for reason in proposal.reasons)
    if form.validate_on_submit():
        answer = carry_out(viewer, head, "lead.explain", form, form.facts())
        if answer is not None:
            return answer
    return _show(head, "lead.explain", form)


def _link(viewer: Viewer, case_id: int, act_id: str, make: Callable[[int], dict[str, Any]]) -> Answer:
    head = lead_head(viewer, case_id, act_id)
    form = LinkForm(seen=head.version)
    if request.method == "GET":
        form.number.data = request.args.get("number", "")[:60]
    if form.validate_on_submit():
        try:
            other = offers.by_number(viewer, form.number.data or "")
        except Refused as refusal:
            form.show(refusal)
        else:
            answer = carry_out(viewer, head, act_id, form, {**make(other), "reason": form.reason.data})
            if answer is not None:
                return answer
    return _show(head, act_id, form)


@room.page("/intake/leads/<int:case_id>/merge", act="lead.merge", methods=("GET", "POST"))
def merge(viewer: Viewer, case_id: int) -> Answer:
    """并案."""
    return _link(viewer, case_id, "lead.merge", lambda other: {"into": other})


@room.page("/intake/leads/<int:case_id>/join-group", act="lead.join-group", methods=("GET", "POST"))
def join_group(viewer: Viewer, case_id: int) -> Answer:
    """入组."""
    return _link(viewer, case_id, "lead.join-group", lambda other: {"matter": str(other), "rows": [{"lead": case_id}]})


@room.page("/intake/leads/<int:case_id>/unmerge", act="lead.unmerge", methods=("GET", "POST"))
def unmerge(viewer: Viewer, case_id: int) -> Answer:
    """拆回."""
    head = lead_head(viewer, case_id, "lead.unmerge")
    form = UnmergeForm(seen=head.version)
    target = offers.target_of_merge(case_id)
    if form.validate_on_submit():
        answer = carry_out(viewer, head, "lead.unmerge", form, {"into": target or 0, "reason": form.reason.data})
        if answer is not None:
            return answer
    return _show(head, "lead.unmerge", form)


pages.own_page("intake.note", "lead.note", "lead.first-contact")
for _act, _end in (
    ("add-order", "add_order"), ("complete", "complete"), ("facts-in", "facts_in"), ("ask-facts", "ask_facts"),
    ("hand-over", "hand_over"), ("explain", "explain"), ("merge", "merge"), ("join-group", "join_group"), ("unmerge", "unmerge"),
):  # fmt: skip
    pages.own_page(f"intake.{_end}", f"lead.{_act}")
