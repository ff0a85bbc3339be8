"""The limitation warning 时效提示 of a case's claims: shown at the docket and beside the award, never a refusal, never on a paper."""

from __future__ import annotations

from arrears.arbitration.queries import case
from arrears.cases import calendar
from arrears.law.limitation import Interruption, limitation

RELIEFS = {"lead": "relief", "mediation": "claimed"}
"""What of the matter interrupted the year: a lead is a complaint to a department, a mediation a claim against the other side."""


def limitation_lines(case_id: int) -> list[str]:
    """One sentence for each claim that may be out of time, or nearly; empty when nothing is known of it. Four statements."""
    own = case.own(case_id)
    ended = case.worked_until(case_id)
    if own is None or not ended:
        return []
    interruptions = [Interruption(day, RELIEFS[procedure]) for day, procedure in case.matter_reliefs(case_id) if day < own.filed_on]
    roll = calendar.in_force().next_workday
    found = []
    for line in case.claims(case_id):
        end = ended.get(line.party_id) if line.party_id is not None else min(ended.values())
        told = limitation(line.code, own.filed_on, employment_ended=end, interruptions=interruptions, roll=roll)
        if told.warning:
            found.append(f"第 {line.no} 项：{told.warning}")
    return found
