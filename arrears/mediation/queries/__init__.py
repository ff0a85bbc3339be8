"""Reads of mediation: desk.py (the list 调解台) · case.py (what the forms and the panels of one case need). Plain rows."""
