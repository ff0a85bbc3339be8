"""Tables of imports: files read in, their rows with what became of each, and the columns a source's files have."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from arrears.db import Base, Code, Id, Instant, Json


class ImportMapping(Base):
    """The columns of a source's files, corrected once by a clerk: heading -> field, empty for 'do not read'."""

    __tablename__ = "import_mapping"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    source: Mapped[str] = mapped_column(Code)
    mapping: Mapped[Any] = mapped_column(Json)
    set_by: Mapped[int] = mapped_column(Id)
    set_at: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (UniqueConstraint("body_id", "source"),)


class ImportBatch(Base):
    """One file. `state`: reading | preview | running | done | failed."""

    __tablename__ = "import_batch"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    source: Mapped[str] = mapped_column(Code)
    file_name: Mapped[str] = mapped_column(String(200))
    sha256: Mapped[str] = mapped_column(String(64))
    sheet: Mapped[str] = mapped_column(String(100), default="")
    header_row: Mapped[int] = mapped_column(Integer, default=0)
    columns: Mapped[Any] = mapped_column(Json, default=list)
    notices: Mapped[Any] = mapped_column(Json, default=list)
    state: Mapped[str] = mapped_column(Code, default="reading")
    error: Mapped[str] = mapped_column(Text, default="")
    made_by: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    started_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    __table_args__ = (Index("ix_import_batch_body_id", "body_id", "id"),)


class ImportRow(Base):
    """One row of a file, its values encrypted as one piece.

    `state`: good | bad | held | queued | done | known | refused; head for row 0, which keeps the samples of the columns.
    """

    __tablename__ = "import_row"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))
    row: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(Code)
    fingerprint: Mapped[str] = mapped_column(String(32), default="")
    key_id: Mapped[int] = mapped_column(SmallInteger)
    cipher: Mapped[bytes] = mapped_column(LargeBinary)
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("proceeding.id"))
    __table_args__ = (
        UniqueConstraint("batch_id", "row"),
        Index("ix_import_row_state", "batch_id", "state", "row"),
        Index("ix_import_row_fingerprint", "fingerprint"),
    )
