"""Reads of bulk handing over: who owns open cases, which they are, who may take them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from arrears import clock
from arrears.access.models import AppUser, Body, Membership
from arrears.access.viewer import Viewer
from arrears.admin import scope
from arrears.cases import visibility
from arrears.cases.models import Proceeding, Seat
from arrears.cases.outcomes import Gone
from arrears.cases.visibility import Head
from arrears.db import session
from arrears.law.procedures import PROCEDURES
from arrears.law.roles import ROLES

MOST = 1000
"""Cases shown and moved at a time."""
MOVED = tuple(name for name in PROCEDURES if name != "award")
"""Procedures with proceedings of their own."""
TAKERS = ("IC", "ME", "AR", "CC", "IN", "SU")


@dataclass(frozen=True, slots=True)
class Owner:
    """A person who owns open cases."""

    id: int
    name: str
    bodies: str
    open_cases: int
    closed: bool


@dataclass(frozen=True, slots=True)
class Load:
    """The open cases of a person as this viewer may move them."""

    user_id: int
    name: str
    cases: Sequence[Head]
    other_seats: Sequence[tuple[int, str, str]]
    """(case, number, role): places that are no ownership; they are changed in the case."""


def owners(viewer: Viewer) -> list[Owner]:
    """People of the bodies in reach who own open cases, those without an account or a role first. Two statements."""
    ids = [body_id for body_id, _ in scope.bodies(viewer, with_closed=True)]
    query = (
        select(AppUser.id, AppUser.name, AppUser.closed_at, func.count(Proceeding.id))
        .join(Proceeding, Proceeding.owner_id == AppUser.id)
        .where(Proceeding.closed_at.is_(None), Proceeding.body_id.in_(ids))
        .group_by(AppUser.id, AppUser.name, AppUser.closed_at)
        .order_by(AppUser.id)
    )
    rows = session.execute(query).all()
    today = clock.today()
    members = (
        select(Membership.user_id, Body.name)
        .join(Body, Body.id == Membership.body_id)
        .where(Membership.user_id.in_([row.id for row in rows]), or_(Membership.until.is_(None), Membership.until >= today))
    )
    bodies: dict[int, dict[str, None]] = {}
    for user_id, body in session.execute(members):
        bodies.setdefault(user_id, {})[body] = None
    found = [
        Owner(row.id, row.name, "、".join(bodies.get(row.id, ())), int(row[3]), row.closed_at is not None or row.id not in bodies)
        for row in rows
    ]
    return sorted(found, key=lambda owner: (not owner.closed, -owner.open_cases, owner.id))


def load(viewer: Viewer, user_id: int) -> Load:
    """A person's open cases within this viewer's right to move them, nearest first. Raises `Gone` for an unknown person."""
    user = session.get(AppUser, user_id)
    if user is None:
        raise Gone(user_id)
    ids = visibility.page(viewer, "case.move-all", MOVED, where=[Proceeding.owner_id == user_id], limit=MOST)
    seats = select(Seat.proceeding_id, Proceeding.number, Seat.role).join(Proceeding, Proceeding.id == Seat.proceeding_id)
    seats = seats.where(Seat.user_id == user_id, Seat.left_at.is_(None), Seat.closed_at.is_(None), Seat.role != "owner").limit(200)
    if not viewer.is_city:
        seats = seats.where(Proceeding.body_id.in_(viewer.below | {viewer.body_id}))
    return Load(user_id, user.name, visibility.heads(ids[:MOST]), list(session.execute(seats)))


def takers(viewer: Viewer, besides: int) -> list[tuple[int, str]]:
    """People of the bodies in reach who may take cases: (id, 姓名（岗位，机构）). One statement."""
    ids = [body_id for body_id, _ in scope.bodies(viewer)]
    today = clock.today()
    query = (
        select(AppUser.id, AppUser.name, Membership.role, Body.name)
        .join(Membership, Membership.user_id == AppUser.id)
        .join(Body, Body.id == Membership.body_id)
        .where(Membership.body_id.in_(ids), Membership.role.in_(TAKERS), AppUser.closed_at.is_(None), AppUser.id != besides)
        .where(Membership.since <= today, or_(Membership.until.is_(None), Membership.until >= today))
        .order_by(AppUser.name, AppUser.id, Membership.id)
    )
    people: dict[int, tuple[str, dict[str, None], str]] = {}
    for user_id, name, role, body in session.execute(query):
        people.setdefault(user_id, (name, {}, body))[1][ROLES[role].partition("（")[0]] = None
    return [(i, f"{name}（{'、'.join(roles)}，{body}）") for i, (name, roles, body) in people.items()]
