"""安薪办 (`arrears`): wage-arrears complaint cases of a city, from the call to the money.

`create_app` registers rooms, act handlers, case-page panels, outbox handlers and badges; nothing else stands here.
Read docs/house.md first: it names the rooms and which may import which.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

HANDLERS = (
    "arrears.cases.common_acts",
    "arrears.cases.correction",
    "arrears.documents.actions",
    "arrears.documents.common_papers",
    "arrears.documents.outgoing",
    "arrears.dossier.filing",
    "arrears.dossier.outgoing",
    "arrears.arbitration.filing",
    "arrears.arbitration.preparing",
    "arrears.arbitration.joining",
    "arrears.arbitration.jurisdiction",
    "arrears.arbitration.taking_over",
    "arrears.arbitration.recusing",
    "arrears.arbitration.course",
    "arrears.arbitration.sitting",
    "arrears.arbitration.interim",
    "arrears.arbitration.awarding",
    "arrears.arbitration.aftermath",
    "arrears.arbitration.setaside",
    "arrears.arbitration.ending",
    "arrears.arbitration.partial",
    "arrears.arbitration.closing",
    "arrears.arbitration.correcting",
    "arrears.arbitration.enforcing",
    "arrears.inspection.receiving",
    "arrears.inspection.inquiring",
    "arrears.inspection.ordering",
    "arrears.inspection.deciding",
    "arrears.inspection.ending",
    "arrears.mediation.actions",
    "arrears.mediation.agreeing",
    "arrears.mediation.leaving",
    "arrears.mediation.performing",
    "arrears.mediation.reviewing",
    "arrears.api.webhooks",
    "arrears.intake.imports.taking",
    "arrears.intake.actions",
    "arrears.intake.queries.carry",
    "arrears.intake.queries.lead",
    "arrears.jobs.messages",
    "arrears.admin.rechecking",
    "arrears.supervision.actions",
    "arrears.supervision.stages",
)
"""Modules whose import registers act handlers, outbox handlers and search words. The worker and the command line need these, too."""

ROOMS = (
    "arrears.access.views",
    "arrears.documents.views",
    "arrears.money.views",
    "arrears.mediation.views",
    "arrears.arbitration.views",
    "arrears.dossier.views",
    "arrears.inspection.views",
    "arrears.desk.views",
    "arrears.api.views",
    "arrears.admin.views",
    "arrears.portal.views",
    "arrears.portal.reporting.views",
    "arrears.intake.import_views",
    "arrears.intake.views",
    "arrears.supervision.views",
)
"""Modules that hold a `room` (access.rooms.Room) and register panels, pages and places."""


def load_handlers() -> None:
    """Import everything that registers handlers (each process that performs acts or drains the outbox)."""
    for name in HANDLERS:
        importlib.import_module(name)


def create_app() -> Flask:
    """The web application on the settings of the environment. Raises `config.BadSetting`."""
    from arrears import db
    from arrears.access.signing_in import register_access
    from arrears.cases.answering import register_answers
    from arrears.config import settings
    from arrears.desk.frame import frame_for
    from arrears.web import register_web
    from arrears.web.addresses import DateConverter, House, TokenConverter

    current = settings()
    app: Flask = House("arrears", static_folder="static")
    app.config.update(
        SECRET_KEY=current.secret_key,
        MAX_CONTENT_LENGTH=current.upload_limit * 10,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=current.https,
        SESSION_COOKIE_NAME="arrears",
    )
    app.jinja_options = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
    app.url_map.converters.update(token=TokenConverter, date=DateConverter)
    load_handlers()
    register_answers(app)
    for name in ROOMS:
        app.register_blueprint(importlib.import_module(name).room)
    register_access(app)
    register_web(app, frame_for, demo=_is_demo())
    app.teardown_appcontext(lambda _error: db.release())
    return app


def _is_demo() -> bool:
    """Whether the instance holds demonstration data (a banner says so)."""
    from arrears.config import settings

    return (settings().instance / "demo").exists()
