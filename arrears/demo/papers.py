"""Papers of the demonstration 文书渲染: those of open cases first, in two processes, for a while; the worker does the rest."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import timedelta

from sqlalchemy import select, update

from arrears import clock, db, outbox
from arrears.cases.models import Proceeding
from arrears.documents.models import Document
from arrears.outbox import Outbox

TOPIC = ("render",)
PROCESSES = 2


def open_cases_first() -> int:
    """Put the papers of open cases before the others; returns how many papers wait. The outbox is drained by `due_at`."""
    with db.writing() as current:
        rows = current.execute(select(Outbox.id, Outbox.payload).where(Outbox.topic == "render", Outbox.done_at.is_(None))).all()
        open_papers = set(
            current.scalars(
                select(Document.id).join(Proceeding, Proceeding.id == Document.proceeding_id).where(Proceeding.closed_at.is_(None))
            )
        )
        early = clock.now() - timedelta(days=3650)
        first = [row.id for row in rows if row.payload["document"] in open_papers]
        current.execute(update(Outbox).where(Outbox.id.in_(first)).values(due_at=early))
        return len(rows)


def render(seconds: float) -> int:
    """Render for at most so long; returns how many papers were claimed."""
    until, done = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        claimed = outbox.drain(4, TOPIC)
        if not claimed:
            break
        done += claimed
    return done


def render_side_by_side(seconds: float) -> None:
    """Render in processes of their own, and wait for them."""
    command = (sys.executable, "-c", "from arrears.cli import main; main()", "demo", "papers", "--seconds", f"{seconds:.0f}")
    running = [subprocess.Popen(command, stdin=subprocess.DEVNULL) for _ in range(PROCESSES)]
    for process in running:
        process.wait()


def waiting() -> int:
    """How many papers are not rendered yet."""
    found = db.session.scalars(select(Outbox.id).where(Outbox.topic == "render", Outbox.done_at.is_(None))).all()
    db.release()
    return len(found)
