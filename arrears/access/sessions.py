"""Log-in sessions 会话: on the server, revocable, idle time-out; and the `Viewer` of a session."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.exc import OperationalError

from arrears import clock, db
from arrears.access import passwords
from arrears.access.models import AppUser, Body, Delegation, GrantHeld, LoginSession, Membership
from arrears.access.viewer import Viewer
from arrears.config import settings
from arrears.db import session, writing

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
    """The viewer a person is at a body today; None without a role there. Six statements."""
    today = clock.today()
    user = session.execute(select(AppUser.name, AppUser.account, AppUser.closed_at).where(AppUser.id == user_id)).first()
    body = session.get(Body, body_id)
    if user is None or user.closed_at is not None or body is None:
        return None
    roles = session.scalars(
        select(Membership.role)
        .where(Membership.user_id == user_id, Membership.body_id == body_id, Membership.since <= today)
        .where(or_(Membership.until.is_(None), Membership.until >= today))
    ).all()
    if not roles:
        return None
    leaves = session.scalars(
        select(Delegation.from_user_id)
        .where(Delegation.to_user_id == user_id, Delegation.body_id == body_id, Delegation.ended_at.is_(None))
        .where(Delegation.since <= today, Delegation.until >= today)
    ).all()
    held = session.execute(
        select(GrantHeld.user_id, GrantHeld.grant)
        .where(GrantHeld.body_id == body_id, GrantHeld.user_id.in_([user_id, *leaves]), GrantHeld.since <= today)
        .where(or_(GrantHeld.until.is_(None), GrantHeld.until >= today))
    ).all()
    own = frozenset(row.grant for row in held if row.user_id == user_id)
    lent = {row.grant: row.user_id for row in held if row.user_id != user_id and row.grant not in own}
    return Viewer(
        user_id=user_id,
        name=user.name,
        account=user.account,
        body_id=body_id,
        body_name=body.name,
        body_kind=body.kind,
        district_id=body.district_id,
        roles=frozenset(roles),
        grants=own,
        below=_below(body),
        stands_in_for=lent,
        seats_of=frozenset([user_id, *leaves]),
        session_id=session_id,
    )


def _below(body: Body) -> frozenset[int]:
    """The body and what is under it; the city's is everything, which `Viewer.is_city` already says."""
    if body.kind != "district":
        return frozenset([body.id])
    return frozenset(session.scalars(select(Body.id).where(or_(Body.id == body.id, Body.parent_id == body.id))))


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


def known(token: str) -> Known | None:
    """The viewer of a cookie; None: unknown, revoked, idle too long, or without a role today."""
    row = session.execute(
        select(LoginSession, AppUser.must_change)
        .join(AppUser, AppUser.id == LoginSession.user_id)
        .where(LoginSession.token_digest == _digest(token), LoginSession.revoked_at.is_(None))
    ).first()
    if row is None:
        return None
    login, must_change = row
    now = clock.now()
    if now - login.seen_at > timedelta(minutes=settings().session_idle_minutes):
        return None
    viewer = viewer_of(login.user_id, login.body_id, session_id=login.id)
    return Known(viewer, must_change, now - login.seen_at > TOUCH) if viewer else None


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
