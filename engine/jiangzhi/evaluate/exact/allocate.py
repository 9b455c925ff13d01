"""A pool shared among the rows of a group, to the last unit.

The amounts are counted in units of the rounding. What of the pool is less than a unit stays
in it; a cap counts rounded down to whole units, a floor rounded up: so no share ever exceeds
its cap, or falls below its floor, by its rounding.

Who takes part: rows whose flag is not false; the others get 0, whatever else is unknown.
One unknown flag, or one unknown claim, cap, floor or tier of a row that takes part, or an
unknown pool, makes all shares unknown in the worst of their states. So do, in this order:

- a negative pool (``POOL_NEGATIVE``), a negative claim or weight (``CLAIM_NEGATIVE``);
- a negative cap, or a floor above the cap of the same row (``NOT_IN_DOMAIN``);
- floors that together exceed the pool (``FLOORS_EXCEED_POOL``).

**By need.** The need of a row is its claim, at most its cap, at least its floor. Where the
pool covers the needs, each row gets its need rounded half up; only if the rounding itself
overdraws the pool do the remainders decide who is rounded up. Where the pool is short, each
need is scaled by one factor, but never below its floor, and all of the pool is paid out.
With ``ratio_places`` that factor, taken of the pool before it is rounded to units, is rounded
to so many decimals (at most 1), each product is rounded half up, and the difference to the
pool goes as ``remainder`` says.

**By weight.** All of the pool is paid out, each share weight times one factor, held between
floor and cap; what a cap cuts off goes to the others. Only where every row is at its cap
does something stay in the pool. If all weights are zero nothing is shared out, not even
floors. A row of weight zero gets its floor.

**Tiers.** The rows of the smallest tier are served first, then the next with what is left;
the floors of later tiers are set aside before.

**The remainder.** ``LARGEST_REMAINDER``: units left over one by one to the largest remainders,
equal ones by key. ``TO_LARGEST``: to the largest claim, as far as its limits allow, then to
the next; equal ones by key. ``KEPT``: each share is rounded down and the rest stays in the
pool. Rows with one key (details) stand in the order of the workbook.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from jiangzhi.evaluate.exact.scale import factor_for
from jiangzhi.evaluate.exact.served import Row, Served
from jiangzhi.evaluate.exact.whole_units import Limits, settle
from jiangzhi.formula.types.value import State, Unknown, Value, worst
from jiangzhi.money import round_half_away
from jiangzhi.policy.model import Remainder, Share


@dataclass(frozen=True, slots=True)
class Terms:
    """How a pool is shared out: the clauses that hold for all rows alike."""

    share: Share
    unit: Fraction
    remainder: Remainder = Remainder.LARGEST_REMAINDER
    ratio_places: int | None = None


def allocate(
    terms: Terms,
    pool: Value,
    claims: Sequence[Value],
    keys: Sequence[tuple[str, ...]],
    *,
    takes_part: Sequence[Value] | None = None,
    caps: Sequence[Value] | None = None,
    floors: Sequence[Value] | None = None,
    tiers: Sequence[Value] | None = None,
) -> list[Value]:
    """The share of every row of one group, in 分, as the module says."""
    return allocate_recorded(
        terms, pool, claims, keys, takes_part=takes_part, caps=caps, floors=floors, tiers=tiers
    )[0]


def allocate_recorded(
    terms: Terms,
    pool: Value,
    claims: Sequence[Value],
    keys: Sequence[tuple[str, ...]],
    *,
    takes_part: Sequence[Value] | None = None,
    caps: Sequence[Value] | None = None,
    floors: Sequence[Value] | None = None,
    tiers: Sequence[Value] | None = None,
) -> tuple[list[Value], tuple[Served, ...]]:
    """The shares as ``allocate`` gives them, and how each tier was served: none where the
    shares are not known. ``Row.index`` counts the rows of the group."""
    flags = [True] * len(claims) if takes_part is None else takes_part
    clauses = [c for c in (claims, caps, floors, tiers) if c is not None]
    taking = [i for i, flag in enumerate(flags) if flag is True]
    unknown = worst([pool, *flags, *(clause[i] for clause in clauses for i in taking)])
    shares: dict[int, int] = {}
    record: tuple[Served, ...] = ()
    if unknown is None:
        assert isinstance(pool, Fraction)
        unit = terms.unit if terms.share is Share.BY_NEED else Fraction(1)
        rows = [
            Row(
                index=i, key=keys[i], claim=_number(claims, i) / unit,
                low=0 if floors is None else max(0, -(-_number(floors, i) // terms.unit)),
                high=None if caps is None else _number(caps, i) // terms.unit,
                tier=Fraction(0) if tiers is None else _number(tiers, i),
            )
            for i in taking
        ]  # fmt: skip
        unknown = _refusal(pool / terms.unit, rows)
        if unknown is None:
            record = _share_out(terms, pool / terms.unit, rows)
            for served in record:
                for row, share in zip(served.rows, served.shares, strict=True):
                    shares[row.index] = share
    values: list[Value] = [
        Fraction(0) if flag is False
        else unknown if unknown is not None
        else shares[i] * terms.unit
        for i, flag in enumerate(flags)
    ]  # fmt: skip
    return values, record


def _number(values: Sequence[Value], index: int) -> Fraction:
    value = values[index]
    assert isinstance(value, Fraction)
    return value


def _refusal(pool: Fraction, rows: Sequence[Row]) -> Unknown | None:
    if pool < 0:
        return Unknown(State.POOL_NEGATIVE)
    if any(row.claim < 0 for row in rows):
        return Unknown(State.CLAIM_NEGATIVE)
    if any(row.high is not None and row.high < row.low for row in rows):
        return Unknown(State.NOT_IN_DOMAIN)
    if sum(row.low for row in rows) > pool:
        return Unknown(State.FLOORS_EXCEED_POOL)
    return None


def _share_out(terms: Terms, pool: Fraction, rows: Sequence[Row]) -> tuple[Served, ...]:
    by_need = terms.share is Share.BY_NEED
    idle = not by_need and not any(row.claim for row in rows)
    ordered = sorted(rows, key=lambda row: row.key)
    left = pool - sum(row.low for row in rows)
    record: list[Served] = []
    for tier in sorted({row.tier for row in rows}):
        rows_of_tier = [row for row in ordered if row.tier == tier]
        left += sum(row.low for row in rows_of_tier)
        if idle:
            served = _nothing(left, rows_of_tier)
        else:
            served = (_by_need if by_need else _by_weight)(terms, left, rows_of_tier)
        left -= sum(served.shares)
        record.append(served)
    return tuple(record)


def _nothing(available: Fraction, rows: Sequence[Row]) -> Served:
    zeros = [Fraction(0)] * len(rows)
    return Served(False, rows, available, zeros, None, zeros, [0] * len(rows))


def _by_need(terms: Terms, available: Fraction, rows: Sequence[Row]) -> Served:
    units = available.numerator // available.denominator
    low = [row.low for row in rows]
    needs = [_held(row.claim, row.low, row.high) for row in rows]
    limits = Limits(low, [-(-need.numerator // need.denominator) for need in needs])
    order = _preferred(terms, rows)
    if sum(needs) <= units:
        shares = [round_half_away(need) for need in needs]
        if terms.remainder is Remainder.KEPT or sum(shares) > units:
            shares = settle(needs, units, terms.remainder, order=order, limits=limits)
        return Served(True, rows, available, needs, Fraction(1), needs, shares, enough=True)
    if terms.ratio_places is None:
        factor = factor_for(units, needs, low, needs)
    else:
        scale = 10**terms.ratio_places
        exact = factor_for(min(available, sum(needs)), needs, low, needs)
        factor = Fraction(round_half_away(exact * scale), scale)
    quotas = [max(Fraction(least), factor * need) for least, need in zip(low, needs, strict=True)]
    shares = settle(
        quotas, units, terms.remainder, order=order, limits=limits,
        nearest=terms.ratio_places is not None,
    )  # fmt: skip
    return Served(True, rows, available, needs, factor, quotas, shares)


def _by_weight(terms: Terms, available: Fraction, rows: Sequence[Row]) -> Served:
    units = available.numerator // available.denominator
    low = [row.low for row in rows]
    high = [row.high if row.claim else row.low for row in rows]
    capped = [most for most in high if most is not None]
    total = min(units, sum(capped)) if len(capped) == len(rows) else units
    weights = [row.claim for row in rows]
    if not any(weights):
        floors = [Fraction(least) for least in low]
        return Served(False, rows, available, weights, None, floors, low)
    factor = factor_for(total, weights, low, high)
    quotas = [_held(factor * weight, least, most) for weight, least, most in zip(
        weights, low, high, strict=True
    )]  # fmt: skip
    order = _preferred(terms, rows)
    shares = settle(quotas, total, terms.remainder, order=order, limits=Limits(low, high))
    return Served(False, rows, available, weights, factor, quotas, shares)


def _held(quota: Fraction, low: int, high: int | None) -> Fraction:
    quota = max(quota, Fraction(low))
    return quota if high is None else min(quota, Fraction(high))


def _preferred(terms: Terms, rows: Sequence[Row]) -> Sequence[int]:
    """Positions in the rows, which stand in the order of their keys."""
    if terms.remainder is Remainder.LARGEST_REMAINDER:
        return range(len(rows))
    return sorted(range(len(rows)), key=lambda at: -rows[at].claim)
