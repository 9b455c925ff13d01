"""The workload in numba, by hand: the loop of C, its products mended as in numpy."""

from __future__ import annotations

import numba
import numpy as np
from bench.workload import tables
from bench.workload.tables import COLUMNS, POOLS, Data, Prepared, Shares, as_they_are
from numba import njit, prange

TITLE = "numba by hand"
EXACT, MOST_ROWS = True, None
_RATES = np.array(tables.RATES)
_SUPPORT = np.array(tables.SUPPORT)
_CAPS = np.array(tables.CAPS)


@njit(inline="always")
def _share_out(claim, scale, pool, share, rest):
    total = 0
    for town in range(len(claim)):
        total += claim[town]
    left = pool
    if total <= pool * scale:
        rounded = 0
        for town in range(len(claim)):
            share[town] = (claim[town] + scale // 2) // scale
            rounded += share[town]
        if rounded <= pool:
            return
        for town in range(len(claim)):
            share[town] = claim[town] // scale
            rest[town] = claim[town] - share[town] * scale
            left -= share[town]
    else:
        for town in range(len(claim)):
            # the product wraps beyond 2^63, and so does what is taken from it
            quotient = np.int64(np.float64(pool) * np.float64(claim[town]) / np.float64(total))
            remainder = pool * claim[town] - quotient * total
            if remainder < 0:
                quotient, remainder = quotient - 1, remainder + total
            elif remainder >= total:
                quotient, remainder = quotient + 1, remainder - total
            share[town], rest[town] = quotient, remainder
            left -= quotient
    while left > 0:
        best = 0
        for town in range(1, len(claim)):
            if rest[town] > rest[best]:
                best = town
        share[best] += 1
        rest[best] = -1
        left -= 1


@njit(parallel=True)
def _evaluate(of_towns, of_counties):
    kind, actual, target, score, veto, over = of_towns
    award_pool, support_pool = of_counties
    counties = len(award_pool)
    towns = len(actual) // counties
    award = np.empty(len(actual), np.int64)
    support = np.empty(len(actual), np.int64)
    for county in prange(counties):
        claim = np.empty(towns, np.int64)
        rest = np.empty(towns, np.int64)
        first = county * towns
        for town in range(towns):
            at = first + town
            amount = max(actual[at] - target[at], 0) * 100
            low, high = target[at] * 5, target[at] * 15
            one = min(amount, low)
            two = amount - one if amount < high else high - low
            three = amount - high if amount > high else 0
            rate = _RATES[kind[at]]
            points = score[at]
            factor = 0 if points < 60 else 8 if points < 80 else 10 if points < 90 else 11
            whole = (one * rate[0] + two * rate[1] + three * rate[2]) * factor
            claim[town] = 0 if veto[at] else whole
        _share_out(claim, 100_000, award_pool[county], award[first : first + towns], rest)
        for town in range(towns):
            at = first + town
            claim[town] = min(over[at] * _SUPPORT[kind[at]], _CAPS[kind[at]] * 10)
        _share_out(claim, 10, support_pool[county], support[first : first + towns], rest)
    return award, support


def prepare(data: Data, threads: int) -> Prepared:
    numba.set_num_threads(threads)
    of_towns = tuple(data[name] for name in COLUMNS)
    of_counties = tuple(data[name] for name in POOLS)

    def run() -> Shares:
        return _evaluate(of_towns, of_counties)

    run()
    return run, as_they_are
