"""The only way to change a proceeding 办理: `perform` (an act on one) and `begin` (an act that opens one).

In one transaction: lock, stale check and chain position (one UPDATE … RETURNING), the one-time token, policy, state, facts, the
room's handler, the table's effects on clocks, papers and numbers last, the event, copies in seats, messages to the outbox.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from arrears import clock, db
from arrears.access import policy, preferences
from arrears.access.models import Body
from arrears.access.viewer import SYSTEM, Viewer
from arrears.cases import attaching, calendar, effects, ledger, opening, search
from arrears.cases import facts as fact_checks
from arrears.cases.acting import APPROVAL_CONDITIONS, CHECKS, FINISHERS, HANDLERS, Doing
from arrears.cases.clocks import Clocks
from arrears.cases.models import ActRequest, Approval, CaseEvent, Proceeding, Seat
from arrears.cases.opening import Opening
from arrears.cases.outcomes import Gone, NeedsApproval, Outcome, Repeated, Signed, Stale, first_result
from arrears.db import HouseSession, session
from arrears.law.procedures import PROCEDURES, Act
from arrears.law.procedures import act as act_named
from arrears.law.refusal import Refused

APPEND_ONLY_ACTS = frozenset({"note", "upload", "first-contact", "call-back", "give-guide", "add-order", "sign-order"})
"""Acts that add and overwrite nothing: they need not have seen the newest version, and do not make others' forms stale."""


def _lock(current: HouseSession, proceeding_id: int, seen: int | None) -> Proceeding:
    """Take the proceeding, in one statement: lock, stale check and next place in the chain. Raises `Stale`, `Gone`."""
    bump = 0 if seen is None else 1
    statement = (
        update(Proceeding)
        .where(Proceeding.id == proceeding_id)
        .values(version=Proceeding.version + bump, head_seq=Proceeding.head_seq + 1)
        .returning(Proceeding.head_seq)
    )
    if seen is not None:
        statement = statement.where(Proceeding.version == seen)
    if current.execute(statement).scalar() is None:
        if current.scalar(select(Proceeding.id).where(Proceeding.id == proceeding_id)) is None:
            raise Gone(proceeding_id)
        raise Stale(proceeding_id, seen or 0)
    row = current.get(Proceeding, proceeding_id, populate_existing=True)
    assert row is not None
    return row


_TOKEN = ActRequest.__table__.c


def _take_token(current: HouseSession, token: str, viewer: Viewer, act: Act) -> None:
    """Use up a one-time token; a token used before ends the transaction with the first result."""
    dialect = db.upserts()
    values = {"token": token, "user_id": viewer.user_id, "act": act.id, "proceeding_id": 0, "seq": 0, "at": clock.now()}
    taken = dialect.insert(ActRequest.__table__).on_conflict_do_nothing().returning(_TOKEN.token)
    if current.execute(taken, values).scalar() is None:
        raise Repeated(current.execute(select(ActRequest).where(ActRequest.token == token)).scalar_one())


def ref_of(current: HouseSession, proceeding: Proceeding) -> policy.Ref:
    """What the policy asks about a proceeding. One statement."""
    seated = current.scalars(select(Seat.user_id).where(Seat.proceeding_id == proceeding.id, Seat.left_at.is_(None)))
    return policy.Ref(
        proceeding.id,
        proceeding.procedure,
        proceeding.body_id,
        proceeding.district_id,
        proceeding.owner_id,
        frozenset(seated),
        proceeding.onward or "",
    )


def _check_time(act: Act, occurred_at: datetime, now: datetime, late_reason: str) -> None:
    if occurred_at > now:
        raise Refused("occurred_at", f"发生时间不能晚于现在（{now:%Y-%m-%d %H:%M}），请填写实际发生的时间。")
    in_force = db.settled("calendar in force", calendar.in_force)
    if occurred_at.date() < in_force.add_workdays(now.date(), -1) and not late_reason.strip():
        raise Refused("late_reason", "发生时间早于上一个工作日，属于补录，请写明补录原因。")


def needs_approval(act: Act, proceeding: Proceeding, facts: Mapping[str, Any]) -> bool:
    """Whether this act waits for a signature in this case."""
    if act.approval is None:
        return False
    if act.approval.when is None:
        return True
    condition = APPROVAL_CONDITIONS.get(act.id)
    return condition is None or condition(proceeding, facts)


def waits_registered(act: Act, state: str) -> bool:
    """An act that opens a case and needs a signature (接受移送): the case is registered on receipt and waits for it in the first state."""
    return act.creates and act.approval is not None and state == PROCEDURES[act.procedure].initial


