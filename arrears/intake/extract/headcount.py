"""How many workers are owed 人数: 28人, 我和另外5人 = 6, 爷俩 = 2, 十几 = 10, 我们班组 = not told, one who speaks for himself = 1."""

from __future__ import annotations

import itertools
import re

from arrears.intake.extract.numerals import numeral
from arrears.intake.extract.quantities import Quantity
from arrears.intake.extract.reading import Reading
from arrears.intake.extract.record import Value, found
from arrears.intake.extract.scanning import scanner
from arrears.intake.extract.text import Span
from arrears.intake.extract.urgency import GATHERED
from arrears.intake.extract.work import jobs

_PAID_OFF = re.compile(r"其中[^。;,]{0,6}$")
_PAID_AFTER = re.compile(
    r"^[^。;]{0,12}?(?:已(?:经)?(?:于|在)?[^。;,]{0,8}(?:结清|发|付|拿到|领|支付|给)|(?:的)?(?:工资)?(?:结清|都给了|拿到了|给了|发了|已发|已结|已付|已领))"
)
_NOT_OWED_BEFORE = scanner(
    r"(?:其中|爬上去|爬上来|站着|现场|来了|到场|昨天|今天|前天|上午|下午|又来|派|每班|"
    r"家里|一家|全家|养活?|公司共有|公司有|店里(?:总共|一共)?有|叫来|找来|带着|老板叫了|叫了|"
    r"来(?![电访信])|孩子|家中|上有|抚养|供)[^。;,]{0,4}$"
)
_NOT_OWED_AFTER = re.compile(
    r"^\s?(?:聚集|围|堵|到(?!期)|去(?!年)|前往|在(?:工地|"
    r"公司|项目部|区政府|信访|门口|大门)|处于|怀孕|受伤|来访|上访|来(?!京|自|的)|做主|小组|"
    r"份|饭|宿舍|房|带队|看场|吃饭|口|代表)"
)
_REMAIN = re.compile(r"(?:剩余|剩下|剩|其余|余下|还有|尚有|另有?)(?:的|约|大约)?$")
_AND_OTHERS = re.compile(
    r"(?:我|俺|本人|来电人|反映人|其|他|她|自己)(?:和|跟|与|"
    r"同|及|还有)(?:另外|其他|其余|另|同班组|同村|老家|其|一起|同来|同组|同事|工友|老乡|班组|"
    r"几个|的|同厂|同车间|同宿舍|别的|手下|以及|几名|同乡)*(?:的)?\s?$"
)
_AND_MORE = re.compile(r"(?:我|俺|本人|自己)(?:和|跟|与|同)[^,。;\d]{0,8}(?:另外|其他|其余)(?:的)?\s?$")
_INCLUDING = re.compile(
    r"(?:包括|连|含|算上|加上|连同)(?:我|俺|本人|他|她|自己|其)(?:自己|本人)?(?:在内)?(?:的)?(?:一共|共|总共|有|是|,)*$"
)
_EACH = re.compile(r"(?:每|人均|平均|一|同|另|某|单|本|个|几|有|第|哪|两|该|外地|其他|别|每一?个?|按)$")
_PAIR = scanner(
    r"(?:我|俺|本人|来电人|其)(?:和|跟|与|同|带着?)(?:我|"
    r"我的|俺|他|自己|其|她)?(?:的)?(?:老婆|妻子|爱人|媳妇|丈夫|老公|对象|儿子|女儿|闺女|"
    r"父亲|母亲|弟弟?|哥哥?|妹妹?|姐姐?|爸爸?|妈妈?|老伴|侄子|表弟|"
    r"表哥|堂弟|堂哥|男朋友|女朋友|一个工友|一个老乡|一个同事|工友[一-龥]{2,3}(?=两人|2人|"
    r"二人)|小舅子|姐夫|妹夫)(?![^。;,]{0,6}(?:说|商量|打电话|离婚|要))"
)
_TWO = scanner(
    r"(?:老公|丈夫|爱人|老婆|妻子|对象|媳妇|父亲|儿子|弟弟|哥哥)(?:和|跟|与|同)(?:我|俺|本人)(?!说|商量|要)|"
    r"(?:我|俺)(?:的)?工资[^。;]{0,16}我?(?:老公|丈夫|爱人|老婆|妻子|对象|媳妇)的?工资|(?:[我俺咱他她]们?|夫妻|父子|爷|娘|哥|姐|兄弟|两口子?|姐妹|"
    r"母女|父女|老乡|婆媳|姐弟|叔侄|师徒|母子|人)(?:俩|两人|二人|两个(?!月|多月|半)|两口|"
    r"2人|两口子)|夫妻俩?(?:一起|都|在|共同|二人|双方)|两口子|爷俩|哥俩|娘俩|姐俩|父子俩|俩人|我俩|俺俩|咱俩"
)
_THREE = re.compile(r"(?:[我俺咱他]们?|哥|爷|姐|娘|弟兄)仨|仨人|三兄弟|兄弟仨|爷仨")
_FEW = {"爷四": 4, "哥四": 4, "我们四个": 4}
_US = re.compile(
    r"(?:我们|俺们|咱们|咱|俺|一行|全组|全班|班组|班里|同事|工友|"
    r"大伙|兄弟|弟兄|老乡)(?:这|班组|班|几|一共|总共|共|就|这边|这里|组|有|是|还有|几个|都是|"
    r"一起|干活的|部门|车间|店里|全部|一帮|一伙|他们|宿舍)*\s?$"
)
_BARE_GROUP = scanner(
    r"(?:我们|俺们|咱们|他们|一共|总共|共|班组|班|欠|拖欠|涉及|约|大概|去了|来了|还有|村里?|人数|派遣工|工人|员工|技师|师傅)(?:这|有|是|约|大约|去了|来了)*\s?(\d{1,4}[多余来几]?|[一二两三四五六七八九十百]{1,5}[多余来几]?)(?:个|"
    r"号|口|名)(?![月半工天小钟件单次星礼班平点])"
)
_GROUP = scanner(
    r"(?:我们|俺们|咱们?)(?:这)?(?:整个|全)?(?:班组|班(?!长)|队(?!长)|组(?!长)|部门|车间|门店|全体|几个|这些|一帮|一伙|一群|大家|十几|几十|"
    r"站点|工地|同事|工人|老乡|兄弟|全|所有|全部|多名|多人|好多|公司(?:全体|"
    r"所有)|宿舍|都(?:没|是|还|有|被|等|指|在)|店(?:里)?的?(?:员工|人))|"
    r"好几个|好些人|一群|全体|大伙|大家|工友们|所有(?:员工|工人|人)|"
    r"多名|多人|数名|数十|若干|几十(?:号|个|名|人)|很多人|不少人|好多人|全厂|全店|全公司|员工们|"
    r"工人们|兄弟们|姐妹们|等人|(?:欠|拖欠)(?:我们|俺们|咱们|工人|"
    r"农民工|员工|民工|职工|全体|大家|多|班组)|我和(?:几|多|一些|其他|工友|同事|老乡)|(?:其|"
    r"我)与(?:工友|同事|其他)|我们的(?:工资|工钱|血汗钱|钱)|工人(?:的)?(?:工资|工钱)|同事(?:们)?(?:也|都)|我们(?:[^。;,]{0,12})(?:工资|"
    r"工钱)"
)
_OWN_ONLY = scanner(
    r"(?:只|仅|光|单)(?:反映|说|代表|投诉|要|讲|管|问)(?:我|她|他|自己|本人|其|俺)(?:自己|的|本人|个人)?|我只(?:说|反映|要|管)(?:我|自己)|"
    r"(?:只|就)(?:说|管)我(?:自己)?的|别人的?(?:我)?(?:不管|"
    r"不知道|不清楚|给了|都给了)|其他人(?:的)?(?:都|已|均)|其他人不(?:反映|投诉|管|清楚)|就差我|唯独|就我(?:一个)?|"
    r"(?:他们|她们|他|她|别人|其他人|同事|人家)(?:会|要|也)?(?:自己|另外|单独|另行)(?:会|再|去|来|要)?(?:反映|投诉|写|说|报|打|申请|登记|起诉)|"
    r"我一个人(?:的)?(?:没|还)|只有我|只差我|就欠我|唯一|仅我"
)
_SPEAKER = re.compile(r"我|本人|俺|来电人|反映人|其|申请人|市民|投诉人|他|她|群众|家属|诉|咱|者")


