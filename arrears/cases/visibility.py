"""What a person may see of proceedings 可见范围: pages, counts and single cases through the arms of the policy.

Each arm is one range of one index with its own LIMIT; arms are UNIONed, never ORed or joined, so a page costs the same however
many rows there are. No caller selects from `proceeding` for a screen in any other way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, union

from arrears.access import policy
from arrears.access.models import AppUser, Body
from arrears.access.viewer import Viewer
from arrears.cases.models import Proceeding, Seat
from arrears.cases.transitions import Gone
from arrears.db import session
from arrears.law.procedures import PROCEDURES

CAP = 999
"""Counts stop here and read 999+."""


@dataclass(frozen=True, slots=True)
class Head:
    """What every page of a case shows first. No live row."""

    id: int
    matter_id: int
    procedure: str
    number: str
    state: str
    state_label: str
    body_id: int
    body_name: str
    district_id: str
    owner_id: int | None
    owner_name: str
    entered_by: int
    received_at: datetime
    opened_at: datetime
    closed_at: datetime | None
    money_closed_at: datetime | None
    archived_at: datetime | None
    next_due_at: datetime
    version: int
    about_id: int | None
    conclusion: str | None
    title: str
    against: str
    place: str
    workers: int | None
    amount: Decimal | None
    marks: tuple[str, ...]
    confidential: bool

    @property
    def is_open(self) -> bool:
        """No end state reached."""
        return self.closed_at is None


Cursor = tuple[datetime | int, int]
"""Where the next page begins: (sort key, id) of the last row shown."""


def _arm(
    arm: policy.Arm,
    procedures: Sequence[str],
    where: Sequence[ColumnElement[bool]],
    by_due: bool,
    open_only: bool,
    after: Cursor | None,
    limit: int,
) -> Select[Any] | None:
    wanted = [p for p in procedures if arm.procedures is None or p in arm.procedures]
    if not wanted:
        return None
    if arm.kind == "seats":
        return _seat_arm(int(arm.key), wanted, where, by_due, open_only, after, limit)
    query: Any = select(Proceeding.id.label("id"), Proceeding.next_due_at.label("due")).where(*where)
    query = query.where(Proceeding.procedure == wanted[0] if len(wanted) == 1 else Proceeding.procedure.in_(wanted))
    if arm.kind == "district":
        query = query.where(Proceeding.district_id == arm.key)
    elif arm.kind == "body":
        query = query.where(Proceeding.body_id == arm.key)
    if open_only:
        query = query.where(Proceeding.closed_at.is_(None))
    return _ordered(query, Proceeding.next_due_at, Proceeding.id, by_due, after, limit)


def _seat_arm(
    user_id: int,
    procedures: Sequence[str],
    where: Sequence[ColumnElement[bool]],
    by_due: bool,
    open_only: bool,
    after: Cursor | None,
    limit: int,
) -> Select[Any]:
    query: Any = select(Seat.proceeding_id.label("id"), Seat.next_due_at.label("due"))
    query = query.where(Seat.user_id == user_id, Seat.left_at.is_(None), Seat.procedure.in_(procedures))
    if open_only:
        query = query.where(Seat.closed_at.is_(None))
    if where:
        query = query.join(Proceeding, Proceeding.id == Seat.proceeding_id).where(*where)
    return _ordered(query, Seat.next_due_at, Seat.proceeding_id, by_due, after, limit)


def _ordered(query: Select[Any], due: Any, key: Any, by_due: bool, after: Cursor | None, limit: int) -> Select[Any]:
    if by_due:
        if after is not None:
            query = query.where(or_(due > after[0], and_(due == after[0], key > after[1])), due >= after[0])
        return query.order_by(due, key).limit(limit)
    if after is not None:
        query = query.where(key < after[1])
    return query.order_by(key.desc()).limit(limit)


def _union(arms: Sequence[Select[Any]]) -> Any:
    parts = []
    for arm in arms:
        sub = arm.subquery()
        parts.append(select(sub.c.id, sub.c.due))
    return parts[0].subquery() if len(parts) == 1 else union(*parts).subquery()


def page(
    viewer: Viewer,
    act: str,
    procedures: Sequence[str],
    *,
    where: Sequence[ColumnElement[bool]] = (),
    by_due: bool = True,
    open_only: bool = True,
    after: Cursor | None = None,
    limit: int = 20,
) -> list[int]:
    """Ids of one page, in order; one more than `limit` when there is a next page. One statement.

    `where`: filters on `Proceeding` columns. `by_due`: nearest clock first; else newest first.
    """
    arms = [_arm(arm, procedures, where, by_due, open_only, after, limit + 1) for arm in policy.scope(viewer, act)]
    found = [arm for arm in arms if arm is not None]
    if not found:
        return []
    both = _union(found)
    order = (both.c.due, both.c.id) if by_due else (both.c.id.desc(),)
    return [row.id for row in session.execute(select(both.c.id).order_by(*order).limit(limit + 1))]


def count(
    viewer: Viewer,
    act: str,
    procedures: Sequence[str],
    *,
    where: Sequence[ColumnElement[bool]] = (),
    open_only: bool = True,
    cap: int = CAP,
) -> int:
    """How many, up to `cap` + 1 (shown as 999+). One statement that stops at the cap."""
    arms = [_arm(arm, procedures, where, True, open_only, None, cap + 1) for arm in policy.scope(viewer, act)]
    found = [arm for arm in arms if arm is not None]
    if not found:
        return 0
    both = _union(found)
    inner = select(both.c.id).limit(cap + 1).subquery()
    return int(session.scalar(select(func.count()).select_from(inner)) or 0)


def heads(ids: Sequence[int]) -> list[Head]:
    """Heads of proceedings in the order of `ids`. The caller has checked that they may be seen. One statement."""
    if not ids:
        return []
    query = (
        select(Proceeding, Body.name, AppUser.name)
        .join(Body, Body.id == Proceeding.body_id)
        .outerjoin(AppUser, AppUser.id == Proceeding.owner_id)
        .where(Proceeding.id.in_(ids))
    )
    found = {row[0].id: _head(row[0], row[1], row[2]) for row in session.execute(query)}
    return [found[i] for i in ids if i in found]


def _head(row: Proceeding, body_name: str, owner_name: str | None) -> Head:
    state = PROCEDURES[row.procedure].states.get(row.state)
    return Head(
        id=row.id,
        matter_id=row.matter_id,
        procedure=row.procedure,
        number=row.number,
        state=row.state,
        state_label=state.label if state else row.state,
        body_id=row.body_id,
        body_name=body_name,
        district_id=row.district_id,
        owner_id=row.owner_id,
        owner_name=owner_name or "",
        entered_by=row.entered_by,
        received_at=row.received_at,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        money_closed_at=row.money_closed_at,
        archived_at=row.archived_at,
        next_due_at=row.next_due_at,
        version=row.version,
        about_id=row.about_id,
        conclusion=row.conclusion,
        title=row.title,
        against=row.against,
        place=row.place,
        workers=row.workers,
        amount=row.amount,
        marks=tuple(row.marks or ()),
        confidential=row.confidential,
    )


def ref(proceeding_id: int) -> policy.Ref:
    """What the policy asks about a proceeding. Raises `Gone`. One statement."""
    rows = session.execute(
        select(Proceeding.procedure, Proceeding.body_id, Proceeding.district_id, Proceeding.owner_id, Seat.user_id)
        .outerjoin(Seat, and_(Seat.proceeding_id == Proceeding.id, Seat.left_at.is_(None)))
        .where(Proceeding.id == proceeding_id)
    ).all()
    if not rows:
        raise Gone(proceeding_id)
    first = rows[0]
    seated = frozenset(row.user_id for row in rows if row.user_id is not None)
    return policy.Ref(proceeding_id, first.procedure, first.body_id, first.district_id, first.owner_id, seated)


def head(viewer: Viewer, proceeding_id: int, act: str = "case.read") -> Head:
    """One case for a person. Raises `Gone` for what is not there and for what this person may not know of, alike."""
    known = ref(proceeding_id)
    if not policy.may(viewer, act, known):
        raise Gone(proceeding_id)
    return heads([proceeding_id])[0]


def related(viewer: Viewer, matter_id: int) -> list[Head]:
    """The proceedings of a matter that this person may see, oldest first."""
    ids = list(session.scalars(select(Proceeding.id).where(Proceeding.matter_id == matter_id).order_by(Proceeding.id).limit(200)))
    return heads([i for i in ids if policy.may(viewer, "case.read", ref(i))])
