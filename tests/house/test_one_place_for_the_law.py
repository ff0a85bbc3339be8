"""No deadline arithmetic, no threshold and no holiday stands outside `arrears/law` (and the region's TOML)."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2] / "arrears"

ALLOWED = {
    "clock.py": "the day and its end",
    "outbox.py": "leases and waits of messages",
    "access": "log-in windows",
    "jobs": "leases, cleaning",
    "seed": "plausible days of invented cases",
    "demo": "days of the stories",
    "api": "throttle and retry",
    "web": "reading what people type: 明天, 上周五",
    "intake/extract": "reading dates in texts",
    "intake/sheets": "reading dates in cells",
    "hearings/scheduling.py": "how long a room is held",
    "arbitration/sitting.py": "half an hour before a hearing",
    "documents/check": "checks of papers",
    "money/queries.py": "the end of this week, for a list",
    "admin/calendar": "the days of a notice",
    "admin/people/holding.py": "the longest leave",
    "supervision/stages.py": "months of a table",
    "supervision/districts.py": "how far a table looks back",
    "supervision/major.py": "how far the first look goes back",
    "supervision/actions/measures.py": "the month of a register",
    "desk/signing.py": "how far a list looks back",
    "desk/caselist.py": "how far a list looks back",
    "arbitration/queries": "the day before, how far a list looks back",
    "inspection/queries": "how far a list looks back",
    "mediation/queries": "how far a list looks back",
    "mediation/forms/agreement.py": "a date the form offers",
    "intake/actions/grouping.py": "how long a merge can be undone",
    "portal/reporting/actions.py": "how long a half-filled report is kept",
}
"""Where a `timedelta` is no deadline of the law."""


def _files() -> list[Path]:
    return [p for p in ROOT.rglob("*.py") if not p.is_relative_to(ROOT / "law")]


def _allowed(path: Path) -> bool:
    inside = path.relative_to(ROOT).as_posix()
    return any(inside == name or inside.startswith(f"{name}/") for name in ALLOWED)


def test_days_are_added_by_the_law_alone() -> None:
    found = []
    for path in _files():
        if _allowed(path):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "timedelta":
                words = {k.arg for k in node.keywords}
                if words & {"days", "weeks"} or node.args:
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == [], "days are counted by law.deadlines, with their working shown"


def test_nobody_else_asks_for_the_weekday_to_decide_a_workday() -> None:
    found = []
    for path in _files():
        if _allowed(path):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Compare) and "weekday" in ast.dump(node):
                found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    assert found == [], "a make-up Saturday is a workday: ask the calendar"
