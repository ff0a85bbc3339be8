"""Workbooks .xlsx and .xls: looked through before they are loaded, then read with calamine.

The look (`survey`) unpacks each part of the zip piece by piece and counts: real bytes (a zip may lie about its
sizes), rows, the widest rectangle, the weight of shared strings. Only then does the reader, which lays a sheet out as
one rectangle in memory, get the file. The look also finds what the reader does not tell: hidden rows and columns,
error cells, formulas without a stored result, the 1904 epoch.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import TypeVar
from xml.etree import ElementTree

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from .cells import NO_RESULT, Cell, ErrorCell
from .cells.dates import EPOCH_1900, EPOCH_1904
from .grids import SAVE_AS, Grid, Values
from .old_errors import old_errors
from .old_reader import old_sheets
from .refusal import FileRefused, Limits

_SHEET_DATA = re.compile(rb"<(\w+:)?sheetData\b")
_TOKEN = re.compile(rb"<(?:\w+:)?(?:row|c)\b[^>]*>")
_CELL_END = re.compile(rb"</(?:\w+:)?c>")
_VALUE = re.compile(rb"<(?:\w+:)?v(?: [^>]*)?>([^<]*)</")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b")
_IS_ROW = re.compile(rb"<(?:\w+:)?row\b")
_REF = re.compile(rb'\br="([A-Z]{1,3})(\d+)"')
_NUMBER = re.compile(rb'\br="(\d+)"')
_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_PIECE = 1 << 16

T = TypeVar("T")


@dataclass(slots=True)
class Survey:
    """What was found in one sheet before loading it. Rows 1-based, columns 0-based."""

    rows: int = 0
    width: int = 0
    strings: int = 0  # cells that point to a shared string
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)


def workbook_grids(content: bytes, limits: Limits) -> list[Grid]:
    """The work sheets of an xlsx or xls. Raises FileRefused."""
    if not content.startswith(b"PK"):
        return _old_grids(content, limits)
    surveys, epoch = survey(content, limits)
    try:
        book = _unpanicked(lambda: CalamineWorkbook.from_filelike(io.BytesIO(content)))
        metadata = [m for m in book.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
    except PasswordError as fault:
        raise FileRefused("文件设了打开密码，请在 Excel 中取消密码后另存，再导入") from fault
    except (CalamineError, OSError, ValueError) as fault:
        raise FileRefused(f"文件已损坏或不是 Excel 表格，{SAVE_AS}") from fault
    grids = []
    for meta in metadata:
        found = surveys.get(meta.name, Survey())
        grids.append(_grid(book, meta.name, meta.visible == SheetVisibleEnum.Visible, found, epoch, limits))
    if not grids:
        raise FileRefused("文件里没有工作表，请核对后重新上传")
    return grids


def _old_grids(content: bytes, limits: Limits) -> list[Grid]:
    """The sheets of an .xls, read in a process of its own, with its error cells put back."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise FileRefused("文件设了打开密码，请在 Excel 中取消密码后另存，再导入")
    errors = old_errors(content)
    grids = [_old_grid(name, visible, rows, errors, limits) for name, visible, rows in old_sheets(content)]
    if not grids:
        raise FileRefused("文件里没有工作表，请核对后重新上传")
    return grids


def _old_grid(name: str, visible: bool, rows: list[list[Cell]], errors: dict[tuple[int, int], str], limits: Limits) -> Grid:
    height = len(rows)
    too_long = f"共 {height} 行，超过上限 {limits.rows} 行，请拆分后分次导入" if height > limits.rows else None
    return Grid(name, lambda: _with_errors(rows, errors), height, visible, too_long=too_long)


def _unpanicked(call: Callable[[], T]) -> T:
    """Call the reader; its panic on damaged bytes (which Python sees as a BaseException) becomes an OSError."""
    try:
        return call()
    except BaseException as fault:
        if type(fault).__name__ == "PanicException":
            raise OSError(str(fault)) from None
        raise


def _grid(book: CalamineWorkbook, name: str, visible: bool, found: Survey, epoch: date, limits: Limits) -> Grid:
    if found.rows * max(1, found.width) > limits.cells or found.width > limits.columns:
        too_big = (
            f"工作表“{name}”有 {found.rows} 行、{found.width} 列，超过上限"
            f"（{limits.rows} 行、{limits.columns} 列），请删去空白行列或拆分后导入"
        )
        return Grid(name, lambda: iter(()), found.rows, visible, too_long=too_big)
    try:
        sheet = _unpanicked(lambda: book.get_sheet_by_name(name))
    except (CalamineError, OSError, ValueError) as fault:
        raise FileRefused(f"工作表“{name}”已损坏，读不出来，{SAVE_AS}") from fault
    height = sheet.end[0] + 1 if sheet.end else 0
    too_long = f"共 {height} 行，超过上限 {limits.rows} 行，请拆分后分次导入" if height > limits.rows else None
    merged = [(a + 1, b, c + 1, d) for (a, b), (c, d) in sheet.merged_cell_ranges or ()]
    return Grid(
        name,
        lambda: _rows(sheet, found.errors),
        height,
        visible,
        merged,
        frozenset(found.hidden_rows),
        frozenset(found.hidden_columns),
        epoch,
        too_long,
    )


