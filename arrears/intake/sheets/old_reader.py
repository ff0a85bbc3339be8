"""The old .xls format is read in a process of its own, with a limit on memory and time.

A damaged .xls can make the reader ask for any amount of memory (a cell that claims column 46,000), which would kill the
web or job process. Parent: `old_sheets(content)`. Child: `python -m arrears.intake.sheets.old_reader`, bytes in, JSON out.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
from datetime import date, datetime, time, timedelta
from typing import Any

from .cells import Cell
from .refusal import FileRefused

MEMORY_BYTES = 1_000_000_000
SECONDS = 60
MOST_CELLS = 5_000_000
LOCKED = 3  # exit code of the child for a workbook with a password


def old_sheets(content: bytes) -> list[tuple[str, bool, list[list[Cell]]]]:
    """(name, visible, rows from the first of the sheet) of each work sheet. Raises FileRefused."""
    command = [sys.executable, "-m", __name__]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise FileRefused("文件读取超时，可能已损坏，请用 Excel 或 WPS 打开后另存为 .xlsx，再导入") from None
    if done.returncode == LOCKED:
        raise FileRefused("文件设了打开密码，请在 Excel 中取消密码后另存，再导入")
    if done.returncode != 0:
        raise FileRefused("文件已损坏或不是 Excel 表格，请用 Excel 或 WPS 打开后另存为 .xlsx，再导入")
    return [(name, visible, [[_unpacked(c) for c in row] for row in rows]) for name, visible, rows in json.loads(done.stdout)]


def _packed(cell: Any) -> Any:
    """A cell as JSON has it; dates and times as [kind, text]."""
    for kind in (datetime, date, time):
        if isinstance(cell, kind):
            return [kind.__name__, cell.isoformat()]
    return ["timedelta", cell.total_seconds()] if isinstance(cell, timedelta) else cell


def _unpacked(cell: Any) -> Cell:
    if not isinstance(cell, list):
        return cell  # type: ignore[no-any-return]
    kind, told = cell
    if kind == "timedelta":
        return timedelta(seconds=told)
    found: Cell = {"datetime": datetime, "date": date, "time": time}[kind].fromisoformat(told)  # type: ignore[attr-defined]
    return found


def main() -> int:
    """The child: read a workbook from standard input within the limit, write its sheets to standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    from python_calamine import CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    except PasswordError:
        return LOCKED
    sheets = []
    for meta in book.sheets_metadata:
        if meta.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        if sheet.total_height * sheet.total_width > MOST_CELLS:
            return 1
        rows = [[_packed(c) for c in row] for row in sheet.to_python(skip_empty_area=False)]
        sheets.append((meta.name, meta.visible == SheetVisibleEnum.Visible, rows))
    sys.stdout.write(json.dumps(sheets))
    return 0


if __name__ == "__main__":
    sys.exit(main())
