"""The workload in ZEN: claims as one compiled expression over JSON, the pools in Python.

ZEN decides each town by itself; it has no shares of a pool with a largest remainder. Its fastest
way of use is taken: one expression with the tables written into it, some counties at a time.
Decision tables, as its editor makes them, take fifty times as long.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import zen
from bench.workload import tables
from bench.workload.tables import Data, Prepared, Shares

TITLE = "ZEN by hand"
EXACT, MOST_ROWS = True, 20_000
_COUNTIES_AT_ONCE = 10
_NAMES = ("kind", "actual", "target", "score", "veto", "over")


def expression() -> str:
    amount = "max([t.actual - t.target, 0]) * 100"
    low, high = (f"t.target * {edge}" for edge in tables.EDGES)
    rates = [f"{[row[at] for row in tables.RATES]}[t.kind]" for at in range(3)]
    factor = " : ".join(f"t.score >= {least} ? {f}" for least, f in tables.FACTORS[::-1])
    caps = [cap * tables.SUPPORT_SCALE for cap in tables.CAPS]
    award = (
        f"(min([{amount}, {low}]) * {rates[0]}"
        f" + max([min([{amount}, {high}]) - {low}, 0]) * {rates[1]}"
        f" + max([{amount} - {high}, 0]) * {rates[2]}) * ({factor} : 0)"
    )
    support = f"min([t.over * {list(tables.SUPPORT)}[t.kind], {caps}[t.kind]])"
    return f"map(towns as t, [t.veto ? 0 : {award}, {support}])"


def prepare(data: Data, threads: int) -> Prepared:
    compiled = zen.compile_expression(expression())
    towns = len(data["实际收入"]) // len(data["奖励资金池"])
    columns = [data[name].tolist() for name in tables.COLUMNS]
    rows = [dict(zip(_NAMES, row, strict=True)) for row in zip(*columns, strict=True)]
    size = towns * _COUNTIES_AT_ONCE
    texts = [json.dumps({"towns": rows[at : at + size]}) for at in range(0, len(rows), size)]
    pools = [data[name].tolist() for name in tables.POOLS]
    scales = (tables.AWARD_SCALE, tables.SUPPORT_SCALE)

    def run() -> Any:
        claims = [claim for text in texts for claim in compiled.evaluate(text)]
        found: list[list[int]] = [[], []]
        for county, first in enumerate(range(0, len(claims), towns)):
            of = claims[first : first + towns]
            for at in range(2):
                claim = [int(one[at]) for one in of]
                found[at].extend(share_out(claim, scales[at], pools[at][county]))
        return found

    def read(found: Any) -> Shares:
        return np.array(found[0]), np.array(found[1])

    return run, read


def share_out(claims: list[int], scale: int, pool: int) -> list[int]:
    whole = sum(claims)
    if whole > pool * scale:
        parts = [divmod(pool * claim, whole) for claim in claims]
    else:
        rounded = [(claim + scale // 2) // scale for claim in claims]
        if sum(rounded) <= pool:
            return rounded
        parts = [divmod(claim, scale) for claim in claims]
    shares = [share for share, _ in parts]
    left = pool - sum(shares)
    for town in sorted(range(len(parts)), key=lambda at: (-parts[at][1], at))[:left]:
        shares[town] += 1
    return shares
