"""What an act comes to: its outcome, or why it did not take place. Raised and given by `transitions`, read by everybody who acts."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from arrears.cases.models import ActRequest, Proceeding
from arrears.db import session


class Stale(Exception):
    """Somebody changed the proceeding after the form was opened; nothing was written."""

    def __init__(self, proceeding_id: int, seen: int) -> None:
        super().__init__(f"proceeding {proceeding_id} changed after version {seen}")
        self.proceeding_id = proceeding_id
        self.seen = seen


class Gone(LookupError):
    """There is no such proceeding (or this person may not know of it)."""


class NeedsApproval(Exception):
    """The act waits for a signature: propose it."""


class Repeated(Exception):
    """The form's token was used before; carries the first result out of the transaction that is rolled back."""

    def __init__(self, request: ActRequest) -> None:
        self.proceeding_id, self.seq = request.proceeding_id, request.seq


@dataclass(frozen=True, slots=True)
class Signed:
    """The signature under which an act that needs one is performed."""

    approval_id: int
    drafted_by: int
    decided_for: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an act came to."""

    proceeding_id: int
    seq: int
    number: str
    state: str
    repeated: bool = False


def first_result(repeated: Repeated) -> Outcome:
    """What came of the token when it was used."""
    row = session.execute(
        select(Proceeding.id, Proceeding.number, Proceeding.state).where(Proceeding.id == repeated.proceeding_id)
    ).one()
    return Outcome(row.id, repeated.seq, row.number, row.state, repeated=True)
