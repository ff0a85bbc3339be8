"""Table of labour inspection."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from arrears.db import Base, Code, Fen, Json


class Inspection(Base):
    """What an inspection adds to its proceeding. Who reported (举报) is no party: the values stand here, encrypted, and on no paper
    to the employer."""

    __tablename__ = "inspection"
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"), primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(Code)
    """complaint 投诉 | report 举报"""
    way: Mapped[str] = mapped_column(Code, default="counter")
    received_on: Mapped[date]
    secrecy: Mapped[bool] = mapped_column(default=False)
    in_procedure: Mapped[bool] = mapped_column(default=False)
    reporter_name: Mapped[str | None] = mapped_column(ForeignKey("personal_value.id"))
    reporter_phone: Mapped[str | None] = mapped_column(ForeignKey("personal_value.id"))
    project: Mapped[str] = mapped_column(String(200), default="")
    period_from: Mapped[str] = mapped_column(String(10), default="")
    period_to: Mapped[str] = mapped_column(String(10), default="")
    heads: Mapped[int | None] = mapped_column(Integer)
    told: Mapped[Decimal | None] = mapped_column(Fen)
    facts_text: Mapped[str] = mapped_column(Text, default="")
    evidence: Mapped[Any] = mapped_column(Json, default=list)
    parts: Mapped[Any] = mapped_column(Json, default=dict)
    """Party id (as text) -> gc 施工总承包单位 | owner 建设单位; the employer stands as respondent."""
    filed_on: Mapped[date | None]
    breach: Mapped[str] = mapped_column(Code, default="")
    order_on: Mapped[date | None]
    order_due_on: Mapped[date | None]
    order_served_on: Mapped[date | None]
    """The employer has it; the general contractor's own day stands with his service."""
    findings: Mapped[str] = mapped_column(Text, default="")
    found_by: Mapped[Any] = mapped_column(Json, default=list)
    """Evidence 证据 of the findings."""
    rate: Mapped[int | None] = mapped_column(Integer)
    """Added damages in per cent of the wages that are open (监察条例 26)."""
    prenotice_on: Mapped[date | None]
    statement: Mapped[str] = mapped_column(Text, default="")
    decided_on: Mapped[date | None]
    pay_within: Mapped[int | None] = mapped_column(Integer)
    decision_served_on: Mapped[date | None]
    remedy: Mapped[str] = mapped_column(Code, default="")
    """The last said of review or suit: review:filed | review:accepted | review:decided | suit:filed | …"""
