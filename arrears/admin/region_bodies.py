"""The bodies of a region 机构 from its TOML: the city, its districts, with what papers print as letterhead.

Used by the first administrator's command and by the demonstration. Harmless to repeat: what is there stays as it is.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from arrears import db
from arrears.access.models import Body
from arrears.law.region import CITY, Region
from arrears.law.region import Body as RegionBody

LETTERHEAD: dict[str, str] = {
    "commission": "仲裁委员会全称", "centre": "调解中心全称", "bureau": "人力社保局全称", "short": "简称", "address": "办公地址",
    "phone": "对外电话", "contact": "联系人", "sue_court": "起诉法院", "revocation_court": "申请撤销终局裁决的法院",
    "reconsider_at": "行政复议机关",
}  # fmt: skip
"""What papers print of a body (documents.md 2.0): key -> what it is called on the form."""


def letterhead(region: Region, body: RegionBody) -> dict[str, Any]:
    """What the region's data say of a body; address, telephone and courts are left for the administrator to fill in."""
    return {
        **dict.fromkeys(LETTERHEAD, ""),
        "commission": body.organ("arbitration"),
        "centre": body.organ("mediation"),
        "bureau": body.organ("inspection"),
        "short": body.name.removeprefix(region.name) or body.name,
    }


def load(region: Region) -> dict[str, int]:
    """Make the bodies of a region that are not there yet; returns place -> body id of all of them. Opens its own transaction."""
    with db.writing() as current:
        known = {row.code: row for row in current.scalars(select(Body))}
        found: dict[str, int] = {}
        city_id: int | None = None
        for body in sorted(region.bodies, key=lambda b: b.kind != CITY):
            row = known.get(body.code)
            if row is None:
                row = Body(
                    code=body.code, name=body.organ("arbitration").removesuffix("委员会") + "院", kind=body.kind,
                    parent_id=None if body.kind == CITY else city_id, district_id=body.place, letter=body.short,
                    letterhead=letterhead(region, body),
                )  # fmt: skip
                current.add(row)
                current.flush()
            if body.kind == CITY:
                city_id = row.id
            found[body.place] = row.id
        return found
