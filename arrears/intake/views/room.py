"""The room of intake, and the head of a lead that a person may see."""

from __future__ import annotations

from flask import abort

from arrears.access import policy
from arrears.access.rooms import Room
from arrears.access.viewer import Viewer
from arrears.cases import visibility
from arrears.cases.outcomes import Gone
from arrears.cases.visibility import Head
from arrears.law.procedures import ACTS

room = Room("intake", __name__)


def lead_head(viewer: Viewer, case_id: int, act: str | None = None) -> Head:
    """The lead for this person; 404 for what is not there, is no lead, or may not be known; 403 where the act is not theirs."""
    try:
        head = visibility.head(viewer, case_id)
    except Gone:
        abort(404)
    if head.procedure != "lead":
        abort(404)
    if act is not None and not policy.may(viewer, act, visibility.ref(case_id)):
        abort(403, f"您的岗位不能办理“{ACTS[act].label}”。")
    return head
