"""Deadlines 期限: rules as rows, one engine, an answer that explains itself.

Tables by subject: general, intake, mediation, arbitration, after_award, inspection, criminal, supervision. Ask `due`; show
`strip` and `light`. Read first: rule.py (what a row says), engine.py (the order of the count), then any table beside the
statute.
"""

from arrears.law.deadlines.engine import due, due_date
from arrears.law.deadlines.errors import BadDate, BadFacts, CalendarUnknown, DeadlineError, UnknownRule
from arrears.law.deadlines.lights import Light, light
from arrears.law.deadlines.outcome import Due
from arrears.law.deadlines.registry import RULES, VERSIONS, rule_on
from arrears.law.deadlines.rule import OWED_BY, STATUTORY, TARGET, UNITS, Extension, Lights, Rule
from arrears.law.deadlines.strips import StripDay, strip
from arrears.law.explain import Step

__all__ = [
    "OWED_BY",
    "RULES",
    "STATUTORY",
    "TARGET",
    "UNITS",
    "VERSIONS",
    "BadDate",
    "BadFacts",
    "CalendarUnknown",
    "DeadlineError",
    "Due",
    "Extension",
    "Light",
    "Lights",
    "Rule",
    "Step",
    "StripDay",
    "UnknownRule",
    "due",
    "due_date",
    "light",
    "rule_on",
    "strip",
]
