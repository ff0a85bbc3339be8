"""Hearings 开庭: courtrooms, hearings, clashes, and the earliest lawful day. Asked by: arbitration.

Owns: Courtroom, Hearing. Asks: law.deadlines, cases. Two clerks who schedule the same room at the same time: the second is refused.
"""
