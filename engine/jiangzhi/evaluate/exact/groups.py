"""Steps that look at all rows of a group at once: totals, ranks, pools; and splits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from jiangzhi.evaluate.exact.aggregate import aggregate
from jiangzhi.evaluate.exact.allocate import Terms, allocate
from jiangzhi.evaluate.exact.match import matched
from jiangzhi.evaluate.exact.rank import ranks
from jiangzhi.evaluate.exact.split import split
from jiangzhi.evaluate.exact.table import Values
from jiangzhi.formula.evaluate import value_of
from jiangzhi.formula.types.value import State, Unknown, Value
from jiangzhi.plan.model import (
    AggregateStep,
    AllocateStep,
    GroupStep,
    MatchStep,
    RankStep,
    SplitStep,
)

_Item = TypeVar("_Item")


def group_values(step: GroupStep | SplitStep, values: Values) -> Sequence[Value]:
    """The step's value on every row of its level."""
    if isinstance(step, AggregateStep):
        return _aggregates(step, values)
    if isinstance(step, MatchStep):
        return matched(step, values)
    if isinstance(step, RankStep):
        return _ranks(step, values)
    if isinstance(step, AllocateStep):
        return _shares(step, values)
    return _parts(step, values)


def _aggregates(step: AggregateStep, values: Values) -> Sequence[Value]:
    level = step.head.level
    elements = values.column(step.element, step.member)
    flags = None if step.where is None else values.column(step.where, step.member)
    found: list[Value] = []
    for row, members in enumerate(values.tree.members(step.member, level)):
        k = None if step.k is None else value_of(step.k, values.reader(level, row))
        found.append(aggregate(step.how, _pick(elements, members), _maybe(flags, members), k))
    return found


def _ranks(step: RankStep, values: Values) -> Sequence[Value]:
    level = step.head.level
    column = values.column(step.value, level)
    flags = None if step.where is None else values.column(step.where, level)

    def of_group(members: Sequence[int], _group: int) -> Sequence[Value]:
        return ranks(
            _pick(column, members), _maybe(flags, members),
            descending=step.descending, ties=step.ties,
        )  # fmt: skip

    return _by_group(values, level, step.within, of_group)


def _shares(step: AllocateStep, values: Values) -> Sequence[Value]:
    level = step.head.level
    terms = Terms(step.share, step.rounding.unit, step.remainder, step.ratio_places)
    keys = values.tree.keys(level)
    pools = values.column(step.pool, step.within)
    claims = values.column(step.claim, level)
    flags, caps, floors, tiers = (
        None if name is None else values.column(name, level)
        for name in (step.takes_part, step.cap, step.floor, step.tier)
    )

    def of_group(members: Sequence[int], group: int) -> Sequence[Value]:
        return allocate(
            terms, pools[group], _pick(claims, members), _pick(keys, members),
            takes_part=_maybe(flags, members), caps=_maybe(caps, members),
            floors=_maybe(floors, members), tiers=_maybe(tiers, members),
        )  # fmt: skip

    return _by_group(values, level, step.within, of_group)


def _parts(step: SplitStep, values: Values) -> Sequence[Value]:
    every = values.splits.get(step.parts)
    if every is None:
        level = step.head.level
        amounts = values.column(step.amount, level)
        weights = [values.column(name, level) for name in step.weights]
        every = values.splits[step.parts] = [
            split(amount, row, step.rounding, step.remainder)
            for amount, *row in zip(amounts, *weights, strict=True)
        ]
    return [parts[step.index] for parts in every]


def _by_group(
    values: Values, level: str, within: str,
    of_group: Callable[[Sequence[int], int], Sequence[Value]],
) -> Sequence[Value]:  # fmt: skip
    found: list[Value] = [Unknown(State.MISSING)] * values.tree.rows(level)
    for group, members in enumerate(values.tree.members(level, within)):
        for row, value in zip(members, of_group(members, group), strict=True):
            found[row] = value
    return found


def _pick(column: Sequence[_Item], rows: Sequence[int]) -> list[_Item]:
    return [column[row] for row in rows]


def _maybe(column: Sequence[_Item] | None, rows: Sequence[int]) -> list[_Item] | None:
    return None if column is None else _pick(column, rows)
