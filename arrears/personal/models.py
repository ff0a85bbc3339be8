"""Tables of personal values and of who looked at them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from arrears.db import Base, Code, Id, Instant


class PersonalValue(Base):
    """One encrypted value. `blind`: keyed hash of the normalised whole; `blind_tail`: of kind + last four characters."""

    __tablename__ = "personal_value"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    kind: Mapped[str] = mapped_column(Code)
    key_id: Mapped[int] = mapped_column(SmallInteger)
    cipher: Mapped[bytes] = mapped_column(LargeBinary)
    masked: Mapped[str] = mapped_column(String(80))
    blind: Mapped[bytes | None] = mapped_column(LargeBinary(16), index=True)
    blind_tail: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    made_at: Mapped[datetime] = mapped_column(Instant)
    erased_at: Mapped[datetime | None] = mapped_column(Instant)
    __table_args__ = (Index("ix_personal_value_blind_tail", "blind_tail"),)


class RevealLog(Base):
    """Who read which value in full, when and why. Append-only."""

    __tablename__ = "reveal_log"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    value_id: Mapped[str] = mapped_column(ForeignKey("personal_value.id"))
    user_id: Mapped[int] = mapped_column(Id)
    body_id: Mapped[int] = mapped_column(Id)
    proceeding_id: Mapped[int | None] = mapped_column(Id)
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (Index("ix_reveal_log_body_id", "body_id", "id"), Index("ix_reveal_log_value_id", "value_id", "id"))
