"""CSV and other text tables: which encoding, which separator, which record.

UTF-8 (with or without BOM), UTF-16 with BOM (Excel's "Unicode 文本") and GB18030 are read. A file of mixed encodings
is refused with the first line that cannot be read as the lines before it: GBK would decode many UTF-8 lines
"successfully" into mojibake. Record numbers count from 1 with the heading; a record may run over several lines.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from .grids import Grid, Values
from .refusal import FileRefused, Limits

SEPARATORS = (",", "\t", ";", "|", "，", "；")


def text_grid(content: bytes, limits: Limits) -> Grid:
    """A delimited text as one grid named `CSV`. Raises FileRefused for mixed or unknown encodings and for overlong files."""
    text = decoded(content)
    separator = separator_of(text)
    height, width = 0, 0
    for number, record in enumerate(_records(text, separator), start=1):
        if any(cell.strip() for cell in record):
            height = number
            width = max(width, len(record))
    if width > limits.columns:
        raise FileRefused(f"表中有 {width} 列，超过上限 {limits.columns} 列，请只保留需要的列")
    if height == 0:
        raise FileRefused("文件里没有内容，请核对导出是否完成后重新上传")
    too_long = f"共 {height} 行，超过上限 {limits.rows} 行，请拆分后分次导入" if height > limits.rows else None

    def rows() -> Iterator[tuple[int, Values]]:
        for number, record in enumerate(_records(text, separator), start=1):
            if number > height:
                return
            yield number, record

    return Grid("CSV", rows, height, too_long=too_long)


def _records(text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
    try:
        yield from reader
    except csv.Error as fault:
        raise FileRefused(f"第 {reader.line_num} 行的引号或分隔符不成对（{fault}），请用 Excel 打开核对后另存为 .xlsx") from fault


def decoded(content: bytes) -> str:
    """The text of a file in one encoding. Raises FileRefused naming the line where the encoding changes."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16")
        except UnicodeDecodeError as fault:
            raise FileRefused("文件标明是 UTF-16 编码，但读不出来，请用 Excel 打开后另存为 .xlsx") from fault
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _chinese(content)
    if not text.isascii() and not any("\u3000" <= c <= "\u9fff" for c in text):  # a short GBK file can look like Latin or Greek UTF-8
        try:
            return content.decode("gb18030")
        except UnicodeDecodeError:
            return text
    return text


def _chinese(content: bytes) -> str:
    """GB18030, unless some lines are UTF-8 and others are not."""
    lines = content.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    kinds = [_kind(line) for line in lines]
    first = next((k for k in kinds if k is not None), "gb18030")
    for number, kind in enumerate(kinds, start=1):
        if kind is not None and kind != first:
            raise FileRefused(
                f"文件里混有不同的文字编码：第 {number} 行不能按前面各行的编码（{_TITLES[first]}）读出，"
                "请把两种来源的数据分开保存，或另存为 .xlsx"
            )
    try:
        return content.decode("gb18030")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise FileRefused(f"第 {line} 行的文字既不是 UTF-8 也不是 GB18030 编码，读不出来，请用 Excel 打开后另存为 .xlsx") from fault


_TITLES = {"utf-8": "UTF-8", "gb18030": "GB18030", "unknown": "未知编码"}


def _kind(line: bytes) -> str | None:
    """The encoding that a line shows; None for plain ASCII, which fits all."""
    if line.isascii():
        return None
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if all(c.isascii() or "\u2000" <= c <= "\uffef" or c > "\uffff" or c in "·×÷°±§" for c in text):
            return "utf-8"
    try:
        line.decode("gb18030")
    except UnicodeDecodeError:
        return "unknown"
    return "gb18030"


def separator_of(text: str) -> str:
    """The separator that splits most of the first records into the same number of cells; a comma where none does."""
    best, best_score = ",", 0.0
    for separator in SEPARATORS:
        widths = []
        for record in csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=separator):
            if any(cell.strip() for cell in record):
                widths.append(len(record))
            if len(widths) >= 30:
                break
        width, times = Counter(widths).most_common(1)[0] if widths else (1, 0)
        score = (width - 1) * times / max(1, len(widths)) if width > 1 else 0.0
        if score > best_score * 1.2:
            best, best_score = separator, score
    return best
