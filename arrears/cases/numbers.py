"""Case numbers 案号: the form of each series (documents.md 3), drawn by `numbering` in the issuing transaction."""

from __future__ import annotations

import unicodedata
from datetime import date

from arrears import numbering
from arrears.access.models import Body

SERIES: dict[str, str] = {
    "lead": "lead",
    "mediation": "调",
    "arbitration": "仲",
    "inspection": "监案",
    "supervision": "督提",
}
"""Series of each procedure's own number. An order of supervision gets its 督 number when it is listed; a proposal has its own."""


def written(body: Body, series: str, year: int, n: int) -> str:
    """A number of a body as it is printed."""
    letter = body.letter
    suffix = "" if body.kind != "station" else f"（{(body.letterhead or {}).get('short', body.name)}）"
    if series == "lead":
        return f"XS{letter or '京'}{suffix}-{year}-{n:06d}"
    if series.startswith("监"):
        return f"京{letter}人社{series}字〔{year}〕第{n}号"
    if series == "调":
        return f"京{letter}{suffix}劳人调字〔{year}〕第{n}号"
    if series == "仲":
        return f"京{letter}劳人仲字〔{year}〕第{n}号"
    if series.startswith("档"):  # 归档号: fonds, year, class, five digits
        return f"{(body.letterhead or {}).get('fonds') or letter or '京'}-{year}-{series[1:]}-{n:05d}"
    if series == "函":  # official letters: no 第 (GB/T 9704)
        return f"京{letter}{suffix}人社函〔{year}〕{n}号"
    return f"京{letter}{suffix}劳人仲{series}字〔{year}〕第{n}号"


def draw(body: Body, series: str, on: date, used_for: str) -> str:
    """Draw the next number of a series and enter it in the register. Needs `writing()`."""
    n = numbering.draw(body.id, series, on.year)
    text = written(body, series, on.year, n)
    numbering.record(body.id, series, on.year, n, text, used_for)
    return text


def case_number(body: Body, procedure: str, on: date, used_for: str) -> str:
    """Draw the number of a new proceeding. Needs `writing()`."""
    return draw(body, SERIES[procedure], on, used_for)


def folded(text: str) -> str:
    """A number in the form in which it is searched: 〔〕[]（）() are one, no blanks (documents.md: accept all brackets)."""
    plain = unicodedata.normalize("NFKC", text)
    return plain.translate(str.maketrans("〔〕[]【】", "()()()")).replace(" ", "")
