"""Tables of the matter: one wage debt as it happened — parties, agents, employment facts, claim items."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from arrears.db import Base, Code, Fen, Id, Instant, Json


class Matter(Base):
    """事项."""

    __tablename__ = "matter"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    district_id: Mapped[str] = mapped_column(Code)
    made_at: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (Index("ix_matter_district_id", "district_id", "id"),)


class Party(Base):
    """当事人 of a matter. The reporter of a lead is none: a party is made by an act (1.5 of the law file, rule 1)."""

    __tablename__ = "party"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"), index=True)
    kind: Mapped[str] = mapped_column(Code)
    name: Mapped[str] = mapped_column(String(120))
    sex: Mapped[str] = mapped_column(String(2), default="")
    birth: Mapped[date | None]
    id_type: Mapped[str] = mapped_column(Code, default="id_card")
    id_no: Mapped[str | None] = mapped_column(ForeignKey("personal_value.id"))
    phone: Mapped[str | None] = mapped_column(ForeignKey("personal_value.id"))
    address: Mapped[str | None] = mapped_column(ForeignKey("personal_value.id"))
    service_address: Mapped[str | None] = mapped_column(ForeignKey("personal_value.id"))
    service_to: Mapped[str] = mapped_column(String(60), default="")
    e_service: Mapped[bool] = mapped_column(default=False)
    service_confirmed_on: Mapped[date | None]
    credit_code: Mapped[str] = mapped_column(String(18), default="")
    sign_name: Mapped[str] = mapped_column(String(120), default="")
    registered_address: Mapped[str] = mapped_column(String(200), default="")
    business_address: Mapped[str] = mapped_column(String(200), default="")
    legal_rep: Mapped[str] = mapped_column(String(60), default="")
    rep_title: Mapped[str] = mapped_column(String(40), default="")
    can_write: Mapped[bool] = mapped_column(default=True)
    id_checked: Mapped[str] = mapped_column(Code, default="none")
    named_consent_on: Mapped[date | None]
    """When a worker agreed to be named towards the employer (`release-claimant-identity`, or signing an application)."""
    __table_args__ = (Index("ix_party_name", "name"), Index("ix_party_credit_code", "credit_code"))


class ProceedingParty(Base):
    """Who stands as what in one proceeding. Leaving one (a row that failed and went on to arbitration) ends it with a day."""

    __tablename__ = "proceeding_party"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), index=True)
    role: Mapped[str] = mapped_column(Code)
    """applicant 申请人 | respondent 被申请人 | third 第三人 | outsider 案外人 | complainant 投诉人"""
    no: Mapped[int] = mapped_column(Integer)
    representative: Mapped[bool] = mapped_column(default=False)
    left_on: Mapped[date | None]
    left_why: Mapped[str] = mapped_column(String(120), default="")
    __table_args__ = (UniqueConstraint("proceeding_id", "party_id", "role"),)


class Agent(Base):
    """代理人, with matters and powers."""

    __tablename__ = "agent"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"), index=True)
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"))
    name: Mapped[str] = mapped_column(String(60))
    kind: Mapped[str] = mapped_column(Code, default="staff")
    """lawyer 律师 | aid_lawyer 法援律师 | staff 本单位员工 | kin 近亲属 | union 工会 | community 社区推荐"""
    firm: Mapped[str] = mapped_column(String(120), default="")
    licence_no: Mapped[str] = mapped_column(String(40), default="")
    phone: Mapped[str | None] = mapped_column(ForeignKey("personal_value.id"))
    authority: Mapped[str] = mapped_column(Code)
    """general 一般授权 | special 特别授权"""
    authority_items: Mapped[Any] = mapped_column(Json, default=list)
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    appointed_on: Mapped[date]
    ended_on: Mapped[date | None]


class Employment(Base):
    """用工事实 / a row of the roster 花名册: one worker's dues. `owed` = `gross_due` − `paid_before`, checked on entry."""

    __tablename__ = "employment"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"))
    party_id: Mapped[int] = mapped_column(ForeignKey("party.id"), unique=True)
    row_no: Mapped[int] = mapped_column(Integer)
    team: Mapped[str] = mapped_column(String(60), default="")
    job: Mapped[str] = mapped_column(String(60), default="")
    start_on: Mapped[date | None]
    end_on: Mapped[date | None]
    hire_form: Mapped[str] = mapped_column(Code, default="unclear")
    contract: Mapped[str] = mapped_column(Code, default="")
    pay_basis: Mapped[str] = mapped_column(Code, default="")
    rate: Mapped[Decimal | None] = mapped_column(Fen)
    quantity: Mapped[str] = mapped_column(String(40), default="")
    gross_due: Mapped[Decimal | None] = mapped_column(Fen)
    paid_before: Mapped[Decimal] = mapped_column(Fen, default=Decimal(0))
    owed: Mapped[Decimal | None] = mapped_column(Fen)
    verified: Mapped[Decimal | None] = mapped_column(Fen)
    diff_reason: Mapped[str] = mapped_column(String(200), default="")
    bank_name: Mapped[str] = mapped_column(String(80), default="")
    bank_account: Mapped[str | None] = mapped_column(ForeignKey("personal_value.id"))
    signed: Mapped[str] = mapped_column(Code, default="no")
    """sign 签名 | thumb 捺印 | no 未签"""
    __table_args__ = (UniqueConstraint("matter_id", "row_no"),)


class Claim(Base):
    """请求: one item, one kind, one period, with its formula."""

    __tablename__ = "claim"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    matter_id: Mapped[int] = mapped_column(ForeignKey("matter.id"), index=True)
    proceeding_id: Mapped[int] = mapped_column(ForeignKey("proceeding.id"))
    party_id: Mapped[int | None] = mapped_column(ForeignKey("party.id"))
    """The claiming worker; null: all applicants together (amounts then come from the roster)."""
    no: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(Code)
    period_from: Mapped[str] = mapped_column(String(10), default="")
    period_to: Mapped[str] = mapped_column(String(10), default="")
    formula: Mapped[str] = mapped_column(Text, default="")
    claimed: Mapped[Decimal | None] = mapped_column(Fen)
    respondent_view: Mapped[str] = mapped_column(Code, default="")
    admitted: Mapped[Decimal | None] = mapped_column(Fen)
    found: Mapped[Decimal | None] = mapped_column(Fen)
    result: Mapped[str] = mapped_column(Code, default="")
    final: Mapped[bool | None]
    article: Mapped[str] = mapped_column(String(200), default="")
    dropped_on: Mapped[date | None]
    __table_args__ = (Index("ix_claim_proceeding_id", "proceeding_id", "no"),)
