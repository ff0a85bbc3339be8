"""The desk 工作台: what staff share — the case page, approvals, search, inbox, and the way from one to the other.

Works here: everybody who logs in. Owns no table. Asks: cases (visibility, pages registered by the rooms), law for every date and word.
Knows no procedure by name: rooms hang their panels, pages and places on it (cases.pages). Read first: views.py, then casepage.py.
"""
