"""Layered layout of a state diagram 分层布局: which state stands in which row, and where. Pure geometry, no drawing, no law.

Four steps, each small: turn the arrows of cycles round for the layout, give each node the row after its last predecessor, order
rows so that few arrows cross (barycentres), move nodes towards their neighbours. Same input, same picture.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

Arrow = tuple[str, str]

BOX = 132.0
"""Width of a state's box."""
BEND = 30.0
"""Width kept free for an arrow that passes a row."""
GAP = 22.0
"""Least distance between neighbours of a row."""
ROW = 112.0
"""Distance between the tops of two rows."""


@dataclass(slots=True)
class Layout:
    """`x` is the middle of a node, `row` its row from 0; `route` gives for each arrow the nodes it passes, both ends included."""

    x: dict[str, float] = field(default_factory=dict)
    row: dict[str, int] = field(default_factory=dict)
    route: dict[Arrow, list[str]] = field(default_factory=dict)

    @property
    def width(self) -> float:
        """Rightmost edge of any node."""
        return max((x + BOX / 2 for x in self.x.values()), default=0.0)

    @property
    def rows(self) -> int:
        """Number of rows."""
        return max(self.row.values(), default=-1) + 1


def layout(nodes: Sequence[str], arrows: Sequence[Arrow], low: Collection[str] = ()) -> Layout:
    """Places nodes for these arrows; nodes keep their given order wherever nothing else decides.

    `low`: nodes that stay below every other node they lead back to (end states that can be reopened).
    """
    downward = _without_cycles(nodes, arrows, low)
    placed = Layout(row=_rows(nodes, list(downward.values())))
    ranks = _with_bends(placed, downward)
    after, before = _neighbours(placed)
    _untangle(ranks, after, before)
    _align(placed, ranks, after, before)
    for arrow, turned in downward.items():
        if arrow != turned:
            placed.route[arrow].reverse()
    return placed


def _without_cycles(nodes: Sequence[str], arrows: Sequence[Arrow], low: Collection[str]) -> dict[Arrow, Arrow]:
    """Each arrow with the direction it has in the layout: one that leads back to a node still being visited is turned round."""
    turned = {(source, target) for source, target in arrows if source in low and target not in low}
    targets: dict[str, list[str]] = {node: [] for node in nodes}
    for source, target in arrows:
        if (source, target) not in turned:
            targets[source].append(target)
    state: dict[str, int] = {}

    def visit(node: str) -> None:
        state[node] = 1
        for target in targets[node]:
            if state.get(target) == 1:
                turned.add((node, target))
            elif target not in state:
                visit(target)
        state[node] = 2

    for node in nodes:
        if node not in state:
            visit(node)
    return {arrow: (arrow[1], arrow[0]) if arrow in turned else arrow for arrow in arrows}


def _rows(nodes: Sequence[str], arrows: Sequence[Arrow]) -> dict[str, int]:
    """The longest way from a start; a node nothing leads to moves down to just above its nearest target."""
    row = dict.fromkeys(nodes, 0)
    for _ in nodes:
        for source, target in arrows:
            row[target] = max(row[target], row[source] + 1)
    led_to = {target for _, target in arrows}
    for node in nodes:
        below = [row[target] for source, target in arrows if source == node]
        if node not in led_to and below:
            row[node] = min(below) - 1
    return row


def _with_bends(placed: Layout, downward: Mapping[Arrow, Arrow]) -> list[list[str]]:
    """Rows of nodes, with a bend in every row that an arrow passes."""
    ranks: list[list[str]] = [[] for _ in range(placed.rows)]
    for node, row in placed.row.items():
        ranks[row].append(node)
    for arrow, (top, bottom) in downward.items():
        route = [top]
        for row in range(placed.row[top] + 1, placed.row[bottom]):
            bend = f"{arrow[0]}>{arrow[1]}@{row}"
            placed.row[bend] = row
            ranks[row].append(bend)
            route.append(bend)
        placed.route[arrow] = [*route, bottom]
    return ranks


def _neighbours(placed: Layout) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    after: dict[str, list[str]] = {node: [] for node in placed.row}
    before: dict[str, list[str]] = {node: [] for node in placed.row}
    for route in placed.route.values():
        for top, bottom in pairwise(route):
            after[top].append(bottom)
            before[bottom].append(top)
    return after, before


def _untangle(ranks: list[list[str]], after: Mapping[str, list[str]], before: Mapping[str, list[str]]) -> None:
    """Order of each row by the mean place of its neighbours, sweeping down and up."""
    for sweep in range(12):
        beside = before if sweep % 2 == 0 else after
        order = ranks if sweep % 2 == 0 else ranks[::-1]
        for fixed, moved in pairwise(order):
            place = {node: number for number, node in enumerate(fixed)}
            own = {node: number for number, node in enumerate(moved)}

            def mean(
                node: str,
                place: Mapping[str, int] = place,
                own: Mapping[str, int] = own,
                beside: Mapping[str, list[str]] = beside,
            ) -> float:
                seen = [place[other] for other in beside[node] if other in place]
                return sum(seen) / len(seen) if seen else float(own[node])

            moved.sort(key=mean)


def _half(node: str) -> float:
    return (BEND if "@" in node else BOX) / 2


def _align(
    placed: Layout, ranks: list[list[str]], after: Mapping[str, list[str]], before: Mapping[str, list[str]]
) -> None:
    """Moves nodes towards the mean of their neighbours without changing the order or coming too near."""
    for rank in ranks:
        _spread(placed, rank, dict.fromkeys(rank, 0.0))
    for sweep in range(16):
        beside = before if sweep % 2 == 0 else after
        for rank in ranks if sweep % 2 == 0 else ranks[::-1]:
            wish = {
                node: sum(placed.x[other] for other in beside[node]) / len(beside[node]) if beside[node] else placed.x[node]
                for node in rank
            }
            _spread(placed, rank, wish)
    least = min((x - _half(node) for node, x in placed.x.items()), default=0.0)
    for node in placed.x:
        placed.x[node] -= least


def _spread(placed: Layout, rank: Sequence[str], wish: Mapping[str, float]) -> None:
    """Places a row as near to its wishes as order and distance allow: pushed right, then the whole moved to the middle."""
    last: str | None = None
    for node in rank:
        at = wish[node]
        if last is not None:
            at = max(at, placed.x[last] + _half(last) + GAP + _half(node))
        placed.x[node] = at
        last = node
    if rank:
        shift = sum(wish[node] - placed.x[node] for node in rank) / len(rank)
        for node in rank:
            placed.x[node] += shift
