"""Screens of intake 登记: the desk, registering, one lead's acts, the reply. HTTP in, HTTP out; no table, no rule of law."""

from arrears.intake.views import acts, closing, desk, panels, rates, registering, reply, screening
from arrears.intake.views.room import room

__all__ = ["acts", "closing", "desk", "panels", "rates", "registering", "reply", "room", "screening"]
