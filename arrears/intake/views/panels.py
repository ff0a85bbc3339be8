"""What intake hangs on the case page of a lead 案件页: orders, fields, reporters, likely twins; and which values may be revealed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for

from arrears.access import policy
from arrears.access.viewer import Viewer
from arrears.cases import pages, visibility
from arrears.cases.visibility import Head
from arrears.intake.queries import lead as queries
from arrears.intake.queries import together
from arrears.intake.views.desk import may_register
from arrears.law import codes
from arrears.web.forms import new_token
from arrears.web.shapes import Link

HANDED_IN = frozenset({"counter", "letter"})
"""Sources where the person stands before us, or is answered by letter: a receipt is handed out."""


@pages.panel("orders", "工单", "lead", template="intake/_panel_orders.html", order=10)
def orders(viewer: Viewer, head: Head) -> Mapping[str, Any]:
    """工单: each with its state, lights and next acts."""
    ref = visibility.ref(head.id)
    rows = queries.orders(head.id, policy.may(viewer, "reporter.see", ref))
    may = {name: policy.may(viewer, f"lead.{name}", ref) for name in ("sign-order", "answer", "record-callback", "add-order", "note")}
    receipt = any(row.source_code in HANDED_IN and row.reporter for row in rows)
    shown = [(row, _links(row, may)) for row in rows]
    return {"rows": shown, "head": head, "receipt": receipt, "token": new_token(), "may_urge": may["add-order"]}


def _links(row: queries.OrderLine, may: Mapping[str, bool]) -> list[Link]:
    order = {"case_id": row.lead_id, "order": row.id}
    links = []
    if row.state_code == "o-new" and may["sign-order"]:
        links.append(Link("签收", url_for("intake.sign_order", **order)))
    if row.state_code in {"o-new", "o-signed", "o-working"} and may["note"]:
        links.append(Link("记联系", url_for("intake.note", **order)))
    if row.state_code in {"o-signed", "o-working"} and may["answer"]:
        links.append(Link("写答复", url_for("intake.answer", **order)))
    if row.returning and may["sign-order"]:
        links.append(Link("退单结果", url_for("intake.return_result", **order)))
    if row.state_code == "o-answered" and may["record-callback"]:
        links.append(Link("来源回访", url_for("intake.record_callback", **order)))
    return links


@pages.panel("lead-fields", "线索要素", "lead", template="intake/_panel_fields.html", order=20)
def fields(viewer: Viewer, head: Head) -> Mapping[str, Any]:
    """线索要素, and the way on into mediation."""
    ways = []
    if head.state in {"l-accepted", "l-filed"}:
        for route, (endpoint, parameter, act) in pages.ONWARD.items():
            if policy.can(viewer, act):
                ways.append(Link(f"转入{codes.label('route_case', route)}", url_for(endpoint, **{parameter: head.id})))
    return {"pairs": queries.field_pairs(head.id), "ways": ways, "into": queries.merged_into(head.id), "head": head}


@pages.panel("reporter", "反映人", "lead", template="intake/_panel_reporter.html", order=5, place="aside", act="reporter.see")
def reporter(viewer: Viewer, head: Head) -> Mapping[str, Any]:
    """反映人, masked; each value is revealed by itself with a reason."""
    may_reveal = policy.may(viewer, "personal.reveal", visibility.ref(head.id))
    return {"rows": queries.reporters(head.id), "head": head, "may_reveal": may_reveal}


@pages.panel("twins", "疑似同案", "lead", template="intake/_panel_twins.html", order=30, act="reporter.see")
def twins(viewer: Viewer, head: Head) -> Mapping[str, Any] | None:
    """疑似同案 of a stored lead, for whom may see the desk."""
    if not policy.can(viewer, "intake.desk"):
        return None
    rows = queries.twins_of(viewer, head)
    movable = head.state in {"l-draft", "l-screening", "l-verifying", "l-accepted"}
    return {"rows": rows, "head": head, "movable": movable and may_register(viewer)} if rows else None


@pages.panel("group", "同班组", "lead", template="intake/_panel_group.html", order=25)
def group(viewer: Viewer, head: Head) -> Mapping[str, Any] | None:
    """同班组: the other leads of the group with what they add up to; a group case is proposed."""
    found = together.group(viewer, head.id)
    return {"group": found} if found is not None else None


def reveals(viewer: Viewer, head: Head, value_id: str) -> bool:
    """Whether a value belongs to this lead and may be seen by this person."""
    if head.procedure != "lead" or not policy.may(viewer, "reporter.see", visibility.ref(head.id)):
        return False
    return queries.belongs(head.id, value_id)


pages.REVEALABLE.append(reveals)
