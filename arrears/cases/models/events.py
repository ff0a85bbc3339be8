"""Tables of the record: the append-only, hash-chained events, their encrypted facts, and the tokens of acts already done."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from arrears.db import Base, Code, Id, Instant


class CaseEvent(Base):
    """One act as it happened. Triggers refuse UPDATE and DELETE."""

    __tablename__ = "case_event"
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"), primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    act: Mapped[str] = mapped_column(String(80))
    actor_id: Mapped[int] = mapped_column(Id)
    """0 is the system."""
    actor_body_id: Mapped[int] = mapped_column(Id)
    for_user_id: Mapped[int | None] = mapped_column(Id)
    """Whom a delegate acted for, or who drafted what was approved."""
    occurred_at: Mapped[datetime] = mapped_column(Instant)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    late_reason: Mapped[str] = mapped_column(Text, default="")
    from_state: Mapped[str] = mapped_column(Code, default="")
    to_state: Mapped[str] = mapped_column(Code, default="")
    seen: Mapped[int] = mapped_column(Integer)
    corrects_seq: Mapped[int | None] = mapped_column(Integer)
    facts_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    prev: Mapped[bytes] = mapped_column(LargeBinary(32))
    hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    __table_args__ = (Index("ix_case_event_recorded_at", "recorded_at"),)


class EventFact(Base):
    """The facts of an event, encrypted; erased by disposal without breaking the chain (the digest stays)."""

    __tablename__ = "event_fact"
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"), primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    key_id: Mapped[int] = mapped_column(SmallInteger)
    cipher: Mapped[bytes] = mapped_column(LargeBinary)


class ActRequest(Base):
    """A one-time token of a form that was carried out: a second click finds its first result here."""

    __tablename__ = "act_request"
    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[int] = mapped_column(Id)
    act: Mapped[str] = mapped_column(String(80))
    proceeding_id: Mapped[int] = mapped_column(Id)
    seq: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(Instant)
