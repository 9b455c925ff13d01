"""``a <= b``: at most."""

from __future__ import annotations

import operator
from typing import Final

from jiangzhi.formula.typing.comparing import below, not_above, ordering

FUNCTION: Final = ordering(
    "le",
    holds=operator.le,
    term=lambda logic, one, other: logic.no(logic.less(other, one)),
    always=not_above,
    never=lambda one, other: below(other, one),
)
