"""Who shares in a pool on a piece: rows of whom nothing moves, and rows of whom something does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil, floor

from jiangzhi.explain.how_far.critical_region import Piece, as_ratio
from jiangzhi.explain.how_far.influence import Moving
from jiangzhi.explain.how_far.pools import Claimant, as_one
from jiangzhi.explain.how_far.rational_functions import Ratio, number
from jiangzhi.formula.types.value import Unknown, Value, worst
from jiangzhi.plan.model import AllocateStep


@dataclass(frozen=True, slots=True)
class Claimants:
    """The rows that take part in one pool. ``read`` gives a step's value in a row of its level."""

    moving: Moving
    piece: Piece
    read: Callable[[str, int], Value | Ratio]
    step: AllocateStep

    def of(self, group: int) -> list[Claimant | Unknown]:
        """Those of one group, and what is unknown of them. Raises ``Opaque``."""
        still, moving = self._apart(group)
        own = self.moving.own_row(self.step.head.name)
        return [*still, *(one for row in moving for one in self._one(row, told=row == own))]

    def _apart(self, group: int) -> tuple[list[Claimant | Unknown], tuple[int, ...]]:
        """The claimants of whom nothing moves, the same on every piece; and the other rows."""
        step = self.step
        key = (step.head.name, group)
        if key not in self.moving.claimants:
            context, own = self.moving.context, self.moving.own_row(step.head.name)
            clauses = (step.takes_part, step.claim, step.floor, step.cap, step.tier)
            names = [one for one in clauses if one is not None]
            still: list[Claimant | Unknown] = []
            moving: list[int] = []
            for row in context.members(step.head.level, step.within, group):
                if any(self.moving.moves(name, row) for name in names):
                    moving.append(row)
                else:
                    still.extend(self._one(row, told=row == own))
            if own is not None and self.moving.needed.get(step.head.name, set()) <= {own}:
                known = as_one(step, [one for one in still if isinstance(one, Claimant)])
                still = [*known, *(one for one in still if isinstance(one, Unknown))]
            self.moving.claimants[key] = still, tuple(moving)
        return self.moving.claimants[key]

    def _one(self, row: int, *, told: bool) -> tuple[Claimant | Unknown, ...]:
        """A row as it takes part; nothing where it does not."""
        step = self.step
        takes_part = True if step.takes_part is None else self.read(step.takes_part, row)
        if takes_part is not True:
            return (takes_part,) if isinstance(takes_part, Unknown) else ()
        unit = step.rounding.unit
        names = (step.claim, step.floor, step.cap, step.tier)
        values = [None if name is None else self.read(name, row) for name in names]
        unknown = worst([one for one in values if isinstance(one, Unknown)])
        if unknown is not None:
            return (unknown,)
        claim, low, high, tier = [None if one is None else as_ratio(one) for one in values]
        assert claim is not None
        if low is None:
            low = number(0)
        elif low.constant is None:
            low = self.piece.round(self.piece.extreme([low, number(0)], 1), unit)
        else:
            low = number(max(0, ceil(low.constant / unit)) * unit)
        if high is not None and high.constant is None:
            high = self.piece.round(high, unit)
        elif high is not None and high.constant is not None:
            high = number(floor(high.constant / unit) * unit)
        return (Claimant(row, claim, low, high, tier or number(0), told),)
