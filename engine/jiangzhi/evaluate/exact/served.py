"""The record of an allocation: how each tier was served, and what held each row.

The allocation makes it as it goes; whoever explains a share reads it instead of working the
share out again. Everything counts in units of the rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction


class Cover(Enum):
    """How far a tier's claims, or a pool without tiers, were met."""

    REFUSED = "refused"
    NOTHING = "nothing"
    PART = "part"
    FULL = "full"


class Hold(Enum):
    """What holds a row's share."""

    NONE = "none"
    CAP = "cap"
    FLOOR = "floor"


@dataclass(frozen=True, slots=True)
class Row:
    """A row that takes part, everything counted in units. ``high`` is ``None`` without a cap."""

    index: int
    key: tuple[str, ...]
    claim: Fraction
    low: int
    high: int | None
    tier: Fraction


@dataclass(frozen=True, slots=True)
class Served:
    """One tier: ``rows`` in the order of their keys, and ``available``, what was left for it
    with the floors of its own rows.

    ``bases`` are what the factor multiplies: needs (claims within their limits), or weights.
    ``factor`` is ``None`` where all weights are zero. ``quotas`` are the shares before, and
    ``shares`` after they were made whole; ``enough`` says that all needs were paid in full.
    """

    by_need: bool
    rows: Sequence[Row]
    available: Fraction
    bases: Sequence[Fraction]
    factor: Fraction | None
    quotas: Sequence[Fraction]
    shares: Sequence[int]
    enough: bool = False

    @property
    def tier(self) -> Fraction:
        """The number of the tier, 0 where the pool has none."""
        return self.rows[0].tier

    @property
    def cover(self) -> Cover:
        """How far the tier was served."""
        units = self.available.numerator // self.available.denominator
        if self.by_need:
            if self.enough:
                return Cover.FULL
            return Cover.NOTHING if units <= sum(row.low for row in self.rows) else Cover.PART
        caps = [row.high for row in self.rows if row.claim]
        known = [cap for cap in caps if cap is not None]
        if known and len(known) == len(caps):
            idle = sum(row.low for row in self.rows if not row.claim)
            if units >= sum(known) + idle:
                return Cover.FULL
        return Cover.PART

    def hold(self, at: int) -> Hold:
        """What held the share of the row at a place of ``rows``."""
        row, base = self.rows[at], self.bases[at]
        factor = self.factor
        if self.by_need:
            if base < row.claim:
                return Hold.CAP
            lifted = base > row.claim or (factor is not None and factor * base < row.low)
            return Hold.FLOOR if lifted else Hold.NONE
        if factor is None or not row.claim:
            # A row of weight zero gets its floor and no more.
            return Hold.FLOOR if factor is not None and row.low else Hold.NONE
        scaled = factor * row.claim
        if row.high is not None and (scaled > row.high or self.cover is Cover.FULL):
            return Hold.CAP
        return Hold.FLOOR if scaled < row.low else Hold.NONE
