"""Papers on the screen: the stored PDF, or a page that says it is being made. No table, no rule of law."""

from __future__ import annotations

from urllib.parse import quote

from flask import Response, abort, render_template

from arrears import files
from arrears.access.policy import PUBLIC
from arrears.access.rooms import Answer, Room
from arrears.access.viewer import Viewer
from arrears.cases.outcomes import Gone
from arrears.documents import actions, inset, queries

room = Room("documents", __name__)


@room.page("/documents/<int:document_id>", act="case.read")
def show(viewer: Viewer, document_id: int) -> Answer:
    try:
        paper = queries.one(viewer, document_id)
    except Gone:
        abort(404)
    if paper.sha256 is None:
        if not paper.wanted:
            actions.want(paper.id)
        return render_template("documents/waiting.html", paper=paper), 202, {"Refresh": "2"}
    if paper.kind in queries.REVEALING:
        actions.log_reading(viewer, paper.id)
    answer = Response(files.get(paper.sha256), mimetype="application/pdf")
    name = quote(f"{paper.number}_{paper.title}.pdf")
    answer.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{name}"
    answer.headers["Cache-Control"] = "private, no-store"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'"
    return answer


@room.page("/paper-styles/<token:page>", act=PUBLIC)
def paper_style(page: str) -> Answer:
    """The style sheet of a paper that stands inside a page of ours; it holds no data of anybody."""
    try:
        text = inset.style(page)
    except ValueError:
        abort(404)
    answer = Response(text, mimetype="text/css")
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer
