"""Roles, grants and leave 岗位、审批权、代办: each with dates, in a body. Who administers gives himself no case role (7.1)."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import or_, select, update

from arrears import clock, db
from arrears.access import policy
from arrears.access.models import AppUser, Body, Delegation, GrantHeld, Membership
from arrears.access.viewer import Viewer
from arrears.admin import log, scope
from arrears.cases.outcomes import Gone
from arrears.db import HouseSession, session
from arrears.law.refusal import Refused
from arrears.law.roles import GRANTS, ROLES

OUTSIDE = frozenset({"PA"})
"""Roles that are no role of an account."""
LICENSED = {"IN": "劳动保障监察员证", "AR": "仲裁员证"}
"""Roles that need a licence number."""
CASE_ROLES = frozenset(policy.MAY["case.read"]) | frozenset(GRANTS)
"""Roles and grants through which a person reads or handles cases."""
LONGEST_LEAVE = timedelta(days=366)


def check_role(role: str, licence_no: str) -> None:
    """Raises `Refused` for an unknown role, or one whose licence number is missing."""
    if role not in ROLES or role in OUTSIDE:
        raise Refused("roles", "请在列表里选岗位。")
    if role in LICENSED and not licence_no.strip():
        raise Refused("licence_no", f"{ROLES[role]}必须填{LICENSED[role]}号，文书和现场检查要用。")


def check_grant(grant: str) -> None:
    """Raises `Refused` for an unknown grant."""
    if grant not in GRANTS:
        raise Refused("grants", "请在列表里选审批权。")


def check_dates(since: date, until: date | None) -> None:
    """Raises `Refused` unless the last day is not before the first and has not passed."""
    if until is not None and until < since:
        raise Refused("until", "结束日期早于开始日期，请核对。")
    if until is not None and until < clock.today():
        raise Refused("until", "结束日期已经过去，请核对。")


def _not_oneself(viewer: Viewer, user_id: int, code: str) -> None:
    if user_id == viewer.user_id and code in CASE_ROLES:
        raise Refused("", "管理员不能给自己办案岗位或审批权，请由另一位管理员办理。", "办理规则 7.1")


def _overlaps(table: type[Membership] | type[GrantHeld], since: date, until: date | None) -> list[object]:
    tests: list[object] = [or_(table.until.is_(None), table.until >= since)]
    if until is not None:
        tests.append(table.since <= until)
    return tests


def give_role(viewer: Viewer, user_id: int, body_id: int, role: str, since: date, until: date | None) -> None:
    """Give a role in a body. Raises `Refused` (oneself, no licence, already held), `Gone`."""
    user, body = scope.demand_user(viewer, user_id), scope.demand_body(viewer, body_id)
    if user.closed_at is not None:
        raise Refused("", f"{user.name}的账号已停用，请先恢复账号。")
    check_role(role, user.licence_no)
    check_dates(since, until)
    _not_oneself(viewer, user_id, role)
    text = f"{user.name}　{body.name}　{ROLES[role]}"
    with db.writing() as current:
        twin = select(Membership.id).where(Membership.user_id == user_id, Membership.body_id == body_id, Membership.role == role)
        if current.scalar(twin.where(*_overlaps(Membership, since, until)).limit(1)) is not None:
            raise Refused("role", "这段时间里这个人在这个机构已经有这个岗位。")
        current.add(Membership(user_id=user_id, body_id=body_id, role=role, since=since, until=until))
        log.note(viewer, "role-given", text, user_id=user_id, body_id=body_id)


def give_grant(viewer: Viewer, user_id: int, body_id: int, grant: str, since: date, until: date | None) -> None:
    """Give a grant in a body where the person has a role. Raises `Refused`, `Gone`."""
    user, body = scope.demand_user(viewer, user_id), scope.demand_body(viewer, body_id)
    if user.closed_at is not None:
        raise Refused("", f"{user.name}的账号已停用，请先恢复账号。")
    check_grant(grant)
    check_dates(since, until)
    _not_oneself(viewer, user_id, grant)
    text = f"{user.name}　{body.name}　{GRANTS[grant]}"
    with db.writing() as current:
        if not _has_role(current, user_id, body_id, since):
            raise Refused("body", "这个人在这个机构没有岗位，请先授予岗位再给审批权。")
        twin = select(GrantHeld.id).where(GrantHeld.user_id == user_id, GrantHeld.body_id == body_id, GrantHeld.grant == grant)
        if current.scalar(twin.where(*_overlaps(GrantHeld, since, until)).limit(1)) is not None:
            raise Refused("role", "这段时间里这个人在这个机构已经有这项审批权。")
        current.add(GrantHeld(user_id=user_id, body_id=body_id, grant=grant, since=since, until=until))
        log.note(viewer, "grant-given", text, user_id=user_id, body_id=body_id)


def _has_role(current: HouseSession, user_id: int, body_id: int, on: date) -> bool:
    query = select(Membership.id).where(Membership.user_id == user_id, Membership.body_id == body_id, Membership.since <= on)
    return current.scalar(query.where(or_(Membership.until.is_(None), Membership.until >= on)).limit(1)) is not None


def end(viewer: Viewer, user_id: int, kind: str, held_id: int, until: date) -> None:
    """End a role or a grant (`kind`: role | grant) with a day, today at the earliest. Raises `Refused`, `Gone`."""
    user = scope.demand_user(viewer, user_id)
    table = Membership if kind == "role" else GrantHeld
    row = session.get(table, held_id)
    if row is None or row.user_id != user_id or not scope.reaches(viewer, row.body_id):
        raise Gone(held_id)
    if until < clock.today():
        raise Refused("until", "结束日期不能早于今天；当天结束的，今天仍有效。")
    if until < row.since:
        raise Refused("until", "结束日期早于开始日期，请核对。")
    code = row.role if isinstance(row, Membership) else row.grant
    if kind == "role" and code == "AD" and user_id == viewer.user_id:
        raise Refused("", "不能结束自己的管理员岗位，请由另一位管理员办理。")
    name, body_id = user.name, row.body_id
    with db.writing() as current:
        current.execute(update(table).where(table.id == held_id).values(until=until))
        log.note(viewer, f"{kind}-ended", f"{name}　{(ROLES | GRANTS).get(code, code)}　至 {until}", user_id=user_id, body_id=body_id)


def delegate(viewer: Viewer, from_user_id: int, to_user_id: int, body_id: int, since: date, until: date) -> None:
    """Let `to` act for `from` in a body between two days: one's own leave, or set by the administrator.

    Raises `Refused` (past, too long, overlapping, stand-in away himself or without a role) and `Gone`.
    """
    own = from_user_id == viewer.user_id
    if not own:
        scope.demand_user(viewer, from_user_id)
        scope.demand_body(viewer, body_id)
        if to_user_id == viewer.user_id:
            raise Refused("to", "管理员不能把自己设为代办人，请选另一位同事。", "办理规则 7.1")
    today = clock.today()
    if since < today:
        raise Refused("since", "开始日期已经过去，请从今天或以后开始。")
    if until < since:
        raise Refused("until", "结束日期早于开始日期，请核对。")
    if until - since > LONGEST_LEAVE:
        raise Refused("until", "代办最长一年；长期离岗请办“离岗批量移交”。")
    if from_user_id == to_user_id:
        raise Refused("to", "代办人不能是本人，请选另一位同事。")
    with db.writing() as current:
        _check_stand_in(current, to_user_id, body_id, since, until)
        if not _has_role(current, from_user_id, body_id, since):
            raise Refused("body_id", "离岗人在这个机构没有岗位，请核对机构。")
        if _away(current, from_user_id, body_id, since, until):
            raise Refused("since", "这段时间已经设过代办人，请先结束原来的代办。")
        current.add(
            Delegation(
                from_user_id=from_user_id, to_user_id=to_user_id, body_id=body_id, since=since, until=until, made_by=viewer.user_id,
                made_at=clock.now(),
            )
        )  # fmt: skip
        names = dict(current.execute(select(AppUser.id, AppUser.name).where(AppUser.id.in_([from_user_id, to_user_id]))).all())
        text = f"{names[from_user_id]} 由 {names[to_user_id]} 代办，{since} 至 {until}"
        log.note(viewer, "leave-set", text, user_id=from_user_id, body_id=body_id)


def _check_stand_in(current: HouseSession, user_id: int, body_id: int, since: date, until: date) -> None:
    user, body = current.get(AppUser, user_id), current.get(Body, body_id)
    if user is None or user.closed_at is not None or body is None:
        raise Refused("to", "这个人的账号不在用，请另选代办人。")
    roles = select(Membership.role).where(Membership.user_id == user_id, Membership.body_id == body_id, Membership.since <= since)
    held = set(current.scalars(roles.where(or_(Membership.until.is_(None), Membership.until >= until))))
    if not held & CASE_ROLES:
        raise Refused("to", f"{user.name}这段时间在{body.name}没有办案岗位，请另选代办人。")
    if _away(current, user_id, body_id, since, until):
        raise Refused("to", f"{user.name}这段时间自己也请了代办，请另选代办人。")


def _away(current: HouseSession, user_id: int, body_id: int, since: date, until: date) -> bool:
    query = select(Delegation.id).where(
        Delegation.from_user_id == user_id, Delegation.body_id == body_id, Delegation.ended_at.is_(None),
        Delegation.since <= until, Delegation.until >= since,
    )  # fmt: skip
    return current.scalar(query.limit(1)) is not None


def end_leave(viewer: Viewer, delegation_id: int) -> None:
    """End a delegation now: one's own, or as administrator. Raises `Gone`."""
    row = session.get(Delegation, delegation_id)
    if row is None:
        raise Gone(delegation_id)
    if row.from_user_id != viewer.user_id:
        if not policy.can(viewer, "admin.users"):
            raise Gone(delegation_id)
        scope.demand_user(viewer, row.from_user_id)
        scope.demand_body(viewer, row.body_id)
    user_id, body_id = row.from_user_id, row.body_id
    with db.writing() as current:
        current.execute(
            update(Delegation).where(Delegation.id == delegation_id, Delegation.ended_at.is_(None)).values(ended_at=clock.now())
        )
        log.note(viewer, "leave-ended", user_id=user_id, body_id=body_id)
