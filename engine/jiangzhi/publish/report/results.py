"""What the page shows of an outcome: results by level, groups and classes, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from jiangzhi.explain.context import Context
from jiangzhi.explain.placeholders import clean
from jiangzhi.explain.steps.aggregate import row_name
from jiangzhi.explain.steps.pool import summed
from jiangzhi.formula.types.types import Kind
from jiangzhi.formula.types.value import Unknown, Value, worst
from jiangzhi.plan.model import RuleStep, SplitStep, Step


def rows_on(context: Context, level: str) -> range:
    """The rows of a level."""
    return range(len(context.outcome.facts.levels[level].keys))


def results_on(context: Context, level: str) -> list[Step]:
    """The published results of a level, as the policy orders them."""
    steps = [context.steps[name] for name in context.plan.results]
    return [step for step in steps if step.head.level == level]


def money_on(context: Context, level: str) -> list[Step]:
    """Those of them that are money."""
    return [step for step in results_on(context, level) if step.head.type.kind is Kind.MONEY]


def levels_shown(context: Context) -> list[str]:
    """The levels with results: the subject's first, then the others from the whole down."""
    subject = context.plan.subject
    others = [level.name for level in context.plan.levels if level.name != subject]
    return [level for level in (subject, *others) if results_on(context, level)]


def known(context: Context, step: Step, row: int) -> Fraction | None:
    """A step's number at a row of its level, ``None`` where it is open or failed."""
    value = context.value(step.head.name, row)
    return value if isinstance(value, Fraction) else None


def total(values: Sequence[Value]) -> Value:
    """The sum of amounts; unknown where one of them is."""
    return worst(values) or summed(values)


def open_words(context: Context, values: Sequence[Value]) -> str:
    """How many of the values are open, and how many cannot be computed; "" for none."""
    states = [value.state for value in values if isinstance(value, Unknown)]
    failed = sum(state.failed for state in states)
    counts = (
        (len(states) - failed, context.say("{} 个待定", "{} open")),
        (failed, context.say("{} 个不能算", "{} not computable")),
    )
    return context.say(",", ", ").join(word.format(count) for count, word in counts if count)


def is_composed(context: Context, step: Step) -> bool:
    """Whether a result is put together from others, and so would count them twice."""
    others = {other.head.name for other in money_on(context, step.head.level)} - {step.head.name}
    return isinstance(step, RuleStep | SplitStep) and not others.isdisjoint(step.head.needs)


def headline(context: Context, level: str) -> Step | None:
    """The result by which a level's rows are ranked: one that is put together from other
    amounts if there is one, else the first amount."""
    steps = money_on(context, level)
    names = {step.head.name for step in steps}
    for step in reversed(steps):
        if len(names & set(step.head.needs) - {step.head.name}) > 1:
            return step
    return steps[0] if steps else None


def by_class(context: Context) -> dict[str, list[int]]:
    """The subject's rows by class, in the order in which the policy lists the classes."""
    name = context.plan.class_name
    if name is None or not context.is_above(context.steps[name].head.level, context.plan.subject):
        return {}
    kind = context.steps[name].head.type
    found: dict[str, list[int]] = {clean(word): [] for word in kind.choices}
    for row in rows_on(context, context.plan.subject):
        found.setdefault(class_of(context, row), []).append(row)
    return {word: rows for word, rows in found.items() if rows}


def class_of(context: Context, row: int) -> str:
    """The class of a row of the subject, in words; "" where the policy has none for it."""
    plan = context.plan
    name = plan.class_name
    if name is None or not context.is_above(context.steps[name].head.level, plan.subject):
        return ""
    return context.shown(name, context.row_at(plan.subject, row, context.steps[name].head.level))


def by_group(context: Context) -> dict[str, list[int]]:
    """The subject's rows by the names above their own, in the order of the workbook."""
    found: dict[str, list[int]] = {}
    for row in rows_on(context, context.plan.subject):
        found.setdefault(group_of(context, row), []).append(row)
    return {} if set(found) == {""} else found


def group_of(context: Context, row: int) -> str:
    """The names above a row of the subject."""
    return clean("/".join(context.keys(context.plan.subject, row)[:-1]))


def group_title(context: Context) -> str:
    """What the names above a row of the subject are called: the level above."""
    return context.plan.level(context.plan.subject).parent or context.say("所属", "group")


def places(context: Context, level: str) -> list[str]:
    """One name for each row of a level that no other row of the level has; links use it."""
    found: dict[str, None] = {}
    for row in rows_on(context, level):
        name = row_name(context, level, row)
        found[name if name not in found else f"{name} ({row + 1})"] = None
    return list(found)


def link_to(place: str) -> str:
    """The fragment that opens a place. The browser encodes all but the sign of an encoding."""
    return "#/" + place.replace("%", "%25")
