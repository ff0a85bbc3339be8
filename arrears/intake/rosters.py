"""Roster files 花名册文件 for whoever confirms arrears: a table read into rows of texts, each with what is wrong with it.

Registers with `cases.roster`, because the page that takes a roster stands in the room of the procedure. Nothing is stored here:
the rows go into the form, where the held ones are mended beside the worker.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from arrears.cases import roster
from arrears.cases.roster import Line, Read
from arrears.intake.sheets import FileRefused, Roster, read_roster
from arrears.intake.sheets.cells import plain_decimal
from arrears.intake.sheets.result import BadRow
from arrears.law.refusal import Refused

FIELDS: Mapping[str, str] = {"id_number": "id_no", "paid": "paid_before", "start_date": "start_on", "end_date": "end_on"}
"""Field of the reader → field of the roster, where the names differ."""
TAKEN = (
    "name", "id_no", "phone", "team", "job", "start_on", "end_on", "rate", "quantity", "gross_due", "paid_before", "owed",
    "bank_name", "bank_account",
)  # fmt: skip
TEMPLATE_NAME = quote("花名册模板.xlsx")
"""Name of the empty roster, as a header carries it."""
SHOWN_AT_ONCE = 8
"""Sentences about rows that are shown in full; of more the number is said."""


def read_file(content: bytes, name: str) -> Read:
    """The rows of a roster file. Raises `Refused` at `file` where it is no roster at all."""
    try:
        found = read_roster(content, name)
    except FileRefused as refusal:
        raise Refused("file", refusal.reason) from None
    columns = {column.field: column.index for column in found.columns if column.field}
    twins = [bad for bad in found.rejected if bad.of is not None]
    lines = [Line(row.row, _texts({f: getattr(row, f, None) for f in _reader_fields()})) for row in found.rows]
    lines += [_bad_line(bad, columns) for bad in [*found.held, *found.rejected] if bad.of is None]
    return Read(sorted(lines, key=lambda line: line.row), [*_left_out(twins), *_said(found)])


def _reader_fields() -> list[str]:
    back = {ours: theirs for theirs, ours in FIELDS.items()}
    return [back.get(name, name) for name in TAKEN]


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    return {FIELDS.get(field, field): _text(value) for field, value in values.items() if value not in (None, "")}


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return plain_decimal(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _bad_line(bad: BadRow, columns: Mapping[str, int]) -> Line:
    """A held or unreadable row with every cell as it stands in the file: it is mended in the form, not in the file."""
    written = {field: bad.cells[at] for field, at in columns.items() if at < len(bad.cells) and bad.cells[at]}
    texts = _texts({field: bad.draft.get(field, text) for field, text in written.items() if FIELDS.get(field, field) in TAKEN})
    field = FIELDS.get(bad.field, bad.field)
    return Line(bad.row, texts, field if field in TAKEN else "name", "；".join([bad.reason, *(reason for _, reason in bad.others)]))


def _left_out(twins: list[BadRow]) -> list[str]:
    told = [f"第 {bad.row} 行没有放进来：{bad.reason}。" for bad in twins[:SHOWN_AT_ONCE]]
    return told if len(twins) <= SHOWN_AT_ONCE else [*told, f"同一人重复的共 {len(twins)} 行，都没有放进来。"]


def _said(found: Roster) -> list[str]:
    return [*([f"读的是工作表“{found.sheet}”。"] if found.other_sheets else []), *found.notices]


roster.READERS.append(read_file)
roster.TEMPLATE_PAGES.append("imports.roster_template")
