"""Procedures 办理程序 as data: every state and act table of the law, one row an act.

`PROCEDURES["mediation"].acts["accept"]`, or `act("mediation.accept")`. Screens draw buttons and plain forms from it, `cases`
checks and performs by it, documents and clocks hang on it. `award` holds the three small machines after an award; its acts are
performed beside arbitration. The consistency of all rows is proved by `checks.problems()`, not at import.
"""

from __future__ import annotations

from collections.abc import Mapping

from arrears.law.procedures.arbitration import ARBITRATION
from arrears.law.procedures.award import AWARD
from arrears.law.procedures.form import Act, Approval, Effect, Fact, Move, Procedure, State
from arrears.law.procedures.inspection import INSPECTION
from arrears.law.procedures.lead import LEAD
from arrears.law.procedures.mediation import MEDIATION
from arrears.law.procedures.supervision import SUPERVISION

PROCEDURES: Mapping[str, Procedure] = {
    procedure.name: procedure for procedure in (LEAD, MEDIATION, ARBITRATION, AWARD, INSPECTION, SUPERVISION)
}

ACTS: Mapping[str, Act] = {act.id: act for procedure in PROCEDURES.values() for act in procedure.acts.values()}


_BESIDE: Mapping[str, tuple[str, ...]] = {"arbitration": ("award",), "mediation": ("award",)}
"""Procedures whose small machines run on the same proceeding."""


class UnknownAct(KeyError):
    """No procedure has an act of this id."""


def act(act_id: str) -> Act:
    """The act `procedure.name`. Raises UnknownAct."""
    try:
        return ACTS[act_id]
    except KeyError:
        raise UnknownAct(act_id) from None


def on_lapse(procedure: str, clock: str) -> tuple[Effect, ...]:
    """What the lapse of a clock does to other clocks of a proceeding, those of the award machines beside it included."""
    return tuple(effect for name in (procedure, *_BESIDE.get(procedure, ())) for effect in PROCEDURES[name].on_lapse(clock))


__all__ = [
    "ACTS",
    "PROCEDURES",
    "Act",
    "Approval",
    "Effect",
    "Fact",
    "Move",
    "Procedure",
    "State",
    "UnknownAct",
    "act",
    "on_lapse",
]
