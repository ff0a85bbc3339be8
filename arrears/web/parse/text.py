"""Signs as typed 字符: full width to half width, Chinese numerals, whole numbers."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

LONGEST = 100
"""Characters beyond which no date, amount or number is looked for."""

_TEN = ("零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
DIGITS = {sign: value for value, signs in enumerate(_TEN) for sign in signs}
UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}

_CHINESE = re.compile(f"(?<![周期拜])[{''.join(DIGITS)}{''.join(UNITS)}廿卅]+")
_SIGNS = str.maketrans({"。": ".", "﹒": ".", "・": ".", "·": ".", "—": "-", "–": "-", "−": "-", "‐": "-", "、": ",", "号": "日"})


class NotUnderstood(ValueError):
    """The text is no such value. `str()` is a Chinese sentence for the person who typed it: what is wrong and the way out."""


def half_width(text: str) -> str:
    """Full-width letters, digits and punctuation in half width, all blanks and invisible signs gone.

    >>> half_width("３２，０００　元")
    '32,000元'
    """
    folded = unicodedata.normalize("NFKC", text[:LONGEST])
    return "".join(sign for sign in folded if not sign.isspace() and unicodedata.category(sign) not in {"Cf", "Cc"})


def plain_signs(text: str) -> str:
    """`half_width`, and the stops, dashes and 号 that stand for others in dates and times."""
    return half_width(text).translate(_SIGNS)


def small_number(text: str) -> int | None:
    """A number below 10,000 in Chinese: 十五, 廿三, 二百零三, 二〇二六 (digit by digit). None if it is not one."""
    if not text:
        return None
    text = text.replace("廿", "二十").replace("卅", "三十")
    if all(sign in DIGITS for sign in text):
        return int("".join(str(DIGITS[sign]) for sign in text)) if len(text) <= 4 else None
    total, digit, last = 0, None, 10_000
    for sign in text:
        if sign in DIGITS:
            if digit:  # two digits in a row among units: 三二十
                return None
            digit = DIGITS[sign]
        else:
            unit = UNITS[sign]
            if unit >= last or digit == 0:
                return None
            total, digit, last = total + (1 if digit is None else digit) * unit, None, unit
    return total + (digit or 0)


def arabic(text: str) -> str:
    """Chinese numerals inside a date or time as digits: 三月五日 -> 3月5日, 二〇二六年 -> 2026年. Weekdays stay."""

    def written(match: re.Match[str]) -> str:
        number = small_number(match[0])
        return match[0] if number is None else str(number)

    return _CHINESE.sub(written, text)


def read_count(text: str, *, what: str = "人数", low: int = 0, high: int = 1_000_000) -> int:
    """A whole number: 37, ３７, 37人, 三十七, 1,200. Raises NotUnderstood."""
    bare = re.sub(r"(个人|个|人|名|件|份|天|日|次|期|月|年|岁)$", "", half_width(text))
    number = small_number(bare) if bare and all(s in DIGITS or s in UNITS or s in "廿卅" for s in bare) else None
    if number is None:
        if re.fullmatch(r"\d{1,3}(,\d{3})+|\d{1,12}", bare) is None or not bare.isascii():
            raise NotUnderstood(f"{what}要写成整数，例如 37。")
        number = int(bare.replace(",", ""))
    if not low <= number <= high:
        raise NotUnderstood(f"{what}应在 {low} 至 {high} 之间，您填了 {number}。")
    return number


def grouped_rightly(digits: str) -> bool:
    """Whether commas stand every three digits (32,000) or every four (3,2000), as both are written."""
    groups = digits.split(",")
    if len(groups) == 1:
        return True
    sizes = {len(group) for group in groups[1:]}
    return sizes in ({3}, {4}) and 0 < len(groups[0]) <= max(sizes) and all(a and b for a, b in pairwise(groups))
