"""A difference split by replacing, in a fixed order, one thing after another.

From the first run to the second: the town's own data, then the parameters, then the rules,
then everything else (the pool, the higher levels' data and the other towns). Each part is
the change of the exactly recomputed result at that replacement, so the parts add up to the
whole difference. Where a mixed state has no result (an input that only one policy knows),
its part is counted with the next one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from jiangzhi.diagnostic import Diagnostic, Refused
from jiangzhi.evaluate.exact.plan import evaluate_exactly
from jiangzhi.evaluate.model import Outcome
from jiangzhi.evaluate.suppose.changed_facts import groups_are_apart, only_under, with_given
from jiangzhi.explain.compare.direction import direction_of
from jiangzhi.explain.compare.mix import as_read_by, levels_below, with_town_of
from jiangzhi.explain.problems import NOT_COMPARABLE, OTHER_POLICIES
from jiangzhi.facts.model import Facts
from jiangzhi.formula.types.types import NUMERIC, Scalar, Type
from jiangzhi.formula.types.value import State
from jiangzhi.plan.model import InputStep, ParameterStep, Plan

#: The parts of a difference, in the order of replacement.
PARTS: Final = ("own", "parameters", "rules", "others")


@dataclass(frozen=True, slots=True)
class Difference:
    """A town's result in two runs. ``before`` or ``after`` is ``None`` where it is not known
    or the town is not there; ``parts`` follow ``PARTS`` and add up to ``after - before``,
    or are ``None`` where either is not known. ``states`` say why ``before`` and ``after`` are
    not known; of a town that is not there, ``KNOWN``. ``deducted`` where the result is taken off
    what the town gets."""

    town: tuple[str, ...]
    result: str
    type: Type
    before: Fraction | None
    after: Fraction | None
    parts: tuple[Fraction, ...] | None
    stands_in: tuple[bool, bool]
    states: tuple[State, State] = (State.KNOWN, State.KNOWN)
    deducted: bool = False

    @property
    def owed(self) -> Fraction | None:
        """What the difference comes to for the town: positive is to be paid to it, negative to be
        collected. What rose of a deduction is to be collected."""
        change = self.change
        return -change if change is not None and self.deducted else change

    @property
    def state(self) -> State:
        """The worse of ``states``: what the difference is, and each of its parts."""
        return max(self.states)

    @property
    def change(self) -> Fraction | None:
        """``after - before``; a town that is not there has 0."""
        first = self.before if self.stands_in[0] else Fraction(0)
        second = self.after if self.stands_in[1] else Fraction(0)
        return None if first is None or second is None else second - first


def compare_runs(before: Outcome, after: Outcome) -> tuple[Difference, ...]:
    """Each town's differences: group by group, and in the order of the second run's workbook,
    towns that are only in the first run after the others of their group. Raises ``Refused`` for
    runs whose results stand on different levels."""
    if before.plan.subject != after.plan.subject:
        one, other = before.plan.subject, after.plan.subject
        raise Refused([NOT_COMPARABLE.at(None, one=one, other=other)])
    subject = before.plan.subject
    rows = [
        {tuple(key): row for row, key in enumerate(one.facts.levels[subject].keys)}
        for one in (before, after)
    ]
    results = _results(before.plan) | _results(after.plan)
    deducted = direction_of(before.plan).deducted | direction_of(after.plan).deducted
    states = _States(before, after)
    found: list[Difference] = []
    for town in _by_group([*rows[1], *rows[0]]):
        first, second = rows[0].get(town), rows[1].get(town)
        values = [_values(before, first, results), _values(after, second, results)]
        mixed = (
            states.between(first, second, results)
            if first is not None and second is not None
            else []
        )
        for name, kind in results.items():
            stands = (first is not None, second is not None)
            ends = (values[0][name], values[1][name])
            parts = _parts(ends, [one[name] for one in mixed], stands)
            why = (_state(before, first, name), _state(after, second, name))
            off = name in deducted
            found.append(Difference(town, name, kind, *ends, parts, stands, why, off))
    return tuple(found)


def of_other_policies(before: Outcome, after: Outcome) -> tuple[Diagnostic, ...]:
    """The warning for runs of policies that are not of one family; () for any others."""
    one, other = before.plan, after.plan
    if one.family == other.family:
        return ()
    return (OTHER_POLICIES.at(None, one=one.title, other=other.title),)


def _by_group(towns: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    groups: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
    for town in towns:
        groups.setdefault(town[:-1], {})[town] = None
    return [town for group in groups.values() for town in group]


def _results(plan: Plan) -> dict[str, Type]:
    heads = [plan.step(name).head for name in plan.results]
    return {
        head.name: head.type
        for head in heads
        if head.level == plan.subject and head.type.kind in NUMERIC
    }


def _values(
    outcome: Outcome, row: int | None, results: dict[str, Type]
) -> dict[str, Fraction | None]:
    found: dict[str, Fraction | None] = dict.fromkeys(results)
    if row is not None:
        for name in results:
            # a result that this run's policy does not have is an amount of nothing
            value = outcome.steps[name].values[row] if name in outcome.plan.results else Fraction(0)
            found[name] = value if isinstance(value, Fraction) else None
    return found


def _state(outcome: Outcome, row: int | None, name: str) -> State:
    if row is None or name not in outcome.plan.results:
        return State.KNOWN
    return State(outcome.steps[name].states[row])


def _parts(
    ends: tuple[Fraction | None, Fraction | None],
    mixed: list[Fraction | None],
    stands: tuple[bool, bool],
) -> tuple[Fraction, ...] | None:
    nothing = Fraction(0)
    if not all(stands):
        there = ends[1] if stands[1] else ends[0]
        if there is None:
            return None
        return (there if stands[1] else -there, *[nothing] * (len(PARTS) - 1))
    if ends[0] is None or ends[1] is None:
        return None
    parts, last = [], ends[0]
    for value in (*mixed, ends[1]):
        parts.append(nothing if value is None else value - last)
        last = last if value is None else value
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class _States:
    """The mixed states between two runs."""

    before: Outcome
    after: Outcome

    def between(
        self, row: int, other: int, results: dict[str, Type]
    ) -> list[dict[str, Fraction | None]]:
        """A town's results with its own data replaced; then the parameters; then the rules."""
        old, new = self.before, self.after
        changed = self._own_data_differs(row, other)
        facts = old.facts
        if changed:
            theirs = as_read_by(new.plan, old.plan, new.facts)
            facts = with_town_of(old.plan, facts, row, theirs, other)
        first = self._result(old.plan, facts, row, results) if changed else None
        given = self._parameters()
        with_parameters = facts
        for name, value in given.items():
            with_parameters = with_given(with_parameters, name, value)
        same_rules = old.plan.policy_sha256 == new.plan.policy_sha256
        states = [_values(old, row, results) if first is None else first]
        states.append(
            self._result(old.plan, with_parameters, row, results) if given else states[-1]
        )
        states.append(
            states[-1]
            if same_rules
            else self._result(new.plan, self._for_new(facts, given), row, results)
        )
        return states

    def _own_data_differs(self, row: int, other: int) -> bool:
        plan, subject = self.before.plan, self.before.plan.subject
        return any(
            _own_rows(self.before.facts, level, subject, row)
            != _own_rows(self.after.facts, level, subject, other)
            for level in levels_below(plan, subject)
        )

    def _parameters(self) -> dict[str, Scalar]:
        """The second run's parameters that both policies have, where they differ."""
        found: dict[str, Scalar] = {}
        for step in self.before.plan.steps:
            name = step.head.name
            if isinstance(step, ParameterStep) and name in self.after.steps:
                old, new = (one.steps[name].values[0] for one in (self.before, self.after))
                if new is not None and old != new:
                    found[name] = new
        return found

    def _for_new(self, facts: Facts, given: dict[str, Scalar]) -> Facts:
        """The facts as the second policy reads them: its own given parameters and levels."""
        facts = as_read_by(self.before.plan, self.after.plan, facts)
        levels = {
            level.name: facts.levels.get(level.name, self.after.facts.levels[level.name])
            for level in self.after.plan.levels
        }
        inputs = {step.head.name for step in self.after.plan.steps if isinstance(step, InputStep)}
        kept = {name: one for name, one in facts.given.items() if name in inputs}
        return replace(facts, levels=levels, given={**kept, **self.after.facts.given})

    def _result(
        self, plan: Plan, facts: Facts, row: int, results: dict[str, Type]
    ) -> dict[str, Fraction | None]:
        if groups_are_apart(plan):
            facts, row = only_under(plan, facts, plan.subject, row)
        return _values(evaluate_exactly(plan, facts), row, results)


def _own_rows(facts: Facts, level: str, subject: str, row: int) -> list[str] | None:
    """A town's inputs on a level, as texts to compare; details in no order of their own."""
    rows = facts.levels.get(level)
    if rows is None:
        return None
    own = [
        at for at, parent in enumerate(rows.parents) if (at if level == subject else parent) == row
    ]
    columns = sorted(rows.columns.items())
    return sorted(repr([(name, column.values[at]) for name, column in columns]) for at in own)
