"""States of a work order 工单: each call, letter or platform push keeps its own, beside the state of its lead."""

from __future__ import annotations

from arrears.law.procedures.writing import state_rows

INITIAL = "o-new"

ORDER_STATES = state_rows(
    "o-new 待签收 o-signed 待首联 o-working 办理中 o-answered 已答复",
    ends="o-called-back 已回访 o-returned 已退回",
)


def order_states(text: str) -> tuple[str, ...]:
    """The states named in one half of an act's `order`: `–` (creation) is empty, `=` stays as it is."""
    return () if text == "–" else tuple(text.split())
