"""The drawings of docs/procedures are the procedures of today; `arrears law procedure NAME --svg` draws one anew."""

from pathlib import Path

import pytest

from arrears.law.procedures import PROCEDURES
from arrears.law.procedures.diagram import svg

DOCS = Path(__file__).resolve().parents[2] / "docs" / "procedures"


@pytest.mark.parametrize("name", PROCEDURES)
def test_the_drawing_is_the_procedure(name: str) -> None:
    assert (DOCS / f"{name}.svg").read_text("utf-8") == svg(PROCEDURES[name])


def test_nothing_else_is_drawn() -> None:
    assert {path.stem for path in DOCS.glob("*.svg")} == set(PROCEDURES)
