"""Settings in force 设置: the newest dated row of the body, else of the region's own, else the default of the region's TOML."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import Date, bindparam, select

from arrears import config
from arrears.access.models import Setting
from arrears.db import session
from arrears.regions import region


@lru_cache(maxsize=64)
def defaults(code: str, on: date) -> Mapping[str, Any]:
    """What the region's TOML sets on a day: name -> value."""
    return region(code).defaults(on)


def restored(value: Any, default: Any) -> Any:
    """A stored value in the type of its default: a day, an amount; JSON knows neither."""
    if isinstance(value, str) and isinstance(default, date):
        return date.fromisoformat(value)
    if isinstance(value, (str, int)) and not isinstance(value, bool) and isinstance(default, Decimal):
        return Decimal(value)
    return value


_ROW = Setting.__table__.c
_OF_BODY = (
    select(_ROW.body_id, _ROW.name, _ROW.value)
    .where(_ROW.body_id.in_(bindparam("bodies", expanding=True)), _ROW.valid_from <= bindparam("day", type_=Date))
    .order_by(_ROW.body_id, _ROW.valid_from)
)


def chosen(body_id: int, on: date) -> Mapping[str, Any]:
    """What is in force for this body on a day: name -> value. Body 0: for the region as a whole. One statement."""
    found = dict(defaults(config.settings().region, on))
    rows = session.execute(_OF_BODY, {"bodies": [0, body_id], "day": on})
    for _, name, value in rows:
        found[name] = restored(value, found.get(name))
    return found
