"""Dates and months in a narrative: 2025年9月, 25年底, 上个月, 8—12月, 202511-202601, 去年腊月二十三, 国庆后, 3、4、5三个月.

Rules of the contract: a month without a year is the latest one not after the month of receipt; the later months of one range follow on;
lunar days are converted exactly, a lunar month without a day stands for the month that holds its 15th day (lunardate, 1900–2100).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from lunardate import LunarDate

from arrears.intake.extract.numerals import _chinese_value
from arrears.intake.extract.scanning import scanner
from arrears.intake.extract.text import Span

_N = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:\d{1,2}|[一二]?十[一二三四五六七八九]?|三十一?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
_YEAR = r"(?:(?:20\d\d|[12]\d|二[零0][一二三四五六七八九零0]{2})年(?:度)?|(?:今年|本年度?|去年|前年|上一年|同年|当年|次年|第二年|明年|年))"
_FULL = scanner(
    r"(?<![\d.])(20[12]\d)\s?[-./]\s?(1[0-2]|0?[1-9])(?:\s?[-./]\s?(3[01]|[12]\d|0?[1-9]))?(?![\d])|"
    r"(?<!\d)(20[12]\d)(0[1-9]|1[0-2])([0-3]\d)?(?!\d)"
)
_MONTH_DAY = scanner(
    rf"({_YEAR})?\)?的?\s?(?:({_N})\s?月份?(?:\s?({_DAY})\s?(?:[日号]|(?<=\d)(?=[发给结付没未才我就还又来去请说让因辞退停进在])|(?=[到至\-、。;(\s]|,(?!\d)|$|就|把|将|开始|"
    rf"起|离|完|入|被|停|下|走|晚|早|上午|下午|凌晨)))?)(初|上旬|中旬|下旬|中(?![秋国医])|底(?!薪)|末)?"
)
_LUNAR = scanner(
    rf"({_YEAR})?的?\s?(?:(?:农历|阴历|旧历)({_N}|正|冬|腊)月|([正冬腊]|{_N}(?=月初[一二三四五六七八九十]))月)(?:\s?(初[一二三四五六七八九十]|[一二]?十[一二三四五六七八九]?|"
    rf"三十|廿[一二三四五六七八九]?|\d{{1,2}})(?:[日号])?)?(初|中旬|底)?"
)
_LUNAR_WORD = scanner(r"[正冬腊]月|农历|阴历|旧历|月初[一二三四五六七八九十]")
# A bare day behind a told day: 7月1号干到12号; a month and day with a dot: 4.30合同到期.
_DAY_AFTER = re.compile(
    rf"(?:[日号]|(?<=\d))?(?:上午|下午|早上|晚上)?(?:开始|起|就|一直|连着|干|做|上|上班|跑|送|工作|打工|在[^,。;]{{0,6}})*(?:到|至|-)(?:当月|本月)?({_DAY})[日号]"
)
_DOTTED = scanner(r"(?<![\d.])(1[0-2]|[1-9])\.(3[01]|[12]\d|0?[1-9])(?=号|日|入职|离职|合同|到期|走|辞|开始|进场|退场|被|停|至|到|-|下班)")
_RELATIVE = scanner(r"上上个?月|上个?月|这个月|本月|当月|(?<!每)(?<!一)(?<!两)这月")
_DAY_OF_IT = re.compile(r"(\d{1,2})[号日]")  # 上个月30号
_YEAR_PART = scanner(rf"({_YEAR})的?(年?底|末|年初|初|夏天|春节前)|(?<![今去前当])年底|(?<!小)年初(?![一二三四五六七八九十])")
_HOLIDAYS = {
    "国庆节": (10, 1),
    "国庆": (10, 1),
    "十一(?=前|后|放|期|假|就|过)": (10, 1),
    "五一节?": (5, 1),
    "劳动节": (5, 1),
    "清明节?": (4, 5),
    "元旦": (1, 1),
}
_HOLIDAY = scanner(
    r"({y})?的?({h})(长假|假期|期间|前后|前|后)?".format(
        y=_YEAR, h="|".join([*_HOLIDAYS, "中秋节?", "端午节?", "过完年", "过完春节", "年后", "春节后", "过了年", "开春过完年"])
    )
)
_HOLIDAY_WORD = scanner(r"清明|劳动节|国庆|十一|五一|元旦|中秋|端午|过完|年后|春节后|过了年")
_MOST = 120  # no narrative of the field names more days and months; a longer list costs time and tells nothing
_LIST_MARKS = frozenset(" 、,-至到和及跟月份")
_PART_DAYS = {"初": "初", "上旬": "初", "中": "中", "中旬": "中", "底": "底", "末": "底", "下旬": "底"}
_TODAY = scanner(r"今天|今日|昨天|昨日|前天|大前天")
_FESTIVAL_AHEAD = re.compile(r"春节|过年|年关|小年")


@dataclass(slots=True)
class Moment:
    """A month or day named in the text. `year_told` false: the year was supplied by the rule. kind: date, lunar, holiday,
    relative, year."""

    span: Span
    year: int
    month: int | None
    day: int | None = None
    year_told: bool = False
    kind: str = "date"
    bare: bool = False  # a number of a list before its 月 (3、4、5月)

    @property
    def month_text(self) -> str | None:
        return f"{self.year:04d}-{self.month:02d}" if self.month else None

    @property
    def text(self) -> str | None:
        """YYYY-MM-DD where a day is told and exists, else YYYY-MM."""
        if not self.month or self.day is None:
            return self.month_text
        try:
            return date(self.year, self.month, self.day).isoformat()
        except ValueError:
            return self.month_text


def shift(year: int, month: int, by: int) -> tuple[int, int]:
    """The month `by` months later."""
    count = year * 12 + month - 1 + by
    return count // 12, count % 12 + 1


def small(text: str) -> int:
    """Value of a month or day numeral (1–31)."""
    if text.isdigit():
        return int(text)
    if text.startswith("初"):
        return small(text[1:])
    return int(_chinese_value(text) or 0)


class Calendar:
    """Reads moments relative to the day of receipt."""

    def __init__(self, received_on: date) -> None:
        self.today = received_on

    def moments(self, plain: str, taken: list[Span]) -> list[Moment]:
        """All moments outside `taken`, from left to right; years not told follow from the order of a range and from the day of receipt."""
        found: list[Moment] = []
        for moment in self._read(plain):
            if len(found) >= _MOST:
                break
            if not any(moment.span.overlaps(t) for t in taken) and not any(moment.span.overlaps(f.span) for f in found):
                found.append(moment)
        found.sort(key=lambda m: m.span)
        return self._carry_years(plain, self._lists(plain, found))

    def _read(self, plain: str) -> Iterator[Moment]:
        yield from self._full(plain)
        if _LUNAR_WORD.search(plain):
            yield from self._lunar(plain)
        if "月" in plain:
            yield from self._month_days(plain)
        yield from self._dotted(plain)
        yield from self._holidays(plain)
        yield from self._relatives(plain)

    def year(self, words: str | None) -> int | None:
        """The year that 2025年, 25年, 去年 … names; None for words that only repeat a year (同年, 当年)."""
        if not words:
            return None
        words = words.removesuffix("度")
        fixed = {"今年": 0, "本年": 0, "去年": -1, "上一年": -1, "前年": -2, "明年": 1}
        if words in fixed:
            return self.today.year + fixed[words]
        digits = words.removesuffix("年")
        if digits.isdigit() and len(digits) in (2, 4):
            return int(digits) if len(digits) == 4 else 2000 + int(digits)
        if digits.startswith(("二零", "二0")):
            return int(_chinese_value(digits.replace("0", "零")) or 0)
        return None

    def latest(self, month: int) -> int:
        """The year of the latest such month that is not after the month of receipt."""
        return self.today.year if month <= self.today.month else self.today.year - 1

    def _full(self, plain: str) -> Iterator[Moment]:
        for m in _FULL.finditer(plain):
            year, month, day = (m[1], m[2], m[3]) if m[1] else (m[4], m[5], m[6])
            yield Moment(Span(*m.span()), int(year), int(month), int(day) if day else None, True)

    def _month_days(self, plain: str) -> Iterator[Moment]:
        for m in _MONTH_DAY.finditer(plain):
            follows = plain[m.end(2) : m.end(2) + 3]
            if re.match(r"月(?:薪|嫂|租|供)", follows) or (plain[m.start() - 1 : m.start()] in "每半" and m.start()):
                continue
            month = small(m[2])
            if m[2] == "一" and not m[1] and re.match(r"月(?:大概|大约|约|才|就|给|发|开)?[\d一二三四五六七八九]", follows):
                continue  # 工资一月6000: a month, not January
            if not 1 <= month <= 12 or (
                m[2].isdigit() is False
                and re.match(r"月(?!份)(?=[内来没未多以,。])", plain[m.end(2) : m.end(2) + 2])
                and not m[1]
                and not re.search(r"[从自年至到、]$", plain[: m.start()])
            ):
                continue
            told = self.year(m[1])
            day = small(m[3]) if m[3] and 1 <= small(m[3]) <= 31 else None
            here = Moment(Span(*m.span()), told or self.latest(month), month, day, told is not None)
            yield here
            if day and (later := _DAY_AFTER.match(plain, m.end())) and day <= small(later[1]) <= 31:
                yield replace(here, span=Span(*later.span(1)), day=small(later[1]), bare=True)

    def _dotted(self, plain: str) -> Iterator[Moment]:
        for m in _DOTTED.finditer(plain) if "." in plain else ():
            yield Moment(Span(*m.span()), self.latest(int(m[1])), int(m[1]), int(m[2]))

    def _lunar(self, plain: str) -> Iterator[Moment]:
        for m in _LUNAR.finditer(plain):
            words = m[2] or m[3]
            month = {"正": 1, "冬": 11, "腊": 12}.get(words) or small(words)
            day = small(m[4]) if m[4] else None
            if not 1 <= month <= 12 or (day and day > 30):
                continue
            solar = self._solar(m[1], month, day)
            if solar:
                yield Moment(Span(*m.span()), solar.year, solar.month, solar.day if day else None, True, "lunar")

    def _solar(self, year_words: str | None, month: int, day: int | None) -> date | None:
        """The solar day of a lunar one; without a day the 15th stands for the month. 去年腊月 is the 腊月 just before this Spring
        Festival."""
        told = self.year(year_words)
        try:
            if told:
                if month >= 11 and told == self.today.year:
                    told = told - 1 if LunarDate(told, month, 15).to_solar_date() > self.today else told
                return LunarDate(told, month, day or 15).to_solar_date()
            for year in (self.today.year, self.today.year - 1, self.today.year - 2):
                solar = LunarDate(year, month, day or 15).to_solar_date()
                begun = day is None and LunarDate(year, month, 1).to_solar_date() <= self.today
                if begun or (solar.year, solar.month) <= (self.today.year, self.today.month):
                    return solar
        except ValueError:
            return None
        return None

    def _holidays(self, plain: str) -> Iterator[Moment]:
        for m in _HOLIDAY.finditer(plain) if _HOLIDAY_WORD.search(plain) else ():
            name, told = m[2], self.year(m[1])
            if name.startswith(("五一", "十一")) and (
                plain[max(0, m.start() - 1) : m.start()] in tuple("百千万二三四五六七八九")
                or plain[m.end() : m.end() + 1] in tuple("个天日月")
            ):
                continue  # 四千五一个月
            if name.startswith(("过完", "年后", "春节后", "过了年")):
                solar = self._solar(m[1], 1, None)
                if solar:
                    yield Moment(Span(*m.span()), solar.year, solar.month, None, True, "lunar")
                continue
            if name.startswith(("中秋", "端午")):
                year = told or self.today.year
                solar = LunarDate(year, *((8, 15) if name.startswith("中秋") else (5, 5))).to_solar_date()
                if not told and (solar.year, solar.month) > (self.today.year, self.today.month):
                    solar = LunarDate(year - 1, *((8, 15) if name.startswith("中秋") else (5, 5))).to_solar_date()
                yield Moment(Span(*m.span()), solar.year, solar.month, None, told is not None, "holiday")
                continue
            month = next(md[0] for pattern, md in _HOLIDAYS.items() if re.match(pattern.split("(")[0], name))
            yield Moment(Span(*m.span()), told or self.latest(month), month, None, told is not None, "holiday")

    def _relatives(self, plain: str) -> Iterator[Moment]:
        for m in _RELATIVE.finditer(plain) if "月" in plain else ():
            back = -2 if m[0].startswith("上上") else -1 if m[0].startswith("上") else 0
            year, month = shift(self.today.year, self.today.month, back)
            day = _DAY_OF_IT.match(plain, m.end())
            if day and 1 <= int(day[1]) <= 31:
                yield Moment(Span(m.start(), day.end()), year, month, int(day[1]), True, "relative")
                continue
            yield Moment(Span(*m.span()), year, month, None, True, "relative")
        for m in _TODAY.finditer(plain):
            day = self.today - timedelta(days={"今": 0, "昨": 1, "前": 2, "大": 3}[m[0][0]])
            yield Moment(Span(*m.span()), day.year, day.month, day.day, True, "today")
        for m in _YEAR_PART.finditer(plain) if "年" in plain else ():
            told = self.year(m[1])
            month = 12 if m[0][-1] in "底末" else 1 if m[0].endswith("初") else None
            if m[0].endswith("年关") or month is None:
                continue
            yield Moment(Span(*m.span()), told or self.latest(month), month, None, told is not None, "year")

    def _lists(self, plain: str, found: list[Moment]) -> list[Moment]:
        """The numbers before a 月 that share it: 3、4、5月, 8-12月, 今年3至5月; their year is that of the first."""
        result: list[Moment] = []
        for moment in found:
            head = (
                re.search(
                    rf"(?<![\dwWkK万千百元块.])({_YEAR})?的?((?:{_N}月?份?\s?(?:、|,|-|至|到|和|及|跟)\s?)+)$",
                    plain[max(0, moment.span.start - 24) : moment.span.start],
                )
                if moment.kind == "date"
                and plain[moment.span.start - 1 : moment.span.start] in _LIST_MARKS
                and moment.month
                and not moment.year_told
                and plain[moment.span.start : moment.span.start + 1] not in "年"
                else None
            )
            if not head:
                result.append(moment)
                continue
            base = max(0, moment.span.start - 24)
            year = self.year(head[1])
            for n in re.finditer(_N, head[2]):
                month, start = small(n[0]), base + head.start(2) + n.start()
                span = Span(start if not head[1] or n.start() else base + head.start(), base + head.start(2) + n.end())
                if 1 <= month <= 12 and not any(span.overlaps(r.span) for r in result) and not any(span.overlaps(f.span) for f in found):
                    result.append(Moment(span, year or self.latest(month), month, None, year is not None, "date", True))
            result.append(moment)
        return sorted(result, key=lambda m: m.span)

    def _carry_years(self, plain: str, found: list[Moment]) -> list[Moment]:
        """Months of one range or list follow on from the one before: 2025年8—12月, 去年11月到1月."""
        for place in range(1, len(found)):
            before, here = found[place - 1], found[place]
            if here.year_told or not before.month or not here.month or here.kind == "relative":
                continue
            between = plain[before.span.end : here.span.start]
            joined = re.fullmatch(
                r"\s?(?:份|底|初|中旬|中|末|\d{0,2}[日号]?|开始|起|干|做|一直|上班|后|,|、|-|至|到|和|及|跟|\(|\)|\s)*", between
            )
            if joined and len(between) <= 8 and before.kind != "lunar":
                year = before.year + (here.month < before.month)
                if (year, here.month) <= (self.today.year, self.today.month) or before.year_told:
                    found[place] = replace(here, year=year, year_told=before.year_told)
                elif not before.year_told:
                    # the range would end in the future: it lay a year earlier
                    found[place] = replace(here, year=year - 1)
                    back = place - 1
                    found[back] = (
                        replace(before, year=before.year - 1)
                        if (before.year, before.month) > (found[place].year, found[place].month)
                        else before
                    )
            elif before.year_told and re.search(r"同年|当年", plain[here.span.start : here.span.end]):
                found[place] = replace(here, year=before.year)
            elif before.year_told and before.year < self.today.year and len(between) <= 40 and not re.search(r"今年|现在|至今", between):
                # a story goes on: 2024年6月进场…10月完工
                year = before.year + (here.month < before.month)
                if (year, here.month) <= (self.today.year, self.today.month):
                    found[place] = replace(here, year=year)
        return found
