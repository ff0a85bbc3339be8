"""Screens of inspection 监察: the list, the registration, each act with a form of its own, the parts of the case page.

No table, no session, no rule of law. Read first: desk.py, steps.py.
"""

from arrears.inspection.views import desk, inquiry, opening, panels, steps
from arrears.inspection.views.room import room

__all__ = ["desk", "inquiry", "opening", "panels", "room", "steps"]
