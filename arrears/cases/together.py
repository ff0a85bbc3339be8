"""Several proceedings opened in one transaction 成批: each behind a savepoint, so that a bad one takes back only itself.

For files of thousands of rows (docs/adr/0013-rows-together.md). Whoever performs one act for one person uses `transitions.begin`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from arrears import db
from arrears.access.models import Body
from arrears.access.policy import NotAllowed
from arrears.access.viewer import Viewer
from arrears.cases import transitions
from arrears.cases.opening import Opening
from arrears.cases.outcomes import Outcome, Repeated, first_result
from arrears.law.refusal import Refused

LOCK_WAIT_MS = 200
"""Longest wait of a batch for another's row on PostgreSQL, in milliseconds: far below its deadlock_timeout (1 s), so that where two wait
for each other crosswise the batch gives way, never a clerk's save."""


Result = Outcome | Refused | NotAllowed | IntegrityError
"""What an opening came to: its outcome, or why nothing of it was written."""
Settle = Callable[[Sequence[tuple[Opening, Result]]], None]


def begin_each(act_id: str, viewer: Viewer, openings: Sequence[Opening], *, settle: Settle, seconds: float) -> int:
    """Open proceedings one after the other in one transaction until `seconds` are over; how many were tried (at least one).

    `settle` gets the results last in the same transaction: what it notes of them is true exactly when they are. Anything unforeseen
    (also a lock that another holds too long) raises, and nothing of the batch is written: try them one by one.
    """
    until = time.monotonic() + seconds
    results: list[tuple[Opening, Result]] = []
    with db.writing() as current:
        if not db.is_sqlite():
            current.execute(text(f"SET LOCAL lock_timeout = {LOCK_WAIT_MS}"))
        held = [current.get(Body, body_id) for body_id in {o.body_id for o in openings if o.body_id}]  # every row finds it in memory
        for opening in openings:
            results.append((opening, _one(act_id, viewer, opening)))
            if time.monotonic() >= until:
                break
        settle(results)
        del held
    return len(results)


def _one(act_id: str, viewer: Viewer, opening: Opening) -> Result:
    try:
        with db.require_writing().begin_nested():
            return transitions.begin_within(act_id, viewer, opening)
    except Repeated as repeated:
        return first_result(repeated)
    except (Refused, NotAllowed, IntegrityError) as no:
        return no
