"""A column reduced over the rows that match one's own row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jiangzhi.evaluate.exact.aggregate import aggregate
from jiangzhi.evaluate.exact.table import Values
from jiangzhi.formula.evaluate import value_of
from jiangzhi.formula.expr import Reduce
from jiangzhi.formula.registry import FUNCTIONS
from jiangzhi.formula.types.kleene import conjunction
from jiangzhi.formula.types.types import Scalar
from jiangzhi.formula.types.value import Unknown, Value
from jiangzhi.plan.model import MatchStep


def matched(step: MatchStep, values: Values) -> Sequence[Value]:
    """One value for each row of the step's level.

    A row of the column counts where its flag and all comparisons hold together: one that is
    false leaves it out, otherwise an unknown one makes the result unknown.
    """
    level, member = step.head.level, step.member
    theirs = [values.column(match.theirs, member) for match in step.matches]
    owns = [values.column(match.own, level) for match in step.matches]
    flags = None if step.where is None else values.column(step.where, member)
    elements = values.column(step.element, member)
    group_of = values.tree.above(level, step.within)
    groups = values.tree.members(member, step.within)
    candidates = _Candidates(step, theirs, groups)
    signs = [FUNCTIONS[match.sign].exact for match in step.matches]
    found: list[Value] = []
    for row in range(values.tree.rows(level)):
        own = [column[row] for column in owns]
        rows = candidates.of(group_of[row], own)
        counts = [
            conjunction(
                [
                    *([] if flags is None else [flags[at]]),
                    *(
                        sign((column[at], mine), ())
                        for sign, column, mine in zip(signs, theirs, own, strict=True)
                    ),
                ]
            )
            for at in rows
        ]
        k = None if step.k is None else value_of(step.k, values.reader(level, row))
        picked = rows if step.how is Reduce.COUNT else [elements[at] for at in rows]
        found.append(aggregate(step.how, picked, counts, k))  # type: ignore[arg-type]
    return found


class _Candidates:
    """The rows of each group that may match: all, or those equal in a comparison for
    equality whose values are all known."""

    def __init__(
        self, step: MatchStep, theirs: Sequence[Sequence[Value]], groups: Sequence[Sequence[int]]
    ) -> None:
        self._groups = groups
        self._at = next(
            (
                at
                for at, match in enumerate(step.matches)
                if match.sign == "eq" and not any(isinstance(one, Unknown) for one in theirs[at])
            ),
            None,
        )
        self._keys = () if self._at is None else theirs[self._at]
        self._made: dict[int, Mapping[Scalar, list[int]]] = {}

    def of(self, group: int, own: Sequence[Value]) -> Sequence[int]:
        """The rows of a group that may match one's own values."""
        rows = self._groups[group]
        if self._at is None:
            return rows
        mine = own[self._at]
        if isinstance(mine, Unknown):
            return rows
        index = self._made.get(group)
        if index is None:
            made: dict[Scalar, list[int]] = {}
            for row in rows:
                made.setdefault(_folded(self._keys[row]), []).append(row)
            index = self._made[group] = made
        return index.get(_folded(mine), [])


def _folded(value: Value) -> Scalar:
    assert not isinstance(value, Unknown)
    return value.casefold() if isinstance(value, str) else value
