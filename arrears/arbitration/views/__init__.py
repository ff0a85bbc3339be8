"""Screens of arbitration 仲裁: the lists, the application, each act with a form of its own, the parts of the case page.

No table, no session, no rule of law. Read first: desk.py, steps.py.
"""

from arrears.arbitration.views import awarding, course, day, desk, elements, ends, lists, opening, panels, plain, serving, sitting, steps
from arrears.arbitration.views.room import room

__all__ = [
    "awarding", "course", "day", "desk", "elements", "ends", "lists", "opening", "panels", "plain", "room", "serving", "sitting", "steps",
]  # fmt: skip
