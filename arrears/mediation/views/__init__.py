"""Screens of mediation 调解: the list, the application, each act with a form of its own, the parts of the case page.

No table, no session, no rule of law. Read first: desk.py, opening.py.
"""

from arrears.mediation.views import desk, opening, panels, performing, steps
from arrears.mediation.views.room import room

__all__ = ["desk", "opening", "panels", "performing", "room", "steps"]
