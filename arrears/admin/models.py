"""Tables of administration: what administrators did, and what a new calendar or setting moved."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from arrears.db import Base, Code, Id, Instant


class AdminLog(Base):
    """One act of an administrator 管理日志: who, when, to whom or what. Append-only; never a password, never a personal value."""

    __tablename__ = "admin_log"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    at: Mapped[datetime] = mapped_column(Instant)
    actor_id: Mapped[int] = mapped_column(Id)
    actor_body_id: Mapped[int] = mapped_column(Id)
    act: Mapped[str] = mapped_column(Code)
    """Key of `arrears.admin.log.ACTS`."""
    user_id: Mapped[int | None] = mapped_column(Id)
    body_id: Mapped[int | None] = mapped_column(Id)
    text: Mapped[str] = mapped_column(Text, default="")
    __table_args__ = (Index("ix_admin_log_actor_body_id", "actor_body_id", "id"), Index("ix_admin_log_user_id", "user_id", "id"))


class Recheck(Base):
    """One computing anew of running clocks 期限重算, after a new edition of the calendar or a changed setting."""

    __tablename__ = "recheck"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    cause: Mapped[str] = mapped_column(Code)
    """calendar | setting"""
    body_id: Mapped[int] = mapped_column(Id, default=0)
    """Whose clocks; 0: every body's."""
    reason: Mapped[str] = mapped_column(String(200))
    made_by: Mapped[int] = mapped_column(Id)
    made_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    looked_at: Mapped[int] = mapped_column(Integer, default=0)
    """Clocks looked at so far."""
    last_id: Mapped[int] = mapped_column(Id, default=0)
    """The last clock looked at: where a message that is delivered twice stops."""
    done_at: Mapped[datetime | None] = mapped_column(Instant)


class RecheckMove(Base):
    """One clock that moved: the list that the people concerned are told from."""

    __tablename__ = "recheck_move"
    recheck_id: Mapped[int] = mapped_column(ForeignKey("recheck.id"), primary_key=True, autoincrement=False)
    deadline_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    proceeding_id: Mapped[int] = mapped_column(Id)
    body_id: Mapped[int] = mapped_column(Id)
    number: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(120))
    owner_id: Mapped[int | None] = mapped_column(Id)
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
