"""What a person may see of proceedings 可见范围: pages, counts and single cases through the arms of the policy.

Each arm is one range of one index with its own LIMIT; arms are UNIONed, never ORed or joined, so a page costs the same however
many rows there are. No caller selects from `proceeding` for a screen in any other way.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select, union

from arrears import db
from arrears.access import policy
from arrears.access.models import AppUser, Body
from arrears.access.viewer import Viewer
from arrears.cases.models import Proceeding, Seat
from arrears.cases.outcomes import Gone
from arrears.db import session
from arrears.law.procedures import PROCEDURES

CASE, SEAT = Proceeding.__table__.c, Seat.__table__.c
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
ArmShape = tuple[str, tuple[str, ...]]
"""Kind of an arm and the procedures it shows; its key is bound."""


Group = tuple[tuple[ColumnElement[bool], ...], bool]
"""Conditions of a tab, the same objects each time, and whether only open cases are wanted."""


class Order(NamedTuple):
    """How a list goes: nearest clock first or newest first; open ones only; `goes_on`: behind a position."""

    by_due: bool
    open_only: bool
    goes_on: bool


def _arm(n: int, arm: ArmShape, where: Sequence[ColumnElement[bool]], order: Order, limit: int) -> Select[Any]:
    """The `n`-th arm: one range of one index. Its key is the bound value `arm<n>`."""
    kind, wanted = arm
    if kind == "seats":
        return _seat_arm(n, wanted, where, order, limit)
    query: Any = select(CASE.id.label("id"), CASE.next_due_at.label("due")).where(*where)
    query = query.where(CASE.procedure == wanted[0] if len(wanted) == 1 else CASE.procedure.in_(wanted))
    if kind == "district":
        query = query.where(CASE.district_id == bindparam(f"arm{n}", type_=CASE.district_id.type))
    elif kind == "body":
        query = query.where(CASE.body_id == bindparam(f"arm{n}", type_=CASE.body_id.type))
    if order.open_only:
        query = query.where(CASE.closed_at.is_(None))
    return _ordered(query, CASE.next_due_at, CASE.id, order, limit)


def _seat_arm(n: int, wanted: Sequence[str], where: Sequence[ColumnElement[bool]], order: Order, limit: int) -> Select[Any]:
    query: Any = select(SEAT.proceeding_id.label("id"), SEAT.next_due_at.label("due"))
    query = query.where(SEAT.user_id == bindparam(f"arm{n}", type_=SEAT.user_id.type), SEAT.left_at.is_(None), SEAT.procedure.in_(wanted))
    if order.open_only:
        query = query.where(SEAT.closed_at.is_(None))
    if where:
        query = query.join(Proceeding.__table__, CASE.id == SEAT.proceeding_id).where(*where)
    return _ordered(query, SEAT.next_due_at, SEAT.proceeding_id, order, limit)


def _ordered(query: Select[Any], due: Any, key: Any, order: Order, limit: int) -> Select[Any]:
    after_due, after_id = bindparam("after_due", type_=due.type), bindparam("after_id", type_=key.type)
    if order.by_due:
        if order.goes_on:
            query = query.where(or_(due > after_due, and_(due == after_due, key > after_id)), due >= after_due)
        return query.order_by(due, key).limit(limit)
    if order.goes_on:
        query = query.where(key < after_id)
    return query.order_by(key.desc()).limit(limit)


def _union(arms: Sequence[Select[Any]]) -> Any:
    parts = []
    for arm in arms:
        sub = arm.subquery()
        parts.append(select(sub.c.id, sub.c.due))
    return parts[0].subquery() if len(parts) == 1 else union(*parts).subquery()


def _all_arms(arms: Sequence[ArmShape], where: Sequence[ColumnElement[bool]], order: Order, limit: int) -> Any:
    return _union([_arm(n, arm, where, order, limit) for n, arm in enumerate(arms)])


def _page(arms: Sequence[ArmShape], where: Sequence[ColumnElement[bool]], order: Order, limit: int) -> Select[Any]:
    both = _all_arms(arms, where, order, limit)
    return select(both.c.id).order_by(*((both.c.due, both.c.id) if order.by_due else (both.c.id.desc(),))).limit(limit)


def _count(arms: Sequence[ArmShape], where: Sequence[ColumnElement[bool]], order: Order, limit: int) -> Select[Any]:
    inner = select(_all_arms(arms, where, order, limit).c.id).limit(limit).subquery()
    return select(func.count()).select_from(inner)


def _counts(
    arms: Sequence[ArmShape], groups: Sequence[Group], also: Sequence[ColumnElement[bool]], limit: int
) -> Select[Any]:
    return select(
        *(
            _count(arms, (*where, *also), Order(True, open_only, False), limit).scalar_subquery().label(f"group{n}")
            for n, (where, open_only) in enumerate(groups)
        )
    )


_counts_once = functools.lru_cache(maxsize=64)(_counts)
_page_once, _count_once = functools.lru_cache(maxsize=512)(_page), functools.lru_cache(maxsize=512)(_count)
"""A statement without conditions of its own, or with conditions of a list's fixed tabs, is built once: building costs more than asking."""


