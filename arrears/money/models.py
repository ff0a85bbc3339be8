"""Tables of money."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from arrears.db import Base, Code, Fen, Id, Instant, partial_index


class Obligation(Base):
    """What one payer owes one worker from one paper (agreement, settlement, award, order)."""

    __tablename__ = "obligation"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"), index=True)
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"), index=True)
    basis: Mapped[str] = mapped_column(Code)
    """agreement | settlement | award | order"""
    seq: Mapped[int] = mapped_column(Integer)
    payer: Mapped[str] = mapped_column(String(120))
    worker_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    amount: Mapped[Decimal] = mapped_column(Fen)
    paid: Mapped[Decimal] = mapped_column(Fen, default=Decimal(0))
    """Sum of confirmed allocations; kept beside them in the same transaction, checked by a test."""
    voided_seq: Mapped[int | None] = mapped_column(Integer)


class Instalment(Base):
    """分期: one due date of a paper, for all its workers together; met when every row of it is paid in full."""

    __tablename__ = "instalment"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"), index=True)
    body_id: Mapped[int] = mapped_column(Id)
    owner_id: Mapped[int | None] = mapped_column(Id)
    seq: Mapped[int] = mapped_column(Integer)
    no: Mapped[int] = mapped_column(Integer)
    agreed_on: Mapped[date]
    """The date as the paper prints it."""
    due_on: Mapped[date]
    """After the shift of C3."""
    payer: Mapped[str] = mapped_column(String(120))
    amount: Mapped[Decimal] = mapped_column(Fen)
    paid: Mapped[Decimal] = mapped_column(Fen, default=Decimal(0))
    met_on: Mapped[date | None]
    reminded_on: Mapped[date | None]
    promised_on: Mapped[date | None]
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    voided_seq: Mapped[int | None] = mapped_column(Integer)
    __table_args__ = (
        partial_index("ix_instalment_open_body", "body_id", "due_on", "id", where=closed_at.is_(None)),
        partial_index("ix_instalment_open_owner", "owner_id", "due_on", "id", where=closed_at.is_(None)),
    )


class InstalmentRow(Base):
    """One worker's part of one instalment."""

    __tablename__ = "instalment_row"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    instalment_id: Mapped[int] = mapped_column(ForeignKey("instalment.id"), index=True)
    obligation_id: Mapped[int] = mapped_column(ForeignKey("obligation.id"), index=True)
    worker_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    amount: Mapped[Decimal] = mapped_column(Fen)
    paid: Mapped[Decimal] = mapped_column(Fen, default=Decimal(0))
    met_on: Mapped[date | None]


class Payment(Base):
    """付款: one row per worker and transfer. Only 成功 and 家属代领 count; 退票, 待领, 本人拒领 are shown, no more."""

    __tablename__ = "payment"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"), index=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"), index=True)
    seq: Mapped[int] = mapped_column(Integer)
    worker_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    payer: Mapped[str] = mapped_column(String(120))
    paid_on: Mapped[date]
    amount: Mapped[Decimal] = mapped_column(Fen)
    method: Mapped[str] = mapped_column(Code)
    reference: Mapped[str] = mapped_column(String(80), default="")
    row_result: Mapped[str] = mapped_column(Code, default="ok")
    """ok 成功 | returned 退票 | waiting 待领 | refused 本人拒领 | family 家属代领"""
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    evidence: Mapped[str] = mapped_column(String(200), default="")
    confirmed_on: Mapped[date | None]
    confirmed_how: Mapped[str] = mapped_column(Code, default="")
    voided_seq: Mapped[int | None] = mapped_column(Integer)
    __table_args__ = (Index("ix_payment_worker_id", "worker_id", "id"),)


class Allocation(Base):
    """冲抵: which instalment row a payment paid."""

    __tablename__ = "allocation"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    payment_id: Mapped[int] = mapped_column(ForeignKey("payment.id"), index=True)
    row_id: Mapped[int] = mapped_column(ForeignKey("instalment_row.id"), index=True)
    amount: Mapped[Decimal] = mapped_column(Fen)
    voided_seq: Mapped[int | None] = mapped_column(Integer)
