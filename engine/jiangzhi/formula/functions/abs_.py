"""``ABS(x)``: the size without the sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from jiangzhi.formula.function import Function
from jiangzhi.formula.logic import greatest as greatest_term
from jiangzhi.formula.logic import negated, strict_term
from jiangzhi.formula.types.intervals import NEVER, greatest, negate
from jiangzhi.formula.types.kleene import strict
from jiangzhi.formula.types.value import Bounds
from jiangzhi.formula.typing.typerules import unify_amounts


def _bounds(bounds: Sequence[Bounds], types: object) -> Bounds:
    one = bounds[0]
    size = greatest([one, negate(one)])
    return Bounds(greatest([size, NEVER]).low, size.high, one.denominator)


FUNCTION: Final = Function(
    name="ABS",
    aliases=(),
    arity=(1, 1),
    result=unify_amounts,
    exact=strict(lambda values: abs(values[0])),
    bounds=_bounds,
    term=strict_term(lambda logic, of, types: greatest_term(logic, [of[0], negated(logic, of[0])])),
)
