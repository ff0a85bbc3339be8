"""Sums that are told only by their parts: heads × per head, months × monthly pay, days × day rate, pieces × price, less what was paid."""

from __future__ import annotations

import itertools
import re
from datetime import date

from arrears.intake.extract.numerals import Numeral, numeral, numerals
from arrears.intake.extract.period import stretches
from arrears.intake.extract.quantities import Quantity
from arrears.intake.extract.reading import Reading
from arrears.intake.extract.record import NOTHING, Value, found
from arrears.intake.extract.sums import PAID, RATE, Sum, sums, tidy


def computed(reading: Reading, everything: list[Sum], workers: Value, months: tuple[Value, Value]) -> Value:
    rates = [s for s in everything if s.meaning == RATE]
    paid = [s for s in everything if s.meaning == PAID]
    if not rates:
        return NOTHING
    by_kind: dict[str, Sum] = {}
    for s in rates:
        by_kind.setdefault(s.quantity.per or "", s)
    head = workers.value
    if groups := _groups_worth(reading, rates):
        return groups
    if "person" in by_kind and _PERCENT_PAID.search(reading.plain):
        return NOTHING
    if "person" in by_kind and head and workers.sure and not _paid_each(reading, by_kind["person"]):
        s = by_kind["person"]
        given = [p for p in rates if p.quantity.per == "person" and _paid_each(reading, p) and p.value < s.value]
        due = re.search(r"应[得发付结]|该[得发给]", reading.plain[max(0, s.quantity.span.start - 8) : s.quantity.span.start])
        each = s.value - sum(p.value for p in given) if due else s.value
        return found(tidy(each * head), s.quantity.span, *workers.spans, why=f"人均 × {head} 人")
    for kind in ("person_day", "day"):
        if kind in by_kind:
            gross = _days_worth(reading, by_kind[kind], kind, head)
            if gross:
                each = [s for s in rates if s.quantity.per == "person" and _paid_each(reading, s)]
                return _less_paid(reading, gross, paid + each, head)
    if each := _months_of_each(reading, by_kind, head):
        return each
    for kind in ("person_month", "month"):
        if kind in by_kind and (head == 1 or (kind == "person_month" and head)):
            value = _months_worth(reading, by_kind[kind], head if kind == "person_month" else 1, rates, paid, months)
            if value:
                return value
    if "hour" in by_kind:
        hours = [q for q in reading.of("hours") if q.value and q.value > 1]
        if len(hours) == 1 and head == 1:
            s = by_kind["hour"]
            return _less_paid(
                reading, found(tidy(s.value * (hours[0].value or 0)), s.quantity.span, hours[0].span, why="时薪 × 小时"), paid
            )
    if "piece" in by_kind and head == 1 and (count := _counted_in(reading, by_kind["piece"])):
        s = by_kind["piece"]
        return _less_paid(reading, found(tidy(s.value * count.value), s.quantity.span, (count.start, count.end), why="单价 × 数量"), paid)
    if "piece" in by_kind:
        pieces = [q for q in reading.of("pieces") if q.value and q.value > 1]
        if len(pieces) > 1 and all(re.search(r"月", reading.plain[max(0, q.span.start - 8) : q.span.start]) for q in pieces):
            s = by_kind["piece"]
            gross = found(
                tidy(s.value * sum(q.value or 0 for q in pieces)), s.quantity.span, *(q.span for q in pieces), why="单价 × 各月数量"
            )
            return _less_paid(reading, gross, paid)
        if len(pieces) == 1:
            s = by_kind["piece"]
            return _less_paid(
                reading, found(tidy(s.value * (pieces[0].value or 0)), s.quantity.span, pieces[0].span, why="单价 × 数量"), paid
            )
    return NOTHING


_PERCENT_PAID = re.compile(r"(?:已|先|只)(?:经)?(?:支付|付|发|给|发放)了?\s?\d{1,2}\s?%")


