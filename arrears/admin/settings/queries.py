"""Reads of settings: what is in force for a body, where it comes from, and every value that was ever set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from arrears import clock, config
from arrears.access import preferences
from arrears.access.models import AppUser, Body, Setting
from arrears.access.viewer import Viewer
from arrears.admin import scope
from arrears.admin.settings.kinds import MOVES_CLOCKS, words
from arrears.db import session
from arrears.law.deadlines import RULES, UNITS, Rule
from arrears.law.region import Plain, Region
from arrears.law.region import Setting as Declared
from arrears.regions import region

CERTAINTY = {"V": "有原文", "K": "通行做法", "P": "本市或本单位定", "V/K": "有原文和通行做法", "V/P": "有原文，取值本单位定"}
"""How sure a default is (law files): code -> words. Whatever is not V is an aim or a reading, never shown as law."""


@dataclass(frozen=True, slots=True)
class Row:
    """One setting as it stands for a body today."""

    name: str
    title: str
    value: str
    default: str
    origin: str
    since: date | None
    certainty: str
    source: str
    moves_clocks: bool
    differs: bool


@dataclass(frozen=True, slots=True)
class Past:
    """One value that was set, now or for a day to come."""

    body: str
    value: str
    valid_from: date
    by: str
    at: datetime
    reason: str


def here() -> Region:
    """The region of this installation."""
    return region(config.settings().region)


def declared() -> dict[str, Declared]:
    """Every setting by name, newest default; those that only a rule names get the rule's own length. No statement."""
    found = {row.name: row for row in sorted(here().settings, key=lambda row: row.since)}
    for rule in RULES.values():
        unit = UNITS[rule.unit]
        if rule.setting:
            _add(found, rule, rule.setting, rule.length, f"{rule.title}的期限（{unit}）")
        if rule.extension is not None and rule.extension.cap:
            _add(found, rule, rule.extension.cap, rule.extension.most, f"{rule.title}最多延长（{unit}）")
    return found


def _add(found: dict[str, Declared], rule: Rule, name: str, value: int | None, title: str) -> None:
    """A setting that only a rule names, with the rule's own figure as default."""
    if name not in found:
        since = rule.since or date(2024, 1, 1)
        found[name] = Declared(name=name, value=value, since=since, cert=rule.cert, title=title, source=rule.article)


def default_of(name: str) -> Plain:
    """The default of a setting. Raises KeyError."""
    return declared()[name].value


def _cited(source: str) -> str:
    """The source for people: the texts of the law, without the places in the developers' own notes."""
    parts = source.replace("、R", "；R").split("；")
    return "；".join(part for part in parts if ".md" not in part and not part.startswith("intake") and part[:1] != "R")


def rows(viewer: Viewer, body_id: int) -> list[Row]:
    """Every setting as it stands for a body (0: the region) today. Two statements. Raises `Gone`."""
    if body_id:
        scope.demand_body(viewer, body_id)
    today = clock.today()
    query = select(Setting).where(Setting.body_id.in_([0, body_id]), Setting.valid_from <= today)
    set_here = {row.name: row for row in session.scalars(query.order_by(Setting.body_id, Setting.valid_from))}
    found = []
    for name, one in declared().items():
        row = set_here.get(name)
        value = preferences.restored(row.value, one.value) if row is not None else one.value
        origin = "默认" if row is None else "本单位" if row.body_id else "全市统一"
        found.append(
            Row(
                name, one.title, words(name, value), words(name, one.value), origin, row.valid_from if row is not None else None,
                CERTAINTY.get(one.cert, one.cert), _cited(one.source), name in MOVES_CLOCKS, row is not None and value != one.value,
            )
        )  # fmt: skip
    return found


def history(viewer: Viewer, name: str, body_id: int) -> Sequence[Past]:
    """Every value of a setting for the region and a body, newest first. One statement. Raises KeyError for an unknown name."""
    default = default_of(name)
    if body_id:
        scope.demand_body(viewer, body_id)
    query = (
        select(Setting, AppUser.name, Body.name)
        .outerjoin(AppUser, AppUser.id == Setting.set_by)
        .outerjoin(Body, Body.id == Setting.body_id)
        .where(Setting.name == name, Setting.body_id.in_([0, body_id]))
        .order_by(Setting.valid_from.desc(), Setting.id.desc())
    )
    return [
        Past(
            body or "全市统一", words(name, preferences.restored(row.value, default)), row.valid_from, by or "系统", row.set_at, row.reason
        )
        for row, by, body in session.execute(query)
    ]
