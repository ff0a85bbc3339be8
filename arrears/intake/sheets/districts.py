"""The district 区 of a row: from its own column, else from the place 地点, by the region's gazetteer.

A place without any known name stays without a district; a place in another province is 外省. Never a guess.
"""

from __future__ import annotations

import re
from functools import cache

from arrears.law.region import Region
from arrears.regions import region

from .cells import folded, is_unknown

ELSEWHERE = "外省"
_DEVELOPMENT_AREA = "经开区"
_DEVELOPMENT_NAMES = (
    "北京经济技术开发区",
    "亦庄经济技术开发区",
    "经济技术开发区",
    "经济开发区",
    "亦庄开发区",
    "北京经开区",
    "经开",
)
_ONLY_AS_DISTRICT = ("亦庄", "开发区", "北京开发区")  # clear in a column of districts, not inside an address
_OUTSIDE_WORDS = ("外省", "外地", "京外", "外埠", "外省市")
_PROVINCE = re.compile(
    "^(?:河北|天津|山西|内蒙古|辽宁|吉林|黑龙江|上海|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|重庆|四川|贵州|云南|西藏|陕西|甘肃|青海|宁夏|新疆)"
    "(?:省|市|.{0,4}自治区|.{1,4}?[市县州盟]|$)"
)
_TAIL = re.compile(r"(?:人力资源和社会保障局|人社局|劳动监察.{0,4}|仲裁院|仲裁委|人民政府|政府|分中心)$")


class Gazetteer:
    """Names of districts and places of one region."""

    def __init__(self, known: Region) -> None:
        self.region = known
        self.names = {d: d for d in known.districts} | {d[:-1]: d for d in known.districts if len(d) > 2 and d[-1] in "区县市"}
        self.names |= {d[:-1] + "县": d for d in known.districts if d.endswith("区") and len(d) == 3}
        self.whole = dict.fromkeys(_OUTSIDE_WORDS, ELSEWHERE) | self.names
        if _DEVELOPMENT_AREA in known.districts:
            self.names |= dict.fromkeys(_DEVELOPMENT_NAMES, _DEVELOPMENT_AREA)
            self.whole |= dict.fromkeys((*_DEVELOPMENT_NAMES, *_ONLY_AS_DISTRICT), _DEVELOPMENT_AREA)
        self.by_length = sorted((n for n in self.names if n[-1] in "区县市"), key=len, reverse=True)

    def named(self, text: str) -> str | None:
        """What a cell of the column 所属区 says: `北京市通州区`, `通州`, `亦庄` → the district; None where nothing
        is known.
        """
        plain = folded(text)
        if is_unknown(plain):
            return None
        bare = _TAIL.sub("", plain)
        for word in (bare, self.inner(bare), self.inner(bare) + "区"):
            if word in self.whole:
                return self.whole[word]
        return self.of_place(plain)

    def of_place(self, place: str) -> str | None:
        """The district in which a place lies; 外省 for another province; None where no name in it is known, or two
        districts are named.
        """
        plain = folded(place)
        if is_unknown(plain):
            return None
        if _PROVINCE.match(plain) and not plain.startswith(self.region.name):
            return ELSEWHERE
        inner = self.inner(plain)
        for name in self.by_length:
            if inner.startswith(name):
                return self.names[name]
        return self.region.district_of(inner)

    def inner(self, place: str) -> str:
        """A place without the region's own name in front: `北京市通州区…` → `通州区…`."""
        return (
            place.removeprefix("中国").removeprefix(self.region.name).removeprefix("市")
            if place.startswith(("中国", self.region.name))
            else place
        )


@cache
def gazetteer(code: str) -> Gazetteer:
    """The gazetteer of a region, built once per process."""
    return Gazetteer(region(code))
