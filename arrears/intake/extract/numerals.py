"""Numbers as people write them: 86,400.50 · 三百二 · 十二万八 · 3万2 · 1w5 · 8.5k · 四十多万 · 两三万 · 贰万叁千元.

Rules of the contract: 多/余/来/出头 are dropped, ranges take the lower end, 万把块 is 10000; 几千, 好几万, 大几千 have no figure
(value None).
Reads plain text only (see text.py); never decides what a number counts (quantities.py does).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

DIGITS = {c: n for n, group in enumerate(["零", "一壹幺", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"]) for c in group}
UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10000, "亿": 100000000, "w": 10000, "W": 10000, "k": 1000, "K": 1000}
_FORMAL = set("壹贰叁肆伍陆柒捌玖")
_START = re.compile(  # one class first: the engine passes over all other characters
    r"[\d一二两三四五六七八九十壹贰叁肆伍陆柒捌玖廿卅几数万千百](?:(?<![万千百])|(?<=百)(?=万)|(?<=千)(?=万)|(?=[把来](?:块|元|人|号|个))|(?<=百)(?=十(?:来|块|元|个|号|人)))"
)
_ARABIC = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?")
_CHINESE = re.compile(r"[零一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖廿卅]+")
_MORE = re.compile(r"[多余来几]")
_UNIT = re.compile(r"\s?[万亿百千]|\s?[wWkK](?![A-Za-z])")
_NOT_A_TAIL = re.compile(r"\s?(?:月|日|号|年|天|个|名|人|位|期|栋|楼|层|点|岁|次|、|-|至|到(?=\s?[\d一二两三四五六七八九十])|\d|%|\.\d)")
_AFTER_FIGURE = frozenset("多余来几万亿百千wWkK -到至、")
_LEADING_RANGE = re.compile(r"(\d+(?:\.\d+)?)\s?[-到至、]\s?(?=\d+(?:\.\d+)?\s?(?:万|千|百|[wWkK](?![A-Za-z])))")


@dataclass(slots=True)
class Numeral:
    """A number in the text. `value` is None where the words name no figure; `rounded` where 多, 余, 几 or a range stood."""

    start: int
    end: int
    value: float | None
    rounded: bool = False
    arabic: bool = False


def numerals(plain: str, covered: bytearray | None = None) -> Iterator[Numeral]:
    """All numbers of a text, from left to right, but for those that begin at a covered character (a phone, a date)."""
    at = 0
    while found := _START.search(plain, at):
        if covered and covered[found.start()]:
            at = max(covered.find(0, found.start()), found.end())
            continue
        number = numeral(plain, found.start())
        if number is None:
            at = found.end()
            continue
        yield number
        at = max(number.end, found.end())


def numeral(plain: str, at: int) -> Numeral | None:
    """The number that begins at `at`, or None."""
    head = plain[at]
    if head in "几数":
        return _no_figure(plain, at)
    if head in "千百" and plain[at + 1 : at + 2] == "万":
        return Numeral(at, at + 2, UNITS[head] * 10000.0, rounded=True)
    if head in "万千百":
        return Numeral(at, at + 2, UNITS[head] if plain[at + 1] != "十" else 100.0, rounded=True)
    if head.isdigit():
        return _from_arabic(plain, at)
    return _from_chinese(plain, at)


def _no_figure(plain: str, at: int) -> Numeral | None:
    found = re.compile(r"[几数]([十百千万]+)").match(plain, at)
    if found:
        return Numeral(at, found.end(), None, rounded=True)
    return Numeral(at, at + 1, None, rounded=True) if plain[at] == "几" else None


def _from_arabic(plain: str, at: int) -> Numeral | None:
    found = _ARABIC.match(plain, at)
    if not found:
        return None
    value, end, rounded = float(found[0].replace(",", "")), found.end(), False
    after = plain[end : end + 1]
    if after not in _AFTER_FIGURE:
        return Numeral(at, end, value, False, arabic=True)
    ranged = _LEADING_RANGE.match(plain, at) if after in " -到至、" else None
    if ranged and ranged.end(1) == found.end():
        upper = _from_arabic(plain, ranged.end())
        if upper and upper.value is not None:
            unit = _unit_of(plain, upper)
            if unit > 1 and value * unit < upper.value:
                return Numeral(at, upper.end, value * unit, rounded=True, arabic=True)
    value, end, rounded = _with_units(plain, value, end)
    return Numeral(at, end, value, rounded, arabic=True)


def _unit_of(plain: str, number: Numeral) -> int:
    digits = _ARABIC.match(plain, number.start)
    unit = _UNIT.match(plain, digits.end()) if digits else None
    return UNITS[unit[0].strip()] if unit else 1


def _with_units(plain: str, value: float, end: int) -> tuple[float, int, bool]:
    """Units and the lesser parts after a first figure: 万多, w5, 万零500, 十五万三千."""
    rounded, unit = False, 1
    more = _MORE.match(plain, end)
    if more and (_UNIT.match(plain, more.end()) or more[0] != "几"):
        after = _UNIT.match(plain, more.end())
        if more[0] != "来" or after or re.match(r"[个名人号位块元万天]", plain[more.end() : more.end() + 1]):
            rounded, end = True, more.end()
    while found := _UNIT.match(plain, end):
        unit = UNITS[found[0].strip()]
        value, end = value * unit, found.end()
        if unit >= 10000 and plain[end : end + 1] in "万亿":
            continue
        break
    if unit == 1:
        return value, end, rounded
    if not rounded and (more := _MORE.match(plain, end)):
        return value, more.end(), True
    tail, end = _tail(plain, end, unit)
    if tail and (more := _MORE.match(plain, end)):
        return value + tail, more.end(), True
    return value + tail, end, rounded


def _tail(plain: str, at: int, unit: int) -> tuple[float, int]:
    """The part below the last unit: 万2 = 2000, 万2千 = 2000, 万零500 = 500, 万五 = 5000."""
    if plain[at : at + 1] == "零":
        at += 1
        zero = True
    else:
        zero = False
    arabic = _ARABIC.match(plain, at)
    if arabic:
        figure, end = float(arabic[0].replace(",", "")), arabic.end()
        lesser = _UNIT.match(plain, end)
        if lesser and UNITS[lesser[0].strip()] < unit:
            below, after = _tail(plain, lesser.end(), UNITS[lesser[0].strip()])
            return figure * UNITS[lesser[0].strip()] + below, after
        if _NOT_A_TAIL.match(plain, end):
            return 0.0, at - zero
        if len(arabic[0]) == 1 and not zero:
            return figure * unit / 10, end
        return (figure, end) if figure < unit else (0.0, at - zero)
    words = _CHINESE.match(plain, at)
    if words and (not _NOT_A_TAIL.match(plain, words.end()) or words[0][-1] in "百千"):
        text = _lower_end(words[0])[0] if len(words[0]) == 2 else words[0]  # 一万三四 = 13000
        if text[-1] == "一" and len(text) > 1 and plain[words.end() : words.end() + 1] in ("分", "毛"):
            return (_chinese_value(text[:-1]) or 0.0), words.end() - 1  # 两万零八百一分没见着
        if text == "一" and not zero and plain[words.end() : words.end() + 1] in tuple("拖直分点起共次年天边旦再定下切毛并"):
            return 0.0, at
        if len(text) == 1 and text in DIGITS and not zero:
            return DIGITS[text] * unit / 10, words.end()
        value = _chinese_value(text)
        if value is not None and value < unit:
            return value, words.end()
    return 0.0, at - zero


def _from_chinese(plain: str, at: int) -> Numeral | None:
    found = _CHINESE.match(plain, at)
    if not found:
        return None
    text, end = found[0], found.end()
    if len(text) > 1 and text[-1] == "零":
        text, end = text.rstrip("零"), end - 1
    if len(text) > 2 and text[-1] == "一" and text[-2] in "百千万" and plain[end : end + 1] in ("个", "分", "毛"):
        text, end = text[:-1], end - 1  # 四百一个人: four hundred, each
    if (
        len(text) > 2
        and text[-1] == "一"
        and text[-2] in DIGITS
        and text[-3] in "百千万"
        and plain[end : end + 1] in tuple("个天人月件次平米小年日")
    ):
        text, end = text[:-1], end - 1  # 四千五一个月: 4500 a month
    lower, ranged = _lower_end(text)
    if plain[end : end + 1] == "几" and text[-1] in "十廿卅百":
        end, ranged = end + 1, True
    value = _chinese_value(lower)
    if value is None:
        return None
    if plain[end : end + 1] == "万" and _plain_digits(lower):
        return None
    whole, end, rounded = _with_units(plain, value, end)
    return Numeral(at, end, whole, rounded or ranged)


def _plain_digits(text: str) -> bool:
    return len(text) > 1 and all(c in DIGITS for c in text)


def _lower_end(text: str) -> tuple[str, bool]:
    """两三 → 两, 二三十 → 二十, 十一二 → 十一: neighbouring digits are a range, its lower end counts."""
    for place in range(len(text) - 1):
        first, second = DIGITS.get(text[place]), DIGITS.get(text[place + 1])
        pair = first and second and (second == first + 1 or (first, second) == (3, 5))
        if pair and (len(text) == 2 or not _plain_digits(text)):
            return text[: place + 1] + text[place + 2 :], True
    return text, False


def _chinese_value(text: str) -> float | None:
    """Value of Chinese digits below 10000. A lone digit after 百 or 千 is of the next lower unit: 三百二 = 320."""
    if _plain_digits(text):
        return float("".join(str(DIGITS[c]) for c in text))
    total, digit, unit, last, zero = 0, None, 1, 0, False
    for c in text:
        if c in DIGITS:
            zero = zero or c == "零"
            digit = DIGITS[c] if c != "零" else digit
        elif c in "廿卅":
            total, digit, last = total + (20 if c == "廿" else 30), None, 10
        else:
            unit = UNITS[c]
            total += (1 if digit is None else digit) * unit
            digit, last, zero = None, unit, False
    if digit is not None:
        total += digit * (last // 10) if last > 10 and not zero else digit
    return float(total)
