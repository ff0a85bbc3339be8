"""The room of administration: one blueprint, whose pages stand with their subjects."""

from __future__ import annotations

from arrears.access.rooms import Room

room = Room("admin", __name__)
