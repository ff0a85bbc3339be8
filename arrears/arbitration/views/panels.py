"""Parts of the case page of an arbitration 案件页: its course, claims, hearings, services, awards. No table, no rule of law."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from arrears import clock
from arrears.access.viewer import Viewer
from arrears.arbitration import warning
from arrears.arbitration.queries import case as queries
from arrears.arbitration.queries import course, servings
from arrears.cases import pages
from arrears.cases.visibility import Head
from arrears.hearings import scheduling
from arrears.law import codes
from arrears.money import views as money
from arrears.web.zh import zh_date


@pages.panel("arbitration", "仲裁", "arbitration", template="arbitration/own-panel.html", order=12, place="aside")
def own_panel(viewer: Viewer, head: Head) -> Mapping[str, Any] | None:
    """Application, acceptance, track, panel, defence; the earliest day for a hearing where one is to be set; limitation."""
    own = queries.own(head.id)
    if own is None:
        return None
    first = scheduling.earliest(head.id, clock.today()) if head.state == "a-prehearing" else None
    lacking = f"{'、'.join(own.missing)}，{zh_date(own.promise_until)} 前补交" if own.missing and own.promise_until else ""
    pairs = [
        ("申请日", zh_date(own.filed_on) + ("　口头申请" if own.oral else "")),
        ("案前调解", codes.codes("pre_mediation").get(own.pre_mediation, "")),
        ("受理日", zh_date(own.accepted_on) if own.accepted_on else ""),
        ("程序", codes.codes("track").get(own.track, "")),
        ("容缺", lacking),
        ("仲裁庭", queries.panels([head.id])[head.id].words),
        ("最早可开庭日", f"{zh_date(first.day)}（{first.why}）" if first else ""),
        ("答辩", own.answer),
        ("等待决定", "；".join(words for what in ("change", "counter") for words in course.waiting_lines(head.id, what))),
        ("合并审理", "、".join(words for _, words in course.heard_together(head.id))),
        ("结案方式", codes.codes("closing_mode").get(own.closing_mode, "")),
    ]
    return {
        "pairs": [(label, words) for label, words in pairs if words], "facts": own.facts_text, "evidence": own.evidence,
        "transferred": own.way == "transfer" and head.state == "a-received",
        "limitation": warning.limitation_lines(head.id) if head.is_open else (),
        "blanks": queries.sides(head.id, "respondent") if own.accepted_on and not own.answer and head.is_open else (), "case_id": head.id,
    }  # fmt: skip


@pages.panel("arb-claims", "仲裁请求", "arbitration", template="arbitration/claims-panel.html", order=20)
def claims_panel(viewer: Viewer, head: Head) -> Mapping[str, Any] | None:
    """Claim items with what was decided."""
    lines = queries.claims(head.id)
    words = {**codes.codes("claim_result"), "settled": "已调解"}
    return {"lines": lines, "results": words} if lines else None


@pages.panel("arb-awards", "裁决和裁后", "arbitration", template="arbitration/awards-panel.html", order=15)
def awards_panel(viewer: Viewer, head: Head) -> Mapping[str, Any] | None:
    """Awards: effect, each party's window, performance."""
    lines = queries.awards(head.id)
    return {"lines": lines} if lines else None


@pages.panel("arb-hearings", "开庭", "arbitration", template="arbitration/hearings-panel.html", order=40)
def hearings_panel(viewer: Viewer, head: Head) -> Mapping[str, Any] | None:
    """Hearings with their records, newest first."""
    lines = queries.hearings(head.id)
    return {"lines": lines} if lines else None


@pages.panel("arb-servings", "送达", "arbitration", template="arbitration/servings-panel.html", order=45)
def servings_panel(viewer: Viewer, head: Head) -> Mapping[str, Any] | None:
    """Attempts of service, newest first, with the day of effect and why."""
    lines = servings.services(head.id)
    return {"lines": lines, "case_id": head.id} if lines else None


money.PAY["arbitration"] = "award.record-performance"
pages.own_page("money.pay", "award.record-performance")
