"""The operators: their signs, the functions they stand for, and how tightly they bind.

As in a spreadsheet, a sign before a number binds tighter than a power: ``-2^2`` is 4.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

COMPARISONS: Final[Mapping[str, str]] = {
    "=": "eq", "<>": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge",
}  # fmt: skip
INFIX: Final[Mapping[str, str]] = {
    **COMPARISONS,
    "+": "add", "-": "subtract", "*": "multiply", "/": "divide", "^": "power",
}  # fmt: skip
NEGATE: Final = "negate"
PERCENT: Final = "percent"

#: How tightly each operator binds; all are left-associative, comparisons do not associate.
TIGHTNESS: Final[Mapping[str, int]] = {
    **dict.fromkeys(COMPARISONS.values(), 10),
    "add": 20, "subtract": 20, "multiply": 30, "divide": 30, "power": 40,
    NEGATE: 50, PERCENT: 60,
}  # fmt: skip
