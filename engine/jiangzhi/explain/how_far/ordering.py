"""Ranks and order statistics on a piece: rows that move among rows that stand still."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from fractions import Fraction

from jiangzhi.explain.how_far.critical_region import Piece
from jiangzhi.explain.how_far.rational_functions import Ratio, number
from jiangzhi.formula.expr import Ties
from jiangzhi.formula.types.value import State, Unknown, Value


def place_among(piece: Piece, one: Ratio, numbers: Sequence[Fraction]) -> tuple[int, int]:
    """How many of the ordered numbers lie below a function, and how many up to it; it may
    cross the nearest on either side, where the piece then ends."""
    if one.constant is not None:
        return bisect_left(numbers, one.constant), bisect_right(numbers, one.constant)
    below = _below(piece, one, numbers)
    upto = bisect_right(numbers, 0, key=lambda other: -piece.quiet_sign(one - number(other)))
    near = {numbers[at] for at in (below - 1, below, upto) if 0 <= at < len(numbers)}
    for other in near:
        piece.sign(one - number(other))
    return below, upto


def _below(piece: Piece, one: Ratio, numbers: Sequence[Fraction]) -> int:
    return bisect_left(numbers, 0, key=lambda other: -piece.quiet_sign(one - number(other)))


def kth(piece: Piece, moving: Sequence[Ratio], numbers: Sequence[Fraction], k: int) -> Ratio:
    """The k-th (from 0, from the least) of functions and ordered numbers together."""
    order = [moving[at] for at in piece.ordered(moving)]
    among: list[Ratio] = []
    at = 0
    for one in order:
        below = _below(piece, one, numbers)
        among.extend(map(number, numbers[at:below]))
        at = max(at, below)
        among.append(one)
    among.extend(map(number, numbers[at:]))
    chosen = among[k]
    for one in (*moving, *among[max(0, k - 1) : k + 2]):
        if one is not chosen:
            piece.sign(one - chosen)
    return chosen


def rank(
    piece: Piece, own: Ratio, others: Sequence[Ratio], numbers: Sequence[Fraction],
    *, descending: bool, ties: Ties,
) -> Value:  # fmt: skip
    """The rank of a function among other functions and ordered numbers, its own not among
    them."""
    below, upto = place_among(piece, own, numbers)
    signs = [piece.sign(other - own) for other in others]
    ahead_sign = 1 if descending else -1
    before = (len(numbers) - upto if descending else below) + signs.count(ahead_sign)
    equal = 1 + upto - below + signs.count(0)
    match ties:
        case Ties.DENSE:
            still = set(numbers[upto:] if descending else numbers[:below])
            ahead = [one for one, s in zip(others, signs, strict=True) if s == ahead_sign]
            return Fraction(1 + len(still) + _further(piece, ahead, still))
        case Ties.MEAN:
            return before + Fraction(equal + 1, 2)
        case Ties.REFUSED if equal > 1:
            return Unknown(State.TIED)
        case _:
            return Fraction(before + 1)


def _further(piece: Piece, ahead: Sequence[Ratio], still: set[Fraction]) -> int:
    """How many distinct values functions add to those that stand still."""
    distinct = [number(one) for one in still]
    for one in ahead:
        if all(piece.sign(one - other) != 0 for other in distinct):
            distinct.append(one)
    return len(distinct) - len(still)
