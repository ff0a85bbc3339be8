"""Screens of mediation 调解: the list, the application, each act with a form of its own, the parts of the case page.

No table, no session, no rule of law. Read first: desk.py, opening.py.
"""

from arrears.mediation.views import agreement, desk, opening, panels, performing, roster, sitting, steps
from arrears.mediation.views.room import room

__all__ = ["agreement", "desk", "opening", "panels", "performing", "room", "roster", "sitting", "steps"]
