"""Tables of supervision."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from arrears.db import Base, Code, Fen, Id, Instant, Json


class SupervisionOrder(Base):
    """督办: what an order adds to its proceeding; `proceeding.number` is the proposal's until the order is listed."""

    __tablename__ = "supervision_order"
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"), primary_key=True, autoincrement=False)
    level: Mapped[str] = mapped_column(Code)
    triggers: Mapped[Any] = mapped_column(Json)
    """[{code, text}] with the numbers that met the threshold."""
    values: Mapped[str] = mapped_column(Text, default="")
    order_no: Mapped[str] = mapped_column(String(80), default="")
    supervisor_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    responsible_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    deputy_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    matter_text: Mapped[str] = mapped_column(Text, default="")
    report_dates: Mapped[Any] = mapped_column(Json, default=list)
    term_until: Mapped[date | None]
    listed_on: Mapped[date | None]
    extensions: Mapped[int] = mapped_column(Integer, default=0)
    instruction: Mapped[str] = mapped_column(Text, default="")
    last_report: Mapped[str] = mapped_column(String(400), default="")
    last_report_on: Mapped[date | None]
    released_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(Code, default="")


class SupervisedCase(Base):
    """Which proceedings an order carries."""

    __tablename__ = "supervised_case"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"))
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"), index=True)
    added_seq: Mapped[int] = mapped_column(Integer)
    __table_args__ = (UniqueConstraint("order_id", "proceeding_id"),)


class Measure(Base):
    """督办措施: a demand with its owner and date."""

    __tablename__ = "measure"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"), index=True)
    code: Mapped[str] = mapped_column(Code)
    text: Mapped[str] = mapped_column(String(400))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    by_on: Mapped[date]
    done_on: Mapped[date | None]
    seq: Mapped[int] = mapped_column(Integer)


class Report(Base):
    """进展报告."""

    __tablename__ = "report"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"), index=True)
    seq: Mapped[int] = mapped_column(Integer)
    due_on: Mapped[date | None]
    reported_at: Mapped[datetime] = mapped_column(Instant)
    done: Mapped[str] = mapped_column(Text)
    paid: Mapped[Decimal] = mapped_column(Fen)
    left: Mapped[Decimal] = mapped_column(Fen)
    obstacle: Mapped[str] = mapped_column(Text, default="")
    next: Mapped[str] = mapped_column(Text, default="")
    by_on: Mapped[date | None]
