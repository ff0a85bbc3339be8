"""The scheduler 定时: one process, a lease, jobs that are code. Sweeps due clocks; cleans what has run out."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable
from datetime import timedelta

from apscheduler.schedulers.blocking import BlockingScheduler
from sqlalchemy import delete, update

from arrears import clock, db, load_handlers, outbox
from arrears.access.models import LoginThrottle
from arrears.cases import digest, sweep
from arrears.cases.models import ActRequest
from arrears.db import writing
from arrears.jobs import leases
from arrears.jobs.models import JobRun
from arrears.supervision import major

log = logging.getLogger("arrears.scheduler")


def sweep_due() -> int:
    """Mark what has come due, warn of what is near."""
    done = sweep.sweep()
    return done.lapsed + done.warned


KEPT = timedelta(days=30)
"""How long a used one-time token and a message that was delivered are kept; failed messages stay until somebody has looked at them."""


def clean() -> int:
    """Forget one-time tokens and delivered messages after 30 days, log-in failures after one. How many messages."""
    now = clock.now()
    with writing() as current:
        current.execute(delete(ActRequest).where(ActRequest.at < now - KEPT))
        current.execute(delete(LoginThrottle).where(LoginThrottle.first_at < now - timedelta(days=1)))
    return outbox.forget_done(now - KEPT)


JOBS: dict[str, tuple[Callable[[], int], int]] = {
    "sweep": (sweep_due, 60),
    "clean": (clean, 3600),
    "major": (major.propose_due, 60),
    "digest": (digest.morning, 300),
}
"""Name -> (work, seconds between runs)."""


def run(name: str) -> bool:
    """Run a job under its lease and keep how it went; False: another process is at it. Never raises: the next run tries again."""
    if not leases.take(f"job:{name}"):
        return False
    work, _ = JOBS[name]
    started = clock.now()
    error, done = "", 0
    try:
        done = work()
    except Exception as failure:  # kept for the status page; the scheduler must go on
        log.exception("job %s failed", name)
        error = f"{type(failure).__name__}: {failure}"[:2000]
    finally:
        db.release()
    with writing() as current:
        last = current.query(JobRun).filter_by(name=name).first()
        if last is None:
            current.add(JobRun(name=name, started_at=started, ended_at=clock.now(), done=done, error=error))
        else:
            current.execute(
                update(JobRun)
                .where(JobRun.id == last.id)
                .values(started_at=started, ended_at=clock.now(), done=done, error=error)
            )
    db.release()
    return True


def main() -> None:
    """Run the jobs until told to stop."""
    load_handlers()
    scheduler = BlockingScheduler(timezone="Asia/Shanghai")
    for name, (_, seconds) in JOBS.items():
        scheduler.add_job(
            run, "interval", seconds=seconds, args=[name], id=name, coalesce=True, max_instances=1, misfire_grace_time=3600,
            next_run_time=clock.now(),
        )  # fmt: skip
    signal.signal(signal.SIGTERM, lambda *_: scheduler.shutdown(wait=False))
    try:
        scheduler.start()
    except (KeyboardInterrupt, SystemExit):
        log.info("scheduler stops")
    for name in JOBS:
        leases.give_back(f"job:{name}")
