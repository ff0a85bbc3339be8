"""Log-in sessions 会话: on the server, revocable, idle time-out; and the `Viewer` of a session."""

from __future__ import annotations

import functools
import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import CompoundSelect, Date, LargeBinary, Select, bindparam, literal, or_, select, union_all, update
from sqlalchemy.exc import OperationalError

from arrears import clock, db
from arrears.access import passwords
from arrears.access.models import AppUser, Body, Delegation, GrantHeld, LoginSession, Membership
from arrears.access.viewer import Viewer
from arrears.config import settings
from arrears.db import Id, session, writing

TOUCH = timedelta(minutes=1)


class LoginRefused(Exception):
    """Log-in did not succeed; the message is Chinese and does not tell whether the account exists."""


@dataclass(frozen=True, slots=True)
class Known:
    """The answer to a session cookie."""

    viewer: Viewer
    must_change: bool
    stale: bool
    """Last seen more than a minute ago: to be written once."""


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


def bodies_of(user_id: int, today: date) -> list[int]:
    """Ids of the bodies where a person has a role today, by id. One statement."""
    query = (
        select(Membership.body_id)
        .where(Membership.user_id == user_id, Membership.since <= today)
        .where(or_(Membership.until.is_(None), Membership.until >= today))
        .distinct()
        .order_by(Membership.body_id)
    )
    return list(session.scalars(query))


def viewer_of(user_id: int, body_id: int, *, session_id: int = 0) -> Viewer | None:
    """The viewer a person is at a body today; None without a role there. Two statements."""
    row = session.execute(
        select(AppUser.name, AppUser.account, AppUser.closed_at, Body.name, Body.kind, Body.district_id)
        .join(Body, Body.id == body_id)
        .where(AppUser.id == user_id)
    ).first()
    return _viewer(user_id, body_id, tuple(row), session_id) if row is not None else None


def _viewer(user_id: int, body_id: int, told: tuple[Any, ...], session_id: int) -> Viewer | None:
    """The viewer, when name, account, closing of the user and name, kind, district of the body are known. One statement."""
    name, account, closed_at, body_name, body_kind, district_id = told
    if closed_at is not None:
        return None
    held: dict[str, list[tuple[str, int]]] = {"role": [], "grant": [], "leave": [], "below": []}
    told_of = {"user": user_id, "body": body_id, "today": clock.today()}
    for what, code, key in session.execute(_standing(body_kind == "district"), told_of):
        held[what].append((code, key))
    roles = frozenset(code for code, _ in held["role"])
    if not roles:
        return None
    own = frozenset(code for code, key in held["grant"] if key == user_id)
    return Viewer(
        user_id=user_id,
        name=name,
        account=account,
        body_id=body_id,
        body_name=body_name,
        body_kind=body_kind,
        district_id=district_id,
        roles=roles,
        grants=own,
        below=frozenset(key for _, key in held["below"]) | {body_id},
        stands_in_for={code: key for code, key in held["grant"] if key != user_id and code not in own},
        seats_of=frozenset([user_id, *(key for _, key in held["leave"])]),
        session_id=session_id,
    )


@functools.cache
def _standing(is_district: bool) -> CompoundSelect[Any]:
    """Everything a person `user` is at a body `body` `today`, in one statement: (role | grant | leave | below, code, id).

    Grants are the person's own and those of colleagues on leave; `below` are the stations of a district (the city's body is above
    everything, which `Viewer.is_city` already says). Built once: it runs before every page, and building it costs ten times running it.
    """
    member, grant, leave = Membership.__table__.c, GrantHeld.__table__.c, Delegation.__table__.c
    user, body, today = bindparam("user", type_=Id), bindparam("body", type_=Id), bindparam("today", type_=Date)
    leaves = (
        select(leave.from_user_id)
        .where(leave.to_user_id == user, leave.body_id == body, leave.ended_at.is_(None))
        .where(leave.since <= today, leave.until >= today)
    )
    parts: list[Any] = [
        select(literal("role"), member.role, member.user_id)
        .where(member.user_id == user, member.body_id == body, member.since <= today)
        .where(or_(member.until.is_(None), member.until >= today)),
        select(literal("grant"), grant.grant, grant.user_id)
        .where(grant.body_id == body, grant.since <= today)
        .where(or_(grant.until.is_(None), grant.until >= today))
        .where(or_(grant.user_id == user, grant.user_id.in_(leaves))),
        leaves.with_only_columns(literal("leave"), literal(""), leave.from_user_id),
    ]
    if is_district:
        below = Body.__table__.c
        parts.append(select(literal("below"), literal(""), below.id).where(below.parent_id == body))
    return union_all(*parts)


