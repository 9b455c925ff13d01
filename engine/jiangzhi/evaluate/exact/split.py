"""An amount split between recipients, adding up to it exactly."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from jiangzhi.evaluate.exact.whole_units import Limits, settle
from jiangzhi.formula.types.value import State, Unknown, Value, worst
from jiangzhi.policy.model import Remainder
from jiangzhi.rounding import Rounding


def split(
    amount: Value, weights: Sequence[Value], rounding: Rounding, remainder: Remainder
) -> list[Value]:
    """All parts of an amount, in 分, by weight.

    The amount is rounded as ``rounding`` says, and the parts, whole units each, add up to
    what that gives. A negative amount is split like the positive one, with the sign
    turned. ``LARGEST_REMAINDER``: units left over to the largest remainders, equal ones to the
    part named first. ``TO_FIRST`` and ``TO_LAST``: each part rounded half up, the difference
    to the first or last part, and where that would turn it negative, to its neighbour.

    Anything unknown makes all parts unknown in the worst state. Fails with
    ``CLAIM_NEGATIVE`` for a negative weight, ``DIVIDED_BY_ZERO`` where the weights add to zero.
    """
    unknown = worst([amount, *weights])
    if unknown is not None:
        return [unknown] * len(weights)
    assert isinstance(amount, Fraction)
    numbers = [weight for weight in weights if isinstance(weight, Fraction)]
    if any(number < 0 for number in numbers):
        return [Unknown(State.CLAIM_NEGATIVE)] * len(weights)
    whole = sum(numbers)
    if whole == 0:
        return [Unknown(State.DIVIDED_BY_ZERO)] * len(weights)
    units = rounding.multiples(amount)
    sign, size = (-1, -units) if units < 0 else (1, units)
    order = range(len(numbers))
    shares = settle(
        [size * number / whole for number in numbers], size, remainder,
        order=order[::-1] if remainder is Remainder.TO_LAST else order,
        limits=Limits([0] * len(numbers), [None] * len(numbers)),
    )  # fmt: skip
    return [sign * share * rounding.unit for share in shares]