def check_state(act: Act, state: str) -> None:
    """Raise `Refused` unless the act is possible in this state; says where it is."""
    procedure = PROCEDURES[act.procedure]
    if procedure.allows(act, state) or waits_registered(act, state):
        return
    places = "、".join(procedure.states[s].label for s in procedure.states if s in procedure.sources_of(act))
    now = procedure.states[state].label
    raise Refused("", f"现在是“{now}”，不能办理“{act.label}”；这件事在“{places}”时办理。", act.source)


def _allowed(act: Act, viewer: Viewer, ref: policy.Ref, signed: Signed | None) -> None:
    if signed is None:
        policy.demand(viewer, act.id, ref)  # under a signature the drafter was asked when the act was proposed


def _target(doing: Doing) -> str:
    state = None if doing.created or waits_registered(doing.act, doing.proceeding.state) else doing.proceeding.state
    offered = PROCEDURES[doing.act.procedure].targets_from(doing.act, state)
    offered = tuple(doing.proceeding.back_state or "" if t == "*back" else t for t in offered)
    if doing.target is None:
        return offered[0]
    if doing.target not in offered:
        raise RuntimeError(f"{doing.act.id}: {doing.target} is not among {offered}")
    return doing.target


def _move(doing: Doing) -> tuple[str, str]:
    """Set the new state and what follows from it; returns (from, to)."""
    proceeding = doing.proceeding
    before = "" if doing.created else proceeding.state
    if doing.act.procedure != proceeding.procedure:
        return before, before  # the machines after an award never change the state of the case
    after = _target(doing)
    if before != after:
        if "suspended" in after or after in {"m-review", "a-entrusted"}:
            proceeding.back_state = before
        proceeding.state = after
    if PROCEDURES[proceeding.procedure].states[after].is_end:
        proceeding.closed_at = proceeding.closed_at or doing.recorded_at
    else:
        proceeding.closed_at = None
    return before, after


_SEAT = Seat.__table__.c
_COPY = (
    update(Seat)
    .where(_SEAT.proceeding_id == bindparam("case"), _SEAT.left_at.is_(None))
    .values(closed_at=bindparam("closed"), next_due_at=bindparam("due"))
    .execution_options(synchronize_session="fetch")
)


def _copy_to_seats(doing: Doing) -> None:
    proceeding = doing.proceeding
    proceeding.next_due_at = doing.clocks.next_due()
    if doing.created:  # it has no seats but those that this act gave; they are not written yet
        for row in doing.seated:
            row.closed_at, row.next_due_at = proceeding.closed_at, proceeding.next_due_at
        return
    doing.session.flush()
    copied = {"case": proceeding.id, "closed": proceeding.closed_at, "due": proceeding.next_due_at}
    doing.session.execute(_COPY, copied)


def _carry_out(doing: Doing, *, seen: int, late_reason: str) -> Outcome:
    """Handler, state, clocks, papers, event: the part that is the same for every act."""
    for test in CHECKS.get(doing.act.id, ()):
        test(doing)
    handler = HANDLERS.get(doing.act.id) or HANDLERS.get(f"*.{doing.act.name}")
    if handler is not None:
        handler(doing)
    attaching.enter_rest(doing)
    before, after = _move(doing)
    effects.apply(doing)
    for finisher in FINISHERS.get(doing.act.procedure, ()):
        finisher(doing)
    _copy_to_seats(doing)
    doing.finish()
    if doing.number is not None:
        doing.proceeding.number = doing.number
    event = _event(doing, before, after, seen=seen, late_reason=late_reason)
    with doing.session.no_autoflush:
        doing.proceeding.head_hash = ledger.append(event, doing.facts)
    search.refresh(doing.session, doing.proceeding, new=doing.created)  # last: it is found by the number drawn just now
    doing.session.flush()
    return Outcome(doing.proceeding.id, doing.seq, doing.proceeding.number, after)


def _event(doing: Doing, before: str, after: str, *, seen: int, late_reason: str, name: str = "") -> CaseEvent:
    return CaseEvent(
        proceeding_id=doing.proceeding.id,
        seq=doing.seq,
        act=name or doing.act.id,
        actor_id=doing.viewer.user_id,
        actor_body_id=doing.viewer.body_id,
        for_user_id=doing.for_user_id,
        occurred_at=doing.occurred_at,
        recorded_at=doing.recorded_at,
        late_reason=late_reason.strip(),
        from_state=before,
        to_state=after,
        seen=seen,
        corrects_seq=doing.corrects_seq,
        prev=doing.proceeding.head_hash,
    )


