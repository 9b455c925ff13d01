"""On a piece: what several rules that apply give together."""

from __future__ import annotations

from collections.abc import Sequence

from jiangzhi.evaluate.exact.rules import collected
from jiangzhi.explain.how_far.critical_region import Piece, as_ratio, total
from jiangzhi.explain.how_far.label import Label, Sort
from jiangzhi.explain.how_far.rational_functions import Ratio
from jiangzhi.formula.expr import Call, Expr
from jiangzhi.formula.types.value import Value
from jiangzhi.plan.model import RuleStep
from jiangzhi.policy.model import Hit


def together(hit: Hit, found: Sequence[Value | Ratio], piece: Piece) -> Value | Ratio:
    """The values of the rules that apply, collected; none of them is unknown."""
    known = [one for one in found if not isinstance(one, Ratio)]
    if len(known) == len(found):
        return collected(hit, known)
    every = [as_ratio(one) for one in found]
    if hit is Hit.SUM:
        return total(every)
    return piece.extreme(every, 1 if hit is Hit.GREATEST else -1)


def which_one(step: RuleStep, applies: Sequence[int], told: str) -> Label | None:
    """That another one of the rules becomes the greatest or least."""
    functions = {Hit.GREATEST: "MAX", Hit.LEAST: "MIN"}
    if not told or step.hit not in functions or len(applies) < 2:
        return None
    values = tuple(formula_of(step, at) for at in applies)
    return Label(told, Sort.EXTREME, Call(functions[step.hit], values, step.head.type))


def formula_of(step: RuleStep, index: int) -> Expr:
    """The value of a case, or after the last case of the otherwise."""
    if index < len(step.cases):
        return step.cases[index].value
    assert step.otherwise is not None
    return step.otherwise.value
