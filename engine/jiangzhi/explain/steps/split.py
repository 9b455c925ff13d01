"""One part of an amount split by weights, and where the parts' remainder went."""

from __future__ import annotations

from fractions import Fraction

from jiangzhi.explain.context import Context
from jiangzhi.explain.expressions import step_text
from jiangzhi.explain.marks import full
from jiangzhi.explain.model import Line
from jiangzhi.explain.steps.allocate import remainder_name
from jiangzhi.explain.steps.roundings import rounding_name
from jiangzhi.explain.steps.told import Told, keys_of
from jiangzhi.plan.model import SplitStep


def tell_split(context: Context, step: SplitStep, row: int) -> Told:
    """The amount, the weights, the own share and the rounding."""
    head = step.head
    say = context.say
    level_of = {name: context.steps[name].head.level for name in (step.amount, *step.weights)}
    at = {name: context.row_at(head.level, row, level) for name, level in level_of.items()}
    amount = context.value(step.amount, at[step.amount])
    weights = [context.value(name, at[name]) for name in step.weights]
    words = ":".join(context.shown(name, at[name]) for name in step.weights)
    amount_text = step_text(context, step.amount)
    lines = [
        Line("formula", f"{'、'.join(step.parts)} = {say('分成', 'split')}({amount_text}, {words})")
    ]
    needs = keys_of(context, (step.amount, *step.weights), head.level, row)
    known = [one for one in weights if isinstance(one, Fraction)]
    weight_total = sum(known, Fraction(0))
    if isinstance(amount, Fraction) and len(known) == len(weights) and any(known):
        exact = amount * known[step.index] / weight_total
        lines.append(
            Line(
                "share",
                f"{context.show(amount, head.type, unit=False)} × "
                f"{words.split(':')[step.index]} ÷ "
                f"{context.show(weight_total, context.steps[step.weights[0]].head.type)} = "
                f"{context.show(exact, head.type)}",
            )
        )
        rule = remainder_name(context, step.remainder)
        rounded = rounding_name(context, step.rounding)
        lines.append(Line("rounding", f"{rounded},{say(f'尾差{rule}', f'remainder {rule}')}"))
    lines.append(Line("numbers", f"= {full(head.name)}"))
    return Told(tuple(lines), needs)
