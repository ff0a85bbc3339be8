"""A session 调解会 on the screen: record with drafts and standard sentences, in one window or two. No table, no rule of law."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for

from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.cases import pages
from arrears.cases.answering import carry_out, status_of
from arrears.cases.visibility import Head
from arrears.mediation import drafts
from arrears.mediation.drafts import Draft, Elsewhere
from arrears.mediation.forms.sitting import SessionForm, begun
from arrears.mediation.queries import case as queries
from arrears.mediation.views.room import case_for, room
from arrears.mediation.wording import SENTENCES, with_sentence
from arrears.web.rows import grown

ACT = "mediation.session"


@room.page("/cases/<int:case_id>/mediation/session", act=ACT, methods=("GET", "POST"))
def sitting(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, ACT)
    form = _form(viewer, head)
    if grown(form, request.form.get("more")):
        return _page(head, form)
    if "insert" in request.form:
        form.record.data = with_sentence(form.record.data or "", request.form["insert"])
        form.record.raw_data = [form.record.data]
        return _saved(viewer, head, form) or _page(head, form)
    if "draft" in request.form:
        return _saved(viewer, head, form, leave=True) or _page(head, form)
    if form.validate_on_submit():
        agreed = form.outcome.data in {"agreed", "partly"}
        answer = carry_out(viewer, head, ACT, form, form.facts(), to=url_for("mediation.agree", case_id=case_id) if agreed else None)
        if answer is not None:
            return answer
    return _page(head, form)


@room.page("/cases/<int:case_id>/mediation/session/draft", act=ACT, methods=("POST",))
def save_draft(viewer: Viewer, case_id: int) -> Answer:
    """What the screen saves by itself a second after the last key: 204, or 409 when another window was faster."""
    case_for(viewer, case_id, ACT)
    form = SessionForm(seen=0)
    form.validate()
    if form.csrf_token.errors:
        return "登录状态已变，请刷新页面。", 400
    try:
        drafts.save(viewer, case_id, form.token.data or "", _seen(form), form.draft_values())
    except Elsewhere:
        return "这份笔录在另一个窗口里存过，没有覆盖。", 409
    return "", 204


def _seen(form: SessionForm) -> int:
    text = str(form.draft_seen.data or "0")
    return int(text) if text.isdigit() and len(text) < 10 else 0


def _form(viewer: Viewer, head: Head) -> SessionForm:
    """Filled with the draft that waits, else with who should be there."""
    draft = drafts.current(head.id)
    first: dict[str, Any] = {"place": queries.usual_place(head.id, head.body_id), "attendance": _expected(viewer, head.id)}
    if draft is not None:
        kept = {"held_at": draft.held_at, "place": draft.place, "attendance": draft.attendance, "record": draft.record}
        first |= begun({**kept, "outcome": draft.outcome, "draft_seen": str(draft.version)})
    return SessionForm(seen=head.version, **first)


def _expected(viewer: Viewer, case_id: int) -> list[dict[str, str]]:
    """Parties and agents of the case; of a large group its representatives only."""
    sides = [s for s in queries.sides(case_id) if not s.left]
    people = [s for s in sides if s.role == "applicant"]
    shown = [s for s in people if s.representative] or people[:5]
    rows = [{"name": s.name, "role": "申请人" + ("代表" if s.representative else ""), "how": "self"} for s in shown]
    agents = queries.agents(case_id)
    rows += [{"name": a.name, "role": f"{a.principal}的代理人", "how": "agent"} for a in agents]
    represented = {a.principal for a in agents}
    firms = [s for s in sides if s.is_unit and s.name not in represented]
    rows += [{"name": s.legal_rep or s.name, "role": "被申请人法定代表人" if s.legal_rep else "被申请人", "how": "self"} for s in firms]
    return rows


def _saved(viewer: Viewer, head: Head, form: SessionForm, *, leave: bool = False) -> Answer | None:
    """Save the draft at the press of a button; without a script this is how a record is kept."""
    try:
        version = drafts.save(viewer, head.id, form.token.data or "", _seen(form), form.draft_values())
    except Elsewhere as other:
        form.record.errors = ["这份笔录在另一个窗口里存过，没有覆盖；您填的都在，请看下面那一份，合并后再存。"]
        _look(form, other.draft)
        return None
    form.draft_seen.data, form.draft_seen.raw_data = str(version), None
    if leave:
        flash(f"笔录草稿已存（{head.number}），还没有入卷。")
        return redirect(url_for("mediation.sitting", case_id=head.id))
    return None


def _look(form: SessionForm, draft: Draft) -> None:
    """From now on this window has seen the other version: the next sending is meant to replace it."""
    form.draft_seen.data, form.draft_seen.raw_data = str(draft.version), None


def _page(head: Head, form: SessionForm) -> Answer:
    other = drafts.current(head.id) if any("另一个窗口" in e for e in form.record.errors) else None
    if other is not None:
        _look(form, other)
    return render_template("mediation/sitting.html", head=head, form=form, other=other, sentences=SENTENCES), status_of(form)


pages.own_page("mediation.sitting", ACT)
