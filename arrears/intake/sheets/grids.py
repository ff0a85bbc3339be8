"""A file opened: its bytes recognised by content, never by name, and laid out as grids of cells.

`open_grids` gives one `Grid` per sheet (a CSV is one sheet). What is not a spreadsheet is refused with the way out:
an image, a PDF, a web page saved as .xls, a workbook with a password, an empty file, a zip bomb. Nothing here knows
what a column means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from .cells import Cell, ErrorCell
from .cells.dates import EPOCH_1900
from .refusal import FileRefused, Limits

Values = Sequence[Cell | ErrorCell]


@dataclass(slots=True)
class Grid:
    """One sheet. `rows()` yields (row number as the spreadsheet shows it, cells); it may be walked more than once."""

    name: str
    rows: Callable[[], Iterator[tuple[int, Values]]]
    height: int  # last row that holds anything
    visible: bool = True
    merged: Sequence[tuple[int, int, int, int]] = ()  # first row, first column, last row, last column; rows 1-based, columns 0-based
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    epoch: date = EPOCH_1900
    too_long: str | None = None  # why the sheet is over a limit, told after the search for headings
    notices: Sequence[str] = field(default_factory=tuple)


_NOT_SHEETS = (
    (b"\x89PNG", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"BM", "BMP 图片"),
    (b"%PDF", "PDF 文件"),
    (b"Rar!", "RAR 压缩包"),
    (b"7z\xbc\xaf", "7z 压缩包"),
    (b"\x1f\x8b", "gzip 压缩包"),
    (b"{\\rtf", "RTF 文档"),
    (b"MZ", "可执行程序"),
    (b"\x7fELF", "可执行程序"),
    (b"RIFF", "音视频或图片文件"),
    (b"ID3", "音频文件"),
    (b"SQLite format", "数据库文件"),
)
_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
SAVE_AS = "请用 Excel 或 WPS 打开后另存为 .xlsx，再导入"


def file_bytes(source: str | Path | bytes, limits: Limits) -> bytes:
    """The bytes of a path (or the bytes themselves), refused when empty or too large."""
    if not isinstance(source, bytes):
        path = Path(source)
        if not path.is_file():
            raise FileRefused(f"找不到文件“{path.name}”，请核对路径")
        if path.stat().st_size > limits.file_bytes:
            raise FileRefused(f"文件超过 {limits.file_bytes // 1_000_000} MB，请拆分后分次导入")
        source = path.read_bytes()
    if not source:
        raise FileRefused("文件是空的，请核对导出是否完成后重新上传")
    if len(source) > limits.file_bytes:
        raise FileRefused(f"文件超过 {limits.file_bytes // 1_000_000} MB，请拆分后分次导入")
    return source


def open_grids(content: bytes, limits: Limits) -> list[Grid]:
    """The sheets of a file, visible ones and hidden ones, in their order. Raises FileRefused."""
    from .delimited import text_grid
    from .workbooks import workbook_grids

    if content.startswith((_ZIP, _OLE)):
        return workbook_grids(content, limits)
    for mark, what in _NOT_SHEETS:
        if content.startswith(mark):
            raise FileRefused(f"文件内容是{what}，不是表格（与文件名无关），请选择 .xlsx、.xls 或 .csv 表格文件")
    head = content[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if head.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"<meta", b"<head")):
        raise FileRefused(f"文件内容是网页或 XML，不是真正的表格，{SAVE_AS}")
    if not content.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\x00" in content[:65536]:
        raise FileRefused("文件内容不是表格，请选择 .xlsx、.xls 或 .csv 表格文件")
    return [text_grid(content, limits)]