def _groups_worth(reading: Reading, rates: list[Sum]) -> Value | None:
    """保洁6个人每人2800, 还有2个保安每人4200: each group with its own figure per head."""
    each = [s for s in rates if s.quantity.per == "person" and not _paid_each(reading, s)]
    counts = [q for q in reading.of("people") if q.value and q.value > 1]
    if len(each) < 2 or len(each) != len(counts):
        return None
    for count, s, following in zip(counts, each, [*counts[1:], None], strict=True):
        if count.span.end > s.quantity.span.start or (following and following.span.start < s.quantity.span.end):
            return None
    total = sum((q.value or 0) * s.value for q, s in zip(counts, each, strict=True))
    return found(tidy(total), *(s.quantity.span for s in each), *(q.span for q in counts), why="各组人数 × 人均之和")


def _months_of_each(reading: Reading, by_kind: dict[str, Sum], head: int | None) -> Value | None:
    """我欠两个月, 老刘欠三个月, 小孟欠一个月, 都是2800一个月: as many counts of months as people."""
    counts = [
        q for q in reading.of("months") if q.value and re.search(r"欠(?:了|我)?$", reading.plain[max(0, q.span.start - 3) : q.span.start])
    ]
    if "month" not in by_kind or not head or head < 2 or len(counts) != head:
        return None
    s = by_kind["month"]
    total = sum(q.value or 0 for q in counts)
    return found(tidy(s.value * total), s.quantity.span, *(q.span for q in counts), why="月薪 × 各人月数之和")


_DONE_BEFORE = re.compile(r"(?:了|过|共|总共|完成|完)$")
_PRICED = re.compile(r"(?:每|一)(?:个)?([件单趟条个首篇幅张份只头片块根棵株袋包箱斤吨方米套间户场桌次节本台辆床位])[^,。;\d]{0,5}$")


def _counted_in(reading: Reading, rate: Sum) -> Numeral | None:
    """剪了12条片子, 每条300元: the number before the same measure word; None unless there is one only."""
    plain = reading.plain
    priced = _PRICED.search(plain[max(0, rate.quantity.span.start - 9) : rate.quantity.span.start])
    if not priced:
        return None
    counts = [
        n
        for n in numerals(plain)
        if n.value and n.value > 1 and plain[n.end : n.end + 1] == priced[1] and plain[n.end : n.end + 2] != "个月"
    ]
    done = [n for n in counts if _DONE_BEFORE.search(plain[max(0, n.start - 4) : n.start])]
    return counts[0] if len(counts) == 1 else done[0] if len(done) == 1 else None


def _less_paid(reading: Reading, gross: Value, paid: list[Sum], head: int | None = 1) -> Value:
    rest = gross.value - sum(
        s.value * _times(reading, s) * (head or 1 if s.quantity.per == "person" or _each_before(reading, s) else 1) for s in paid
    )
    if rest <= 0:
        return NOTHING
    return found(tidy(rest), *gross.spans, *(s.quantity.span for s in paid), why=gross.why + (" − 已付" if paid else ""))


def _each_before(reading: Reading, s: Sum) -> bool:
    return bool(
        re.search(r"(?:每人|每个人|人均|一人)[^,。;]{0,4}$", reading.plain[max(0, s.quantity.span.start - 8) : s.quantity.span.start])
    )


def _paid_each(reading: Reading, s: Sum) -> bool:
    """给了每人3000生活费: a part paid to each."""
    plain = reading.plain
    return bool(
        re.search(
            r"(?:给|发|付|借|支)(?:了|过)?(?:每人|每个人|一人|人均)[^,。;]{0,3}$|(?:每人|每个人|一人)[^,。;]{0,3}(?:只)?(?:给|发|"
            r"付|借|支|拿)(?:了|过)?$",
            plain[max(0, s.quantity.span.start - 12) : s.quantity.span.start],
        )
    )


