"""Exact shares made whole: who bears what rounding leaves over.

Everything here counts in units of the rounding (分, 元, 万元 …): quotas are exact rationals,
shares are whole numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import assert_never

from jiangzhi.money import round_half_away
from jiangzhi.policy.model import Remainder


@dataclass(frozen=True, slots=True)
class Limits:
    """The least and the most a share may be, row by row; ``None`` is no limit upwards."""

    low: Sequence[int]
    high: Sequence[int | None]

    def room(self, row: int, share: int, *, upwards: bool) -> int | None:
        """How many units the share may still move, ``None`` for any number."""
        if not upwards:
            return share - self.low[row]
        top = self.high[row]
        return None if top is None else top - share


def settle(
    quotas: Sequence[Fraction],
    total: int,
    how: Remainder,
    *,
    order: Sequence[int],
    limits: Limits,
    nearest: bool = False,
) -> list[int]:
    """Whole shares of the quotas that add up to ``total``.

    - largest remainder: each quota rounded down, the units that are left over one by one to
      the largest remainders, equal ones in ``order``. With ``nearest`` each quota is first
      rounded half up, and the difference, which may be negative, goes out one by one too.
    - kept: each quota rounded down and no more. Should that exceed the total, the excess is
      taken off in ``order``.
    - to the largest, first or last: each quota rounded half up; the difference goes to the
      first row in ``order`` as far as its limits allow, then to the second, and so on.

    Quotas must lie within the limits, and the total between the sums of the limits; quotas
    are not negative.
    """
    if how.nearest or (nearest and how is not Remainder.KEPT):
        shares = [round_half_away(quota) for quota in quotas]
    else:
        shares = [quota.numerator // quota.denominator for quota in quotas]
    difference = total - sum(shares)
    match how:
        case Remainder.LARGEST_REMAINDER:
            sign = -1 if difference < 0 else 1
            place = {row: at for at, row in enumerate(order)}
            by_remainder = sorted(
                order, key=lambda row: (-sign * (quotas[row] - shares[row]), place[row])
            )
            _one_by_one(shares, difference, by_remainder, limits)
        case Remainder.KEPT:
            _in_turn(shares, min(difference, 0), order, limits)
        case Remainder.TO_LARGEST | Remainder.TO_FIRST | Remainder.TO_LAST:
            _in_turn(shares, difference, order, limits)
        case _:
            assert_never(how)
    return shares


def _in_turn(shares: list[int], difference: int, order: Sequence[int], limits: Limits) -> None:
    sign, left = (-1, -difference) if difference < 0 else (1, difference)
    for row in order:
        room = limits.room(row, shares[row], upwards=sign > 0)
        moved = left if room is None else min(left, room)
        shares[row] += sign * moved
        left -= moved


def _one_by_one(shares: list[int], difference: int, order: Sequence[int], limits: Limits) -> None:
    sign, left = (-1, -difference) if difference < 0 else (1, difference)
    while left:
        open_rows = [row for row in order if limits.room(row, shares[row], upwards=sign > 0) != 0]
        if not open_rows:
            return
        each = left // len(open_rows)
        for row in open_rows if each else open_rows[:left]:
            room = limits.room(row, shares[row], upwards=sign > 0)
            moved = max(each, 1) if room is None else min(max(each, 1), room)
            shares[row] += sign * moved
            left -= moved
