"""What a split hands out: nothing where its rates do not add up to 100 %."""

from __future__ import annotations

from fractions import Fraction
from functools import reduce

from jiangzhi.formula.expr import Call, Const, Expr
from jiangzhi.formula.shape import shape_of
from jiangzhi.formula.types.types import FLAG, MONEY, RATE
from jiangzhi.plan.draft import head, reads_of
from jiangzhi.plan.lower import Lowering
from jiangzhi.plan.model import RuleStep, Step
from jiangzhi.policy.defined.splits import add_up_to_all
from jiangzhi.policy.model import Case, Hit, SplitPart


def amount_of_split(owner: Lowering, split: SplitPart) -> str:
    """The name of the step with the amount. Weights that are rates must add up to 100 %: where
    they are not all stated, the step has no rule that holds wherever they do not."""
    stated = all(isinstance(weight, Const) for weight in split.weights)
    if stated or not add_up_to_all(split.weights):
        return owner.step(split.amount)
    amount = owner.lower(split.amount)
    weights = [owner.lower(weight) for weight in split.weights]
    total: Expr = reduce(lambda one, other: Call("add", (one, other), RATE), weights)
    whole = Call("eq", (total, Const(Fraction(1), RATE, "100%")), FLAG)

    def make(name: str) -> Step:
        case = Case(
            (whole,), amount, "各份比例合计 100%", "", owner.cite,
            label_en="the rates add up to 100 %",
        )  # fmt: skip
        needs = reads_of((whole, amount))
        return RuleStep(
            head(name, owner.level, MONEY, owner.cite, needs=needs, shown=False),
            (case,), None, Hit.UNIQUE, None,
        )  # fmt: skip

    key = ("split", owner.level, shape_of(amount), shape_of(whole))
    return owner.draft.helper(owner.owner, key, make)
