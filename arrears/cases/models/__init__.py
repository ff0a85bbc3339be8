"""Tables of the core, by subject."""

from arrears.cases.models.clocks import CalendarDay, Deadline, DeadlinePause
from arrears.cases.models.events import ActRequest, CaseEvent, EventFact
from arrears.cases.models.matters import Agent, Claim, Employment, Matter, Party, ProceedingParty
from arrears.cases.models.proceedings import Approval, Attachment, ContactAttempt, Notice, Proceeding, SearchDoc, Seat

__all__ = [
    "ActRequest",
    "Agent",
    "Approval",
    "Attachment",
    "CalendarDay",
    "CaseEvent",
    "Claim",
    "ContactAttempt",
    "Deadline",
    "DeadlinePause",
    "Employment",
    "EventFact",
    "Matter",
    "Notice",
    "Party",
    "Proceeding",
    "ProceedingParty",
    "SearchDoc",
    "Seat",
]
