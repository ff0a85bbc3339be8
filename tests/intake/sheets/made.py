"""Workbooks made on the spot for the tests of import files, and the shared sample files."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

SAMPLES = Path(__file__).resolve().parents[4] / "shared" / "data" / "intake" / "files"
TODAY = date(2026, 11, 24)

Rows = Sequence[Sequence[Any]]


def workbook(
    rows: Rows,
    *,
    merged: Sequence[tuple[int, int, int, int, str]] = (),
    hidden_rows: Sequence[int] = (),
    hidden_columns: Sequence[int] = (),
    others: Sequence[tuple[str, Rows, bool]] = (),
    date_1904: bool = False,
) -> bytes:
    """An .xlsx with a first sheet 数据. A tuple (formula, result) is a formula; `others`: (name, rows, hidden)."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "date_1904": date_1904})
    day = book.add_format({"num_format": "yyyy/m/d"})
    for name, cells, hidden in [("数据", rows, False), *others]:
        sheet = book.add_worksheet(name)
        for r, row in enumerate(cells):
            for c, value in enumerate(row):
                if isinstance(value, tuple):
                    sheet.write_formula(r, c, value[0], None, value[1])
                elif isinstance(value, date):
                    sheet.write_datetime(r, c, value, day)
                elif isinstance(value, str):
                    sheet.write_string(r, c, value)
                elif value is not None:
                    sheet.write(r, c, value)
        if hidden:
            sheet.hide()
        if name == "数据":
            for span in merged:
                sheet.merge_range(*span)
            for row_index in hidden_rows:
                sheet.set_row(row_index, None, None, {"hidden": True})
            for column in hidden_columns:
                sheet.set_column(column, column, None, None, {"hidden": True})
    book.close()
    return buffer.getvalue()
