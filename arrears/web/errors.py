"""Pages for what goes wrong 出错页面: each says what happened and has a way on; 500 gives a number to read out, never a trace.

403 and 404 are one page: nobody learns from it whether a case exists. A stale case (409) is answered by the room, with the form
as typed; the page here is for the rest.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping

from flask import Flask, current_app, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

log = logging.getLogger("arrears.errors")

PAGES: Mapping[int, str] = {
    400: "states/400.html", 403: "states/404.html", 404: "states/404.html", 405: "states/405.html", 409: "states/409.html",
    410: "states/410.html", 413: "states/413.html", 429: "states/429.html",
}  # fmt: skip

Answer = tuple[str, int] | tuple[str, int, dict[str, str]]


def fault_number() -> str:
    """A number that can be read out over the telephone: two groups of four digits, as in 4821-0937."""
    number = secrets.randbelow(10**8)
    return f"{number // 10_000:04d}-{number % 10_000:04d}"


def _page(error: HTTPException) -> Answer:
    code = error.code or 500
    kept = {name: value for name, value in _headers(error).items() if name == "Retry-After"}
    return render_template(PAGES[code], said=_own_words(error)), code, kept


def _headers(error: HTTPException) -> Mapping[str, str]:
    return {name: str(value) for name, value in error.get_headers()}


def _own_words(error: HTTPException) -> str:
    """The sentence a room gave to `abort(404, "…")`; werkzeug's English ones are not shown."""
    text = error.description or ""
    return text if any("\u4e00" <= sign <= "\u9fff" for sign in text) else ""


def _session_over(error: CSRFError) -> Answer:
    return render_template("states/session-over.html", said="", back=request.full_path.rstrip("?")), 400


def _fault(error: InternalServerError) -> Answer:
    """Rendered without the frame, which may be the very thing that failed. The log line carries no form data."""
    number = fault_number()
    cause = error.original_exception
    log.error("fault %s at %s %s", number, request.method, request.path, exc_info=cause if cause is not None else error)
    return current_app.jinja_env.get_template("states/500.html").render(number=number), 500


def register_error_pages(app: Flask) -> None:
    """Answer 400, 403, 404, 405, 409, 410, 413, 429, 500 and a form that came too late with designed pages."""
    for code in PAGES:
        app.register_error_handler(code, _page)
    app.register_error_handler(CSRFError, _session_over)
    app.register_error_handler(500, _fault)
