"""The narrative as the reader sees it: one plain character for every character written, so that a span is a span in both.

Full width becomes half width, dashes and quotes become one kind, a few misspellings of the trade are set right. Every change keeps the
length; nothing here deletes or inserts, or the spans shown on the form would mark the wrong words.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from arrears.intake.extract.scanning import scanner

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_ONE_FOR_ONE = {
    "\u3000": " ",
    "\xa0": " ",
    "\t": " ",
    "—": "-",
    "–": "-",
    "－": "-",
    "~": "-",
    "～": "-",
    "〜": "-",
    "―": "-",
    "﹣": "-",
    "−": "-",
    "￥": "¥",
    "『": "“",
    "』": "”",
    "「": "“",
    "」": "”",
    "《": "“",
    "》": "”",
    "‘": "“",
    "’": "”",
    "〇": "零",
    "○": "零",
    "﹕": ":",
    "∶": ":",
    "﹐": ",",
    "、": "、",
    "﹒": ".",
    "•": "·",
    "．": ".",
    "〔": "[",
    "〕": "]",
    "【": "【",
    "】": "】",
    "萬": "万",
    "陸": "陆",
    "貳": "贰",
    "參": "叁",
    "圓": "元",
    "両": "两",
    "仟": "千",
    "佰": "百",
    "拾": "十",
    "電": "电",
    "話": "话",
    "資": "资",
    "錢": "钱",
    "馬": "马",
    "張": "张",
    "陳": "陈",
    "劉": "刘",
    "楊": "杨",
    "黃": "黄",
    "趙": "赵",
    "吳": "吴",
}
_PLAIN = _WIDTH | {ord(a): b for a, b in _ONE_FOR_ONE.items()}
# Misspellings 错别字 that change what is read; each has the length of what it stands for.
_SPELLING = {
    "托欠": "拖欠",
    "拖久": "拖欠",
    "脱欠": "拖欠",
    "工姿": "工资",
    "公资": "工资",
    "工次": "工资",
    "工咨": "工资",
    "薪姿": "薪资",
    "帐号": "账号",
    "工滋": "工资",
    "班租": "班组",
    "包公头": "包工头",
    "包工投": "包工头",
    "老扳": "老板",
    "老版": "老板",
    "结帐": "结账",
    "算帐": "算账",
    "清帐": "清账",
    "压金": "押金",
    "总包方": "总包方",
    "民工": "民工",
    "欠新": "欠薪",
    "拖薪": "欠薪",
    "仲栽": "仲裁",
    "身份正": "身份证",
    "手饥": "手机",
    "电活": "电话",
}
_MISSPELT = scanner("|".join(_SPELLING))
_CLAUSE_END = scanner(r"[。;!\n\r,]|\?(?!\s?答)|(?<=[\d一-龥)”])\s(?=[一-龥【])")
# A question is one part with its answer (问:欠几个月?答:3月、4月).
_THOUSANDS = re.compile(r",\d{3}(?!\d)")
_SENTENCE_MARKS = frozenset("。;!?\n\r")

CJK = re.compile(r"[一-龥]")


class Span(NamedTuple):
    """Characters `start` … `end`-1 of the narrative."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(slots=True)
class Narrative:
    """A text with its plain form and the ends of its clauses and sentences."""

    raw: str
    plain: str = ""
    clause_ends: list[int] = field(default_factory=list)
    sentence_ends: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        plain = self.raw.translate(_PLAIN)
        self.plain = _MISSPELT.sub(lambda found: _SPELLING[found[0]], plain)
        self.clause_ends = [
            m.start()
            for m in _CLAUSE_END.finditer(self.plain)
            if not (
                self.plain[m.start()] == ","
                and self.plain[m.start() - 1 : m.start()].isdigit()
                and _THOUSANDS.match(self.plain, m.start(), m.start() + 5)
            )
        ]
        self.sentence_ends = [end for end in self.clause_ends if self.plain[end] in _SENTENCE_MARKS]

    def clause(self, at: int) -> Span:
        """The clause (between commas or stronger marks) that holds position `at`."""
        return self._between(self.clause_ends, at)

    def sentence(self, at: int) -> Span:
        return self._between(self.sentence_ends, at)

    def _between(self, ends: list[int], at: int) -> Span:
        place = bisect_right(ends, at)
        # an end that stands exactly at `at` belongs to the part before it
        if place and ends[place - 1] == at:
            place -= 1
        start = ends[place - 1] + 1 if place else 0
        end = ends[place] if place < len(ends) else len(self.plain)
        return Span(start, end)

    def sentences(self) -> Iterator[Span]:
        start = 0
        for end in [*self.sentence_ends, len(self.plain)]:
            if end > start:
                yield Span(start, end)
            start = end + 1

    def before(self, at: int, length: int) -> str:
        """Up to `length` plain characters that stand before `at`."""
        return self.plain[max(0, at - length) : at]

    def after(self, at: int, length: int) -> str:
        return self.plain[at : at + length]

    def written(self, span: tuple[int, int]) -> str:
        """The original characters of a span."""
        return self.raw[span[0] : span[1]]
