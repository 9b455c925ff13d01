"""``a >= b``: at least."""

from __future__ import annotations

import operator
from typing import Final

from jiangzhi.formula.typing.comparing import below, not_above, ordering

FUNCTION: Final = ordering(
    "ge",
    holds=operator.ge,
    term=lambda logic, one, other: logic.no(logic.less(one, other)),
    always=lambda one, other: not_above(other, one),
    never=below,
)
