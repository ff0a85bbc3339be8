"""Jobs 后台: the scheduler (sweeps of due clocks and instalments) and the worker (outbox: inbox, mail, rendering).

One process each; a lease in the database makes sure that only one scheduler sweeps. Never holds a rule: it asks law and cases.
"""
