"""How a row of an act table is written down: short words that read like the table and yield the dataclasses of `form`.

`m-registered, m-accepted → m-declined` is a move, `due:date?` a fact with its type, `PA IC ME` the actors. Nothing here knows
a rule of law. A row that cannot be read raises ValueError at import, so no half-read table ever runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from arrears.law.procedures.form import ANY, BACK, ENDS, OPEN, SAME, Act, Approval, Effect, Fact, Move, Op, State

_FACT = re.compile(r"^([a-z][a-z0-9_]*)(?::([a-z]+))?(\[\])?(\?)?$")
_WORDS = {"open": OPEN, "ends": ENDS, "any": ANY, "=": SAME, "back": BACK}

Effects = tuple[Effect, ...]


class Writer(Protocol):
    """Writes acts of one procedure: `write(name, label, move, who, …)`."""

    def __call__(
        self,
        name: str,
        label: str,
        move: str,
        who: str,
        *,
        facts: Sequence[Fact] = (),
        papers: str = "",
        either: str = "",
        perhaps: str = "",
        clocks: Sequence[Effects] = (),
        approval: Approval | None = None,
        source: str = "",
        cert: str = "V",
        note: str = "",
        order: tuple[str, str] | None = None,
        demands: str = "",
    ) -> Act:
        """One act; papers are document ids separated by blanks."""


def fact(declared: str, label: str, codes: str | None = None, default: str | None = None) -> Fact:
    """A fact in the notation of the tables: `name`, `name:type`, `[]` repeating, `?` optional, then its 中文 label.

    A repeating fact without a type is a list of rows with fields of their own (own form).
    """
    match = _FACT.match(declared)
    if match is None:
        raise ValueError(f"not a fact: {declared}")
    name, kind, repeats, optional = match.groups()
    return Fact(
        name=name,
        type=kind or ("row" if repeats else "str"),
        label=label,
        optional=optional is not None,
        repeats=repeats is not None,
        codes=codes,
        default=default,
    )


def _effects(op: Op) -> Callable[..., Effects]:
    def write(rules: str, *, when: str | None = None, on: str | None = None) -> Effects:
        return tuple(Effect(op, rule, when, on) for rule in rules.split())

    return write


starts = _effects("start")
satisfies = _effects("satisfy")
drops = _effects("drop")
resets = _effects("reset")
pauses = _effects("pause")
resumes = _effects("resume")
extends = _effects("extend")
checks = _effects("check")


def starts_satisfied(rules: str, *, when: str | None = None, on: str | None = None) -> Effects:
    """The tables' `+=`: the clock starts on the day of the fact `on` and is satisfied by the same act."""
    return (*starts(rules, when=when, on=on), *satisfies(rules, when=when))


def signed_by(grants: str, sheet: str = "approval-sheet", *, when: str | None = None) -> Approval:
    """The act waits for the signature of one of these grants, on this sheet."""
    return Approval(tuple(grants.split()), sheet, when=when)


def checked() -> Approval:
    """A second person, not the handler, checks the act before it is performed; no sheet."""
    return Approval((), "", check=True)


def state_rows(rows: str, ends: str = "") -> Mapping[str, State]:
    """States from `id 中文` pairs separated by blanks; `ends` lists the end states the same way."""
    states: dict[str, State] = {}
    for text, is_end in ((rows, False), (ends, True)):
        words = text.split()
        for state_id, label in zip(words[::2], words[1::2], strict=True):
            states[state_id] = State(state_id, label, is_end)
    return states


def _sources(text: str, running: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for word in re.split(r"[,\s]+", text.strip()):
        if word == "running":
            found.extend(running)
        elif word and word != "–":
            found.append(_WORDS.get(word, word))
    return tuple(found)


def moves_of(text: str, running: tuple[str, ...] = ()) -> tuple[Move, ...]:
    """Moves written `a, b → c or d; e → =`. `–` before the arrow is creation, `back` the state before."""
    moves: list[Move] = []
    for part in text.split(";"):
        left, arrow, right = part.partition("→")
        if not arrow:
            raise ValueError(f"not a move: {text}")
        moves.append(Move(_sources(left, running), _sources(right.replace(" or ", ", "), ())))
    return tuple(moves)


def _union(parts: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for part in parts for word in part))


def acts_of(procedure: str, running: tuple[str, ...] = ()) -> Writer:
    """A writer for the acts of one procedure; `running` is what the word means in its moves."""

    def write(
        name: str,
        label: str,
        move: str,
        who: str,
        *,
        facts: Sequence[Fact] = (),
        papers: str = "",
        either: str = "",
        perhaps: str = "",
        clocks: Sequence[Effects] = (),
        approval: Approval | None = None,
        source: str = "",
        cert: str = "V",
        note: str = "",
        order: tuple[str, str] | None = None,
        demands: str = "",
    ) -> Act:
        moves = moves_of(move, running)
        return Act(
            procedure=procedure,
            name=name,
            label=label,
            sources=_union([part.sources for part in moves]),
            targets=_union([part.targets for part in moves]),
            who=tuple(who.split()),
            approval=approval,
            facts=tuple(facts),
            documents=tuple(papers.split()),
            documents_if=tuple(perhaps.split()),
            effects=tuple(effect for group in clocks for effect in group),
            source=source,
            cert=cert,
            note=note,
            order=order,
            documents_either=tuple(either.split()),
            moves=moves,
            demands=tuple(demands.split()),
        )

    return write


def table(acts: Sequence[Act], common: Sequence[Act] = (), procedure: str = "") -> Mapping[str, Act]:
    """Acts by name: the procedure's own first, then the common ones as acts of this procedure. A name told twice is refused."""
    found: dict[str, Act] = {}
    for act in (*acts, *(shared.of(procedure) for shared in common)):
        if act.name in found:
            raise ValueError(f"two acts are called {act.id}")
        found[act.name] = act
    return found
