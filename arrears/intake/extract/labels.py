"""Header fields of work orders and forms: 【来电人】周大勇, 欠薪单位:…, 姓名 邵文斌. Which words are labels stands in tables/labels.tsv."""

from __future__ import annotations

import re
from dataclasses import dataclass

from arrears.intake.extract.tables import rows
from arrears.intake.extract.text import Narrative, Span

KEY_OF: dict[str, str] = {word: key for key, words in rows("labels") for word in words.split()}
_WORDS = "|".join(sorted(map(re.escape, KEY_OF), key=len, reverse=True))
_HEADS = "".join(sorted({word[0] for word in KEY_OF}))
_LABEL = re.compile(
    rf"(?=[【{_HEADS}])(?:【\s*({_WORDS})\s*(?:\([^()]{{1,4}}\))?\s*】\s*:?|(?<![一-龥A-Za-z“])({_WORDS})\s*(\([^()]{{1,4}}\))?\s*:"
    rf")\s*"
)
_BLANK_LABEL = re.compile(rf"(?:(?<=\s)|^)({_WORDS})\s+(?=\S)")
_ANY_BRACKET = re.compile(r"【[^】]{1,12}】")
_VALUE_END = re.compile(r"[。;\n\r【|]|\s{2,}|\s+(?=[一-龥]{2,7}:)")
_SHORT = {"name", "phone", "id", "district", "workers", "amount", "industry", "job", "confidential", "anonymous", "contact"}


@dataclass(slots=True)
class Label:
    """One labelled field: its key (tables/labels.tsv), the span of its value, the unit in brackets behind the label (万元)."""

    key: str
    word: str
    start: int
    value: Span
    unit: str = ""


def labels(text: Narrative) -> list[Label]:
    """The labelled fields, from left to right; a value ends where the next label, a full stop or a new line begins."""
    plain = text.plain
    marks = (
        [(m.start(), m.end(), m[1] or m[2], (m[3] or "").strip("()")) for m in _LABEL.finditer(plain)]
        if ":" in plain or "【" in plain
        else []
    )
    covered = {start for start, *_ in marks}
    if len(marks) >= 2 or plain.startswith("【") or text.plain.count(" ") > 3:
        marks += [(m.start(), m.end(), m[1], "") for m in _BLANK_LABEL.finditer(plain) if m.start() not in covered]
    marks.sort()
    stops = sorted([m[0] for m in marks] + [m.start() for m in _ANY_BRACKET.finditer(plain)])
    found = []
    for start, end, word, unit in marks:
        key = KEY_OF[word]
        stop = next((s for s in stops if s >= end), len(plain))
        hard = _VALUE_END.search(plain, end, stop)
        value_end = hard.start() if hard else stop
        if (
            key in _SHORT
            and (comma := re.compile(r"[,，、(\s]").search(plain, end, value_end))
            and key != "phone"
            and not _thousands(plain, comma.start())
        ):
            value_end = comma.start()
        found.append(Label(key, word, start, Span(end, max(end, value_end)), unit))
    return found


def _thousands(plain: str, at: int) -> bool:
    return bool(re.match(r"\d,\d{3}", plain[at - 1 : at + 4]))
