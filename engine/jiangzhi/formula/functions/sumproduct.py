"""``SUMPRODUCT(a1, b1, a2, b2, …)``: the products of the pairs, added up (加权得分)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from typing import Final

from jiangzhi.formula.function import Function, Mismatch
from jiangzhi.formula.logic import strict_term
from jiangzhi.formula.syntax.tree import Node
from jiangzhi.formula.types.intervals import add, multiply
from jiangzhi.formula.types.kleene import strict
from jiangzhi.formula.types.types import Type
from jiangzhi.formula.types.value import Bounds, Value
from jiangzhi.formula.typing.products import product_type
from jiangzhi.formula.typing.typerules import unify_amounts


def _written(args: Sequence[Node]) -> None:
    if len(args) % 2:
        raise Mismatch(
            "参数要成对:甲1, 乙1, 甲2, 乙2, …",
            "arguments go in pairs: a1, b1, a2, b2, …",
            (len(args) - 1,),
        )


def _result(types: Sequence[Type]) -> Type:
    return unify_amounts([product_type(types, at, at + 1) for at in range(0, len(types), 2)])


def _value(values: Sequence[Fraction]) -> Value:
    return sum((a * b for a, b in zip(values[::2], values[1::2], strict=True)), Fraction(0))


def _bounds(bounds: Sequence[Bounds], types: object) -> Bounds:
    return reduce(add, [multiply(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=True)])


FUNCTION: Final = Function(
    name="SUMPRODUCT",
    aliases=(),
    arity=(2, None),
    result=_result,
    exact=strict(_value),
    bounds=_bounds,
    written=_written,
    term=strict_term(
        lambda logic, of, types: logic.add(
            [logic.times(a, b) for a, b in zip(of[::2], of[1::2], strict=True)]
        )
    ),
)
