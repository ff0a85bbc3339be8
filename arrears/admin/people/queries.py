"""Reads of people: the list, one person with roles, leave and log-ins. No case is opened, only counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select

from arrears import clock
from arrears.access.models import AppUser, Body, Delegation, GrantHeld, LoginSession, LoginThrottle, Membership
from arrears.access.viewer import Viewer
from arrears.admin import scope
from arrears.cases.models import Proceeding
from arrears.db import session
from arrears.law.roles import GRANTS, ROLES
from arrears.web import keyset

STATES = {"": "全部", "open": "在用", "locked": "登录受限", "closed": "已停用"}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list 用户."""

    id: int
    name: str
    account: str
    bodies: str
    roles: str
    stand_in: str
    open_cases: int
    last_login: datetime | None
    state: str


@dataclass(frozen=True, slots=True)
class Held:
    """A role or grant with its dates."""

    id: int
    code: str
    title: str
    body: str
    body_id: int
    since: date
    until: date | None
    running: bool


@dataclass(frozen=True, slots=True)
class Leave:
    """A delegation 代办."""

    id: int
    from_id: int
    body: str
    who: str
    to: str
    since: date
    until: date
    ended: datetime | None
    running: bool


@dataclass(frozen=True, slots=True)
class Login:
    """An open session."""

    id: int
    made: datetime
    seen: datetime
    address: str
    agent: str


@dataclass(frozen=True, slots=True)
class Person:
    """Everything of a person that an administrator sees."""

    id: int
    name: str
    account: str
    phone: str
    email: str
    licence_no: str
    made: datetime
    last_login: datetime | None
    closed: datetime | None
    must_change: bool
    blocked_until: datetime | None
    open_cases: int
    roles: Sequence[Held]
    grants: Sequence[Held]
    leaves: Sequence[Leave]
    logins: Sequence[Login]


def _throttle_key(account: str) -> str:
    return f"a:{account.lower()[:60]}"


def open_cases(user_ids: Sequence[int]) -> dict[int, int]:
    """Open proceedings that each person owns. One statement over the owner's index."""
    query = (
        select(Proceeding.owner_id, func.count())
        .where(Proceeding.owner_id.in_(user_ids), Proceeding.closed_at.is_(None))
        .group_by(Proceeding.owner_id)
    )
    return {int(owner or 0): int(n) for owner, n in session.execute(query)}


def page(viewer: Viewer, *, text: str = "", body_id: int | None = None, state: str = "", after: str | None = None) -> keyset.Page[Row]:
    """A page of people of the bodies in reach, newest account first. Six statements."""
    cursor = keyset.read(after, (int,))
    query = select(AppUser)
    members = select(Membership.user_id)
    if body_id is not None:
        query = query.where(AppUser.id.in_(members.where(Membership.body_id == scope.demand_body(viewer, body_id).id)))
    elif not viewer.is_city:
        query = query.where(AppUser.id.in_(members.where(Membership.body_id.in_(viewer.below | {viewer.body_id}))))
    if text.strip():
        like = f"%{text.strip().replace('%', '').replace('_', '')}%"
        query = query.where(or_(AppUser.name.like(like), AppUser.account.like(like)))
    if state in {"open", "closed"}:
        query = query.where(AppUser.closed_at.is_(None) if state == "open" else AppUser.closed_at.is_not(None))
    if state == "locked":
        blocked = select(LoginThrottle.key).where(LoginThrottle.blocked_until > clock.now())
        query = query.where(("a:" + func.lower(AppUser.account)).in_(blocked))
    beyond = keyset.beyond(cursor, [AppUser.id], descending=True)
    if beyond is not None:
        query = query.where(beyond)
    users = session.scalars(query.order_by(*keyset.ordered(cursor, [AppUser.id], descending=True)).limit(keyset.SIZE + 1)).all()
    return keyset.page(_rows(users), cursor, lambda row: (row.id,))


def _rows(users: Sequence[AppUser]) -> list[Row]:
    ids = [user.id for user in users]
    today = clock.today()
    bodies, roles, stand_in = defaultdict(list), defaultdict(list), {}
    for member, body in session.execute(_running(Membership, ids, today)):
        bodies[member.user_id].append(body)
        roles[member.user_id].append(ROLES.get(member.role, member.role).partition("（")[0])
    for held, _body in session.execute(_running(GrantHeld, ids, today)):
        roles[held.user_id].append(GRANTS.get(held.grant, held.grant).partition("（")[0])
    leaves = select(Delegation, AppUser.name).join(AppUser, AppUser.id == Delegation.to_user_id)
    leaves = leaves.where(Delegation.from_user_id.in_(ids), Delegation.ended_at.is_(None), Delegation.until >= today)
    for leave, name in session.execute(leaves.order_by(Delegation.since.desc())):
        stand_in[leave.from_user_id] = f"{name} {leave.since:%m-%d}至{leave.until:%m-%d}"
    counts = open_cases(ids)
    blocked = _blocked([user.account for user in users])
    return [
        Row(
            user.id, user.name, user.account, "、".join(dict.fromkeys(bodies[user.id])), "、".join(dict.fromkeys(roles[user.id])),
            stand_in.get(user.id, ""), counts.get(user.id, 0), user.last_login_at,
            "已停用" if user.closed_at else "登录受限" if _throttle_key(user.account) in blocked
            else "在用" if roles[user.id] else "没有岗位",
        )
        for user in users
    ]  # fmt: skip


