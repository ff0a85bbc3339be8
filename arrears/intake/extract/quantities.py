"""What each number of a narrative counts: money (and per what), people, days, months, hours, pieces.

Phones, identity numbers, dates and addresses are taken out before. What the sums mean (owed, paid, due) is decided in sums.py.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from arrears.intake.extract.numerals import Numeral, numerals
from arrears.intake.extract.scanning import scanner
from arrears.intake.extract.text import Span

PEOPLE_UNIT = re.compile(
    r"\s?(?:个|名|位|余名|余|多名|来名|号|口)?\s?(?:农民工|"
    r"打工人|外卖员|骑手|快递员|司机|保安员?|保洁员?|老师|教师|教练|员工|职工|同事|工友|工人|"
    r"老乡|木工|瓦工|钢筋工|(?![期个月号天时没未开不停])[一-龥]{1,3}工(?!资|作|地|程|厂|期|天|钱|时|龄|人均)|兄弟|劳动者|民工|学徒|学生|主播|女工|妇女|村民|"
    r"大姐|姐妹|师傅|护理员|厨师|服务员|工程师|技师|演员|群演|学员|骨干|"
    r"销售员?|文员|店员|分拣员|收银员|保姆|护工|主管|人员|人(?!民币)|口子)|\s?[名位](?!称)|"
    r"\s?个(?=都|人)"
)
_UNITS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("rate_word", re.compile(r"\s?%|‰|折|成(?!都|立|了)")),
    ("people", PEOPLE_UNIT),
    ("months", re.compile(r"\s?个?(?:整|多)?月(?!份)(?!薪)|\s?个月")),
    ("half_months", re.compile(r"\s?个半月")),
    ("days", re.compile(r"\s?(?:多)?个?(?:天|工日|工(?!资|人|友|程|地|作|厂|钱|龄|时|种|序|区|号)|日(?![薪工结]))")),
    ("hours", re.compile(r"\s?(?:多|余|来)?个?(?:小时|钟头|工时)")),
    (
        "pieces",
        re.compile(
            r"\s?(?:多)?(?:件|单|趟|车次|平方米?|平米?|平(?!均|谷|时|房|"
            r"米)|平米|吨|米|方|套|户|间|节课|课时|节|箱|台班|台|车|立方|延米|场|棵|亩|斤|次课|票|筐|桶|樘|扇|副|吨位|个班(?!组)|班次)"
        ),
    ),
    (
        "other",
        re.compile(
            r"\s?(?:次|回|遍|岁|周岁|年|号楼|号院|号|栋|楼|层|期|标|"
            r"座|室|单元|区|组|条|步|点(?!工)|时(?!间|段|候)|分(?!包|公|部|店)|级|个(?!月|"
            r"人|工|半)|局|公里|章|款|项|月|日|家(?!政|里|人|公司|属)|位数|路|环|线|#|楼|米高|居室|档口|摊位|摊|铺|cm|寸|方面|份|张|倍|届|周|星期|礼拜|版|笔(?!钱))"
        ),
    ),
)
_UNIT_HEADS = frozenset(
    "%‰折成个整多月天工日余来小钟件单趟车平吨米方套户间节课箱台立延场棵亩斤次票筐回遍岁周年号栋楼层期标座室区组条步点时分级局公里章款项家位路环线#居档摊铺cm寸份张倍届星礼版笔半"
)
_MONEY_UNIT = re.compile(r"\s?(?:元|块(?:大洋)?钱?|圆|人民币|RMB|rmb|¥)")
_PER_AFTER = re.compile(
    r"\s?(?:整)?\s?(?:/|每|一|/每|一个|左右一|的一)\s?个?(天|日|月|人|小时|时|工|件|单|平米?|平方米?|方|吨|趟|次|课时|节|米|户|年|套|晚|"
    r"场|车|棵|斤)(?!工资|共|次性|直|起|分|点|共|年|到|底)"
)
_PER_BEFORE = scanner(
    r"(?:(每人每天|每人每日|人均日工资|一人一天|一个人一天|每人一天)|(每人每月|一人一月|每人月薪|人均月薪)|"
    r"(一天|每天|每日|日薪|日工资|日结|一个工|每个工|每工|一工|天工资|按天|一日|日均|每一天|一天一晚|每天工资|工价|工日单价|日工)|"
    r"(月薪|月工资|每月(?:[一-龥]{2,3}费)?|一个月|每个月|一月|月均|底薪|工资标准|月收入|月基本工资|基本工资|保底|月给|按月|每一个月|月补助|月结)|"
    r"(每人|人均|每个人|一个人|一人|平均每人|平均|每名工人|每位)|(每小时|一小时|时薪|一个小时|小时工资)|"
    r"(一件|每件|一个件|[一每](?:桶水?|件货|车货|樘|扇|副|筐|袋|包|斤|亩|棵|颗|条|篇|首|幅|桌|次|床|片)|每单|一单|单价|一平米?|每平米?|每平方米?|"
    r"一方|每方|每吨|一吨|每趟|一趟|计件(?!工资)|每户|一户|一米|每米|每节课?|一节课|一课时|每课时|每个件|每车|一车|每场|一场|"
    r"每套|一套|每班|一个班|一班))"
    r"(?:的?(?:是|为|还|我|俺|工资|收入|工钱|标准|说好|讲好|谈好|给|按|算|结|约定|拿|提成|提|奖金|运费|派费|大概|平均|差不多|还差|差|欠|要|有|合同写的?|"
    r"写的|税前|税后|约|才|就|大约|最低|综合|薪资|报酬|应发|应得|应付|应结|该发|该给|共|都|只|被欠|被拖欠|拖欠|欠薪|未付|未发|左右|扣|挣|开|"
    r"[两二三四五六\d]个月(?:共|的)?|只发|大约|近|款|欠款|固定|发|生活费|的|工作|[:,(¥\s]))*$"
)
HOTLINES = frozenset({"996", "007", "58", "12345", "12333", "12348", "12315", "12351", "110", "119", "120", "12378", "12306"})
_PER_OF = ("person_day", "person_month", "day", "month", "person", "hour", "piece")
_PER_UNIT = {"天": "day", "日": "day", "工": "day", "月": "month", "人": "person", "小时": "hour", "时": "hour", "晚": "day", "年": "year"}


@dataclass(slots=True)
class Quantity:
    """A counted number. kind: money, people, months, days, hours, pieces; `per` only for money: day, month, person, hour, piece, …

    `bare`: money by exclusion only (no 元, 块, ¥ stands beside it).
    """

    span: Span
    value: float | None
    kind: str
    per: str | None = None
    rounded: bool = False
    bare: bool = False


_MOST = 200  # figures that are read in one narrative


def quantities(plain: str, taken: list[Span]) -> list[Quantity]:
    """All quantities outside `taken` (phones, dates, codes), from left to right."""
    found = []
    covered = bytearray(len(plain) + 1)
    for other in taken:
        covered[other.start : other.end] = b"\1" * (other.end - other.start)
    for number in numerals(plain, covered):
        span = Span(number.start, number.end)
        if 1 in covered[span.start : span.end]:
            continue
        quantity = _classify(plain, number, span)
        if quantity:
            found.append(quantity)
            if len(found) >= _MOST:
                break
    return found


_TRADE_BEFORE = re.compile(r"(?:[瓦油木电焊水钢筋壮普杂力技女男]工|员工|工人|员|师傅|司机|技师|保洁|保安)\s?$")  # 瓦工12个、油工5个
_ONLY_COUNTED = re.compile(r"个(?=[、,。;和及,共]|工资|[一-龥]{2,4}\d)")
_TITLE_NEXT = re.compile(r"大姐|大哥|师傅|老师|先生|女士|阿姨|姐|哥|某|总|经理")  # 伍大姐: a family name
_DIGIT_NEXT = re.compile(r"[一二三四五六七八九\d]")
_PER_HEAD_NEXT = re.compile(r"\s?人均")
_MORE_MONTHS = re.compile(r"\s?个?多月")
_DIALLED = re.compile(r"[打拨报找]了?$")
_MONEY_VERB = re.compile(r"[发付给欠了差剩借支扣领拿共]$")
_LETTER_NEXT = re.compile(r"[A-Za-z]|工厂|艺术区")
_LETTER_BEFORE = re.compile(r"[A-Za-z](?:\d*-)?$")


def _classify(plain: str, number: Numeral, span: Span) -> Quantity | None:
    before = plain[max(0, span.start - 14) : span.start]
    if len(plain[span.start : span.end]) == 5 and plain[span.start : span.end] in HOTLINES and not before.endswith("¥"):
        return None
    if plain[span.start : span.end] in ("伍", "陆") and _TITLE_NEXT.match(plain, span.end):
        return None
    if number.value and number.value > 1 and _TRADE_BEFORE.search(before) and _ONLY_COUNTED.match(plain, span.end):
        return Quantity(Span(span.start, span.end + 1), number.value, "people", None, number.rounded)
    money = _MONEY_UNIT.match(plain, span.end)
    if money and not (number.value == 1 and money[0].strip() == "块" and not _DIGIT_NEXT.match(plain[money.end() : money.end() + 1])):
        return _money(plain, number, span, before, money.end())
    if before.endswith(("¥", "¥ ", "人民币", "RMB", "元:")):
        return _money(plain, number, span, before, span.end)
    head = plain[span.end : span.end + 2].lstrip()[:1]
    for kind, unit in _UNITS:
        if kind != "people" and head not in _UNIT_HEADS:
            continue
        m = unit.match(plain, span.end)
        if not m:
            continue
        if kind == "people" and _PER_HEAD_NEXT.match(plain[span.end : span.end + 4]):
            continue
        if kind in ("rate_word", "other"):
            return None
        value = number.value
        if kind == "half_months":
            kind, value = "months", None if value is None else value + 0.5
        elif kind == "months" and _MORE_MONTHS.match(plain[span.end : span.end + 4]):
            value = None if value is None else value
        return Quantity(Span(span.start, m.end()), value, kind, None, number.rounded)
    if plain[span.start : span.end] in HOTLINES and (
        (number.value or 0) > 1000 or plain[span.start : span.end] in ("996", "007") or _DIALLED.search(before)
    ):
        return None
    if (
        number.value is None
        or number.value < 100
        or before.endswith(("第", "编号", "尾号", "工号", "No.", "NO.", "账号", "卡号", "NO", "G", "尾数"))
    ):
        return None
    if before.endswith("号") and not _DAY_BEFORE.search(before):
        return None
    if plain[span.end : span.end + 1] == "零" or (
        number.arabic
        and 1990 <= number.value <= 2035
        and number.value != 2000
        and "," not in plain[span.start : span.end]
        and not _MONEY_VERB.search(before)
    ):
        return None
    if _LETTER_NEXT.match(plain[span.end : span.end + 3]) or (before and _LETTER_BEFORE.search(before)):
        return None
    return _money(plain, number, span, before, span.end, bare=True)


_DAY_BEFORE = re.compile(r"\d号$|[一二三四五六七八九十]号$")  # 9月1到10号1400: a day, no number of a house
_SMALL_CHANGE = re.compile(r"([一二三四五六七八九\d])(?![\d万千百十])")
_NOT_A_RATE = re.compile(r"[未没都]")
_ONE_MONTH = re.compile(r"(?:最后|末|头|第一|上|下|剩)的?$")
_MONTH_NAMED = re.compile(r"月|底薪|基本工资|[日天]工资")
_NUMBERED_MONTH = re.compile(r"[\d二两三四五六七八九十]月?$|[2-9二两三四五六七八九十半]个半?$|份的?$")
_EACH_A_DAY = re.compile(r"\s?(?:整)?(?:左右)?\s?(?:/|每)(?:人)(?:/|每)?(?:天|日)")


def _money(plain: str, number: Numeral, span: Span, before: str, end: int, bare: bool = False) -> Quantity | None:
    per = None
    value = number.value
    small_change = _SMALL_CHANGE.match(plain[end : end + 2]) if plain[end - 1 : end] == "块" else None
    if small_change and value is not None and value < 100:
        value += ("一二三四五六七八九".find(small_change[1]) + 1 if not small_change[1].isdigit() else int(small_change[1])) / 10
        end += 1
    if after := _PER_AFTER.match(plain, end):
        per = _PER_UNIT.get(after[1], "piece")
        if per == "person" and (daily := _PER_BEFORE.search(before)) and daily[3]:
            per = "person_day"
        if (
            per == "person"
            and plain[after.start() : after.end()].strip() == "一人"
            and _NOT_A_RATE.match(plain[after.end() : after.end() + 1])
        ):
            per = None
    elif found := _PER_BEFORE.search(before):
        per = next(p for p, g in zip(_PER_OF, found.groups(), strict=True) if g)
        if per == "month" and _ONE_MONTH.search(before[: found.start()]):
            per = None  # 最后一个月7800: one month's pay
        if per in ("month", "day") and _MONTH_NAMED.match(found[0]) and _NUMBERED_MONTH.search(before[: found.start()]):
            per = None  # 9月工资3850: the pay of September, not a monthly rate
    if per == "piece" and re.search(r"(?:最后|末|第[一二三四五])一?[次笔]$", before):
        per = None
    if _EACH_A_DAY.match(plain[end : end + 8]):
        per = "person_day"
    return Quantity(Span(span.start, end), value, "money", per, number.rounded, bare)
