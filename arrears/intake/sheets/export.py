"""Writing spreadsheets 导出: every list's export, the rows to be mended, the roster template. No cell is ever a formula.

In .xlsx a text that looks like a formula is written as a string cell; in CSV it is led by an apostrophe. Numbers of
more than 15 digits (id numbers, accounts) are always text. Same input, same bytes: nothing here asks the clock.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from .headings import vocabulary
from .result import Table

MIME_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MIME_CSV = "text/csv; charset=utf-8"
MOST_ROWS = 1_048_000  # an .xlsx sheet ends at 1 048 576
LONGEST_TEXT = 32_767  # characters of one cell
LONGEST_SHEET_NAME = 31  # UTF-16 units
MOST_DIGITS = 15  # of a number; further ones are lost in Excel

_OPTIONS = {
    "in_memory": True,
    "constant_memory": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
    "default_date_format": "yyyy-mm-dd",
}
_CREATED = datetime(2000, 1, 1)  # fixed, so that the same rows give the same bytes
_FORMULA_STARTS = tuple("=+-@\t\r\n|%＝＋－＠")
_WIDTHS = {"text": 16, "long": 50, "money": 14, "number": 9, "date": 12, "datetime": 17, "digits": 20}


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column of an export. `kind`: text, long, money (yuan), number, date, datetime, digits (id, phone, account)."""

    label: str
    kind: str = "text"
    width: int | None = None


def _columns(columns: Sequence[str | ExportColumn]) -> list[ExportColumn]:
    return [c if isinstance(c, ExportColumn) else ExportColumn(c) for c in columns]


def table_xlsx(columns: Sequence[str | ExportColumn], rows: Iterable[Sequence[Any]], title: str) -> bytes:
    """A table as .xlsx: headings in row 1, frozen, filterable; the title names the sheet. Raises ValueError over 1
    048 000 rows.

    Values: text, whole numbers, Decimal (yuan in money columns), dates, datetimes (an aware one loses its zone: hand
    over local time), bool as 是/否, None as an empty cell. Anything else is written as its text.
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS | {"constant_memory": True})
    book.set_properties({"title": title, "created": _CREATED})
    sheet = book.add_worksheet(_sheet_name(title))
    formats = _formats(book)
    known = _columns(columns)
    for index, column in enumerate(known):
        sheet.set_column(index, index, column.width or _WIDTHS.get(column.kind, 16))
    sheet.freeze_panes(1, 0)
    for index, column in enumerate(known):
        sheet.write_string(0, index, column.label, formats["head"])
    last = 0
    for last, row in enumerate(rows, start=1):
        if last > MOST_ROWS:
            raise ValueError(f"导出超过 {MOST_ROWS} 行，请缩小范围后再导出")
        for index, value in enumerate(row):
            _write(sheet, last, index, value, known[index].kind if index < len(known) else "text", formats)
    if known:
        sheet.autofilter(0, 0, last, len(known) - 1)
    book.close()
    return buffer.getvalue()


def _formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    base = {"valign": "top", "font_name": "宋体", "font_size": 11}
    return {
        "head": book.add_format(base | {"bold": True, "bg_color": "#DCE6F1", "border": 1, "text_wrap": True, "valign": "vcenter"}),
        "text": book.add_format(base | {"num_format": "@"}),
        "long": book.add_format(base | {"num_format": "@", "text_wrap": True}),
        "money": book.add_format(base | {"num_format": "#,##0.00"}),
        "number": book.add_format(base | {"num_format": "General"}),
        "date": book.add_format(base | {"num_format": "yyyy-mm-dd"}),
        "datetime": book.add_format(base | {"num_format": "yyyy-mm-dd hh:mm"}),
        "bad": book.add_format(base | {"num_format": "@", "text_wrap": True, "font_color": "#C00000"}),
    }


def _write(sheet: Worksheet, row: int, column: int, value: Any, kind: str, formats: dict[str, Format]) -> None:
    """One cell, by the type of its value; never through XlsxWriter's guessing `write`."""
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_string(row, column, "是" if value else "否", formats["text"])
    elif isinstance(value, int | float | Decimal) and _is_safe_number(value):
        sheet.write_number(row, column, float(value), formats["money" if kind == "money" else "number"])
    elif isinstance(value, datetime):
        sheet.write_datetime(row, column, value.replace(tzinfo=None), formats["datetime"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, formats["date"])
    else:
        style = formats["long"] if kind == "long" else formats["bad"] if kind == "bad" else formats["text"]
        sheet.write_string(row, column, _cell_text(value), style)


def _is_safe_number(value: float | Decimal) -> bool:
    """Whether Excel keeps every digit of the number."""
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return False
    return len(str(abs(value)).replace(".", "").lstrip("0")) <= MOST_DIGITS


def _cell_text(value: Any) -> str:
    text = value.isoformat(timespec="minutes") if isinstance(value, time) else str(value)
    text = "".join(c for c in text if c >= " " or c in "\n\t")
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 12] + "…（内容过长已截断）"


