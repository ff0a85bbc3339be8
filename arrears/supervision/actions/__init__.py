"""Writes of supervision, by subject: listing, reporting, measures, ending. Importing this registers the act handlers."""

from arrears.supervision.actions import ending, listing, measures, opening, reporting

__all__ = ["ending", "listing", "measures", "opening", "reporting"]
