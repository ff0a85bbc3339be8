"""The look of the product 页面外观: layouts, macros, forms, what people type and read, error pages, headers, assets.

Works for every surface and every procedure; knows no case, no person, no rule of law. Templates: `templates/layout*.html`,
`templates/macros/` (read its README first), `templates/states/`. Asked by: all rooms above. Asks: law (money in capitals), clock.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from arrears.web.assets import register_assets
from arrears.web.cells import register_cells
from arrears.web.errors import register_error_pages
from arrears.web.filters import register_filters
from arrears.web.frame import Frame, register_frame
from arrears.web.headers import register_headers

csrf = CSRFProtect()
"""Every POST carries a token; the API, which has its own keys, takes itself out with `csrf.exempt`."""


def register_web(app: Flask, frame_for: Callable[[], Frame] | None = None, *, demo: bool = False) -> None:
    """Everything this room gives to an application. `frame_for`: who is logged in and where they may go, asked per page."""
    app.config.setdefault("WTF_I18N_ENABLED", False)  # WTForms' own Chinese messages; Flask-Babel is not installed
    app.config.setdefault("WTF_CSRF_TIME_LIMIT", None)  # the token lives as long as the session: a form may stay open over lunch
    csrf.init_app(app)
    register_filters(app)
    register_cells(app)
    register_assets(app)
    register_frame(app, frame_for, demo=demo)
    register_error_pages(app)
    register_headers(app)
