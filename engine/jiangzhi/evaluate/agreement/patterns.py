"""The agreement of the evaluators over a batch too large to be evaluated twice.

The rule network decides each distinct pattern of conditions, as the columns evaluator found
them, and thereby every row. Exact fractions recompute each step, from the columns' values of the
steps that it needs, on a sample of the rows of each pattern (``agree_samples``) and in some whole
groups. Every pool is added up again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np

from jiangzhi import words
from jiangzhi.evaluate.agreement.pools import wrong_share
from jiangzhi.evaluate.agreement.telling_rows import telling_rows
from jiangzhi.evaluate.agreement.whole import differing, told
from jiangzhi.evaluate.agreement.whole_groups import facts_of_rows, rows_of_some_groups
from jiangzhi.evaluate.columns.numbers.vectors import Book, Flags, Words
from jiangzhi.evaluate.columns.rows.frame import Frame, Result
from jiangzhi.evaluate.columns.rows.layout import Arranged, arrange
from jiangzhi.evaluate.columns.rows.values import ColumnValues, Small, put_back
from jiangzhi.evaluate.columns.steps.rules import holds
from jiangzhi.evaluate.exact.columns import column_of
from jiangzhi.evaluate.exact.rules import NO_CASE, ReadyRules
from jiangzhi.evaluate.exact.table import Values, step_values
from jiangzhi.evaluate.firing.patterns import Patterns
from jiangzhi.evaluate.model import Outcome, StepValues
from jiangzhi.facts.tree import Tree
from jiangzhi.formula.expr import Expr
from jiangzhi.formula.types.value import State, Unknown, Value
from jiangzhi.plan.model import AllocateStep, Plan, RuleStep, Step, looks_across

#: Rows of each pattern whose amounts are recomputed.
ROWS_OF_A_PATTERN: Final = 3
#: Rows of a step without conditions whose amounts are recomputed.
ROWS_OF_A_FORMULA: Final = 20
_HOLDS: Final = {1: "成立", 0: "未定", -1: "不成立"}


@dataclass(frozen=True, slots=True)
class Compared:
    """How many distinct patterns were decided, and how many values recomputed."""

    patterns: int
    samples: int


def fail_if_patterns_differ(outcome: Outcome) -> Compared:
    """Raise ``Refused`` where the network decides otherwise than an outcome of columns says, or
    exact fractions give another value."""
    decided = _Decided(outcome)
    patterns = samples = 0
    with Patterns(outcome.plan) as network:
        for step in outcome.plan.steps:
            if isinstance(step, RuleStep):
                count, rows = decided.by(step, network)
                patterns += count
                samples += decided.recompute(step, rows)
            elif isinstance(step, AllocateStep):
                decided.add_up(step)
    return Compared(patterns, samples + _fail_in_groups(outcome))


class _Decided:
    """An outcome of columns, to be decided again."""

    def __init__(self, outcome: Outcome) -> None:
        self._outcome = outcome
        self._arranged = arrange(outcome.plan, outcome.facts)
        self._frame = _frame_of(outcome, self._arranged)
        self._values = Values(outcome.plan, Tree(outcome.plan.levels, outcome.facts))
        for name, found in outcome.steps.items():
            self._values.keep(name, _AsValues(found))

    def by(self, step: RuleStep, network: Patterns) -> tuple[int, Sequence[int]]:
        """Let the network decide a step. How many patterns there were, and a sample of rows."""
        name, rows = step.head.name, self._values.tree.rows(step.head.level)
        atoms = network.atoms.get(name)
        if atoms is None or not rows:
            alike = np.zeros(rows, dtype=np.int64)
            return 0, [*_spread(rows, ROWS_OF_A_FORMULA), *self._telling(step, alike)]
        truths = [self._truth(atom, step.head.level, rows) for atom in atoms]
        codes = _numbered(truths, rows)
        _, first, which = np.unique(codes, return_index=True, return_inverse=True)
        found = network.rules(name, [tuple(int(t[row]) for t in truths) for row in first])
        mine = np.array(found)[which]
        theirs = _array(self._outcome.steps[name].rules)
        wrong = np.flatnonzero(mine != theirs)
        if wrong.size:
            raise self._other_rule(step, int(wrong[0]), int(mine[wrong[0]]))
        if step.hit.collects:
            codes = [network.codes(name, tuple(int(t[row]) for t in truths)) for row in first]
            self._fail_unless_summed(step, np.array(codes), which)
        return len(first), sorted({*_of_each(which, len(first)), *self._telling(step, which)})

    def recompute(self, step: RuleStep, rows: Sequence[int]) -> int:
        """Evaluate a step on some rows by exact fractions. How many rows there were."""
        ready = ReadyRules(step)
        for row in rows:
            value, case = ready.evaluate(self._values.reader(step.head.level, row))
            _fail_unless_equal(self._outcome, step, row, step_values([value], [case]))
        return len(rows)

    def _fail_unless_summed(self, step: RuleStep, codes: Any, which: Any) -> None:
        """Which cases are added up is not in the outcome: compare whether each holds."""
        level = step.head.level
        for index, case in enumerate(step.cases):
            mine = codes[which, index]
            theirs = self._truth_of(holds(case, self._frame, level), level, len(which))
            wrong = np.flatnonzero(mine != theirs)
            if wrong.size:
                row = int(wrong[0])
                one, other = (
                    f"第 {index + 1} 条{_HOLDS[int(found[row])]}" for found in (mine, theirs)
                )
                names = "firing", self._outcome.evaluator
                raise differing(self._outcome, step, row, (names[0], one), (names[1], other))

    def _telling(self, step: RuleStep, which: Any) -> list[int]:
        """Rows of each pattern where a mistake would show, in the order of the facts."""
        order = self._arranged.order[step.head.level]
        if order is None:
            return telling_rows(step, self._frame, which)
        return [int(order[row]) for row in telling_rows(step, self._frame, which[order])]

    def add_up(self, step: AllocateStep) -> None:
        """Add up all pools of a step again."""
        found = wrong_share(step, self._frame)
        if found is None:
            return
        order, plan = self._arranged.order[step.head.level], self._outcome.plan
        row = found.row if order is None else int(order[found.row])
        due, paid = (
            told(plan, step, amount, State.KNOWN, NO_CASE)
            for amount in (found.expected, found.found)
        )
        names = ("资金池", f"{self._outcome.evaluator} 各份合计") if found.of_pool else (
            "应得", self._outcome.evaluator
        )  # fmt: skip
        raise differing(self._outcome, step, row, (names[0], due), (names[1], paid))

    def _truth(self, atom: Expr, level: str, rows: int) -> Any:
        """1 true, 0 unknown, -1 false, in the order of the facts."""
        flags = self._frame.value(atom, level)
        assert isinstance(flags, Flags)
        return self._truth_of(flags, level, rows)

    def _truth_of(self, flags: Flags, level: str, rows: int) -> Any:
        codes = np.where(flags.truth, np.int8(1), np.int8(-1))
        if flags.state is not None:
            codes = np.where(flags.state != 0, np.int8(0), codes)
        order, codes = self._arranged.order[level], np.broadcast_to(codes, (rows,))
        return codes if order is None else put_back(codes, order)

    def _other_rule(self, step: RuleStep, row: int, rule: int) -> Exception:
        found, plan = self._outcome.steps[step.head.name], self._outcome.plan
        shown = told(plan, step, found.values[row], found.states[row], found.rules[row])
        mine = words.Words(f"第 {rule + 1} 条", f"rule {rule + 1}")
        if rule == NO_CASE:
            mine = words.Words("没有哪一条单独适用", "no rule alone")
        other = (self._outcome.evaluator, shown)
        return differing(self._outcome, step, row, ("firing", mine), other)


def _fail_in_groups(outcome: Outcome) -> int:
    """Recompute inputs, totals, ranks, shares and splits in some groups, and those over the
    whole over all rows. How many values there were."""
    kept = rows_of_some_groups(outcome.plan, outcome.facts)
    few = facts_of_rows(outcome.plan, outcome.facts, kept)
    some = Values(outcome.plan, Tree(outcome.plan.levels, few))
    every: Values | None = None
    for name, found in outcome.steps.items():
        rows = kept[outcome.plan.step(name).head.level]
        some.keep(name, [_value(found, row) for row in rows])
    samples = 0
    for step in outcome.plan.steps:
        if isinstance(step, RuleStep):
            continue
        rows = kept[step.head.level]
        if _is_over_all(step, outcome.plan):
            every = every or Values(outcome.plan, Tree(outcome.plan.levels, outcome.facts))
            for need in step.head.needs:
                every.keep(need, list(_AsValues(outcome.steps[need])))
            rows = range(every.tree.rows(step.head.level))
            column = column_of(step, outcome.facts, every)
        else:
            column = column_of(step, few, some)
        mine = step_values(column, None)
        for at, row in enumerate(rows):
            _fail_unless_equal(outcome, step, row, mine, at)
        samples += len(rows)
    return samples


def _is_over_all(step: Step, plan: Plan) -> bool:
    return looks_across(step) == plan.levels[0].name


def _fail_unless_equal(
    outcome: Outcome, step: Step, row: int, one: StepValues, at: int = 0
) -> None:
    """Compare row ``at`` of a step evaluated anew with a row of the outcome."""
    found = outcome.steps[step.head.name]
    mine = one.values[at], one.states[at], one.rules[at]
    theirs = found.values[row], found.states[row], found.rules[row]
    if mine == theirs and type(mine[0]) is type(theirs[0]):
        return
    told_by = told(outcome.plan, step, *mine), told(outcome.plan, step, *theirs)
    raise differing(outcome, step, row, ("exact", told_by[0]), (outcome.evaluator, told_by[1]))


class _AsValues(Sequence[Any]):
    """A step's values as expressions read them."""

    def __init__(self, found: StepValues) -> None:
        self._found = found

    def __len__(self) -> int:
        return len(self._found.values)

    def __getitem__(self, row: Any) -> Any:
        return _value(self._found, row)

    def __iter__(self) -> Iterator[Any]:
        for value, state in zip(self._found.values, self._found.states, strict=True):
            yield Unknown(State(state)) if state else value


