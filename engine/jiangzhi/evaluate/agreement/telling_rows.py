"""Which rows of a large batch to recompute: where a mistake in the arithmetic would show.

Integers that are too large show at the largest and smallest of what a step reads, a rounding
that goes the wrong way at the halves.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any, Final

import numpy as np

from jiangzhi.evaluate.columns.numbers import fractions
from jiangzhi.evaluate.columns.numbers.vectors import Numbers
from jiangzhi.evaluate.columns.rows.frame import Frame
from jiangzhi.evaluate.columns.rows.layout import Segments
from jiangzhi.evaluate.columns.rows.ordering import order_codes
from jiangzhi.evaluate.columns.rows.segments import greatest, least, running
from jiangzhi.evaluate.columns.steps.rules import decide
from jiangzhi.plan.model import RuleStep

#: Rows of a pattern that lie exactly between two multiples of the rounding unit.
HALVES: Final = 3


def telling_rows(step: RuleStep, frame: Frame, which: Any) -> list[int]:
    """Of each pattern (``which``, one number a row) the rows with the least and the largest
    value of everything that the step reads, and of its own unrounded value; and some at a half
    of the rounding unit. In the frame's order, each once."""
    rows = len(which)
    if not rows:
        return []
    order = np.argsort(which, kind="stable")
    starts = np.flatnonzero(np.diff(which[order], prepend=which[order[0]] - 1))
    groups = Segments(np.append(starts, rows), rows)
    unrounded = decide(replace(step, rounding=None), frame).vector
    read = (frame.read(name, step.head.level) for name in step.head.needs)
    found: set[int] = set()
    for vector in (unrounded, *read):
        if isinstance(vector, Numbers) and vector.num.shape != (1,):
            codes = order_codes(vector, rows)[order]
            for ends in (least(codes, 0, groups), greatest(codes, 0, groups)):
                found.update(_first_of_each(codes == ends[groups.ids], groups, 1))
    if step.rounding is not None and isinstance(unrounded, Numbers):
        halves = np.broadcast_to(_at_half(unrounded, step.rounding.unit), (rows,))
        found.update(_first_of_each(halves[order], groups, HALVES))
    return sorted(int(order[at]) for at in found)


def _first_of_each(mask: Any, groups: Segments, count: int) -> list[int]:
    """The first so many places of each group at which the mask holds."""
    nth = running(mask.astype(np.int64), groups)
    return [int(at) for at in np.flatnonzero(mask & (nth < count))]


def _at_half(numbers: Numbers, unit: Fraction) -> Any:
    """Whether each number lies exactly between two multiples of the unit."""
    halves = fractions.scaled(numbers, 2 * unit.denominator, unit.numerator)
    whole = halves.num // halves.den
    return (whole * halves.den == halves.num) & (whole % 2 == 1)
