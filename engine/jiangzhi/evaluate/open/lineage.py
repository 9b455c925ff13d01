"""Which values a value was computed from: step by step, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jiangzhi.evaluate.model import Outcome
from jiangzhi.facts.model import Facts
from jiangzhi.facts.tree import Tree
from jiangzhi.formula.types.value import State
from jiangzhi.plan.model import AggregateStep, AllocateStep, MatchStep, Plan, RankStep, Step

#: A step's value on one row of its level.
Node = tuple[str, int]


class Dependence:
    """What every value of a plan over facts rests on."""

    def __init__(self, plan: Plan, facts: Facts) -> None:
        self._steps = plan.steps_by_name
        self._under: dict[str, frozenset[str]] = {}
        self.tree = Tree(plan.levels, facts)

    def steps_under(self, name: str) -> frozenset[str]:
        """The steps that a step rests on, directly or not, and the step itself."""
        found = self._under.get(name)
        if found is None:
            pending, seen = [name], {name}
            while pending:
                for need in self._steps[pending.pop()].head.needs:
                    if need in self._steps and need not in seen:
                        seen.add(need)
                        pending.append(need)
            found = self._under[name] = frozenset(seen)
        return found

    def of(self, node: Node) -> Iterator[Node]:
        """The values that a value is directly computed from.

        A total rests on all its rows, a rank and a share of a pool on all rows of its group.
        """
        name, row = node
        step = self._steps[name]
        for need in step.head.needs:
            if need in self._steps:
                for at in self._rows(step, row, self._steps[need]):
                    yield need, at

    def group_of(self, node: Node) -> Node | None:
        """The step and group of a rank or a share of a pool, whose rows all rest on the same
        values; ``None`` for any other value."""
        step = self._steps[node[0]]
        if not isinstance(step, RankStep | AllocateStep):
            return None
        return step.head.name, self.tree.above(step.head.level, step.within)[node[1]]

    def _rows(self, step: Step, row: int, need: Step) -> Sequence[int]:
        level, other = step.head.level, need.head.level
        if isinstance(step, AggregateStep) and need.head.name in (step.element, step.where):
            own = self.tree.members(step.member, level)[row]
            if other == step.member:
                return own
            above = self.tree.above(step.member, other)
            return sorted({above[member] for member in own})
        if isinstance(step, MatchStep) and need.head.name in step.of_members:
            group = self.tree.above(level, step.within)[row]
            return self.tree.members(step.member, step.within)[group]
        if isinstance(step, RankStep | AllocateStep) and other == level:
            group = self.tree.above(level, step.within)[row]
            return self.tree.members(level, step.within)[group]
        return (self.tree.above(level, other)[row],)


def causes_of_unknown(outcome: Outcome, dependence: Dependence) -> list[Node]:
    """Where the unknown published values come from: missing inputs, failed steps.

    The state of an unknown value comes from a value of the same state that it rests on; one
    that rests on none is a cause. In the order of the plan, then of the rows.
    """
    pending = list(unknown_results(outcome))
    seen, found = set(pending), []
    groups: set[Node] = set()
    while pending:
        node = pending.pop()
        group = dependence.group_of(node)
        if group in groups:
            continue
        state = outcome.steps[node[0]].states[node[1]]
        worse = [n for n in dependence.of(node) if outcome.steps[n[0]].states[n[1]] == state]
        if not worse:
            found.append(node)
        elif group is not None:
            # every row of the group rests on the same values
            groups.add(group)
        fresh = [need for need in worse if need not in seen]
        seen.update(fresh)
        pending.extend(fresh)
    order = {step.head.name: place for place, step in enumerate(outcome.plan.steps)}
    return sorted(found, key=lambda n: (order[n[0]], n[1]))


def unknown_results(outcome: Outcome) -> Iterator[Node]:
    """The published values that are missing or failed."""
    for name in outcome.plan.results:
        for row, state in enumerate(outcome.steps[name].states):
            if state != State.KNOWN:
                yield name, row
