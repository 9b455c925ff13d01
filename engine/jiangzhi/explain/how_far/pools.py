"""A pool on a piece: every share as a function of the input that moves.

Where a pool is short, or shared by weights, the rows divide into those that a cap or floor
holds and those that one factor multiplies. Which row is which is found just beyond the
piece's beginning; the piece ends where the first of these answers turns. Shares are followed
before they are made whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor

from jiangzhi.explain.how_far.critical_region import Piece, total
from jiangzhi.explain.how_far.label import Label, Sort
from jiangzhi.explain.how_far.rational_functions import Ratio, number
from jiangzhi.formula.types.value import State, Unknown
from jiangzhi.money import round_half_away
from jiangzhi.plan.model import AllocateStep
from jiangzhi.policy.model import Remainder, Share

_NOTHING = number(0)


@dataclass(frozen=True, slots=True)
class Claimant:
    """A row that takes part: its claim or weight and its limits (in whole units where they
    stand still). ``told`` where it is the entity asked about."""

    row: int
    claim: Ratio
    low: Ratio
    high: Ratio | None
    tier: Ratio
    told: bool = False
    #: Of rows that stand still and are followed as one: what they are paid, in whole units, where
    #: each gets what it needs.
    in_full: Fraction | None = None

    @property
    def stands_still(self) -> bool:
        """Whether nothing of it moves."""
        limits = (self.claim, self.low, self.high or _NOTHING)
        return all(one.constant is not None for one in limits)


def as_one(step: AllocateStep, rows: Sequence[Claimant]) -> list[Claimant]:
    """Rows that stand still and that nothing but the common factor can hold back are one
    claimant of their tier; the others stay as they are."""
    by_need = step.share is Share.BY_NEED
    apart: list[Claimant] = []
    joined: dict[Ratio, list[Fraction]] = {}
    for one in rows:
        claim, low, high = one.claim.constant, one.low.constant, one.high
        if one.told or claim is None or low != 0 or not (high is None or by_need) or claim < 0:
            apart.append(one)
        elif high is None:
            joined.setdefault(one.tier, []).append(claim)
        elif high.constant is not None and high.constant >= 0:
            joined.setdefault(one.tier, []).append(min(claim, high.constant))
        else:
            apart.append(one)
    for at, (tier, claims) in enumerate(joined.items()):
        paid = sum((whole_share(step, claim) for claim in claims), Fraction(0))
        summed = number(sum(claims, Fraction(0)))
        apart.append(Claimant(-1 - at, summed, _NOTHING, None, tier, in_full=paid))
    return apart


def whole_share(step: AllocateStep, share: Fraction) -> Fraction:
    """A share that is paid in full, in whole units."""
    whole = floor if step.remainder is Remainder.KEPT else round_half_away
    return step.rounding.unit * whole(share / step.rounding.unit)


@dataclass(frozen=True, slots=True)
class Sharing:
    """One pool being shared out on a piece. ``told`` is whether the entity asked about takes
    part, so that the pool's and its tiers' turns are told."""

    step: AllocateStep
    piece: Piece
    told: bool

    def shares(self, pool: Ratio, rows: Sequence[Claimant]) -> dict[int, Ratio] | Unknown:
        """The share of every row, before it is made whole. Raises ``Opaque``."""
        refused = self._refused(pool, rows)
        if refused is not None:
            return refused
        by_need = self.step.share is Share.BY_NEED
        found: dict[int, Ratio] = {}
        if not by_need and all(self.piece.sign(one.claim) == 0 for one in rows):
            return dict.fromkeys((one.row for one in rows), _NOTHING)
        left = pool - total([one.low for one in rows])
        for served in self._tiers(rows):
            left = left + total([one.low for one in served])
            paid = self._by_need(left, served) if by_need else self._by_weight(left, served)
            left = left - total(self._made_whole(served, paid))
            found.update((one.row, share) for one, share in zip(served, paid, strict=True))
        return found

    def _tiers(self, rows: Sequence[Claimant]) -> list[list[Claimant]]:
        """The rows by their tiers, the first first."""
        if all(one.tier.constant is not None for one in rows):
            keys = sorted({one.tier.constant for one in rows if one.tier.constant is not None})
            return [[one for one in rows if one.tier.constant == key] for key in keys]
        found: list[list[Claimant]] = []
        for at in self.piece.ordered([one.tier for one in rows]):
            one = rows[at]
            if found and self.piece.sign(one.tier - found[-1][0].tier) == 0:
                found[-1].append(one)
            else:
                found.append([one])
        return found

    def label(self, sort: Sort, tier: Fraction | None = None) -> Label | None:
        """What the reader is told where something turns."""
        return Label(self.step.head.name, sort, tier=tier) if self.told else None

    def _refused(self, pool: Ratio, rows: Sequence[Claimant]) -> Unknown | None:
        with self.piece.telling(self.label(Sort.REFUSED)):
            if self.piece.sign(pool) < 0:
                return Unknown(State.POOL_NEGATIVE)
            if any(self.piece.sign(one.claim) < 0 for one in rows):
                return Unknown(State.CLAIM_NEGATIVE)
            if any(
                one.high is not None and self.piece.sign(one.high - one.low) < 0 for one in rows
            ):
                return Unknown(State.NOT_IN_DOMAIN)
            if self.piece.sign(total([one.low for one in rows]) - pool) > 0:
                return Unknown(State.FLOORS_EXCEED_POOL)
        return None

    def _by_need(self, left: Ratio, rows: Sequence[Claimant]) -> list[Ratio]:
        tier = rows[0].tier.constant
        needs = [self._need(one) for one in rows]
        sought = total(needs)
        with self.piece.telling(self.label(Sort.POOL, tier)):
            if self._covers(left, sought):
                return needs
            # The tier gets nothing at all beyond its floors where nothing is left for it.
            self.piece.sign(left - total([one.low for one in rows]))
        floors_only = [
            replace(one, claim=need, high=None) for one, need in zip(rows, needs, strict=True)
        ]
        if self.step.ratio_places is not None:
            self.piece.round(_over(left, sought), Fraction(1, 10**self.step.ratio_places))
        return self._by_factor(left, floors_only)

    def _covers(self, left: Ratio, sought: Ratio) -> bool:
        """Whether what is left, in whole units, covers what is sought."""
        unit = self.step.rounding.unit
        if sought.constant is not None:
            return self.piece.sign(left - number(ceil(sought.constant / unit) * unit)) >= 0
        if left.constant is not None:
            return self.piece.sign(sought - number(floor(left.constant / unit) * unit)) <= 0
        return self.piece.sign(sought - self.piece.round(left, unit)) <= 0

    def _need(self, one: Claimant) -> Ratio:
        with self.piece.telling(self.label(Sort.LIMIT) if one.told else None):
            need = one.claim
            if one.low.constant != 0 and self.piece.sign(need - one.low) < 0:
                need = one.low
            if one.high is not None and self.piece.sign(need - one.high) > 0:
                need = one.high
        return need

    def _by_weight(self, left: Ratio, rows: Sequence[Claimant]) -> list[Ratio]:
        weighted = [one for one in rows if self._weighs(one)]
        if not weighted:
            return [one.low for one in rows]
        left = left - total([one.low for one in rows if one not in weighted])
        if all(one.high is not None for one in weighted):
            most = total([one.high for one in weighted if one.high is not None])
            with self.piece.telling(self.label(Sort.POOL, rows[0].tier.constant)):
                more_than_all = self.piece.sign(left - most) >= 0
            if more_than_all:
                return [(one.high or one.low) if one in weighted else one.low for one in rows]
        shares = dict(
            zip((one.row for one in weighted), self._by_factor(left, weighted), strict=True)
        )
        return [shares.get(one.row, one.low) for one in rows]

    def _weighs(self, one: Claimant) -> bool:
        with self.piece.telling(self.label(Sort.LIMIT) if one.told else None):
            return self.piece.sign(one.claim) != 0

    def _by_factor(self, left: Ratio, rows: Sequence[Claimant]) -> list[Ratio]:
        """Each claim times one factor, held between its limits, adding up to what is left."""
        left = self.piece.round(left, self.step.rounding.unit)
        held: dict[int, Ratio] = {}
        while True:
            free = [one for one in rows if one.row not in held]
            factor = _NOTHING
            if free:
                factor = _over(left - total(list(held.values())), total([o.claim for o in free]))
            under = [o for o in free if self.piece.quiet_sign(factor * o.claim - o.low) < 0]
            over = [
                o for o in free
                if o.high is not None and self.piece.quiet_sign(factor * o.claim - o.high) > 0
            ]  # fmt: skip
            lifted = total([o.low - factor * o.claim for o in under])
            cut = total([factor * o.claim - o.high for o in over if o.high is not None])
            balance = self.piece.quiet_sign(lifted - cut) if under or over else 0
            if balance >= 0:
                held.update((o.row, o.low) for o in under)
            if balance <= 0:
                held.update((o.row, o.high) for o in over if o.high is not None)
            if not under and not over:
                break
        for one in rows:
            with self.piece.telling(self.label(Sort.LIMIT) if one.told else None):
                scaled = factor * one.claim
                if one.low.constant != 0:
                    self.piece.sign(scaled - one.low)
                if one.high is not None:
                    self.piece.sign(scaled - one.high)
        return [held.get(one.row, factor * one.claim) for one in rows]

    def _made_whole(self, rows: Sequence[Claimant], paid: Sequence[Ratio]) -> list[Ratio]:
        """What a tier leaves to the next: shares that stand still as they are paid, the others
        before their rounding."""
        made: list[Ratio] = []
        for one, share in zip(rows, paid, strict=True):
            if share.constant is None or not one.stands_still:
                made.append(share.blunted())
            elif one.in_full is not None:
                in_full = share.constant == one.claim.constant
                made.append(number(one.in_full) if in_full else share)
            else:
                made.append(number(whole_share(self.step, share.constant)))
        return made


def _over(one: Ratio, other: Ratio) -> Ratio:
    return _NOTHING if other.constant == 0 else one * other.inverse()
