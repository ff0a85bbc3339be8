"""Tables of hearings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from arrears.db import Base, Code, Id, Instant, Json


class Courtroom(Base):
    """仲裁庭 (the room). Locked while a hearing is put into it."""

    __tablename__ = "courtroom"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    name: Mapped[str] = mapped_column(String(60))
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    __table_args__ = (UniqueConstraint("body_id", "name"),)


class Hearing(Base):
    """开庭: planned, then held, put off or dropped."""

    __tablename__ = "hearing"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"), index=True)
    body_id: Mapped[int] = mapped_column(Id)
    room_id: Mapped[int] = mapped_column(ForeignKey("courtroom.id"))
    no: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(Instant)
    until: Mapped[datetime] = mapped_column(Instant)
    mode: Mapped[str] = mapped_column(Code)
    seq: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(Code, default="planned")
    """planned | held | postponed | dropped"""
    present: Mapped[Any] = mapped_column(Json, default=list)
    record: Mapped[str] = mapped_column(Text, default="")
    saved_at: Mapped[datetime | None] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(Integer, default=1)
    held_seq: Mapped[int | None] = mapped_column(Integer)
    __table_args__ = (Index("ix_hearing_room_id", "room_id", "at"), Index("ix_hearing_body_id", "body_id", "at"))
