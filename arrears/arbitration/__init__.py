"""Arbitration 仲裁: from the front door to the served award and the money, under 45 days and the fast-track target.

Works here: 仲裁员, 书记员, the head who signs. Owns: Arbitration, Award, AwardParty. Asks: law (clocks, acts, finality), cases, hearings,
money, documents. Files by stage: filing, preparing, sitting, awarding, aftermath. Read first: tests/arbitration/test_story_c.py.
"""