def _doing(act: Act, viewer: Viewer, row: Proceeding, facts: dict[str, Any], occurred_at: datetime, created: bool) -> Doing:
    now = clock.now()
    settings = db.settled(("settings", row.body_id, now.date()), lambda: preferences.chosen(row.body_id, now.date()))
    in_force = db.settled("calendar in force", calendar.in_force)
    clocks = Clocks(row, row.head_seq, occurred_at, in_force, settings, _rows=[] if created else None)
    made = Doing(act, viewer, row, facts, occurred_at, now, row.head_seq, clocks, created)
    made.chain_act = lambda other, name, given: _chain(made, other, name, given)
    return made


def _chain(doing: Doing, proceeding_id: int, act_id: str, facts: Mapping[str, Any]) -> Outcome:
    """Another act on another proceeding in the same transaction, on the authority of the first."""
    act = act_named(act_id)
    row = _lock(doing.session, proceeding_id, None)
    row.version += 1
    check_state(act, row.state)
    checked = fact_checks.check(act, facts)
    inner = _doing(act, doing.viewer, row, checked, doing.occurred_at, created=False)
    inner.for_user_id = doing.for_user_id
    return _carry_out(inner, seen=row.version - 1, late_reason="")


def perform(
    proceeding_id: int,
    act_id: str,
    viewer: Viewer,
    *,
    seen: int | None,
    token: str,
    facts: Mapping[str, Any] | None = None,
    occurred_at: datetime | None = None,
    late_reason: str = "",
    signed: Signed | None = None,
    opinion: str = "",
) -> Outcome:
    """Perform an act on a proceeding. `seen`: the version the person looked at (None only for acts that merely append).

    Raises `Gone`, `Stale`, `policy.NotAllowed`, `NeedsApproval`, `Refused`. A token used before gives the first outcome again.
    """
    act = act_named(act_id)
    if seen is None and act.name not in APPEND_ONLY_ACTS and not viewer.is_system:
        raise ValueError(f"{act_id} needs the version that was seen")
    try:
        with db.writing() as current:
            try:
                row = _lock(current, proceeding_id, None if act.name in APPEND_ONLY_ACTS else seen)
            except Stale:
                used = current.execute(select(ActRequest).where(ActRequest.token == token)).scalar()
                if used is not None:
                    raise Repeated(used) from None
                raise
            _take_token(current, token, viewer, act)
            outcome = _perform_locked(current, row, act, viewer, facts or {}, occurred_at, late_reason, signed, seen or 0)
            if signed is not None:
                _close_approval(current, signed, viewer, opinion)
            _note_result(current, token, outcome)
            return outcome
    except Repeated as repeated:
        return first_result(repeated)


def _close_approval(current: HouseSession, signed: Signed, viewer: Viewer, opinion: str) -> None:
    """The signature and the act are one transaction: a second signature finds the row closed and takes the act back with it."""
    done = current.execute(
        update(Approval)
        .where(Approval.id == signed.approval_id, Approval.decided_at.is_(None))
        .values(
            decision="agree",
            decided_by=viewer.user_id,
            decided_for=signed.decided_for,
            decided_at=clock.now(),
            opinion=opinion.strip(),
        )
        .returning(Approval.id)
    ).scalar()
    if done is None:
        raise Refused("", "这一份已经由他人办理。")


def draft(act: Act, viewer: Viewer, row: Proceeding, facts: dict[str, Any]) -> Doing:
    """An act as its checks see it before it is proposed; nothing of it is written."""
    return _doing(act, viewer, row, facts, clock.now(), created=False)


def _perform_locked(
    current: HouseSession,
    row: Proceeding,
    act: Act,
    viewer: Viewer,
    facts: Mapping[str, Any],
    occurred_at: datetime | None,
    late_reason: str,
    signed: Signed | None,
    seen: int,
) -> Outcome:
    if act.procedure != row.procedure and not (act.procedure == "award" and row.procedure == "arbitration"):
        raise Refused("", "这件案件不能办理这件事。")
    _allowed(act, viewer, ref_of(current, row), signed)
    if act.procedure == row.procedure:
        check_state(act, row.state)
    now = clock.now()
    occurred = occurred_at or now
    _check_time(act, occurred, now, late_reason)
    checked = fact_checks.check(act, facts)
    if signed is None and needs_approval(act, row, checked):
        raise NeedsApproval(act.id)
    doing = _doing(act, viewer, row, checked, occurred, created=False)
    doing.for_user_id = signed.drafted_by if signed else _stands_for(viewer, act)
    return _carry_out(doing, seen=seen, late_reason=late_reason)


def _stands_for(viewer: Viewer, act: Act) -> int | None:
    """Whom a delegate acts for, when the right to this act comes from the delegation."""
    return next((viewer.stands_in_for[grant] for grant in act.who if grant in viewer.stands_in_for), None)


_RESULT = (
    update(db.table_of(ActRequest))
    .where(_TOKEN.token == bindparam("used"))
    .values(proceeding_id=bindparam("became"), seq=bindparam("at_seq"))
)


