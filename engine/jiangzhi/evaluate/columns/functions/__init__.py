"""The functions of the language over columns, by canonical name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from jiangzhi.evaluate.columns.functions import (
    arithmetic,
    comparing,
    dates,
    extremes,
    logic,
    rounding,
    unknown,
)
from jiangzhi.evaluate.columns.numbers.vectors import Vector
from jiangzhi.formula.types.types import Type

Columnwise = Callable[[Sequence[Vector], Sequence[Type]], Vector]

FUNCTIONS: Final[Mapping[str, Columnwise]] = MappingProxyType(
    {
        **arithmetic.FUNCTIONS,
        **comparing.FUNCTIONS,
        **dates.FUNCTIONS,
        **extremes.FUNCTIONS,
        **logic.FUNCTIONS,
        **rounding.FUNCTIONS,
        **unknown.FUNCTIONS,
    }
)
