"""Reads of arbitration: case.py one case · desk.py the arbitrator's list · servings.py what is not served · day.py hearings of a day.

Plain frozen rows; each says how many statements it costs.
"""