def log_in(account: str, password: str, *, address: str, agent: str) -> str:
    """Check a password and open a session; returns the cookie's token. Raises `LoginRefused`."""
    keys = [f"a:{account.lower()[:60]}", f"i:{address[:60]}"]
    with writing():
        wait = passwords.blocked_for(keys)
    if wait:
        raise LoginRefused(f"尝试次数过多，请 {_wait_text(wait)}后再试；忘记密码请联系本单位管理员重置。")
    user = session.scalars(select(AppUser).where(AppUser.account == account)).first()
    good = user is not None and user.closed_at is None and passwords.fits(user.password_hash, password)
    if user is None:
        passwords.waste_a_hash()
    bodies = bodies_of(user.id, clock.today()) if user is not None and good else []
    with writing() as current:
        if not good or user is None:
            passwords.note_failure(keys)
        elif bodies:
            passwords.forget_failures(keys[0])
            return _open(current, user.id, bodies[0], address, agent)
    if good:
        raise LoginRefused("这个账号目前没有岗位，请联系本单位管理员。")
    raise LoginRefused("账号或密码不对，请核对后再试；忘记密码请联系本单位管理员重置。")


def _open(current: db.HouseSession, user_id: int, body_id: int, address: str, agent: str) -> str:
    token = secrets.token_urlsafe(32)
    now = clock.now()
    current.add(
        LoginSession(
            token_digest=_digest(token), user_id=user_id, body_id=body_id, made_at=now, seen_at=now, address=address[:64],
            agent=agent[:200],
        )
    )  # fmt: skip
    current.execute(update(AppUser).where(AppUser.id == user_id).values(last_login_at=now))
    return token


def _wait_text(seconds: int) -> str:
    return f"{seconds} 秒" if seconds < 60 else f"{(seconds + 59) // 60} 分钟"


@functools.cache
def _of_token() -> Select[Any]:
    """The log-in of a `digest` with its person and body; built once, as it runs before every page."""
    login, user, body = LoginSession.__table__, AppUser.__table__, Body.__table__
    return (
        select(login.c.id, login.c.user_id, login.c.body_id, login.c.seen_at, user.c.must_change)
        .add_columns(user.c.name, user.c.account, user.c.closed_at, body.c.name, body.c.kind, body.c.district_id)
        .join_from(login, user, user.c.id == login.c.user_id)
        .join(body, body.c.id == login.c.body_id)
        .where(login.c.token_digest == bindparam("digest", type_=LargeBinary), login.c.revoked_at.is_(None))
    )


def known(token: str) -> Known | None:
    """The viewer of a cookie; None: unknown, revoked, idle too long, or without a role today. Two statements."""
    row = session.execute(_of_token(), {"digest": _digest(token)}).first()
    if row is None:
        return None
    session_id, user_id, body_id, seen_at, must_change, *told = tuple(row)
    now = clock.now()
    if now - seen_at > timedelta(minutes=settings().session_idle_minutes):
        return None
    viewer = _viewer(user_id, body_id, tuple(told), session_id)
    return Known(viewer, must_change, now - seen_at > TOUCH) if viewer else None


def touch(session_id: int) -> None:
    """Write that a session was seen: at most once a minute, and not at all when the database is busy."""
    try:
        with writing() as current:
            current.execute(update(LoginSession).where(LoginSession.id == session_id).values(seen_at=clock.now()))
    except OperationalError:
        session.rollback()  # the next request writes it; nobody waits for this


def revoke(session_ids: Sequence[int]) -> None:
    """End sessions (log-out, a stolen phone, a leaver)."""
    with writing() as current:
        current.execute(
            update(LoginSession)
            .where(LoginSession.id.in_(session_ids), LoginSession.revoked_at.is_(None))
            .values(revoked_at=clock.now())
        )


def revoke_user(user_id: int) -> None:
    """End every session of a person. Needs `writing()`."""
    db.require_writing().execute(
        update(LoginSession)
        .where(LoginSession.user_id == user_id, LoginSession.revoked_at.is_(None))
        .values(revoked_at=clock.now())
    )


def change_body(session_id: int, user_id: int, body_id: int) -> bool:
    """Work at another body where the person has a role; False: no role there."""
    if body_id not in bodies_of(user_id, clock.today()):
        return False
    with writing() as current:
        current.execute(update(LoginSession).where(LoginSession.id == session_id).values(body_id=body_id))
    return True
