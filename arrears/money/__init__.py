"""Money 款项: who owes whom what since which paper, in instalments, and what was paid against it, worker by worker.

Owns: Obligation, Instalment, Payment, Allocation. Asks: law.money, cases.
Asked by: mediation, arbitration, inspection, supervision.
'The case is closed' and 'the money is paid' are two states; this room knows the second.
"""
