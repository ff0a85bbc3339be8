"""Tables of the platform interface."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from arrears.db import Base, Code, Id, Instant, Json


class ApiToken(Base):
    """A platform's key to one body: it pushes leads of one source. Only the digest of the token is kept."""

    __tablename__ = "api_token"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    name: Mapped[str] = mapped_column(String(60))
    source: Mapped[str] = mapped_column(Code)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    """The technical user that stands in the record; it has no role and cannot log in."""
    per_minute: Mapped[int] = mapped_column(Integer)
    callback_url: Mapped[str] = mapped_column(String(300), default="")
    callback_key_id: Mapped[int | None] = mapped_column(SmallInteger)
    callback_cipher: Mapped[bytes | None] = mapped_column(LargeBinary)
    """The secret that signs messages back, encrypted under the key ring of personal values."""
    callback_salt: Mapped[str] = mapped_column(String(32), default="")
    made_at: Mapped[datetime] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    __table_args__ = (Index("ix_api_token_body_id", "body_id", "source"),)


class ApiMinute(Base):
    """How many leads a token has sent in a minute: in the database, so that all workers of a site count together."""

    __tablename__ = "api_minute"
    token_id: Mapped[int] = mapped_column(ForeignKey("api_token.id"), primary_key=True, autoincrement=False)
    minute: Mapped[datetime] = mapped_column(Instant, primary_key=True)
    items: Mapped[int] = mapped_column(Integer)


class ApiRequest(Base):
    """The answer to a call with an Idempotency-Key: the same key and body get it again. `status` 0: still being worked on."""

    __tablename__ = "api_request"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    token_id: Mapped[int] = mapped_column(ForeignKey("api_token.id"))
    key: Mapped[str] = mapped_column(String(80))
    body_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    status: Mapped[int] = mapped_column(Integer, default=0)
    answer: Mapped[Any] = mapped_column(Json)
    at: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (UniqueConstraint("token_id", "key"), Index("ix_api_request_at", "at"))
