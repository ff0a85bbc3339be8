"""Catalogue 文书目录: every kind of paper by its id (documents.md 2).

`KINDS["mediation-agreement"].facts` says what it needs, `.typed(facts)` checks and types what is given. Asked by: the issuing acts,
paper.py, dossier, admin. No layout and no number is made here.
"""

from __future__ import annotations

from dataclasses import replace

from arrears.documents.kind import COMMON, Fact, Kind, MissingFacts, Page, Series, Volume, WrongFacts
from arrears.documents.kinds import (
    arbitration,
    arbitration_course,
    arbitration_decisions,
    awards,
    common,
    dossier,
    inspection,
    lead,
    mediation,
    review,
    supervision,
)
from arrears.law import papers

_ROOMS = (
    lead, common, mediation, review, supervision, arbitration, arbitration_course, arbitration_decisions, awards, inspection, dossier,
)  # fmt: skip


def _as_ruled(kind: Kind) -> Kind:
    """The kind with what `arrears.law.papers` rules for it: the acts that make it, service class, copies, priority."""
    ruled = papers.paper(kind.id)
    return replace(kind, acts=ruled.acts, service="/".join(ruled.services), copies=ruled.copies, priority=ruled.priority)


KINDS: dict[str, Kind] = {kind.id: _as_ruled(kind) for room in _ROOMS for kind in room.KINDS}

__all__ = ["COMMON", "KINDS", "Fact", "Kind", "MissingFacts", "Page", "Series", "Volume", "WrongFacts", "by_act"]


def by_act(act: str) -> tuple[Kind, ...]:
    """The kinds that an act makes, in catalogue order; `act` is `procedure.act`. Kinds of every procedure answer to `*.act`."""
    every = "*." + act.partition(".")[2]
    return tuple(kind for kind in KINDS.values() if act in kind.acts or every in kind.acts)