def _value(found: StepValues, row: int) -> Value:
    state, value = found.states[row], found.values[row]
    return Unknown(State(state)) if state or value is None else value


def _frame_of(outcome: Outcome, arranged: Arranged) -> Frame:
    book, results = Book(), {}
    for name, found in outcome.steps.items():
        assert isinstance(found.values, ColumnValues)
        results[name] = Result(found.values.vector)
        if isinstance(found.values.vector, Words):
            book = found.values.vector.book
    levels = {step.head.name: step.head.level for step in outcome.plan.steps}
    return Frame(arranged.layout, book, levels, results)


def _numbered(truths: Sequence[Any], rows: int) -> Any:
    """One number for each row, the same for rows of the same truths."""
    codes, most = np.zeros(rows, dtype=np.int64), 1
    for truth in truths:
        if most > 2**60:
            values, codes = np.unique(codes, return_inverse=True)
            most = len(values)
        codes = codes * 3 + (truth + 1)
        most *= 3
    return codes


def _of_each(which: Any, count: int) -> list[int]:
    """Some rows of each pattern, spread over its rows."""
    order = np.argsort(which, kind="stable")
    starts = np.searchsorted(which[order], np.arange(count + 1))
    found = (
        order[first + at]
        for first, last in pairwise(starts)
        for at in _spread(int(last - first), ROWS_OF_A_PATTERN)
    )
    return [int(row) for row in found]


def _spread(count: int, wanted: int) -> list[int]:
    """So many of the numbers below ``count``, the first and the last among them."""
    if count <= wanted:
        return list(range(count))
    return [at * (count - 1) // (wanted - 1) for at in range(wanted)]


def _array(found: Sequence[int]) -> Any:
    return found.array if isinstance(found, Small) else np.array(found)