def _times(reading: Reading, s: Sum) -> int:
    """发了三回, 一回5000."""
    before = reading.plain[max(0, s.quantity.span.start - 24) : s.quantity.span.start]
    if re.search(r"一[次回笔]\d[^。;]{0,8}一[次回笔]\d", reading.plain[max(0, s.quantity.span.start - 24) : s.quantity.span.end + 12]):
        return 1  # 给过两次, 一次2000一次1500: each once
    m = re.search(r"([两二三四五六\d])(?:回|次|笔)[^。;]{0,12}(?:每|一)(?:回|次|笔)[^。;]{0,4}$", before)
    n = numeral(m[1], 0) if m else None
    return int(n.value) if n and n.value else 1


def _days_worth(reading: Reading, rate: Sum, kind: str, head: int | None) -> Value | None:
    days = [
        q
        for q in reading.of("days")
        if q.value
        and q.value > 1
        and not re.search(
            r"(?:歇|休息?|休了|请假|停|缺|旷|休假|扣|拖|超过|等|过|期限|隔|晚|前)(?:了)?$",
            reading.plain[max(0, q.span.start - 3) : q.span.start],
        )
        and not re.match(r"(?:前|内|后|之内|以内|就给)", reading.plain[q.span.end : q.span.end + 2])
    ]
    if not days:
        return _range_worth(reading, rate) if head == 1 else None
    if each := _each_days(reading, days, head):
        return found(tidy(rate.value * (each.value or 0) * (head or 0)), rate.quantity.span, each.span, why="日工资 × 人均天数 × 人数")
    if kind == "person_day" or (len(days) > 1 and head and len(days) == head):
        if len(days) == 1 and head:
            return found(tidy(rate.value * (days[0].value or 0) * head), rate.quantity.span, days[0].span, why="日工资 × 天数 × 人数")
        if head and len(days) == head:
            return found(
                tidy(rate.value * sum(d.value or 0 for d in days)),
                rate.quantity.span,
                *(d.span for d in days),
                why="日工资 × 各人天数之和",
            )
        if kind == "person_day":
            return None
    called = [
        d
        for d in days
        if re.search(
            r"(?:干了|做了|上了|出了|共|总共|一共|共计|考勤|实际|合计|累计|干|做|上)[^,。;]{0,6}$",
            reading.plain[max(0, d.span.start - 8) : d.span.start],
        )
    ]
    chosen = called[-1] if called else days[-1]
    if head and head > 2 and (told := _told_as_product(reading, rate.value * (chosen.value or 0) * head)):
        return told
    if (head and head > 2) or head is None:
        return None
    by_month = [
        d for d in days if re.search(r"月(?:份)?(?:干|做|上|出|一共|共|出勤)*了?$", reading.plain[max(0, d.span.start - 6) : d.span.start])
    ]
    if head == 1 and len(by_month) > 1:
        total = sum(d.value or 0 for d in by_month)
        return found(tidy(rate.value * total), rate.quantity.span, *(d.span for d in by_month), why="日工资 × 各月天数之和")
    if head == 2 and not re.search(
        r"俩|两人|二人|两口子|一起|2人", reading.plain[max(0, rate.quantity.span.start - 14) : rate.quantity.span.start]
    ):
        return None
    return found(tidy(rate.value * (chosen.value or 0)), rate.quantity.span, chosen.span, why="日工资 × 天数")


def _told_as_product(reading: Reading, product: float) -> Value | None:
    """6个人干了11天, 每天150 … 9900块: a figure that is heads × days × rate is their pay."""
    same = next((s for s in sums(reading) if abs(s.value - product) < 1), None)
    return found(tidy(same.value), same.quantity.span, why="等于日工资 × 天数 × 人数的数") if same else None


_EVERY_DAY = re.compile(
    r"一天(?:都)?(?:没|不)(?:歇|休|落|闲|请)|没(?:有)?(?:歇|休息?|请假)|天天(?:干|上|去|到)|每天(?:都)?(?:干|上|去|到)|连着干|全勤"
)


