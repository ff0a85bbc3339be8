"""Tables of clocks and of the calendar."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from arrears.db import Base, Code, Id, Instant, Json, partial_index


class Deadline(Base):
    """A running or ended clock 期限 of a proceeding, with everything needed to compute and explain it again.

    `due_at` is what queues sort by: for a date the 24:00 of that day; for a paused clock the far future.
    """

    __tablename__ = "deadline"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"))
    body_id: Mapped[int] = mapped_column(Id)
    district_id: Mapped[str] = mapped_column(Code)
    owner_id: Mapped[int | None] = mapped_column(Id)
    rule_id: Mapped[str] = mapped_column(Code)
    rule_version: Mapped[str] = mapped_column(Code, default="")
    calendar_edition: Mapped[str] = mapped_column(Code, default="")
    title: Mapped[str] = mapped_column(String(120))
    subject: Mapped[str] = mapped_column(String(60), default="")
    """What in the proceeding it is about: '' itself, 'order:12', 'instalment:7', 'party:3', 'document:9'."""
    force: Mapped[str] = mapped_column(Code)
    """statutory 法定 | target 目标 | set 本单位定"""
    owed_by: Mapped[str] = mapped_column(Code)
    ours: Mapped[bool]
    """Owed by the authority: counts for `next_due_at` and the watch; a party's window is information."""
    origin: Mapped[str] = mapped_column(String(80), default="rule")
    """'rule', or 'set by <name>' for dates that an officer sets."""
    trigger: Mapped[Any] = mapped_column(Json)
    """ISO date or instant."""
    inputs: Mapped[Any] = mapped_column(Json, default=dict)
    """Facts given to the rule besides pauses: resets, extension_days, hearing_date, length, …"""
    due_on: Mapped[date | None]
    plan_on: Mapped[date | None]
    is_instant: Mapped[bool] = mapped_column(default=False)
    due_at: Mapped[datetime] = mapped_column(Instant)
    provisional: Mapped[bool] = mapped_column(default=False)
    paused_since: Mapped[date | None]
    started_seq: Mapped[int] = mapped_column(Integer)
    late_at: Mapped[datetime | None] = mapped_column(Instant)
    """When the sweep found it missed."""
    stage: Mapped[int] = mapped_column(Integer, default=0)
    """How far the escalation ladder has gone for it."""
    cause: Mapped[str | None] = mapped_column(Code)
    cause_text: Mapped[str] = mapped_column(Text, default="")
    new_target_on: Mapped[date | None]
    cause_accepted: Mapped[bool | None]
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_how: Mapped[str | None] = mapped_column(Code)
    """met | dropped | lapsed | superseded"""
    satisfied_on: Mapped[date | None]
    satisfied_at: Mapped[datetime | None] = mapped_column(Instant)
    was_late: Mapped[bool | None]
    closed_seq: Mapped[int | None] = mapped_column(Integer)
    __table_args__ = (
        Index("ix_deadline_proceeding_id", "proceeding_id", "id"),
        partial_index("ix_deadline_open_case", "proceeding_id", "due_at", "id", where=closed_at.is_(None)),
        partial_index("ix_deadline_open", "due_at", "id", where=closed_at.is_(None)),
        partial_index("ix_deadline_open_body", "body_id", "due_at", "id", where=closed_at.is_(None)),
        partial_index("ix_deadline_open_district", "district_id", "due_at", "id", where=closed_at.is_(None)),
    )


class DeadlinePause(Base):
    """A span that does not count 扣除, half-open; `to_on` null while it runs."""

    __tablename__ = "deadline_pause"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadline.id"), index=True)
    kind: Mapped[str] = mapped_column(Code)
    from_on: Mapped[date]
    to_on: Mapped[date | None]
    from_seq: Mapped[int] = mapped_column(Integer)
    to_seq: Mapped[int | None] = mapped_column(Integer)


class CalendarDay(Base):
    """A day that is not what its weekday says, in an edition of the calendar; the newest edition is in force."""

    __tablename__ = "calendar_day"
    edition: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(Code)
    """off 放假 | work 调休上班"""
    name: Mapped[str] = mapped_column(String(40))
    notice: Mapped[str] = mapped_column(String(200))
