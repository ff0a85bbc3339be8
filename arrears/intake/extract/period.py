"""The months owed 欠薪起止 and the last day of work 离职(完工)日.

Each moment of the text is read with its clause: months that are owed come first; months worked stand in where none are told to be
owed; entry, signing, complaint, promise and transfer days are neither (no_months.py). 至今 is the month of receipt.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from arrears.intake.extract.dates import Moment, shift, small
from arrears.intake.extract.month_words import counted_list, in_brackets, near, season
from arrears.intake.extract.no_months import no_month
from arrears.intake.extract.reading import Reading, once
from arrears.intake.extract.record import NOTHING, Value, found
from arrears.intake.extract.scanning import scanner

_TO = re.compile(
    r"(?:份|底|中旬|初|末|\d{0,2}[日号]|开始|起|进场|入场|入职|开工|施工|干|做|开|一直|持续|期间|下旬|上旬|后|,|\s|\(|\)|上班|工作|就|我|在那|那|打工|都|又|给|他|"
    r"跑|送|站岗|住家|班|活|上|卖|看)*(?:至|到|-|——|截至|截止到?)\s?(?:了|今年|次年|同年)?"
)
_LIST_GAP = re.compile(r"[\s、,和及与跟以]{0,3}(?:还有|以及)?")
_NOW_RIGHT_BEHIND = re.compile(r"(?:(?!工资|工钱|薪|的|费|提成|钱|奖)[^,。;]){0,8}(?:至今|到现在|到目前|迄今|到今天)")
_UNTIL_NOW = re.compile(r"至今|到现在|到目前|迄今|到今天|到今日|至现在|直到现在|一直到现在|到如今|到这会儿|至目前")
_FROM = re.compile(r"^(?:份|底|初|\d{0,2}[日号])?(?:起|开始|以来|之后|以后|后就|后|就(?:没|不|一直|停)|始)")
_OWED = scanner(
    r"欠|拖|扣|没有?(?:给|发|结|付|按时|正常)|没发|未发|不发|没给|不给|未给|没结|未结|不结|没付|未付|"
    r"未支付|没开|停发|断发|克扣|工资(?!标准)|工钱|加班费|配送费|派件费|课时费|提成|劳务费|底薪|"
    r"保底|补助|没拿|未拿|没算|薪|应发|奖金|补贴|运费|收入|应返还|"
    r"流水|的钱|工时费|没领|只发|少发|佣金|没见|稿费|报酬|没到|未到|费用|代驾费|服务费|单费|派费|"
    r"酬金|薪酬|演出费|护理费|加班|课时|一分没"
)
_PAID = re.compile(
    r"^(?:份)?(?:的)?(?:工资|钱|薪水|工钱)?(?:公司|单位|老板|厂里)?(?:已经?|都|是|倒是|就)?(?:发(?:了|过|放|清|完|齐)|结(?:了|清)|给(?:了|过|清)|付(?:了|"
    r"清)|已发|已结|已付|正常|按时|照发|到账)(?!一半|部分|一部分|点|"
    r"\d|[一二三四五六七八九两])|^(?:份)?[^,。;]{0,14}(?:已发|已结清|已付清|已经发了|"
    r"已经结清|(?<![未没有])结清|都发了|发放正常)(?!\d)"
)
_PARTLY = re.compile(r"^(?:份)?[^,。;]{0,6}(?:只)?(?:发|给|付|结)了?(?:一半|部分|一部分|一点|\d)")
_WORK = scanner(
    r"干|做|修(?!理)|工作|从事|打工|上班|施工|务工|开(?:车|塔|挖|吊)|装修|"
    r"贴|铺|砌|栽|摘|跑|送|安装|上了|当|任|帮|种|打|刷|绑|支|搭|拆|挖|派|拍|教|上的班|进场|"
    r"进的场|进厂|用工|活|的工|雇|来|包|搬|住家|服务|出工|刮|搞|看|值班|扛|卸|代课|带课|唱|演|拉(?!横)"
)
_NO_PERIOD = scanner(
    r"反映|来电|投诉|反馈|答复|回复|协调|登记|报警|报案|转账|转了|打了欠条|写了?欠条|欠条|"
    r"承诺|答应|签(?:订|了|的|署)|约定|要求|申请|调解|开庭|出生|孩子|怀孕|开学|协议|发薪日|"
    r"前付|前支付|付清|口头|说好|注册|成立|中标|合同期|聚集|围|打人|"
    r"被打|借款|借了|来访|受理|拖到(?!现在|今|目前|这)|推到|来拿|去拿|让我[^,。;]{0,3}$|"
    r"再说|推说|说等|说是|给了|支付了|付了|发了|转来|收到|付款|已于|生日|换了|变更|交的|入院|住院|结婚|看病|过年前|节前|病|摔|受伤|砸"
)
_ENTRY = re.compile(
    r"入职|进场|进厂|进公司|到岗|上的班|上岗|来京|开工(?!资)|应聘|入场|"
    r"开始(?:上班|工作|干|做)|去的|来的|到的|试用|经中介|介绍到|进入|进的|签|招聘|转正|开始给|雇"
)
_END_WORD = scanner(
    r"(?:停的工|收的工|完的活|停工|完工|下户|完的工|离职|离开|离场|(?<![划拿拖卷搬])走的?(?!访)|走人|"
    r"辞退|辞职|辞工|开除|解除|解雇|关门|关了门?|关店|关停|关闭|倒闭|下岗|退场|撤场|撤走|结束|"
    r"停业|停产|搬走|搬空|解散|收工|竣工|不用我|不要我|不干了|不做了|盘出|散伙|散工|"
    r"劝退|被辞|被裁|被炒|被开|合同到期|不续|没续|毕业走|劝离|(?<!仲)裁员?|遣散|歇业|破产|停止营业|干完|做完|退回|收尾|交工|最后一天|到期|闭店|封店|停运|"
    r"清场|停课|撤店|撤站|杀青|贴封条|下架|停了|下车|不让|赶走|撵走|终止|验收|离厂|回老家|完活|干到头|跑路|卷铺盖|没再(?:去|上班|干|做)|没去|不去了|不来了|不上了|没上了|(?:把|给)[我他她其](?:们)?(?:给)?(?:辞|开(?!过|工|资|的|支)|裁|炒)|辞了|开了我|炒了)"
)
_NOT_ENDED = re.compile(r"欠|工资|入职|没发|进场|开工|干活|打工|未发|没给|做到|上班(?!.{0,4}到)|给了|付了|承诺|答应")


def _ends_here(after: str) -> bool:
    """The words behind a date say that work ended then; nothing of pay or entry stands between."""
    m = _END_WORD.search(after[:22])
    return bool(m) and (not _NOT_ENDED.search(after[: m.start()]) or bool(re.search(r"为由|因", after[: m.start()])))


_END_BEFORE = re.compile(
    r"(?:干|上|卖|做|工作|上班|开|一直|当|送|跑|持续|服务|站岗|住家|"
    r"教|带班?|忙|干活|打工|课|班|待|施工)(?:到|至)(?:了)?(?:今年|去年|\d{4}年)?$|"
    r"(?:最后(?:一天|工作日|上班)|离职(?:日期|时间)?|完工|停工|"
    r"离职日|辞退|解除|退场|离场|完工日|最后工作日)(?:的?(?:日期|时间))?(?:是|为|:|在|"
    r"于)?$"
)
_STOPPED_AFTER = re.compile(r"(?:发|给|结|付|工资开)(?:工资)?到(?:了)?(?:今年|去年|\d{2,4}年)?$")


@dataclass(slots=True)
class Stretch:
    """Months from `first` to `last`; `last` None for an open end. role: owed, worked."""

    first: Moment
    last: Moment | None
    role: str
    until_now: bool = False


def _until_now(reading: Reading, here: Moment) -> re.Match[str] | None:
    """至今 behind a month, unless the words in between tell another end (从四月干到霜降, …到现在还欠)."""
    rest = reading.plain[here.span.end : reading.text.sentence(here.span.start).end]
    now = _UNTIL_NOW.search(rest)
    return None if now and re.search(r"[干做上]到(?!现在|今)", rest[: now.start()]) else now


@once
def stretches(reading: Reading) -> list[Stretch]:
    """Ranges and single months with their role; unconcerned dates left out."""
    moments = [m for m in reading.moments if m.month and m.kind not in ("today",)]
    result: list[Stretch] = []
    at = 0
    while at < len(moments):
        here = moments[at]
        nxt = moments[at + 1] if at + 1 < len(moments) else None
        gap = reading.plain[here.span.end : nxt.span.start] if nxt else ""
        role = _role(reading, here, nxt if nxt and _TO.fullmatch(gap) else None)
        if (
            role in ("", "listed")
            and result
            and result[-1].role == "owed"
            and result[-1].last
            and re.fullmatch(r"[\s、,和及]{1,2}", reading.plain[result[-1].last.span.end : here.span.start])
        ):
            role = "owed"
        if nxt and len(gap) <= 12 and _TO.fullmatch(gap):
            if role:
                result.append(Stretch(here, nxt, role))
            at += 2
            continue
        if role:
            after = reading.plain[here.span.end : here.span.end + 24]
            now = _until_now(reading, here)
            opened = bool(_FROM.match(after)) or (
                reading.plain[max(0, here.span.start - 1) : here.span.start] in ("自", "从")
                and not re.match(r"[^,。;]{0,3}(?:、|和)", after)
            )
            result.append(
                Stretch(
                    here,
                    None if opened or (now and _NOW_RIGHT_BEHIND.match(after)) else here,
                    role,
                    bool(now) and (opened or bool(_NOW_RIGHT_BEHIND.match(after))),
                )
            )
        at += 1
    return result


_BEGAN = re.compile(
    r"(?:我们?|俺们?|本人|其|来电人|他|她)?(?:经|由|通过|跟着?|被|受雇|到|在|去|来|给)[^。;]{0,40}?(?:干活|打工|上班|工作|工地|项目|做|干|施工|作业)"
)
_HOLIDAY_WORK = re.compile(r"加班|(?:在|去|到|给)[^,。;]{0,20}(?:做|干|当|上班|兼职|打工|促销)")
_WORKED_IT = re.compile(r"(?:干|做|上|跑|送|带)了$")  # 他干了12月整月
_STILL_OWED_NEAR = re.compile(r"没|未|欠|拖|只|半")
_FROM_BEFORE = re.compile(r"[从自]$")
_JOINED_AFTER = re.compile(r"(?:份|月)?(?:、|和|及|跟|以及)")
_JOINED_BEFORE = re.compile(r"(?:、|和|及|跟|以及)$")
_LIST_MARK = re.compile(r"[\s(]*[,、]")
_MONTHS_TOLD = re.compile(r"(?:这|共|一共)?[两二三四五六七八\d]个月")
_PRESSED = re.compile(r"欠|没发|未发|没给|未付|没结|未结|停发|工资")
_STARTED_OWING = re.compile(r"(?:份)?(?:起|开始)[^,]{0,6}(?:欠|没|未|不|拖|停)")
_PAY_AFTER = re.compile(r"工资|工钱|欠|薪|费")
_PAY_BEFORE = re.compile(r"欠|工资")
_ONLY_OF = re.compile(r"的?(?:[,。;]|$)")
_GOES_ON = re.compile(r"份?(?:在|到|跟|去|来|于|为|给|由|经)")
_LIST_MARK_TAIL = re.compile(r"份?[,、]")


def _role(reading: Reading, here: Moment, partner: Moment | None) -> str:
    plain = reading.plain
    label = next((lb for lb in reading.labels if lb.value.start <= here.span.start < lb.value.end), None)
    if label and label.key == "worked" and re.search(r"拖欠|欠|未发|没发", plain[label.value.start : here.span.start]):
        label = None
    if label and label.key in ("period", "worked"):
        return "owed" if label.key == "period" else "worked"
    end = partner.span.end if partner else here.span.end
    clause = reading.text.clause(here.span.start)
    tail = reading.text.clause(max(end - 1, here.span.start)).end
    before, after = plain[clause.start : here.span.start], plain[end:tail]
    near = re.split(r"[:】]", before)[-1][-14:] + after[:16]
    if partner is None and here.text == reading.received_on.isoformat() and re.search(r"[到至]$", before):
        return ""  # 到5月28日未发, told on that day
    if no_month(plain, here, before, after):
        return ""
    if _PAID.match(after) and not _PARTLY.match(after):
        return ""
    if _PARTLY.match(after) and partner is None and _STILL_OWED_NEAR.search(plain[max(0, clause.start - 30) : tail + 30]):
        return "owed"
    if partner is None and (_ends_here(after) or _END_BEFORE.search(before)):
        return "ended"
    if partner is None and here.kind == "holiday" and not _FROM_BEFORE.search(before):
        return "worked" if _HOLIDAY_WORK.match(after) else ""
    owed = _called_owed(reading, here, partner, before, after)
    if _NO_PERIOD.search(near) and not (owed and _PRESSED.search(after[:20])) and not partner:
        return ""
    if partner is None and _ENTRY.search(after[:10]) and not _STARTED_OWING.match(after):
        return "entry"
    if owed and not (partner and _WORK.search(after[:12]) and not _PAY_AFTER.search(after[:16]) and not _PAY_BEFORE.search(before[-8:])):
        return "owed"
    if partner is None and re.match(
        r"(?:份)?(?:一共|总共|共|出勤)?(?:(?:接|跑|送|做|上|干)了)?\d{1,4}(?:个)?(?:[天工班单]|小时|课时)", after
    ):
        return "worked"
    if re.match(r"[^,。;工薪]{0,10}(?:社保|保险|公积金)", after):
        return ""
    if partner and _ONLY_OF.match(plain[end : end + 2]) and _OWED.search(plain[max(0, clause.start - 24) : clause.start]):
        return "owed"
    if partner or _WORKED_IT.search(before) or _WORK.search(after[:40] if _GOES_ON.match(after) else after[:18]):
        return "worked"
    if (
        partner is None
        and plain[end : end + 1] == ","
        and not re.match(r"[^,]{0,3}\d{1,2}月", plain[end + 1 :])
        and _BEGAN.match(plain, end + 1)
    ):
        return "worked"
    if (partner is None and plain[here.span.end : here.span.end + 1] in ("、", ",")) or _LIST_MARK_TAIL.match(
        after[:2] + plain[tail : tail + 1]
    ):
        return "listed"
    return ""


def _called_owed(reading: Reading, here: Moment, partner: Moment | None, before: str, after: str) -> bool:
    """Words of owing beside the moment, in its clause or, for a list or a range, right behind it."""
    plain, end = reading.plain, partner.span.end if partner else here.span.end
    start, tail = here.span.start - len(before), end + len(after)
    joined = _JOINED_AFTER.match(plain[end : end + 3]) or _JOINED_BEFORE.search(before)
    if _OWED.search(after[:26]) or _OWED.search(before[-12:]) or _OWES_US.search(before[-30:]):
        return True
    if joined and _OWED.search(plain[end : reading.text.sentence(here.span.start).end][:40]):
        return True
    if partner:
        return bool(_OWED.search(plain[tail : tail + 18]) and not _WORK.search(after))
    if _LIST_MARK.match(plain[end : end + 2]) and _next_is_owed(reading, here):
        return True
    if _MONTHS_TOLD.match(after):
        return True
    if _SINCE.fullmatch(after) and _SHORT_PAID.search(plain[tail : tail + 24]):
        return True
    return not before.strip(" (") and bool(_OWED.search(plain[max(0, start - 12) : start])) and not _WORK.search(after[:12])


_SINCE = re.compile(r"(?:份)?(?:起|开始|以来|以后|之后)")
_SHORT_PAID = re.compile(r"只[给发付]|才[给发]|没[给发]|不[给发]|未[付发]|欠|拖")
_OWES_US = re.compile(r"拖欠|欠(?:我|俺|工|员|发|薪|付)")


def _next_is_owed(reading: Reading, here: Moment) -> bool:
    """The next moment of a list (8月、9月、10月…没发) is owed."""
    following = [m for m in reading.moments if m.span.start > here.span.start]
    if not following or len(reading.plain[here.span.end : following[0].span.start]) > 3:
        return False
    clause = reading.text.clause(following[0].span.start)
    return bool(_OWED.search(reading.plain[following[0].span.end : clause.end])) or _next_is_owed(reading, following[0])


def period(reading: Reading) -> tuple[Value, Value]:
    """First and last month owed, or worked where no owed months are told."""
    runs = stretches(reading)
    owed = [r for r in runs if r.role == "owed"]
    label = [r for r in owed if any(lb.key == "period" and lb.value.start <= r.first.span.start < lb.value.end for lb in reading.labels)]
    counted = counted_list(reading) or in_brackets(reading)
    if label:
        return _ends(reading, label)
    if stopped := _stopped(reading):
        return stopped
    if final := _last_months(reading):
        return final
    lately = near(reading)
    if lately and not owed:
        return lately
    if not owed and (part := season(reading, _OWED)):
        return part
    if owed:
        first, last = _ends(reading, owed)
        last = _into_last_days(reading, last)
        if last.value is None and counted and first.value and counted[0] == first.value:
            return first, found(counted[1], counted[2], why="所列月份")
        if last.value is None and first.value:
            return first, _last_from_work(reading, runs, owed) or last
        return first, last
    if counted:
        return found(counted[0], counted[2], why="所列月份"), found(counted[1], counted[2], why="所列月份")
    for before, after in zip(reversed(runs[:-1]), reversed(runs[1:]), strict=True):
        joined = before.last and _LIST_GAP.fullmatch(reading.plain[before.last.span.end : after.first.span.start])
        if before.role == "listed" and after.role == "worked" and joined:
            before.role = "worked"  # 6月、7月、8月在…干活
    worked = [r for r in runs if r.role == "worked"] or [r for r in runs if r.role == "entry"]
    if not worked:
        return NOTHING, NOTHING
    ended = [r for r in runs if r.role == "ended"]
    first, last = _ends(reading, worked[:1] if worked[0].role == "entry" else worked)
    if worked[0].role == "entry" and not ended:
        return NOTHING, NOTHING
    if ended and (
        last.value is None
        or (worked[0].last is worked[0].first and len(worked) == 1 and (ended[0].first.month_text or "") > (first.value or ""))
    ):
        last = found(ended[0].first.month_text, ended[0].first.span, why="做到离开或完工的月份")
    elif len(worked) == 1 and worked[0].last is worked[0].first and _open_work(reading, worked[0].first):
        last = NOTHING
    return first, last


_LAST_DAYS = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})天(?:的)?(?:工资|工钱|钱|薪)")


def _into_last_days(reading: Reading, last: Value) -> Value:
    """欠10月工资, 11月6日走的, 6天工资也不给: the days of the month of leaving are owed too."""
    ended = work_end(reading)
    if not last.value or not ended.value or str(ended.value)[:7] <= last.value or not _LAST_DAYS.search(reading.plain):
        return last
    return found(str(ended.value)[:7], *ended.spans, why="离开之月的工资也欠")


def _open_work(reading: Reading, moment: Moment) -> bool:
    """去年四月到某工地干活: the beginning of work, not all of it."""
    after = reading.plain[moment.span.end : moment.span.end + 30]
    return bool(re.match(r"(?:份)?(?:跟着?|经|到|来|去|被|进|开始|起|由|通过|应)", after))


def _ends(reading: Reading, runs: list[Stretch]) -> tuple[Value, Value]:
    firsts = [r.first for r in runs]
    start = min(firsts, key=lambda m: (m.year, m.month or 0))
    first = found(start.month_text, start.span, why="欠薪起月")
    if any(r.until_now for r in runs):
        return first, found(f"{reading.received_on:%Y-%m}", start.span, why="至今，为收件之月")
    lasts = [r.last for r in runs if r.last]
    opened = [r for r in runs if r.last is None]
    if not lasts or (opened and len(opened) == len(runs)):
        return first, NOTHING
    end = max(lasts, key=lambda m: (m.year, m.month or 0))
    if opened and end.month_text == start.month_text:
        return first, NOTHING
    return first, found(end.month_text, end.span, why="欠薪止月")


def _last_from_work(reading: Reading, runs: list[Stretch], owed: list[Stretch]) -> Value | None:
    """自2025年12月起停发, 至2026年2月26日校区关闭: the end of work closes the period where 至 or 到 says so."""
    for moment in reading.moments:
        gap = reading.plain[owed[0].first.span.end : moment.span.start] if moment.span.start > owed[0].first.span.end else ""
        if (
            moment.month
            and gap
            and len(gap) <= 40
            and "。" not in gap
            and re.search(r"[,](?:一直|截)?[到至止]$", gap)
            and not re.search(r"说|答应|承诺|[到至]现在", gap)
        ):
            return found(moment.month_text, moment.span, why="欠薪止月")
    for run in runs:
        before = reading.plain[max(0, run.first.span.start - 3) : run.first.span.start]
        if run.role == "ended" and run.first.span.start > owed[0].first.span.start and re.search(r"[至到]$", before):
            return found(run.first.month_text, run.first.span, why="欠薪止月")
    return None


_FINAL = re.compile(
    r"最后(?:的)?([一二两三四五六1-6])个月(?:的)?(?:工资|工钱|钱|薪)?[^,。;]{0,6}(?:没|未|不|欠|拖)|(?:欠|拖欠)[^,。;]{0,6}最后(?:的)?([一二两三四五六1-6])个月"
)


def _last_months(reading: Reading) -> tuple[Value, Value] | None:
    """2026年4月离职, 最后两个月工资没发: counted back from the month of leaving."""
    m = _FINAL.search(reading.plain) if "最后" in reading.plain else None
    ended = work_end(reading)
    if not m or not ended.value:
        return None
    last = str(ended.value)[:7]
    year, month = shift(int(last[:4]), int(last[5:]), 1 - small((m[1] or m[2]).replace("两", "二")))
    return found(f"{year}-{month:02d}", m.span(), why="最后几个月"), found(last, *ended.spans, why="离开之月")


def _stopped(reading: Reading) -> tuple[Value, Value] | None:
    """发到去年10月就不给发了, 干到今年1月31日: owed from the month after."""
    for moment in reading.moments:
        before = reading.plain[max(0, moment.span.start - 8) : moment.span.start]
        if moment.month and _STOPPED_AFTER.search(before):
            year, month = shift(moment.year, moment.month, 0 if moment.day and moment.day < 25 else 1)
            first = found(f"{year}-{month:02d}", moment.span, why="发到上月为止")
            later = [r for r in stretches(reading) if r.role == "owed" and r.last and (r.first.month_text or "") >= (first.value or "")]
            if later:
                return first, _ends(reading, later)[1]
            ended = work_end(reading)
            if ended.value:
                return first, found(str(ended.value)[:7], *ended.spans, why="做到离开之月")
            if _UNTIL_NOW.search(reading.plain[moment.span.end :]):
                return first, found(f"{reading.received_on:%Y-%m}", moment.span, why="至今")
            return first, NOTHING
    return None


def _employed(run: Stretch) -> bool:
    """6月1日至17日: a stretch that begins or ends inside a month is the time of work, not pay months."""
    first, last = run.first, run.last
    if last is None or first.day is None or last.day is None:
        return False
    return 1 < last.day < 28 or (first.day > 1 and last.day >= 28)


@once
def work_end(reading: Reading) -> Value:
    """Last day of work, leaving, dismissal, closing or end of the job."""
    plain = reading.plain
    best: Moment | None = None
    for moment in reading.moments:
        if not moment.month:
            continue
        clause = reading.text.clause(moment.span.start)
        tail = reading.text.clause(max(moment.span.end - 1, moment.span.start)).end
        before, after = plain[clause.start : moment.span.start], plain[moment.span.end : tail]
        if moment.kind == "today" and re.match(r"[^,。;]{0,6}(?:员工|工人|工友|大家)", after):
            continue
        if moment.kind == "holiday" and (plain[moment.span.end - 1] == "前" or re.match(r"前|放假", after)):
            continue
        future = (moment.year, moment.month) > (reading.received_on.year, reading.received_on.month)
        if future or re.search(r"(?:答应|承诺|预计|计划|说)[^,。;]{0,8}$", before):
            continue
        if after.startswith("的事") and _END_WORD.search(plain[max(0, clause.start - 30) : moment.span.start]):
            best = moment  # 裁掉了整个部门, 11月1日的事
            continue
        if (_ends_here(after) and not re.search(r"[自从]$", before)) or _END_BEFORE.search(before):
            best = moment if best is None or moment.day else best
    if best:
        return found(best.text, best.span, why="离职、完工或停业之日")
    for run in stretches(reading):
        ranged = run.role == "worked" and run.last and run.last is not run.first and not run.until_now
        if run.role == "owed" and run.last and run.last is not run.first and (_employed(run) or (run.last.day and not run.first.day)):
            return found(run.last.text, run.last.span, why="做工时段的末日")
        if (
            ranged
            and run.last
            and ((run.last.year, run.last.month) < (reading.received_on.year, reading.received_on.month) or run.last.day)
        ):
            return found(run.last.text, run.last.span, why="做工时段的末日")
    return NOTHING
