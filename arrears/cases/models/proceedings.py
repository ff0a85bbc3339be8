"""Tables of proceedings and what hangs on them directly: seats, approvals, contacts, attachments, notices, search."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from arrears.db import Base, Code, Fen, Id, Instant, Json, partial_index


class Proceeding(Base):
    """The handling of a matter in one procedure 办理程序. State and version change only in `cases.transitions`.

    The columns from `title` on are the summary that lists show, written by the acts that change it, so that a queue is one range
    of one index. `next_due_at` is never null: an open proceeding without a running clock bears the far future.
    """

    __tablename__ = "proceeding"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    procedure: Mapped[str] = mapped_column(Code)
    number: Mapped[str] = mapped_column(String(80), unique=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    district_id: Mapped[str] = mapped_column(Code)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    entered_by: Mapped[int] = mapped_column(Id)
    state: Mapped[str] = mapped_column(Code)
    back_state: Mapped[str | None] = mapped_column(Code)
    """The state a suspension came from."""
    received_at: Mapped[datetime] = mapped_column(Instant)
    opened_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    money_closed_at: Mapped[datetime | None] = mapped_column(Instant)
    archived_at: Mapped[datetime | None] = mapped_column(Instant)
    next_due_at: Mapped[datetime] = mapped_column(Instant)
    version: Mapped[int] = mapped_column(Integer, default=1)
    head_seq: Mapped[int] = mapped_column(Integer, default=0)
    head_hash: Mapped[bytes] = mapped_column(LargeBinary(32))
    about_id: Mapped[int | None] = mapped_column(ForeignKey("proceeding.id"))
    """Where it came from: the lead of a mediation, the mediation of an arbitration, the case a supervision is about."""
    conclusion: Mapped[str | None] = mapped_column(Code)
    onward: Mapped[str] = mapped_column(Code, default="")
    """Of a lead: the procedure it was routed to in its own body; the desk that takes it up may read it."""
    title: Mapped[str] = mapped_column(String(200), default="")
    """Left side: applicant or reporter as lists may show it."""
    against: Mapped[str] = mapped_column(String(200), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    workers: Mapped[int | None] = mapped_column(Integer)
    amount: Mapped[Decimal | None] = mapped_column(Fen)
    """诉称 in yuan; null is 金额不详."""
    marks: Mapped[Any] = mapped_column(Json, default=list)
    """Urgency and other marks shown in lists."""
    confidential: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (
        partial_index("ix_proceeding_open_owner", "owner_id", "next_due_at", "id", where=closed_at.is_(None)),
        partial_index("ix_proceeding_open_body", "body_id", "procedure", "next_due_at", "id", where=closed_at.is_(None)),
        partial_index("ix_proceeding_open_district", "district_id", "procedure", "next_due_at", "id", where=closed_at.is_(None)),
        partial_index("ix_proceeding_open_all", "procedure", "next_due_at", "id", where=closed_at.is_(None)),
        Index("ix_proceeding_body_id", "body_id", "id"),
        Index("ix_proceeding_district_id", "district_id", "id"),
        Index("ix_proceeding_district_state", "district_id", "state", "id"),
        Index("ix_proceeding_matter_id", "matter_id"),
        Index("ix_proceeding_about_id", "about_id"),
    )


class Seat(Base):
    """A person's place in a proceeding. `closed_at`, `next_due_at`, `procedure` are copies, so that 'mine' is one index range."""

    __tablename__ = "seat"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    role: Mapped[str] = mapped_column(Code)
    """owner 主办 | joint 联席 | clerk 书记员 | member 仲裁员 | deputy B岗 | responsible 主责 | supervisor 督办人"""
    procedure: Mapped[str] = mapped_column(Code)
    since: Mapped[datetime] = mapped_column(Instant)
    left_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    next_due_at: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (
        Index("ix_seat_proceeding_id", "proceeding_id"),
        partial_index(
            "ix_seat_open",
            *("user_id", "procedure", "next_due_at", "proceeding_id"),
            where=closed_at.is_(None) & left_at.is_(None),
        ),
        Index("ix_seat_user_id", "user_id", "proceeding_id"),
    )


