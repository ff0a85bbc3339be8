"""Wording 用语: how amounts, days, hours, periods and id numbers stand in a paper, and which runs of signs no line may split.

Templates use these as filters; amounts and numerals themselves are `arrears.law.money` and `arrears.law.numerals`. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from markupsafe import Markup, escape

from arrears.documents.facts import Period
from arrears.law.numerals import date_in_text, period_in_text

# Runs that stay on one line (documents.md 1: line breaking). Longest first: a case number holds a year and a number.
UNSPLIT = (
    r"(?:京|XS)?[一-鿿]{1,9}〔\d{4}〕第?\d+号(?:之[一二三四五六七八九十])?(?:-?[履转]\d*)?",
    r"XS[一-鿿]?-\d{4}-\d{6}(?:-转\d+)?",
    r"〔\d{4}〕第?\d+号",
    r"\d{4}年\d{1,2}月\d{1,2}日(?:\d{1,2}时(?:\d{1,2}分)?)?",
    r"\d{4}年\d{1,2}月",
    r"\d{1,2}时(?:\d{1,2}分)?",
    r"[〇一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日",
    r"[\d,]+\.\d\d元?",
    r"[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]{3,}",
    r"\d{6}[\d*]{8}\d{3}[\dXx]",
    r"[0-9A-Z]{18}",
    r"第[\d一二三四五六七八九十百]+[号条款项期页行次栏]",
    r"[\d,.]+[元人名日天个份页期件%％小时]+",
    r"[一二三四五六七八九十]+[日天]内",
    r"\d{3,4}-\d{7,8}|1\d{10}|\d{5}",
    r"[A-Z0-9]{4}(?:-[A-Z0-9]{4}){2}",
)
LONGEST_CAPITAL = 14  # characters of a 大写 kept whole; a longer one may break after 亿, 万 or 元
TITLE_SIGNS = 20  # signs of 22 pt on a line of 156 mm
TAG = re.compile(r"(<[^>]+>)")


def moment(at: datetime) -> str:
    """An instant in a text: 2026年3月5日9时30分; on the hour 9时."""
    return date_in_text(at.date()) + hour(at)


def hour(at: datetime) -> str:
    """The time of day: 9时30分; on the hour 9时."""
    return f"{at.hour}时" + (f"{at.minute:02d}分" if at.minute else "")


def span(start: datetime, end: datetime) -> str:
    """Start and end of a session, the day named once when it is one day."""
    tail = hour(end) if start.date() == end.date() else moment(end)
    return f"{moment(start)}至{tail}"


def period(value: Period) -> str:
    """2026年1月1日至2026年3月31日, both ends in full."""
    return period_in_text(value.start, value.end)


def ascii_day(day: date | None) -> str:
    """The eight-digit day of a dossier index: 20260305."""
    return f"{day:%Y%m%d}" if day else ""


def masked(id_no: str) -> str:
    """An id number with its middle hidden: first six and last four stay (documents.md 4)."""
    return id_no[:6] + "*" * (len(id_no) - 10) + id_no[-4:] if len(id_no) > 10 else "*" * len(id_no)


def spread(text: str) -> Markup:
    """Letters spread over the width of the column, by CSS only: searching and copying find the word whole."""
    return Markup('<span class="spread">{}</span>').format(text)


def title_lines(text: str, subject: str) -> list[str]:
    """A long title in lines of at most 20 signs: broken after its subject (a firm's name), the name itself by sense.

    `text`: the whole title; `subject`: the part of it that no line should break without need.
    """
    if len(text) <= TITLE_SIGNS:
        return [text]
    head, _, tail = text.partition(subject)
    first = head + subject
    if len(first) <= TITLE_SIGNS:
        return [first, tail]
    for sign in ("（集团）", "集团", "自治区", "省", "市", "县", "区"):
        cut = first.find(sign, 4) + len(sign)
        if cut >= len(sign) and cut <= TITLE_SIGNS and len(first) - cut <= TITLE_SIGNS:
            return [first[:cut], first[cut:], tail]
    half = -(-len(first) // 2)
    return [first[:half], first[half:], tail]


def paragraphs(text: str) -> Markup:
    """Free text as paragraphs: one per line that is not blank."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)


def listed(names: Iterable[str]) -> str:
    """Names in a row: 甲、乙、丙."""
    return "、".join(names)


def ended(text: str) -> str:
    """The text closed with 。, once: a fact typed with its own full stop does not give two."""
    text = text.strip().rstrip("；;，,、.")
    return text if text.endswith(("。", "？", "！", "……")) else text + "。"


def bare(text: str) -> str:
    """The text without its closing mark, for the middle of a sentence."""
    return text.strip().rstrip("。；;，,、.")


def keep_whole(html: str, names: Iterable[str]) -> str:
    """The page with each date, amount, number and person's name marked as one that no line may split.

    Works on the text between tags inside <body>; `names` are the persons of the facts.
    """
    people = sorted({str(escape(name)) for name in names if len(name) > 1}, key=len, reverse=True)
    # A name is a whole alternative only outside longer runs; the runs come first so that 王号 inside a number is not cut.
    pattern = re.compile("|".join((*UNSPLIT, *(re.escape(name) for name in people))))
    head, mark, body = html.partition("<body")
    pieces = TAG.split(mark + body)
    silent = 0
    for n, piece in enumerate(pieces):
        if piece.startswith("<"):
            silent += piece.startswith(("<svg", "<title")) - piece.startswith(("</svg", "</title"))
        elif piece and not silent and not piece.isspace():
            cell = pieces[n - 1].startswith("<td") and pattern.fullmatch(piece)  # alone in its cell: the column is wide enough
            pieces[n] = piece if cell else pattern.sub(_whole, piece)
    return head + "".join(pieces)


def _whole(match: re.Match[str]) -> str:
    run = match.group()
    if run[0] in "零壹贰叁肆伍陆柒捌玖拾" and len(run) > LONGEST_CAPITAL:
        parts = [part for part in re.split(r"(?<=[亿万元])(?=.{3})", run) if part]
        return "".join(f'<span class="nb">{part}</span>' for part in parts)
    return f'<span class="nb">{run}</span>'
