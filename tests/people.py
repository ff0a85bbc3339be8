"""Builders of bodies and people for tests: what an administrator would have entered."""

from __future__ import annotations

from datetime import date

from arrears import clock, db
from arrears.access import passwords, sessions
from arrears.access.models import AppUser, Body, GrantHeld, Membership
from arrears.access.viewer import Viewer

PASSWORD = "correct horse 42"


def body(code: str, name: str, kind: str, district: str, letter: str, parent: int | None = None) -> int:
    """A body; returns its id."""
    with db.writing() as current:
        row = Body(code=code, name=name, kind=kind, district_id=district, letter=letter, parent_id=parent, letterhead={})
        current.add(row)
        current.flush()
        return row.id


def person(account: str, name: str, body_id: int, *roles: str, grants: tuple[str, ...] = ()) -> int:
    """A person with roles and grants in a body since 2025; returns the user id."""
    with db.writing() as current:
        user = AppUser(
            account=account,
            name=name,
            password_hash=passwords.hash_password(PASSWORD),
            must_change=False,
            made_at=clock.now(),
        )
        current.add(user)
        current.flush()
        for role in roles:
            current.add(Membership(user_id=user.id, body_id=body_id, role=role, since=date(2025, 1, 1)))
        for grant in grants:
            current.add(GrantHeld(user_id=user.id, body_id=body_id, grant=grant, since=date(2025, 1, 1)))
        return user.id


def viewer(user_id: int, body_id: int) -> Viewer:
    """The viewer this person is at this body today."""
    found = sessions.viewer_of(user_id, body_id)
    db.release()
    assert found is not None
    return found


class Office:
    """A district body with an intake clerk, two mediators, a head with the usual grants, and another district beside it."""

    def __init__(self) -> None:
        self.city = body("bj", "北京市劳动人事争议仲裁院", "city", "市", "")
        self.district = body("tz", "北京市通州区劳动人事争议仲裁院", "district", "通州区", "通", self.city)
        self.station = body("tz-mjq", "马驹桥镇劳动争议调解站", "station", "通州区", "通", self.district)
        self.other = body("cy", "北京市朝阳区劳动人事争议仲裁院", "district", "朝阳区", "朝", self.city)
        self.clerk = viewer(person("liuyan", "刘燕", self.district, "IC"), self.district)
        self.clerk2 = viewer(person("hejing", "何静", self.district, "IC"), self.district)
        self.mediator = viewer(person("sunzg", "孙志刚", self.district, "ME"), self.district)
        self.mediator2 = viewer(person("songjia", "宋佳", self.district, "ME"), self.district)
        self.head = viewer(person("chenlq", "陈立群", self.district, "SU", grants=("AH", "FH", "MH")), self.district)
        self.deputy = viewer(person("wanghai", "王海", self.district, "SU", grants=("AH", "FH")), self.district)
        self.other_clerk = viewer(person("cyclerk", "马丽", self.other, "IC"), self.other)
        self.city_head = viewer(person("citysu", "周敏", self.city, "SU", grants=("AH",)), self.city)
        self.admin = viewer(person("admin", "管理员", self.district, "AD"), self.district)