def _running(table: type[Membership] | type[GrantHeld], ids: Sequence[int], today: date):  # type: ignore[no-untyped-def]
    return (
        select(table, Body.name)
        .join(Body, Body.id == table.body_id)
        .where(table.user_id.in_(ids), table.since <= today)
        .where(or_(table.until.is_(None), table.until >= today))
        .order_by(table.id)
    )


def _blocked(accounts: Sequence[str]) -> dict[str, datetime]:
    keys = [_throttle_key(account) for account in accounts]
    query = select(LoginThrottle.key, LoginThrottle.blocked_until).where(LoginThrottle.key.in_(keys))
    query = query.where(LoginThrottle.blocked_until > clock.now())
    return {key: until for key, until in session.execute(query) if until is not None}


def person(viewer: Viewer, user_id: int) -> Person:
    """One person. Seven statements. Raises `Gone` for one out of reach."""
    user = scope.demand_user(viewer, user_id)
    today = clock.today()
    logins = session.scalars(
        select(LoginSession)
        .where(LoginSession.user_id == user_id, LoginSession.revoked_at.is_(None))
        .order_by(LoginSession.seen_at.desc())
        .limit(20)
    )
    return Person(
        user.id, user.name, user.account, user.phone, user.email, user.licence_no, user.made_at, user.last_login_at, user.closed_at,
        user.must_change, _blocked([user.account]).get(_throttle_key(user.account)), open_cases([user_id]).get(user_id, 0),
        _held(Membership, user_id, today), _held(GrantHeld, user_id, today), leaves(user_id),
        [Login(r.id, r.made_at, r.seen_at, r.address, r.agent) for r in logins],
    )  # fmt: skip


def _held(table: type[Membership] | type[GrantHeld], user_id: int, today: date) -> list[Held]:
    query = select(table, Body.name).join(Body, Body.id == table.body_id).where(table.user_id == user_id)
    found = []
    for row, body in session.execute(query.order_by(table.since.desc(), table.id.desc())):
        code = row.role if isinstance(row, Membership) else row.grant
        running = row.since <= today and (row.until is None or row.until >= today)
        found.append(Held(row.id, code, (ROLES | GRANTS).get(code, code), body, row.body_id, row.since, row.until, running))
    return found


def leaves(user_id: int) -> list[Leave]:
    """Delegations from or to a person, newest first. One statement."""
    away, stand_in = AppUser.__table__.alias("away"), AppUser.__table__.alias("stand_in")
    query = (
        select(Delegation, Body.name, away.c.name, stand_in.c.name)
        .join(Body, Body.id == Delegation.body_id)
        .join(away, away.c.id == Delegation.from_user_id)
        .join(stand_in, stand_in.c.id == Delegation.to_user_id)
        .where(or_(Delegation.from_user_id == user_id, Delegation.to_user_id == user_id))
        .order_by(Delegation.since.desc(), Delegation.id.desc())
        .limit(30)
    )
    today = clock.today()
    return [
        Leave(
            row.id,
            row.from_user_id,
            body,
            who,
            to,
            row.since,
            row.until,
            row.ended_at,
            row.ended_at is None and row.since <= today <= row.until,
        )
        for row, body, who, to in session.execute(query)
    ]


def stand_ins(body_id: int, besides: int) -> list[tuple[int, str]]:
    """People of a body who may act for another: (id, name). One statement."""
    today = clock.today()
    query = (
        select(AppUser.id, AppUser.name)
        .join(Membership, Membership.user_id == AppUser.id)
        .where(Membership.body_id == body_id, AppUser.id != besides, AppUser.closed_at.is_(None), Membership.role != "AD")
        .where(Membership.since <= today, or_(Membership.until.is_(None), Membership.until >= today))
        .distinct()
        .order_by(AppUser.name, AppUser.id)
    )
    return list(session.execute(query))


def bodies_of(user_id: int) -> list[tuple[int, str]]:
    """(id, name) of the bodies where a person has a role today. One statement."""
    today = clock.today()
    query = (
        select(Body.id, Body.name)
        .join(Membership, Membership.body_id == Body.id)
        .where(Membership.user_id == user_id, Membership.since <= today)
        .where(or_(Membership.until.is_(None), Membership.until >= today))
        .distinct()
        .order_by(Body.id)
    )
    return list(session.execute(query))
