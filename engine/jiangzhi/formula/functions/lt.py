"""``a < b``: less than."""

from __future__ import annotations

import operator
from typing import Final

from jiangzhi.formula.typing.comparing import below, not_above, ordering

FUNCTION: Final = ordering(
    "lt",
    holds=operator.lt,
    term=lambda logic, one, other: logic.less(one, other),
    always=below,
    never=lambda one, other: not_above(other, one),
)