def _rows(sheet: CalamineSheet, errors: dict[tuple[int, int], str]) -> Iterator[tuple[int, Values]]:
    """Rows from the first of the sheet (also where the used area begins lower), error cells put back."""
    if sheet.start is None:
        return
    yield from _with_errors(sheet.to_python(skip_empty_area=False) if any(sheet.start) else sheet.iter_rows(), errors)


def _with_errors(rows: Iterable[Sequence[Cell]], errors: dict[tuple[int, int], str]) -> Iterator[tuple[int, Values]]:
    """Numbered rows; an empty cell where an error is known becomes the error."""
    wrong = {row for row, _ in errors}
    for number, cells in enumerate(rows, start=1):
        if number not in wrong:
            yield number, cells
            continue
        yield (
            number,
            [ErrorCell(errors[number, column]) if cell == "" and (number, column) in errors else cell for column, cell in enumerate(cells)],
        )


def survey(content: bytes, limits: Limits) -> tuple[dict[str, Survey], date]:
    """Look through an xlsx: what each sheet holds, and the epoch of its dates. Raises FileRefused for bombs and broken zips."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as fault:
        raise FileRefused(f"文件已损坏或不是 Excel 表格，{SAVE_AS}") from fault
    names = {i.filename for i in infos}
    if not any(n.lower().endswith("workbook.xml") for n in names):
        what = (
            "OpenDocument 表格"
            if "content.xml" in names
            else "Word 或 PPT 文档"
            if any(n.startswith(("word/", "ppt/")) for n in names)
            else "二进制工作簿（xlsb）"
            if "xl/workbook.bin" in names
            else "压缩包"
        )
        raise FileRefused(f"文件内容是{what}，不是 .xlsx 表格，{SAVE_AS}")
    if sum(i.file_size for i in infos) > limits.unpacked_bytes or len(infos) > 5_000:
        raise FileRefused(f"文件解压后超过 {limits.unpacked_bytes // 1_000_000} MB，疑似异常压缩文件，不予打开；请只保留需要的数据后另存")
    left = limits.unpacked_bytes
    paths, epoch = _sheets(archive)
    surveys: dict[str, Survey] = {}
    longest = 0
    for info in infos:
        meter = _Meter(left)
        pieces = _unpacked(content, info, meter)
        if info.filename in paths:
            surveys[paths[info.filename]] = _survey_sheet(pieces, limits)
        elif info.filename.lower().endswith("sharedstrings.xml"):
            longest = _longest_string(pieces)
        else:
            for _ in pieces:
                continue
        left = meter.left
    if any(s.strings * longest > limits.text_bytes for s in surveys.values()):
        raise FileRefused("文件里的文字展开后过大，疑似异常文件，不予打开；请只保留需要的数据后另存")
    return surveys, epoch


class _Meter:
    """Bytes that may still be unpacked."""

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, size: int) -> None:
        """Count `size` bytes; refuse the file when nothing is left."""
        self.left -= size
        if self.left < 0:
            raise FileRefused("文件解压后过大，疑似异常压缩文件，不予打开；请只保留需要的数据后另存")


def _unpacked(content: bytes, info: zipfile.ZipInfo, meter: _Meter) -> Iterator[bytes]:
    """A member of the zip piece by piece, by its stream and not by the size it claims."""
    at = info.header_offset
    start = at + 30 + int.from_bytes(content[at + 26 : at + 28], "little") + int.from_bytes(content[at + 28 : at + 30], "little")
    packed = memoryview(content)[start : start + info.compress_size]
    if info.flag_bits & 1:
        raise FileRefused("文件设了打开密码，请在 Excel 中取消密码后另存，再导入")
    if info.compress_type == zipfile.ZIP_STORED:
        meter.take(len(packed))
        yield bytes(packed)
        return
    if info.compress_type != zipfile.ZIP_DEFLATED:
        raise FileRefused(f"文件使用了不常见的压缩方式，{SAVE_AS}")
    stream = zlib.decompressobj(-15)
    try:
        waiting = bytes(packed)
        while waiting and not stream.eof:
            piece = stream.decompress(waiting, _PIECE)
            waiting = stream.unconsumed_tail
            meter.take(len(piece))
            yield piece
    except zlib.error as fault:
        raise FileRefused(f"文件已损坏，{SAVE_AS}") from fault


def _sheets(archive: zipfile.ZipFile) -> tuple[dict[str, str], date]:
    """Path of each sheet's part → its name, and the epoch, from the workbook part and its relations."""
    try:
        path = next(n for n in archive.namelist() if n.lower().endswith("workbook.xml"))
        folder = PurePosixPath(path).parent
        book = _small_xml(archive, path)
        relations = _small_xml(archive, str(folder / "_rels" / (PurePosixPath(path).name + ".rels")))
    except (
        KeyError,
        ElementTree.ParseError,
        zipfile.BadZipFile,
        StopIteration,
        NotImplementedError,
        RuntimeError,
        zlib.error,
        EOFError,
    ) as fault:
        raise FileRefused(f"文件已损坏或不是 Excel 表格，{SAVE_AS}") from fault
    targets = {r.get("Id"): r.get("Target", "") for r in relations}
    paths, epoch = {}, EPOCH_1900
    for element in book.iter():
        tag = element.tag.rpartition("}")[2]
        if tag == "workbookPr" and element.get("date1904") in ("1", "true"):
            epoch = EPOCH_1904
        if tag == "sheet":
            target = targets.get(next((v for k, v in element.items() if k.endswith("}id")), None)) or ""
            full = target.lstrip("/") if target.startswith("/") else str(folder / target)
            paths[full] = element.get("name", "")
    return paths, epoch


