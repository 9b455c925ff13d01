"""The functions of whole columns, and how each reads its arguments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from jiangzhi.formula.expr import Reduce

RANKING_FUNCTIONS: Final = ("RANK", "SHARE")


@dataclass(frozen=True, slots=True)
class ColumnFunction:
    """How a column function reads its arguments. ``always``: it has no plain form."""

    how: Reduce
    element: bool = True
    conditions: bool = False
    k: bool = False
    always: bool = True


COLUMN_FUNCTIONS: Final[Mapping[str, ColumnFunction]] = {
    "SUM": ColumnFunction(Reduce.SUM, always=False),
    "AVERAGE": ColumnFunction(Reduce.AVERAGE, always=False),
    "MEDIAN": ColumnFunction(Reduce.MEDIAN, always=False),
    "MIN": ColumnFunction(Reduce.MIN, always=False),
    "MAX": ColumnFunction(Reduce.MAX, always=False),
    "COUNT": ColumnFunction(Reduce.COUNT),
    "COUNTIFS": ColumnFunction(Reduce.COUNT, element=False, conditions=True),
    "SUMIFS": ColumnFunction(Reduce.SUM, conditions=True),
    "AVERAGEIFS": ColumnFunction(Reduce.AVERAGE, conditions=True),
    "MINIFS": ColumnFunction(Reduce.MIN, conditions=True),
    "MAXIFS": ColumnFunction(Reduce.MAX, conditions=True),
    "LARGE": ColumnFunction(Reduce.LARGE, k=True),
    "SMALL": ColumnFunction(Reduce.SMALL, k=True),
}
