"""Writes of bodies: a new station, the letterhead, first numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sqlalchemy import select, update

from arrears import clock, db, numbering
from arrears.access.models import Body, Membership
from arrears.access.viewer import Viewer
from arrears.admin import log, scope
from arrears.admin.bodies.queries import SERIES_TITLES
from arrears.admin.region_bodies import LETTERHEAD
from arrears.law.refusal import Refused

CODE = re.compile(r"[a-z][a-z0-9-]{1,39}")


def create_station(viewer: Viewer, parent_id: int, code: str, name: str, short: str) -> int:
    """Make a street mediation station under a body; returns its id. Raises `Refused`, `Gone`."""
    parent = scope.demand_body(viewer, parent_id)
    if parent.kind == "station":
        raise Refused("parent_id", "调解站设在区级或市级机构下面，请另选上级机构。")
    code = code.strip().lower()
    if not CODE.fullmatch(code):
        raise Refused("code", "代码用小写字母、数字和横线，以字母开头，例如 tz-majuqiao。")
    head = {**dict.fromkeys(LETTERHEAD, ""), **(parent.letterhead or {}), "centre": name.strip(), "short": short.strip()}
    district_id, letter = parent.district_id, parent.letter
    with db.writing() as current:
        if current.scalar(select(Body.id).where(Body.code == code)) is not None:
            raise Refused("code", f"代码 {code} 已经用过，请换一个。")
        twin = select(Body.letterhead).where(Body.parent_id == parent_id, Body.kind == "station", Body.closed_at.is_(None))
        if any((other or {}).get("short") == short.strip() for other in current.scalars(twin)):
            raise Refused("short", "同一上级下已有这个简称；简称印在案号里，不能重复。")
        row = Body(
            code=code, name=name.strip(), kind="station", parent_id=parent_id, district_id=district_id, letter=letter, letterhead=head
        )
        current.add(row)
        current.flush()
        log.note(viewer, "body-made", name.strip(), body_id=row.id)
        return row.id


def save_letterhead(viewer: Viewer, body_id: int, name: str, letterhead: Mapping[str, str]) -> None:
    """Change what papers print of a body. Papers that were issued keep what they say. Raises `Gone`."""
    row = scope.demand_body(viewer, body_id)
    before = {"name": row.name, **(row.letterhead or {})}
    after = {key: (letterhead.get(key) or "").strip() for key in LETTERHEAD}
    changed = [key for key in LETTERHEAD if after[key] != before.get(key, "")] + (["name"] if name.strip() != row.name else [])
    if not changed:
        return
    kept = {**(row.letterhead or {}), **after}
    with db.writing() as current:
        current.execute(update(Body).where(Body.id == body_id).values(letterhead=kept, name=name.strip()))
        words = "、".join(LETTERHEAD.get(key, "名称") for key in changed)
        log.note(viewer, "letterhead", words, body_id=body_id)


def close(viewer: Viewer, body_id: int) -> None:
    """Close a station: nobody may have a role in it any more. Raises `Refused`, `Gone`."""
    row = scope.demand_body(viewer, body_id)
    name = row.name
    if row.kind != "station":
        raise Refused("", "市、区两级机构不能停用。")
    today = clock.today()
    with db.writing() as current:
        working = select(Membership.id).where(Membership.body_id == body_id, (Membership.until.is_(None)) | (Membership.until > today))
        if current.scalar(working.limit(1)) is not None:
            raise Refused("", f"{name}还有人有岗位，请先结束他们的岗位。")
        current.execute(update(Body).where(Body.id == body_id).values(closed_at=clock.now()))
        log.note(viewer, "body-closed", name, body_id=body_id)


def set_start(viewer: Viewer, body_id: int, series: str, year: int, start: int) -> None:
    """Let a series of a year begin at a number, for an office that comes from another system. Raises `Refused`, `Gone`."""
    scope.demand_body(viewer, body_id)
    if series not in SERIES_TITLES:
        raise Refused("series", "请在列表里选号码种类。")
    if not clock.today().year - 1 <= year <= clock.today().year + 1:
        raise Refused("year", "只能设去年、今年和明年的起始号。")
    if start < 1:
        raise Refused("start", "起始号从 1 开始。")
    with db.writing():
        try:
            numbering.set_start(body_id, series, year, start)
        except ValueError as used:
            raise Refused("start", str(used)) from None
        log.note(viewer, "start-number", f"{SERIES_TITLES[series]} {year} 年从第 {start} 号起", body_id=body_id)
