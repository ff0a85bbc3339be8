"""The reporter 反映人: name, phone, identity number, whether anonymous (匿名) and whether identity must be kept (保密)."""

from __future__ import annotations

import re

from arrears.intake.extract.identifiers import Identifier
from arrears.intake.extract.people import REPORTER, Person
from arrears.intake.extract.reading import Reading
from arrears.intake.extract.record import NOTHING, Value, found
from arrears.intake.extract.scanning import scanner

_ANONYMOUS = scanner(
    r"匿名|(?:别|不要|不用|甭|请勿)(?:再)?问(?:我)?(?:是谁|叫|姓|名)|不敢(?:留|说|报|写|透露)(?:下)?(?:姓名|名字|名|"
    r"真名)|不[愿肯想便方要](?:意|便)?(?:透露|提供|留下?|告知|说|写|填|签|报|给|公开|登记|具)(?:本人|"
    r"真实|我的|自己的?|其)?(?:姓名|名字|名|真名|身份)|不留(?:姓名|名)|(?:未|没有?|拒绝?)(?:透露|提供|留下?|告知|留)(?:姓名|名字|真名)|"
    r"不(?:敢|愿|想|便|方便)(?:用)?实名|(?:拒绝|不)(?:透露|提供)(?:个人)?(?:身份|信息)|姓名(?:不便|保密不留|就不留|"
    r"就不说|不说|不留)|名字(?:就)?不(?:留|说|方便|写|报)了?|不(?:具|署)名|(?:就)?不(?:说|写|报|留)名字|叫我?什么就不说|"
    r"姓名[:\s]*(?:不详\(本人不愿|拒绝提供|不愿提供|保密)|隐去姓名|无名氏|不愿留|(?:请)?不要问我(?:叫|姓)|我就不留名|真名(?:就)?不"
)
_NOT_ANONYMOUS = scanner(
    r"(?:不|非|没有?|并非)匿名|匿名[:】]\s*(?:否|不|无)|是否匿名[】:\s]*(?:否|不|无)|可以实名|匿名(?:小号|群|软件|发帖|网)"
)
_CONFIDENTIAL = scanner(
    r"[,。;]\s?不公开(?=[,。;]|$)|(?:请勿|勿|不要)(?:转给|转达|提供给|透露给)|(?:不|别|勿)(?:要|能|可以|得)?(?:对外)?公开(?:其|我|本人|她|他)?(?:的)?(?:身份|个人|信息|姓名)|(?:别|不|勿|莫)(?:让|叫|给)[^。;!,]{1,8}(?:知道|晓得|发现|察觉)|不得(?:知晓|知道|告知)|保密(?!协议|[】:\s]*(?:否|无|"
    r"不需要|不要求|不用)|柜|局|合同|费)|(?:(?:别|不要|不能|勿|不可|请勿|千万别|千万不要|"
    r"切勿|莫|不让|甭)(?:让|被|叫|给|跟|告诉|告知|把|向|透露|泄露|"
    r"公开|暴露|对外|通知|提|使|说|报|留)|(?:不想|不愿意?|不希望|不敢)(?:让|被|叫|给|跟|暴露|"
    r"公开))[^。;!,]{0,14}(?:知道|晓得|我|名字|姓名|身份|信息|电话|公司|单位|老板|是谁|厂里|店里|工头|对方)|"
    r"(?:怕|担心|恐|害怕|生怕)[^。;!]{0,10}?(?:报复|穿小鞋|打击|针对|被?开除|被?辞退|被?炒|找麻烦|调岗|给我穿|找茬|整我|影响工作|"
    r"丢工作|收拾|被发现|知道)|(?:(?:不愿意?|不想|不希望)(?:公开|暴露)|(?:不要|请勿|不得|别|勿)(?:公开|泄露|透露|"
    r"暴露|外泄))[^。;,]{0,8}(?:身份|信息|姓名|电话|个人|名字)?|穿小鞋|身份[^。;,]{0,6}(?:不要|别|勿)(?:公开|"
    r"泄露|透露)|替我(?:瞒|藏)|(?:对|替|为)(?:我|其|她|他|来电人|反映人)[^。;,]{0,8}(?:身份|信息|姓名)?[^。;,]{0,4}保密|"
    r"隐匿身份|(?:信息|身份|姓名|名字)(?:请|必须|一定|要)?(?:予以|给予)?保护|别说(?:是)?我(?:说|打|投诉|反映|举报)|"
    r"别把我(?:说|供|漏|抖)"
)
_NOT_CONFIDENTIAL = scanner(
    r"(?:不(?:需要?|用|必|要求)|无需|无须|没要求|可不)(?:对.{0,6})?保密|保密(?:要求)?[】:\s]*(?:否|无|不需要|不要求|不用|不保密)|可以公开|"
    r"不怕报复|签了?保密|商业保密|保密协议|愿意公开"
)


