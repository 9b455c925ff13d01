"""``a > b``: greater than."""

from __future__ import annotations

import operator
from typing import Final

from jiangzhi.formula.typing.comparing import below, not_above, ordering

FUNCTION: Final = ordering(
    "gt",
    holds=operator.gt,
    term=lambda logic, one, other: logic.less(other, one),
    always=lambda one, other: below(other, one),
    never=not_above,
)
