"""One reading of a narrative: all that the parts share (numbers, dates, places, units, labels, people), found once.

The parts (reporter, parties, where, work, headcount, sums, period, claims, urgency) take a Reading and return Values. None of
them changes it, except
`nature`, which is filled first by claims.py because the contract empties the debt fields where no wages are owed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from typing import Any, TypeVar

from arrears.intake.extract.companies import Unit, units
from arrears.intake.extract.dates import Calendar, Moment
from arrears.intake.extract.gazetteer import Place, places
from arrears.intake.extract.identifiers import Identifier, credit_codes, id_numbers, long_numbers, phones
from arrears.intake.extract.labels import Label, labels
from arrears.intake.extract.quantities import Quantity, quantities
from arrears.intake.extract.text import Narrative, Span

T = TypeVar("T")


def once(part: Callable[[Reading], T]) -> Callable[[Reading], T]:
    """A part that several others ask for is worked out once a reading."""
    key = f"{part.__module__}.{part.__name__}"

    @wraps(part)
    def remembered(reading: Reading) -> T:
        if key not in reading.memo:
            reading.memo[key] = part(reading)
        return reading.memo[key]

    return remembered


@dataclass(slots=True)
class Reading:
    """The findings in one narrative, each in textual order."""

    text: Narrative
    channel: str
    received_on: date
    ids: list[Identifier] = field(default_factory=list)
    codes: list[Identifier] = field(default_factory=list)
    phones: list[Identifier] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    memo: dict[str, Any] = field(default_factory=dict)
    plain: str = ""

    def __post_init__(self) -> None:
        self.plain = self.text.plain

    def label(self, key: str) -> Label | None:
        """The first non-empty label of a key."""
        return next((lb for lb in self.labels if lb.key == key and self.plain[lb.value.start : lb.value.end].strip()), None)

    def labelled(self, key: str) -> str:
        lb = self.label(key)
        return self.plain[lb.value.start : lb.value.end].strip() if lb else ""

    def of(self, kind: str) -> list[Quantity]:
        return [q for q in self.quantities if q.kind == kind]

    def has(self, pattern: re.Pattern[str]) -> bool:
        return pattern.search(self.plain) is not None


def read(raw: str, channel: str, received_on: date) -> Reading:
    """Find everything that can be found without knowing what it is for."""
    text = Narrative(raw)
    plain = text.plain
    reading = Reading(text, channel, received_on)
    reading.ids = id_numbers(plain)
    reading.codes = credit_codes(plain)
    taken: list[Span] = [i.span for i in [*reading.ids, *reading.codes]]
    reading.phones = phones(plain, taken)
    taken += [p.span for p in reading.phones]
    taken += long_numbers(plain)
    reading.labels = labels(text)
    reading.moments = Calendar(received_on).moments(plain, taken)
    reading.quantities = quantities(plain, taken + [m.span for m in reading.moments])
    reading.places = places(plain)
    reading.units = units(plain, reading.places, [p.span for p in reading.phones])
    return reading
