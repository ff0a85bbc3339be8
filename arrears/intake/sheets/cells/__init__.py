"""Cell parsers: one spreadsheet cell in, one value out, or the reason in Chinese why not.

Each parser takes a `Cell` as the file reader gives it and returns `Read(value, note)`. `value` is None for an empty
cell or a word that says "unknown" (不详). `note` is a Chinese sentence where the value was taken with a doubt that
the clerk should see. A cell that cannot be read raises `Unreadable`, whose text names what is wrong and the way out.
No parser ever guesses.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Generic, TypeVar

Cell = str | float | int | bool | date | datetime | time | timedelta | None

T = TypeVar("T")


class Unreadable(ValueError):
    """The cell cannot be read; the text is for the clerk: what is wrong and the way out."""


@dataclass(frozen=True, slots=True)
class Read(Generic[T]):
    """A value read from a cell, with a note where the clerk should look twice."""

    value: T | None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """An Excel error (#N/A, #VALUE!…) or a formula without a stored result; never read as an empty cell."""

    what: str

    def __str__(self) -> str:
        return self.what

    @property
    def reason(self) -> str:
        """Why the cell is not read, in Chinese."""
        if self.what == NO_RESULT:
            return "单元格是公式但文件里没有存计算结果，请用 Excel 打开并保存一次，或直接填写数值"
        return f"单元格是错误值 {self.what}，请在表中改成正确内容"


NO_RESULT = "公式无结果"

UNKNOWN_WORDS = frozenset(
    {
        "",
        "-",
        "--",
        "---",
        "—",
        "——",
        "/",
        "//",
        "\\",
        "*",
        ".",
        "无",
        "没有",
        "暂无",
        "空",
        "不详",
        "未知",
        "不清楚",
        "不知道",
        "不明",
        "不清",
        "未填",
        "未提供",
        "未留",
        "未说明",
        "未透露",
        "不便透露",
        "拒绝提供",
        "待核实",
        "待查",
        "待定",
        "不确定",
        "说不清",
        "记不清",
        "NA",
        "N/A",
        "n/a",
        "na",
        "NULL",
        "null",
        "None",
        "none",
        "nan",
        "无法提供",
    }
)  # words that mean: nothing is known here

_BLANKS = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|_x000[dD]_")
_HAN = "\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BLANK_BETWEEN_HAN = re.compile(rf"(?<=[{_HAN}（）()·])\s+(?=[{_HAN}（）()·])")

_TELLING = 200  # characters of a text that are looked at for mojibake
_ASCII = bytes(range(128))
_NO_ASCII = dict.fromkeys(range(128))


def as_text(cell: Cell | ErrorCell) -> str:
    """The cell as a person reads it: 3.0 is `3`, a date is `2026-01-05`; ends trimmed, invisible characters dropped."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        text = cell if cell.isprintable() and "_x" not in cell else _INVISIBLE.sub("", cell)
        text = text.strip()
        return text[1:] if text[:1] == "'" and text[1:2] in tuple("=+-@＝＋－＠0123456789") else text
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M").removesuffix(" 00:00")
    return str(cell)


def folded(cell: Cell | ErrorCell) -> str:
    """The cell as text in half width (NFKC) without any white space: for comparing and for digits, never for saving."""
    text = as_text(cell)
    return _BLANKS.sub("", text if text.isascii() else unicodedata.normalize("NFKC", text))


def tidy(text: str) -> str:
    """A name as it is saved: no white space inside Chinese (张 三, a line break in a firm's name), single blanks elsewhere."""
    return _BLANKS.sub(" ", _BLANK_BETWEEN_HAN.sub("", text)).strip()


def is_unknown(text: str) -> bool:
    """Whether the text says that nothing is known (空, 不详, /)."""
    return text in UNKNOWN_WORDS or text.strip("()（）。.") in UNKNOWN_WORDS


def is_garbled(text: str) -> bool:
    """Whether a text is mojibake 乱码: holds U+FFFD, or is UTF-8 that somebody read as GBK or Latin-1 before it came to us.

    The test turns the text back: when most of its bytes make Chinese again as UTF-8, it was never meant as it stands.
    """
    if text.isascii():
        return False
    if "\ufffd" in text or "锟斤拷" in text or "烫烫烫" in text:
        return True
    for wrong in ("gb18030", "cp1252"):
        raw = text[:_TELLING].encode(wrong, "ignore")
        again = raw.decode("utf-8", "ignore")
        foreign, high = again.translate(_NO_ASCII), len(raw.translate(None, _ASCII))
        if len(foreign) >= 2 and len(foreign) * 3 >= 0.6 * high:
            han = sum("\u4e00" <= c <= "\u9fff" for c in foreign)
            if han >= 2 and han * 3 >= 0.6 * high:
                return True
    return False


def plain_decimal(value: Decimal) -> str:
    """A Decimal without exponent or trailing zeros: 38850.00 → `38850`."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
