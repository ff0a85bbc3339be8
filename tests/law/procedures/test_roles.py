"""The matrix of roles says what the law file says, and no act is given to a role that its row shuts out."""

from __future__ import annotations

import pytest

from arrears.law.procedures import ACTS
from arrears.law.roles import GRANTS, MATRIX, RELATIONS, ROLES, ROW_OF_ACT, Cell
from tests.law.procedures.law_tables import LAW

TOLD_AS = {
    "register, import": "lead.write",
    "see who reported": "reporter.see",
    "confirm route": "route.confirm",
    "read case": "case.read",
    "read 副卷": "case.read-inner",
    "mediation acts": "mediation.act",
    "award, procedural": "award.act",
    "inspection acts": "inspection.act",
    "sign an approval": "approval.sign",
    "list, urge": "supervision.act",
    "second check": "closing.check",
    "reveal id": "personal.reveal",
    "export with": "export.personal",
    "reports, campaign": "reports.read",
    "users, bodies": "admin.write",
    "audit chain": "audit.read",
    "disposal": "disposal",
}
IN_WORDS = {
    "own lead": "s", "own": "s", "own referral": "o", "joint seat": "o", "drafts, serves": "o", "MH grant": "b", "MI grant": "b",
    "AH, FH, HD grants": "b", "read": "d", "approves": "b", "executes": "d", "watches": "d",
}


def _told() -> list[tuple[str, list[str]]]:
    text = (LAW / "intake-inspection-supervision.md").read_text(encoding="utf-8").split("### 7.1 Matrix", 1)[1]
    lines = [line for line in text.split("**Recusal.**", 1)[0].splitlines() if line.startswith("|")]
    rows = [[cell.strip().replace("**", "") for cell in line.strip("|").split("|")] for line in lines[2:]]
    return [(row[0], row[1:]) for row in rows]


@pytest.mark.parametrize(("act", "cells"), _told(), ids=[act for act, _ in _told()])
def test_each_cell_of_the_law_is_in_the_matrix(act: str, cells: list[str]) -> None:
    row = MATRIX[next(TOLD_AS[start] for start in TOLD_AS if act.startswith(start))]
    for role, cell in zip(ROLES, cells, strict=True):
        assert row[role].relation == IN_WORDS.get(cell, cell.split(",")[0].split(" ")[0])
        if "logged" in cell or ("logged" in act and cell != "–"):
            assert row[role].logged


def test_every_row_names_every_role() -> None:
    assert len(MATRIX) == len(TOLD_AS) == 17
    assert all(list(row) == list(ROLES) for row in MATRIX.values())
    assert {cell.relation for row in MATRIX.values() for cell in row.values()} == set(RELATIONS)


def test_an_arbitrator_and_a_clerk_never_see_who_reported() -> None:
    assert MATRIX["reporter.see"]["AR"] == MATRIX["reporter.see"]["CC"] == Cell("–")
    assert MATRIX["reporter.see"]["SU"] == Cell("d", logged=True)


def test_signatures_hang_on_grants() -> None:
    assert MATRIX["approval.sign"]["SU"].grants == ("AH", "FH", "HD")
    assert {grant for cell in MATRIX["approval.sign"].values() for grant in cell.grants} == set(GRANTS)


def test_every_act_has_a_row() -> None:
    assert set(ROW_OF_ACT) == set(ACTS)
    assert set(ROW_OF_ACT.values()) <= set(MATRIX)


def test_no_act_of_a_case_is_given_to_a_role_that_its_row_shuts_out() -> None:
    """Supervision is read by nobody at intake, so the common acts there are not theirs either; a party acts through the desk."""
    shut = {
        (act.id, who)
        for act in ACTS.values()
        for who in act.who
        if who in ROLES and who != "PA" and MATRIX[ROW_OF_ACT[act.id]][who].relation == "–"
    }
    assert {who for act_id, who in shut if act_id.startswith("supervision.")} == {"IC"}
    assert not [pair for pair in shut if not pair[0].startswith("supervision.")]
