"""Places of Beijing and around: which district a town, street or well-known place belongs to (tables/districts.tsv, elsewhere.tsv)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from arrears.intake.extract.tables import rows
from arrears.intake.extract.text import Span

ELSEWHERE = "外省"
DEVELOPMENT_AREA = "经开区"
_TOWN_SUFFIX = re.compile(r"街道办事处|街道办|街道|地区|[镇乡]")
# Words in which a place name is only a part: 朝阳建筑 is a firm, 天津路 a street, 四川人 an origin.
_STREET_AFTER = re.compile(r"[东西南北中]?(?:大街|大道|路|街|胡同|大厦|饭店|宾馆|桥|里(?![的面边]))")  # 兴隆街, 天津路
_NOT_A_PLACE_AFTER = re.compile(r"人(?!民|大)|来的|来京|籍|菜|口味|话|老乡|省?[一-龥]{0,3}户籍|银行")


@dataclass(slots=True)
class Place:
    """A known name in the text; kind: city (北京), district, town, place, province, outside (a city of another province)."""

    span: Span
    district: str | None
    kind: str


@cache
def names() -> dict[str, tuple[str | None, str]]:
    """Every known name with its district and kind. A name of two districts has the district None."""
    known: dict[str, tuple[str | None, str]] = {}
    for district, kind, words in rows("districts"):
        for word in words.split():
            known[word] = (None if known.get(word, (district,))[0] != district else district, kind)
    for district in {row[0] for row in rows("districts")} - {DEVELOPMENT_AREA}:
        known[district] = (district, "district")
        known[district[:-1]] = (district, "district")
    known |= {
        "密云县": ("密云区", "district"),
        "延庆县": ("延庆区", "district"),
        "北京经开区": (DEVELOPMENT_AREA, "place"),
        "北京市": (None, "city"),
        "北京": (None, "city"),
    }
    for kind, words in rows("elsewhere"):
        for word in words.split():
            known.setdefault(word, (ELSEWHERE, "province" if kind == "province" else "outside"))
    return known


@cache
def _by_head() -> dict[tuple[str, str], tuple[str, ...]]:
    """Names by their first two characters, the longest first."""
    heads: dict[tuple[str, str], list[str]] = {}
    for name in names():
        heads.setdefault((name[0], name[1]), []).append(name)
    return {head: tuple(sorted(group, key=len, reverse=True)) for head, group in heads.items()}


def places(plain: str) -> list[Place]:
    """All known names from left to right, the longest at each position; 四川人 and the like are left out."""
    return list(_scan(plain))


def _scan(plain: str) -> Iterator[Place]:
    heads, known, free = _by_head(), names(), 0
    for at in [i for i, pair in enumerate(itertools.pairwise(plain)) if pair in heads]:
        name = next((n for n in heads[plain[at], plain[at + 1]] if plain.startswith(n, at)), None) if at >= free else None
        if name is not None:
            district, kind = known[name]
            end = at + len(name)
            if kind == "town" and (suffix := _TOWN_SUFFIX.match(plain, end)):
                end = suffix.end()
            elif (kind in ("province", "outside") and plain[end : end + 1] in "省市县" and plain[end : end + 1]) or (
                kind == "district" and plain[end : end + 1] == "区" and not name.endswith("区")
            ):
                end += 1
            if not (kind in ("province", "outside") and (_NOT_A_PLACE_AFTER.match(plain, end) or _STREET_AFTER.match(plain, end))):
                yield Place(Span(at, end), district, kind)
            free = end
