"""The sum owed 欠薪金额 to all of them together: the figure that the words call owed, else computed from rates (computation.py)."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from arrears.intake.extract.computation import computed
from arrears.intake.extract.numerals import numeral
from arrears.intake.extract.reading import Reading
from arrears.intake.extract.record import Value, found
from arrears.intake.extract.sums import (
    BALANCE,
    DUE,
    EXCLUDED,
    OWED,
    OWN,
    PAID,
    PLAIN,
    RATE,
    TOTAL,
    TOTAL_WORDS,
    Sum,
    sums,
    tidy,
    window,
)


def amount(reading: Reading, workers: Value, months: tuple[Value, Value]) -> Value:
    """The sum owed to all of them together."""
    label = _labelled(reading)
    if label:
        return label
    everything = sums(reading)
    if workers.value == 1:
        everything = [Sum(s.quantity, OWED, s.noun) if s.meaning == OWN else s for s in everything]
    everything = [_times_each(reading, s, workers, months) for s in everything]
    explicit = _explicit(reading, everything, workers)
    if explicit is not None:
        explicit = _with_base_pay(reading, explicit, everything, months)
        return _with_more(reading, explicit, everything)
    return computed(reading, everything, workers, months)


_MONTHS_UNPAID = re.compile(r"个月(?:的)?(?:工资|月薪)|(?:工资|月薪)[^。;,]{0,6}(?:没|未|拖)")
_BESIDE_BASE = frozenset({"提成", "奖金", "绩效", "分成", "年终奖", "全勤", "十三薪", "双薪", "补贴", "佣金"})
_BASE_UNPAID = re.compile(r"(?:底薪|保底|基本工资)[^。;,]{0,4}(?:也|都)?(?:没|未|不)(?!交|签)")


def _with_base_pay(reading: Reading, value: Value, everything: list[Sum], months: tuple[Value, Value]) -> Value:
    """底薪4000加提成, 1月份底薪没发, 提成2650也没发: the base pay of each month on top of the other pay."""
    base = [s for s in everything if s.meaning == RATE and s.quantity.per == "month" and s.noun not in _BESIDE_BASE]
    others = {s.noun for s in everything if s.quantity.span in value.spans}
    start, end = months[0].value, months[1].value
    if (
        not (value.sure and value.value and base and start and end and others)
        or not (_BASE_UNPAID if base[0].noun in ("底薪", "保底", "基本工资") else _MONTHS_UNPAID).search(reading.plain)
        or reading.of("days")
        or not others <= _BESIDE_BASE
    ):
        return value
    count = (int(end[:4]) - int(start[:4])) * 12 + int(end[5:]) - int(start[5:]) + 1
    return found(tidy(value.value + base[0].value * count), *value.spans, base[0].quantity.span, why="底薪 × 月数，另加提成")


_EACH_BEFORE = re.compile(r"(?:各|均|各自|分别)(?:欠|拖欠|差|为|是|发|约)?(?:¥)?$")


def _times_each(reading: Reading, s: Sum, workers: Value, months: tuple[Value, Value]) -> Sum:
    """2月至4月绩效各5000元: once for every month of the clause; 我和他各5000元: once for every one."""
    before = window(reading, s.quantity)
    if not s.quantity.value or not _EACH_BEFORE.search(before[-4:]):
        return s
    start, end = months[0].value, months[1].value
    times = 1
    if "月" in before and start and end:
        times = (int(end[:4]) - int(start[:4])) * 12 + int(end[5:]) - int(start[5:]) + 1
    elif (workers.value or 1) > 1:
        times = workers.value
    return Sum(replace(s.quantity, value=s.quantity.value * times), OWED if s.meaning == RATE else s.meaning, s.noun)


def _labelled(reading: Reading) -> Value | None:
    label = reading.label("amount")
    if not label:
        return None
    text = reading.plain[label.value.start : label.value.end + 6]
    if not re.match(r"(?:人民币|约|共计?|合计|总计|大约|近|¥|拖欠)?\s?[\d一二两三四五六七八九十壹贰叁肆伍陆柒捌玖]", text):
        return None
    m = re.search(r"\d|[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖]", text[: label.value.end - label.value.start])
    number = numeral(text, m.start()) if m else None
    if not number or not number.value:
        return None
    value = number.value * (10000 if "万" in label.unit and "万" not in text[number.start : number.end] else 1)
    return found(tidy(value), label.value, why="金额栏")


def _explicit(reading: Reading, everything: list[Sum], workers: Value) -> Value | None:
    """A figure that the words call owed; parts of it are added up."""
    group = (workers.value or 2) > 1
    if wages := _wages_of_a_total(reading, everything):
        return wages
    if listed := _even_list(reading, everything):
        return listed
    if halved := _half_paid(reading, everything):
        return halved
    if listed := _numbered_claims(reading, everything):
        return listed
    if whole := _sum_of_others(everything):
        return whole
    owed = [s for s in everything if s.meaning in (BALANCE, TOTAL, OWED)]
    own = [s for s in everything if s.meaning == OWN]
    due = [s for s in everything if s.meaning in (DUE, PLAIN)]
    paid = [s for s in everything if s.meaning == PAID]
    if each_total := _heads_times_each(owed, everything, workers):
        return each_total
    if people := _by_person(reading, everything, workers):
        return people
    balances = [s for s in owed if s.meaning == BALANCE]
    if also := _also_owed(reading, [s for s in everything if s.meaning in (OWED, BALANCE, OWN)], paid):
        return also
    if balances and not _summed_up(owed, balances, paid):
        chosen = _combined(reading, balances, [s for s in owed if s.meaning == OWED and s.noun], everything)
        if chosen:
            return chosen
    totals = [s for s in owed if s.meaning == TOTAL]
    if paid and (totals or due or owed):
        base = _due_figure(reading, everything, paid)
        if base is not None:
            parts = _parts_with(reading, base, everything)
            rest = sum(p.value for p in parts) - sum(s.value for s in _paid_of(reading, paid))
            if rest > 0:
                return found(tidy(rest), *(p.quantity.span for p in [*parts, *paid]), why="应付减已付")
    if totals:
        return _combined(reading, totals, [s for s in owed if s.meaning == OWED], everything)
    plain_owed = [s for s in owed if s.meaning == OWED]
    if plain_owed:
        combined = _combined(reading, plain_owed, [], everything)
        monthly = [s.value for s in everything if s.meaning == RATE and s.quantity.per == "month"]
        part = any(_A_PART.search(window(reading, s.quantity)[-10:]) for s in plain_owed)
        if combined and monthly and combined.value < max(monthly) and not part:
            return Value(combined.value, combined.spans, False, "小于一个月的工资，只是一部分，请核对")
        return combined
    if own:
        if group:
            return Value(None, tuple(tuple(s.quantity.span) for s in own), False, "只说了本人的数")
        return found(tidy(own[0].value), own[0].quantity.span, why="本人的数")
    rates = [s for s in everything if s.meaning == RATE]
    if due and not rates and len({s.value for s in due}) == 1 and not paid:
        return found(tidy(due[0].value), due[0].quantity.span, why="文中唯一的劳动报酬数")
    return None


_MORE = re.compile(
    r"[;,。]\s?(?:\d|[二三四五])[.、)]\s?(?:未|拖欠|欠|没|支付|补发|克扣)|(?:^|[,;。])\s?(?:另外?|此外|并且?)(?:还|又)?(?:拖欠|欠|有|未付|未发|扣发)"
)


def _with_more(reading: Reading, value: Value, everything: list[Sum]) -> Value:
    """…加班工资共5136元, 另拖欠十三薪6200元: what is owed besides comes on top."""
    if not value.sure or not value.value or not value.spans:
        return value
    last = max(end for _, end in value.spans)
    for s in everything:
        start = s.quantity.span.start
        gap = reading.plain[last:start]
        if start > last and s.meaning in (OWED, BALANCE) and len(gap) < 30 and _MORE.search(gap) and s.noun:
            return found(tidy(value.value + s.value), *value.spans, s.quantity.span, why=value.why + "，另有一项")
    return value


_A_PART = re.compile(r"少(?:发|给|算)|克扣|扣|差")
_ALSO = re.compile(r"(?:元|块)?(?:的)?(?:工资|工钱|钱)?也(?:没|不|未)")


def _also_owed(reading: Reading, owed: list[Sum], paid: list[Sum]) -> Value | None:
    """欠10月工资4000, …6天工资800也不给: 也 adds the last figure to the ones before."""
    if paid or not 2 <= len(owed) <= 4 or len({(s.value, _month_named(reading, s)) for s in owed}) != len(owed):
        return None
    last = owed[-1]
    named = all(re.search(r"月|天|年终|加班|提成|奖|补贴|津贴|绩效", window(reading, s.quantity)) for s in owed)
    if not named or not _ALSO.match(reading.plain, last.quantity.span.end):
        return None
    return found(tidy(sum(s.value for s in owed)), *(s.quantity.span for s in owed), why="各部分相加")


_WAGES_IN_IT = re.compile(r"其中[^,。;\d]{0,6}(?:工资|工钱|人工费|劳务费)[^,。;\d]{0,3}$")


def _wages_of_a_total(reading: Reading, everything: list[Sum]) -> Value | None:
    """The wages of a sum for several things: 工程款和工资共12万, 其中工资8.5万 · 工资2.4万, 材料垫付1.6万, 合计4万."""
    for place, s in enumerate(everything):
        before = reading.plain[max(0, s.quantity.span.start - 14) : s.quantity.span.start]
        if place and _WAGES_IN_IT.search(before) and _NOT_PAY_EITHER.search(reading.plain[: everything[0].quantity.span.start][-24:]):
            return found(tidy(s.value), s.quantity.span, why="其中的工资")
        earlier = everything[max(0, place - 4) : place]
        foreign = [e for e in earlier if e.meaning == EXCLUDED]
        ours = [e for e in earlier if e.meaning in (OWED, BALANCE, PLAIN, DUE, TOTAL)]
        if foreign and ours and s.meaning != EXCLUDED and abs(sum(e.value for e in [*foreign, *ours]) - s.value) < 1:
            return found(tidy(sum(e.value for e in ours)), *(e.quantity.span for e in ours), why="合计中的工资部分")
    return None


_LIST_OF_SUMS = re.compile(r"(?:元|块)?(?:钱)?[、,和及跟]{1,2}")


def _even_list(reading: Reading, everything: list[Sum]) -> Value | None:
    """分别是5000、8000、3600, 都没兑现: sums that nothing but a mark joins, called apart before or all unpaid behind."""
    if len(everything) < 2 or any(s.meaning in (PAID, RATE, EXCLUDED, TOTAL) for s in everything):
        return None
    gaps = (reading.plain[a.quantity.span.end : b.quantity.span.start] for a, b in itertools.pairwise(everything))
    before, after = reading.plain[: everything[0].quantity.span.start][-6:], reading.plain[everything[-1].quantity.span.end :][:6]
    apart = re.search(r"分别(?:是|为|欠)?$", before) or re.match(r"(?:元|块)?,?(?:都|均|全)(?:没|未|不)", after)
    if not apart or not all(_LIST_OF_SUMS.fullmatch(gap) for gap in gaps):
        return None
    return found(tidy(sum(s.value for s in everything)), *(s.quantity.span for s in everything), why="各笔相加")


def _half_paid(reading: Reading, everything: list[Sum]) -> Value | None:
    """应发12500元, 只发了一半."""
    only = everything[0] if len(everything) == 1 else None
    if only is None or only.meaning not in (DUE, OWED, PLAIN):
        return None
    half = re.compile(r"(?:元|块)?,?[^,。;\d]{0,6}(?:只|才|就)(?:发|给|付|支付)了?一半").match(reading.plain, only.quantity.span.end)
    return found(tidy(only.value / 2), only.quantity.span, half.span(), why="只付了一半") if half else None


_NOT_PAY_EITHER = re.compile(r"工程款|材料|货款|押金|赔偿|补偿|垫付|设备|进度款")
_ITEM = re.compile(r"[①②③④⑤⑥]|(?<![\d.])[1-6][.、)](?!\d)")
_ASKED_OF_PAY = re.compile(r"工资|工钱|薪|提成|奖|绩效|加班|劳务费|课时|补贴|津贴|佣金|报酬|扣发")
_NOT_PAY = re.compile(r"[二双两2]倍|补偿|赔偿|押金|保证金|社保|公积金|报销|垫付|医药|材料|违约|工伤")


def _numbered_claims(reading: Reading, everything: list[Sum]) -> Value | None:
    """请求: 1.支付工资18000元; 2.支付绩效3200元; 3.经济补偿…: the numbered items of pay, each with one figure, are added up."""
    plain = reading.plain
    if "②" not in plain and not any(f"2{mark}" in plain for mark in ".、)"):
        return None
    starts = [m.end() for m in _ITEM.finditer(plain)]
    parts: list[Sum] = []
    for start, end in itertools.pairwise([*starts, len(plain)]):
        stop = min(end, reading.text.sentence(start).end)
        inside = [s for s in everything if start <= s.quantity.span.start < stop and s.meaning not in (EXCLUDED, RATE, PAID)]
        said = plain[start : inside[0].quantity.span.start] if inside else ""
        if len(inside) == 1 and _ASKED_OF_PAY.search(said) and not _NOT_PAY.search(said):
            parts += inside
    if len(parts) < 2 or len({s.value for s in parts}) < len(parts):
        return None
    return found(tidy(sum(s.value for s in parts)), *(s.quantity.span for s in parts), why="各项请求之和")


def _month_named(reading: Reading, s: Sum) -> str:
    months = re.findall(r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})月", window(reading, s.quantity))
    return months[-1] if months else ""


def _sum_of_others(everything: list[Sum]) -> Value | None:
    """A figure that is the sum of the parts told before it (8700, 6200, 1900, 加一起16800)."""
    if any(s.meaning == PAID for s in everything):
        return None
    parts = [s for s in everything if s.meaning in (OWED, BALANCE, OWN, PLAIN, DUE, TOTAL)]
    for place in range(2, len(parts)):
        if abs(sum(s.value for s in parts[:place]) - parts[place].value) < 1:
            return found(tidy(parts[place].value), parts[place].quantity.span, why="各部分的合计")
    return None


def _heads_times_each(owed: list[Sum], everything: list[Sum], workers: Value) -> Value | None:
    """已付每人5000, 还欠每人18000, 总计396000: the total that is heads × the rest of each is the rest of all."""
    each = [s.value for s in everything if s.meaning == RATE and s.quantity.per == "person"]
    for s in owed:
        if s.meaning == TOTAL and (workers.value or 0) > 1 and any(abs(e * workers.value - s.value) < 1 for e in each):
            return found(tidy(s.value), s.quantity.span, why="人数 × 每人所欠的总数")
    return None


_PERSON_BEFORE = re.compile(
    r"(?:^|[,、;:。\s])(?:我|俺|本人|我自己|[老小大][一-龥]|[一-龥]{1,3}(?:某|师傅|哥|姐|阿姨|老师|大姐)|[一-龥]{2,3})(?:的|是|欠|有|差)?(?:工资|工钱)?$"
)


def _by_person(reading: Reading, everything: list[Sum], workers: Value) -> Value | None:
    """我的7000, 大刘6500, 小孙4000: as many figures as people, each behind a person; the parts paid come off."""
    head = workers.value or 0
    parts = [
        s
        for s in everything
        if s.meaning in (OWN, PLAIN, OWED, DUE, BALANCE)
        and _PERSON_BEFORE.search(reading.plain[max(0, s.quantity.span.start - 9) : s.quantity.span.start])
    ]
    if head < 2 or len(parts) != head or parts[-1].quantity.span.end - parts[0].quantity.span.start > 20 * head:
        return None
    paid = _paid_of(reading, [s for s in everything if s.meaning == PAID])
    rest = sum(s.value for s in parts) - sum(s.value for s in paid)
    return found(tidy(rest), *(s.quantity.span for s in [*parts, *paid]), why="各人之和") if rest > 0 else None


def _summed_up(owed: list[Sum], balances: list[Sum], paid: list[Sum]) -> bool:
    """A total behind the parts (4月的1577元也没给。以上三笔共10177元) takes the place of the last part."""
    totals = [s for s in owed if s.meaning == TOTAL and s.quantity.span.start > balances[-1].quantity.span.start]
    return bool(totals) and not paid and totals[-1].value > max(b.value for b in balances)


def _paid_of(reading: Reading, paid: list[Sum]) -> list[Sum]:
    """Paid parts; 发了三回, 一回5000 is three times."""
    seen: list[Sum] = []
    for s in paid:
        if not any(o.value == s.value and s.quantity.span.start - o.quantity.span.end > 30 for o in seen):
            seen.append(s)
    return seen


def _due_figure(reading: Reading, everything: list[Sum], paid: list[Sum]) -> Sum | None:
    """The full sum of which a part was paid: the largest figure before the payment that is no rate."""
    first_paid = paid[0].quantity.span.start
    candidates = [s for s in everything if s.meaning in (DUE, PLAIN, TOTAL, OWED) and s.quantity.span.start < first_paid] or [
        s for s in everything if s.meaning in (DUE, TOTAL)
    ]
    candidates = [s for s in candidates if s.value > max(p.value for p in paid)]
    return max(candidates, key=lambda s: s.value) if candidates else None


def _combined(reading: Reading, main: list[Sum], side: list[Sum], everything: list[Sum]) -> Value | None:
    """One figure of several: the total of the others, the same figure told twice, or the sum of parts of different pay or months."""
    pool = _distinct([*main])
    if len(pool) == 1:
        only = pool[0]
        if more := _other_pay(reading, only, everything):
            return found(tidy(only.value + more.value), only.quantity.span, more.quantity.span, why="工资合计加另一项")
        parts = _parts_with(reading, only, everything)
        if len(parts) > 1:
            return found(tidy(sum(p.value for p in parts)), *(p.quantity.span for p in parts), why="各部分相加")
        return found(tidy(only.value), only.quantity.span, why="文中称为所欠的数")
    biggest = max(pool, key=lambda s: s.value)
    others = [s for s in pool if s is not biggest]
    if abs(sum(s.value for s in others) - biggest.value) <= 1:
        return found(tidy(biggest.value), biggest.quantity.span, why="合计数")
    totals = [s for s in pool if _called_total(reading, s)]
    if len(totals) == 1 and (more := _other_pay(reading, totals[0], everything)):
        return found(tidy(totals[0].value + more.value), totals[0].quantity.span, more.quantity.span, why="工资合计加另一项")
    if len(totals) == 1:
        total = totals[0]
        parts = _parts_with(reading, total, everything)
        if total.noun and total.noun != "工资" and len(parts) > 1:
            return found(tidy(sum(p.value for p in parts)), *(p.quantity.span for p in parts), why="各部分相加")
        return found(tidy(total.value), total.quantity.span, why="合计数")
    run = _parts_with(reading, pool[0], everything)
    if all(s in run for s in pool) or _parallel(reading, pool):
        members = run if len(run) >= len(pool) else pool
        return found(tidy(sum(p.value for p in members)), *(p.quantity.span for p in members), why="各部分相加")
    if biggest.value >= 2 * max(s.value for s in others):
        return found(tidy(biggest.value), biggest.quantity.span, why="所欠的总数")
    last = pool[-1]
    return found(tidy(last.value), last.quantity.span, why="最后一个称为所欠的数")


_PAY_KINDS = "工资|工钱|提成|奖金|绩效|加班费|补贴|课时费|佣金|年终奖|十三薪|双薪|全勤奖?|房补|餐补|高温费"
_PAY_TOTAL = re.compile(rf"({_PAY_KINDS})(?:一共|总共|共计|合计|总计|共)(?:约|大约|大概|是|为)?$")
_OTHER_PAY = re.compile(
    rf"(?:元|块|左右|多)?(?:[,、;]|以及|及|和|与|加)\s?(?:还有|另有|另外|以及)?(?:[^,。;\d]{{0,5}}?)({_PAY_KINDS})[^,。;\d]{{0,6}}"
)


def _other_pay(reading: Reading, s: Sum, everything: list[Sum]) -> Sum | None:
    """工资一共9.1万, 提成大概5万: another kind of pay right behind the total of the wages."""
    place = everything.index(s)
    following = everything[place + 1] if place + 1 < len(everything) else None
    if following is None or s.meaning != TOTAL or following.meaning in (EXCLUDED, PAID, RATE, OWN):
        return None
    gap = reading.plain[s.quantity.span.end : following.quantity.span.start]
    kind, other = _PAY_TOTAL.search(window(reading, s.quantity)), _OTHER_PAY.fullmatch(gap)
    return following if kind and other and kind[1] != other[1] else None


def _distinct(pool: list[Sum]) -> list[Sum]:
    seen: list[Sum] = []
    for s in pool:
        if not any(abs(o.value - s.value) < 1 for o in seen) or (s.noun and any(o.noun and o.noun != s.noun for o in seen)):
            seen.append(s)
    return seen


def _called_total(reading: Reading, s: Sum) -> bool:
    return bool(
        re.search(
            rf"(?:{TOTAL_WORDS})(?:约|大约|大概|为|是|有|有约|拖欠|欠|:|人民币|达|差不多|近|工资|的)*(?:¥)?\s?$",
            window(reading, s.quantity)[-14:],
        )
    )


def _parallel(reading: Reading, pool: list[Sum]) -> bool:
    """Parts that stand close, each behind its month or kind of pay."""
    starts = [s.quantity.span for s in pool]
    close = all(b.start - a.end <= 16 for a, b in itertools.pairwise(starts))
    labels = [re.search(r"\d+月|[一二三四五六七八九十]+月|" + (s.noun or "￿"), window(reading, s.quantity)) for s in pool]
    return close and all(labels)


def _parts_with(reading: Reading, s: Sum, everything: list[Sum]) -> list[Sum]:
    """The run of neighbouring wage figures around one: 1月底薪3500及提成4216.5元、2月…"""
    where = everything.index(s)
    if re.search(rf"(?:{TOTAL_WORDS})", window(reading, s.quantity)[-8:]) and not (s.noun and s.noun != "工资"):
        return [s]
    run = [s]
    for step in (-1, 1):
        at = where + step
        while 0 <= at < len(everything):
            other, inner = everything[at], run[0] if step < 0 else run[-1]
            a, b = (other, inner) if step < 0 else (inner, other)
            gap = reading.plain[a.quantity.span.end : b.quantity.span.start]
            if (
                len(gap) > 18
                or "。" in gap
                or ";" in gap
                or "其中" in gap
                or other.meaning in (EXCLUDED, PAID, OWN, RATE)
                or not _part_gap(gap)
                or (other.value == inner.value and not re.search(r"月", gap))
                or (
                    "个月" in gap
                    and any(abs(other.value * k - inner.value) < 1 or abs(inner.value * k - other.value) < 1 for k in range(2, 13))
                )
            ):
                break
            run.insert(0, other) if step < 0 else run.append(other)
            at += step
    values = [p.value for p in run]
    return run if len(run) == 2 or (len(run) > 2 and abs(max(values) * 2 - sum(values)) > 1) else [s]


def _part_gap(gap: str) -> bool:
    """Between two parts: a separator and a month or another kind of pay."""
    return bool(
        re.search(r"[、,和及加与+\s]|还有|另", gap)
        and re.search(r"月|提成|加班|底薪|奖金|补|费|罚款|分成|绩效|全勤|工资|津贴|佣金|高温", gap)
        and not re.search(r"共|合计|总计|剩|余|还差|欠(?!发)|已|付了|给了|应得|扣(?:除|掉|完|去)|认|减|一天|每天", gap)
    )
