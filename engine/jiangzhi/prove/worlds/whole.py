"""Whether a step's values are always whole multiples of a unit."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from jiangzhi.formula.expr import Call, Const, Expr, Read, Reduce
from jiangzhi.plan.model import (
    AggregateStep,
    AllocateStep,
    ParameterStep,
    Plan,
    RuleStep,
    SplitStep,
)
from jiangzhi.rounding import Rounding

#: Of whole multiples these make whole multiples; which of the arguments are amounts.
_CARRIED: Final = {
    "add": slice(None), "subtract": slice(None), "negate": slice(None), "SUM": slice(None),
    "MAX": slice(None), "MIN": slice(None), "ABS": slice(None), "限定": slice(None),
    "IF": slice(1, None), "IFS": slice(1, None, 2), "IFBLANK": slice(None),
    "IFERROR": slice(None),
}  # fmt: skip
_OF_ROWS: Final = frozenset({Reduce.SUM, Reduce.MIN, Reduce.MAX, Reduce.LARGE, Reduce.SMALL})


def is_whole(plan: Plan, name: str, unit: Fraction) -> bool:
    """Whether every value that the step can have is a whole multiple of the unit."""
    step = plan.step(name)
    match step:
        case AllocateStep() | SplitStep():
            return _rounds(step.rounding, unit)
        case RuleStep() if step.rounding is not None:
            return _rounds(step.rounding, unit)
        case RuleStep():
            last = () if step.otherwise is None else (step.otherwise,)
            return all(_whole(plan, case.value, unit) for case in (*step.cases, *last))
        case ParameterStep():
            return _whole(plan, step.value, unit)
        case AggregateStep():
            return step.how in _OF_ROWS and is_whole(plan, step.element, unit)
        case _:
            bounds = plan.bounds.get(name)
            return unit == 1 and bounds is not None and bounds.denominator == 1


def _whole(plan: Plan, expr: Expr, unit: Fraction) -> bool:
    match expr:
        case Const():
            value = expr.value
            return isinstance(value, Fraction | int) and (Fraction(value) / unit).denominator == 1
        case Read():
            return is_whole(plan, expr.name, unit)
        case Call() if expr.function in _CARRIED:
            return all(_whole(plan, arg, unit) for arg in expr.args[_CARRIED[expr.function]])
        case _:
            return False


def _rounds(rounding: Rounding, unit: Fraction) -> bool:
    return (rounding.unit / unit).denominator == 1
