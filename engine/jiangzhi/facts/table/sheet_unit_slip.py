"""A whole sheet in a smaller unit than the policy's, so that all its amounts come out tiny."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from jiangzhi.diagnostic import CellPlace, Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.table.show import show_value
from jiangzhi.formula.types.types import Kind, Scalar, Type
from jiangzhi.money import FEN_IN
from jiangzhi.policy.model import Input


@dataclass(frozen=True, slots=True)
class Tiny:
    """A column of money whose typical amount is less than one of the policy's units."""

    name: str
    unit: str
    typical: Fraction
    type: Type


def tiny_amounts(
    values: Sequence[Scalar | None], given: Input, unit: str, money_unit: str
) -> Tiny | None:
    """The column, if its sheet's unit is smaller than the policy's and makes it tiny.

    Where the policy itself declares the column's unit, small amounts are meant.
    """
    if given.type.kind is not Kind.MONEY or given.unit or FEN_IN.get(unit, 0) >= FEN_IN[money_unit]:
        return None
    known = sorted(abs(v) for v in values if isinstance(v, Fraction) and v)
    if not known:
        return None
    typical = known[(len(known) - 1) // 2]
    return Tiny(given.name, unit, typical, given.type) if typical < FEN_IN[money_unit] else None


def note_tiny(tiny: Sequence[Tiny], place: CellPlace | None, money_unit: str) -> list[Diagnostic]:
    """One warning for a sheet, with its first such column as the example."""
    if not tiny:
        return []
    first = tiny[0]
    return [
        problems.SHEET_IS_TINY.at(
            place,
            unit=first.unit,
            money=money_unit,
            names="、".join(column.name for column in tiny),
            name=first.name,
            typical=show_value(first.typical, first.type),
        )
    ]
