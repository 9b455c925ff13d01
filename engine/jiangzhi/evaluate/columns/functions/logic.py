"""And, or, not; one value or another."""

from __future__ import annotations

from collections.abc import Sequence

from jiangzhi.evaluate.columns.functions.shape import flags
from jiangzhi.evaluate.columns.numbers.choices import conjunction, disjunction, negation, under
from jiangzhi.evaluate.columns.numbers.vectors import Vector
from jiangzhi.formula.types.types import Type


def _if(args: Sequence[Vector], _types: Sequence[Type]) -> Vector:
    return under(flags(args[:1])[0], args[1], args[2])


def _ifs(args: Sequence[Vector], _types: Sequence[Type]) -> Vector:
    conditions, values = flags(args[::2]), args[1::2]
    found = values[-1]
    for condition, value in zip(conditions[-2::-1], values[-2::-1], strict=True):
        found = under(condition, value, found)
    return found


FUNCTIONS = {
    "AND": lambda args, types: conjunction(flags(args)),
    "OR": lambda args, types: disjunction(flags(args)),
    "NOT": lambda args, types: negation(flags(args)[0]),
    "IF": _if,
    "IFS": _ifs,
}
