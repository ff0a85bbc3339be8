"""Tables of mediation."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from arrears.db import Base, Code, Fen, Id, Instant, Json


class Mediation(Base):
    """What a mediation adds to its proceeding."""

    __tablename__ = "mediation"
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"), primary_key=True, autoincrement=False)
    applied_on: Mapped[date]
    source: Mapped[str] = mapped_column(Code)
    """self | joint | suggested | entrusted | lead | newform"""
    oral: Mapped[bool] = mapped_column(default=False)
    facts_text: Mapped[str] = mapped_column(Text, default="")
    consent_a: Mapped[date | None]
    consent_b: Mapped[date | None]
    mode: Mapped[str] = mapped_column(Code, default="onsite")
    mediator_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    result: Mapped[str] = mapped_column(Code, default="")
    fail_reason: Mapped[str] = mapped_column(Code, default="")
    next_meeting_at: Mapped[datetime | None] = mapped_column(Instant)
    meeting_place: Mapped[str] = mapped_column(String(120), default="")
    invited_at: Mapped[datetime | None] = mapped_column(Instant)
    willing: Mapped[str] = mapped_column(Code, default="")


class MediationSession(Base):
    """A session 调解会 with its record. A row exists as a draft (autosave) before the act `session` makes it part of the file."""

    __tablename__ = "mediation_session"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"))
    no: Mapped[int] = mapped_column(Integer)
    held_at: Mapped[datetime | None] = mapped_column(Instant)
    place: Mapped[str] = mapped_column(String(120), default="")
    attendance: Mapped[Any] = mapped_column(Json, default=list)
    record: Mapped[str] = mapped_column(Text, default="")
    outcome: Mapped[str] = mapped_column(Code, default="")
    seq: Mapped[int | None] = mapped_column(Integer)
    """Null while a draft."""
    saved_at: Mapped[datetime] = mapped_column(Instant)
    saved_by: Mapped[int] = mapped_column(Id)
    version: Mapped[int] = mapped_column(Integer, default=1)
    tab: Mapped[str] = mapped_column(String(40), default="")
    """The open form that saved the draft last (its one-time token): another one that has not seen this version may not overwrite it."""
    __table_args__ = (Index("ix_mediation_session_proceeding_id", "proceeding_id", "id"),)


class Agreement(Base):
    """协议: over claim items, with instalments (rows of `money`)."""

    __tablename__ = "agreement"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"))
    seq: Mapped[int] = mapped_column(Integer)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    total: Mapped[Decimal] = mapped_column(Fen)
    settles_all: Mapped[bool] = mapped_column(default=True)
    waived: Mapped[str] = mapped_column(Text, default="")
    default_clause: Mapped[str] = mapped_column(Code, default="none")
    """none | acceleration 余款一并到期 | penalty 违约金"""
    tax: Mapped[str] = mapped_column(Code, default="gross")
    confirm_by: Mapped[str] = mapped_column(Code, default="none")
    signed_on: Mapped[date]
    items: Mapped[Any] = mapped_column(Json, default=list)
    """Claim ids it covers, with the agreed sum each."""
    voided_seq: Mapped[int | None] = mapped_column(Integer)
    __table_args__ = (Index("ix_agreement_proceeding_id", "proceeding_id", "id"),)