def workers(reading: Reading) -> Value:
    """People owed. Numbers of people who gathered, were paid, are pregnant, are family are not it."""
    label = reading.label("workers")
    if label and (number := _number(reading.plain[label.value.start : label.value.end + 4])):
        return found(int(number), label.value, why="人数栏")
    plain = reading.plain
    if own := _OWN_ONLY.search(plain):
        return found(1, own.span(), why="只反映本人")
    counted = _counted(reading)
    if counted:
        return counted
    pair = _family(plain)
    if pair:
        return pair
    group = _GROUP.search(plain)
    if group and not _individual(reading, group):
        return Value(None, (group.span(),), False, "说了一群人而没有人数")
    return found(1, *(m.span() for m in [_SPEAKER.search(plain)] if m), why="一人为自己反映")


def _number(text: str) -> float | None:
    m = re.search(r"\d+|[一二两三四五六七八九十百]+", text)
    n = numeral(text, m.start()) if m else None
    return n.value if n and n.value else None


def _counted(reading: Reading) -> Value | None:
    plain = reading.plain
    people = [
        q
        for q in reading.of("people")
        if (q.value and not _EACH.search(plain[max(0, q.span.start - 3) : q.span.start]))
        or (q.value and q.value >= 2 and not re.search(r"(?:每|人均|平均|第|每\s?)$", plain[max(0, q.span.start - 3) : q.span.start]))
    ]
    candidates: list[tuple[float, int, Quantity, int]] = []
    paid_off: list[Quantity] = []
    for q in people:
        before, after = plain[max(0, q.span.start - 14) : q.span.start], plain[q.span.end : q.span.end + 30]
        value = int(q.value or 0)
        if before.endswith("大") and "学生" in plain[q.span.start : q.span.end + 2]:
            continue  # 大二学生
        if (
            _AND_OTHERS.search(before)
            or _AND_MORE.search(before)
            or re.search(r"(?:^|[,。;])\s?(?:与|和|跟|同)(?:另外|其他|其余)(?:的)?\s?$", before)
        ):
            candidates.append((5, -q.span.start, q, value + 1))
            continue
        if value == 1 or re.match(r"(?:一个|一名|一位)", plain[q.span.start : q.span.end]):
            continue
        if (
            _PAID_AFTER.match(after)
            and not re.match(r"[^。;]{0,12}(?:付|发|给|支付|发放)了?\s?(?:每人)?\d", after)
            and (_PAID_OFF.search(before) or "已" in after[:8])
            and not _REMAIN.search(before)
        ):
            paid_off.append(q)
            continue
        if (_NOT_OWED_BEFORE.search(before) and not re.search(r"(?:拖欠|欠)[^。;,]{0,6}$", before)) or _NOT_OWED_AFTER.match(after):
            continue
        if re.search(r"(?:招|公司|店|厂|企业)(?:了|里|内)?(?:总共|共|一共)?(?:有|员工)(?:约|大概)?$", before) and not re.search(
            r"欠|没|未", after[:16]
        ):
            continue
        score = 1.0
        if _REMAIN.search(before):
            score = 6
        elif _INCLUDING.search(before) or re.match(r"\s?(?:包括|含|连)(?:我|本人|其)", after):
            score = 5
        elif re.search(
            r"(?:共计|合计|总计|一共|总共|共有|共|涉及|累计|全部|全班|合共|总人数|约|大概)(?:有|约|欠|拖欠|大约|大概|是)*$", before
        ):
            score = 3
        elif re.search(r"(?:欠|拖欠|等|代|代表|带领|未发|没发)[^。;,]{0,10}$", before) or re.match(
            r"[^。;]{0,14}(?:欠|没发|未发|没给|未付|工资|没拿|没结|未结|人均|每人)", after
        ):
            score = 2.5
        elif _US.search(before):
            score = 2.2
        candidates.append((score, -q.span.start, q, value))
    for m in _BARE_GROUP.finditer(plain):
        n = numeral(plain, m.start(1))
        if n and n.value and n.value > 1 and not any(q.span.start == m.start(1) for *_, q, _ in candidates):
            candidates.append((2, -m.start(1), Quantity(Span(*m.span(1)), n.value, "people"), int(n.value)))
    if not candidates:
        return None
    trades = [c for c in candidates if re.search(r"[工员师手]$", plain[: c[2].span.start]) and re.match(r"\s?欠", plain[c[2].span.end :])]
    if len(trades) > 1 and reading.text.sentence(trades[0][2].span.start) == reading.text.sentence(trades[-1][2].span.start):
        return found(sum(c[3] for c in trades), *(c[2].span for c in trades), why="各工种人数之和")
    if groups := _groups(reading, candidates):
        return groups
    score, _, q, value = max(candidates, key=lambda c: (c[0], c[1]))
    if paid_off and score < 6:
        value -= int(sum(p.value or 0 for p in paid_off))
    return found(value, q.span, *(p.span for p in paid_off), why="文中所述被欠人数")


