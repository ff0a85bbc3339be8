"""Tables of papers and their services."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from arrears.db import Base, Code, Id, Instant, Json


class Document(Base):
    """文书: a paper made by an act. The number is drawn in that act; the file is rendered by the worker within seconds.

    A kind that is only kept inside the office is rendered when somebody first opens it (`Kind.on_demand`).
    A void paper keeps its number, its row and its file.
    """

    __tablename__ = "document"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"))
    body_id: Mapped[int] = mapped_column(Id)
    seq: Mapped[int] = mapped_column(Integer)
    """The event that made it."""
    kind: Mapped[str] = mapped_column(Code)
    title: Mapped[str] = mapped_column(String(120))
    number: Mapped[str] = mapped_column(String(80), default="")
    volume: Mapped[str] = mapped_column(Code)
    """main 正卷 | inner 副卷 | none 不入卷: given to a party to take along; the office reads it as it reads the 副卷"""
    secret_reporter: Mapped[bool] = mapped_column(default=False)
    """Names a reporter who asked for secrecy: shown only to those who may see the reporter."""
    key_id: Mapped[int] = mapped_column(SmallInteger)
    facts: Mapped[bytes] = mapped_column(LargeBinary)
    """The facts it was made from, encrypted: a re-render needs nothing else."""
    facts_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    template_version: Mapped[str] = mapped_column(Code, default="")
    renderer: Mapped[str] = mapped_column(String(120), default="")
    made_on: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by: Mapped[int] = mapped_column(Id)
    wanted_at: Mapped[datetime | None] = mapped_column(Instant)
    """When its rendering was asked for: by the act, or by the first person who opened it. Null: nobody has."""
    sha256: Mapped[str | None] = mapped_column(String(64))
    pages: Mapped[int | None] = mapped_column(Integer)
    rendered_at: Mapped[datetime | None] = mapped_column(Instant)
    render_error: Mapped[str] = mapped_column(Text, default="")
    replaces_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    voided_at: Mapped[datetime | None] = mapped_column(Instant)
    voided_by: Mapped[int | None] = mapped_column(Id)
    void_reason: Mapped[str] = mapped_column(Text, default="")
    verify_token: Mapped[str] = mapped_column(String(20), unique=True)
    scan_attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    __table_args__ = (
        Index("ix_document_proceeding_id", "proceeding_id", "id"),
        Index("ix_document_body_id", "body_id", "id"),
        Index("ix_document_number", "number"),
    )


class Serving(Base):
    """送达: one row per document and recipient; the addressee's clock hangs on it."""

    __tablename__ = "serving"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"), index=True)
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    recipient: Mapped[str] = mapped_column(String(120))
    method: Mapped[str] = mapped_column(Code, default="")
    sent_on: Mapped[date | None]
    mail_no: Mapped[str] = mapped_column(String(60), default="")
    result: Mapped[str] = mapped_column(Code, default="pending")
    effective_on: Mapped[date | None]
    explanation: Mapped[str] = mapped_column(Text, default="")
    receiver: Mapped[str] = mapped_column(String(60), default="")
    relation: Mapped[str] = mapped_column(String(60), default="")
    witness: Mapped[str] = mapped_column(String(60), default="")
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    next_method: Mapped[str] = mapped_column(Code, default="")
    seq: Mapped[int | None] = mapped_column(Integer)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    extra: Mapped[Any] = mapped_column(Json, default=dict)
