"""The months for which pay is owed 欠薪时段: `2025年10月至2026年1月` → (2025-10, 2026-01). What is not plain stays empty."""

from __future__ import annotations

import re
from datetime import date

from . import Cell, ErrorCell, folded

_MONTH = r"(?:(?P<{0}y>\d{{4}})[年./-])?(?P<{0}m>1[0-2]|0?[1-9])(?:月份?|(?=[-~—–至到]|$))(?:\d{{1,2}}[日号]?)?"
_SPAN = re.compile("^自?从?" + _MONTH.format("a") + r"(?:起|开始)?(?:[-~—–～至到]+" + _MONTH.format("b") + ")?(?:的?工资|底|止|份)?$")


def read_period(cell: Cell | ErrorCell) -> tuple[str, str] | None:
    """First and last month as `YYYY-MM`; the first year must be written, the second follows from the order of the months."""
    if isinstance(cell, date):
        return (f"{cell:%Y-%m}",) * 2
    found = _SPAN.match(folded(cell)) if isinstance(cell, str) else None
    if found is None or not found["ay"]:
        return None
    first = (int(found["ay"]), int(found["am"]))
    if not found["bm"]:
        return (_shown(*first),) * 2
    month = int(found["bm"])
    last = (int(found["by"]) if found["by"] else first[0] + (month < first[1]), month)
    return (_shown(*first), _shown(*last)) if last >= first else None


def _shown(year: int, month: int) -> str:
    return f"{year:04d}-{month:02d}"
