"""Tables of supervision."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint
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
    to_body_id: Mapped[int | None] = mapped_column(ForeignKey("body.id"))
    """责任机构: the body that handles the cases and that the papers are addressed to."""
    matter_text: Mapped[str] = mapped_column(Text, default="")
    report_dates: Mapped[Any] = mapped_column(Json, default=list)
    """ISO days as listed, the first report included."""
    term_until: Mapped[date | None]
    listed_on: Mapped[date | None]
    extensions: Mapped[int] = mapped_column(Integer, default=0)
    instruction: Mapped[str] = mapped_column(Text, default="")
    last_report: Mapped[str] = mapped_column(String(400), default="")
    last_report_on: Mapped[date | None]
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("app_user.id"))
    """Who asked for the release: may not sign it."""
    raises_id: Mapped[int | None] = mapped_column(ForeignKey("proceeding.id"))
    """The order one level down that ends when this one is listed."""
    released_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(Code, default="")
    __table_args__ = (Index("ix_supervision_order_listed_on", "listed_on", "proceeding_id"),)


class SupervisedCase(Base):
    """Which proceedings an order carries."""

    __tablename__ = "supervised_case"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"))
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"), index=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"), index=True)
    """Copy of the proceeding's: what follows in the same matter (mediation, arbitration) is under the order, too."""
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
    late: Mapped[bool] = mapped_column(default=False)
    district_id: Mapped[str] = mapped_column(Code)
    reported_at: Mapped[datetime] = mapped_column(Instant)
    done: Mapped[str] = mapped_column(Text)
    paid: Mapped[Decimal] = mapped_column(Fen)
    left: Mapped[Decimal] = mapped_column(Fen)
    obstacle: Mapped[str] = mapped_column(Text, default="")
    next: Mapped[str] = mapped_column(Text, default="")
    by_on: Mapped[date | None]
    __table_args__ = (Index("ix_report_reported_at", "reported_at"),)


class StageTime(Base):
    """四快用时: how long a stage (快立 快调 快审 快结) of a case took, written when its clock ends; so a month is one index range."""

    __tablename__ = "stage_time"
    deadline_id: Mapped[int] = mapped_column(ForeignKey("deadline.id"), primary_key=True, autoincrement=False)
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"), index=True)
    stage: Mapped[str] = mapped_column(Code)
    body_id: Mapped[int] = mapped_column(Id)
    district_id: Mapped[str] = mapped_column(Code)
    began_on: Mapped[date]
    ended_on: Mapped[date]
    took: Mapped[int] = mapped_column(Integer)
    """In the unit of the stage: days or workdays."""
    on_target: Mapped[bool]
    __table_args__ = (
        Index("ix_stage_time_body_id", "body_id", "stage", "ended_on"),
        Index("ix_stage_time_district_id", "district_id", "stage", "ended_on"),
        Index("ix_stage_time_stage", "stage", "ended_on"),
    )


class MajorLook(Base):
    """How far the search for major cases has read the record; one row."""

    __tablename__ = "major_look"
    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    seen_until: Mapped[datetime] = mapped_column(Instant)


class MajorWarning(Base):
    """A matter about which the heads were warned, once per level."""

    __tablename__ = "major_warning"
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"), primary_key=True, autoincrement=False)
    level: Mapped[str] = mapped_column(Code, primary_key=True)
    warned_at: Mapped[datetime] = mapped_column(Instant)
