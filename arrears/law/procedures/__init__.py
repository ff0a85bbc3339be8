"""Procedures 办理程序 as data: every state and act table of the law, one row an act.

`PROCEDURES["mediation"].acts["accept"]`, or `act("mediation.accept")`. Screens draw buttons and plain forms from it, `cases`
checks and performs by it, documents and clocks hang on it. `award` holds the three small machines after an award; its acts are
performed beside arbitration. The consistency of all rows is proved by `checks.problems()`, not at import.
"""

from __future__ import annotations

from collections.abc import Mapping

from arrears.law.procedures.form import Act, Approval, Effect, Fact, Move, Procedure, State
from arrears.law.procedures.lead import LEAD
from arrears.law.procedures.mediation import MEDIATION
from arrears.law.procedures.supervision import SUPERVISION

PROCEDURES: Mapping[str, Procedure] = {
    procedure.name: procedure for procedure in (LEAD, MEDIATION, SUPERVISION)
}

ACTS: Mapping[str, Act] = {act.id: act for procedure in PROCEDURES.values() for act in procedure.acts.values()}


class UnknownAct(KeyError):
    """No procedure has an act of this id."""


def act(act_id: str) -> Act:
    """The act `procedure.name`. Raises UnknownAct."""
    try:
        return ACTS[act_id]
    except KeyError:
        raise UnknownAct(act_id) from None


__all__ = ["ACTS", "PROCEDURES", "Act", "Approval", "Effect", "Fact", "Move", "Procedure", "State", "UnknownAct", "act"]
