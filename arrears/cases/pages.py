"""What rooms hang on the shared screens 挂接: panels of the case page, own forms of acts, places in the navigation.

Rooms register here at import; the desk reads. So the desk knows no room, and a new procedure needs no change in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from arrears.access.viewer import Viewer
from arrears.cases.visibility import Head

PanelBuilder = Callable[[Viewer, Head], Mapping[str, Any] | None]
"""Gives the context of a panel's template, or None when there is nothing to show."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the case page. `place`: main or aside; lower `order` stands higher. `act`: policy act needed to see it."""

    key: str
    title: str
    procedures: frozenset[str]
    template: str
    build: PanelBuilder
    order: int = 50
    place: str = "main"
    act: str = "case.read"


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the main navigation: shown to whoever may do `act`; `count`: what waits there (open rows only, capped)."""

    label: str
    endpoint: str
    act: str
    order: int = 50
    count: Callable[[Viewer], int] | None = field(default=None)
    rare: bool = False


PANELS: dict[str, Panel] = {}
PLACES: dict[str, Place] = {}
REVEALABLE: list[Callable[[Viewer, Head, str], bool]] = []
"""Tests of rooms: (viewer, head, value id) -> is this personal value one of the case's that this person may reveal?"""
APPROVAL_PAPERS: dict[str, Callable[[Head, Mapping[str, Any]], tuple[str, dict[str, Any]]]] = {}
"""Act id -> (paper kind, facts) shown beside the signature; without an entry the general approval sheet is."""
READ_OUT: dict[str, Callable[[Head, Mapping[str, Any]], list[tuple[str, str]]]] = {}
"""Act id -> what the approver reads of its facts, (label, words), where rows of ids would tell nothing; else each fact by itself."""
ONWARD: dict[str, tuple[str, str, str]] = {}
"""Route of a lead -> (endpoint, name of its parameter, act): the form with which the next procedure begins, everything carried over."""
NOT_OFFERED: set[str] = set()
"""Act ids that a room has in its table but does not carry out yet: no button, no plain form."""
ACT_PAGES: dict[str, str] = {}
"""Act id -> endpoint (taking `case_id`) of its own form; the others use the plain form made from the facts."""


def panel(
    key: str, title: str, *procedures: str, template: str, order: int = 50, place: str = "main", act: str = "case.read"
) -> Callable[[PanelBuilder], PanelBuilder]:
    """Register a panel of the case page."""

    def register(build: PanelBuilder) -> PanelBuilder:
        PANELS[key] = Panel(key, title, frozenset(procedures), template, build, order, place, act)
        return build

    return register


def own_page(endpoint: str, *acts: str) -> None:
    """Say that these acts have a form of their own."""
    for act in acts:
        ACT_PAGES[act] = endpoint


def place(
    label: str, endpoint: str, act: str, *, order: int = 50, count: Callable[[Viewer], int] | None = None, rare: bool = False
) -> None:
    """Register a place of the navigation; a `rare` one is folded under 更多 where the row would not hold all."""
    PLACES[endpoint] = Place(label, endpoint, act, order, count, rare)


BESIDE: dict[str, Callable[[int], set[str]]] = {}
"""Procedure -> states of the small machines that run beside its cases (after an award), by case id: which acts of `award` are open."""


def beside(procedure: str) -> Callable[[Callable[[int], set[str]]], Callable[[int], set[str]]]:
    """Register how the states of the machines beside a procedure's cases are read."""

    def register(states: Callable[[int], set[str]]) -> Callable[[int], set[str]]:
        BESIDE[procedure] = states
        return states

    return register
