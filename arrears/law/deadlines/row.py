"""How a line of a rule table becomes a `Rule`: the length written short (`45cd`, `-5wd`, `same-day`), defaults filled in."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from arrears.law.deadlines.citation import cite, in_force
from arrears.law.deadlines.rule import AUTHORITIES, STATUTORY, TARGET, Lights, Rule
from arrears.law.explain import day_words

S: Final = STATUTORY
T: Final = TARGET
_LENGTH = re.compile(r"(-?)(\d+)(cd|wd|h|min|month|year)")


def lights_for(length: int | None, unit: str) -> Lights:
    """Default lights: yellow in the last quarter of a short period, a week before the end of a long one; red on the last
    day."""
    if length is None or unit in ("h", "min", "same-day"):
        return Lights(yellow=1, red=0)
    if unit in ("month", "year"):
        return Lights(yellow=30, red=7)
    if length >= 30:
        return Lights(yellow=7, red=0)
    return Lights(yellow=3 if length >= 10 else 2 if length >= 5 else 1, red=0)


def row(
    rule_id: str, title: str, trigger: str, length: str, owed_by: str, force: str, basis: str, cert: str, **more: Any
) -> Rule:
    """One line of a table. `length`: number and unit, `-` in front for a backward count, or a unit without a number; a tuple's
    `more` are the remaining fields of `Rule`. Rolling: statutory periods in days, months and years, unless the line says no."""
    match = _LENGTH.fullmatch(length)
    sign, number, unit = match.groups() if match else ("", None, length)
    count = None if number is None else int(number)
    rolls = more.pop("rolls", force == S and not sign and unit in ("cd", "month", "year", "written"))
    since: date | None = more.pop("since", in_force(basis))
    return Rule(
        id=rule_id,
        title=title,
        trigger=trigger,
        length=count,
        unit=unit,
        force=force,
        owed_by=owed_by,
        article=cite(basis),
        cert=cert,
        rolls=rolls,
        direction="backward" if sign else "forward",
        datable=more.pop("datable", unit == "written"),
        instants=more.pop("instants", unit in ("h", "min", "instant")),
        lights=more.pop("lights", lights_for(count, unit)),
        roll_setting=more.pop("roll_setting", "roll_authority_limits" if rolls and owed_by in AUTHORITIES else None),
        setting=more.pop("setting", rule_id.replace("-", "_") if "P" in cert else None),
        since=since,
        version=more.pop("version", f"{day_words(since)}起" if since else "现行"),
        **more,
    )
