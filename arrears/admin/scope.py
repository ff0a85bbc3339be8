"""How far an administrator reaches 管理范围: his own body and those below; the city's administrator every body.

What is the same for the whole region (calendar, values for all bodies) belongs to the city's administrator; an office that has
none in the city's body (it runs the system alone) leaves it to its own.
"""

from __future__ import annotations

from sqlalchemy import or_, select

from arrears import clock
from arrears.access.models import AppUser, Body, Membership
from arrears.access.viewer import Viewer
from arrears.cases.outcomes import Gone
from arrears.db import session
from arrears.law.refusal import Refused


def bodies(viewer: Viewer, *, with_closed: bool = False) -> list[tuple[int, str]]:
    """(id, name) of the bodies in reach, the city first, stations behind their district. One statement."""
    query = select(Body.id, Body.name, Body.kind, Body.parent_id)
    if not viewer.is_city:
        query = query.where(Body.id.in_(viewer.below | {viewer.body_id}))
    if not with_closed:
        query = query.where(Body.closed_at.is_(None))
    rows = session.execute(query.order_by(Body.id)).all()
    rank = {"city": 0, "district": 1, "station": 2}
    rows.sort(key=lambda r: (0, r.id, 0) if r.kind == "city" else (1, (r.parent_id or r.id) if r.kind == "station" else r.id, rank[r.kind]))
    return [(row.id, row.name) for row in rows]


def reaches(viewer: Viewer, body_id: int) -> bool:
    """Whether a body is in reach."""
    return viewer.is_city or body_id == viewer.body_id or body_id in viewer.below


def demand_body(viewer: Viewer, body_id: int) -> Body:
    """The body, if in reach. Raises `Gone`: what is out of reach does not exist."""
    body = session.get(Body, body_id)
    if body is None or not reaches(viewer, body_id):
        raise Gone(body_id)
    return body


def demand_user(viewer: Viewer, user_id: int) -> AppUser:
    """A person who has or had a role in a body in reach. Raises `Gone`."""
    user = session.get(AppUser, user_id)
    if user is None:
        raise Gone(user_id)
    if not viewer.is_city:
        held = session.scalars(select(Membership.body_id).where(Membership.user_id == user_id)).all()
        if not any(reaches(viewer, body_id) for body_id in held):
            raise Gone(user_id)
    return user


def may_region(viewer: Viewer) -> bool:
    """Whether this administrator may change what holds for the whole region. At most one statement."""
    if viewer.is_city:
        return True
    today = clock.today()
    found = session.scalar(
        select(Membership.id)
        .join(Body, Body.id == Membership.body_id)
        .join(AppUser, AppUser.id == Membership.user_id)
        .where(Body.kind == "city", Membership.role == "AD", AppUser.closed_at.is_(None), Membership.since <= today)
        .where(or_(Membership.until.is_(None), Membership.until >= today))
        .limit(1)
    )
    return found is None


def demand_region(viewer: Viewer) -> None:
    """Raises `Refused` unless `may_region`."""
    if not may_region(viewer):
        raise Refused("", "节假日和全市统一的值由市级管理员维护，请联系市级管理员；本单位自己的值可以在设置里改。")
