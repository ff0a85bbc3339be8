"""督办台: what can blow up today — due or late, whose, why, what was done — within two working days; and the counts above it.

Each arm of the policy is one range of one open index with its own LIMIT; a late row without a cause is itself a finding.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from sqlalchemy import Integer, Row, Select, bindparam, func, select
from sqlalchemy.orm import aliased

from arrears import clock
from arrears.access import policy
from arrears.access.models import AppUser
from arrears.access.policy import Ref
from arrears.access.viewer import Viewer
from arrears.cases import calendar, clockcards, visibility
from arrears.cases.models import Approval, CaseEvent, Deadline, Proceeding
from arrears.db import Instant, session
from arrears.law import codes
from arrears.law.procedures import ACTS, PROCEDURES
from arrears.web import zh
from arrears.web.shapes import Light, Link

NEAR = 2
"""Working days ahead that belong to 'today'."""
SHOWN = 60


@dataclass(frozen=True, slots=True)
class WatchRow:
    """One clock that is late or near. `why` empty on a late row: nobody has said why."""

    case_id: int
    number: str
    parties: str
    procedure: str
    light: Light
    until: str
    title: str
    owner: str
    late: bool
    why: str
    told: str
    """The cause's state: 待认可, 已认可, 已退回."""
    done: str
    links: tuple[Link, ...]

    @property
    def unexplained(self) -> bool:
        """Late, and no cause given."""
        return self.late and not self.why


@dataclass(frozen=True, slots=True)
class Counts:
    """Above the board; counts stop at 999+."""

    late: int
    oldest_days: int
    today: int
    today_statutory: int
    near: int


def _arm(query: Select[Any], arm: policy.Arm) -> Select[Any] | None:
    """A query over `Deadline` narrowed to one arm."""
    if arm.kind == "all":
        return query
    if arm.kind == "district":
        return query.where(Deadline.district_id == arm.key)
    if arm.kind == "body":
        narrowed = query.where(Deadline.body_id == arm.key)
        if arm.procedures is None:
            return narrowed
        case = aliased(Proceeding)  # the rows of the watch join the table themselves
        inside = select(case.id).where(case.id == Deadline.proceeding_id, case.procedure.in_(arm.procedures))
        return narrowed.where(inside.correlate(Deadline).exists())
    return None


def _open() -> Select[Any]:
    return select(Deadline.id).where(Deadline.closed_at.is_(None), Deadline.ours)


def horizon(now: datetime) -> datetime:
    """The end of the second working day from now: for a day clock its 24:00."""
    return clock.end_of(calendar.in_force().add_workdays(now.date(), NEAR))


def late_now(viewer: Viewer) -> int:
    """How many clocks are late (the badge of the navigation)."""
    total = 0
    for arm in policy.scope(viewer, "watch.see"):
        narrowed = _arm(_open().where(Deadline.due_at <= clock.now()), arm)
        if narrowed is not None:
            inner = narrowed.limit(visibility.CAP + 1).subquery()
            total += int(session.scalar(select(func.count()).select_from(inner)) or 0)
    return min(total, visibility.CAP + 1)


@functools.lru_cache(maxsize=128)
def _figures(arms: tuple[policy.Arm, ...]) -> Select[Any] | None:
    """The figures of the head for each arm, five a time: late, today, of these statutory, near, and the day of the oldest late one.

    Built once for each body; `now`, `tonight` and `until` are bound.
    """
    now, tonight, until = (bindparam(name, type_=Instant) for name in ("now", "tonight", "until"))
    today = _open().where(Deadline.due_at <= tonight, Deadline.due_at > now)
    late = _open().where(Deadline.due_at <= now)
    near = _open().where(Deadline.due_at <= until, Deadline.due_at > tonight)
    parts: list[Any] = []
    for arm in arms:
        narrowed = [_arm(query, arm) for query in (late, today, today.where(Deadline.force == "statutory"), near)]
        if any(query is None for query in narrowed):
            continue
        capped = [query.limit(visibility.CAP + 1).subquery() for query in narrowed if query is not None]
        parts += [select(func.count()).select_from(inner).scalar_subquery() for inner in capped]
        oldest = _arm(late.with_only_columns(Deadline.due_on), arm)
        assert oldest is not None
        parts.append(oldest.order_by(Deadline.due_at).limit(1).scalar_subquery())
    return select(*(part.label(f"figure{n}") for n, part in enumerate(parts))) if parts else None