_JOINED = re.compile(r"[^。;]{0,14}?(?:、|,?(?:还有|另有|另外|以及|和|及))[^。;,]{0,8}")


def _groups(reading: Reading, candidates: list[tuple[float, int, Quantity, int]]) -> Value | None:
    """焊工8人、普工6人 · 保洁6个人…还有2个保安: groups by trade are added up, unless a total is told."""
    parts = sorted((c for c in candidates if _of_a_trade(reading.plain, c[2])), key=lambda c: c[2].span)
    if len(parts) < 2 or any(c[0] >= 3 and c not in parts for c in candidates):
        return None
    total = sum(c[3] for c in parts)
    if any(c[3] == total for c in candidates) or "其中" in reading.plain[: parts[0][2].span.start][-12:]:
        return None
    gaps = (reading.plain[a[2].span.end : b[2].span.start] for a, b in itertools.pairwise(parts))
    if not all(
        _JOINED.fullmatch(gap) or re.fullmatch(r"[^。;]{0,10}[,、]\s?[^。;,、]{1,5}|[^。;]{0,24}(?:还有|另有|另外)\s?", gap) for gap in gaps
    ):
        return None
    return found(total, *(c[2].span for c in parts), why="各工种人数之和")


def _of_a_trade(plain: str, q: Quantity) -> bool:
    head = plain[max(0, q.span.start - 6) : q.span.start]
    return bool(jobs(plain[q.span.start : q.span.end])) or any(span.end == len(head) for span, _ in jobs(head))


