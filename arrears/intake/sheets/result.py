"""What reading a file gives back: accepted rows, rejected and held rows with their reasons, duplicates, and how the
columns were understood.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from dataclasses import field as _default
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from .columns import Column
from .sameness import Earlier, digest


@dataclass(slots=True, kw_only=True)
class LeadRow:
    """One lead as it will be saved. Amounts in yuan (Decimal, whole fen); empty means unknown, never zero or one."""

    row: int
    serial: str | None = None
    reporter_name: str | None = None
    reporter_phone: str | None = None
    employer: str = ""
    workers: int | None = None
    amount: Decimal | None = None
    received_on: date | None = None
    district: str | None = None
    place: str | None = None
    confidential: bool = False
    anonymous: bool = False
    received_time: time | None = None
    phone2: str | None = None
    id_number: str | None = None
    credit_code: str | None = None
    employer_contact: str | None = None
    employer_phone: str | None = None
    project: str | None = None
    town: str | None = None
    amount_per_person: Decimal | None = None
    period_start: str | None = None
    period_end: str | None = None
    narrative: str | None = None
    job: str | None = None
    industry: str | None = None
    hidden: bool = False
    notes: list[str] = _default(default_factory=list)
    extra: dict[str, str] = _default(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """The same for the same contents, wherever the row stands: makes a second import of the file add nothing."""
        return digest(
            (
                self.serial,
                self.reporter_name,
                self.reporter_phone,
                self.employer,
                self.workers,
                self.amount,
                self.received_on,
                self.place,
                self.narrative,
            )
        )

    def as_json(self) -> dict[str, Any]:
        """Field → plain value, amounts as numbers of yuan, dates as ISO text."""
        return {f.name: plain(getattr(self, f.name)) for f in fields(self)} | {"fingerprint": self.fingerprint}


@dataclass(slots=True)
class BadRow:
    """A row that is not taken: its first problem, further ones, its cells as text (for the export) and what could be
    read of it.
    """

    row: int
    field: str
    label: str
    reason: str
    cells: list[str]
    others: list[tuple[str, str]] = _default(default_factory=list)
    draft: dict[str, Any] = _default(default_factory=dict)
    of: int | None = None

    @property
    def message(self) -> str:
        """The whole sentence for the clerk: row, field, reason."""
        return "；".join([f"第 {self.row} 行 {self.label}：{self.reason}", *(reason for _, reason in self.others)])

    def as_json(self) -> dict[str, Any]:
        """`{row, field, reason, …}`."""
        return {
            "row": self.row,
            "field": self.field,
            "label": self.label,
            "reason": self.reason,
            "message": self.message,
            "others": [{"field": f, "reason": r} for f, r in self.others],
            "draft": {k: plain(v) for k, v in self.draft.items()},
        } | ({} if self.of is None else {"of": self.of})


@dataclass(slots=True)
class Duplicate:
    """A row that is, or looks like, an earlier one."""

    row: int
    of: Earlier
    why: str

    def as_json(self) -> dict[str, Any]:
        """`{row, of, …}`; `of` is the row number (or reference) of the earlier row, `of_file` its file."""
        return {"row": self.row, "of": self.of.row, "of_file": self.of.file, "of_serial": self.of.serial, "why": self.why}


@dataclass(slots=True)
class Ignored:
    """A row that is no data."""

    row: int
    why: str
    text: str

    def as_json(self) -> dict[str, Any]:
        """Plain values."""
        return {"row": self.row, "why": self.why, "text": self.text}


@dataclass(slots=True, kw_only=True)
class Table:
    """Common to lead tables and rosters."""

    file: str
    sheet: str
    header_row: int
    header_rows: tuple[int, int]
    columns: list[Column]
    rejected: list[BadRow] = _default(default_factory=list)
    held: list[BadRow] = _default(default_factory=list)
    ignored: list[Ignored] = _default(default_factory=list)
    notices: list[str] = _default(default_factory=list)
    other_sheets: list[dict[str, Any]] = _default(default_factory=list)
    totals: dict[str, Any] = _default(default_factory=dict)

    @property
    def mapping(self) -> dict[str, str]:
        """Heading (or index where there is none) → field: what a screen keeps per source and hands back as `mapping`."""
        return {c.heading or str(c.index): c.field for c in self.columns if c.field and c.kind != "skip"}

    def head_json(self) -> dict[str, Any]:
        """The part of the JSON that comes before the rows."""
        return {"file": self.file, "sheet": self.sheet, "header_row": self.header_row, "header_rows": list(self.header_rows)}

    def tail_json(self) -> dict[str, Any]:
        """The part that comes after the lists of rows."""
        return {
            "ignored": [i.as_json() for i in self.ignored],
            "totals": {k: plain(v) for k, v in self.totals.items()},
            "columns": [c.as_json() for c in self.columns],
            "mapping": self.mapping,
            "other_sheets": self.other_sheets,
            "notices": self.notices,
        }


@dataclass(slots=True, kw_only=True)
class Sheet(Table):
    """A table of leads 线索表 as read."""

    source: str
    rows: list[LeadRow] = _default(default_factory=list)
    duplicates: list[Duplicate] = _default(default_factory=list)
    already: list[Duplicate] = _default(default_factory=list)

    @property
    def accepted(self) -> int:
        """Rows that will be saved."""
        return len(self.rows)

    def as_json(self) -> dict[str, Any]:
        """The contract of `arrears import --json`."""
        return (
            self.head_json()
            | {
                "kind": "leads",
                "source": self.source,
                "accepted": self.accepted,
                "rejected": [b.as_json() for b in self.rejected],
                "held": [b.as_json() for b in self.held],
                "duplicates": [d.as_json() for d in self.duplicates],
                "already": [d.as_json() for d in self.already],
                "rows": [r.as_json() for r in self.rows],
            }
            | self.tail_json()
        )


def plain(value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M:%S")
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    return value
