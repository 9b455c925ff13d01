"""``ROUNDDOWN(x, places)``: toward zero (舍去)."""

from __future__ import annotations

from collections.abc import Sequence
from math import trunc
from typing import Final

from jiangzhi.formula.types.types import Type
from jiangzhi.formula.typing.digits import rounding_function


def _sheet(args: Sequence[str], types: Sequence[Type]) -> str:
    # A spreadsheet's own ROUNDDOWN loses a digit to the dust of a product of doubles.
    value, places = args
    return f"SIGN({value})*INT(ROUND(ABS({value})*10^{places},6))/10^{places}"


FUNCTION: Final = rounding_function("ROUNDDOWN", to_whole=trunc, shown="舍去", spreadsheet=_sheet)