def _range_worth(reading: Reading, rate: Sum) -> Value | None:
    """7月1号干到12号一天没歇: the days of the range, where the words say that each was worked."""
    if not _EVERY_DAY.search(reading.plain):
        return None
    days = [m for m in reading.moments if m.day and m.month and m.kind in ("date", "lunar")]
    for first, last in itertools.pairwise(days):
        if re.search(r"到|至|-", reading.plain[first.span.end : last.span.start]) and first.text and last.text:
            count = (date.fromisoformat(last.text) - date.fromisoformat(first.text)).days + 1
            if 1 < count < 200:
                return found(tidy(rate.value * count), rate.quantity.span, first.span, last.span, why="日工资 × 起止天数")
    return None


def _each_days(reading: Reading, days: list[Quantity], head: int | None) -> Quantity | None:
    """每人做了60个工: days that each of the group worked."""
    if not head or head < 2 or len(days) != 1:
        return None
    before = reading.plain[max(0, days[0].span.start - 10) : days[0].span.start]
    return days[0] if re.search(r"(?:每人|人均|平均|每个人|一人|都|各)[^,。;]{0,6}$", before) else None


def _months_worth(reading: Reading, rate: Sum, head: int, rates: list[Sum], paid: list[Sum], months: tuple[Value, Value]) -> Value | None:
    count, spans = _months_owed(reading, months)
    if not count or _BY_DAY.search(reading.plain) or (not _told_months(reading) and _part_month(reading)):
        return None
    if re.search(r"(?:发|给|付)(?:了|过)?一半", reading.plain):
        if count != 1:
            return None
        count = 0.5
    if _HALF_FIRST.search(reading.plain) and not _told_months(reading):
        count -= 0.5
    monthly_paid = [
        s
        for s in rates
        if s is not rate
        and s.value < rate.value
        and re.search(
            r"(?:只|实际?|才)(?:给|发|付|拿|到手)[^,。;]{0,4}$", reading.plain[max(0, s.quantity.span.start - 10) : s.quantity.span.start]
        )
    ] or [s for s in paid if re.search(r"每月|每个月|一个月", reading.plain[max(0, s.quantity.span.start - 20) : s.quantity.span.start])]
    if monthly_paid and monthly_paid[0].value < rate.value:
        return found(
            tidy((rate.value - monthly_paid[0].value) * count * head),
            rate.quantity.span,
            monthly_paid[0].quantity.span,
            *spans,
            why="（月薪 − 每月已发）× 月数",
        )
    gross = found(tidy(rate.value * count * head), rate.quantity.span, *spans, why="月薪 × 月数")
    in_months = [
        s
        for s in paid
        if s.value < gross.value
        and not re.search(
            r"\d月[^,。;]{0,8}$|已经?发|的(?:发|结)了", reading.plain[max(0, s.quantity.span.start - 10) : s.quantity.span.start]
        )
    ]
    return _less_paid(reading, gross, in_months)


_BY_DAY = re.compile(r"按(?:天|日|实际天数|出勤)(?:数)?(?:算|结|折|计)")
_HELD_BACK = re.compile(
    r"^[^。;]{0,16}(?:只|就|中间|才)?(?:支|给|付|发|借)了?(?:过)?[\d一二三四五六七八九两][^。;]{0,12}(?:其余|剩|余下|别的|没给|没付|没发)"
)
_HALF_YEAR = re.compile(
    r"(?:欠|拖欠|拖|压|有)[^,。;\d]{0,4}([半一])年(?:多)?(?:的)?(?:工资|工钱|钱|薪)|([半])年(?:的)?(?:工资|工钱)[^,。;]{0,4}(?:没|未|不)"
)
_PAID_BACK = re.compile(r"(?:后来|之后|后)(?:又|才)?(?:补发|补|发|结|给)了?([一二两三四五1-5])个月")
_HALF_FIRST = re.compile(r"月(?:份)?(?:的)?下半(?:个)?月")


def _part_month(reading: Reading) -> bool:
    """The period begins or ends inside a month (8月15日到9月30日): monthly pay × months would be too much."""
    return any(
        r.role in ("owed", "worked") and r.last and r.last is not r.first and ((r.first.day or 1) > 1 or 1 < (r.last.day or 31) < 28)
        for r in stretches(reading)
    )


