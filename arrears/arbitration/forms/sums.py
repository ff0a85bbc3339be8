"""Sums out of their working 计算式: 4600÷21.75×8×200% or 15×(100×310−6000), as people write it. Shape only: what is owed the law says.

    worked_out("4600÷21.75×5×2") == Decimal("2114.94")
"""

from __future__ import annotations

import re
from decimal import Decimal, DivisionByZero, InvalidOperation

from arrears.law.money import half_up

_SIGNS = str.maketrans("×✕xX＊÷／－−＋（）", "*****//--+()")
_TOKEN = re.compile(r"\s*(\d+(?:\.\d+)?%?|[-+*/()])")
LONGEST = 200


class _Reader:
    """A reader of sums: terms of factors, brackets, per cent. Raises `ValueError` for anything else."""

    def __init__(self, text: str) -> None:
        self.parts = self._split(text)
        self.at = 0

    @staticmethod
    def _split(text: str) -> list[str]:
        parts, place = [], 0
        while place < len(text.rstrip()):
            found = _TOKEN.match(text, place)
            if found is None:
                raise ValueError(text[place:])
            parts.append(found[1])
            place = found.end()
        return parts

    def _next(self) -> str:
        return self.parts[self.at] if self.at < len(self.parts) else ""

    def sum(self) -> Decimal:
        value = self.product()
        while self._next() in {"+", "-"}:
            sign = self.parts[self.at]
            self.at += 1
            value = value + self.product() if sign == "+" else value - self.product()
        return value

    def product(self) -> Decimal:
        value = self.factor()
        while self._next() in {"*", "/"}:
            sign = self.parts[self.at]
            self.at += 1
            value = value * self.factor() if sign == "*" else value / self.factor()
        return value

    def factor(self) -> Decimal:
        part = self._next()
        self.at += 1
        if part == "(":
            value = self.sum()
            if self._next() != ")":
                raise ValueError("(")
            self.at += 1
            return value
        if part.endswith("%"):
            return Decimal(part[:-1]) / 100
        if not part[:1].isdigit():
            raise ValueError(part)
        return Decimal(part)


def worked_out(text: str) -> Decimal | None:
    """The sum of a working to the fen; None when it is words or a date. Units (元, 天, 月, 个) and commas are left out."""
    plain = re.sub(r"[元天月日个小时,，\s]", "", text.split("=")[0].split("＝")[0]).translate(_SIGNS)
    if not plain or len(plain) > LONGEST or not re.search(r"[-+*/]", plain) or re.fullmatch(r"\d{4}([-/]\d{1,2}){1,2}", plain):
        return None
    try:
        reader = _Reader(plain)
        value = reader.sum()
    except (ValueError, DivisionByZero, InvalidOperation):
        return None
    return half_up(value) if reader.at == len(reader.parts) and value >= 0 else None
