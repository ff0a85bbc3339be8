"""The order of buttons names states and acts that the law knows."""

from arrears.desk.nextacts import NEXT
from arrears.law.procedures import PROCEDURES


def test_every_next_act_is_possible_in_its_state() -> None:
    states = {state: procedure for procedure in PROCEDURES.values() for state in procedure.states}
    wrong = [
        f"{state}: {act}"
        for state, acts in NEXT.items()
        for act in acts
        if act not in states[state].acts or not states[state].allows(act, state)
    ]
    assert wrong == []
