"""The worker 后台办理: drains the outbox until told to stop. Several may run; each claims its own rows."""

from __future__ import annotations

import logging
import os
import signal
import threading

from arrears import db, load_handlers, outbox

log = logging.getLogger("arrears.worker")
IDLE = 0.7
"""Seconds between looks when there is nothing to do: a paper appears within a second or two."""


NICENESS = 5
"""Laying out papers gives way to the people who wait for a page."""


def main() -> None:
    """Drain until SIGTERM or Ctrl-C."""
    os.nice(NICENESS)
    load_handlers()
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    while not stop.is_set():
        try:
            claimed = outbox.drain()
        except Exception:  # the database may be away for a moment; rows keep their leases
            log.exception("drain failed")
            claimed = 0
        finally:
            db.release()
        if not claimed:
            stop.wait(IDLE)
