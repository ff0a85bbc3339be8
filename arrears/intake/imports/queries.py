"""Reads of imports: the batches of a body, one batch with its rows. Plain rows; what the clerk sees is what will be saved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears.access.models import AppUser
from arrears.access.viewer import Viewer
from arrears.cases.models import Proceeding
from arrears.db import session
from arrears.intake.imports import batches
from arrears.intake.imports import rows as kept_rows
from arrears.intake.imports.models import ImportBatch, ImportRow
from arrears.intake.sheets.columns import Column
from arrears.intake.sheets.export import bad_rows_xlsx
from arrears.intake.sheets.result import Table
from arrears.law import codes

SIZE = 50
_LONG = re.compile(r"[0-9Xx]{11,}")
TABS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "bad": ("要改的", ("bad", "held", "refused")),
    "good": ("可接收", ("good", "queued")),
    "done": ("已登记", ("done",)),
    "known": ("以前已导入", ("known",)),
}
STATES = {"reading": "正在读取", "preview": "等您核对", "running": "正在登记", "done": "已完成", "failed": "没有读入"}


@dataclass(frozen=True, slots=True)
class Batch:
    """An import as its page shows it."""

    id: int
    file_name: str
    source: str
    state: str
    state_words: str
    error: str
    by: str
    made_at: datetime
    counts: Mapping[str, int]
    columns: tuple[Column, ...] = ()
    samples: Mapping[int, list[str]] | None = None
    notices: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """Rows of the file that are data."""
        return sum(self.counts.values())

    def count(self, *states: str) -> int:
        """Rows in these states."""
        return sum(self.counts.get(state, 0) for state in states)

    @property
    def percent(self) -> int:
        """How much of what was accepted is registered."""
        queued, done = self.count("queued"), self.count("done", "known", "refused")
        return 100 * done // (queued + done) if queued + done else 0

    @property
    def moving(self) -> bool:
        """Whether the worker is at it: the page renews itself."""
        return self.state in {"reading", "running"}


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it will be saved, or why it cannot be."""

    row: int
    state: str
    values: Mapping[str, Any]
    twin: str
    label: str
    reason: str
    typed: str
    mendable: bool
    lead_id: int | None
    number: str


def batch(viewer: Viewer, batch_id: int) -> Batch | None:
    """A batch of the viewer's body. Three statements."""
    row = session.get(ImportBatch, batch_id)
    if row is None or row.body_id != viewer.body_id:
        return None
    name = session.scalar(select(AppUser.name).where(AppUser.id == row.made_by)) or ""
    return Batch(
        row.id, row.file_name, codes.label("source", row.source), row.state, STATES[row.state], row.error, name, row.made_at,
        batches.counts(batch_id), tuple(batches.column_of(c) for c in row.columns), _samples(batch_id),
        tuple(row.notices),
    )  # fmt: skip


def _samples(batch_id: int) -> dict[int, list[str]]:
    """What stands in the first rows of each column, long numbers masked. One statement."""
    head = session.scalars(select(ImportRow).where(ImportRow.batch_id == batch_id, ImportRow.row == batches.HEAD_ROW)).first()
    if head is None:
        return {}
    kept = kept_rows.unseal(batch_id, head.row, head.key_id, head.cipher)
    return {int(index): [_LONG.sub(_masked, text) for text in texts] for index, texts in kept["samples"].items()}


def _masked(found: re.Match[str]) -> str:
    return f"{found[0][:3]}****{found[0][-4:]}"


def recent(viewer: Viewer, limit: int = 10) -> list[Batch]:
    """The newest batches of the body. One statement and one per batch."""
    query = select(ImportBatch, AppUser.name).join(AppUser, AppUser.id == ImportBatch.made_by)
    rows = session.execute(query.where(ImportBatch.body_id == viewer.body_id).order_by(ImportBatch.id.desc()).limit(limit)).all()
    return [
        Batch(
            b.id, b.file_name, codes.label("source", b.source), b.state, STATES[b.state], b.error, name, b.made_at, batches.counts(b.id)
        )
        for b, name in rows
    ]


def rows(viewer: Viewer, batch_id: int, tab: str, after: int = 0) -> tuple[list[Row], int | None]:
    """One page of a batch's rows, and the row after which the next begins. Three statements."""
    head = session.get(ImportBatch, batch_id)
    if head is None or head.body_id != viewer.body_id:
        return [], None
    states = TABS[tab][1] if tab in TABS else TABS["good"][1]
    query = (
        select(ImportRow, Proceeding.number)
        .outerjoin(Proceeding, Proceeding.id == ImportRow.lead_id)
        .where(ImportRow.batch_id == batch_id, ImportRow.state.in_(states), ImportRow.row > after)
        .order_by(ImportRow.row)
        .limit(SIZE + 1)
    )
    found = session.execute(query).all()
    columns = [batches.column_of(c) for c in head.columns]
    shown = [_row(batch_id, row, number or "", columns) for row, number in found[:SIZE]]
    return shown, shown[-1].row if len(found) > SIZE else None


def _row(batch_id: int, row: ImportRow, number: str, columns: list[Column]) -> Row:
    kept = kept_rows.unseal(batch_id, row.row, row.key_id, row.cipher)
    told = kept.get("problem") or {}
    place = next((n for n, c in enumerate(columns) if told and c.field == told["field"]), None)
    reasons = [told["reason"], *(r for _, r in told["others"])] if told else []
    typed = kept["cells"][place] if place is not None and place < len(kept["cells"]) else ""
    values = kept["lead"] | {name: Decimal(kept["lead"][name]) for name in kept_rows.MONEY if kept["lead"].get(name)}
    mendable = row.state in {"bad", "held"} and place is not None
    return Row(
        row.row, row.state, values, kept["twin"], told.get("label", ""), "；".join(reasons), typed, mendable, row.lead_id, number
    )


def bad_rows(viewer: Viewer, batch_id: int) -> bytes | None:
    """The rows that were not taken, with their reasons, as .xlsx. None: no such batch."""
    head = session.get(ImportBatch, batch_id)
    if head is None or head.body_id != viewer.body_id:
        return None
    table = Table(
        file=head.file_name, sheet=head.sheet, header_row=head.header_row, header_rows=(head.header_row, head.header_row),
        columns=[batches.column_of(c) for c in head.columns],
    )  # fmt: skip
    query = select(ImportRow).where(ImportRow.batch_id == batch_id, ImportRow.state.in_(["bad", "held", "refused"])).order_by(ImportRow.row)
    for row in session.scalars(query):
        bad = kept_rows.bad_of(row.row, kept_rows.unseal(batch_id, row.row, row.key_id, row.cipher))
        (table.held if row.state == "held" else table.rejected).append(bad)
    return bad_rows_xlsx(table)
