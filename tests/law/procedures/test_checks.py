"""The shipped tables are sound, and each check reports a table that is broken by hand."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from arrears.law.procedures.checks import World, problems
from arrears.law.procedures.form import Act, Approval, Effect, Fact, Procedure
from arrears.law.procedures.writing import acts_of, fact, satisfies, starts, state_rows, table

write = acts_of("trial")

OPEN_ACT = write(
    "open", "立案", "– → t-open", "IC",
    facts=(fact("on:date", "日期"), fact("kind:code", "种类", "kind")),
    papers="receipt",
    clocks=[starts("answer", on="on")],
)
END_ACT = write(
    "end", "结案", "t-open → t-end", "IC",
    approval=Approval(("SU",), "sheet"),
    clocks=[satisfies("answer"), starts("hold")],
)
WORLD = World(
    owed_by={"answer": "body", "hold": "party"},
    authorities=frozenset({"body"}),
    papers={"receipt": ("trial.open",), "sheet": ()},
    sheets={"sheet": ("trial.end",)},
    codes={"kind": ("a", "b")},
    actors=frozenset({"IC", "SU"}),
)


def _problems(*acts: Act, world: World = WORLD, states: str = "t-open 在办") -> list[str]:
    procedure = Procedure("trial", "试办", state_rows(states, ends="t-end 办结"), "t-open", table(acts))
    return problems({"trial": procedure}, world)


def test_the_shipped_procedures_have_no_problem() -> None:
    assert problems() == []


def test_the_trial_procedure_has_no_problem() -> None:
    assert _problems(OPEN_ACT, END_ACT) == []


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (replace(OPEN_ACT, who=()), "trial.open: nobody may perform it"),
        (replace(OPEN_ACT, who=("XX",)), "trial.open: unknown actor XX"),
        (replace(OPEN_ACT, demands=("luck",)), "trial.open: unknown demand luck"),
        (replace(OPEN_ACT, moves=()), "trial.open: leads from nowhere to nowhere"),
        (replace(OPEN_ACT, order=("o-gone", "=")), "trial.open: unknown state of a work order o-gone"),
        (
            replace(OPEN_ACT, facts=(*OPEN_ACT.facts, Fact("on", "date", "日期"))),
            "trial.open: fact on stands twice",
        ),
        (replace(OPEN_ACT, facts=(*OPEN_ACT.facts, Fact("why"))), "trial.open: fact why has no label"),
        (
            replace(OPEN_ACT, facts=(*OPEN_ACT.facts, Fact("why", "prose", "理由"))),
            "trial.open: fact why has the unknown type prose",
        ),
        (
            replace(OPEN_ACT, facts=(*OPEN_ACT.facts, Fact("way", "code", "方式"))),
            "trial.open: fact way: a code needs a list, and only a code has one",
        ),
        (
            replace(OPEN_ACT, facts=(*OPEN_ACT.facts, Fact("way", "code", "方式", codes="ways"))),
            "trial.open: fact way: unknown code list ways",
        ),
        (
            replace(OPEN_ACT, facts=(*OPEN_ACT.facts, Fact("way", "code", "方式", codes="kind", default="c"))),
            "trial.open: fact way: c is not in the list kind",
        ),
        (
            replace(OPEN_ACT, facts=(Fact("on", "date", "日期", default="now"), OPEN_ACT.facts[1])),
            "trial.open: fact on: now is no default of a date",
        ),
        (replace(OPEN_ACT, documents=("receipt", "letter")), "trial.open: unknown document letter"),
        (replace(OPEN_ACT, documents=("receipt", "sheet")), "trial.open: the catalogue does not say that it makes sheet"),
        (replace(OPEN_ACT, documents=()), "receipt: no act makes it"),
        (replace(OPEN_ACT, documents=()), "receipt: trial.open does not make it"),
        (
            replace(OPEN_ACT, effects=(*OPEN_ACT.effects, Effect("start", "gone"))),
            "trial.open: unknown clock gone",
        ),
        (
            replace(OPEN_ACT, effects=(Effect("start", "answer", on="when"),)),
            "trial.open: clock answer hangs on when, which is no fact of the act",
        ),
        (
            replace(OPEN_ACT, effects=(*OPEN_ACT.effects, Effect("start", "hold", "lapse:gone"))),
            "trial.open: unknown condition lapse:gone of hold",
        ),
        (
            replace(OPEN_ACT, effects=(*OPEN_ACT.effects, Effect("start", "hold", "kind=a|z"))),
            "trial.open: unknown condition kind=a|z of hold",
        ),
        (
            replace(OPEN_ACT, effects=(*OPEN_ACT.effects, Effect("start", "hold", "moonlight"))),
            "trial.open: unknown condition moonlight of hold",
        ),
        (replace(OPEN_ACT, effects=()), "answer: no act starts it"),
        (
            replace(OPEN_ACT, approval=Approval((), "sheet")),
            "trial.open: an approval that nobody gives",
        ),
        (
            replace(OPEN_ACT, approval=Approval(("XX",), "sheet")),
            "trial.open: unknown grant XX",
        ),
        (
            replace(OPEN_ACT, approval=Approval(("SU",), "form")),
            "trial.open: unknown sheet form",
        ),
        (
            replace(OPEN_ACT, approval=Approval(("SU",), "sheet")),
            "trial.open: the catalogue does not say that sheet approves it",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_broken_act_is_named(broken: Act, said: str) -> None:
    assert said in _problems(broken, END_ACT)


def test_a_state_no_act_leads_to_is_named() -> None:
    assert _problems(OPEN_ACT, END_ACT, states="t-open 在办 t-lost 无人到达") == ["trial: no act leads to the state t-lost"]


def test_a_state_only_reached_from_a_lost_one_is_named_too() -> None:
    loop = write("loop", "往复", "t-lost → t-lost2; t-lost2 → t-lost", "IC")
    said = _problems(OPEN_ACT, END_ACT, loop, states="t-open 在办 t-lost 甲 t-lost2 乙")
    assert said == ["trial: no act leads to the state t-lost", "trial: no act leads to the state t-lost2"]


def test_a_state_the_procedure_does_not_have_is_named() -> None:
    stray = write("stray", "误写", "t-open → t-gone", "IC")
    assert _problems(OPEN_ACT, END_ACT, stray) == ["trial.stray: unknown state t-gone"]


def test_an_offices_clock_that_nothing_stops_is_named_and_a_partys_window_is_not() -> None:
    deaf = replace(END_ACT, effects=(Effect("start", "hold"),))
    assert _problems(OPEN_ACT, deaf) == ["trial.open: starts answer, which nothing stops"]


def test_a_sheet_that_approves_nothing_is_named() -> None:
    free = replace(END_ACT, approval=None)
    said = _problems(OPEN_ACT, free)
    assert "sheet: trial.end is not approved on it" in said


def test_a_rule_only_computed_for_display_may_not_be_started() -> None:
    world = replace(WORLD, owed_by={**WORLD.owed_by, "lim-arb": "party"})
    shown = replace(OPEN_ACT, effects=(*OPEN_ACT.effects, Effect("start", "lim-arb")))
    assert _problems(shown, END_ACT, world=world) == ["lim-arb: started although it is only computed"]


def test_importing_the_procedures_reads_neither_rules_nor_papers_nor_the_checks() -> None:
    code = (
        "import sys, arrears.law.procedures; "
        "print(sorted(name for name in sys.modules if name.startswith('arrears.law.') and 'procedures' not in name))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
