"""The award 裁决: items filled in, sums and finality shown, the papers as they will be printed, then to the signature. No rule of law."""

from __future__ import annotations

import re
from typing import Any

from flask import request
from markupsafe import Markup

from arrears.access.rooms import Answer
from arrears.access.viewer import Viewer
from arrears.arbitration import elements, preview, warning
from arrears.arbitration.forms.awarding import AwardForm, PartialForm
from arrears.arbitration.queries import case as queries
from arrears.arbitration.views.room import BOTH, case_for, done, room, shown
from arrears.cases import pages
from arrears.cases.visibility import Head
from arrears.law.refusal import Refused


@room.page("/cases/<int:case_id>/arbitration/award", act="arbitration.award", methods=BOTH)
def award(viewer: Viewer, case_id: int) -> Answer:
    return _award(viewer, case_id, "arbitration.award")


@room.page("/cases/<int:case_id>/arbitration/partial-award", act="arbitration.partial-award", methods=BOTH)
def partial_award(viewer: Viewer, case_id: int) -> Answer:
    return _award(viewer, case_id, "arbitration.partial-award")


def _award(viewer: Viewer, case_id: int, act_id: str) -> Answer:
    """The form of an award, or of a partial one, whose items may stay open."""
    head = case_for(viewer, case_id, act_id)
    partial = act_id == "arbitration.partial-award"
    request.max_form_parts = 20_000  # a group of a large site has a line for each worker and item
    own = queries.own(case_id)
    kind = PartialForm if partial else AwardForm
    told = elements.table(case_id)
    open_ = [line for line in queries.claims(case_id) if not line.result]
    form = kind(
        seen=head.version, lines=open_, sides=queries.sides(case_id), owed=queries.shares(case_id),
        found=_findings(own, told), by_elements=bool(told.undisputed) and not partial,
        style="element" if own and "simple" in own.track else "",
    )  # fmt: skip
    papers: list[tuple[str, Markup]] = []
    if form.validate_on_submit():
        facts = form.act_facts(_proposed(head, form))
        if "preview" not in request.form:
            answer = done(viewer, head, act_id, form, facts, summary=_summary(form))
            if answer is not None:
                return answer
        papers = _papers(viewer, head, form, facts, partial)
    _proposed(head, form)
    total = sum(form.amounts().values())
    return shown(
        head, act_id, form, "arbitration/award.html", previews=papers, total=total, own=own,
        limitation=warning.limitation_lines(case_id), mind=PARTIAL if partial else (),
    )  # fmt: skip


def _findings(own: queries.Own | None, told: elements.Table) -> str:
    """What the findings begin with: an earlier draft, else the undisputed elements."""
    return (own.found if own else "") or elements.undisputed_words(told)


def _proposed(head: Head, form: AwardForm) -> dict[str, bool | None]:
    """What the law proposes for each item, by the sums as they stand; its words are put beside the item."""
    sums, found = form.measured(), {}
    for row in form.decided:
        key = str(row.claim_id.data)
        if row.line is not None:
            found[key], row.proposal = preview.finality_of(head, row.line.code, sums[key])
    return found


PARTIAL = ("事实已经清楚的请求先裁决，其余的选“继续审理”，仍在原审理期限内；以后的裁决不再重复。",)


def _papers(viewer: Viewer, head: Head, form: AwardForm, facts: dict[str, Any], partial: bool) -> list[tuple[str, Markup]]:
    """The papers as they would be printed; a refusal lands at its field."""
    try:
        return [(title, _sheet(page)) for title, page in preview.award(viewer, head, facts, partial=partial)]
    except Refused as refusal:
        form.show(refusal)
        return []


def _sheet(page: str) -> Markup:
    """The sheet of a preview, to stand inside this page."""
    found = re.search(r'<main class="sheet">(.*)</main>', page, re.DOTALL)
    assert found is not None
    return Markup(re.sub(r"<(/?)h1\b", r"<\1h2", found[1]))  # our own template's output, escaped there


def _summary(form: AwardForm) -> str:
    """What the approver reads in the list."""
    return f"裁决 {len(form.decided)} 项，共 {sum(form.amounts().values()):,.2f} 元"


pages.own_page("arbitration.award", "arbitration.award")
pages.own_page("arbitration.partial_award", "arbitration.partial-award")
