"""How missing and failed values travel through functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import cast

from jiangzhi.formula.types.types import Scalar, Type
from jiangzhi.formula.types.value import State, Unknown, Value, worst

Exact = Callable[[Sequence[Value], Sequence[Type]], Value]

#: A function has no value there.
NO_VALUE = Unknown(State.NOT_IN_DOMAIN)
DIVIDED_BY_ZERO = Unknown(State.DIVIDED_BY_ZERO)


def strict(of: Callable[[Sequence[Fraction]], Value]) -> Exact:
    """A function of known numbers, made a function of values: any unknown makes it unknown."""

    def exact(values: Sequence[Value], types: Sequence[Type]) -> Value:
        unknown = worst(values)
        return of(cast(Sequence[Fraction], values)) if unknown is None else unknown

    return exact


def strict_typed(of: Callable[[Sequence[Fraction], Sequence[Type]], Value]) -> Exact:
    """``strict`` for a function whose value depends on its arguments' types."""

    def exact(values: Sequence[Value], types: Sequence[Type]) -> Value:
        unknown = worst(values)
        return of(cast(Sequence[Fraction], values), types) if unknown is None else unknown

    return exact


def conjunction(flags: Sequence[Value]) -> Value:
    """False where one is false, true where all are true, else as unknown as the worst."""
    return False if any(flag is False for flag in flags) else worst(flags) or True


def disjunction(flags: Sequence[Value]) -> Value:
    """True where one is true, false where all are false, else as unknown as the worst."""
    return True if any(flag is True for flag in flags) else worst(flags) or False


def same(one: Scalar, other: Scalar) -> bool:
    """Whether two known values are equal; texts as in a spreadsheet, capitals or not."""
    if isinstance(one, str) and isinstance(other, str):
        return one.casefold() == other.casefold()
    return one == other


def whole(value: Scalar) -> int | None:
    """A whole number as an integer, ``None`` for any other value."""
    if isinstance(value, Fraction) and value.denominator == 1:
        return value.numerator
    return None
