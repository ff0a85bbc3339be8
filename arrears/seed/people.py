"""Bodies and people of a seeded house 测速机构: the region's bodies, and in each a clerk, a mediator and a head."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from arrears import clock, db
from arrears.access import passwords
from arrears.access.models import AppUser, Body, GrantHeld, Membership
from arrears.admin import region_bodies
from arrears.config import settings
from arrears.regions import region

PASSWORD = "seed-and-measure"
SINCE = date(2025, 1, 1)
POSTS: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "clerk": ("登记员", "IC", ()), "mediator": ("调解员", "ME", ()), "head": ("院长", "SU", ("AH", "FH", "MH", "HD")),
}  # fmt: skip
"""First part of the account -> name, role, grants."""


@dataclass(frozen=True, slots=True)
class Place:
    """A body with its people, as the rows of a case need them."""

    body: Body
    clerk: int
    mediator: int
    head: int


def places() -> list[Place]:
    """The bodies of the region with their people, entered when they are not there. Detached rows."""
    region_bodies.load(region(settings().region))
    with db.writing() as current:
        hashed = passwords.hash_password(PASSWORD)
        bodies = list(current.scalars(select(Body).where(Body.kind != "station").order_by(Body.id)))
        return [Place(body, *(_person(current, post, body, hashed) for post in POSTS)) for body in bodies]


def _person(current: db.HouseSession, post: str, body: Body, hashed: str) -> int:
    account = f"{post}-{body.code}"
    known = current.scalar(select(AppUser.id).where(AppUser.account == account))
    if known is not None:
        return known
    name, role, grants = POSTS[post]
    user = AppUser(account=account, name=f"{body.district_id}{name}", password_hash=hashed, must_change=False, made_at=clock.now())
    current.add(user)
    current.flush()
    current.add(Membership(user_id=user.id, body_id=body.id, role=role, since=SINCE))
    for grant in grants:
        current.add(GrantHeld(user_id=user.id, body_id=body.id, grant=grant, since=SINCE))
    return user.id