_OF_THE_BOSS = re.compile(r"(?:老板|东家|店主|雇主|业主|房东)(?:他们)?(?:是|俩)?$")  # 老板是两口子


def _family(plain: str) -> Value | None:
    for pattern, count in ((_THREE, 3), (_TWO, 2), (_PAIR, 2)):
        m = next((m for m in pattern.finditer(plain) if not _OF_THE_BOSS.search(plain[max(0, m.start() - 6) : m.start()])), None)
        if m:
            return found(count, m.span(), why="两三人同做")
    return None


def _individual(reading: Reading, group: re.Match[str]) -> bool:
    """我们 is also said by one person: a personal rate and personal sums, no words of others' being owed."""
    plain = reading.plain
    if (
        re.match(
            r"我们的|我们[^班组队部车门全几这一大十都]|(?:欠|拖欠)(?:工人|农民工|员工|民工|职工)|工人(?:的)?工|多名|多人|等人", group[0]
        )
        is None
    ):
        return False
    if re.match(r"多名|多人|等人", group[0]):
        return False
    return bool(
        re.search(r"欠我(?!们)|我(?:的)?(?:工资|月薪|每月|一个月|一天)|拖欠(?:我|本人|其)(?!们)|本人|我(?:在|于|是)", plain)
    ) and not GATHERED.search(plain)
