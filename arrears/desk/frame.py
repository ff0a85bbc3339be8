"""The frame of every page: navigation by role, with what waits there."""

from __future__ import annotations

from flask import g, request, url_for

from arrears.access import policy
from arrears.access.viewer import Viewer
from arrears.cases import pages
from arrears.law.roles import GRANTS, ROLES
from arrears.web.frame import Frame
from arrears.web.shapes import NavItem, Who

FIRST_DESK: tuple[tuple[str, str], ...] = (
    ("IC", "intake.desk"),
    ("ME", "mediation.desk"),
    ("AR", "arbitration.desk"),
    ("CC", "arbitration.desk"),
    ("IN", "inspection.desk"),
    ("SU", "supervision.board"),
    ("AD", "admin.users"),
)
"""Role -> where it lands after log-in; the first role a person has decides. The others land on their first place."""


ONE_ROW = 9
"""Places that fit in one row beside the search at 1440 px; with more, the rare ones are folded."""


def first_desk(viewer: Viewer) -> str:
    """Endpoint of the page a person lands on."""
    places = [place.endpoint for place in places_of(viewer)]
    wanted = (endpoint for role, endpoint in FIRST_DESK if role in viewer.roles and endpoint in places)
    return next(wanted, places[0] if places else "desk.inbox")


def role_words(viewer: Viewer) -> str:
    """What the person is here, in words: 登记员; grants only where there is no role that says it."""
    roles = [label for code, label in ROLES.items() if code in viewer.roles]
    grants = [label.partition("（")[0] for code, label in GRANTS.items() if code in viewer.grants]
    return "、".join(roles or grants)


def places_of(viewer: Viewer) -> list[pages.Place]:
    """Places of the navigation this person may open, in order."""
    return sorted((p for p in pages.PLACES.values() if policy.can(viewer, p.act)), key=lambda p: p.order)


def frame_for() -> Frame:
    """Who is at the screen and where they may go. The count of a place is asked only on that place's own page and the first one."""
    viewer: Viewer | None = g.get("viewer")
    if viewer is None:
        return Frame()
    items = []
    places = places_of(viewer)
    fold = len(places) > ONE_ROW
    for n, place in enumerate(places):
        current = request.endpoint == place.endpoint
        count = place.count(viewer) if place.count is not None and (current or n == 0) else None
        items.append(NavItem(place.label, url_for(place.endpoint), count, current, fold and place.rare))
    return Frame(Who(viewer.name, role_words(viewer), viewer.body_name), items)
