"""Which results are deductions, and which one is the net of others: what a rise of each means.

A deduction is a result that the policy subtracts where it sums its results up
(拨付净额 = 超收奖励 - 扣减额), or that no sum has and whose name says so (体制上解).
What rose of it is to be collected, never to be paid.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from jiangzhi.formula.expr import Call, Expr, Read
from jiangzhi.formula.types.types import Kind
from jiangzhi.plan.model import Plan, RuleStep

#: Ends of names that say a deduction, and would be none with anything behind them: 扣减后办公经费.
_NAMES: Final = (
    "扣减", "扣减额", "扣款", "扣款额", "扣回", "扣回额", "扣缴额", "上解", "上解额", "上缴",
    "上缴额", "追缴额", "收回额",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Direction:
    """``deducted`` are the results of the subject that are deductions; ``nets`` those that sum up
    others, each with its parts and their signs."""

    deducted: frozenset[str]
    nets: Mapping[str, Mapping[str, int]]

    def sign(self, result: str) -> int:
        """1 where a rise is to be paid, -1 where it is to be collected."""
        return -1 if result in self.deducted else 1

    @property
    def net(self) -> str | None:
        """The one result that sums up all that any other sums up, where there is one."""
        parts = {name for one in self.nets.values() for name in one}
        tops = [name for name in self.nets if name not in parts]
        return tops[0] if len(tops) == 1 else None


#: Of no policy.
NO_DIRECTION: Final = Direction(frozenset(), {})


def direction_of(plan: Plan) -> Direction:
    """What the plan says of its results that are money."""
    results = [
        name
        for name in plan.results
        if plan.step(name).head.level == plan.subject
        and plan.step(name).head.type.kind is Kind.MONEY
    ]
    sums: dict[str, dict[str, int]] = {}
    for name in results:
        parts = _parts(plan, name, results)
        found = {part: sign for part, sign in parts.items() if part in results and part != name}
        if found:
            sums[name] = found
    subtracted = {part for one in sums.values() for part, sign in one.items() if sign < 0}
    added = {part for one in sums.values() for part, sign in one.items() if sign > 0}
    named = {name for name in results if name.endswith(_NAMES)} - added
    nets = {
        name: parts
        for name, parts in sums.items()
        if len(parts) > 1 and set(_parts(plan, name, results)) == set(parts)
    }
    return Direction(frozenset(subtracted - added | named), nets)


def _parts(plan: Plan, name: str, results: list[str]) -> dict[str, int]:
    """The reads that a step's one formula adds and subtracts; {} where it does anything else."""
    step = plan.step(name)
    if not isinstance(step, RuleStep) or len(step.cases) != 1 or step.cases[0].guards:
        return {}
    found = _linear(step.cases[0].value, 1)
    if found is None:
        return {}
    whole: dict[str, int] = {}
    for part, sign in found.items():
        inner = {} if part in results else _parts(plan, part, results)
        for leaf, own in (inner or {part: 1}).items():
            whole[leaf] = own * sign
    return whole


def _linear(expr: Expr, sign: int) -> dict[str, int] | None:
    match expr:
        case Read(name):
            return {name: sign}
        case Call("add", (one, other)):
            parts = (_linear(one, sign), _linear(other, sign))
        case Call("subtract", (one, other)):
            parts = (_linear(one, sign), _linear(other, -sign))
        case _:
            return None
    if parts[0] is None or parts[1] is None:
        return None
    return {**parts[0], **parts[1]}