class Approval(Base):
    """An act that waits for a signature 审批. Its facts are encrypted like an event's; open while `decided_at` is null."""

    __tablename__ = "approval"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"))
    act: Mapped[str] = mapped_column(String(80))
    grants: Mapped[Any] = mapped_column(Json)
    check: Mapped[bool] = mapped_column(default=False)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    district_id: Mapped[str] = mapped_column(Code)
    sheet: Mapped[str] = mapped_column(Code)
    summary: Mapped[str] = mapped_column(Text)
    facts: Mapped[bytes] = mapped_column(LargeBinary)
    key_id: Mapped[int] = mapped_column(Integer)
    seen: Mapped[int] = mapped_column(Integer)
    drafted_by: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    drafted_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime] = mapped_column(Instant)
    decision: Mapped[str | None] = mapped_column(Code)
    """agree | return | refuse | withdrawn | stale"""
    decided_by: Mapped[int | None] = mapped_column(Id)
    decided_for: Mapped[int | None] = mapped_column(Id)
    """Whom a delegate signed for."""
    decided_at: Mapped[datetime | None] = mapped_column(Instant)
    opinion: Mapped[str] = mapped_column(Text, default="")
    __table_args__ = (
        partial_index("ix_approval_open", "body_id", "due_at", "id", where=decided_at.is_(None)),
        Index("ix_approval_proceeding_id", "proceeding_id"),
        Index("ix_approval_drafted_by", "drafted_by", "id"),
    )


class ContactAttempt(Base):
    """联系记录: the most written record of all."""

    __tablename__ = "contact_attempt"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"))
    seq: Mapped[int] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(Instant)
    channel: Mapped[str] = mapped_column(Code)
    to: Mapped[str] = mapped_column(String(80))
    result: Mapped[str] = mapped_column(Code)
    note: Mapped[str] = mapped_column(String(400), default="")
    next_at: Mapped[datetime | None] = mapped_column(Instant)
    by_user_id: Mapped[int] = mapped_column(Id)
    __table_args__ = (Index("ix_contact_attempt_proceeding_id", "proceeding_id", "id"),)


class Attachment(Base):
    """An uploaded file 附件; `reporter` marks what may point to the reporter and is never lowered."""

    __tablename__ = "attachment"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"), index=True)
    seq: Mapped[int] = mapped_column(Integer)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(Code)
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(Integer)
    mime: Mapped[str] = mapped_column(String(120))
    reporter: Mapped[bool] = mapped_column(default=False)
    by_user_id: Mapped[int] = mapped_column(Id)
    at: Mapped[datetime] = mapped_column(Instant)


class Notice(Base):
    """A line in somebody's inbox 消息, put there by an outbox handler; `source` makes a second delivery harmless."""

    __tablename__ = "notice"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    proceeding_id: Mapped[int | None] = mapped_column(ForeignKey("proceeding.id"))
    text: Mapped[str] = mapped_column(String(400))
    at: Mapped[datetime] = mapped_column(Instant)
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    source: Mapped[str] = mapped_column(String(80), unique=True)
    __table_args__ = (
        partial_index("ix_notice_open", "user_id", "id", where=read_at.is_(None)),
    )


class SearchDoc(Base):
    """What a proceeding is found by: grams of masked or plain text, plus scope tokens. SQLite adds an FTS5 table over it."""

    __tablename__ = "search_doc"
    id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"), primary_key=True, autoincrement=False)
    grams: Mapped[Any] = mapped_column(Text().with_variant(ARRAY(Text), "postgresql"))
    words: Mapped[str] = mapped_column(Text)
    """The texts the grams were made of, one `label=text` a line, to re-check a hit and to say why it matched."""
