"""The table of reports: answers until they are sent, then the receipt."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from arrears.db import Base, Id, Instant


class ReportDraft(Base):
    """One report. The cookie holds a random token, here stands its digest; the answers are encrypted as one piece.

    When it is sent the answers go into the lead and only the receipt code stays: its digest for looking up, the keyed hash of the
    phone to check against.
    """

    __tablename__ = "report_draft"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    token_digest: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    key_id: Mapped[int] = mapped_column(SmallInteger)
    cipher: Mapped[bytes] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(Instant)
    touched_at: Mapped[datetime] = mapped_column(Instant, index=True)
    code_digest: Mapped[bytes | None] = mapped_column(LargeBinary(32), unique=True)
    phone_blind: Mapped[bytes | None] = mapped_column(LargeBinary(16))
    lead_id: Mapped[int | None] = mapped_column(ForeignKey("proceeding.id"))
    order_id: Mapped[int | None] = mapped_column(ForeignKey("work_order.id"))
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
