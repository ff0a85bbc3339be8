"""Settings in force 设置: the newest dated row of the body, else of the region's own, else the default of the region's TOML."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from arrears.access.models import Setting
from arrears.db import session


def chosen(body_id: int, on: date) -> Mapping[str, Any]:
    """What was set for this body (or for all, body 0) and had come into force on a day: name -> value. One statement."""
    rows = session.execute(
        select(Setting.body_id, Setting.name, Setting.value)
        .where(Setting.body_id.in_([0, body_id]), Setting.valid_from <= on)
        .order_by(Setting.body_id, Setting.valid_from)
    )
    return {name: value for _, name, value in rows}
