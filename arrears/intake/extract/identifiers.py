"""Phones, identity numbers 身份证 and unified social credit codes 统一社会信用代码, each with its place in the text and its check.

Sources: GB 11643-1999 (identity number, ISO 7064 MOD 11-2), GB 32100-2015 (credit code, modulus 31).
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from arrears.intake.extract.scanning import scanner
from arrears.intake.extract.text import Span

_SPOKEN = dict(zip("零洞幺一壹二两贰三叁四肆五伍六陆七柒拐八捌九玖勾", "001112223344556677788999", strict=True))
_SAID = "零洞幺一壹二两贰三叁四肆五伍六陆七柒拐八捌九玖勾"
_MOBILE = scanner(r"(?<![\dA-Za-z.])(?:\+?86[ -]?)?1(?:[ \-]?\d){10}(?![\dXx])")
_SPOKEN_MOBILE = scanner(rf"(?<![{_SAID}\d])[1幺一壹](?:[ ,、\-]?[\d{_SAID}]){{10}}(?![{_SAID}\d])")
_SPOKEN_HEAD = scanner(rf"[1幺一壹][ ,、-]?[3-9三四五六七八九叁肆伍陆柒捌玖][ ,、-]?[{_SAID}\d]")
_LAND_LINE = scanner(r"(?<!\d)\(?(0(?:10|2\d|[3-9]\d\d))\)?[ -]?([2-9]\d{2,3}[ -]?\d{4})(?!\d)")
_ID = scanner(r"(?<![\dA-Za-z])[1-9]\d{5}[ -]?(?:19|20)(?:[ -]?\d){9}[ -]?[\dXx×](?![\dA-Za-z])")
_CODE = scanner(r"(?<![\dA-Za-z])(?:[159AaNnYy][1-9A-Ga-gYy])[ -]?\d{6}(?:[ -]?[0-9A-Za-z]){10}(?![\dA-Za-z])")
_LONG_NUMBER = scanner(r"(?<![\d.])\d[\dXx -]{7,}\d(?!\d)")

_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_WEIGHTS = tuple(3**n % 31 for n in range(17))


_MOST = 40  # phones that are read in one narrative


@dataclass(slots=True)
class Identifier:
    """A number in the text. `value` is normalised; `valid` is the outcome of its check digit (always true for a phone)."""

    span: Span
    value: str
    valid: bool = True


def id_check_digit(first17: str) -> str:
    """The 18th character of an identity number."""
    return "10X98765432"[sum(int(d) * w for d, w in zip(first17, _ID_WEIGHTS, strict=True)) % 11]


def credit_code_check(first17: str) -> str | None:
    """The 18th character of a credit code, or None where a character is not of its alphabet."""
    try:
        total = sum(_CODE_ALPHABET.index(c) * w for c, w in zip(first17, _CODE_WEIGHTS, strict=True))
    except ValueError:
        return None
    return _CODE_ALPHABET[(31 - total % 31) % 31]


def id_numbers(plain: str) -> list[Identifier]:
    """All that is written like an identity number, valid or not."""
    return [
        Identifier(Span(*m.span()), value, id_check_digit(value[:17]) == value[17])
        for m in _ID.finditer(plain)
        if len(value := re.sub(r"[ -]", "", m[0]).upper().replace("×", "X")) == 18
    ]


def credit_codes(plain: str) -> list[Identifier]:
    codes = []
    for m in _CODE.finditer(plain):
        value = re.sub(r"[ -]", "", m[0]).upper()
        if len(value) == 18 and not (
            value[:17].isdigit() and _ID.fullmatch(m[0]) and "信用代码" not in plain[max(0, m.start() - 12) : m.start()]
        ):
            codes.append(Identifier(Span(*m.span()), value, credit_code_check(value[:17]) == value[17]))
    return codes


def phones(plain: str, taken: list[Span]) -> list[Identifier]:
    """Mobile numbers (11 digits, written or spoken) and land lines with area code, from left to right; `taken`: spans of other numbers."""
    found: list[Identifier] = []

    def add(span: Span, value: str) -> None:
        if len(found) < _MOST and not any(span.overlaps(other) for other in [*taken, *(f.span for f in found)]):
            found.append(Identifier(span, value))

    for m in _MOBILE.finditer(plain):
        digits = re.sub(r"\D", "", m[0])[-11:]
        groups = [len(g) for g in re.split(r"[ -]+", m[0].removeprefix("+").removeprefix("86").strip(" -"))]
        if digits[0] == "1" and digits[1] in "3456789" and (groups[-1] > 1 or set(groups) == {1}):
            start = m.end() - len(m[0].removeprefix("+86").removeprefix("86").lstrip(" -")) if re.match(r"\+?86", m[0]) else m.start()
            add(Span(start, m.end()), digits)
    for m in _SPOKEN_MOBILE.finditer(plain) if _SPOKEN_HEAD.search(plain) else ():
        digits = "".join(_SPOKEN.get(c, c) for c in m[0] if c not in " ,、-")
        if len(digits) == 11 and digits[1] in "3456789" and not m[0].isascii():
            add(Span(*m.span()), digits)
    for m in _LAND_LINE.finditer(plain):
        add(Span(*m.span()), re.sub(r"\D", "", m[0]))
    return sorted(found, key=lambda f: f.span)


def long_numbers(plain: str) -> list[Span]:
    """Digit strings too long for a sum or a date that are no valid identifier either: wrong phones, account and order numbers."""
    return [
        Span(*m.span())
        for m in itertools.islice(_LONG_NUMBER.finditer(plain), _MOST)
        if sum(c.isdigit() for c in m[0]) >= 9 and not re.match(r"20[12]\d(?:0[1-9]|1[0-2]|\s?-\s?\d)", m[0])
    ]
