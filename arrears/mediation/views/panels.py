"""Parts of the case page of a mediation 案件页: consents and period, claims, sessions. No table, no rule of law."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from arrears.access.viewer import Viewer
from arrears.cases import pages
from arrears.cases.visibility import Head
from arrears.law import codes
from arrears.mediation.queries import case as queries
from arrears.web.zh import zh_date, zh_datetime


@pages.panel("mediation", "调解", "mediation", template="mediation/own-panel.html", order=12, place="aside")
def own_panel(viewer: Viewer, head: Head) -> Mapping[str, Any] | None:
    """Where the application came from, both consents, the next meeting."""
    own = queries.own(head.id)
    if own is None:
        return None
    pairs = [
        ("申请", f"{zh_date(own.applied_on)}　{codes.label('mediation_source', own.source)}{'　口头申请' if own.oral else ''}"),
        ("申请人同意", zh_date(own.consent_a) if own.consent_a else ""),
        ("被申请人同意", zh_date(own.consent_b) if own.consent_b else codes.codes("willing").get(own.willing, "")),
        ("调解期限", zh_date(own.ends_on) if own.ends_on else ""),
        ("下次调解", zh_datetime(own.next_meeting_at) if own.next_meeting_at and head.is_open else ""),
        ("结果", codes.codes("mediation_result").get(own.result, "")),
    ]
    return {"pairs": [(label, words) for label, words in pairs if words], "facts": own.facts_text}


@pages.panel("claims", "请求", "mediation", template="mediation/claims-panel.html", order=20)
def claims_panel(viewer: Viewer, head: Head) -> Mapping[str, Any] | None:
    """Claim items with what was agreed."""
    lines = queries.claims(head.id)
    return {"lines": lines} if lines else None


@pages.panel("sessions", "调解会", "mediation", template="mediation/sessions-panel.html", order=40)
def sessions_panel(viewer: Viewer, head: Head) -> Mapping[str, Any] | None:
    """Sessions with their records, newest first."""
    lines = queries.sessions(head.id)
    return {"lines": lines} if lines else None
