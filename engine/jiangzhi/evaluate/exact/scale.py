"""The factor at which weights, held between floors and caps, add up to a total."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


def factor_for(
    total: Fraction | int,
    weights: Sequence[Fraction],
    low: Sequence[int],
    high: Sequence[Fraction | int | None],
) -> Fraction:
    """The f at which Σ min(max(f·weight, low), high) = total.

    The sum rises with f in straight pieces; the pieces change where a weight leaves its floor
    or meets its cap. At least one weight is positive; the total lies between the sum of the
    floors and the most that the weights can take, where f is the least that does it.
    """
    fixed = Fraction(sum(low))
    slope = Fraction(0)
    turns: list[tuple[Fraction, Fraction, Fraction]] = []
    for weight, least, most in zip(weights, low, high, strict=True):
        if weight == 0:
            continue
        if least:
            turns.append((least / weight, Fraction(-least), weight))
        else:
            slope += weight
        if most is not None:
            turns.append((most / weight, Fraction(most), -weight))
    factor = Fraction(0)
    for at, fixed_change, slope_change in sorted(turns):
        if fixed + slope * at >= total:
            break
        factor = at
        fixed += fixed_change
        slope += slope_change
    return (total - fixed) / slope if slope else factor
