"""The three rates 三率 of 接诉即办: 响应率, 解决率, 满意率 and their composite, as the region's settings weigh them (law 1.6, P).

响应率 = orders whose caller was contacted in time / orders whose contact fell due. 解决率 = call-backs answered "solved" / call-backs
reached ("partly" counts half where `partly_counts`). 满意率 = sum of weights / call-backs reached; 未评价 weighs nothing. A rate
without a denominator is None, never zero. The ordinance names the rates (接诉即办 32); weights are targets of the body, no law.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

SOURCE = "《北京市接诉即办工作条例》第三十二条；公式和权重为本单位设置"
HALF = Decimal("0.5")
PLACES = Decimal("0.001")


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted, of one body, one source or several: whole numbers that can each be opened."""

    due: int = 0
    contacted: int = 0
    called: int = 0
    solved: int = 0
    partly: int = 0
    satisfied: int = 0
    mostly: int = 0
    so_so: int = 0
    not_satisfied: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(**{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(self)})


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares between 0 and 1, rounded to a tenth of a percent; None where nothing was to be counted."""

    contact: Decimal | None
    solved: Decimal | None
    satisfied: Decimal | None
    composite: Decimal | None


def rates(tally: Tally, settings: Mapping[str, Any]) -> Rates:
    """The rates of a tally. `settings`: partly_counts, satisfaction_weight_*, composite_weight_*."""
    partly = HALF * tally.partly if settings["partly_counts"] else Decimal(0)
    liked = (
        tally.satisfied
        + _weight(settings, "satisfaction_weight_mostly") * tally.mostly
        + _weight(settings, "satisfaction_weight_so_so") * tally.so_so
    )
    contact = _share(Decimal(tally.contacted), tally.due)
    solved = _share(tally.solved + partly, tally.called)
    satisfied = _share(liked, tally.called)
    parts = (contact, "contact"), (solved, "solved"), (satisfied, "satisfied")
    known = [value * _weight(settings, f"composite_weight_{name}") for value, name in parts if value is not None]
    composite = sum(known, Decimal(0)).quantize(PLACES, ROUND_HALF_UP) if len(known) == len(parts) else None
    return Rates(contact, solved, satisfied, composite)


def _weight(settings: Mapping[str, Any], name: str) -> Decimal:
    return Decimal(str(settings[name]))


def _share(part: Decimal, whole: int) -> Decimal | None:
    return (part / whole).quantize(PLACES, ROUND_HALF_UP) if whole else None