def counts(viewer: Viewer) -> Counts:
    """The figures of the head. One statement."""
    now = clock.now()
    statement = _figures(policy.scope(viewer, "watch.see"))
    if statement is None:
        return Counts(0, 0, 0, 0, 0)
    moments = {"now": now, "tonight": clock.end_of(now.date()), "until": horizon(now)}
    found = list(session.execute(statement, moments).one())
    late, today, statutory, near = (min(sum(found[n::5]), visibility.CAP + 1) for n in range(4))
    days = [day for day in found[4::5] if day is not None]
    return Counts(late, (now.date() - min(days)).days if days else 0, today, statutory, near)


def rows(viewer: Viewer, limit: int = SHOWN) -> list[WatchRow]:
    """What is late or near: late first, then today, statutory before target. Eight statements, whatever the number of rows."""
    now = clock.now()
    found: dict[int, Row[Any]] = {}
    for arm in policy.scope(viewer, "watch.see"):
        query = _watched(arm)
        if query is not None:
            found.update((row.id, row) for row in session.execute(query, {"until": horizon(now), "most": limit}))
    ordered = sorted(found.values(), key=lambda row: _order(row, now))[:limit]
    cases = sorted({row.proceeding_id for row in ordered})
    return _told(viewer, ordered, _last_acts(cases), _waiting(cases), now)


@functools.lru_cache(maxsize=128)
def _watched(arm: policy.Arm) -> Select[Any] | None:
    """The rows of one arm, nearest first, with what is said of their cases; built once for each body. `until`, `most` are bound."""
    clock_owner, case_owner = aliased(AppUser), aliased(AppUser)
    query = (
        select(
            *clockcards.LIT, Deadline.cause, Deadline.cause_text, Deadline.cause_accepted, Proceeding.procedure, Proceeding.number,
            Proceeding.body_id, Proceeding.district_id, Proceeding.owner_id, Proceeding.state, Proceeding.closed_at.label("case_closed_at"),
            Proceeding.against, Proceeding.workers, Proceeding.amount, Proceeding.title.label("worker"),
            func.coalesce(clock_owner.name, case_owner.name, "").label("owner"),
        )
        .join_from(Deadline, Proceeding, Proceeding.id == Deadline.proceeding_id)
        .outerjoin(clock_owner, clock_owner.id == Deadline.owner_id)
        .outerjoin(case_owner, case_owner.id == Proceeding.owner_id)
        .where(Deadline.closed_at.is_(None), Deadline.ours, Deadline.due_at <= bindparam("until", type_=Instant))
        .order_by(Deadline.due_at, Deadline.id)
        .limit(bindparam("most", type_=Integer))
    )  # fmt: skip
    return _arm(query, arm)


def _order(row: Row[Any], now: datetime) -> tuple[bool, date, bool, datetime, int]:
    late = row.due_at <= now
    return (not late, clock.day_of(row.due_at - timedelta(seconds=1)), row.force != "statutory", row.due_at, row.id)


_HAPPENED = (
    select(CaseEvent.proceeding_id, func.max(CaseEvent.seq).label("seq"))
    .where(CaseEvent.proceeding_id.in_(bindparam("ids", expanding=True)), CaseEvent.actor_id != 0)
    .group_by(CaseEvent.proceeding_id)
    .subquery()
)
_LAST_ACTS = (
    select(CaseEvent.proceeding_id, CaseEvent.act, CaseEvent.occurred_at, AppUser.name)
    .join(_HAPPENED, (_HAPPENED.c.proceeding_id == CaseEvent.proceeding_id) & (_HAPPENED.c.seq == CaseEvent.seq))
    .join(AppUser, AppUser.id == CaseEvent.actor_id)
)
_WAITING = (
    select(Approval)
    .where(Approval.proceeding_id.in_(bindparam("ids", expanding=True)), Approval.decided_at.is_(None))
    .order_by(Approval.id.desc())
)


def _last_acts(case_ids: Sequence[int]) -> Mapping[int, str]:
    """The last act of a person in each case: what was done. Two statements."""
    if not case_ids:
        return {}
    return {
        case_id: f"{zh.md_short(at)} {ACTS[act].label if act in ACTS else act}（{name}）"
        for case_id, act, at, name in session.execute(_LAST_ACTS, {"ids": list(case_ids)})
    }


