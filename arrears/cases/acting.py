"""What an act's handler works with 办理中: the locked proceeding, the facts, the clocks; and the registry of handlers.

A room registers `@handles("mediation.agree")`; `transitions` calls it after lock and checks, inside the transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select

from arrears import outbox
from arrears.access.viewer import Viewer
from arrears.cases.clocks import Clocks
from arrears.cases.models import Proceeding, Seat
from arrears.db import HouseSession, require_writing
from arrears.law.procedures import Act

_HAS_SEAT = select(Seat.id).where(
    Seat.proceeding_id == bindparam("case"), Seat.user_id == bindparam("user"), Seat.role == bindparam("role"), Seat.left_at.is_(None)
)  # fmt: skip


@dataclass
class Doing:
    """One act being carried out. Handlers write their room's rows and say what the table leaves open.

    `facts` may be changed: what stands in it at the end is the event's record (put ids of personal values there, not the values).
    """

    act: Act
    viewer: Viewer
    proceeding: Proceeding
    facts: dict[str, Any]
    occurred_at: datetime
    recorded_at: datetime
    seq: int
    clocks: Clocks
    created: bool
    for_user_id: int | None = None
    target: str | None = None
    subject: str = ""
    """Subject of the clocks that the table's effects start and stop: 'order:12'."""
    conditions: set[str] = field(default_factory=set)
    """Conditions of effects that hold in this case: 'newform', 'collective', …"""
    skip: set[tuple[str, str]] = field(default_factory=set)
    """(op, rule) of effects that the handler has carried out itself."""
    number: str | None = None
    seated: list[Seat] = field(default_factory=list)
    """Seats given in this act."""
    corrects_seq: int | None = None
    _later: list[tuple[tuple[Any, ...], Callable[[], None]]] = field(default_factory=list)
    _told: list[tuple[frozenset[int], str]] = field(default_factory=list)
    chain_act: Callable[..., Any] = field(default=lambda *_, **__: None)
    """`chain_act(proceeding_id, act_id, facts)`: another act in the same transaction (set by `transitions`)."""

    @property
    def session(self) -> HouseSession:
        """The session, inside the transaction."""
        return require_writing()

    @property
    def day(self) -> date:
        """The Beijing day on which the act happened."""
        return self.occurred_at.date()

    def go(self, state: str) -> None:
        """Choose the target state where the table offers several."""
        self.target = state

    def holds(self, *conditions: str) -> None:
        """Say that conditions of the table's effects hold."""
        self.conditions.update(conditions)

    def summary(self, text: str) -> None:
        """One line for the timeline, without personal values."""
        self.facts["_summary"] = text

    def later(self, key: tuple[Any, ...], work: Callable[[], None]) -> None:
        """Do something last in the transaction, in key order: issuing papers draws numbers, and series are locked last."""
        self._later.append((key, work))

    def tell(self, users: set[int] | frozenset[int], text: str) -> None:
        """Put a line into people's inbox after the commit (never into the actor's own)."""
        found = frozenset(u for u in users if u and u != self.viewer.user_id)
        if found:
            self._told.append((found, text))

    def seat(self, user_id: int, role: str) -> None:
        """Give a person a place in the proceeding; harmless when they have it."""
        if self._is_seated(user_id, role):
            return
        row = Seat(
            proceeding_id=self.proceeding.id,
            user_id=user_id,
            role=role,
            procedure=self.proceeding.procedure,
            since=self.recorded_at,
            closed_at=self.proceeding.closed_at,
            next_due_at=self.proceeding.next_due_at,
        )
        self.session.add(row)
        self.seated.append(row)
        if not self.created:
            self.session.flush()

    def _is_seated(self, user_id: int, role: str) -> bool:
        """A new proceeding has the seats that this act has given, and no other."""
        if self.created:
            return any((row.user_id, row.role) == (user_id, role) and row.left_at is None for row in self.seated)
        seat = {"case": self.proceeding.id, "user": user_id, "role": role}
        return self.session.execute(_HAS_SEAT, seat).first() is not None

    def unseat(self, user_id: int | None, role: str) -> None:
        """End a person's place."""
        query = self.session.query(Seat).filter_by(proceeding_id=self.proceeding.id, user_id=user_id, role=role, left_at=None)
        for row in query:
            row.left_at = self.recorded_at

    def own(self, user_id: int) -> None:
        """Make a person the owner 承办人, with a seat; the owner before leaves his."""
        if self.proceeding.owner_id != user_id:
            self.unseat(self.proceeding.owner_id, "owner")
        self.proceeding.owner_id = user_id
        for row in self.clocks.rows:
            row.owner_id = user_id
        self.seat(user_id, "owner")

    def finish(self) -> None:
        """Run what was put off, and queue the messages (called by `transitions`)."""
        for _, work in sorted(self._later, key=lambda pair: pair[0]):
            work()
        for n, (users, text) in enumerate(self._told):
            outbox.queue(
                "notice",
                {
                    "users": sorted(users),
                    "proceeding": self.proceeding.id,
                    "text": text,
                    "source": f"event:{self.proceeding.id}:{self.seq}:{n}",
                },
            )


Handler = Callable[[Doing], None]
Check = Callable[[Doing], None]
Condition = Callable[[Proceeding, Mapping[str, Any]], bool]

HANDLERS: dict[str, Handler] = {}
CHECKS: dict[str, list[Check]] = {}
FINISHERS: dict[str, list[Handler]] = {}
APPROVAL_CONDITIONS: dict[str, Condition] = {}
GRANTS_BY: dict[str, Callable[[Mapping[str, Any]], tuple[str, ...]]] = {}
"""Act -> who signs it by its facts, where the table says "first head for conclusion to-police" beside the usual grant."""


def handles(*acts: str) -> Callable[[Handler], Handler]:
    """Register the handler of acts; one per act."""

    def register(handler: Handler) -> Handler:
        for act in acts:
            if act in HANDLERS and HANDLERS[act] is not handler:
                raise RuntimeError(f"two handlers for {act}")
            HANDLERS[act] = handler
        return handler

    return register


def checks(*acts: str) -> Callable[[Check], Check]:
    """Register a test that may refuse an act; it also runs when the act is proposed for approval, and must write nothing."""

    def register(check: Check) -> Check:
        for act in acts:
            CHECKS.setdefault(act, [])
            if check not in CHECKS[act]:
                CHECKS[act].append(check)
        return check

    return register


def finishes(procedure: str) -> Callable[[Handler], Handler]:
    """Register what runs at the end of every act of a procedure (keeping a room's copies up to date)."""

    def register(handler: Handler) -> Handler:
        FINISHERS.setdefault(procedure, [])
        if handler not in FINISHERS[procedure]:
            FINISHERS[procedure].append(handler)
        return handler

    return register


def approval_when(act: str) -> Callable[[Condition], Condition]:
    """Register in which cases an act whose approval is conditional needs the signature."""

    def register(condition: Condition) -> Condition:
        APPROVAL_CONDITIONS[act] = condition
        return condition

    return register


def grants_by(act: str) -> Callable[[Callable[[Mapping[str, Any]], tuple[str, ...]]], Callable[[Mapping[str, Any]], tuple[str, ...]]]:
    """Register who signs an act by its facts."""

    def register(chosen: Callable[[Mapping[str, Any]], tuple[str, ...]]) -> Callable[[Mapping[str, Any]], tuple[str, ...]]:
        GRANTS_BY[act] = chosen
        return chosen

    return register
