"""Shared screens: first page, case page, plain acts, approvals, search, inbox, reveal. No table, no rule of law."""

from __future__ import annotations

from flask import Response, abort, flash, redirect, render_template, request, url_for
from wtforms import SelectChoice

from arrears import files
from arrears.access import policy
from arrears.access.rooms import Answer, Room
from arrears.access.viewer import Viewer
from arrears.cases import approvals, clockcards, materials, pages, visibility
from arrears.cases.answering import carry_out, status_of
from arrears.cases.outcomes import Gone, Stale
from arrears.cases.visibility import Head
from arrears.desk import actions, casepage, queries, signing
from arrears.desk.forms import DecideForm, NoteForm, RevealForm
from arrears.desk.frame import first_desk
from arrears.law import codes
from arrears.law.procedures import ACTS, Act
from arrears.law.refusal import Refused
from arrears.web.forms import ActForm, choices_of, generic_form, new_token
from arrears.web.shapes import Link, Tab

room = Room("desk", __name__)

PLACES = {"clocks": "期限", "papers": "文书", "materials": "材料", "trail": "时间轴"}
"""Parts of the case page, by the anchor that leads there."""
SHOWN = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif", "application/pdf"})
"""Kinds of files that a browser shows itself; the others are saved."""


def _head(viewer: Viewer, case_id: int) -> Head:
    try:
        return visibility.head(viewer, case_id)
    except Gone:
        abort(404)


@room.page("/", act=policy.PUBLIC)
def home() -> Answer:
    """Each role lands on its own desk."""
    from flask import g

    viewer: Viewer | None = g.get("viewer")
    if viewer is None:
        return redirect(url_for("access.login"))
    return redirect(url_for(first_desk(viewer)))


@room.page("/cases/<int:case_id>", act="case.read")
def case(viewer: Viewer, case_id: int) -> Answer:
    head = _head(viewer, case_id)
    cards, done, running = clockcards.of_case(head.id, head.body_id)
    people, total = casepage.parties(head.id)
    files_here = materials.of_case(viewer, head.id)
    with_system = request.args.get("sys") == "1"
    return render_template(
        "desk/case.html",
        head=head,
        bar=casepage.bar(head, running),
        doable=casepage.doable(viewer, head, running),
        waiting=casepage.waiting(head.id),
        cards=cards,
        done=done,
        trail=casepage.trail(viewer, head, with_system, files_here),
        with_system=with_system,
        parties=people,
        party_total=total,
        related=casepage.related(viewer, head),
        panels=casepage.panels(viewer, head),
        papers=queries.papers(viewer, head.id),
        files=files_here,
        links=[Link("概况", "#top", current=True), *(Link(words, f"#{place}") for place, words in PLACES.items())],
        may_reveal=policy.may(viewer, "personal.reveal", visibility.ref(head.id)),
    )


def _choices(head: Head, act: Act) -> dict[str, list[SelectChoice]]:
    found: dict[str, list[SelectChoice]] = {}
    for fact in act.facts:
        if fact.type == "user":
            found[fact.name] = choices_of(queries.people_of(head.body_id))
        elif fact.type == "party":
            found[fact.name] = choices_of([(p.id, f"{p.role} {p.name}") for p in casepage.parties(head.id, 200)[0]])
        elif fact.type == "clock":
            found[fact.name] = choices_of([(i, words) for i, words in queries.clock_choices(head.id, act.name)])
    return found


def _plain_form(head: Head, act: Act) -> ActForm:
    if act.name == "amend":
        return actions.amend_form(head.id)(seen=head.version)
    made = generic_form(
        act.facts, codes=codes.codes, choices=_choices(head, act), defaults=queries.defaults(head, act), occurred=True
    )
    form: ActForm = made(seen=head.version)
    return form


@room.page("/cases/<int:case_id>/do/<token:act>", act="case.read", methods=("GET", "POST"))
def do(viewer: Viewer, case_id: int, act: str) -> Answer:
    """The plain form of an act, made from the facts the law declares."""
    head = _head(viewer, case_id)
    declared = ACTS.get(f"{head.procedure}.{act}")
    if declared is None or casepage.act_url(head, declared.id) is None:
        abort(404)
    if not policy.may(viewer, declared.id, visibility.ref(head.id)):
        abort(403)
    form = _plain_form(head, declared)
    if form.validate_on_submit():
        facts = actions.facts_of(form, declared)
        if not form.errors:
            answer = carry_out(viewer, head, declared.id, form, facts, summary=actions.summary_of(declared, facts))
            if answer is not None:
                return answer
    return render_template("desk/act.html", head=head, act=declared, form=form), status_of(form)


@room.page("/cases/<int:case_id>/note", act="case.read", methods=("GET", "POST"))
def note(viewer: Viewer, case_id: int) -> Answer:
    """联系记录 in ten seconds; from a list it returns to the list."""
    head = _head(viewer, case_id)
    form = NoteForm(seen=head.version, to=queries.usual_contact(head))
    if form.validate_on_submit():
        target = request.args.get("back", "")
        safe = target if target.startswith("/") and not target.startswith(("//", "/\\")) else None
        answer = carry_out(viewer, head, f"{head.procedure}.note", form, actions.note_facts(form, head), to=safe)
        if answer is not None:
            return answer
    return render_template("desk/note.html", head=head, form=form), status_of(form)


