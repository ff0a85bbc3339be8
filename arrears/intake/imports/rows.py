"""Rows at rest 行: a row's values, problems and cells, encrypted as one piece; and a row as the facts of the act that registers it."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from arrears import clock
from arrears.cases import ledger
from arrears.intake.sheets.result import BadRow, LeadRow

DATES = {"received_on": date.fromisoformat}
MONEY = ("amount", "amount_per_person")
MORNING = time(9, 0)
"""Hour of receipt where a file names only the day."""


def where(batch_id: int, row: int) -> str:
    """What binds a cipher to its row."""
    return f"import:{batch_id}:{row}"


def seal(batch_id: int, row: int, values: dict[str, Any]) -> tuple[int, bytes]:
    """(key id, cipher) of what a row holds."""
    key_id, cipher, _ = ledger.seal_facts(where(batch_id, row), values)
    return key_id, cipher


def unseal(batch_id: int, row: int, key_id: int, cipher: bytes) -> dict[str, Any]:
    """What a row holds, plain JSON values."""
    return ledger.unseal_facts(where(batch_id, row), key_id, cipher)


def of_lead(row: LeadRow, cells: list[str], twin: str) -> dict[str, Any]:
    """A good row as it is kept. `twin`: what it looks like a repeat of, in words."""
    values: dict[str, Any] = {f.name: getattr(row, f.name) for f in fields(row)}
    if row.received_time is not None:
        values["received_time"] = row.received_time.strftime("%H:%M:%S")
    return {"lead": {k: v for k, v in values.items() if v not in (None, "", [], {}, False)}, "cells": cells, "twin": twin}


def of_bad(bad: BadRow) -> dict[str, Any]:
    """A row that was not taken: its problem, its cells, what could be read of it."""
    return {
        "problem": {"field": bad.field, "label": bad.label, "reason": bad.reason, "others": [list(o) for o in bad.others]},
        "cells": bad.cells,
        "lead": {k: v.strftime("%H:%M:%S") if isinstance(v, time) else v for k, v in bad.draft.items() if k not in {"extra", "hidden"}},
        "twin": "",
    }


def lead_of(values: dict[str, Any]) -> LeadRow:
    """A kept good row as the reader gave it."""
    kept = dict(values)
    if kept.get("received_on"):
        kept["received_on"] = date.fromisoformat(kept["received_on"])
    if kept.get("received_time"):
        kept["received_time"] = time.fromisoformat(kept["received_time"])
    for name in MONEY:
        if kept.get(name) is not None:
            kept[name] = Decimal(kept[name])
    return LeadRow(**kept)


def bad_of(row: int, kept: dict[str, Any]) -> BadRow:
    """A kept bad row as the reader gave it, for the export."""
    told = kept["problem"]
    return BadRow(row, told["field"], told["label"], told["reason"], kept["cells"], [(a, b) for a, b in told["others"]])


def order_no(lead: LeadRow) -> str:
    """The order's number; a row without one gets one made of its contents, so that the same row has the same number for ever."""
    return lead.serial[:80] if lead.serial else f"表格-{lead.fingerprint[:20]}"


def received_at(lead: LeadRow) -> datetime:
    """When it was received: the file's day and hour, never later than now."""
    if lead.received_on is None:
        return clock.now()
    return min(clock.at(lead.received_on, lead.received_time or MORNING), clock.now())


def facts_of(lead: LeadRow, source: str, file_name: str) -> dict[str, Any]:
    """A row as the facts of `lead.register`."""
    found: dict[str, Any] = {
        "source": source,
        "order_no": order_no(lead),
        "received_at": received_at(lead),
        "narrative": _narrative(lead, file_name),
        "reporter_name": None if lead.anonymous else lead.reporter_name,
        "reporter_phone": lead.reporter_phone,
        "phone2": lead.phone2,
        "reporter_id_no": lead.id_number,
        "confidential": lead.confidential,
        "anonymous": lead.anonymous,
        "employer_name": lead.employer[:120],
        "credit_code": lead.credit_code,
        "employer_contact": (lead.employer_contact or "")[:60] or None,
        "employer_phone": lead.employer_phone,
        "project_name": (lead.project or "")[:120] or None,
        "place": (lead.place or "")[:200] or None,
        "district": lead.district,
        "town": (lead.town or "")[:60] or None,
        "job": (lead.job or "")[:60] or None,
        "workers_claimed": lead.workers,
        "amount_claimed": lead.amount,
        "amount_per_person": lead.amount_per_person,
        "period_start": lead.period_start,
        "period_end": lead.period_end,
    }
    return {name: value for name, value in found.items() if value is not None}


def _narrative(lead: LeadRow, file_name: str) -> str:
    """The story of the row; columns without a place of their own stand after it, so that nothing of the file is lost."""
    parts = [lead.narrative or f"（表格“{file_name}”第 {lead.row} 行，没有诉求原文）"]
    if lead.extra:
        parts.append("【表中其他列】" + "；".join(f"{name}：{text}" for name, text in lead.extra.items()))
    if lead.notes:
        parts.append("【导入说明】" + "；".join(lead.notes))
    return "\n".join(parts)[:20_000]
