"""Handing over 离岗批量移交: every open case of a leaver to another person, each by its own act."""
