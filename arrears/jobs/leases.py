"""Leases 租约: who may run a job now. A row with an end time: it survives a crash by running out, and works behind a pooler."""

from __future__ import annotations

import os
import socket
from datetime import timedelta

from sqlalchemy import update

from arrears import clock, db
from arrears.db import writing
from arrears.jobs.models import JobLease

HOLDER = f"{socket.gethostname()}:{os.getpid()}"


def take(name: str, seconds: int = 120, holder: str = HOLDER) -> bool:
    """Take or renew a lease; False: another process holds it."""
    now = clock.now()
    with writing() as current:
        current.execute(
            db.upserts().insert(JobLease).values(name=name, holder="", until=now - timedelta(seconds=1)).on_conflict_do_nothing()
        )
        taken = current.execute(
            update(JobLease)
            .where(JobLease.name == name, (JobLease.until < now) | (JobLease.holder == holder))
            .values(holder=holder, until=now + timedelta(seconds=seconds))
            .returning(JobLease.name)
        ).scalar()
    return taken is not None


def give_back(name: str, holder: str = HOLDER) -> None:
    """End a lease early (a clean stop)."""
    with writing() as current:
        current.execute(
            update(JobLease).where(JobLease.name == name, JobLease.holder == holder).values(until=clock.now() - timedelta(seconds=1))
        )
