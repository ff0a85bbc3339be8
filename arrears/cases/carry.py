"""What one procedure hands to the next 承接: a room registers what its proceedings carry over; the next one's form is filled with it.

    @carries("lead")
    def of_lead(viewer, proceeding_id) -> Mapping[str, Any]: …

Rooms of procedures never import each other; they meet here. Keys (all optional, left out or empty when unknown):
`reporter_name`, `reporter_phone`, `reporter_id_no` (only if the policy lets this viewer see the reporter), `employer_name`,
`sign_name`, `credit_code`, `place`, `period_start`, `period_end` (YYYY-MM), `amount_claimed` (Decimal, yuan), `workers` (int),
`claims` (codes of the list `claims`), `narrative`, `applicants`, `respondents` (mappings as `parties.enter` takes them),
`claim_rows` (mappings as `parties.enter_claims` takes them), `facts` (text).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from arrears.access.viewer import Viewer
from arrears.cases.visibility import Head, head

Carrier = Callable[[Viewer, int], Mapping[str, Any]]

CARRY: dict[str, Carrier] = {}
"""Procedure -> what its proceedings hand over, as this viewer may see it."""


def carries(procedure: str) -> Callable[[Carrier], Carrier]:
    """Register what a procedure hands over."""

    def register(carrier: Carrier) -> Carrier:
        CARRY[procedure] = carrier
        return carrier

    return register


def carried(viewer: Viewer, proceeding_id: int) -> tuple[Head, dict[str, Any]]:
    """The head of a proceeding and what it hands over; what nobody registers is taken from the summary that lists show.

    Raises `Gone` for a proceeding this person may not see.
    """
    known = head(viewer, proceeding_id)
    found: dict[str, Any] = {
        "employer_name": known.against, "place": known.place, "amount_claimed": known.amount, "workers": known.workers,
    }  # fmt: skip
    carrier = CARRY.get(known.procedure)
    if carrier is not None:
        found.update({key: value for key, value in carrier(viewer, proceeding_id).items() if value not in (None, "", [], ())})
    return known, found
