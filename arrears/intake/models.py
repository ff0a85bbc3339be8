"""Tables of intake: work orders and the lead's own fields."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from arrears.db import Base, Code, Fen, Id, Instant, Json, partial_index


class WorkOrder(Base):
    """工单: one call, letter or push, with its number at the source and its own reply duty. n orders may hang on one lead."""

    __tablename__ = "work_order"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    lead_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"))
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    district_id: Mapped[str] = mapped_column(Code)
    source: Mapped[str] = mapped_column(Code)
    order_no: Mapped[str] = mapped_column(String(80))
    relation: Mapped[str] = mapped_column(Code, default="new")
    """new | repeat 重复 | urge 催办 | group 同班组"""
    received_at: Mapped[datetime] = mapped_column(Instant)
    dispatched_at: Mapped[datetime | None] = mapped_column(Instant)
    signed_at: Mapped[datetime | None] = mapped_column(Instant)
    order_class: Mapped[str] = mapped_column(Code, default="7d")
    reply_due_at: Mapped[datetime | None] = mapped_column(Instant)
    """As printed on the order."""
    narrative: Mapped[str | None] = mapped_column(ForeignKey("personal_value.id"))
    reporter_name: Mapped[str | None] = mapped_column(ForeignKey("personal_value.id"))
    reporter_phone: Mapped[str | None] = mapped_column(ForeignKey("personal_value.id"))
    phone2: Mapped[str | None] = mapped_column(ForeignKey("personal_value.id"))
    reporter_id_no: Mapped[str | None] = mapped_column(ForeignKey("personal_value.id"))
    no_phone: Mapped[bool] = mapped_column(default=False)
    anonymous: Mapped[bool] = mapped_column(default=False)
    confidential: Mapped[bool] = mapped_column(default=False)
    urge_count: Mapped[int] = mapped_column(Integer, default=0)
    urged_at: Mapped[datetime | None] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(Code, default="o-new")
    contacted_at: Mapped[datetime | None] = mapped_column(Instant)
    reply_text: Mapped[str] = mapped_column(Text, default="")
    replied_at: Mapped[datetime | None] = mapped_column(Instant)
    solved: Mapped[str] = mapped_column(Code, default="")
    satisfied: Mapped[str] = mapped_column(Code, default="")
    called_back_by: Mapped[int | None] = mapped_column(Id)
    called_back_at: Mapped[datetime | None] = mapped_column(Instant)
    return_reason: Mapped[str] = mapped_column(Code, default="")
    returning: Mapped[bool] = mapped_column("is_returning", default=False)
    """A return was sent to the source and is not answered yet."""
    back_at: Mapped[datetime | None] = mapped_column(Instant)
    """When it came back to us: the return was not allowed, or the body it was handed to sent it back. Cleared by the next step."""
    extended_at: Mapped[datetime | None] = mapped_column(Instant)
    """When its answer was put off; once only (接诉即办 15)."""
    next_due_at: Mapped[datetime] = mapped_column(Instant)
    """Nearest of its own running clocks; far future when none runs."""
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    """When nothing is left to do for it: final answer given, or returned."""
    __table_args__ = (
        UniqueConstraint("source", "order_no"),
        Index("ix_work_order_lead_id", "lead_id", "id"),
        Index("ix_work_order_reporter_phone", "reporter_phone"),
        Index("ix_work_order_reporter_id_no", "reporter_id_no"),
        Index("ix_work_order_reporter_name", "reporter_name"),
        partial_index("ix_work_order_open_body", "body_id", "next_due_at", "id", where=closed_at.is_(None)),
        partial_index("ix_work_order_open_district", "district_id", "next_due_at", "id", where=closed_at.is_(None)),
        partial_index("ix_work_order_open_all", "next_due_at", "id", where=closed_at.is_(None)),
        Index("ix_work_order_body_id", "body_id", "id"),
    )


class CallBack(Base):
    """来源回访: what the source was told when it called back, one row a call; the three rates 三率 are counted from these (law 1.6).

    The order itself bears only the newest answer, and our own reply writes over it.
    """

    __tablename__ = "call_back"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("work_order.id"), index=True)
    body_id: Mapped[int] = mapped_column(ForeignKey("body.id"))
    district_id: Mapped[str] = mapped_column(Code)
    source: Mapped[str] = mapped_column(Code)
    at: Mapped[datetime] = mapped_column(Instant)
    solved: Mapped[str] = mapped_column(Code)
    satisfied: Mapped[str] = mapped_column(Code)
    __table_args__ = (Index("ix_call_back_body", "body_id", "at"), Index("ix_call_back_at", "at"))


class Lead(Base):
    """线索: what the lead adds to its proceeding. Everything may be missing; unknown is null, never a silent 1."""

    __tablename__ = "lead"
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"), primary_key=True, autoincrement=False)
    employer_name: Mapped[str] = mapped_column(String(120), default="")
    employer_norm: Mapped[str] = mapped_column(String(120), default="")
    """Normalised for comparison (no brackets, city or legal-form words)."""
    employer_unknown: Mapped[bool] = mapped_column(default=False)
    sign_name: Mapped[str] = mapped_column(String(120), default="")
    credit_code: Mapped[str] = mapped_column(String(18), default="")
    project_name: Mapped[str] = mapped_column(String(120), default="")
    place: Mapped[str] = mapped_column(String(200), default="")
    district: Mapped[str] = mapped_column(Code, default="")
    town: Mapped[str] = mapped_column(String(60), default="")
    industry: Mapped[str] = mapped_column(Code, default="")
    job: Mapped[str] = mapped_column(String(60), default="")
    arrears_kind: Mapped[str] = mapped_column(Code, default="")
    workers_claimed: Mapped[int | None] = mapped_column(Integer)
    amount_claimed: Mapped[Decimal | None] = mapped_column(Fen)
    amount_per_person: Mapped[Decimal | None] = mapped_column(Fen)
    paid_before: Mapped[Decimal | None] = mapped_column(Fen)
    period_start: Mapped[str] = mapped_column(String(7), default="")
    period_end: Mapped[str] = mapped_column(String(7), default="")
    work_end: Mapped[date | None]
    claims: Mapped[Any] = mapped_column(Json, default=list)
    urgency: Mapped[Any] = mapped_column(Json, default=list)
    chain: Mapped[Any] = mapped_column(Json, default=list)
    """[{role, name, contact}] — contact without a phone; phones of the other side are personal values below."""
    employer_contact: Mapped[str] = mapped_column(String(60), default="")
    employer_phone: Mapped[str | None] = mapped_column(ForeignKey("personal_value.id"))
    workers_verified: Mapped[int | None] = mapped_column(Integer)
    amount_verified: Mapped[Decimal | None] = mapped_column(Fen)
    cause: Mapped[str] = mapped_column(Code, default="")
    screening: Mapped[str] = mapped_column(Code, default="")
    route: Mapped[str] = mapped_column(Code, default="")
    route_body: Mapped[str] = mapped_column(Code, default="")
    route_proposed: Mapped[str] = mapped_column(Code, default="")
    route_reason: Mapped[str] = mapped_column(Text, default="")
    extra: Mapped[Any] = mapped_column(Json, default=dict)
    """Routing facts that have no column of their own (labour_relation, employer_status, prior, …)."""
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("proceeding.id"))
    handed_to: Mapped[str] = mapped_column(String(120), default="")
    repeats: Mapped[int] = mapped_column(Integer, default=0)
    __table_args__ = (
        Index("ix_lead_employer_norm", "employer_norm"),
        Index("ix_lead_credit_code", "credit_code"),
        Index("ix_lead_project_name", "project_name"),
        partial_index("ix_lead_merged_into", "merged_into", where=merged_into.is_not(None)),
    )
