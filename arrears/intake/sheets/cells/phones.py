"""Telephone numbers 电话 as Excel leaves them: numbers, +86, blanks, hyphens, `.0`, two in one cell.

Saved form: digits only, a land line with its area code, an extension after a hyphen. The first number is the reporter's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time, timedelta

from . import Cell, ErrorCell, Unreadable, folded, is_unknown

_MOBILE = r"1[3-9]\d{9}"
_LANDLINE = r"0(?:10|2\d|[3-9]\d{2})[2-9]\d{6,7}"
_WHOLE = re.compile(rf"^(?:{_MOBILE}|{_LANDLINE})$")
_INSIDE = re.compile(rf"(?<!\d)(?:{_MOBILE}|{_LANDLINE})(?!\d)")
_COUNTRY = re.compile(r"^(?:\+|00)?86(?=1[3-9]\d{9}(?!\d)|0?\d{9,11}(?!\d))|^\+?86(?=1[3-9])")
_JOINERS = re.compile(r"(?<=[\d)])[-—–－_.·](?=[\d(])|[()（）\[\]]")
_EXTENSION = re.compile(r"(?:转|分机|ext\.?|x|#)(\d{1,6})$", re.IGNORECASE)
_HYPHEN_EXTENSION = re.compile(r"^(0\d{2,3}-?\d{7,8})-(\d{1,5})$")
_SCIENTIFIC = re.compile(r"^\d(?:\.\d+)?[eE]\+?\d+$")
_SEPARATORS = re.compile(r"[/、,，;；|或\n]+")
ANONYMOUS_WORDS = frozenset({"匿名", "保密", "未留电话", "不愿留", "无电话", "拒留", "隐藏", "未显示", "无号码", "网络匿名"})


@dataclass(frozen=True, slots=True)
class Phone:
    """The first number of a cell, a second one if there is one, and a note for the clerk."""

    first: str | None
    second: str | None = None
    note: str | None = None


NONE = Phone(None)


def read_phone(cell: Cell | ErrorCell) -> Phone:
    """The telephone number(s) of a cell, digits only. Raises Unreadable for a wrong number of digits, masked or
    rounded numbers.
    """
    if isinstance(cell, ErrorCell):
        raise Unreadable(cell.reason)
    if isinstance(cell, bool | date | time | timedelta):
        raise Unreadable(f"电话栏里是“{folded(cell)}”，不是电话号码")
    if isinstance(cell, int | float):
        return _number(cell)
    text = folded(cell)
    if is_unknown(text) or text in ANONYMOUS_WORDS:
        return NONE
    if _SCIENTIFIC.match(text):
        return _scientific(text)
    return _text(re.sub(r"\.0+$", "", text), str(cell))


def _number(cell: float) -> Phone:
    if cell != cell or abs(cell) >= 1e15 or cell != int(cell) or cell < 0:
        raise Unreadable(f"电话“{cell!r}”不是电话号码，请按文本重新填写")
    digits = str(int(cell))
    if re.match(r"^10[2-9]\d{7}$|^[2-9]\d{9,10}$", digits) and _WHOLE.match("0" + digits):  # 010-…, 0311-… typed as a number lose their 0
        return Phone("0" + digits, note=f"电话 {digits} 按固定电话补回区号前的 0，请核对")
    return _text(digits, digits)


def _scientific(text: str) -> Phone:
    """1.3200001037E10 still has all its digits; 1.32E+10 has lost them."""
    mantissa = text.lower().split("e")[0].replace(".", "")
    power = int(text.lower().split("e")[1])
    if len(mantissa) < power + 1 and len(mantissa) < 10:
        raise Unreadable(f"电话“{text}”已被表格软件改成科学计数，尾数丢失，请按文本重新填写完整号码")
    return _text(mantissa.ljust(power + 1, "0"), text)


def _text(text: str, shown: str) -> Phone:
    if re.search(r"\d[*＊xX×]{2,}\d*|[*＊]{3,}", text):
        raise Unreadable(f"电话“{text}”被遮盖，无法回访，请填写完整号码")
    extension = _HYPHEN_EXTENSION.match(text)
    if extension is None and (found := _EXTENSION.search(text)):
        return _with_extension(text[: found.start()], found[1])
    if extension is not None:
        return _with_extension(extension[1], extension[2])
    whole = _plain(text)
    if whole is not None:
        return Phone(whole)
    parts = [p for p in (_plain(p) for p in _SEPARATORS.split(re.sub(r"\s*\n\s*", "\n", shown)) if p.strip()) if p]
    if not parts:
        parts = _INSIDE.findall(_JOINERS.sub("", text)) or re.findall(rf"{_MOBILE}(?=1[3-9]\d{{9}}$)|(?<=\d{{11}}){_MOBILE}$", text)
    if parts:
        return Phone(parts[0], parts[1] if len(parts) > 1 else None)
    raise Unreadable(_wrong(text))


def _plain(text: str) -> str | None:
    """One number once +86, blanks, hyphens and brackets are off; None where this is no whole number."""
    bare = _JOINERS.sub("", re.sub(r"\s+", "", folded(text)))
    bare = re.sub(r"^(?:手机|电话|联系电话|座机|tel|mobile)[:：]?", "", bare, flags=re.IGNORECASE)
    bare = _COUNTRY.sub("", bare)
    if _WHOLE.match(bare):
        return bare
    if re.match(rf"^0{_MOBILE}$", bare):  # 0 before a mobile: old long-distance habit
        return bare[1:]
    return None


def _with_extension(number: str, extension: str) -> Phone:
    bare = _plain(number)
    if bare is None:
        raise Unreadable(_wrong(number))
    return Phone(f"{bare}-{extension}")


def _wrong(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    if not digits:
        return f"电话“{text}”里没有号码，请填写手机或带区号的固定电话；确实没有请留空"
    if digits.startswith("1") and len(digits) < 11:
        return f"电话“{text}”只有 {len(digits)} 位，手机号应为 11 位，请补全"
    if digits.startswith("1") and len(digits) > 11:
        return f"电话“{text}”有 {len(digits)} 位，手机号应为 11 位，请核对"
    if len(digits) in (7, 8):
        return f"电话“{text}”没有区号，请写成 010-{digits} 这样的形式"
    return f"电话“{text}”不是手机号（11 位）或带区号的固定电话，请核对"
