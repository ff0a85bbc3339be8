"""Screens of the dossier: the part of the case page, the list of what lies in the volumes, the bound volume. No table, no rule of law."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from flask import Response, abort, render_template, url_for

from arrears import files
from arrears.access import policy
from arrears.access.rooms import Answer, Room
from arrears.access.viewer import Viewer
from arrears.cases import pages, visibility
from arrears.cases.outcomes import Gone
from arrears.cases.visibility import Head
from arrears.dossier import queries

room = Room("dossier", __name__)


@pages.panel("dossier", "案卷", template="dossier/panel.html", order=90, place="aside")
def panel(viewer: Viewer, head: Head) -> Mapping[str, Any] | None:
    """Of a closed case: its volumes, or what is missing before it can be filed."""
    found = queries.of_case(viewer, head, with_pieces=False)
    if found is None:
        return None
    act = f"{head.procedure}.archive"
    may_file = not found.volumes and act in policy.ACTS and policy.may(viewer, act, visibility.ref(head.id))
    return {"d": found, "case_id": head.id, "file_url": url_for("desk.do", case_id=head.id, act="archive") if may_file else ""}


@room.page("/cases/<int:case_id>/dossier", act="case.read")
def contents(viewer: Viewer, case_id: int) -> Answer:
    """What lies in each volume, before it is bound."""
    try:
        head = visibility.head(viewer, case_id)
    except Gone:
        abort(404)
    found = queries.of_case(viewer, head, with_pieces=True)
    if found is None:
        abort(404)
    return render_template("dossier/contents.html", head=head, d=found)


@room.page("/dossiers/<int:volume_id>", act="case.read")
def volume(viewer: Viewer, volume_id: int) -> Answer:
    """The bound volume as PDF, or a page that says it is being bound."""
    try:
        found = queries.one(viewer, volume_id)
    except Gone:
        abort(404)
    if found.sha256 is None:
        return render_template("dossier/waiting.html", volume=found), 202, {"Refresh": "3"}
    answer = Response(files.get(found.sha256), mimetype="application/pdf")
    answer.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(found.name + '.pdf')}"
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"
    return answer
