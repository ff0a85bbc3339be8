"""Many plausible proceedings for measuring 测速数据: inserted in bulk with the same pure functions that the acts use.

The rows are those that acts would have left (chained events with sealed facts, clocks by the law, seats, parties, personal values,
search documents, numbers), so `arrears audit verify` passes; no act is performed. Never for a house that people work in.
Read first: paths.py (what happens to a case), making.py (the rows of one), writing.py (how they get in).
"""
