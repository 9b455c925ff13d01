"""Flags and choices: what each other word that an input may be would turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from jiangzhi.explain.conditions import conditions
from jiangzhi.explain.context import Context
from jiangzhi.explain.how_far.breakpoint_words import all_turned
from jiangzhi.explain.how_far.label import Label, Sort
from jiangzhi.explain.how_far.pool_regime import pool_state
from jiangzhi.explain.how_far.question import Question, Threshold
from jiangzhi.formula.expr import Call, Expr, Read
from jiangzhi.formula.types.types import Kind, Scalar
from jiangzhi.plan.model import AllocateStep, InputStep, MatchStep, RankStep, RuleStep


def other_words(question: Question, step: InputStep, row: int) -> Iterator[Threshold]:
    """For each other word, what it turns and what then results; words that make no difference
    are left out."""
    kind = step.head.type
    now = question.context.value(step.head.name, row)
    words: Sequence[Scalar] = (True, False) if kind.kind is Kind.FLAG else kind.choices
    labels = tuple(_of_the_entity(question))
    for word in words:
        if word == now:
            continue
        turns = all_turned(question.between(question.supposed(step, row, word)), labels)
        one = question.threshold(step, row, word, turns)
        if turns or one.before != one.after:
            yield one


def _of_the_entity(question: Question) -> Iterator[Label]:
    """Everything about the entity that a word may turn."""
    context = question.context
    for step in context.plan.steps:
        name, level = step.head.name, step.head.level
        if not context.is_above(level, question.level):
            continue
        match step:
            case RuleStep():
                every = [guard for case in step.cases for guard in case.guards]
                if step.head.type.kind is Kind.FLAG:
                    every.extend(case.value for case in step.cases)
                for guard in every:
                    for one in conditions(context, guard):
                        if not _is_choice(context, one):
                            yield Label(name, Sort.CONDITION, one)
            case MatchStep():
                yield Label(name, Sort.MATCH)
            case RankStep():
                yield Label(name, Sort.RANK)
            case AllocateStep():
                within = context.row_at(question.level, question.row, step.within)
                for tier in pool_state(context, step, within, None).covers or (Fraction(0),):
                    yield Label(name, Sort.POOL, tier=tier)
                yield Label(name, Sort.REFUSED)
                yield Label(name, Sort.LIMIT)
            case _:
                pass


def _is_choice(context: Context, condition: Expr) -> bool:
    """Whether a condition only asks which word an input has."""
    if not (isinstance(condition, Call) and condition.function in ("eq", "ne", "属于")):
        return False
    asked = condition.args[0]
    return isinstance(asked, Read) and isinstance(context.steps[asked.name], InputStep)
