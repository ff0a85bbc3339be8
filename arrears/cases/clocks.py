"""Clocks of a proceeding 期限: rows that start, stop, pause, reset and move only through an act, or a recheck.

All arithmetic is `law.deadlines.due`; this file keeps its inputs and answers in rows. Needs `writing()`, reading apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Row, bindparam, select

from arrears import clock
from arrears.cases.models import Deadline, DeadlinePause, Proceeding
from arrears.db import require_writing, session
from arrears.law import deadlines as law
from arrears.law.calendar import Calendar
from arrears.law.deadlines import Due

FAR = datetime(9999, 1, 1, tzinfo=UTC)
"""`next_due_at` of what waits for nothing: never null, so that one index range sorts everything."""

INFORMATION = frozenset(
    {"party", "parties", "applicant", "respondent", "claimant", "creditor", "obligor", "payer", "debtor", "worker", "employer"}
    | {"complainant", "petitioner", "court", "police", "aid", "government", "superior", "bank", "contractor", "addressee", "law"}
)
"""Owners outside the authority: their windows are shown, and hold up no queue."""

WATCHED = frozenset({"agr-perform", "agr-instal", "perform-award", "order-pay", "decision-pay"})
"""Money owed by a party: late, it stays open and on the handler's desk until it is paid."""

FROM_ITS_DAY = frozenset({"award-effective"})
"""Rules whose day brings something about: reached at its beginning, not missed at its end (award in force from that day, 法 47, 50)."""

SET = "set"
"""Rule id of a date that an officer set."""


_PAUSES = select(DeadlinePause).where(DeadlinePause.deadline_id.in_(bindparam("ids", expanding=True))).order_by(DeadlinePause.id)


def pauses_of(deadline_ids: Sequence[int]) -> dict[int, list[DeadlinePause]]:
    """Pauses by clock, in order. One statement."""
    found: dict[int, list[DeadlinePause]] = {i: [] for i in deadline_ids}
    if found:
        for row in session.scalars(_PAUSES, {"ids": list(deadline_ids)}):
            found[row.deadline_id].append(row)
    return found


def _moment(text: str) -> date | datetime:
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


def _span(pause: DeadlinePause | Row[Any]) -> dict[str, Any]:
    to = pause.to_on.isoformat() if pause.to_on else None
    return {"kind": pause.kind, "from": pause.from_on.isoformat(), "to": to}


def computed(row: Deadline | Row[Any], pauses: Sequence[DeadlinePause | Row[Any]], calendar: Calendar, settings: Mapping[str, Any]) -> Due:
    """The clock's answer with its working, from the row's inputs. Not for dates an officer set."""
    facts = dict(row.inputs or {})
    length = facts.pop("length", None)
    if pauses:
        facts["pauses"] = [_span(p) for p in pauses]
    return law.due(row.rule_id, _moment(row.trigger), facts, calendar=calendar, length=length, settings=settings)


