"""The workload in pandas, as an analyst who knows that floats are wrong would write it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from bench.workload import tables
from bench.workload.tables import Data, Prepared, Shares, as_they_are

TITLE = "pandas by hand"
EXACT, MOST_ROWS = True, None
_RATES = np.array(tables.RATES)
_SUPPORT = np.array(tables.SUPPORT)
_CAPS = np.array(tables.CAPS)


def prepare(data: Data, threads: int) -> Prepared:
    frame = pd.DataFrame({name: data[name] for name in tables.COLUMNS})
    frame["县"] = tables.counties_of(data)
    return lambda: by_pandas(frame, data), as_they_are


def by_pandas(frame: pd.DataFrame, data: Data) -> Shares:
    amount = (frame["实际收入"] - frame["收入目标"]).clip(lower=0) * 100
    low, high = (frame["收入目标"] * edge for edge in tables.EDGES)
    parts = [amount.clip(upper=low), (amount.clip(upper=high) - low).clip(lower=0),
             (amount - high).clip(lower=0)]  # fmt: skip
    award = sum(part * _RATES[frame["类别"], at] for at, part in enumerate(parts))
    factor = pd.cut(frame["绩效得分"], [-1, 59, 79, 89, 100], labels=[0, 8, 10, 11]).astype(int)
    award = (award * factor).mask(frame["一票否决"], 0)
    support = np.minimum(frame["超支额"] * _SUPPORT[frame["类别"]], _CAPS[frame["类别"]] * 10)
    award_pool, support_pool = (data[name] for name in tables.POOLS)
    return (
        _shares(frame["县"], award, tables.AWARD_SCALE, award_pool),
        _shares(frame["县"], support, tables.SUPPORT_SCALE, support_pool),
    )


def _shares(county: pd.Series, claim: pd.Series, scale: int, pools: np.ndarray) -> np.ndarray:
    whole = claim.groupby(county).transform("sum")
    pool = pd.Series(pools[county], index=county.index)
    short = whole > pool * scale
    # a * b // c with a * b beyond 2^63: the quotient by float, corrected by its remainder
    guess = (claim.astype(float) * pool / whole.where(short, 1)).astype("int64")
    rest = claim * pool - guess * whole
    step = (rest >= whole).astype("int64") - (rest < 0).astype("int64")
    floor, rest = guess + step, rest - step * whole
    rounded = (claim + scale // 2) // scale
    fits = ~short & (rounded.groupby(county).transform("sum") <= pool)
    floor = floor.where(short, claim // scale)
    rest = rest.where(short, claim % scale)
    left = pool - floor.groupby(county).transform("sum")
    place = rest.groupby(county).rank(method="first", ascending=False)
    return (floor + (place <= left)).where(~fits, rounded).to_numpy()
