"""Labour inspection 监察: from a complaint or report to the decision and its enforcement (inspection 3.3, 3.4).

`investigating`: intake, inquiry, order. `deciding`: hearing of the employer, decision, remedies, enforcement, closing.
`referral`: the acts that run beside the state: criminal transfer, blacklist, publicity, money at hand.
"""

from __future__ import annotations

from arrears.law.procedures.common import COMMON
from arrears.law.procedures.form import Procedure
from arrears.law.procedures.inspection.deciding import DECIDING
from arrears.law.procedures.inspection.investigating import INVESTIGATING
from arrears.law.procedures.inspection.referral import REFERRAL
from arrears.law.procedures.inspection.states import STATES
from arrears.law.procedures.writing import table

INSPECTION = Procedure(
    name="inspection",
    label="监察",
    states=STATES,
    initial="i-received",
    acts=table([*INVESTIGATING, *DECIDING, *REFERRAL], COMMON, "inspection"),
    note="标记（非状态）：刑事移送、失信名单、已公布、已动用保证金、已垫付周转金、复议中、诉讼中、督办中",
)