def _arms_of(viewer: Viewer, act: str, procedures: Sequence[str]) -> tuple[tuple[ArmShape, ...], dict[str, Any]]:
    """The shape of the arms through which this person sees these procedures, and their keys as bound values."""
    shapes: list[ArmShape] = []
    keys: dict[str, Any] = {}
    for arm in policy.scope(viewer, act):
        wanted = tuple(p for p in procedures if arm.procedures is None or p in arm.procedures)
        if wanted:
            if arm.kind != "all":
                keys[f"arm{len(shapes)}"] = arm.key
            shapes.append((arm.kind, wanted))
    return tuple(shapes), keys


def page(
    viewer: Viewer,
    act: str,
    procedures: Sequence[str],
    *,
    where: Sequence[ColumnElement[bool]] = (),
    fixed: tuple[ColumnElement[bool], ...] = (),
    told: Mapping[str, Any] | None = None,
    by_due: bool = True,
    open_only: bool = True,
    after: Cursor | None = None,
    limit: int = 20,
) -> list[int]:
    """Ids of one page, in order; one more than `limit` when there is a next page. One statement.

    `where`: filters on `Proceeding` columns, made for this question. `fixed`: conditions that are the same objects each time, with
    their values as bound parameters in `told`. `by_due`: nearest clock first; else newest first.
    """
    arms, keys = _arms_of(viewer, act, procedures)
    if not arms:
        return []
    order = Order(by_due, open_only, after is not None)
    made = _page(arms, (*fixed, *where), order, limit + 1) if where else _page_once(arms, fixed, order, limit + 1)
    if after is not None:
        keys |= {"after_id": after[1]} | ({"after_due": after[0]} if by_due else {})
    return list(session.scalars(made, {**keys, **(told or {})}))


def count(
    viewer: Viewer,
    act: str,
    procedures: Sequence[str],
    *,
    where: Sequence[ColumnElement[bool]] = (),
    fixed: tuple[ColumnElement[bool], ...] = (),
    told: Mapping[str, Any] | None = None,
    open_only: bool = True,
    cap: int = CAP,
) -> int:
    """How many, up to `cap` + 1 (shown as 999+). One statement that stops at the cap. `fixed`, `told`: as in `page`."""
    arms, keys = _arms_of(viewer, act, procedures)
    if not arms:
        return 0
    order = Order(True, open_only, False)
    made = _count(arms, (*fixed, *where), order, cap + 1) if where else _count_once(arms, fixed, order, cap + 1)
    return int(session.scalar(made, {**keys, **(told or {})}) or 0)


def counts(
    viewer: Viewer,
    act: str,
    procedures: Sequence[str],
    groups: Mapping[str, Group],
    *,
    where: Sequence[ColumnElement[bool]] = (),
    told: Mapping[str, Any] | None = None,
) -> dict[str, int]:
    """How many each tab of a list holds, up to 999+. One statement for all of them; `where`, `told`: as in `page`."""
    arms, keys = _arms_of(viewer, act, procedures)
    if not arms:
        return dict.fromkeys(groups, 0)
    wanted = tuple(groups.values())
    made = _counts(arms, wanted, where, CAP + 1) if where else _counts_once(arms, wanted, (), CAP + 1)
    found = session.execute(made, {**keys, **(told or {})}).one()
    return dict(zip(groups, map(int, found), strict=True))


