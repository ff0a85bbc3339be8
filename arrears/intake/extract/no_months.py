"""Days and months that are told for another reason than work or pay owed: pay days, deadlines, complaints, the day a boss vanished."""

from __future__ import annotations

import re

from arrears.intake.extract.dates import Moment

_PAY_DAY = re.compile(r"(?:左右|之后|以后|前)?(?:才|再)(?:给|发|结|付|能)")  # 压到6月15号才发

_LATE_BUT_PAID = re.compile(r"(?:份)?(?:的)?工资(?:(?!说|要|得)[^,。;]){0,14}才(?:发|给|结|到账)")

_RESTATED = re.compile(r"(?:今天|今日|目前|现在|当前)\($")

_PAYS_FOR = re.compile(
    r"(?:就|本|应|说)?(?:该发|发工资)|(?:统一|才|再)?(?:发放?|支付|结)(?:了)?(?:\d{1,2}|[一二三四五六七八九十]{1,2}|上个?)月"
)  # 4月15号发3月工资

_ABSENT = re.compile(r"(?:起|开始|后|就)*(?:不来|没来|不见|没见着?人|没见到人|失联|联系不上|不接|跑路|跑了|消失)")

_WAITED = re.compile(r"(?:等到|推到|拖到|压到|延到|推迟到)$")

_DEADLINE = re.compile(r"(?:之前|以前|前)[^,。;]{0,6}(?:不给|不发|不结|不解决|再不|给不了|要|必须|付|给|结|解决|拿不到)")

_ALREADY_NOW = re.compile(r"了[,]?(?:还|都|也|仍|就|才|钱|工资)")  # 腊月二十了还没拿到钱: now, no month of work

_AFTER_FEAST = re.compile(r"过完|年后|春节后|过了年")

_SPOKEN_FEAST = re.compile(r"(?:就|再|才|又)?(?:人家|他|她|老板|公司|单位|给|发|结|付|说|不|没|还|让|通知)")

_COMPLAINED = re.compile(r"(?:我|本人|来电人|其)?(?:已|就|曾|再次|又|上午|下午|也)?(?:经)?(?:反映|来电|投诉|举报|登记|致电|打(?:过|来))")

_YEAR_END_PAID = re.compile(r"(?:只|才|就)?(?:付|给|发|结)")

_PROMISED_FOR = re.compile(r"(?:应该?|该|应于|应在|约定|说好|本该|本应)(?:在|于)?$")
_PAID_THEN = re.compile(r"(?:之?前|就|要)?(?:发|付|结|给|支付|到账)")
_AT_LAST = re.compile(r"[日号]?(?:再|才)?(?:发|给|结|付)|$")
_COUNT_OF_MONTHS = re.compile(r"的?[一两二三四\d]个月")


def no_month(plain: str, here: Moment, before: str, after: str) -> bool:
    """The words before and behind a moment (its clause) say that it is no month of work and none that is owed."""
    if _PROMISED_FOR.search(before) and _PAID_THEN.match(after):
        return True
    if any(p.match(after) for p in (_PAY_DAY, _DEADLINE, _COMPLAINED, _ALREADY_NOW, _PAYS_FOR, _LATE_BUT_PAID, _ABSENT)):
        return True
    if _RESTATED.search(plain[max(0, here.span.start - 4) : here.span.start]) or (_WAITED.search(before) and _AT_LAST.match(after)):
        return True
    if here.kind == "lunar" and _AFTER_FEAST.match(plain, here.span.start) and _SPOKEN_FEAST.match(after):
        return True
    return here.kind == "year" and bool(_YEAR_END_PAID.match(after) or _COUNT_OF_MONTHS.match(after))
