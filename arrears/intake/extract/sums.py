"""The sum owed 欠薪金额: what each figure means (owed, paid, due, rate, not wages), and the computation where no total is told.

Rules of the contract, in order: a total that is called owed wins; else heads × per head, months × monthly pay, days × day rate,
due − paid, the sum
of parts. Deposits, compensation, goods and contract prices are never in it. What cannot be computed surely stays empty.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from arrears.intake.extract.quantities import Quantity
from arrears.intake.extract.reading import Reading, once
from arrears.intake.extract.scanning import scanner

_FOREIGN = (
    "押金|保证金|货款|材料款|材料费|工程款|合同价|合同额|合同总价|总造价|造价|进度款|赔偿金?|"
    "补偿金?|二倍工资|二倍差额|双倍工资|双倍赔|两倍工资|2倍工资|违约金|医药费|医疗费|垫付?|报销|房租|租金|借款|借给|借了我|学费|中介费|货损|车损|产值|"
    "拨款|社保|公积金|误工费|装备费|服装费|伙食费|餐费|住宿费|营业额|卖了|销售额|投资|定金|损失|治疗费?|"
    "手术费|生活费借|贷款|欠债|花了|花费|报价|承包价|总包价|工伤|罚他|代通知金|(?:工资|赔偿|补偿)差额|要我赔|赔了?|差旅费|路费|油费|过路费|"
    "保险|体检费|培训费|会员费|交了|收了|收取|欠款本金|结算款|质保金|少则|"
    "多则|至多|最多|最少|从我|倒扣|扣了我|要扣|罚款|扣款|合同款|包工总价|总包给|借我|工资标准|最低工资"
)
_PAID = (
    "实发|实际发|实际到账|实收|实得|曾付|曾给|曾发|已付|已发|已支付|已结|已经付|已经给|已经发|已经结|"
    "已经支付|付了|给了|发了|给过|付过|发过|支付了|支付过|借支|预支|支取|生活费|转了|转过|已收到|"
    "收到|收过|先付|先给|先发|先支付|先结|结了|结过|只发|只给|只付|只结|只拿|只支付|就给|就发|才给|才发|才付|打了|打过|拿到|拿了|"
    "领了|领取|代发|扣除|预付|陆续给|陆续付|陆续支付|前后给|垫发|"
    "兑付|清了|微信给|微信转|到账|到手|减去|扣掉|抵扣|支了|支过|已领|已拿|已预支|分期付|"
    "借过|先后给|先后付|预借|发放|还了|已到账|只收到|仅发|仅支付|仅付|仅给|总共给|一共给|总共付|一共付|共付|共给|已得"
)
_BALANCE = (
    "尚欠|还欠|仍欠|下欠|净欠|实欠|共欠|剩余的?|剩下的?|还剩|剩|余款|"
    "余下的?|余|还差|尚差|仍差|差|还有|尚有|未付|未结|未发|没发|没结|没给|没付|未支付|未结清|"
    "应得|欠款|尾款|余额|差额|未兑现|未领|未结算|结欠|累欠|积欠|合计欠|总共欠|一共欠|总计欠|至今欠|现欠|目前欠|就欠"
)
TOTAL_WORDS = (
    "共计|合计|总计|累计|一共|总共|总额|总金额|总数|合共|共|计|全部|全班|全组|加起来|加一起|加一块儿?|加在一块|总的|总|"
    "涉及金额|金额|加在一起|拢共|通共|统共|拢总|满打满算|算下来|算了算|大约共|小计|连本带利"
)
_DUE = (
    "应该是|应该有|本应|应为|应发|应得|应付|应结|应收|该得|该给|该拿|该发|该付|总工资|挣了|"
    "挣|工钱|总价|算账|算下来|结算|产值|应返还|本该|应当得|应领|工资总额|总工程量|干了|总账|按工算|"
    "算出来|结账|做了|活干完|工资共|工资一共|工资总共|劳务费|工费|人工费|工资|包工|清单|承包|报酬|谈好|讲好|说好|包给"
)
_OWED = (
    "我只要|欠|拖欠|克扣|少发|少给|扣发|索要|追讨|讨要|支付|要求|要回|工资|薪|工钱|费|提成|奖金|补助|底薪|保底|"
    "补贴|津贴|分成|佣金|余款|报酬|收入|运费|流水|血汗钱|的钱|扣了|扣罚|罚款"
)
_AFTER_OWED = re.compile(
    r"^\s?(?:一分钱?|分文|左右|余|多|整|钱|的|块|元|人民币|上下|出头|以上|\([^)]{0,20}\)|工资|工钱|薪水|劳务费|加班费|提成|余款|款|也|都|均|全|到现在|至今|"
    r"一直|现在|还|就|仍|老板|他|她|公司|单位|对方|到|,|今|目前|"
    r"迟迟|厂里|店里|始终|总是|从来)*(?:没|未|不(?:给|付|发|结|支付|还|退|认)|拖|欠|拒|"
    r"赖|打了?水漂|要不|没有|也要退|押着|压着|克扣|扣着|泡汤)"
)
_OWN = scanner(
    r"(?:其中|光|仅|单|就|只)?(?:欠)?(?:我|他|她|俺|本人|自己|来电人)(?:自己|"
    r"个人|本人|一个人|一人|的|就|是|有|被欠|这边|这份|那份|欠)*(?:约|大概|工资|欠|有|的|就|是|:)*$"
)
_OWN_STRICT = scanner(r"(?:光|其中|单|就|仅|我自己|她自己|他自己|我个人|我一个人|我本人|我的)[^,。;]{0,6}$")
_SEPARATE = re.compile(r"其中")
_PROMISE = re.compile(
    r"(?:答应|承诺|同意|愿意|只肯|只愿|提出)(?:先)?(?:给|付|支付|发|按|结)?[^,。;]{0,4}$|说(?:先|只|再)?(?:给|付|支付|发|按|结)[^,。;]{0,4}$|"
    r"打算给|想(?:拿|用)"
)
_FROM_OTHERS = scanner(
    r"(?:甲方|总包|业主|开发商|建设单位|发包方|劳务公司|公司)[^,。;]{0,8}(?:欠|没给|未付|拨|给|付)(?:了)?(?:他(?!们)|她(?!们)|包工头|老板|"
    r"公司|该|班组长|劳务)[^,。;]{0,10}$|(?:客户|雇主|户主|业主|甲方|顾客|平台|家长|病人家属)[^,。;]{0,6}(?:给|付|交)(?:了)?(?:公司|中介|家政|店里|老板|机构)[^,。;]{0,8}$|欠(?:包工头|老板)(?!们)[^,。;]{0,8}$"
)

EXCLUDED, PAID, BALANCE, TOTAL, DUE, OWED, OWN, RATE, PLAIN = "excluded", "paid", "balance", "total", "due", "owed", "own", "rate", "plain"
_KEYWORDS = scanner(
    "|".join(
        f"(?P<{kind}>{'|'.join(sorted(words.split('|'), key=len, reverse=True))})"
        for kind, words in ((EXCLUDED, _FOREIGN), (PAID, _PAID), (BALANCE, _BALANCE), (TOTAL, TOTAL_WORDS), (OWED, _OWED), (DUE, _DUE))
    )
)


@dataclass(slots=True)
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
    return [_in_its_pair(reading, s, following) for s, following in itertools.pairwise([*result, None])]


_RATE_SAID = re.compile(r"每月|一个月|每个月|月薪|说好|约定|讲好|谈好|口头|合同")
_JOINED_PAY = re.compile(r"[、,和及与加+\s]{1,2}(?:另外?|还有)?[一-龥]{0,6}(?:是|为|:)?\s?")


def _in_its_pair(reading: Reading, s: Sum, following: Sum | None) -> Sum:
    """应得5200, 实发2600: what is due, beside what was paid, is no balance."""
    if s.meaning == BALANCE and following and following.meaning == PAID and _SHOULD_GET.search(window(reading, s.quantity)):
        return Sum(s.quantity, DUE, s.noun)
    return _part_not_rate(reading, s, following)


_SHOULD_GET = re.compile(r"应得[^,。;]{0,3}$")


def _part_not_rate(reading: Reading, s: Sum, following: Sum | None) -> Sum:
    """8月工资底薪4000加提成632元: the base pay of a told month with another kind of pay beside it is a part, no monthly rate."""
    if s.meaning != RATE or s.quantity.per != "month" or following is None or not following.noun or following.noun == s.noun:
        return s
    before = reading.plain[max(0, s.quantity.span.start - 14) : s.quantity.span.start]
    gap = reading.plain[s.quantity.span.end : following.quantity.span.start]
    if _RATE_SAID.search(before) or following.meaning not in (OWED, PLAIN, BALANCE) or not _JOINED_PAY.fullmatch(gap):
        return s
    return Sum(s.quantity, OWED, s.noun)


def window(reading: Reading, q: Quantity) -> str:
    """The words before a figure: its clause, and the clause before if that holds no other figure."""
    plain = reading.plain
    clause = reading.text.clause(q.span.start)
    start = clause.start
    others = [o.span.end for o in reading.quantities if o.kind == "money" and o.span.end <= q.span.start]
    low = max([e for e in others if e > start] or [start])
    if low == start and _FILLER.fullmatch(plain[low : q.span.start]) and start and plain[start - 1] in ",":
        previous = reading.text.clause(start - 1).start
        if not any(previous <= e for e in others):
            low = previous
    return plain[low : q.span.start]


_FILLER = re.compile(r"\s?(?:大概|大约|约|差不多|也就|总共|一共|共|就|有|近|大约有|¥|人民币)*\s?")  # 想要回我的钱, 大概两千


_OWN_CLAIM = re.compile(r"我|工人")
_AGREED = re.compile(r"说好|说是(?:总共|一共)")
_FOREIGN_NEXT = re.compile(
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
    before = window(reading, q)
    after = plain[q.span.end : reading.text.clause(q.span.end).end] if q.span.end < len(plain) else ""
    after14 = plain[q.span.end : q.span.end + 16]
    if _FROM_OTHERS.search(plain[max(0, q.span.start - 20) : q.span.start]) and not _OWN_CLAIM.search(before):
        return EXCLUDED
    hits = list(_KEYWORDS.finditer(before[-16:]))
    last = hits[-1].lastgroup if hits else None
    near = before[-16:]
    if _PROMISE.search(near) and not _AGREED.search(near) and q.per is None:
        return EXCLUDED
    if _FOREIGN_NEXT.match(after14):
        return PAID if after14.strip().startswith("生活费") else EXCLUDED
    if _ONE_SUM_FOR_ALL.search(before):
        return TOTAL
    foreign = any(h.lastgroup == EXCLUDED for h in hits) and not _foreign_is_over(near, hits)
    if foreign and q.per and all(h[0] == "工资标准" for h in hits if h.lastgroup == EXCLUDED):
        foreign = False
    if foreign and not (_FINE_BACK.search(near) and _RETURNED.match(after14)):
        return EXCLUDED
    if _IN_TURNS.search(plain[max(0, q.span.start - 24) : q.span.start]):
        return PAID
    if q.per:
        return RATE
    if last in (OWED, DUE, None) and _DEPOSIT_TAKEN.search(plain[reading.text.sentence(q.span.start).start : q.span.start]):
        return EXCLUDED
    if _AFTER_OWED.match(after14) and last != PAID:
        return BALANCE
    if last == PAID:
        return PAID if not _NOT_PAID_YET.search(near) else BALANCE
    if _OWN_STRICT.search(near) or (_OWN.search(near) and _PART_OF.search(near)):
        return OWN
    if earlier and earlier[-1].meaning == OWN and _OWN_GOES_ON.fullmatch(plain[earlier[-1].quantity.span.end : q.span.start]):
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


_ONE_SUM_FOR_ALL = re.compile(
    r"(?:工资|工钱|薪|提成)[^,。;\d]{0,3}(?:、|和|及|与|跟|加)[^。;\d]{1,14}?(?:一共|共计|合计|总共|总计|共)(?:欠|拖欠|有|是|约)?(?:¥)?$"
)
_IN_TURNS = re.compile(
    r"(?:给|付|发|转|打)(?:过|了)(?:我|俺)?[两二三2-4][次回](?:钱|工资)?,?(?:[^。;]{0,10}元?块?)?(?:第)?(?<!最后)[一二三]次$|(?:给|付|发|转|打)(?:过|了)(?:我|俺)?[两二三2-4][次回](?:钱|工资)?,?[^。;]{0,10}元?块?,?(?<!最后)[一二三]次$"
)  # 给过两次, 一次2000一次1500
_DEPOSIT_TAKEN = re.compile(r"(?:押金|保证金|服装费)[^。;]{0,10}(?:至今|一共|共|总共|已)?扣了?$")
_OWN_GOES_ON = re.compile(
    r"(?:元|块)?[,、和加+及]{0,2}(?:\d{1,2}月)?(?:份)?(?:的)?(?:提成|加班费?|奖金|底薪|工资|绩效|补贴|差额)?(?:是|为)?"
)


def _foreign_is_over(near: str, hits: list[re.Match[str]]) -> bool:
    """A later word of wages or balance (押金没退, 还欠工资…) takes the figure over."""
    place = max(h.end() for h in hits if h.lastgroup == EXCLUDED)
    return bool(re.search(r"工资|工钱|欠|薪|剩|余|提成|劳务费|课时费|加班费|已付|已发|付了|给了", near[place:]))


def _noun(reading: Reading, q: Quantity) -> str:
    m = re.search(
        r"(加班费|加班工资|底薪|保底|提成|奖金|绩效|补助|补贴|津贴|"
        r"分成|派件费|配送费|罚款|课时费|全勤|十三薪|双薪|年终奖|基本工资|工资|佣金|高温费)[^,。;]{0,10}$",
        window(reading, q),
    )
    return m[1] if m else ""


def tidy(value: float) -> int | float:
    """Yuan to the cent; a whole sum as an integer."""
    value = round(value, 2)
    return int(value) if value == int(value) else value