@functools.cache
def _heads() -> Select[Any]:
    """The columns of `Head`, in its order, of the proceedings `ids`; plain columns, since live rows cost three times as much."""
    body, user = Body.__table__, AppUser.__table__
    columns = {name: CASE[name] for name in Head.__dataclass_fields__ if name in CASE}
    columns |= {"state_label": CASE.state, "body_name": body.c.name, "owner_name": user.c.name}
    return (
        select(*(columns[name].label(name) for name in Head.__dataclass_fields__))
        .join_from(Proceeding.__table__, body, body.c.id == CASE.body_id)
        .outerjoin(user, user.c.id == CASE.owner_id)
        .where(CASE.id.in_(bindparam("ids", expanding=True)))
    )


def heads(ids: Sequence[int]) -> list[Head]:
    """Heads of proceedings in the order of `ids`. The caller has checked that they may be seen. One statement."""
    if not ids:
        return []
    found = {row.id: _head(row) for row in session.execute(_heads(), {"ids": list(ids)})}
    return [found[i] for i in ids if i in found]


_STATE_LABEL, _OWNER_NAME, _MARKS = (list(Head.__dataclass_fields__).index(name) for name in ("state_label", "owner_name", "marks"))


def _head(row: Any) -> Head:
    """From a row of `_heads`, whose columns stand in the order of `Head`."""
    told = list(row)
    state = PROCEDURES[row.procedure].states.get(row.state)
    told[_STATE_LABEL] = state.label if state else row.state
    told[_OWNER_NAME] = row.owner_name or ""
    told[_MARKS] = tuple(row.marks or ())
    return Head(*told)


@functools.cache
def _refs() -> Select[Any]:
    return (
        select(CASE.id, CASE.procedure, CASE.body_id, CASE.district_id, CASE.owner_id, CASE.onward, SEAT.user_id)
        .outerjoin_from(Proceeding.__table__, Seat.__table__, and_(SEAT.proceeding_id == CASE.id, SEAT.left_at.is_(None)))
        .where(CASE.id.in_(bindparam("ids", expanding=True)))
    )


def refs(ids: Sequence[int]) -> dict[int, policy.Ref]:
    """What the policy asks about these proceedings; one that is not there is left out. One statement."""
    found: dict[int, list[Any]] = {}
    for row in session.execute(_refs(), {"ids": list(ids)}) if ids else ():
        found.setdefault(row.id, []).append(row)
    return {
        key: policy.Ref(
            key, row.procedure, row.body_id, row.district_id, row.owner_id, frozenset(r.user_id for r in rows if r.user_id), row.onward
        )
        for key, rows in found.items()
        for row in rows[:1]
    }


def state_of(proceeding_id: int) -> str:
    """The state of a proceeding. Raises `Gone`. Nothing more where the page has read its head, else one statement."""
    head = db.once(("head", proceeding_id), lambda: next(iter(heads([proceeding_id])), None))
    if head is None:
        raise Gone(proceeding_id)
    return head.state


def ref(proceeding_id: int) -> policy.Ref:
    """What the policy asks about a proceeding. Raises `Gone`. One statement a page, however often it is asked."""
    found = db.once(("ref", proceeding_id), lambda: refs([proceeding_id]).get(proceeding_id))
    if found is None:
        raise Gone(proceeding_id)
    return found


def head(viewer: Viewer, proceeding_id: int, act: str = "case.read") -> Head:
    """One case for a person. Raises `Gone` for what is not there and for what this person may not know of, alike."""
    known = ref(proceeding_id)
    if not policy.may(viewer, act, known):
        raise Gone(proceeding_id)
    found = db.once(("head", proceeding_id), lambda: next(iter(heads([proceeding_id])), None))
    if found is None:
        raise Gone(proceeding_id)
    return found


def related(viewer: Viewer, matter_id: int) -> Sequence[Head]:
    """The proceedings of a matter that this person may see, oldest first. Three statements a page."""
    return db.once(("related", viewer.user_id, viewer.body_id, matter_id), lambda: _related(viewer, matter_id))


_OF_MATTER = select(CASE.id).where(CASE.matter_id == bindparam("matter")).order_by(CASE.id).limit(200)


def _related(viewer: Viewer, matter_id: int) -> Sequence[Head]:
    known = refs(list(session.scalars(_OF_MATTER, {"matter": matter_id})))
    return tuple(heads([key for key in sorted(known) if policy.may(viewer, "case.read", known[key])]))
