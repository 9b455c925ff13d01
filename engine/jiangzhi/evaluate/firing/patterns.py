"""Which rule decides, for truths that were computed elsewhere.

Two rows whose conditions all come out alike are decided alike. So whatever computed the
conditions of a million rows, the network need only see each distinct pattern of them to have
decided every row.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jiangzhi.evaluate.exact.rules import NO_CASE, ReadyRules, decide
from jiangzhi.evaluate.firing.deciders import Deciders
from jiangzhi.formula.expr import Expr
from jiangzhi.formula.types.value import State, Unknown, Value
from jiangzhi.plan.model import Plan, RuleStep

#: Stands for any unknown truth: its state does not change which rule decides.
_UNKNOWN = Unknown(State.MISSING)


class Patterns:
    """The guarded steps of a plan, to be decided by patterns. Use as a context.

    ``atoms[name]`` are the conditions of a step, on the step's level, whose truths make its
    pattern: 1 true, 0 unknown, -1 false.
    """

    def __init__(self, plan: Plan) -> None:
        rules = [ReadyRules(step) for step in plan.steps if isinstance(step, RuleStep)]
        self._steps = {ready.step.head.name: ready.step for ready in rules}
        self._deciders = Deciders(rules)
        self.atoms: Mapping[str, tuple[Expr, ...]] = {
            name: decider.atoms for name, decider in self._deciders.by_step.items()
        }

    def __enter__(self) -> Patterns:
        return self

    def __exit__(self, *error: object) -> None:
        self._deciders.__exit__(*error)

    def rules(self, name: str, patterns: Iterable[tuple[int, ...]]) -> list[int]:
        """For each pattern of a step the case that decides, as an outcome records it: -1 where
        none does, where two do, where it is unknown, and for sums."""
        known: dict[tuple[int, ...], int] = {}
        found = []
        for pattern in patterns:
            rule = known.get(pattern)
            if rule is None:
                rule = known[pattern] = self._rule(name, pattern)
            found.append(rule)
        return found

    def codes(self, name: str, pattern: tuple[int, ...]) -> tuple[int, ...]:
        """For each case of a step whether it holds under a pattern: 1 yes, 0 perhaps, -1 no."""
        return self._deciders.by_step[name].codes_of(pattern)

    def _rule(self, name: str, pattern: tuple[int, ...]) -> int:
        step = self._steps[name]
        codes = self._deciders.by_step[name].codes_of(pattern)
        truths: list[Value] = [_UNKNOWN if code == 0 else code == 1 for code in codes]
        decision = decide(truths, step.hit, otherwise=step.otherwise is not None)
        if decision.unknown is not None or step.hit.collects:
            return NO_CASE
        return decision.applies[0]