def _told_months(reading: Reading) -> bool:
    return any(q.value and q.value >= 1.5 for q in reading.of("months"))


def _months_owed(reading: Reading, months: tuple[Value, Value]) -> tuple[float, list[tuple[int, int]]]:
    """The number of months owed: told in words (欠三个月), else the months of the period."""
    plain = reading.plain
    told = [
        q
        for q in reading.of("months")
        if (
            q.value
            and re.search(
                r"(?:欠|拖欠|共|近|最近|这|总共|一共|有|拖了|整整|连续|已经?|合计|共计|压了?|剩|还差|还欠|差|前|后)[^,。;]{0,6}$",
                plain[max(0, q.span.start - 8) : q.span.start],
            )
        )
        or (q.value and re.match(r"(?:的)?(?:工资|钱|薪|没|未|工钱|都没|保底|底薪|每月|满了)", plain[q.span.end : q.span.end + 4]))
    ]
    told = [
        q
        for q in told
        if not re.search(
            r"(?:试用期|怀孕|工龄|干满|等了|零|补偿|赔偿|给过|发了|给了|怀了)[^,。;]{0,4}$", plain[max(0, q.span.start - 6) : q.span.start]
        )
        and not (
            re.search(r"(?:干|做)了[^,。;]{0,3}$", plain[max(0, q.span.start - 6) : q.span.start])
            and not re.match(r"[,]?(?:没|一分|不给|分文)", plain[q.span.end : q.span.end + 4])
            and not (_HELD_BACK.search(plain[q.span.end :]) and len([m for m in reading.of("months") if (m.value or 0) > 1]) == 1)
        )
        and not re.match(r"(?:的)?(?:补偿|赔偿|经济)|身孕|零", plain[q.span.end : q.span.end + 5])
    ]
    told.sort(key=lambda q: not re.search(r"(?:还|尚|仍)(?:欠|差)(?:我|俺)?$", plain[max(0, q.span.start - 4) : q.span.start]))
    half_year = _HALF_YEAR.search(plain)
    if half_year and not told:
        return (6.0 if half_year[1] == "半" else 12.0), [half_year.span()]
    if told and (back := _PAID_BACK.search(plain, told[0].span.end)):
        paid_back = numeral(back[1], 0)
        if paid_back and paid_back.value and paid_back.value < (told[0].value or 0):
            return (told[0].value or 0) - paid_back.value, [told[0].span, back.span()]
    start, end = months[0].value, months[1].value
    span = 0
    if start and end:
        span = (int(end[:4]) - int(start[:4])) * 12 + int(end[5:]) - int(start[5:]) + 1
    if told:
        return float(told[0].value or 0), [told[0].span]
    if span:
        return float(span), [*months[0].spans, *months[1].spans]
    return 0.0, []


def per_person(reading: Reading) -> Value:
    """A figure per head that is called owed; 每人每天 is a rate, not a debt; 每人几千不等 is none."""
    figures = {s.value for s in sums(reading) if s.quantity.per == "person" and s.meaning == RATE and not _paid_each(reading, s)}
    for s in sums(reading):
        q = s.quantity
        if len(figures) > 1 and len([p for p in reading.of("people") if p.value and p.value > 1]) > 1:
            return NOTHING  # 焊工人均1万8, 普工人均9千: no one figure for all
        if (
            q.per == "person"
            and s.meaning == RATE
            and not _paid_each(reading, s)
            and not re.match(r"(?:元|块)?(?:不等|到|至|-|以上不等)", reading.plain[q.span.end : q.span.end + 4])
            and not re.search(
                r"(?:罚|扣|押金|发了?|给了?|交|补偿|赔偿)[^,。;]{0,6}$", reading.plain[max(0, q.span.start - 10) : q.span.start]
            )
        ):
            return found(tidy(s.value), q.span, why="人均欠薪")
    return NOTHING
