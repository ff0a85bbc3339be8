"""The agreement on the screen 出协议: form, preview that uses up no number, signing and issuing. No table, no rule of law."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flask import abort, render_template, request
from markupsafe import Markup

from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.cases import calendar, pages
from arrears.cases.answering import carry_out, status_of
from arrears.cases.visibility import Head
from arrears.documents import previews
from arrears.law import codes, deadlines
from arrears.law.money import digits
from arrears.law.refusal import Refused
from arrears.mediation import agreeing
from arrears.mediation.forms.agreement import AgreementForm
from arrears.mediation.queries import case as queries
from arrears.mediation.views.room import case_for, room
from arrears.web.rows import grown
from arrears.web.zh import zh_date

ACT = "mediation.agree"
BUTTONS = frozenset({"csrf_token", "issue", "edit", "more", "share"})
WINDOWS: Mapping[str, str] = {"review": "review-apply", "court": "judconf-apply"}


@room.page("/cases/<int:case_id>/mediation/agreement", act=ACT, methods=("GET", "POST"))
def agree(viewer: Viewer, case_id: int) -> Answer:
    head = case_for(viewer, case_id, ACT)
    form = _form(head)
    if grown(form, request.form.get("more")) or _shared(form) or "edit" in request.form:
        return _page(head, form)
    if form.validate_on_submit():
        facts = form.act_facts()
        if "issue" in request.form:
            answer = carry_out(viewer, head, ACT, form, facts)
            if answer is not None:
                return answer
        else:
            try:
                kind, content = agreeing.preview(viewer, case_id, facts)
                return _preview(head, form, facts, previews.html(head, kind, content))
            except Refused as refusal:
                form.show(refusal)
    return _page(head, form)


@room.page("/cases/<int:case_id>/mediation/agreement/draft", act=ACT, methods=("POST",))
def agree_draft(viewer: Viewer, case_id: int) -> Answer:
    """The paper as it will be printed, 草稿 across it, number empty: opened beside the preview to be printed for reading."""
    head = case_for(viewer, case_id, ACT)
    form = _form(head)
    if not form.validate_on_submit():
        abort(400, "内容有改动，请回到协议页面重新预览。")
    kind, content = agreeing.preview(viewer, case_id, form.act_facts())
    return previews.html(head, kind, content)


def _form(head: Head) -> AgreementForm:
    sides = queries.sides(head.id)
    lacking = [side for side in sides if side.lacks and not side.left]
    return AgreementForm(
        seen=head.version, claims=queries.claims(head.id), sides=sides, dues=queries.roster_dues(head.id), lacking=lacking
    )


def _shared(form: AgreementForm) -> bool:
    way = request.form.get("share")
    if way not in {"even", "roster"}:
        return False
    form.share_out(way)
    return True


def _windows(form: AgreementForm) -> list[str]:
    """The last days of both ways of confirming, counted from the day of signing."""
    signed = form.signed_on.data
    if signed is None:
        return []
    in_force = calendar.in_force()
    words = codes.codes("confirm_by")
    return [
        f"{words[way]}：双方共同申请，最迟 {zh_date(deadlines.due(rule, signed, calendar=in_force).due)}" for way, rule in WINDOWS.items()
    ]


def _page(head: Head, form: AgreementForm) -> Answer:
    return render_template(
        "mediation/agreement.html", head=head, form=form, agents=queries.agents(head.id), windows=_windows(form)
    ), status_of(form)


def _preview(head: Head, form: AgreementForm, facts: Mapping[str, Any], page: str) -> Answer:
    """What is given up stands above the paper, before anybody prints it."""
    sheet = re.search(r'<main class="sheet">(.*)</main>', page, re.DOTALL)
    assert sheet is not None
    body = re.sub(r"<(/?)h1\b", r"<\1h2", sheet[1])
    carried = [(name, value) for name, values in request.form.lists() if name not in BUTTONS for value in values]
    return render_template(
        "mediation/agreement-preview.html",
        head=head, form=form, facts=facts, paper=Markup(body),  # our own template's output, escaped there
        carried=carried, given_up=_given_up(head, facts), windows=_windows(form), failed=len(facts.get("rows_failed") or []),
    )  # fmt: skip


def _given_up(head: Head, facts: Mapping[str, Any]) -> list[str]:
    """Claims that get less than was asked, in words."""
    agreed = {item["claim_id"]: item["amount"] for item in facts["items"]}
    lines = []
    for claim in queries.claims(head.id):
        got = agreed.get(claim.id)
        if got is None:
            lines.append(f"{claim.kind}：不在协议内")
        elif claim.claimed is not None and got < claim.claimed:
            lines.append(f"{claim.kind}：请求 {digits(claim.claimed)} 元，议定 {digits(got)} 元，少 {digits(claim.claimed - got)} 元")
    return lines


pages.own_page("mediation.agree", ACT)
