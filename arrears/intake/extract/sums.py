"""The sum owed 欠薪金额: what each figure means (owed, paid, due, rate, not wages), and the computation where no total is told.

Rules of the contract, in order: a total that is called owed wins; else heads × per head, months × monthly pay, days × day rate, due − paid, the sum
of parts. Deposits, compensation, goods and contract prices are never in it. What cannot be computed surely stays empty.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from arrears.intake.extract.numerals import numeral
from arrears.intake.extract.quantities import Quantity
from arrears.intake.extract.reading import Reading, once
from arrears.intake.extract.record import NOTHING, Value, found

_FOREIGN = (
    "押金|保证金|货款|材料款|材料费|工程款|合同价|合同额|合同总价|总造价|造价|进度款|赔偿金?|补偿金?|二倍|双倍|两倍|2倍|违约金|医药费|医疗费|垫付?|报销|房租|租金|借款|借给|借了我|学费|中介费|货损|车损|产值|"
    "拨款|社保|公积金|误工费|装备费|服装费|伙食费|餐费|住宿费|营业额|卖了|销售额|投资|定金|损失|治疗费?|手术费|生活费借|贷款|欠债|花了|花费|报价|承包价|总包价|工伤|罚他|代通知金|差额|要我赔|赔了?|差旅费|路费|油费|过路费|"
    "保险|体检费|培训费|会员费|交了|收了|收取|欠款本金|结算款|质保金|少则|多则|至多|最多|最少|从我|倒扣|扣了我|要扣|罚款|扣款|合同款|包工总价|总包给|借我|工资标准|最低工资"
)
_PAID = (
    "曾付|曾给|曾发|已付|已发|已支付|已结|已经付|已经给|已经发|已经结|已经支付|付了|给了|发了|给过|付过|发过|支付了|支付过|借支|预支|支取|生活费|转了|转过|已收到|"
    "收到|收过|先付|先给|先发|先支付|先结|结了|结过|只发|只给|只付|只结|只拿|只支付|就给|就发|才给|才发|才付|打了|打过|拿到|拿了|"
    "领了|领取|代发|扣除|预付|陆续给|陆续付|陆续支付|前后给|垫发|兑付|清了|微信给|微信转|到账|到手|减去|扣掉|抵扣|支了|支过|已领|已拿|已预支|分期付|"
    "借过|先后给|先后付|预借|发放|还了|已到账|只收到|仅发|仅支付|仅付|仅给|总共给|一共给|总共付|一共付|共付|共给|已得"
)
_BALANCE = (
    "尚欠|还欠|仍欠|下欠|净欠|实欠|共欠|剩余的?|剩下的?|还剩|剩|余款|余下的?|余|还差|尚差|仍差|差|还有|尚有|未付|未结|未发|没发|没结|没给|没付|未支付|未结清|"
    "应得|欠款|尾款|余额|差额为|未兑现|未领|未结算|结欠|累欠|积欠|合计欠|总共欠|一共欠|总计欠|至今欠|现欠|目前欠|就欠"
)
_TOTAL = "共计|合计|总计|累计|一共|总共|总额|总金额|总数|合共|共|计|全部|全班|全组|加起来|总的|总|涉及金额|金额|加在一起|拢共|通共|统共|拢总|满打满算|算下来|算了算|大约共|小计|连本带利"
_DUE = (
    "应发|应得|应付|应结|应收|该得|该给|该拿|该发|该付|总工资|挣了|挣|工钱|总价|算账|算下来|结算|产值|应返还|本该|应当得|应领|工资总额|总工程量|干了|总账|按工算|"
    "算出来|结账|做了|活干完|工资共|工资一共|工资总共|劳务费|工费|人工费|工资|包工|清单|承包|报酬|谈好|讲好|说好|包给"
)
_OWED = "欠|拖欠|克扣|少发|少给|扣发|索要|追讨|讨要|支付|要求|要回|工资|薪|工钱|费|提成|奖金|补助|底薪|保底|补贴|津贴|分成|佣金|余款|报酬|收入|运费|流水|血汗钱|的钱|扣了|扣罚|罚款"
_AFTER_OWED = re.compile(
    r"^\s?(?:左右|余|多|整|钱|的|块|元|人民币|上下|出头|以上|\([^)]{0,20}\)|工资|工钱|薪水|劳务费|加班费|提成|余款|款|也|都|均|全|到现在|至今|"
    r"一直|现在|还|就|仍|老板|他|她|公司|单位|对方|到|,|今|目前|迟迟|厂里|店里|始终|总是|从来)*(?:没|未|不(?:给|付|发|结|支付|还|退|认)|拖|欠|拒|"
    r"赖|打了?水漂|要不|没有|也要退|押着|压着|克扣|扣着|泡汤)"
)
_OWN = re.compile(
    r"(?:其中|光|仅|单|就|只)?(?:欠)?(?:我|他|她|俺|本人|自己|来电人)(?:自己|个人|本人|一个人|一人|的|就|是|有|被欠|这边|这份|那份|欠)*(?:约|大概|工资|欠|有|的|就|是|:)*$"
)
_OWN_STRICT = re.compile(r"(?:光|其中|单|就|仅|我自己|她自己|他自己|我个人|我一个人|我本人|我的)[^,。;]{0,6}$")
_SEPARATE = re.compile(r"其中")
_PROMISE = re.compile(r"(?:答应|承诺|同意|愿意|只肯|只愿|提出|说)(?:先)?(?:给|付|支付|发|按|结)?[^,。;]{0,4}$|打算给|想(?:拿|用)")
_FROM_OTHERS = re.compile(
    r"(?:甲方|总包|业主|开发商|建设单位|发包方|劳务公司|公司)[^,。;]{0,8}(?:欠|没给|未付|拨|给|付)(?:了)?(?:他(?!们)|她(?!们)|包工头|老板|"
    r"公司|该|班组长|劳务)[^,。;]{0,10}$|欠(?:包工头|老板)(?!们)[^,。;]{0,8}$"
)

EXCLUDED, PAID, BALANCE, TOTAL, DUE, OWED, OWN, RATE, PLAIN = "excluded", "paid", "balance", "total", "due", "owed", "own", "rate", "plain"
_KEYWORDS = re.compile(
    "|".join(
        f"(?P<{kind}>{'|'.join(sorted(words.split('|'), key=len, reverse=True))})"
        for kind, words in ((EXCLUDED, _FOREIGN), (PAID, _PAID), (BALANCE, _BALANCE), (TOTAL, _TOTAL), (OWED, _OWED), (DUE, _DUE))
    )
)


@dataclass(frozen=True, slots=True)
class Sum:
    """A money figure with its meaning; `noun`: which pay it is of (加班费, 底薪), where told."""

    quantity: Quantity
    meaning: str
    noun: str = ""

    @property
    def value(self) -> float:
        return self.quantity.value or 0.0


@once
def sums(reading: Reading) -> list[Sum]:
    """All money figures with a value, each with its meaning from the words around it."""
    result: list[Sum] = []
    for q in reading.of("money"):
        if q.value:
            result.append(Sum(q, _meaning(reading, q, result), _noun(reading, q)))
    return result


def _window(reading: Reading, q: Quantity) -> str:
    """The words before a figure: its clause, and the clause before if that holds no other figure."""
    plain = reading.plain
    clause = reading.text.clause(q.span.start)
    start = clause.start
    others = [o.span.end for o in reading.quantities if o.kind == "money" and o.span.end <= q.span.start]
    low = max([e for e in others if e > start] or [start])
    return plain[low : q.span.start]


_OWN_CLAIM = re.compile(r"我|工人")
_AGREED = re.compile(r"说好|说是(?:总共|一共)")
_OTHER_DEBT = re.compile(
    r"\s?(?:押金|货款|材料款|工程款|补偿|赔偿|定金|房租|医药费|医疗费|借款|罚款(?!也)|保证金|中介费|违约金|抵押|服装费|生活费)"
)
_FINE_BACK = re.compile(r"罚款|扣款|差额")
_RETURNED = re.compile(r".{0,4}(?:也)?要?退")
_NOT_PAID_YET = re.compile(r"(?:没|未|不)(?:有)?(?:给|付|发|结|支付)(?:了|过)?[^,]{0,3}$")
_PART_OF = re.compile(r"其中|光|单")
_SHOULD = re.compile(r"应|该")
_SAME_AGAIN = re.compile(r"[、和及与加+,]|以及|[、,]?(?:一回|一次|又)")
_ALREADY = re.compile(r"\s?(?:已|都给|给了|付了)")


def _meaning(reading: Reading, q: Quantity, earlier: list[Sum]) -> str:
    plain = reading.plain
    before = _window(reading, q)
    after = plain[q.span.end : reading.text.clause(q.span.end).end] if q.span.end < len(plain) else ""
    after14 = plain[q.span.end : q.span.end + 16]
    if _FROM_OTHERS.search(plain[max(0, q.span.start - 20) : q.span.start]) and not _OWN_CLAIM.search(before):
        return EXCLUDED
    hits = list(_KEYWORDS.finditer(before[-16:]))
    last = hits[-1].lastgroup if hits else None
    near = before[-16:]
    if _PROMISE.search(near) and not _AGREED.search(near) and q.per is None:
        return EXCLUDED
    if _OTHER_DEBT.match(after14):
        return PAID if after14.strip().startswith("生活费") else EXCLUDED
    if any(h.lastgroup == EXCLUDED for h in hits) and not _foreign_is_over(near, hits):
        if not (_FINE_BACK.search(near) and _RETURNED.match(after14)):
            return EXCLUDED
    if q.per:
        return RATE
    if _AFTER_OWED.match(after14) and last != PAID:
        return BALANCE
    if last == PAID:
        return PAID if not _NOT_PAID_YET.search(near) else BALANCE
    if _OWN_STRICT.search(near) or (_OWN.search(near) and _PART_OF.search(near)):
        return OWN
    if last in (BALANCE, TOTAL, DUE, OWED):
        kinds = {h.lastgroup for h in hits}
        if last == TOTAL and PAID in kinds:
            return PAID
        if last == TOTAL and BALANCE in kinds:
            return BALANCE
        if last == TOTAL and DUE in kinds and _SHOULD.search(near):
            return DUE
        return last
    if earlier and _SAME_AGAIN.fullmatch(before.strip()):
        return earlier[-1].meaning
    return PLAIN if not _ALREADY.match(after) else PAID


def _foreign_is_over(near: str, hits: list[re.Match[str]]) -> bool:
    """A later word of wages or balance (押金没退, 还欠工资…) takes the figure over."""
    place = max(h.end() for h in hits if h.lastgroup == EXCLUDED)
    return bool(re.search(r"工资|工钱|欠|薪|剩|余|提成|劳务费|课时费|加班费|已付|已发|付了|给了", near[place:]))


def _noun(reading: Reading, q: Quantity) -> str:
    m = re.search(
        r"(加班费|加班工资|底薪|保底|提成|奖金|绩效|补助|补贴|津贴|分成|派件费|配送费|罚款|课时费|全勤|年终奖|基本工资|工资|佣金|高温费)[^,。;]{0,10}$",
        _window(reading, q),
    )
    return m[1] if m else ""


def amount(reading: Reading, workers: Value, months: tuple[Value, Value]) -> Value:
    """The sum owed to all of them together."""
    label = _labelled(reading)
    if label:
        return label
    everything = sums(reading)
    if workers.value == 1:
        everything = [Sum(s.quantity, OWED, s.noun) if s.meaning == OWN else s for s in everything]
    explicit = _explicit(reading, everything, workers)
    if explicit is not None:
        return explicit
    return _computed(reading, everything, workers, months)


def _labelled(reading: Reading) -> Value | None:
    label = reading.label("amount")
    if not label:
        return None
    text = reading.plain[label.value.start : label.value.end + 6]
    m = re.search(r"\d|[一二两三四五六七八九十壹贰叁肆伍陆柒捌玖]", text[: label.value.end - label.value.start])
    number = numeral(text, m.start()) if m else None
    if not number or not number.value:
        return None
    value = number.value * (10000 if "万" in label.unit and "万" not in text[number.start : number.end] else 1)
    return found(_tidy(value), label.value, why="金额栏")


def _tidy(value: float) -> int | float:
    value = round(value, 2)
    return int(value) if value == int(value) else value


def _explicit(reading: Reading, everything: list[Sum], workers: Value) -> Value | None:
    """A figure that the words call owed; parts of it are added up."""
    group = (workers.value or 2) > 1
    owed = [s for s in everything if s.meaning in (BALANCE, TOTAL, OWED)]
    own = [s for s in everything if s.meaning == OWN]
    due = [s for s in everything if s.meaning in (DUE, PLAIN)]
    paid = [s for s in everything if s.meaning == PAID]
    balances = [s for s in owed if s.meaning == BALANCE]
    if balances:
        chosen = _combined(reading, balances, [s for s in owed if s.meaning == OWED and s.noun], everything)
        if chosen and not (paid and _is_due(reading, chosen, paid)):
            return chosen
    totals = [s for s in owed if s.meaning == TOTAL]
    if paid and (totals or due or owed):
        base = _due_figure(reading, everything, paid)
        if base is not None:
            rest = base.value - sum(s.value for s in _paid_of(reading, paid))
            if rest > 0:
                return found(_tidy(rest), base.quantity.span, *(p.quantity.span for p in paid), why="应付减已付")
    if totals:
        return _combined(reading, totals, [s for s in owed if s.meaning == OWED], everything)
    plain_owed = [s for s in owed if s.meaning == OWED]
    if plain_owed:
        return _combined(reading, plain_owed, [], everything)
    if own:
        if group:
            return Value(None, tuple(tuple(s.quantity.span) for s in own), False, "只说了本人的数")
        return found(_tidy(own[0].value), own[0].quantity.span, why="本人的数")
    rates = [s for s in everything if s.meaning == RATE]
    if due and not rates and len({s.value for s in due}) == 1 and not paid:
        return found(_tidy(due[0].value), due[0].quantity.span, why="文中唯一的劳动报酬数")
    return None


def _paid_of(reading: Reading, paid: list[Sum]) -> list[Sum]:
    """Paid parts; 发了三回, 一回5000 is three times."""
    seen: list[Sum] = []
    for s in paid:
        if not any(o.value == s.value and s.quantity.span.start - o.quantity.span.end > 30 for o in seen):
            seen.append(s)
    return seen


def _is_due(reading: Reading, chosen: Value, paid: list[Sum]) -> bool:
    return False


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
        parts = _parts_with(reading, only, everything)
        if len(parts) > 1:
            return found(_tidy(sum(p.value for p in parts)), *(p.quantity.span for p in parts), why="各部分相加")
        return found(_tidy(only.value), only.quantity.span, why="文中称为所欠的数")
    biggest = max(pool, key=lambda s: s.value)
    others = [s for s in pool if s is not biggest]
    if abs(sum(s.value for s in others) - biggest.value) <= 1:
        return found(_tidy(biggest.value), biggest.quantity.span, why="合计数")
    totals = [s for s in pool if _called_total(reading, s)]
    if len(totals) == 1:
        total = totals[0]
        parts = _parts_with(reading, total, everything)
        if total.noun and total.noun != "工资" and len(parts) > 1:
            return found(_tidy(sum(p.value for p in parts)), *(p.quantity.span for p in parts), why="各部分相加")
        return found(_tidy(total.value), total.quantity.span, why="合计数")
    run = _parts_with(reading, pool[0], everything)
    if all(s in run for s in pool) or _parallel(reading, pool):
        members = run if len(run) >= len(pool) else pool
        return found(_tidy(sum(p.value for p in members)), *(p.quantity.span for p in members), why="各部分相加")
    if biggest.value >= 2 * max(s.value for s in others):
        return found(_tidy(biggest.value), biggest.quantity.span, why="所欠的总数")
    last = pool[-1]
    return found(_tidy(last.value), last.quantity.span, why="最后一个称为所欠的数")


def _distinct(pool: list[Sum]) -> list[Sum]:
    seen: list[Sum] = []
    for s in pool:
        if not any(abs(o.value - s.value) < 1 for o in seen) or (s.noun and any(o.noun and o.noun != s.noun for o in seen)):
            seen.append(s)
    return seen


def _called_total(reading: Reading, s: Sum) -> bool:
    return bool(
        re.search(
            rf"(?:{_TOTAL})(?:约|大约|大概|为|是|有|有约|拖欠|欠|:|人民币|达|差不多|近|工资|的)*(?:¥)?\s?$",
            _window(reading, s.quantity)[-14:],
        )
    )


def _parallel(reading: Reading, pool: list[Sum]) -> bool:
    """Parts that stand close, each behind its month or kind of pay."""
    starts = [s.quantity.span for s in pool]
    close = all(b.start - a.end <= 16 for a, b in itertools.pairwise(starts))
    labels = [re.search(r"\d+月|[一二三四五六七八九十]+月|" + (s.noun or "￿"), _window(reading, s.quantity)) for s in pool]
    return close and all(labels)


def _parts_with(reading: Reading, s: Sum, everything: list[Sum]) -> list[Sum]:
    """The run of neighbouring wage figures around one: 1月底薪3500及提成4216.5元、2月…"""
    where = everything.index(s)
    if re.search(rf"(?:{_TOTAL})", _window(reading, s.quantity)[-8:]) and not (s.noun and s.noun != "工资"):
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
        and not re.search(r"共|合计|总计|剩|余|还差|欠(?!发)|已|付了|给了|应得|扣除|一天|每天", gap)
    )


# ---- computation ----


def _computed(reading: Reading, everything: list[Sum], workers: Value, months: tuple[Value, Value]) -> Value:
    rates = [s for s in everything if s.meaning == RATE]
    paid = [s for s in everything if s.meaning == PAID]
    if not rates:
        return NOTHING
    by_kind: dict[str, Sum] = {}
    for s in rates:
        by_kind.setdefault(s.quantity.per or "", s)
    head = workers.value
    if "person" in by_kind and head and workers.sure and not _paid_each(reading, by_kind["person"]):
        s = by_kind["person"]
        return found(_tidy(s.value * head), s.quantity.span, *workers.spans, why=f"人均 × {head} 人")
    for kind in ("person_day", "day"):
        if kind in by_kind:
            gross = _days_worth(reading, by_kind[kind], kind, head)
            if gross:
                each = [s for s in rates if s.quantity.per == "person" and _paid_each(reading, s)]
                return _less_paid(reading, gross, paid + each, head)
    for kind in ("person_month", "month"):
        if kind in by_kind and (head == 1 or (kind == "person_month" and head)):
            value = _months_worth(reading, by_kind[kind], head if kind == "person_month" else 1, rates, paid, months)
            if value:
                return value
    if "hour" in by_kind:
        hours = [q for q in reading.of("hours") if q.value]
        if len(hours) == 1 and head == 1:
            s = by_kind["hour"]
            return _less_paid(
                reading, found(_tidy(s.value * (hours[0].value or 0)), s.quantity.span, hours[0].span, why="时薪 × 小时"), paid
            )
    if "piece" in by_kind:
        pieces = [q for q in reading.of("pieces") if q.value and q.value > 1]
        if len(pieces) == 1:
            s = by_kind["piece"]
            return _less_paid(
                reading, found(_tidy(s.value * (pieces[0].value or 0)), s.quantity.span, pieces[0].span, why="单价 × 数量"), paid
            )
    return NOTHING


def _less_paid(reading: Reading, gross: Value, paid: list[Sum], head: int | None = 1) -> Value:
    rest = gross.value - sum(s.value * _times(reading, s) * (head or 1 if s.quantity.per == "person" else 1) for s in paid)
    if rest <= 0:
        return NOTHING
    return found(_tidy(rest), *gross.spans, *(s.quantity.span for s in paid), why=gross.why + (" − 已付" if paid else ""))


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
        return None
    if kind == "person_day" or (len(days) > 1 and head and len(days) == head):
        if len(days) == 1 and head:
            return found(_tidy(rate.value * (days[0].value or 0) * head), rate.quantity.span, days[0].span, why="日工资 × 天数 × 人数")
        if head and len(days) == head:
            return found(
                _tidy(rate.value * sum(d.value or 0 for d in days)),
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
    if (head and head > 2) or head is None:
        return None
    if head == 2 and not re.search(
        r"俩|两人|二人|两口子|一起|2人", reading.plain[max(0, rate.quantity.span.start - 14) : rate.quantity.span.start]
    ):
        return None
    return found(_tidy(rate.value * (chosen.value or 0)), rate.quantity.span, chosen.span, why="日工资 × 天数")


def _months_worth(reading: Reading, rate: Sum, head: int, rates: list[Sum], paid: list[Sum], months: tuple[Value, Value]) -> Value | None:
    count, spans = _months_owed(reading, months)
    if not count:
        return None
    monthly_paid = [
        s for s in paid if re.search(r"每月|每个月|一个月", reading.plain[max(0, s.quantity.span.start - 20) : s.quantity.span.start])
    ]
    if monthly_paid and monthly_paid[0].value < rate.value:
        return found(
            _tidy((rate.value - monthly_paid[0].value) * count * head),
            rate.quantity.span,
            monthly_paid[0].quantity.span,
            *spans,
            why="（月薪 − 每月已发）× 月数",
        )
    gross = found(_tidy(rate.value * count * head), rate.quantity.span, *spans, why="月薪 × 月数")
    in_months = [
        s
        for s in paid
        if s.value < gross.value
        and not re.search(
            r"\d月[^,。;]{0,8}$|已经?发|的(?:发|结)了", reading.plain[max(0, s.quantity.span.start - 10) : s.quantity.span.start]
        )
    ]
    return _less_paid(reading, gross, in_months)


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
        or (q.value and re.match(r"(?:的)?(?:工资|钱|薪|没|未|工钱|都没|保底|底薪)", plain[q.span.end : q.span.end + 4]))
    ]
    told = [
        q
        for q in told
        if not re.search(
            r"(?:试用期|怀孕|工龄|干满|等了|零|补偿|赔偿|给过|发了|给了|怀了)[^,。;]{0,4}$", plain[max(0, q.span.start - 6) : q.span.start]
        )
        and not (
            re.search(r"(?:干|做)了[^,。;]{0,3}$", plain[max(0, q.span.start - 6) : q.span.start])
            and not re.match(r"没|一分|不给", plain[q.span.end : q.span.end + 2])
        )
        and not re.match(r"(?:的)?(?:补偿|赔偿|经济)|身孕|零", plain[q.span.end : q.span.end + 5])
    ]
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
    for s in sums(reading):
        q = s.quantity
        if (
            q.per == "person"
            and s.meaning == RATE
            and not _paid_each(reading, s)
            and not re.match(r"(?:元|块)?(?:不等|到|至|-|以上不等)", reading.plain[q.span.end : q.span.end + 4])
            and not re.search(
                r"(?:罚|扣|押金|发了?|给了?|交|补偿|赔偿)[^,。;]{0,6}$", reading.plain[max(0, q.span.start - 10) : q.span.start]
            )
        ):
            return found(_tidy(s.value), q.span, why="人均欠薪")
    return NOTHING
