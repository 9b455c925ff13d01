"""One operation on one row in LLVM's language, with the meaning that it has in numpy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from jiangzhi.evaluate.columns.compiled.traced import COMPARISONS

_ORDER: Final = {
    "greater": ">",
    "greater_equal": ">=",
    "less": "<",
    "less_equal": "<=",
    "equal": "==",
    "not_equal": "!=",
}
_OF_INTEGERS: Final = {
    "add": "add",
    "subtract": "sub",
    "multiply": "mul",
    "bitwise_and": "and_",
    "bitwise_or": "or_",
    "left_shift": "shl",
}
_OF_FLOATS: Final = {"add": "fadd", "subtract": "fsub", "multiply": "fmul", "divide": "fdiv"}


def computed(builder: Any, name: str, args: Sequence[Any], kind: np.dtype[Any]) -> Any:
    """An operation on values of one kind. Integers wrap around as numpy's do."""
    if name in COMPARISONS:
        return compared(builder, _ORDER[name], args, kind)
    if name in ("maximum", "minimum"):
        first = compared(builder, ">=" if name == "maximum" else "<=", args, kind)
        return builder.select(first, *args)
    if name == "absolute":
        negative = compared(builder, "<", [args[0], args[0].type(0)], kind)
        return builder.select(negative, builder.neg(args[0]), args[0])
    if name == "negative":
        return builder.neg(args[0])
    if name == "invert":
        return builder.not_(args[0])
    if name == "floor_divide":
        return _divided(builder, *args)
    if name == "right_shift":
        return (builder.ashr if kind.kind == "i" else builder.lshr)(*args)
    how = (_OF_FLOATS if kind.kind == "f" else _OF_INTEGERS)[name]
    return getattr(builder, how)(*args)


def compared(builder: Any, order: str, args: Sequence[Any], kind: np.dtype[Any]) -> Any:
    """A comparison of two values of one kind."""
    if kind.kind == "f":
        return builder.fcmp_ordered(order, *args)
    return (builder.icmp_signed if kind.kind == "i" else builder.icmp_unsigned)(order, *args)


def converted(
    builder: Any, value: Any, before: np.dtype[Any], after: np.dtype[Any], *, to: Any
) -> Any:
    """A value as another kind, ``to`` its type."""
    if after == np.bool_:
        return builder.icmp_unsigned("!=", value, value.type(0))
    if after.kind == "f":
        return (builder.sitofp if before.kind == "i" else builder.uitofp)(value, to)
    if before.kind == "f":
        return builder.fptosi(value, to)
    if value.type.width == to.width:
        return value
    if value.type.width > to.width:
        return builder.trunc(value, to)
    return (builder.sext if before.kind == "i" else builder.zext)(value, to)


def _divided(builder: Any, above: Any, below: Any) -> Any:
    """Rounded down; 0 where the divisor is 0, which only rows without a value have."""
    zero, one = above.type(0), above.type(1)
    nothing = builder.icmp_signed("==", below, zero)
    divisor = builder.select(nothing, one, below)
    quotient = builder.sdiv(above, divisor)
    rest = builder.sub(above, builder.mul(quotient, divisor))
    opposed = builder.icmp_signed("<", builder.xor(rest, divisor), zero)
    inexact = builder.icmp_signed("!=", rest, zero)
    less = builder.zext(builder.and_(opposed, inexact), above.type)
    return builder.select(nothing, zero, builder.sub(quotient, less))
