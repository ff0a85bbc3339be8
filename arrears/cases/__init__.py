"""Cases 案件, the shared core: matter, proceeding, party, claim, seat, event, deadline; and `perform`, the one way to a state.

Owns: Matter, Proceeding, Seat, CaseEvent, EventFact, ActRequest, Deadline, DeadlinePause, Party, ProceedingParty, Agent, Claim,
Employment, ContactAttempt, SearchDoc, Attachment, Approval, Notice. Asks: law, access, personal, outbox, numbering, files.
Asked by: every procedure. Read first: transitions.py, then tests/cases/test_perform.py.
"""
