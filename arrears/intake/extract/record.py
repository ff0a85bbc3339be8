"""What the extraction says: one value with its place in the text and its reason for every field of the contract.

The fields and their types are those of the intake contract (docs: JSON lines of `arrears extract`). A value that is not sure is kept
for the form (shown as a proposal) but left out of the record.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, NamedTuple

Spans = tuple[tuple[int, int], ...]


class Value(NamedTuple):
    """One field: its value, the characters it was read from, whether it may be saved unseen, and why it was taken.

    `spans` may be empty for a value that follows from silence (one reporter who speaks for himself: 1 worker).
    """

    value: Any = None
    spans: Spans = ()
    sure: bool = False
    why: str = ""

    @property
    def known(self) -> Any:
        """The value if it is sure, else None."""
        return self.value if self.sure else None


NOTHING = Value(why="文中没有")


def found(value: Any, *spans: tuple[int, int], why: str) -> Value:
    """A sure value read from `spans`."""
    return Value(value, tuple((s, e) for s, e in spans), True, why)


@dataclass(slots=True)
class Extraction:
    """All fields of one narrative, in the order of the contract."""

    reporter_name: Value = NOTHING
    reporter_phone: Value = NOTHING
    id_number: Value = NOTHING
    anonymous: Value = NOTHING
    confidential: Value = NOTHING
    employer: Value = NOTHING
    employer_credit_code: Value = NOTHING
    project: Value = NOTHING
    place: Value = NOTHING
    district: Value = NOTHING
    industry: Value = NOTHING
    job: Value = NOTHING
    workers: Value = NOTHING
    amount: Value = NOTHING
    amount_per_person: Value = NOTHING
    period_start: Value = NOTHING
    period_end: Value = NOTHING
    work_end: Value = NOTHING
    employer_contact_name: Value = NOTHING
    employer_contact_phone: Value = NOTHING
    contractor_chain: Value = NOTHING
    claims: Value = NOTHING
    urgency: Value = NOTHING
    is_wage_arrears: Value = NOTHING

    def values(self) -> dict[str, Value]:
        return {name: getattr(self, name) for name in _FIELDS}

    def as_record(self) -> dict[str, Any]:
        """The record of the contract: null where nothing is sure, `[]` for a list, `false` for a boolean."""
        record: dict[str, Any] = {}
        for name, value in self.values().items():
            if name in ("anonymous", "confidential", "is_wage_arrears"):
                record[name] = bool(value.known)
            elif name in ("contractor_chain", "claims", "urgency"):
                record[name] = list(value.known or [])
            elif name == "employer_contact_name":
                record["employer_contact"] = {"name": value.known, "phone": self.employer_contact_phone.known}
            elif name != "employer_contact_phone":
                record[name] = value.known
        return record


_FIELDS = tuple(f.name for f in fields(Extraction))
