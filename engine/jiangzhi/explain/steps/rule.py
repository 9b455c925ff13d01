"""A rule or table: which case applied, its conditions, and the formula with numbers."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from jiangzhi.explain.bands import tell_bands
from jiangzhi.explain.conditions import conditions, tell_condition, truth
from jiangzhi.explain.context import Context
from jiangzhi.explain.expressions import divisors, in_names, in_numbers, marginals, reads
from jiangzhi.explain.model import Line
from jiangzhi.explain.placeholders import clean, full
from jiangzhi.explain.steps.roundings import tell_rounding
from jiangzhi.explain.steps.told import Told, keys_of
from jiangzhi.formula.evaluate import value_of
from jiangzhi.formula.expr import Const, Expr, Marginal, Read
from jiangzhi.formula.types.value import State, Unknown
from jiangzhi.plan.model import RuleStep
from jiangzhi.policy.model import Case, Hit

_TOGETHER: Final = {
    Hit.SUM: ("相加", "sum"),
    Hit.GREATEST: ("取其中最大的", "the greatest"),
    Hit.LEAST: ("取其中最小的", "the least"),
    Hit.LISTED: ("依次列出", "listed"),
}


def tell_rule(context: Context, step: RuleStep, row: int) -> Told:
    """The case that decided, or why none could."""
    values = context.outcome.steps[step.head.name]
    if step.hit.collects:
        return _tell_collected(context, step, row)
    decided = values.rules[row]
    if decided < 0:
        return _tell_undecided(context, step, row)
    if decided < len(step.cases):
        return _tell_case(context, step, step.cases[decided], row)
    return _tell_otherwise(context, step, row)


def label_of(context: Context, step: RuleStep, index: int) -> str:
    """A case by the name that a reader knows it by."""
    case = step.cases[index]
    label = clean(context.say(case.label, case.label_en or case.label))
    source = clean(case.source).strip("| ").replace(" |", ",")
    if not (step.table and source):
        return label
    return context.say(f"{label}({source})", f"{label} ({source})")


def holding(context: Context, case: Case, level: str, row: int) -> bool | None:
    """Whether all guards of a case hold; ``None`` where it cannot be told."""
    found = [truth(context, guard, level, row) for guard in case.guards]
    if any(one is False for one in found):
        return False
    return None if any(isinstance(one, Unknown) for one in found) else True


def _tell_case(context: Context, step: RuleStep, case: Case, row: int) -> Told:
    head = step.head
    lines: list[Line] = []
    needs: list[str] = []
    if case.guards:
        label = label_of(context, step, step.cases.index(case))
        lines.append(Line("case", context.say(f"{label}适用", f"{label} applies")))
        for guard in case.guards:
            needs.extend(reads(context, guard))
            for condition in conditions(context, guard):
                lines.append(tell_condition(context, condition, head.level, row))
    lines.extend(tell_formula(context, step, case.value, row))
    needs.extend(reads(context, case.value))
    return Told(tuple(lines), keys_of(context, tuple(needs), head.level, row))


def _tell_otherwise(context: Context, step: RuleStep, row: int) -> Told:
    head = step.head
    assert step.otherwise is not None
    lines = [
        Line(
            "case",
            context.say("各条都不适用,按“否则”", "no rule applies; the “otherwise” is taken"),
        )
    ]
    needs: list[str] = []
    for index, case in enumerate(step.cases):
        failed = first_failed(context, case, head.level, row)
        if failed is None:
            continue
        told = tell_condition(context, failed, head.level, row)
        lines.append(Line(told.kind, f"{label_of(context, step, index)}: {told.text}"))
        needs.extend(reads(context, failed))
    lines.extend(tell_formula(context, step, step.otherwise.value, row))
    needs.extend(reads(context, step.otherwise.value))
    return Told(tuple(lines), keys_of(context, tuple(needs), head.level, row))


def first_failed(context: Context, case: Case, level: str, row: int) -> Expr | None:
    """The first condition of a case that does not hold."""
    for guard in case.guards:
        for condition in conditions(context, guard):
            if truth(context, condition, level, row) is False:
                return condition
    return None


def _tell_collected(context: Context, step: RuleStep, row: int) -> Told:
    head = step.head
    lines: list[Line] = []
    needs: list[str] = []
    for index, case in enumerate(step.cases):
        holds = holding(context, case, head.level, row)
        if holds is False:
            continue
        word = context.say("适用", "applies") if holds else context.say("待定", "is open")
        lines.append(Line("case", f"{label_of(context, step, index)} {word}"))
        for guard in case.guards:
            needs.extend(reads(context, guard))
            for condition in conditions(context, guard):
                lines.append(tell_condition(context, condition, head.level, row))
        lines.extend(tell_formula(context, step, case.value, row, part=True))
        needs.extend(reads(context, case.value))
    if not lines and step.otherwise is not None:
        return _tell_otherwise(context, step, row)
    if not lines:
        none = ("没有一条适用,合计为 0", "no rule applies; the sum is 0")
        if step.hit is not Hit.SUM:
            none = ("没有一条成立", "no rule applies")
        lines.append(Line("case", context.say(*none)))
    together = context.say(*_TOGETHER[step.hit])
    lines.append(Line("numbers", f"{together} = {full(head.name)}"))
    return Told(tuple(lines), keys_of(context, tuple(needs), head.level, row))


def _tell_undecided(context: Context, step: RuleStep, row: int) -> Told:
    """Why no case decided: two at once, none, or a condition left open."""
    head = step.head
    state = State(context.outcome.steps[head.name].states[row])
    lines: list[Line] = []
    needs: list[str] = []
    for index, case in enumerate(step.cases):
        holds = holding(context, case, head.level, row)
        if state is State.TWO_RULES and holds is not True:
            continue
        if state not in (State.TWO_RULES, State.NO_RULE) and holds is False:
            continue
        lines.append(Line("reason", label_of(context, step, index)))
        for guard in case.guards:
            needs.extend(reads(context, guard))
            for condition in conditions(context, guard):
                lines.append(tell_condition(context, condition, head.level, row))
    if state is State.TWO_RULES:
        text = context.say("以下各条同时成立,办法不许", "these hold at once, which is not allowed")
        lines.insert(0, Line("reason", text))
    elif state is State.NO_RULE:
        text = context.say("没有一条成立", "no rule applies")
        lines.insert(0, Line("reason", text))
    return Told(tuple(lines), keys_of(context, tuple(needs), head.level, row))


def tell_formula(
    context: Context, step: RuleStep, value: Expr, row: int, *, part: bool = False
) -> list[Line]:
    """The formula by names, its bands, and with numbers up to the result and its rounding."""
    head = step.head
    lines: list[Line] = []
    names = in_names(context, value)
    title = context.say("本条", "this rule") if part else head.name
    lines.append(Line("formula", f"{title} = {names}"))
    found = value_of(value, context.reader(head.level, row))
    bands = marginals(context, value)
    for marginal in bands:
        if len(bands) > 1 or marginal is not value:
            lines.append(Line("formula", in_numbers(context, marginal)))
        lines.extend(tell_bands(context, marginal, head.level, row))
    if isinstance(found, Unknown):
        shown = context.show(found, head.type)
        lines.append(Line("numbers", f"= {in_numbers(context, value)} = {shown}"))
        read = context.reader(head.level, row)
        for divisor in divisors(context, value):
            if value_of(divisor, read) == 0:
                why_not = context.say("= 0,不能作除数", "= 0 cannot divide")
                lines.append(Line("reason", f"{in_names(context, divisor)} {why_not}"))
        return lines
    result = (
        full(head.name) if step.rounding is None and not part else context.show(found, head.type)
    )
    if isinstance(value, Const):
        pass
    elif isinstance(value, Read | Marginal):
        lines.append(Line("numbers", f"= {result}"))
    else:

        def summed(marginal: Marginal) -> str:
            read = context.reader(head.level, row)
            return context.show(value_of(marginal, read), marginal.type, unit=False)

        lines.append(Line("numbers", f"= {in_numbers(context, value, summed)} = {result}"))
    if step.rounding is not None and not part and isinstance(found, Fraction):
        lines.append(tell_rounding(context, step.rounding, found, head.type))
    return lines
