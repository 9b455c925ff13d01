"""Figures a whole unit off: 万元 typed as 元, or the other way round."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.grid import Grid
from jiangzhi.facts.table.scaled import Scaled
from jiangzhi.facts.table.show import show_value
from jiangzhi.formula.types.types import Kind, Scalar
from jiangzhi.money import round_half_away
from jiangzhi.policy.model import Input
from jiangzhi.words import Words

#: A slip is ten thousand times; the figure itself may be a tenth of the column's median.
_TIMES: Final = 1000
_FEWEST: Final = 4


def note_slips(
    values: Sequence[Scalar | None], grid: Grid, column: int, rows: Sequence[int], given: Input
) -> list[Diagnostic]:
    """A warning for each amount more than a thousand times the median, or less than its
    thousandth."""
    if given.type.kind is not Kind.MONEY:
        return []
    # Amounts are whole 分, so that integers will do.
    sizes = (
        list(map(abs, values.numerators))
        if isinstance(values, Scaled)
        else [abs(v.numerator) if isinstance(v, Fraction) else 0 for v in values]
    )
    known = sorted(filter(None, sizes))
    if len(known) < _FEWEST or known[-1] < known[0] * _TIMES:
        return []
    median = known[(len(known) - 1) // 2]
    found = []
    for number, amount in enumerate(sizes):
        if amount and (amount >= median * _TIMES or amount * _TIMES <= median):
            large = amount >= median
            times = round_half_away(Fraction(amount, median) if large else Fraction(median, amount))
            found.append(
                problems.UNIT_SLIP.at(
                    grid.place(rows[number], column),
                    name=given.name,
                    found=show_value(values[number], given.type),
                    times=Words(f"{times} 倍", f"{times} times")
                    if large
                    else Words(f"1/{times}", f"1/{times} of"),
                    median=show_value(Fraction(median), given.type),
                )
            )
    return found
