"""What if: an entity's inputs or the parameters supposed, and everything that changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from jiangzhi.diagnostic import Diagnostic, Refused
from jiangzhi.evaluate.model import Outcome
from jiangzhi.evaluate.suppose.changed_facts import with_given, with_input
from jiangzhi.evaluate.suppose.reevaluate import evaluate_again
from jiangzhi.explain.context import Context, context_of
from jiangzhi.explain.locate import nearest
from jiangzhi.explain.problems import (
    NOT_SETTABLE,
    SUPPOSED_OUT_OF_RANGE,
    UNREADABLE_SUPPOSITION,
)
from jiangzhi.formula.types.types import NUMERIC, Kind, Scalar, Type
from jiangzhi.formula.types.value import Value
from jiangzhi.money import FEN_IN, fen
from jiangzhi.plan.model import InputStep, ParameterStep

_NUMBER: Final = re.compile(r"([-+]?[0-9][0-9,]*(?:\.[0-9]+)?)\s*(%|[^0-9\s.,%]*)")
_KINDS_EN: Final = {
    Kind.MONEY: "amount of money", Kind.RATE: "rate", Kind.NUMBER: "number",
    Kind.COUNT: "whole number", Kind.TEXT: "text", Kind.CHOICE: "choice",
    Kind.FLAG: "flag (yes, no)", Kind.DATE: "date", Kind.ZERO: "number",
}  # fmt: skip
_FLAGS: Final = {"是": True, "否": False, "yes": True, "no": False, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Change:
    """A value that a supposition changes."""

    step: str
    level: str
    row: int
    entity: tuple[str, ...]
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Supposed:
    """What was supposed, and what it changes: for the entity itself, step by step, and the
    published results of others."""

    values: dict[str, Scalar]
    own: tuple[Change, ...]
    others: tuple[Change, ...]
    outcome: Outcome


def what_if(context: Context, texts: Sequence[str], *, level: str, row: int) -> Supposed:
    """Evaluate again with suppositions such as ``实际收入=5300万元``. Raises ``Refused``."""
    inputs: dict[str, dict[str, Scalar]] = {}
    parameters: dict[str, Scalar] = {}
    problems = []
    for text in texts:
        name, _, written = text.replace("\uff1d", "=").partition("=")
        step = context.steps.get(name.strip())
        if isinstance(step, InputStep) and context.is_above(step.head.level, level):
            target = inputs.setdefault(step.head.level, {})
        elif isinstance(step, ParameterStep):
            target = parameters
        else:
            problems.append(NOT_SETTABLE.at(None, because=(), name=name, **_nearest(context, name)))
            continue
        value = read_value(written.strip(), step.head.type)
        problem = _problem_of(context, step, written.strip(), value)
        if problem is not None or value is None:
            problems.extend([problem] if problem is not None else [])
            continue
        target[step.head.name] = value
    if problems:
        raise Refused(problems)
    facts = context.outcome.facts
    for at, values in inputs.items():
        for name, value in values.items():
            if name in facts.levels[at].columns:
                facts = with_input(facts, at, context.row_at(level, row, at), name, value)
            else:
                facts = with_given(facts, name, value)
    for name, value in parameters.items():
        facts = with_given(facts, name, value)
    outcome = evaluate_again(context.plan, facts)
    own, others = _changes(context, outcome, level, row)
    every = {**parameters, **{name: one for at in inputs.values() for name, one in at.items()}}
    return Supposed(every, own, others, outcome)


def _problem_of(
    context: Context, step: InputStep | ParameterStep, written: str, value: Scalar | None
) -> Diagnostic | None:
    """What is wrong with a supposed value."""
    kind, name = step.head.type, step.head.name
    if value is None:
        words = f"({'、'.join(kind.choices)})" if kind.choices else ""
        words_en = f" ({', '.join(kind.choices)})" if kind.choices else ""
        return UNREADABLE_SUPPOSITION.at(
            None, name=name, text=written,
            kind=f"{kind.kind.value}{words}", kind_en=f"{_KINDS_EN[kind.kind]}{words_en}",
        )  # fmt: skip
    within = step.input.range if isinstance(step, InputStep) else None
    if within is None or isinstance(value, str | bool) or within.holds(value):
        return None
    shown = context.show(value, kind)
    widest = f"±1 万亿{'元' if kind.kind is Kind.MONEY else ''}"
    return SUPPOSED_OUT_OF_RANGE.at(None, name=name, value=shown, range=within.text or widest)


def read_value(text: str, kind: Type) -> Scalar | None:
    """A value as typed; ``None`` where it is none of that type. Money must name its unit."""
    if kind.kind is Kind.FLAG:
        return _FLAGS.get(text.lower())
    if kind.kind is Kind.DATE:
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    if kind.kind not in NUMERIC:
        return text if not kind.choices or text in kind.choices else None
    found = _NUMBER.fullmatch(text.replace("\uff05", "%"))
    if found is None:
        return None
    number, unit = Fraction(found[1].replace(",", "")), found[2].strip()
    if kind.kind is Kind.MONEY:
        return (
            fen(number, unit) if unit in FEN_IN else (number if number == 0 and not unit else None)
        )
    if unit == "%":
        return number / 100 if kind.kind is Kind.RATE else None
    if kind.kind is Kind.COUNT and number.denominator != 1:
        return None
    return number if unit in ("", kind.unit) else None


def _nearest(context: Context, name: str) -> dict[str, str]:
    kinds = InputStep | ParameterStep
    return nearest(
        name, {one: one for one, step in context.steps.items() if isinstance(step, kinds)}
    )


def _changes(
    context: Context, outcome: Outcome, level: str, row: int
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    after = context_of(outcome, context.lang)
    own: list[Change] = []
    others: list[Change] = []
    for step in context.plan.steps:
        head = step.head
        if not head.shown:
            continue
        mine = context.row_at(level, row, head.level) if context.is_above(head.level, level) else -1
        rows = range(len(outcome.facts.levels[head.level].keys)) if head.published else [mine]
        for at in rows:
            if at < 0:
                continue
            was, now = context.value(head.name, at), after.value(head.name, at)
            if was == now:
                continue
            change = Change(head.name, head.level, at, context.keys(head.level, at), was, now)
            (own if at == mine else others).append(change)
    return tuple(own), tuple(others)
