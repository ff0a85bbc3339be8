"""Who is at the screen 登录状态: the cookie holds a random token; this module turns it into `g.viewer` before each page.

Flask-Login keeps the token in the signed session cookie and would do no more than the twenty lines below (docs/adr/0003-sessions.md).
"""

from __future__ import annotations

from flask import Flask, g, request, session

from arrears.access import sessions

COOKIE_KEY = "login"


def register_access(app: Flask) -> None:
    """Put `g.viewer` and `g.must_change` before every page; write "last seen" at most once a minute."""

    @app.before_request
    def who_is_it() -> None:
        g.viewer = None
        g.must_change = False
        token = session.get(COOKIE_KEY)
        if token is None or request.endpoint in {"static", "assets"}:
            return
        known = sessions.known(token)
        if known is None:
            session.pop(COOKIE_KEY, None)
            return
        g.viewer, g.must_change = known.viewer, known.must_change
        if known.stale:
            sessions.touch(known.viewer.session_id)


def remember(token: str) -> None:
    """Give the browser the token of a new session, in a fresh cookie session (no fixation)."""
    session.clear()
    session[COOKIE_KEY] = token


def forget() -> None:
    """Take it back."""
    session.clear()
