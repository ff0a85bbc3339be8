"""The act tables of the law and the data say the same: acts, moves, actors, approvals, papers, clocks, typed facts.

Where a table is written in words that a machine cannot read ("as accept", "2 insp.", "the next"), the row stands in the lists
below with what the words mean; a list that names a row without need fails too.
"""

from __future__ import annotations

import re

import pytest

from arrears.law.procedures import PROCEDURES
from arrears.law.procedures.common import COMMON
from arrears.law.procedures.form import Act
from tests.law.procedures.law_tables import TABLES, Row, rows

COUNTS = {"common": 21, "lead": 28, "mediation": 29, "arbitration": 57, "award": 13, "inspection": 56, "supervision": 19}

INSPECTORS = "2 insp."
HANDLERS = {"ME", "AR", "CC", "IN"}
WHO = {
    "record-aid": {"IC", "ME", "CC"},  # "same" as refer-aid
    "relieve": HANDLERS,  # "body's decider" is the approval; somebody has to draft
    "amend": {"IC", "ME", "AR", "CC", "IN", "SU"},  # "who did the act, or SU"
    "explain-late": {"IC", "ME", "AR", "CC", "IN", "SU"},  # "owner"
    "breach": {"PA", "ME"},  # "sys only proposes"
    "fail": {"ME"},  # "sys proposes"
    "sup-raise": {"SU"},  # "sys proposes"
    "return": {"ME"},  # "mediator"
    "insp-hear": {"IN", "SU"},  # "not the investigators preside"
    "insp-legal-review": {"IN", "SU"},  # "reviewer with law qualification"
    "insp-panel": {"HD", "SU"},  # "heads"
    "sup-extend": HANDLERS | {"SU"},  # "responsible asks, SU"
}
APPROVAL = {
    "group-report": set(),  # "SU is told at once" is no approval
    "group-follow": set(),
    "group-over": set(),
    "close": {"SU", "HD"},  # lead: by the conclusion's checker
}
_AS_ACCEPT = {
    *(("satisfy", rule) for rule in ("arb-accept", "arb-accept-target", "arb-supplement-notice")),
    ("drop", "sue-overdue-accept"),
}
_TRIAL = {
    ("start", rule)
    for rule in (
        "arb-award", "arb-serve-claim", "arb-panel-notice", "arb-collective-notify", "arb-award-fast", "arb-simple-convert",
    )
}
_ORDER = {
    ("start", rule)
    for rule in (
        "hot-due", "hot-class-2h", "hot-class-24h", "hot-class-7d", "hot-class-15d", "hot-sign", "hot-contact", "hot-dispute",
        "hot-selfcall", "nat-sign", "nat-contact", "nat-answer", "h12333-answer", "board-answer", "pet-notify", "pet-object",
    )
}
MORE_EFFECTS = {
    "accept-lacking": _AS_ACCEPT | _TRIAL,  # "as accept"
    "take-over": _TRIAL,  # "as accept, from taken_on": what the old case had stays there
    "check-suspension": {("start", "arb-suspend-review")},  # "+ the next"
    "group-follow": {("start", "group-follow")},  # "+ the next"
    "sup-report": {("start", "sup-report")},  # "+ the next"
    "register": _ORDER,  # "its order: as add-order"
    "return-result": {("drop", rule) for _, rule in _ORDER},  # "− the order's clocks"
    "insp-resume": {("resume", "insp-investigate")},  # one cell for suspend and resume
    "bl-remove": {("start", "bl-remove")},  # "also at the end of the term"
}
FEWER_EFFECTS = {
    "lapse": {
        *(("satisfy", rule) for rule in ("hot-extend", "lim-arb", "lim-wage-left", "limit-2y")),  # "are never started"
        ("satisfy", "arb-accept"),  # "the day after `arb-accept`"
        ("satisfy", "arb-award"),
    },
    "take-over": {("reset", "arb-award")},  # a new case: its clock starts
    "refuse-counterclaim": {("reset", "arb-award"), ("reset", "arb-award-fast"), ("start", "arb-defence")},  # "joining:"
    "partial-award": {("start", "arb-award")},  # "the rest keeps"
    "insp-resume": {("pause", "insp-investigate")},
}
EVERY_CLOCK = {"relieve", "insp-revoke-filing", "insp-close", "sup-raise", "sup-move", "sup-cancel"}


def _acts(procedure: str) -> dict[str, Act]:
    if procedure == "common":
        return {act.name: act for act in COMMON}
    told = {row.name for row in rows(procedure)}
    shared = {act.name for act in COMMON} - told
    return {name: act for name, act in PROCEDURES[procedure].acts.items() if name not in shared}


