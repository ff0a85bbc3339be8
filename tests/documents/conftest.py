"""What the tests of papers share: the font subsets, made once, and each sample paper rendered once a session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from arrears.documents import fonts, paper
from arrears.documents.catalogue import KINDS
from arrears.documents.check import Pdf, Printed
from tests.documents import samples

TOKEN = "K7QX-M2PD-9RTA"


@pytest.fixture(scope="session", autouse=True)
def subsets() -> fonts.FontSet:
    """The fonts; the first run on a machine makes them (about 20 s and one download)."""
    return fonts.build(report=lambda sentence: None)


@pytest.fixture(scope="session")
def printed(subsets: fonts.FontSet) -> Callable[..., tuple[Pdf, Printed]]:
    """A finished paper as the tools read it, with what it should say; kept for the session."""
    from arrears.documents import render

    done: dict[str, tuple[Pdf, Printed]] = {}

    def make(kind: str, facts: Mapping[str, Any] | None = None) -> tuple[Pdf, Printed]:
        if facts is None and kind in done:
            return done[kind]
        given = dict(facts or samples.all_samples()[kind]) | {"verify_token": TOKEN}
        number = samples.number(KINDS[kind])
        pdf = Pdf.read(render.render(paper.html(kind, given, number)))
        result = pdf, Printed(KINDS[kind], KINDS[kind].typed(given), number)
        if facts is None:
            done[kind] = result
        return result

    return make
