"""``ROUNDUP(x, places)``: away from zero (进一)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from typing import Final

from jiangzhi.formula.types.types import Type
from jiangzhi.formula.typing.digits import rounding_function


def _away(value: Fraction) -> int:
    return ceil(value) if value > 0 else -ceil(-value)


def _sheet(args: Sequence[str], types: Sequence[Type]) -> str:
    # A spreadsheet's own ROUNDUP steps up on the dust of a product of doubles.
    value, places = args
    return f"SIGN({value})*-INT(-ROUND(ABS({value})*10^{places},6))/10^{places}"


FUNCTION: Final = rounding_function("ROUNDUP", to_whole=_away, shown="进一", spreadsheet=_sheet)