def _waiting(case_ids: Sequence[int]) -> Mapping[int, Approval]:
    """The approval that waits in each case. One statement."""
    if not case_ids:
        return {}
    return {row.proceeding_id: row for row in session.scalars(_WAITING, {"ids": list(case_ids)})}


def _told(
    viewer: Viewer,
    rows: Sequence[Row[Any]],
    acts: Mapping[int, str],
    waiting: Mapping[int, Approval],
    now: datetime,
) -> list[WatchRow]:
    in_force = calendar.in_force()
    made = []
    for row in rows:
        words = {None: "待认可", True: "已认可", False: "已退回"}[row.cause_accepted] if row.cause else ""
        parties = f"{row.worker} 诉 {row.against}" if row.worker and row.against else row.worker or row.against
        heads = f"，{row.workers} 人" if row.workers and row.workers > 1 else ""
        money = f"，{row.amount:,.2f}" if row.amount else ""
        cause = f"{codes.label('overdue_cause', row.cause)}。{row.cause_text}" if row.cause else ""
        made.append(
            WatchRow(
                case_id=row.proceeding_id,
                number=row.number,
                parties=f"{parties}{heads}{money}",
                procedure=PROCEDURES[row.procedure].label,
                light=clockcards.light_of(row, in_force, now),
                until=f"{row.title} {_until(row)}止",
                title=row.title,
                owner=row.owner or "未分派",
                late=row.due_at <= now,
                why=cause,
                told=words,
                done=acts.get(row.proceeding_id, "还没有人办过"),
                links=_links(viewer, row, waiting.get(row.proceeding_id), late=row.due_at <= now),
            )
        )
    return made


def _until(row: Row[Any]) -> str:
    if row.is_instant:
        return f"{zh.md_time(row.due_at)} "
    return f"{zh.md_short(row.due_on)} " if row.due_on else ""


def _links(viewer: Viewer, case: Row[Any], waiting: Approval | None, *, late: bool) -> tuple[Link, ...]:
    """What this person can do about it, the most pressing first."""
    case_id = case.proceeding_id
    ref = Ref(case_id, case.procedure, case.body_id, case.district_id, case.owner_id)
    found = []
    if waiting is not None and _may_sign(viewer, waiting):
        found.append(Link(f"签批{ACTS[waiting.act].label}", f"/approvals/{waiting.id}", f"签批：{case.number}"))
    if case.case_closed_at is None:
        if case.cause and case.cause_accepted is None and policy.may(viewer, f"{case.procedure}.accept-cause", ref):
            found.append(Link("认可或退回说明", f"/cases/{case_id}/do/accept-cause", f"认可或退回说明：{case.number}"))
        elif late and case.state != "s-proposed" and policy.may(viewer, "supervision.sup-urge", ref) and case.procedure == "supervision":
            found.append(Link("发督办函", f"/cases/{case_id}/supervision/urge", f"发督办函：{case.number}"))
        if case.procedure == "supervision" and case.state == "s-proposed" and policy.may(viewer, "supervision.sup-list", ref):
            found.append(Link("挂牌", f"/cases/{case_id}/supervision/list", f"挂牌：{case.number}"))
            found.append(Link("不予挂牌", f"/cases/{case_id}/do/sup-decline", f"不予挂牌：{case.number}"))
        elif case.state != "s-proposed" and policy.may(viewer, f"{case.procedure}.reassign", ref):
            found.append(Link("改派", f"/cases/{case_id}/do/reassign", f"改派：{case.number}"))
    return tuple(found[:3]) or (Link("看案件", f"/cases/{case_id}", f"看案件：{case.number}"),)


def _may_sign(viewer: Viewer, waiting: Approval) -> bool:
    """Whether the signature is probably this person's (the page itself asks exactly)."""
    held = viewer.grants | viewer.roles | frozenset(viewer.stands_in_for)
    return waiting.drafted_by != viewer.user_id and waiting.body_id in {viewer.body_id, *viewer.below} and bool(held & set(waiting.grants))


def ten_thousands(amount: Decimal) -> str:
    """An amount in 万元 with two places, as the head of the board says it."""
    return f"{amount / Decimal(10_000):.2f}"