def name(reading: Reading, everyone: list[Person], anonymous: bool) -> Value:
    """The name of the person to be called back, the surest words first."""
    if anonymous:
        return Value(why="反映人不留姓名")
    ours = [p for p in everyone if p.side == REPORTER and not re.fullmatch(r".某+", p.name.value)]
    ours = ours or [p for p in everyone if p.side == REPORTER and p.weight >= 4]
    if not ours:
        return NOTHING
    best = max(ours, key=lambda p: (p.weight, p.name.full, p.phone is not None, -p.span.start))
    fuller = [p for p in ours if p.name.full and p.name.value[0] == best.name.value[0] and not best.name.full and p.weight >= 4]
    best = fuller[0] if fuller else best
    if not best.name.full and len(best.name.value) <= 2:
        # 免贵姓苏,苏玉梅: the full name right behind the family name
        again = re.compile(rf"[,。:\s(]{{1,2}}(?:叫|名叫|全名)?({best.name.value}[一-龥]{{1,2}})(?=[,。;:\s)\d(]|$|电话|手机)").match(
            reading.plain, best.span.end
        )
        if again:
            return found(again[1], again.span(1), why="文中自报的姓名")
    return found(best.name.value, best.span, why="文中自报或来电栏的姓名")


def phone(reading: Reading, mine: list[Identifier], everyone: list[Person]) -> Value:
    """The reporter's first phone."""
    ours = {p.name.value for p in everyone if p.side == REPORTER and p.weight >= 6}
    own = {p.phone.span for p in everyone if p.phone and p.side != REPORTER and p.name.value not in ours}
    candidates = [p for p in mine if p.span not in own]
    if not candidates:
        return NOTHING
    named = [p.phone for p in everyone if p.side == REPORTER and p.weight >= 8 and p.phone]
    first = candidates[0]
    if named and named[0] in candidates and len(candidates) > 1 and not _labelled(reading, first):
        first = min((p for p in candidates if p is named[0] or _labelled(reading, p)), key=lambda p: p.span)
    return found(first.value, first.span, why="反映人的电话")


def _labelled(reading: Reading, candidate: Identifier) -> bool:
    return any(lb.key == "phone" and lb.value.start <= candidate.span.start < lb.value.end for lb in reading.labels)


def id_number(reading: Reading) -> Value:
    """The reporter's identity number; one that fails its check digit is shown, not saved."""
    for number in reading.ids:
        before = reading.plain[max(0, number.span.start - 16) : number.span.start]
        if re.search(r"(?:老板|包工头|工头|对方|负责人|法人|法定代表人|工友|老乡|经理)[^。;]{0,14}$", before) and not re.search(
            r"本人|我", before
        ):
            continue
        if number.valid:
            return found(number.value, number.span, why="身份证号，校验位相符")
        return Value(number.value, (tuple(number.span),), False, "身份证号第 18 位校验不符，请核对原件")
    return NOTHING


def anonymous(reading: Reading) -> Value:
    said = _ANONYMOUS.search(reading.plain)
    label = reading.labelled("anonymous")
    if label[:1] == "是" and reading.label("anonymous").word == "是否匿名":  # type: ignore[union-attr]
        return found(True, reading.label("anonymous").value, why="工单注明匿名")  # type: ignore[union-attr]
    if said and not _NOT_ANONYMOUS.search(reading.plain):
        return found(True, said.span(), why="反映人不愿留名")
    return Value(False, (), True, "未要求匿名")


def confidential(reading: Reading) -> Value:
    label = reading.label("confidential")
    if label and reading.labelled("confidential").startswith(("是", "需", "要", "保密")):
        return found(True, label.value, why="工单注明保密")
    for said in _CONFIDENTIAL.finditer(reading.plain):
        around = reading.plain[max(0, said.start() - 8) : said.end() + 8]
        if not _NOT_CONFIDENTIAL.search(around):
            return found(True, said.span(), why="要求对身份保密或怕报复")
    return Value(False, (), True, "未要求保密")
