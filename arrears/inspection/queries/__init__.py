"""Reads of inspection: desk.py (the list 监察台) · handed.py (what comes from leads and mediations) · case.py (forms and panels)."""
