"""Arbitration 仲裁: from the application to the award, settlement or other end (arbitration 4.2), one file a stage."""

from __future__ import annotations

from arrears.law.procedures.arbitration.ending import ENDING
from arrears.law.procedures.arbitration.filing import FILING
from arrears.law.procedures.arbitration.hearing import HEARING
from arrears.law.procedures.arbitration.preparing import PREPARING
from arrears.law.procedures.arbitration.states import STATES
from arrears.law.procedures.common import COMMON
from arrears.law.procedures.form import Procedure
from arrears.law.procedures.writing import table

ARBITRATION = Procedure(
    name="arbitration",
    label="仲裁",
    states=STATES,
    initial="a-received",
    acts=table([*FILING, *PREPARING, *HEARING, *ENDING], COMMON, "arbitration"),
)
