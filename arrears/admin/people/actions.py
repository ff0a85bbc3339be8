"""Writes of people: accounts, passwords, log-ins. Roles, grants and leave stand in holding.py."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, select, update

from arrears import clock, db
from arrears.access import passwords, sessions
from arrears.access.models import AppUser, Delegation, GrantHeld, LoginSession, LoginThrottle, Membership
from arrears.access.viewer import SYSTEM, Viewer
from arrears.admin import log, scope
from arrears.admin.people import holding, queries
from arrears.law.refusal import Refused

ACCOUNT = re.compile(r"[a-z][a-z0-9._-]{2,39}")


@dataclass(frozen=True, slots=True)
class NewPerson:
    """What the form of a new account says. `until`: last day of the roles; None: open."""

    name: str
    account: str
    body_id: int
    roles: Sequence[str]
    grants: Sequence[str] = ()
    licence_no: str = ""
    phone: str = ""
    email: str = ""
    since: date | None = None
    until: date | None = None


def create(viewer: Viewer, person: NewPerson) -> tuple[int, str]:
    """Make an account with its roles; returns (user id, first password), which is shown once. Raises `Refused`, `Gone`."""
    scope.demand_body(viewer, person.body_id)
    return _create(viewer, person)


def create_by_command(person: NewPerson) -> tuple[int, str]:
    """The same from the command line, which whoever runs the machine may do. Raises `Refused`."""
    return _create(SYSTEM, person)


def _create(viewer: Viewer, person: NewPerson) -> tuple[int, str]:
    account = person.account.strip().lower()
    if not ACCOUNT.fullmatch(account):
        raise Refused("account", "账号用 3 到 40 位小写字母、数字、点或横线，以字母开头，例如 zhangsan。")
    if not person.roles:
        raise Refused("roles", "请至少选一个岗位，没有岗位的账号不能登录。")
    since = person.since or clock.today()
    holding.check_dates(since, person.until)
    for role in person.roles:
        holding.check_role(role, person.licence_no)
    for grant in person.grants:
        holding.check_grant(grant)
    password = passwords.temporary_password()
    hashed = passwords.hash_password(password)
    with db.writing() as current:
        if current.scalar(select(AppUser.id).where(AppUser.account == account)) is not None:
            raise Refused("account", f"账号 {account} 已经有人用了，请换一个，例如加上科室或数字。")
        user = AppUser(
            account=account, name=person.name.strip(), phone=person.phone.strip(), email=person.email.strip(),
            licence_no=person.licence_no.strip(), password_hash=hashed, must_change=True, made_at=clock.now(),
        )  # fmt: skip
        current.add(user)
        current.flush()
        for role in person.roles:
            current.add(Membership(user_id=user.id, body_id=person.body_id, role=role, since=since, until=person.until))
        for grant in person.grants:
            current.add(GrantHeld(user_id=user.id, body_id=person.body_id, grant=grant, since=since, until=person.until))
        text = f"{user.name}（{account}）{'、'.join((*person.roles, *person.grants))}"
        log.note(viewer, "user-made", text, user_id=user.id, body_id=person.body_id)
        return user.id, password


def change(viewer: Viewer, user_id: int, *, name: str, phone: str, email: str, licence_no: str) -> None:
    """Change what is known of a person. The account name stays: it stands in old records. Raises `Refused`, `Gone`."""
    scope.demand_user(viewer, user_id)
    running = [held.code for held in queries.person(viewer, user_id).roles if held.running]
    for role in running:
        holding.check_role(role, licence_no)
    with db.writing() as current:
        current.execute(
            update(AppUser)
            .where(AppUser.id == user_id)
            .values(name=name.strip(), phone=phone.strip(), email=email.strip(), licence_no=licence_no.strip())
        )
        log.note(viewer, "user-changed", name.strip(), user_id=user_id)


def reset_password(viewer: Viewer, user_id: int) -> tuple[str, str]:
    """A new first password; every session of the person ends. Returns (name, password). Raises `Refused`, `Gone`."""
    user = scope.demand_user(viewer, user_id)
    if user_id == viewer.user_id:
        raise Refused("", "自己的密码请在“改密码”里改，不用重置。")
    if user.closed_at is not None:
        raise Refused("", f"{user.name}的账号已停用，请先恢复账号再重置密码。")
    name, account = user.name, user.account
    password = passwords.temporary_password()
    hashed = passwords.hash_password(password)
    with db.writing() as current:
        current.execute(update(AppUser).where(AppUser.id == user_id).values(password_hash=hashed, must_change=True))
        sessions.revoke_user(user_id)
        _unblock(current, account)
        log.note(viewer, "password-reset", name, user_id=user_id)
    return name, password


def _unblock(current: db.HouseSession, account: str) -> None:
    current.execute(delete(LoginThrottle).where(LoginThrottle.key == f"a:{account.lower()[:60]}"))


def unlock(viewer: Viewer, user_id: int) -> str:
    """Let a person try again who gave a wrong password too often; returns the name. Raises `Gone`."""
    user = scope.demand_user(viewer, user_id)
    name, account = user.name, user.account
    with db.writing() as current:
        _unblock(current, account)
        log.note(viewer, "unlocked", name, user_id=user_id)
    return name


def end_sessions(viewer: Viewer, user_id: int) -> str:
    """Log a person out everywhere (a lost telephone); returns the name. Raises `Gone`."""
    name = scope.demand_user(viewer, user_id).name
    with db.writing():
        sessions.revoke_user(user_id)
        log.note(viewer, "sessions-ended", name, user_id=user_id)
    return name


def end_session(viewer: Viewer, user_id: int, session_id: int) -> None:
    """Log one place out. Raises `Gone`."""
    name = scope.demand_user(viewer, user_id).name
    with db.writing() as current:
        current.execute(
            update(LoginSession)
            .where(LoginSession.id == session_id, LoginSession.user_id == user_id, LoginSession.revoked_at.is_(None))
            .values(revoked_at=clock.now())
        )
        log.note(viewer, "sessions-ended", f"{name}（一处登录）", user_id=user_id)


def close(viewer: Viewer, user_id: int) -> str:
    """Close an account: sessions, roles, grants and delegations end. Raises `Refused` while the person owns open cases."""
    user = scope.demand_user(viewer, user_id)
    if user_id == viewer.user_id:
        raise Refused("", "不能停用自己的账号，请由另一位管理员办理。")
    name = user.name
    today = clock.today()
    with db.writing() as current:
        held = queries.open_cases([user_id]).get(user_id, 0)
        if held:
            raise Refused("", f"{name}名下还有 {held} 件未结案件，请先由机构负责人办“离岗批量移交”，再停用账号。")
        current.execute(update(AppUser).where(AppUser.id == user_id).values(closed_at=clock.now()))
        for table in (Membership, GrantHeld):
            current.execute(
                update(table).where(table.user_id == user_id, (table.until.is_(None)) | (table.until > today)).values(until=today)
            )
        current.execute(
            update(Delegation)
            .where((Delegation.from_user_id == user_id) | (Delegation.to_user_id == user_id), Delegation.ended_at.is_(None))
            .values(ended_at=clock.now())
        )
        sessions.revoke_user(user_id)
        log.note(viewer, "user-closed", name, user_id=user_id)
    return name


def reopen(viewer: Viewer, user_id: int) -> str:
    """Open a closed account again; roles are given anew. Raises `Gone`."""
    name = scope.demand_user(viewer, user_id).name
    with db.writing() as current:
        current.execute(update(AppUser).where(AppUser.id == user_id).values(closed_at=None))
        log.note(viewer, "user-reopened", name, user_id=user_id)
    return name
