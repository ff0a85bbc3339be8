"""Tables of background work."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from arrears.db import Base, Code, Id, Instant


class JobLease(Base):
    """Who may run a job now; survives a crash by running out."""

    __tablename__ = "job_lease"
    name: Mapped[str] = mapped_column(Code, primary_key=True)
    holder: Mapped[str] = mapped_column(String(80))
    until: Mapped[datetime] = mapped_column(Instant)


class JobRun(Base):
    """The last run of each job, for the status page."""

    __tablename__ = "job_run"
    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(Code, index=True)
    started_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    done: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(Text, default="")
