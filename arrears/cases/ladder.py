"""The escalation ladder 逐级升级 (5.4): how far it has gone for a clock, who is told at each step, and when they are told.

Plan date −3 workdays: handler · plan date: + team head · 17:05 of the due day: + supervisor · +1 workday late: + head of the body ·
+3: + supervisors of the body · +5: + the city. On a rest day only 12345 clocks are told at once (to the duty officer, too); the rest
waits for the next working morning (practice 4.6).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time

from sqlalchemy import or_, select

from arrears import clock
from arrears.access import preferences
from arrears.access.models import AppUser, Body, GrantHeld, Membership
from arrears.cases.calendar import in_force
from arrears.cases.models import Deadline, Proceeding, Seat
from arrears.db import HouseSession
from arrears.law.calendar import Calendar

STAGES: Mapping[int, str] = {1: "handler", 2: "team", 3: "supervisor", 4: "head", 5: "supervisors", 6: "city"}
REMINDER = time(17, 5)
"""When people are reminded on the due day itself."""
MORNING = time(8, 0)
"""When what waited over rest days is told."""
DUTY_RULES = "hot-"
"""Clocks of the hotline run on rest days; their warnings go out at once."""
TEAM_HEADS: Mapping[str, tuple[str, ...]] = {"mediation": ("MH",), "arbitration": ("FH",), "inspection": ("MI",)}
BODY_HEADS: Mapping[str, tuple[str, ...]] = {"inspection": ("HD",)}
"""Grant that heads a procedure's body; else AH."""
AT_ONCE = 3
"""From this step on a warning is a mail of its own; what only comes near stands in the inbox and in the morning digest."""
NEAR = 3


def stage_of(row: Deadline, calendar: Calendar, now: datetime) -> int:
    """How far the ladder has gone for an open clock. Workdays of the calendar."""
    today = clock.day_of(now)
    due_on = clock.day_of(row.due_at) if row.is_instant or row.due_on is None else row.due_on
    if now >= row.due_at:
        late = calendar.workdays_between(due_on, today)
        return 6 if late >= 5 else 5 if late >= 3 else 4 if late >= 1 else 3
    if not row.is_instant and today >= due_on and now.timetz().replace(tzinfo=None) >= REMINDER:
        return 3
    plan_on = row.plan_on if row.plan_on is not None and not row.is_instant else due_on
    if today >= plan_on:
        return 2
    return 1 if calendar.workdays_between(today, plan_on) <= NEAR else 0


def holders(
    current: HouseSession, bodies: Iterable[int], roles: Sequence[str] = (), grants: Sequence[str] = ()
) -> list[int]:
    """Users who hold one of these roles or grants in these bodies today, by id."""
    today, wanted = clock.today(), list(bodies)
    found: set[int] = set()
    if roles:
        found.update(
            current.scalars(
                select(Membership.user_id)
                .where(Membership.body_id.in_(wanted), Membership.role.in_(roles), Membership.since <= today)
                .where(or_(Membership.until.is_(None), Membership.until >= today))
            )
        )
    if grants:
        found.update(
            current.scalars(
                select(GrantHeld.user_id)
                .where(GrantHeld.body_id.in_(wanted), GrantHeld.grant.in_(grants), GrantHeld.since <= today)
                .where(or_(GrantHeld.until.is_(None), GrantHeld.until >= today))
            )
        )
    return sorted(current.scalars(select(AppUser.id).where(AppUser.id.in_(found), AppUser.closed_at.is_(None))))


def _seated(current: HouseSession, proceeding_id: int, *roles: str) -> set[int]:
    query = select(Seat.user_id).where(Seat.proceeding_id == proceeding_id, Seat.left_at.is_(None), Seat.role.in_(roles))
    return set(current.scalars(query))


def recipients(current: HouseSession, case: Proceeding, rule_id: str, owed_by: str, owner_id: int | None, stage: int) -> set[int]:
    """Who is told at a step: everybody of the steps before, too. Needs no transaction."""
    body = case.body_id
    if owed_by == "SU":
        told = _seated(current, case.id, "supervisor") or set(holders(current, [body], ["SU"]))
    else:
        told = {owner_id or 0} | _seated(current, case.id, "owner", "responsible", "deputy")
    if stage >= 2:
        told |= set(holders(current, [body], grants=TEAM_HEADS.get(case.procedure, ())))
    if stage >= 3:
        told |= _seated(current, case.id, "supervisor")
    if stage >= 4:
        told |= set(holders(current, [body], grants=BODY_HEADS.get(case.procedure, ("AH",))))
    if stage >= 5:
        told |= set(holders(current, [body], ["SU"]))
    if stage >= 6:
        told |= set(holders(current, current.scalars(select(Body.id).where(Body.kind == "city")), ["SU"]))
    if rule_id.startswith(DUTY_RULES):
        told |= _on_duty(current, body, clock.now())
    return {user for user in told if user}


def _on_duty(current: HouseSession, body_id: int, now: datetime) -> set[int]:
    """On a rest day: who is on duty (setting `duty_officer`), else every intake clerk of the body."""
    if in_force().is_workday(now.date()):
        return set()
    named = preferences.chosen(body_id, now.date()).get("duty_officer")
    return {int(named)} if named else set(holders(current, [body_id], ["IC"]))


def told_at(rule_id: str, calendar: Calendar, now: datetime) -> datetime:
    """When a warning goes out: now, or the next working morning when it is a rest day and no 12345 clock."""
    if calendar.is_workday(now.date()) or rule_id.startswith(DUTY_RULES):
        return now
    return clock.at(calendar.next_workday(now.date()), MORNING)
