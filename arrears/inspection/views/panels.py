"""Parts of the case page of an inspection 案件页: its course, who reported, services, payments. No table, no rule of law."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from arrears.access import policy
from arrears.access.viewer import Viewer
from arrears.cases import pages, visibility
from arrears.cases.visibility import Head
from arrears.inspection.queries import case as queries
from arrears.money import views as money
from arrears.web.zh import zh_date


@pages.panel("inspection", "监察", "inspection", template="inspection/own-panel.html", order=12, place="aside")
def own_panel(viewer: Viewer, head: Head) -> Mapping[str, Any] | None:
    """Complaint, filing, inspectors, order, decision; the arbitration of the same matter where one is open."""
    own = queries.own(head.id)
    if own is None:
        return None
    names = dict(queries.inspectors(head.body_id))
    two = "、".join(names[i] for i in queries.team(head.id) if i in names)
    pairs = [
        ("类别", own.kind_words + ("（保密）" if own.secrecy else "")),
        ("来源", own.way),
        ("接收日", zh_date(own.received_on)),
        ("项目", own.project),
        ("欠薪期间", own.period),
        ("监察员", two),
        ("立案日", zh_date(own.filed_on) if own.filed_on else ""),
        ("违法行为", own.breach_words),
        ("责令期限", zh_date(own.order_due_on) + ("" if own.order_served_on else "（指令书还没有送达）") if own.order_due_on else ""),
        ("处理决定", f"{zh_date(own.decided_on)}，加付 {own.rate}%" if own.decided_on else ""),
        ("决定送达", zh_date(own.decision_served_on) if own.decision_served_on else ""),
    ]
    units = [(s.part, s.name) for s in queries.sides(head.id) if s.part]
    return {
        "pairs": [*units, *((label, words) for label, words in pairs if words)], "facts": own.facts_text, "findings": own.findings,
        "evidence": own.evidence,
    }  # fmt: skip


@pages.panel("insp-reporter", "举报人", "inspection", template="inspection/reporter-panel.html", order=5, place="aside", act="reporter.see")
def reporter_panel(viewer: Viewer, head: Head) -> Mapping[str, Any] | None:
    """举报人, masked; each value is revealed by itself with a reason."""
    rows = queries.reporter(head.id)
    return {"rows": rows, "head": head, "may_reveal": policy.may(viewer, "personal.reveal", visibility.ref(head.id))} if rows else None


@pages.panel("insp-servings", "送达", "inspection", template="inspection/servings-panel.html", order=45)
def servings_panel(viewer: Viewer, head: Head) -> Mapping[str, Any] | None:
    """Attempts of service, newest first, with the day of effect and why."""
    lines = queries.services(head.id)
    may_serve = policy.may(viewer, "inspection.serve", visibility.ref(head.id))
    return {"lines": lines, "case_id": head.id, "may_serve": may_serve} if lines else None


def reveals(viewer: Viewer, head: Head, value_id: str) -> bool:
    """Whether a value is the reporter's of this case and may be seen by this person."""
    if head.procedure != "inspection" or not policy.may(viewer, "reporter.see", visibility.ref(head.id)):
        return False
    return queries.belongs(head.id, value_id)


pages.REVEALABLE.append(reveals)
money.PAY["inspection"] = "inspection.insp-pay-proof"
pages.own_page("money.pay", "inspection.insp-pay-proof")
