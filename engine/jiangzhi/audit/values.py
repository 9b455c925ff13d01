"""Values that are recomputed otherwise: which of them break with what they rest on, and which
follow from others that were recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from jiangzhi.audit import problems
from jiangzhi.diagnostic import Diagnostic, FilePlace
from jiangzhi.evaluate.exact.columns import column_of
from jiangzhi.evaluate.exact.rules import ReadyRules
from jiangzhi.evaluate.exact.table import Values, step_values
from jiangzhi.evaluate.model import Outcome, StepValues
from jiangzhi.explain.causes import state_words
from jiangzhi.explain.context import Context, context_of
from jiangzhi.explain.value_words import exact_text
from jiangzhi.facts.tree import Tree
from jiangzhi.formula.types.value import State, Unknown, Value
from jiangzhi.plan.model import RuleStep

#: So many rows of one step are named; every step that differs has at least one.
MOST_ROWS = 20


@dataclass(frozen=True, slots=True)
class Differing:
    """Steps and rows whose recorded value, state or rule is recomputed otherwise. Those in
    ``breaks`` do not follow even from the recorded values that they rest on."""

    rows: Mapping[str, Sequence[int]]
    breaks: Mapping[str, Sequence[int]]

    @property
    def follow(self) -> Mapping[str, Sequence[int]]:
        """Those that follow from recorded values, which differ themselves."""
        found = {}
        for name, rows in self.rows.items():
            broken = set(self.breaks.get(name, ()))
            found[name] = [row for row in rows if row not in broken]
        return {name: rows for name, rows in found.items() if rows}


def find_differing(recorded: Outcome, again: Outcome) -> Differing:
    """Compare all values, states and deciding rules of two outcomes of one plan."""
    rows = {}
    for step in recorded.plan.steps:
        name = step.head.name
        found = _unlike(recorded.steps[name], again.steps[name])
        if found:
            rows[name] = found
    return Differing(rows, _breaks(recorded, rows) if rows else {})


def differ(one: Outcome, other: Outcome) -> bool:
    """Whether any value, state or deciding rule of two outcomes of one plan differs."""
    names = [step.head.name for step in one.plan.steps]
    return any(_unlike(one.steps[name], other.steps[name]) for name in names)


def _unlike(was: StepValues, now: StepValues) -> list[int]:
    pairs = zip(was.values, now.values, was.states, now.states, was.rules, now.rules, strict=True)
    return [
        row
        for row, (a, b, state, other, rule, decided) in enumerate(pairs)
        if a != b or state != other or rule != decided
    ]


def _breaks(recorded: Outcome, differing: Mapping[str, Sequence[int]]) -> dict[str, list[int]]:
    """Rows that do not follow from recorded values: each step computed from what was recorded
    of its needs, whatever was recomputed of them."""
    values = Values(recorded.plan, Tree(recorded.plan.levels, recorded.facts))
    found = {}
    for step in recorded.plan.steps:
        name, level = step.head.name, step.head.level
        was = recorded.steps[name]
        if name in differing:
            cases = None
            if isinstance(step, RuleStep):
                rules = ReadyRules(step)
                decided = [
                    rules.evaluate(values.reader(level, row))
                    for row in range(values.tree.rows(level))
                ]
                column, cases = [value for value, _ in decided], [case for _, case in decided]
            else:
                column = list(column_of(step, recorded.facts, values))
            unlike = set(_unlike(was, step_values(column, cases)))
            broken = [row for row in differing[name] if row in unlike]
            if broken:
                found[name] = broken
        values.keep(name, _kept(was))
    return found


def _kept(column: StepValues) -> list[Value]:
    known = set(State)
    return [
        value
        if state == State.KNOWN and value is not None
        else Unknown(State(state) if state in known and state else State.MISSING)
        for value, state in zip(column.values, column.states, strict=True)
    ]


def told(
    path: Path, recorded: Outcome, again: Outcome, differing: Mapping[str, Sequence[int]]
) -> Iterator[Diagnostic]:
    """The differing values: town, quantity, recorded and recomputed."""
    here, there = context_of(recorded), context_of(again)
    for name, rows in differing.items():
        head = recorded.plan.step(name).head
        for row in rows[:MOST_ROWS]:
            was, now = _words(here, name, row), _words(there, name, row)
            if was == now:
                was, now = _exactly(recorded, name, row), _exactly(again, name, row)
            yield problems.VALUE_DIFFERS.at(
                FilePlace(str(path)),
                town="/".join(here.keys(head.level, row)) or head.level,
                quantity=name,
                recorded=was,
                recomputed=now,
            )


def _words(context: Context, name: str, row: int) -> str:
    column = context.outcome.steps[name]
    state = column.states[row]
    if state not in set(State):
        return f"状态 {state}"
    if column.values[row] is None:
        return state_words(context, state)
    return context.shown(name, row)


def _exactly(outcome: Outcome, name: str, row: int) -> str:
    column, head = outcome.steps[name], outcome.plan.step(name).head
    value = exact_text(column.values[row], head.type)
    return f"{value} (状态 {column.states[row]}、规则 {column.rules[row]})"


def leaves(
    a: object, b: object, where: tuple[object, ...] = ()
) -> Iterator[tuple[tuple[object, ...], object, object]]:
    """The places where two pieces of JSON differ, and what stands there in each."""
    if isinstance(a, dict) and isinstance(b, dict):
        for key in sorted({*a, *b}):
            yield from leaves(a.get(key), b.get(key), (*where, key))
    elif isinstance(a, list) and isinstance(b, list) and len(a) == len(b):
        for index, (x, y) in enumerate(zip(a, b, strict=True)):
            yield from leaves(x, y, (*where, index))
    elif a != b or type(a) is not type(b):
        yield where, a, b
