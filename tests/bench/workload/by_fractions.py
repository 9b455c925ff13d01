"""Some counties of the workload by exact fractions, one town after the other: what is right."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import numpy as np
from bench.workload import tables
from bench.workload.tables import Data


def shares_of(data: Data, counties: Iterable[int]) -> dict[int, tuple[list[int], list[int]]]:
    """The awards and supports of the towns of some counties."""
    towns = len(data["实际收入"]) // len(data["奖励资金池"])
    found = {}
    for county in counties:
        rows = range(county * towns, (county + 1) * towns)
        claims = [_claims([data[name][row].item() for name in tables.COLUMNS]) for row in rows]
        pools = [int(data[name][county]) for name in tables.POOLS]
        found[county] = (
            _shared_out([award for award, _ in claims], pools[0]),
            _shared_out([support for _, support in claims], pools[1]),
        )
    return found


def _claims(town: list[int]) -> tuple[Fraction, Fraction]:
    kind, actual, target, score, veto, over = town
    excess = Fraction(max(0, actual - target))
    edges = [Fraction(0), *(Fraction(edge, 100) * target for edge in tables.EDGES), None]
    award = Fraction(0)
    for rate, low, high in zip(tables.RATES[kind], edges, edges[1:], strict=False):
        assert low is not None
        top = excess if high is None else min(excess, high)
        award += max(Fraction(0), top - low) * Fraction(rate, 100)
    factor = max((f for least, f in tables.FACTORS if score >= least), default=0)
    award = Fraction(0) if veto else award * Fraction(factor, 10)
    support = min(over * Fraction(tables.SUPPORT[kind], 10), Fraction(tables.CAPS[kind]))
    return award, support


def _shared_out(claims: list[Fraction], pool: int) -> list[int]:
    whole = sum(claims, Fraction(0))
    wanted = [claim * pool / whole for claim in claims] if whole > pool else claims
    rounded = [int(one + Fraction(1, 2)) for one in wanted]
    if whole <= pool and sum(rounded) <= pool:
        return rounded
    floors = [int(one) for one in wanted]
    rests = [one - floor for one, floor in zip(wanted, floors, strict=True)]
    first = sorted(range(len(claims)), key=lambda town: (-rests[town], town))
    for town in first[: pool - sum(floors)]:
        floors[town] += 1
    return floors


def wrong_counties(
    data: Data, award: np.ndarray, support: np.ndarray, counties: Iterable[int]
) -> list[int]:
    """Those of some counties whose shares are not what exact fractions say."""
    towns = len(data["实际收入"]) // len(data["奖励资金池"])
    wrong = []
    for county, shares in shares_of(data, counties).items():
        rows = slice(county * towns, (county + 1) * towns)
        if (award[rows].tolist(), support[rows].tolist()) != shares:
            wrong.append(county)
    return wrong