def _note_result(current: HouseSession, token: str, outcome: Outcome) -> None:
    current.execute(_RESULT, {"used": token, "became": outcome.proceeding_id, "at_seq": outcome.seq})


def begin(
    act_id: str,
    viewer: Viewer,
    *,
    token: str,
    facts: Mapping[str, Any],
    body_id: int | None = None,
    owner_id: int | None = None,
    matter_id: int | None = None,
    about_id: int | None = None,
    received_at: datetime | None = None,
    occurred_at: datetime | None = None,
    late_reason: str = "",
) -> Outcome:
    """Open a proceeding by its first act. `body_id`: whose case it becomes (default: the viewer's body).

    Raises `policy.NotAllowed`, `Refused`. A token used before gives the first outcome again.
    """
    given = Opening(token, facts, body_id, owner_id, matter_id, about_id, received_at, occurred_at, late_reason)
    try:
        with db.writing():
            return begin_within(act_id, viewer, given)
    except Repeated as repeated:
        return first_result(repeated)


def begin_within(act_id: str, viewer: Viewer, given: Opening) -> Outcome:
    """`begin` inside the caller's `writing()`, for `cases.together` only. Raises `Repeated` where `begin` gives the first outcome again."""
    current, act = db.require_writing(), act_named(act_id)
    if not act.creates:
        raise ValueError(f"{act_id} opens nothing")
    if not policy.can(viewer, act_id):
        raise policy.NotAllowed(f"您的岗位不能办理“{act.label}”。")
    now = clock.now()
    occurred = given.occurred_at or now
    checked = fact_checks.check(act, given.facts)
    _take_token(current, given.token, viewer, act)
    _check_time(act, occurred, now, given.late_reason)
    body = current.get(Body, given.body_id or viewer.body_id)  # held to the end: all that follows finds it in memory
    opened = opening.open_row(current, act, viewer, body, given, given.received_at or occurred)
    doing = _doing(act, viewer, opened, checked, occurred, created=True)
    doing.for_user_id = _stands_for(viewer, act)
    opening.number(doing)
    if given.owner_id:
        doing.own(given.owner_id)
    outcome = _carry_out(doing, seen=0, late_reason=given.late_reason)
    _note_result(current, given.token, outcome)
    return outcome


@dataclass(frozen=True, slots=True)
class Shift:
    """A clock that a recheck moved: from which day to which."""

    deadline_id: int
    proceeding_id: int
    body_id: int
    number: str
    title: str
    owner_id: int | None
    before: date | None
    after: date | None


class _Unmoved(Exception):
    """Nothing moves any more: somebody's act has computed the clocks anew meanwhile."""


def record_recheck(proceeding_id: int, token: str, why: str, note: Callable[[Shift], None]) -> list[Shift]:
    """Compute a proceeding's open clocks again, because the calendar or a setting changed: one event, by the system.

    No state changes and no form becomes stale. `note` is called for each clock that moved, in the same transaction. Empty: no clock
    moves, nothing is written. A token used before does nothing.
    """
    act = act_named(f"{session.scalar(select(Proceeding.procedure).where(Proceeding.id == proceeding_id))}.lapse")
    try:
        with db.writing() as current:
            row = _lock(current, proceeding_id, None)
            _take_token(current, token, SYSTEM, act)
            doing = _doing(act, SYSTEM, row, {}, clock.now(), created=False)
            before = {one.id: one.due_on for one in doing.clocks.rows}
            for one in doing.clocks.rows:
                doing.clocks.recompute(one)
            shifts = [
                Shift(one.id, row.id, row.body_id, row.number, one.title, row.owner_id, before[one.id], one.due_on)
                for one in doing.clocks.rows
                if one.due_on != before[one.id]
            ]
            if not shifts:
                raise _Unmoved
            words = "；".join(f"{s.title}由 {s.before} 改为 {s.after}" for s in shifts)
            doing.facts["moves"] = [{"clock": s.deadline_id, "from": str(s.before), "to": str(s.after)} for s in shifts]
            doing.summary(f"{why}：{words}")
            seated = current.scalars(select(Seat.user_id).where(Seat.proceeding_id == row.id, Seat.left_at.is_(None)))
            doing.tell({row.owner_id or 0, *seated}, f"{row.number} 因{why}，{words}")
            for shift in shifts:
                note(shift)
            _copy_to_seats(doing)
            doing.finish()
            event = _event(doing, row.state, row.state, seen=row.version, late_reason="", name=f"{row.procedure}.recheck")
            row.head_hash = ledger.append(event, doing.facts)
            return shifts
    except (Repeated, _Unmoved):
        session.rollback()
        return []
