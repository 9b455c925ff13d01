"""On a piece: the rows of a column that match one's own row, some of which move."""

from __future__ import annotations

from collections.abc import Callable

from jiangzhi.evaluate.exact.rules import all_hold
from jiangzhi.explain.how_far.critical_region import Piece, as_ratio
from jiangzhi.explain.how_far.influence import Moving
from jiangzhi.explain.how_far.rational_functions import Ratio
from jiangzhi.explain.how_far.symbolic_formulas import SIGNS
from jiangzhi.formula.registry import FUNCTIONS
from jiangzhi.formula.types.value import Unknown, Value, worst
from jiangzhi.plan.model import MatchStep


def matching_rows(
    step: MatchStep,
    row: int,
    moving: Moving,
    piece: Piece,
    read: Callable[[str, int], Value | Ratio],
) -> list[int] | Unknown:
    """The rows that count for one's own; the piece ends where that changes."""
    owns = [read(match.own, row) for match in step.matches]
    rows: list[int] = []
    unknown: list[Unknown] = []
    for at in moving.group(step, row):
        truths: list[Value] = []
        if step.where is not None:
            flag = read(step.where, at)
            assert not isinstance(flag, Ratio)
            truths.append(flag)
        for match, own in zip(step.matches, owns, strict=True):
            truths.append(_compared(match.sign, read(match.theirs, at), own, piece))
        held = all_hold(truths)
        if isinstance(held, Unknown):
            unknown.append(held)
        elif held is True:
            rows.append(at)
    return worst(unknown) or rows


def _compared(sign: str, theirs: Value | Ratio, own: Value | Ratio, piece: Piece) -> Value:
    known = [one for one in (theirs, own) if not isinstance(one, Ratio)]
    if len(known) == 2:
        return FUNCTIONS[sign].exact(known, ())
    unknown = worst(known)
    if unknown is not None:
        return unknown
    return SIGNS[sign](piece.sign(as_ratio(theirs) - as_ratio(own)))