@dataclass
class Clocks:
    """The clocks of one proceeding inside one act."""

    proceeding: Proceeding
    seq: int
    occurred_at: datetime
    calendar: Calendar
    settings: Mapping[str, Any]
    _rows: list[Deadline] | None = None
    touched: bool = False
    moved: list[tuple[Deadline, datetime, datetime]] = field(default_factory=list)
    """Clocks whose due moment moved in this act: row, before, after."""

    @property
    def rows(self) -> list[Deadline]:
        """Every open clock of the proceeding."""
        if self._rows is None:
            query = select(Deadline).where(Deadline.proceeding_id == self.proceeding.id, Deadline.closed_at.is_(None))
            self._rows = list(require_writing().scalars(query.order_by(Deadline.id)))
        return [row for row in self._rows if row.closed_at is None]

    def open(self, rule_id: str, subject: str | None = None) -> list[Deadline]:
        """Open clocks of a rule; `subject` None: of every subject."""
        return [row for row in self.rows if row.rule_id == rule_id and (subject is None or row.subject == subject)]

    def start(
        self,
        rule_id: str,
        trigger: date | datetime | None = None,
        *,
        subject: str = "",
        inputs: Mapping[str, Any] | None = None,
        title: str = "",
        at_once: bool = True,
    ) -> Deadline:
        """Start a clock. An open one of the same rule and subject is superseded; `at_once` False: its row goes in with the next ones
        and has no key before. Raises `law.UnknownRule`, `law.BadFacts`."""
        when = trigger if trigger is not None else self.occurred_at
        rule = law.rule_on(rule_id, clock.day_of(when))
        for old in self.open(rule_id, subject):
            self._close(old, "superseded", None)
        row = Deadline(
            proceeding_id=self.proceeding.id,
            body_id=self.proceeding.body_id,
            district_id=self.proceeding.district_id,
            owner_id=self.proceeding.owner_id,
            rule_id=rule_id,
            rule_version=str(rule.version),
            title=title or rule.title,
            subject=subject,
            force=rule.force,
            owed_by=rule.owed_by,
            ours=rule.owed_by not in INFORMATION and not rule.opens,
            origin="rule",
            trigger=when.isoformat(),
            inputs=dict(inputs or {}),
            due_at=FAR,
            started_seq=self.seq,
            stage=0,
            is_instant=False,
            provisional=False,
        )
        self._compute(row, [])
        self._add(row, at_once)
        return row

    def set_date(
        self, title: str, due: date | datetime, *, by: str, owed_by: str, subject: str = "", rule_id: str = SET
    ) -> Deadline:
        """A date that an officer sets (举证期限, 承诺付款日): the same list, the same colours, origin 'set by N.'."""
        for old in self.open(rule_id, subject):
            if old.title == title:
                self._close(old, "superseded", None)
        instant = isinstance(due, datetime)
        row = Deadline(
            proceeding_id=self.proceeding.id,
            body_id=self.proceeding.body_id,
            district_id=self.proceeding.district_id,
            owner_id=self.proceeding.owner_id,
            rule_id=rule_id,
            title=title,
            subject=subject,
            force="set",
            owed_by=owed_by,
            ours=owed_by not in INFORMATION,
            origin=f"set by {by}",
            trigger=self.occurred_at.isoformat(),
            inputs={},
            due_on=clock.day_of(due),
            plan_on=clock.day_of(due),
            is_instant=instant,
            due_at=due if isinstance(due, datetime) else clock.end_of(due),
            started_seq=self.seq,
            stage=0,
            provisional=False,
        )
        self._add(row)
        return row

    def _add(self, row: Deadline, at_once: bool = True) -> None:
        current = require_writing()
        current.add(row)
        if at_once:
            current.flush()
        if self._rows is not None:
            self._rows.append(row)
        self.touched = True

    def _compute(self, row: Deadline, pauses: Sequence[DeadlinePause]) -> None:
        due = computed(row, pauses, self.calendar, self.settings)
        row.calendar_edition = due.calendar_edition
        row.provisional = due.provisional
        row.is_instant = isinstance(due.due, datetime)
        if due.due is None:
            row.due_on, row.plan_on, row.due_at = None, None, FAR
            return
        row.due_on = clock.day_of(due.due)
        row.plan_on = clock.day_of(due.plan) if due.plan is not None else row.due_on
        begins = row.rule_id in FROM_ITS_DAY
        row.due_at = due.due if isinstance(due.due, datetime) else clock.at(row.due_on) if begins else clock.end_of(due.due)

    def recompute(self, row: Deadline) -> None:
        """Compute an open clock again after its inputs, its rule or the calendar changed."""
        before = row.due_at
        if row.rule_id != SET and row.origin == "rule":
            self._compute(row, pauses_of([row.id])[row.id])
        if row.due_at != before:
            row.stage, row.late_at = 0, None
            self.moved.append((row, before, row.due_at))
        self.touched = True

    def _close(self, row: Deadline, how: str, on: date | datetime | None) -> None:
        row.closed_at = clock.now()
        row.closed_how = how
        row.closed_seq = self.seq
        if how == "met" and on is not None:
            row.satisfied_on = clock.day_of(on)
            row.satisfied_at = on if isinstance(on, datetime) else None
            if row.is_instant:
                moment = on if isinstance(on, datetime) else clock.end_of(on)
                row.was_late = moment > row.due_at
            else:
                row.was_late = row.due_on is not None and clock.day_of(on) > row.due_on
        if row.cause is not None:  # the new date of an explained lateness (补办) has its object in this clock
            for promised in self.open("set", f"late:{row.id}"):
                self._close(promised, how, on)
        self.touched = True

    def satisfy(self, rule_id: str, on: date | datetime | None = None, *, subject: str | None = None) -> list[Deadline]:
        """End the open clocks of a rule as met on a day or instant (default: when the act happened)."""
        rows = self.open(rule_id, subject)
        for row in rows:
            self._close(row, "met", on if on is not None else self.occurred_at)
        return rows

    def drop(self, rule_id: str, *, subject: str | None = None) -> None:
        """End the open clocks of a rule because they have lost their object; `*` ends every clock."""
        for row in self.rows if rule_id == "*" else self.open(rule_id, subject):
            self._close(row, "dropped", None)

    def lapse(self, row: Deadline) -> None:
        """A party's window that nobody used ends."""
        self._close(row, "lapsed", None)

    def pause(self, rule_id: str, kind: str, on: date, *, subject: str | None = None) -> None:
        """Begin a span that does not count, `[on, …)`."""
        current = require_writing()
        for row in self.open(rule_id, subject):
            current.add(DeadlinePause(deadline_id=row.id, kind=kind, from_on=on, from_seq=self.seq))
            current.flush()
            row.paused_since = on
            self.recompute(row)

    def resume(self, rule_id: str, on: date, *, kind: str | None = None, subject: str | None = None) -> None:
        """End the running spans of a clock; `on` counts again."""
        for row in self.open(rule_id, subject):
            for pause in pauses_of([row.id])[row.id]:
                if pause.to_on is None and (kind is None or pause.kind == kind):
                    pause.to_on = on
                    pause.to_seq = self.seq
            require_writing().flush()
            row.paused_since = next((p.from_on for p in pauses_of([row.id])[row.id] if p.to_on is None), None)
            self.recompute(row)

    def reset(self, rule_id: str, event: str, on: date, *, subject: str | None = None) -> None:
        """Let the full length run again from a day (C11)."""
        for row in self.open(rule_id, subject):
            resets = [*row.inputs.get("resets", []), {"event": event, "date": on.isoformat()}]
            row.inputs = {**{k: v for k, v in row.inputs.items() if k != "extension_days"}, "resets": resets}
            for pause in pauses_of([row.id])[row.id]:
                if pause.to_on is None:
                    pause.to_on, pause.to_seq = on, self.seq
            require_writing().flush()
            row.paused_since = None
            self.recompute(row)

    def extend(self, rule_id: str, days: int, *, subject: str | None = None) -> list[Deadline]:
        """Add to the length before the shift (C9); `days` in the rule's unit."""
        rows = self.open(rule_id, subject)
        for row in rows:
            row.inputs = {**row.inputs, "extension_days": int(row.inputs.get("extension_days", 0)) + days}
            self.recompute(row)
        return rows

    def next_due(self) -> datetime:
        """The nearest running clock of ours."""
        return min((row.due_at for row in self.rows if row.ours), default=FAR)
