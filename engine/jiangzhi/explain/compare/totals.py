"""Differences added up: for each group (county) and for the whole, what is to pay and to claw
back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jiangzhi.explain.compare.compare import PARTS, Difference
from jiangzhi.formula.types.value import State


@dataclass(frozen=True, slots=True)
class Sums:
    """What towns come to. ``change`` is ``after - before``, the sum of the parts, and what is to
    pay less what is to claw back; of a deduction it is the other way round."""

    before: Fraction
    after: Fraction
    change: Fraction
    parts: tuple[Fraction, ...]
    to_pay: Fraction
    to_claw_back: Fraction

    @property
    def amounts(self) -> tuple[Fraction, ...]:
        """``before``, ``after``, ``change``, the parts, to pay, to claw back."""
        rest = (self.change, *self.parts, self.to_pay, self.to_claw_back)
        return (self.before, self.after, *rest)


@dataclass(frozen=True, slots=True)
class Total:
    """A group's differences in one result; ``group`` is () for the whole.

    ``before`` and ``after`` are ``None`` where a town's is not known, and ``states`` say why: the
    worst of any town's. ``known`` adds up the towns whose two results are known; the others are
    counted by ``open`` (missing) and ``failed`` (not computable). Unless both are 0, ``known`` is
    a part only, and the rest of the total is not known either.
    """

    group: tuple[str, ...]
    before: Fraction | None
    after: Fraction | None
    states: tuple[State, State]
    known: Sums
    open: int
    failed: int

    @property
    def state(self) -> State:
        """The worse of ``states``: what the total difference is, and each of its parts."""
        return max(self.states)

    @property
    def amounts(self) -> tuple[Fraction | None, ...]:
        """In the order of ``Sums.amounts``; ``None`` for what is not known."""
        is_whole = self.state is State.KNOWN
        rest = self.known.amounts[2:]
        return (self.before, self.after, *(one if is_whole else None for one in rest))


def totals_of(differences: Sequence[Difference]) -> tuple[Total, ...]:
    """The totals of one result: each group in its order, where there is more than one, and the
    whole last."""
    groups: dict[tuple[str, ...], list[Difference]] = {}
    for one in differences:
        groups.setdefault(one.town[:-1], []).append(one)
    of_groups = [_total(group, towns) for group, towns in groups.items()] if len(groups) > 1 else []
    return (*of_groups, _total((), differences))


def _total(group: tuple[str, ...], differences: Sequence[Difference]) -> Total:
    states = (
        max((one.states[0] for one in differences), default=State.KNOWN),
        max((one.states[1] for one in differences), default=State.KNOWN),
    )
    return Total(
        group=group,
        before=_sum(one.before for one in differences) if states[0] is State.KNOWN else None,
        after=_sum(one.after for one in differences) if states[1] is State.KNOWN else None,
        states=states,
        known=_sums([one for one in differences if one.state is State.KNOWN]),
        open=sum(one.state is State.MISSING for one in differences),
        failed=sum(one.state.failed for one in differences),
    )


def _sums(towns: Sequence[Difference]) -> Sums:
    changes = [one.change or Fraction(0) for one in towns]
    owed = [one.owed or Fraction(0) for one in towns]
    parts = [one.parts for one in towns if one.parts is not None]
    return Sums(
        before=_sum(one.before for one in towns),
        after=_sum(one.after for one in towns),
        change=_sum(changes),
        parts=tuple(_sum(one[at] for one in parts) for at in range(len(PARTS))),
        to_pay=_sum(one for one in owed if one > 0),
        to_claw_back=_sum(-one for one in owed if one < 0),
    )


def _sum(amounts: Iterable[Fraction | None]) -> Fraction:
    """A town that is not there adds nothing."""
    return sum((one for one in amounts if one is not None), Fraction(0))
