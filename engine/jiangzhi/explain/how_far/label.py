"""What a comparison decides: where it turns, that is worth telling."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from jiangzhi.formula.expr import Expr


class Sort(Enum):
    """What turns."""

    CONDITION = "a condition of the entity's own"
    BAND = "an amount reaches or leaves a band"
    EXTREME = "which argument is the least or greatest"
    STEP = "a function that rises in steps"
    MATCH = "which rows match the entity's own"
    RANK = "the entity's rank"
    POOL = "whether a pool, or one tier of it, covers its claims"
    REFUSED = "whether a pool can be shared out at all"
    LIMIT = "whether the entity's share is held by a cap or floor"


@dataclass(frozen=True, slots=True)
class Label:
    """What a comparison decides, for the entity that is asked about.

    ``expr`` is the condition, the 累进 (``index`` its band), or the call of MIN, MAX or INT;
    ``tier`` the tier of a pool, where it has any.
    """

    step: str
    sort: Sort
    expr: Expr | None = None
    index: int = 0
    tier: Fraction | None = None
