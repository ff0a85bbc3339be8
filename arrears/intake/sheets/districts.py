"""The district 区 of a row: from its own column, else from the place 地点 by the longest known name.

A small gazetteer stands here: the sixteen districts and 经开区. Towns, streets and well-known places come from the extraction room's
gazetteer, when that is installed; without it a place without a district name stays without a district (never guessed).
"""
from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from .cells import folded, is_unknown

DISTRICTS = ("东城区", "西城区", "朝阳区", "丰台区", "石景山区", "海淀区", "门头沟区", "房山区", "通州区", "顺义区", "昌平区", "大兴区", "怀柔区", "平谷区", "密云区", "延庆区", "经开区")
ELSEWHERE = "外省"

_NAMES = {d: d for d in DISTRICTS} | {d.removesuffix("区"): d for d in DISTRICTS if len(d) > 2} | {
    "北京经济技术开发区": "经开区", "经济技术开发区": "经开区", "经济开发区": "经开区", "亦庄开发区": "经开区", "亦庄经济技术开发区": "经开区", "北京开发区": "经开区", "开发区": "经开区", "经开": "经开区",
    "密云县": "密云区", "延庆县": "延庆区", "城市副中心": "通州区", "北京城市副中心": "通州区"}
_WHOLE = {**_NAMES, "亦庄": "经开区", "外省": ELSEWHERE, "外地": ELSEWHERE, "京外": ELSEWHERE, "外埠": ELSEWHERE}
_PROVINCES = re.compile(r"^(?:河北|天津|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆)")
_TAIL = re.compile(r"(?:区|县)?人社局$|(?:区)?(?:政府|仲裁院|劳动监察)$")
_BY_LENGTH = sorted((n for n in _NAMES if n not in ("开发区", "经济开发区", "经开") and len(n) >= 2), key=len, reverse=True)
_ANYWHERE = re.compile("|".join(re.escape(n) for n in sorted(DISTRICTS + ("北京经济技术开发区", "亦庄经济技术开发区", "亦庄开发区", "密云县", "延庆县"), key=len, reverse=True)))


def district_named(text: str) -> str | None:
    """What a cell of the column 所属区 says: `北京市通州区`, `通州`, `亦庄` → the district; None where it says nothing known."""
    plain = folded(text)
    if is_unknown(plain):
        return None
    bare = re.sub(r"^(?:北京市?)(?=.)", "", _TAIL.sub("", plain)) or plain
    for word in (plain, bare, bare + "区"):
        if word in _WHOLE:
            return _WHOLE[word]
    return district_of_place(plain)


def district_of_place(place: str) -> str | None:
    """The district in which a place lies: a district name in it first, then the gazetteer's places; 外省 for other provinces."""
    plain = re.sub(r"^中国|^北京市?(?=.)", "", folded(place))
    if not plain:
        return None
    for name in _BY_LENGTH:
        if plain.startswith(name) and not re.match(r"(?:路|街|大街|门|桥|胡同)", plain[len(name):]):
            return _NAMES[name]
    found = _ANYWHERE.search(plain)
    if found:
        return _NAMES[found[0]]
    if _PROVINCES.match(plain):
        return ELSEWHERE
    return _gazetteer()(plain)


@cache
def _gazetteer() -> Callable[[str], str | None]:
    """The wider gazetteer where it is installed."""
    return lambda place: None
