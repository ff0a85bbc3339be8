"""Batches 批次: a file stored, read, shown, mended, accepted. What a clerk does with an import; the worker does the rest (taking.py)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import delete, func, insert, select, update

from arrears import clock, db, files, outbox
from arrears.access.viewer import Viewer
from arrears.config import settings
from arrears.db import session, writing
from arrears.intake.imports import rows as kept_rows
from arrears.intake.imports.known import KnownInHouse
from arrears.intake.imports.models import ImportBatch, ImportMapping, ImportRow
from arrears.intake.sheets import FileRefused, Sheet, read, read_roster
from arrears.intake.sheets.columns import Column
from arrears.intake.sheets.result import BadRow
from arrears.law import codes
from arrears.law.refusal import Refused

WRITTEN_AT_ONCE = 500
HEAD_ROW = 0
"""Row number under which the samples of the columns are kept: they hold names and phones, so they are encrypted like a row."""


def begin(viewer: Viewer, file_name: str, content: bytes, source: str, *, sheet: str = "") -> int:
    """Keep a file and leave its reading to the worker; gives the batch. Raises `Refused`."""
    if source not in codes.codes("source"):
        raise Refused("source", "请选择来源。")
    if not content:
        raise Refused("file", "文件是空的，请重新选择。")
    if len(content) > settings().upload_limit:
        raise Refused("file", f"文件超过 {settings().upload_limit // 1_000_000} MB，请分成几个文件。")
    digest = files.put(content)
    with writing() as current:
        batch = ImportBatch(
            body_id=viewer.body_id, source=source, file_name=file_name[:200], sha256=digest, sheet=sheet[:100],
            columns=[], notices=[], state="reading", made_by=viewer.user_id, made_at=clock.now(),
        )  # fmt: skip
        current.add(batch)
        current.flush()
        outbox.queue("import", {"batch": batch.id, "step": "read"})
        return batch.id


def mapping_of(body_id: int, source: str) -> dict[str, str | None] | None:
    """The columns that a clerk of the body has corrected for this source. One statement."""
    found = session.scalar(select(ImportMapping.mapping).where(ImportMapping.body_id == body_id, ImportMapping.source == source))
    return dict(found) if found else None


def remap(viewer: Viewer, batch_id: int, mapping: Mapping[str, str]) -> None:
    """Correct the columns: kept for the source, and the file is read again. Raises `Refused`."""
    with writing() as current:
        batch = _own(viewer, batch_id)
        if batch.state not in {"preview", "failed"}:
            raise Refused("", "这一批已经开始登记，不能再改列的对应。")
        kept = {**(mapping_of(batch.body_id, batch.source) or {}), **mapping}  # a source may send tables of more than one shape
        statement = db.upserts().insert(ImportMapping).values(
            body_id=batch.body_id, source=batch.source, mapping=kept, set_by=viewer.user_id, set_at=clock.now()
        )
        current.execute(
            statement.on_conflict_do_update(
                index_elements=["body_id", "source"],
                set_={"mapping": kept, "set_by": viewer.user_id, "set_at": clock.now()},
            )
        )
        batch.state, batch.error = "reading", ""
        outbox.queue("import", {"batch": batch.id, "step": "read"})


def _own(viewer: Viewer, batch_id: int) -> ImportBatch:
    """The batch, when it is the viewer's body's. Needs `writing()`. Raises `Refused`."""
    batch = db.require_writing().get(ImportBatch, batch_id, with_for_update=True)
    if batch is None or batch.body_id != viewer.body_id:
        raise Refused("", "没有这一批导入，请从导入页面重新进入。")
    return batch


def read_in(batch_id: int, mapping: Mapping[str, str | None] | None = None) -> Sheet | None:
    """Read the file of a batch and write its rows; done again it replaces them. None: refused, the batch says why."""
    batch = session.get(ImportBatch, batch_id)
    if batch is None or batch.state != "reading":
        return None
    content, name, source, sheet = files.get(batch.sha256), batch.file_name, batch.source, batch.sheet or None
    mapping = mapping if mapping is not None else mapping_of(batch.body_id, source)
    region = settings().region
    try:
        first = read(content, name, source, mapping=mapping, sheet=sheet, today=clock.today(), region=region)
        known = KnownInHouse(source, first.rows)
        session.rollback()
        found = read(content, name, source, mapping=mapping, sheet=sheet, today=clock.today(), region=region, known=known)
    except FileRefused as refusal:
        _refuse(batch_id, refusal, content)
        return None
    _write_rows(batch_id, found)
    return found


def _refuse(batch_id: int, refusal: FileRefused, content: bytes) -> None:
    """Say why a file was not read; where columns were seen they are kept, so that the clerk can say which is which."""
    columns = [{**column, "kind": "", "parts": [], "samples": []} for column in refusal.columns]
    reason, is_roster = refusal.reason, False
    if columns:
        try:
            is_roster = bool(read_roster(content, "").columns)
        except FileRefused:
            is_roster = False
    if is_roster:
        reason, columns = "这是一张花名册，不是线索表。请打开那件案件，在“核对欠薪”里读这个文件。", []
    with writing() as current:
        values = {"state": "failed", "error": reason[:400], "columns": columns}
        current.execute(update(ImportBatch).where(ImportBatch.id == batch_id).values(**values))


def _write_rows(batch_id: int, found: Sheet) -> None:
    twins = {d.row: f"与 {d.of.file + ' 第 ' if d.of.file else ''}{d.of.row}{' 行' if d.of.file else ''}{d.why}" for d in found.duplicates}
    samples = {str(c.index): c.samples[:3] for c in found.columns}
    made: list[dict[str, Any]] = [_row(batch_id, HEAD_ROW, "head", {"samples": samples}, "")]
    for row in found.rows:
        made.append(_row(batch_id, row.row, "good", kept_rows.of_lead(row, [], twins.get(row.row, "")), row.fingerprint))
    for state, bad in [("bad", b) for b in found.rejected] + [("held", b) for b in found.held]:
        made.append(_row(batch_id, bad.row, state, kept_rows.of_bad(bad), ""))
    for known in found.already:
        told = {"lead": {}, "cells": [], "twin": f"以前已经导入：{known.of.serial or known.of.row}"}
        made.append(_row(batch_id, known.row, "known", told, ""))
    with writing() as current:
        current.execute(delete(ImportRow).where(ImportRow.batch_id == batch_id))
    for start in range(0, len(made), WRITTEN_AT_ONCE):
        with writing() as current:
            current.execute(insert(ImportRow), made[start : start + WRITTEN_AT_ONCE])
    columns = [c.as_json() | {"kind": c.kind, "parts": list(c.parts), "samples": []} for c in found.columns]
    with writing() as current:
        current.execute(
            update(ImportBatch)
            .where(ImportBatch.id == batch_id, ImportBatch.state == "reading")
            .values(state="preview", sheet=found.sheet[:100], header_row=found.header_row, columns=columns, notices=found.notices)
        )


def _row(batch_id: int, row: int, state: str, told: dict[str, Any], fingerprint: str) -> dict[str, Any]:
    key_id, cipher = kept_rows.seal(batch_id, row, told)
    return {
        "batch_id": batch_id, "row": row, "state": state, "fingerprint": fingerprint, "key_id": key_id, "cipher": cipher, "lead_id": None,
    }  # fmt: skip


def mend(viewer: Viewer, batch_id: int, row_no: int, value: str) -> None:
    """Put another text into the cell that was wrong and read the row again. Raises `Refused` with what is still wrong."""
    batch = session.get(ImportBatch, batch_id)
    row = session.scalars(select(ImportRow).where(ImportRow.batch_id == batch_id, ImportRow.row == row_no)).first()
    if batch is None or batch.body_id != viewer.body_id or row is None or row.state not in {"bad", "held"}:
        raise Refused("value", "这一行已经处理，请刷新页面。")
    kept = kept_rows.unseal(batch_id, row_no, row.key_id, row.cipher)
    field = kept["problem"]["field"]
    columns = [column_of(c) for c in batch.columns]
    target = next((c for c in columns if c.field == field), None)
    if target is None:
        raise Refused("value", "这一行的问题不在某一格里，请改正文件后重新导入。")
    cells = (kept["cells"] + [""] * len(columns))[: len(columns)]
    cells[columns.index(target)] = value.strip()
    found = _read_one(columns, cells, batch)
    told, state, fingerprint = _told(found, row_no, cells)
    if told is None:
        raise Refused("value", "这样改后这一行不再是一条线索，请核对。")
    key_id, cipher = kept_rows.seal(batch_id, row_no, told)
    with writing() as current:
        changed = update(ImportRow).where(ImportRow.id == row.id, ImportRow.state.in_(["bad", "held"]))
        current.execute(changed.values(state=state, fingerprint=fingerprint, key_id=key_id, cipher=cipher))
    if state in {"bad", "held"}:
        raise Refused("value", told["problem"]["reason"])


def _read_one(columns: list[Column], cells: list[str], batch: ImportBatch) -> Sheet:
    """One row read again by the same columns: a table of its headings and itself."""
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow([f"{c.letter}列{_unit(c)}" for c in columns])
    out.writerow(cells)
    mapping = {str(c.index): c.field if c.kind != "skip" else "" for c in columns}
    content, name, source = text.getvalue().encode("utf-8-sig"), "更正.csv", batch.source
    options: dict[str, Any] = {"mapping": mapping, "today": clock.today(), "region": settings().region, "header_row": 1}
    try:
        first = read(content, name, source, **options)
        return read(content, name, source, known=KnownInHouse(source, first.rows), **options)
    except FileRefused as refusal:
        raise Refused("value", refusal.reason) from refusal


UNITS = {Decimal(10_000): "（万元）", Decimal(1000): "（千元）", Decimal(100_000_000): "（亿元）", Decimal(1): "（元）"}


def _unit(column: Column) -> str:
    return UNITS.get(column.unit, "") if column.unit is not None else ""


def _told(found: Sheet, row_no: int, cells: list[str]) -> tuple[dict[str, Any] | None, str, str]:
    """What the mended row is now: (values, state, fingerprint)."""
    for row in found.rows:
        row.row = row_no
        twin = f"与 {found.duplicates[0].of.row}{found.duplicates[0].why}" if found.duplicates else ""
        return kept_rows.of_lead(row, cells, twin), "good", row.fingerprint
    for state, bad in [("bad", b) for b in found.rejected] + [("held", b) for b in found.held]:
        again = BadRow(row_no, bad.field, bad.label, bad.reason, cells, bad.others, bad.draft)
        return kept_rows.of_bad(again), state, ""
    if found.already:
        return {"lead": {}, "cells": cells, "twin": "以前已经导入"}, "known", ""
    return None, "bad", ""


def column_of(told: Mapping[str, Any]) -> Column:
    """A column as it was read."""
    unit = Decimal(str(told["unit"])) if told.get("unit") is not None else None
    return Column(
        index=told["index"], heading=told["heading"], parts=tuple(told["parts"]), field=told["field"], kind=told["kind"],
        label=told["label"], how=told["how"], unit=unit, hidden=told["hidden"],
    )  # fmt: skip


def accept(viewer: Viewer, batch_id: int) -> int:
    """Let the good rows be registered; bad ones stay as drafts. How many. Raises `Refused`."""
    with writing() as current:
        batch = _own(viewer, batch_id)
        if batch.state not in {"preview", "done"}:
            raise Refused("", "这一批正在处理，请稍候。")
        moved = update(ImportRow).where(ImportRow.batch_id == batch_id, ImportRow.state == "good").values(state="queued")
        count = int(current.execute(moved).rowcount)
        if not count:
            raise Refused("", "没有可以接收的行。")
        batch.state, batch.started_at, batch.ended_at = "running", batch.started_at or clock.now(), None
        outbox.queue("import", {"batch": batch_id, "step": "run"})
        return count


def counts(batch_id: int) -> dict[str, int]:
    """State -> number of rows. One statement on an index."""
    query = select(ImportRow.state, func.count()).where(ImportRow.batch_id == batch_id, ImportRow.row > HEAD_ROW).group_by(ImportRow.state)
    return {state: int(n) for state, n in session.execute(query)}