PAIRS = [(row, _acts(name)) for name in TABLES for row in rows(name)]


def _each(rule: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(("row", "acts"), PAIRS, ids=[f"{row.procedure}.{row.name}-{rule}" for row, _ in PAIRS])


@pytest.mark.parametrize("procedure", TABLES)
def test_each_table_has_the_same_acts_in_the_data(procedure: str) -> None:
    names = [row.name for row in rows(procedure)]
    assert len(names) == len(set(names)) == COUNTS[procedure]
    assert set(names) == set(_acts(procedure))


@_each("moves")
def test_the_move_is_the_same(row: Row, acts: dict[str, Act]) -> None:
    act = acts[row.name]
    before, after = row.states
    sources = {state for move in act.moves for state in move.sources if not state.startswith("*")}
    targets = {state for move in act.moves for state in move.targets if not state.startswith("*") and state != "="}
    if re.search(r"\brunning\b", row.move):
        sources -= set(PROCEDURES["arbitration"].acts["revoke"].sources)
        before -= set(PROCEDURES["arbitration"].acts["revoke"].sources)
    if "same →" in row.move:  # the states of the act before it in the same row
        before = {"m-agreed", "m-performing"} if row.procedure == "mediation" else set()
    if not row.move.startswith("o:") and "; o:" not in row.move:
        assert sources == before
    assert targets == after
    for word, marker in (("open", "*open"), ("ends", "*ends"), ("any", "*any")):
        assert re.search(rf"(?<![\w-]){word} →", row.move) is None or marker in act.sources
    assert ("→ =" in row.move) <= ("=" in act.targets)


@_each("who")
def test_the_actors_are_the_same(row: Row, acts: dict[str, Act]) -> None:
    told = set(re.findall(r"\b(IC|ME|AR|CC|IN|SU|ST|AD|AU|PA|LA|UN|MH|MI|AH|FH|HD)\b", row.who))
    told |= {"sys"} if re.search(r"\bsys\b", row.who) else set()
    if INSPECTORS in row.who and row.name != "crim-report":
        told = {"IN"}
        assert ("two_inspectors" in acts[row.name].demands) == (row.name != "insp-serve")
    if row.who == "responsible":
        told = HANDLERS
        assert "responsible" in acts[row.name].demands
    assert set(acts[row.name].who) == WHO.get(row.name, told)


@_each("approval")
def test_the_approval_is_the_same(row: Row, acts: dict[str, Act]) -> None:
    approval = acts[row.name].approval
    grants = set(re.findall(r"\b(SU|MH|MI|AH|FH|HD)\b", row.approval))
    if row.approval.startswith("issuer"):
        grants = {"AH", "HD"}
    if row.procedure == "lead":
        grants = APPROVAL.get(row.name, grants)
    assert (set(approval.grants) if approval else set()) == grants
    sheets = set(re.findall(r"`([a-z-]+)`", row.approval)) - {"order_approver"}
    if "sheet" in row.approval:
        sheets.add("approval-sheet")
    sheets &= {"approval-sheet", *(sheet for sheet in sheets if "_" not in sheet)}
    if grants and sheets:
        assert approval is not None
        assert approval.sheet in sheets
    if row.approval == "check":
        assert approval is not None
        assert approval.check


@_each("papers")
def test_the_papers_are_the_same(row: Row, acts: dict[str, Act]) -> None:
    act = acts[row.name]
    always, perhaps = row.papers
    if row.name == "sup-measure":  # "interview: …" is a condition without brackets
        always, perhaps = set(), always
    assert {*act.documents, *act.documents_either} == always
    assert set(act.documents_if) == perhaps
    assert bool(act.documents_either) <= (" or " in row.documents or row.name in {"award", "submit-evidence"})


@_each("clocks")
def test_the_clocks_are_the_same(row: Row, acts: dict[str, Act]) -> None:
    act = acts[row.name]
    told = (row.effects - FEWER_EFFECTS.get(row.name, set())) | MORE_EFFECTS.get(row.name, set())
    assert {(effect.op, effect.rule) for effect in act.effects if effect.rule != "*"} == told
    assert any(effect.rule == "*" for effect in act.effects) == (row.name in EVERY_CLOCK)


@_each("facts")
def test_each_fact_with_a_written_type_is_in_the_data(row: Row, acts: dict[str, Act]) -> None:
    act = acts[row.name]
    for name, (kind, repeats, optional) in row.typed_facts.items():
        if (row.name, name) == ("award", "final"):  # a field of each item
            continue
        fact = act.fact(name)
        assert (fact.type, fact.repeats) == (kind, repeats)
        assert fact.optional or not optional
