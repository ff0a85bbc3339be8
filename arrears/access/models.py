"""Tables of bodies, people and their log-ins."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from arrears.db import Base, Code, Id, Instant, Json


class Body(Base):
    """A labour authority 机构: the city's, a district's, or a street mediation station below one."""

    __tablename__ = "body"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(Code, unique=True)
    name: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(Code)
    """city | district | station"""
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    district_id: Mapped[str] = mapped_column(Code)
    """市, one of the 16 districts, or 经开区; a station bears its district's."""
    letter: Mapped[str] = mapped_column(String(4), default="")
    """The short character in its numbers: 通; the city has none."""
    letterhead: Mapped[Any] = mapped_column(Json, default=dict)
    """What papers print: commission, centre, bureau, address, phone, courts (documents.md 2.0 Body)."""
    closed_at: Mapped[datetime | None] = mapped_column(Instant)


class AppUser(Base):
    """A person who logs in 用户."""

    __tablename__ = "app_user"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    account: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(40))
    phone: Mapped[str] = mapped_column(String(40), default="")
    """Office line, printed on papers."""
    email: Mapped[str] = mapped_column(String(120), default="")
    licence_no: Mapped[str] = mapped_column(String(40), default="")
    password_hash: Mapped[str] = mapped_column(String(200))
    must_change: Mapped[bool] = mapped_column(default=True)
    totp_secret: Mapped[str | None] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(Instant)
    last_login_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)


class Membership(Base):
    """A role of a person in a body, between two days."""

    __tablename__ = "membership"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    role: Mapped[str] = mapped_column(Code)
    since: Mapped[date]
    until: Mapped[date | None]
    __table_args__ = (Index("ix_membership_user_id", "user_id"), Index("ix_membership_body_id", "body_id", "role"))


class GrantHeld(Base):
    """A grant to a person inside a body (MI HD MH FH AH), between two days."""

    __tablename__ = "grant_held"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    grant: Mapped[str] = mapped_column(Code)
    since: Mapped[date]
    until: Mapped[date | None]
    __table_args__ = (Index("ix_grant_held_user_id", "user_id"), Index("ix_grant_held_body_id", "body_id", "grant"))


class Delegation(Base):
    """During leave 代办: `to` signs and acts for `from` in a body, between two days."""

    __tablename__ = "delegation"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    from_user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"))
    to_user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    since: Mapped[date]
    until: Mapped[date]
    made_by: Mapped[int] = mapped_column(Id)
    made_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)


class LoginSession(Base):
    """A log-in on the server side; the cookie holds only a random token, here stands its digest."""

    __tablename__ = "login_session"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    token_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("app_user.id"), index=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)
    seen_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    address: Mapped[str] = mapped_column(String(64))
    agent: Mapped[str] = mapped_column(String(200))


class LoginThrottle(Base):
    """Failures per account and per address: in the database, so all workers of a site count together."""

    __tablename__ = "login_throttle"
    key: Mapped[str] = mapped_column(String(120), primary_key=True)
    failures: Mapped[int] = mapped_column(Integer)
    first_at: Mapped[datetime] = mapped_column(Instant)
    blocked_until: Mapped[datetime | None] = mapped_column(Instant)


class Setting(Base):
    """What a body may set 设置, dated: the newest row whose `valid_from` has come is in force; body 0 is the whole region."""

    __tablename__ = "setting"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    body_id: Mapped[int] = mapped_column(Id, default=0)
    name: Mapped[str] = mapped_column(String(80))
    value: Mapped[Any] = mapped_column(Json)
    valid_from: Mapped[date]
    set_by: Mapped[int] = mapped_column(Id)
    set_at: Mapped[datetime] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(Text, default="")
    __table_args__ = (UniqueConstraint("body_id", "name", "valid_from"),)
