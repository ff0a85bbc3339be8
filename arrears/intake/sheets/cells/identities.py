"""Identity numbers 证件号 and bank accounts 银行账号, where a lost digit is worse than an empty cell.

Excel keeps 15 significant digits. An id number or account typed as a number has lost its tail for good: refused with
its row, whatever the file's author meant. The check digit of an 18-character number follows GB 11643; the date of
birth inside must exist.
"""

from __future__ import annotations

import re
from datetime import date, time, timedelta

from . import Cell, ErrorCell, Unreadable, folded, is_unknown

LOST = 10**15  # a numeric cell from here on has lost digits
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_SCIENTIFIC = re.compile(r"^\d(?:\.\d+)?[eE]\+?\d+$")
_JOINERS = re.compile(r"[\s-]")


def read_identity(cell: Cell | ErrorCell) -> str | None:
    """The number as text, upper case, without blanks; not yet checked (see `identity_fault`). Raises Unreadable where
    digits are lost.
    """
    return _digits(cell, "证件号")


def read_account(cell: Cell | ErrorCell) -> str | None:
    """A bank account or card number as digits. Raises Unreadable where digits are lost or other characters stand in it."""
    text = _digits(cell, "账号")
    if text is not None and not re.fullmatch(r"\d{8,32}", text):
        raise Unreadable(f"账号“{text}”不是 8 至 32 位数字，请核对")
    return text


def _digits(cell: Cell | ErrorCell, what: str) -> str | None:
    if isinstance(cell, ErrorCell):
        raise Unreadable(cell.reason)
    if isinstance(cell, bool | date | time | timedelta):
        raise Unreadable(f"{what}栏里是“{folded(cell)}”，不是{what}")
    if isinstance(cell, int | float):
        if cell != cell or abs(cell) >= LOST:
            raise Unreadable(f"{what}在表中是数字格式，第 15 位以后已被表格软件改成 0，无法恢复；请把该列设为“文本”，重新填写完整{what}")
        if cell != int(cell) or cell < 0:
            raise Unreadable(f"{what}“{cell!r}”不是有效号码，请按文本重新填写")
        return str(int(cell))
    text = _JOINERS.sub("", folded(cell)).upper()
    if is_unknown(text):
        return None
    if _SCIENTIFIC.match(text):
        raise Unreadable(f"{what}“{text}”已被表格软件改成科学计数，尾数丢失；请把该列设为“文本”，重新填写完整{what}")
    return re.sub(r"\.0+$", "", text)


def identity_fault(number: str) -> str | None:
    """Why an identity number cannot be right, in Chinese, or None. Only the resident card of 18 characters is known
    as right.
    """
    if re.search(r"[*＊]", number):
        return f"身份证号“{number}”被遮盖，请填写完整号码"
    if re.fullmatch(r"\d{15}", number):
        return f"身份证号“{number}”是 15 位的旧号码，请改填 18 位"
    if not re.fullmatch(r"\d{17}[\dX]", number):
        return f"身份证号“{number}”不是 18 位（现为 {len(number)} 位），请核对；不是居民身份证的请在证件类型中注明"
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return f"身份证号“{number}”中的出生日期不存在，请核对"
    if born.year < 1900:
        return f"身份证号“{number}”中的出生年份不合理，请核对"
    if _CHECK[sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=False)) % 11] != number[17]:
        return f"身份证号“{number}”的校验位不对，至少有一位填错，请核对"
    return None