@room.page("/attachments/<int:attachment_id>", act="case.read")
def attachment(viewer: Viewer, attachment_id: int) -> Answer:
    try:
        name, mime, digest = queries.attachment(viewer, attachment_id)
    except Gone:
        abort(404)
    answer = Response(files.get(digest), mimetype=mime)
    way = "inline" if mime in SHOWN else "attachment"
    answer.headers["Content-Disposition"] = f"{way}; filename*=UTF-8''{queries.quoted(name)}"
    return answer


def _approvals(viewer: Viewer, page: signing.ApprovalPage | None, form: DecideForm | None) -> Answer:
    """The approver's desk: the list at the left, the chosen paper and its signature at the right."""
    tab = request.args.get("tab", "")
    tab = tab if tab in signing.TABS else ""
    waiting = signing.waiting(viewer)
    rows = signing.decided(viewer, tab) if tab in {"returned", "done"} else signing.in_tab(waiting, tab)
    counts = {key: len(signing.in_tab(waiting, key)) for key in ("", "one", "bulk", "mine")}
    tabs = [
        Tab(label, url_for("desk.approval_list", tab=key or None), counts.get(key), key == tab) for key, label in signing.TABS.items()
    ]
    return render_template(
        "desk/approvals.html",
        rows=rows,
        tabs=tabs,
        tab=tab,
        page=page,
        form=form,
        paper=signing.paper(page) if page is not None else None,
        checked=signing.checked(page) if page is not None else [],
        afterwards=signing.afterwards(ACTS[page.act_id]) if page is not None else [],
        together=sum(row.together for row in rows),
        token=new_token(),
    )


@room.page("/approvals", act="approval.see")
def approval_list(viewer: Viewer) -> Answer:
    return _approvals(viewer, None, None)


@room.page("/approvals/together", act="approval.see", methods=("POST",))
def agree_together(viewer: Viewer) -> Answer:
    """同意选中的: harmless kinds only; each is done or refused on its own."""
    picks = request.form.getlist("pick")[:200]
    if not picks:
        flash("没有选中任何一件，请先在左边勾选。")
        return redirect(url_for("desk.approval_list", tab="bulk"))
    result = actions.agree_together(viewer, picks, request.form.get("token", ""))
    return render_template("desk/agreed.html", result=result)


@room.page("/approvals/<int:approval_id>", act="approval.see", methods=("GET", "POST"))
def approve(viewer: Viewer, approval_id: int) -> Answer:
    try:
        page = signing.approval(viewer, approval_id)
    except Gone:
        abort(404)
    form = DecideForm(seen=page.head.version)
    form.decision.choices = choices_of({**approvals.DECISIONS, "agree": page.agree_words})
    if form.validate_on_submit():
        try:
            approvals.decide(
                approval_id,
                viewer,
                form.decision.data,
                opinion=form.opinion.data or "",
                seen=form.seen.data or 0,
                token=form.token.data or "",
            )
        except Refused as refusal:
            form.show(refusal)
        except Stale:
            form.see_again(page.head.version)
            form.form_errors.append("这件案子在您打开之后有变化，请看过现在的情况再签。")
        else:
            flash(f"{page.head.number}“{page.kind}”：{approvals.DECISIONS[form.decision.data]}。")
            return redirect(url_for("desk.approval_list"))
    wrong = bool(form.errors or form.form_errors)
    return _approvals(viewer, page, form), 422 if wrong else 200


@room.page("/approvals/<int:approval_id>/paper", act="approval.see")
def approval_paper(viewer: Viewer, approval_id: int) -> Answer:
    """The paper alone, by the template that prints it."""
    try:
        page = signing.approval(viewer, approval_id)
        return actions.paper_preview(page.head, *signing.sheet(page))
    except Gone:
        abort(404)
    except Refused as refusal:
        return render_template("desk/no-paper.html", why=refusal.sentence), 422


@room.page("/approvals/<int:approval_id>/withdraw", act="case.read", methods=("POST",))
def withdraw_approval(viewer: Viewer, approval_id: int) -> Answer:
    try:
        approvals.withdraw(approval_id, viewer)
        flash("已撤回。")
    except Refused as refusal:
        flash(refusal.sentence)
    return redirect(url_for("desk.approval_list"))


@room.page("/search", act="search.use")
def search(viewer: Viewer) -> Answer:
    text = request.args.get("q", "").strip()[:100]
    hits = queries.find(viewer, text) if text else []
    return render_template("desk/search.html", query=text, hits=hits)


@room.page("/inbox", act="inbox.see", methods=("GET", "POST"))
def inbox(viewer: Viewer) -> Answer:
    if request.method == "POST":
        actions.read_all(viewer)
        return redirect(url_for("desk.inbox"))
    before = request.args.get("before", type=int)
    rows = queries.inbox(viewer, before)
    return render_template("desk/inbox.html", rows=rows)


@room.page("/cases/<int:case_id>/reveal/<token:value_id>", act="personal.reveal", methods=("GET", "POST"))
def reveal(viewer: Viewer, case_id: int, value_id: str) -> Answer:
    """A personal value in full: a POST with a reason, logged; never part of another page."""
    head = _head(viewer, case_id)
    form = RevealForm()
    shown = None
    if form.validate_on_submit():
        try:
            shown = actions.reveal(viewer, head, value_id, form.reason.data or "")
        except Gone:
            abort(404)
        except policy.NotAllowed:
            abort(403)
    return render_template("desk/reveal.html", head=head, form=form, shown=shown), 422 if form.errors else 200


pages.place("待审批", "desk.approval_list", "approval.see", order=30, count=signing.count)
pages.place("消息", "desk.inbox", "inbox.see", order=90, count=queries.unread)

from arrears.desk import list_views  # noqa: E402, F401  (its pages hang on `room`)
