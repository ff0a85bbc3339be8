"""Chinese numerals 一二三 and 壹贰叁 as numbers, for cells typed in words; strict, None where the text is anything else."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    c: i for i, row in enumerate(("〇零", "一壹", "二贰两俩", "三叁仨", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")) for c in row
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_CHARS = frozenset(_DIGITS) | frozenset(_UNITS) | frozenset("万亿")
_GROUPS = re.compile(r"^(?:(?P<yi>[^亿]+)亿)?(?:(?P<wan>[^万亿]+)万)?(?P<rest>[^万亿]*)$")


def chinese_number(text: str) -> int | None:
    """`两万三` → 23000, `一万零五百` → 10500, `贰万叁仟` → 23000, `十五` → 15; None where the text is no whole
    Chinese numeral.
    """
    if not text or any(c not in _CHARS for c in text):
        return None
    found = _GROUPS.match(text)
    if found is None:
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))  # 二〇二六
    total, last_unit = 0, 1
    for name, unit in (("yi", 10**8), ("wan", 10**4), ("rest", 1)):
        part = found[name]
        if not part:
            continue
        value = _below_ten_thousand(part)
        if value is None:
            return None
        if name == "rest" and last_unit > 1 and len(part) == 1 and part in _DIGITS:  # 两万三 is 23000
            value *= last_unit // 10
        total += value * unit
        last_unit = unit
    return total


def _below_ten_thousand(part: str) -> int | None:
    """`三千二` → 3200, `一百零五` → 105, `十二` → 12; None where units do not fall from left to right or digits
    stand side by side.
    """
    total, digit, unit_before, zero = 0, None, 10**4, False
    for char in part:
        if char in _DIGITS:
            if digit is not None and digit != 0:
                return None
            zero = _DIGITS[char] == 0 or (zero and digit == 0)
            digit = _DIGITS[char]
            continue
        unit = _UNITS[char]
        if unit >= unit_before or (digit is None and unit != 10):
            return None
        total += (1 if digit is None or (digit == 0 and unit == 10) else digit) * unit
        unit_before, digit, zero = unit, None, False
    if digit:
        total += digit if zero or unit_before in (10, 10**4) else digit * (unit_before // 10)
    return total


def spoken_decimal(text: str) -> Decimal | None:
    """A whole Chinese numeral as Decimal, or None."""
    number = chinese_number(text)
    return None if number is None else Decimal(number)