def _small_xml(archive: zipfile.ZipFile, path: str) -> ElementTree.Element:
    with archive.open(path) as part:
        raw = part.read(2_000_000)
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise FileRefused(f"文件内有不安全的 XML 声明，不予打开，{SAVE_AS}")
    return ElementTree.fromstring(raw)


def _longest_string(pieces: Iterator[bytes]) -> int:
    """Bytes of the longest shared string (an upper bound: distance between two `<si` marks)."""
    longest = since = 0
    tail = b""
    for piece in pieces:
        data = tail + piece
        marks = data.split(b"<si")
        for i, part in enumerate(marks):
            since += len(part)
            if i < len(marks) - 1:
                longest, since = max(longest, since), 0
        tail = data[-2:] if data[-1:] in b"<s" else b""
        since -= len(tail)
    return max(longest, since)


def _survey_sheet(pieces: Iterator[bytes], limits: Limits) -> Survey:
    """Count rows and columns and note what the reader hides. Cells are cut only at their end marks, so no cell is
    seen in halves.
    """
    found, tail, row, column = Survey(), b"", 0, -1
    ends: tuple[bytes, ...] = (b"</c>", b"</row>")
    head_done = False
    for piece in pieces:
        data = tail + piece
        if not head_done and (opening := _SHEET_DATA.search(data)):
            _hidden_columns(data[: opening.start()], found)
            ends, head_done = (b"</" + (opening[1] or b"") + b"c>", b"</" + (opening[1] or b"") + b"row>"), True
        cut = max((at + len(end) for end in ends if (at := data.rfind(end)) >= 0), default=0)
        if cut == 0:
            tail = data if len(data) < 4_000_000 else b""
            continue
        whole, tail = data[:cut], data[cut:]
        row, column = _survey_piece(whole, found, row, column)
        if found.rows * max(1, found.width) > 4 * limits.cells:
            for _ in pieces:  # the meter must still see the rest
                continue
            break
    return found


def _survey_piece(data: bytes, found: Survey, row: int, column: int) -> tuple[int, int]:
    """Walk the row and cell marks of a piece; returns where the next piece goes on."""
    odd = b'"e"' in data or _FORMULA.search(data) is not None
    for token in _TOKEN.finditer(data):
        mark = token[0]
        if _IS_ROW.match(mark):
            number = _NUMBER.search(mark)
            row, column = int(number[1]) if number else row + 1, -1
            if _HIDDEN.search(mark):
                found.hidden_rows.add(row)
            continue
        ref = _REF.search(mark)
        column = _column_number(ref[1]) if ref else column + 1
        if mark.endswith(b"/>"):
            continue
        at = int(ref[2]) if ref else row
        found.rows, found.width = max(found.rows, at), max(found.width, column + 1)
        found.strings += b't="s"' in mark
        if odd:
            _note_error(data, token.end(), mark, found, (at, column))
    return row, column


def _note_error(data: bytes, start: int, mark: bytes, found: Survey, at: tuple[int, int]) -> None:
    """Keep an error cell, or a formula that has no stored result."""
    closing = _CELL_END.search(data, start)
    inner = data[start : closing.start() if closing else len(data)]
    value = _VALUE.search(inner)
    if b't="e"' in mark:
        found.errors[at] = value[1].decode("utf-8", "replace") if value else "#N/A"
    elif _FORMULA.search(inner) and (value is None or (value[1] == b"" and b't="str"' not in mark)):
        found.errors[at] = NO_RESULT


def _hidden_columns(head: bytes, found: Survey) -> None:
    for mark in _COLUMN.findall(head):
        first, last = re.search(rb'\bmin="(\d+)"', mark), re.search(rb'\bmax="(\d+)"', mark)
        if first and last and _HIDDEN.search(mark):
            found.hidden_columns.update(range(int(first[1]) - 1, min(int(last[1]), 16_384)))


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
