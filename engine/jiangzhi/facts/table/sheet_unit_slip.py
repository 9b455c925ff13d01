"""A whole sheet in another unit than it says, so that all its amounts come out tiny or huge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from jiangzhi.diagnostic import CellPlace, Diagnostic
from jiangzhi.facts import problems
from jiangzhi.facts.table.show import show_value
from jiangzhi.formula.types.types import Kind, Scalar, Type
from jiangzhi.money import FEN_IN
from jiangzhi.policy.model import Input


@dataclass(frozen=True, slots=True)
class Tiny:
    """A column of money whose typical amount is less than one of the policy's units, or more
    than any place has."""

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


#: More than this is no town's: the amounts of a table in 元 read as 万元. Counties and cities
#: may have more, by what their names end with.
_HUGE: Final = 10**10 * 100
_LARGER: Final = {"县": 10, "区": 10, "市": 100, "州": 100, "省": 10_000}


def huge_amounts(
    values: Sequence[Scalar | None], given: Input, unit: str, names: Sequence[str]
) -> Tiny | None:
    """The column, if its typical amount is more than any place of these names has."""
    if given.type.kind is not Kind.MONEY or unit in ("元", "分", "角"):
        return None
    known = sorted(abs(v) for v in values if isinstance(v, Fraction) and v)
    if not known:
        return None
    typical = known[(len(known) - 1) // 2]
    ends = sorted(_LARGER.get(name[-1:], 1) for name in names) or [1]
    return (
        Tiny(given.name, unit, typical, given.type)
        if typical >= _HUGE * ends[len(ends) // 2]
        else None
    )


def note_huge(huge: Sequence[Tiny], place: CellPlace | None) -> list[Diagnostic]:
    """One warning for a sheet, with its first such column as the example."""
    return [
        problems.SHEET_IS_HUGE.at(
            place,
            unit=first.unit,
            names="、".join(column.name for column in huge),
            name=first.name,
            typical=show_value(first.typical, first.type, "亿元"),
        )
        for first in huge[:1]
    ]


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
