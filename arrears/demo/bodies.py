"""Bodies of the demonstration 机构: the region's with letterheads and hearing rooms, and street mediation stations under some districts.

Names of courts and governments stand for real ones; telephone lines and street addresses are invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from arrears import db
from arrears.access.models import Body
from arrears.admin import region_bodies
from arrears.hearings.models import Courtroom
from arrears.law.region import CITY, Region
from arrears.law.region import Body as RegionBody

ROOMS = ("第一仲裁庭", "第二仲裁庭")
"""Rooms of every tribunal."""

STATIONS: tuple[tuple[str, str, str], ...] = (
    ("majuqiao", "tongzhou", "马驹桥镇"),
    ("liyuan", "tongzhou", "梨园镇"),
    ("wangjing", "chaoyang", "望京街道"),
    ("shibalidian", "chaoyang", "十八里店乡"),
    ("zhongguancun", "haidian", "中关村街道"),
    ("xihongmen", "daxing", "西红门镇"),
)
"""Code, district's code, town."""

SECOND_COURT = frozenset({"东城区", "西城区", "丰台区", "房山区", "大兴区", "经开区"})
THIRD_COURT = frozenset({"朝阳区", "通州区", "顺义区", "怀柔区", "平谷区", "密云区", "市"})
"""Districts by intermediate court 中级人民法院; the others belong to the first."""

FIRST_INSTANCE: Mapping[str, str] = {"市": "通州区", "经开区": "大兴区"}
"""Place -> district whose court of first instance hears its suits, where that is not its own."""


def filled(body: RegionBody, n: int) -> dict[str, Any]:
    """What an administrator would have filled into a letterhead. `n`: place in the list, for the invented lines."""
    middle = "第二" if body.place in SECOND_COURT else "第三" if body.place in THIRD_COURT else "第一"
    city_run = body.kind == CITY or body.place == "经开区"
    return {
        "address": f"{body.name}和谐路{2 * n + 8}号劳动人事争议受理大厅",
        "phone": f"010-5550 {1000 + 37 * n:04d}",
        "contact": "受理窗口",
        "sue_court": f"北京市{FIRST_INSTANCE.get(body.place, body.place)}人民法院",
        "revocation_court": f"北京市{middle}中级人民法院",
        "reconsider_at": "北京市人民政府" if city_run else f"{body.name}人民政府",
    }


def load(region: Region) -> Mapping[str, int]:
    """Enter the bodies; code -> id."""
    places = region_bodies.load(region)
    ids = {body.code: places[body.place] for body in region.bodies}
    with db.writing() as current:
        for n, body in enumerate(region.bodies):
            row = current.get(Body, ids[body.code])
            assert row is not None
            row.letterhead = {**row.letterhead, **filled(body, n)}
            current.add_all(Courtroom(body_id=row.id, name=name) for name in ROOMS)
        for code, above, town in STATIONS:
            ids[code] = _station(current, code, ids[above], town)
    return ids


def _station(current: db.HouseSession, code: str, above_id: int, town: str) -> int:
    above = current.get(Body, above_id)
    assert above is not None
    name = f"{town}劳动争议调解站"
    head = {
        **above.letterhead, "centre": f"{above.letterhead['centre']}{name}", "short": town, "address": f"{town}便民服务中心一层",
    }  # fmt: skip
    row = Body(
        code=code, name=name, kind="station", parent_id=above_id, district_id=above.district_id, letter=above.letter, letterhead=head
    )
    current.add(row)
    current.flush()
    return row.id