def _sheet_name(title: str) -> str:
    name = "".join(c for c in title if c not in "[]:*?/\\'" and c >= " ").strip()
    while len(name.encode("utf-16-le", "replace")) > 2 * LONGEST_SHEET_NAME:
        name = name[:-1]
    return name if name and name.lower() != "history" else "数据"


def table_csv(columns: Sequence[str | ExportColumn], rows: Iterable[Sequence[Any]]) -> bytes:
    """The same table as CSV: UTF-8 with BOM and CRLF, so that Excel opens it; formula-like texts led by an apostrophe."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([_csv_cell(c.label) for c in _columns(columns)])
    for row in rows:
        writer.writerow([_csv_cell(value) for value in row])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode("utf-8")


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float | Decimal) and _is_safe_number(value):
        return f"{value:f}" if isinstance(value, Decimal) else str(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    text = _cell_text(value)
    if text.lstrip(" \u3000\ufeff").startswith(_FORMULA_STARTS) or (text.isdigit() and len(text) > MOST_DIGITS):
        return "'" + text
    return text


def bad_rows_xlsx(table: Table) -> bytes:
    """The rows that were not taken, as they stood in the file, led by row number, state and reason: mend them and
    import again.
    """
    width = len(table.columns)
    headings = [c.parts[-1] or c.heading or c.letter for c in table.columns]
    columns = [ExportColumn("原行号", "number"), ExportColumn("状态", width=10), ExportColumn("未接收原因", "bad", 46)]
    columns += [ExportColumn(heading) for heading in headings]
    found = sorted([(b.row, "未接收", b) for b in table.rejected] + [(b.row, "待更正", b) for b in table.held], key=lambda item: item[0])
    rows = (
        [row, state, "；".join([bad.reason, *(r for _, r in bad.others)]), *(bad.cells + [""] * width)[:width]] for row, state, bad in found
    )
    return table_xlsx(columns, rows, "未接收的行")


# --- the roster template ---

_TEMPLATE = (
    ("序号", "number"),
    ("姓名", "text"),
    ("身份证号", "digits"),
    ("手机", "digits"),
    ("班组", "text"),
    ("工种", "text"),
    ("进场日期", "date"),
    ("离场日期", "date"),
    ("日工资", "money"),
    ("出勤天数", "number"),
    ("应发", "money"),
    ("已发", "money"),
    ("欠发", "money"),
    ("收款户名", "text"),
    ("开户行", "text"),
    ("银行账号", "digits"),
    ("签字", "text"),
)
_ADVICE = (
    "每名劳动者一行；第 2 行的标题不要改动，可以删去不需要的列，也可以在右侧加列。",
    "身份证号、手机、银行账号三列已设为“文本”，请直接输入或“选择性粘贴为数值”，不要改成数字格式，否则第 15 位以后会变成 0。",
    "日期写成 2026-01-05。金额以元为单位，只填数字。",
    "应发 = 日工资 × 出勤天数；欠发 = 应发 − 已发。导入时逐行核对，不一致的行会标出来等待更正。",
    "按月、计件计酬的，“日工资”填单价，“出勤天数”填月数或件数，并在“工种”后注明。",
    "同一人只能出现一次；有多段用工的请合并为一行。",
    "表中不要写公式；“合计”行可有可无，不会作为人员导入。",
)
TEMPLATE_ROWS = 300


def roster_template() -> bytes:
    """The empty 花名册 for download: text format on id, phone and account columns, date checks, a page of advice."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _OPTIONS)
    book.set_properties({"title": "花名册模板", "created": _CREATED})
    formats = _formats(book)
    sheet = book.add_worksheet("花名册")
    sheet.write_string(0, 0, "劳动者花名册（单位：元）", formats["head"])
    for index, (label, kind) in enumerate(_TEMPLATE):
        style = formats.get(kind, formats["text"])
        sheet.set_column(index, index, _WIDTHS.get(kind, 14), style)
        sheet.write_string(1, index, label, formats["head"])
        if kind == "date":
            sheet.data_validation(
                2,
                index,
                TEMPLATE_ROWS,
                index,
                {
                    "validate": "date",
                    "criteria": "between",
                    "minimum": date(2000, 1, 1),
                    "maximum": date(2099, 12, 31),
                    "error_title": "日期不对",
                    "error_message": "请写成 2026-01-05 这样的日期。",
                },
            )
    sheet.freeze_panes(2, 2)
    advice = book.add_worksheet("填写说明")
    advice.set_column(0, 0, 100, formats["long"])
    for row, sentence in enumerate(_ADVICE):
        advice.write_string(row, 0, f"{row + 1}．{sentence}", formats["long"])
    book.close()
    return buffer.getvalue()


def template_labels() -> list[str]:
    """The headings of the template, each of which the roster vocabulary must know (held by a test)."""
    known = vocabulary("roster")
    return [label for label, _ in _TEMPLATE if known.match([label]) is not None]
