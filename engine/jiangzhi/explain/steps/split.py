"""One part of an amount split by weights, and where the parts' remainder went."""

from __future__ import annotations

from fractions import Fraction

from jiangzhi.explain.context import Context
from jiangzhi.explain.expressions import step_text
from jiangzhi.explain.model import Line
from jiangzhi.explain.placeholders import full
from jiangzhi.explain.steps.allocate import remainder_name
from jiangzhi.explain.steps.roundings import in_yuan, tell_rounding
from jiangzhi.explain.steps.told import Told, keys_of
from jiangzhi.formula.types.value import Value
from jiangzhi.money import round_half_away
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
        Line(
            "formula",
            f"{say('、', ', ').join(step.parts)} = {say('分成', 'split')}({amount_text}, {words})",
        )
    ]
    needs = keys_of(context, (step.amount, *step.weights), head.level, row)
    known = [one for one in weights if isinstance(one, Fraction)]
    weight_total = sum(known, Fraction(0))
    if isinstance(amount, Fraction) and len(known) == len(weights) and any(known):
        whole = step.rounding.apply(amount)
        exact = whole * known[step.index] / weight_total
        if whole != amount:
            lines.append(tell_rounding(context, step.rounding, amount, head.type))
        lines.append(
            Line(
                "share",
                f"{context.show(whole, head.type, unit=False)} × "
                f"{words.split(':')[step.index]} ÷ "
                f"{context.show(weight_total, context.steps[step.weights[0]].head.type)} = "
                f"{context.show(exact, head.type)}",
            )
        )
        lines.append(_made_whole(context, step, exact, context.value(head.name, row)))
    lines.append(Line("numbers", f"= {full(head.name)}"))
    return Told(tuple(lines), needs)


def _made_whole(context: Context, step: SplitStep, exact: Fraction, got: Value) -> Line:
    """The part in whole units, and what it bore of the remainder."""
    say, kind = context.say, step.head.type
    unit, rule = step.rounding.unit, remainder_name(context, step.remainder)
    text = say("每份取整到 ", "each part in whole ") + in_yuan(context, unit, kind)
    article = context.heading(step.rounding.article)
    text += say(f"(依“{article}”)", f" (“{article}”)")
    if not isinstance(got, Fraction) or got == exact:
        return Line("rounding", text + say(",不用取整", ": it is already"))
    nearest = step.remainder.nearest
    size = abs(exact) / unit
    start = unit * (round_half_away(size) if nearest else size // 1) * (1 if exact > 0 else -1)
    how = say("四舍五入", "to the nearest") if nearest else say("舍去尾数", "down")
    text += f": {in_yuan(context, exact, kind)} {how} {in_yuan(context, start, kind)}"
    moved = got - start
    if moved:
        sign = "+" if moved > 0 else ""
        text += say(f";尾差按{rule} ", f"; remainder by {rule} ")
        return Line("rounding", f"{text}{sign}{in_yuan(context, moved, kind)}")
    return Line("rounding", text + say(f";尾差按{rule},没有分到", f"; remainder by {rule}: none"))
