"""Tables of arbitration."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from arrears.db import Base, Code, Fen, Id, Json


class Arbitration(Base):
    """What an arbitration adds to its proceeding."""

    __tablename__ = "arbitration"
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"), primary_key=True, autoincrement=False)
    filed_on: Mapped[date]
    posted_on: Mapped[date | None]
    way: Mapped[str] = mapped_column(Code, default="counter")
    oral: Mapped[bool] = mapped_column(default=False)
    pre_mediation: Mapped[str] = mapped_column(Code)
    facts_text: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[Any] = mapped_column(Json, default=list)
    accepted_on: Mapped[date | None]
    track: Mapped[str] = mapped_column(Code, default="")
    missing: Mapped[Any] = mapped_column(Json, default=list)
    promise_until: Mapped[date | None]
    answer: Mapped[str] = mapped_column(Text, default="")
    elements: Mapped[Any] = mapped_column(Json, default=dict)
    """要素表: {version, rows}; empty before it was kept."""
    away: Mapped[Any] = mapped_column(Json, default=list)
    """双方不便日: {party_id, name, since, until, why}, days on which a party cannot come."""
    found: Mapped[str] = mapped_column(Text, default="")
    closing_mode: Mapped[str] = mapped_column(Code, default="")
    proposed: Mapped[Any] = mapped_column(Json, default=list)
    """Claims asked for and not yet admitted: {what: change | counter, seq, on, party_id, claims, text}; they count once admitted."""
    merged: Mapped[Any] = mapped_column(Json, default=list)
    """合并审理: ids of the cases heard together with this one; each keeps its number and its clocks."""


class Award(Base):
    """裁决: one paper. `w` and `x` are its small machines (4.3 of the law file)."""

    __tablename__ = "award"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"), index=True)
    seq: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(Code)
    """final | nonfinal | advance | settlement"""
    partial: Mapped[bool] = mapped_column(default=False)
    """先行裁决、部分调解: the other claims go on."""
    instalment_id: Mapped[int | None] = mapped_column(ForeignKey("instalment.id"))
    """What it obliges to; null where nothing is to be paid. Of a settlement in instalments the last."""
    made_on: Mapped[date]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    total: Mapped[Decimal] = mapped_column(Fen)
    pay_days: Mapped[int | None] = mapped_column(Integer)
    w: Mapped[str] = mapped_column(Code, default="w-pending")
    x: Mapped[str] = mapped_column(Code, default="x-none")
    effective_on: Mapped[date | None]
    items: Mapped[Any] = mapped_column(Json, default=list)


class AwardParty(Base):
    """A party and an award: its service, its window, what it did with it (machine `p`)."""

    __tablename__ = "award_party"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    award_id: Mapped[int] = mapped_column(ForeignKey("award.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    side: Mapped[str] = mapped_column(Code)
    """worker | employer"""
    p: Mapped[str] = mapped_column(Code, default="p-unserved")
    served_on: Mapped[date | None]
    court: Mapped[str] = mapped_column(String(80), default="")
    court_number: Mapped[str] = mapped_column(String(80), default="")
    acted_on: Mapped[date | None]
    __table_args__ = (UniqueConstraint("award_id", "party_id"),)
