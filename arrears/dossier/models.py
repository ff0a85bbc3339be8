"""The table of bound volumes."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from arrears.db import Base, Code, Id, Instant


class DossierVolume(Base):
    """案卷的一卷: made by the act 归档, bound by the worker. A case that was reopened and filed again has further rows."""

    __tablename__ = "dossier_volume"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"))
    seq: Mapped[int] = mapped_column(Integer)
    """The event 归档; what came later is not in the volume."""
    volume: Mapped[str] = mapped_column(Code)
    """main 正卷 | inner 副卷"""
    number: Mapped[str] = mapped_column(String(80))
    """归档号, one for both volumes."""
    filed_on: Mapped[date]
    filed_at: Mapped[datetime] = mapped_column(Instant)
    filed_by: Mapped[int] = mapped_column(Id)
    retention: Mapped[str] = mapped_column(Code)
    situation: Mapped[str] = mapped_column(Text, default="")
    """What the clerk says about the volume; printed on the 备考表."""
    secret: Mapped[bool] = mapped_column(default=False)
    """Holds something that names a reporter who asked for secrecy."""
    deliberation: Mapped[bool] = mapped_column(default=False)
    """Holds the record of the tribunal's deliberation."""
    sha256: Mapped[str | None] = mapped_column(String(64))
    pages: Mapped[int | None] = mapped_column(Integer)
    pieces: Mapped[int | None] = mapped_column(Integer)
    bound_at: Mapped[datetime | None] = mapped_column(Instant)
    __table_args__ = (Index("ix_dossier_volume_proceeding_id", "proceeding_id", "id"),)
