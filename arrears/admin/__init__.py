"""Administration 管理: people, bodies, settings, calendar, running state, who looked at whom, and the cases of a leaver.

Works here: 管理员 (who sees no case), 审计员, and heads for the bulk handing over. One folder a subject, each with views > forms >
actions > queries. Owns: AdminLog, Recheck, RecheckMove. Asks: access, cases (recheck of clocks, `perform`), outbox, numbering.
Asked by: the worker (rechecking.py), the command line (cli/administration.py), the demonstration (region_bodies.py).
Read first: scope.py, people/actions.py.
"""
