"""Dividing money 分摊: among people and among instalments, to the fen, so that every row and every column adds up. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

FEN = Decimal("0.01")


def evenly(total: Decimal, people: Sequence[int]) -> dict[int, Decimal]:
    """The same for everybody; what does not divide goes to the first ones, one fen each."""
    if not people:
        return {}
    fen = int(total / FEN)
    each, rest = divmod(fen, len(people))
    return {person: FEN * (each + (n < rest)) for n, person in enumerate(people)}


def by_instalment(people: Mapping[int, Decimal], instalments: Sequence[Decimal]) -> list[dict[int, Decimal]]:
    """What each person gets of each instalment, in proportion.

    Every person's parts add up to his amount and every instalment's parts to the instalment, when both sums are the same (the
    caller has checked). Cells are differences of rounded running totals, so no rounding is lost and none is off by more than a fen.
    """
    total = sum(instalments, Decimal(0))
    made: list[dict[int, Decimal]] = [{} for _ in instalments]
    if not total:
        return made
    whole = int(total / FEN)
    before = [0] * (len(instalments) + 1)
    so_far = 0
    for person, amount in people.items():
        so_far += int(amount / FEN)
        here, column = [0], 0
        for part in instalments:
            column += int(part / FEN)
            here.append((so_far * column * 2 + whole) // (whole * 2))
        for n in range(len(instalments)):
            made[n][person] = FEN * (here[n + 1] - here[n] - before[n + 1] + before[n])
        before = here
    return made
