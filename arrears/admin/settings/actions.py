"""Setting a value 改设置: dated, with its reason; a setting that clocks hang on queues their recheck for its day."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from arrears import clock, db
from arrears.access.models import Setting
from arrears.access.viewer import Viewer
from arrears.admin import log, rechecking, scope
from arrears.admin.settings import kinds, queries
from arrears.law.refusal import Refused

MOST_DAYS = 3660


def _checked(name: str, value: Any, default: Any) -> Any:
    """The value in the type of its default. Raises `Refused`."""
    kind = kinds.kind(name, default)
    if value is None or value == "":
        raise Refused("value", "请填写新的值。")
    if kind == "choice" and value not in kinds.CHOICES[name]:
        raise Refused("value", "请在列表里选。")
    if kind == "number" and not 0 <= int(value) <= MOST_DAYS and name not in kinds.AMOUNTS:
        raise Refused("value", f"应为 0 到 {MOST_DAYS} 之间的整数。")
    if kind == "decimal" and not Decimal(0) <= Decimal(value) <= Decimal(1):
        raise Refused("value", "应为 0 到 1 之间的小数，例如 0.45。")
    if kind == "amount":
        return int(value) if value == int(value) else value
    return value


def change(viewer: Viewer, name: str, body_id: int, value: Any, valid_from: date, reason: str) -> int | None:
    """Set a value for a body (0: the region) from a day on; returns the id of the recheck, if clocks hang on it.

    Raises `Refused` (a day that is over, twice on one day, not the region's administrator), `Gone`, KeyError for an unknown name.
    """
    default = queries.default_of(name)
    if body_id:
        scope.demand_body(viewer, body_id)
    else:
        scope.demand_region(viewer)
    if valid_from < clock.today():
        raise Refused("valid_from", "生效日期不能早于今天：已经办过的事按当时的设置。")
    checked = _checked(name, value, default)
    title = queries.declared()[name].title
    text = f"{title}：{kinds.words(name, checked)}，{valid_from} 起。{reason[:100]}"
    with db.writing() as current:
        twin = select(Setting).where(Setting.body_id == body_id, Setting.name == name, Setting.valid_from == valid_from)
        row = current.scalars(twin).first()
        if row is not None and valid_from != clock.today():
            raise Refused("valid_from", f"{valid_from} 已经设过一个值，请换一个生效日期。")
        if row is not None:  # corrected on the same day: the newest is in force, the log keeps both
            current.delete(row)
            current.flush()
        current.add(
            Setting(
                body_id=body_id, name=name, value=checked, valid_from=valid_from, set_by=viewer.user_id, set_at=clock.now(), reason=reason
            )
        )  # fmt: skip
        log.note(viewer, "setting", text, body_id=body_id or None)
        if name not in kinds.MOVES_CLOCKS:
            return None
        due_at = clock.at(valid_from) if valid_from > clock.today() else None
        return rechecking.queue(viewer, "setting", text, body_id=body_id, due_at=due_at)
