"""Writes of one's own account."""

from __future__ import annotations

from sqlalchemy import select, update

from arrears.access import passwords, sessions
from arrears.access.models import AppUser, LoginSession
from arrears.access.viewer import Viewer
from arrears.clock import now
from arrears.db import session, writing
from arrears.law.refusal import Refused


def change_password(viewer: Viewer, current: str, password: str, again: str) -> None:
    """Change one's own password; every other session of the person ends. Raises `Refused` at the field."""
    user = session.get(AppUser, viewer.user_id)
    if user is None or not passwords.fits(user.password_hash, current):
        raise Refused("current", "现在的密码不对，请重新填写。")
    if password != again:
        raise Refused("again", "两次填的新密码不一样，请重新填写。")
    weakness = passwords.weakness(password, user.account)
    if weakness is not None:
        raise Refused("password", weakness)
    if password == current:
        raise Refused("password", "新密码和现在的一样，请换一个。")
    hashed = passwords.hash_password(password)
    with writing() as open_session:
        open_session.execute(
            update(AppUser).where(AppUser.id == viewer.user_id).values(password_hash=hashed, must_change=False)
        )
        open_session.execute(
            update(LoginSession)
            .where(LoginSession.user_id == viewer.user_id, LoginSession.revoked_at.is_(None))
            .where(LoginSession.id != viewer.session_id)
            .values(revoked_at=now())
        )


def bodies(viewer: Viewer) -> list[int]:
    """Bodies where the person may work."""
    return sessions.bodies_of(viewer.user_id, now().date())


def account_of(viewer: Viewer) -> str:
    """The account name. One statement."""
    return session.scalar(select(AppUser.account).where(AppUser.id == viewer.user_id)) or ""
