"""The workload by other means: C by hand, pandas by hand. Both exact."""

from __future__ import annotations

import ctypes
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

Data = dict[str, np.ndarray]
Shares = tuple[np.ndarray, np.ndarray]

_RATES = np.array([[30, 40, 50], [25, 35, 45], [40, 50, 60]])
_SUPPORT = np.array([6, 5, 7])
_COLUMNS = ("类别", "实际收入", "收入目标", "绩效得分", "一票否决", "超支额")
_CAPS = np.array([200_000_000, 150_000_000, 300_000_000])
TABLES = {"rates": _RATES.tolist(), "support": _SUPPORT.tolist(), "caps": _CAPS.tolist()}


def compiled(folder: Path) -> Callable[[Data], Shares]:
    """``by_hand.c``, compiled with the machine's own compiler."""
    source, library = Path(__file__).with_name("by_hand.c"), folder / "by_hand.so"
    subprocess.run(
        ["cc", "-O3", "-march=native", "-shared", "-fPIC", str(source), "-o", str(library)],
        check=True,
    )
    evaluate = ctypes.CDLL(str(library)).evaluate

    def run(data: Data) -> Shares:
        towns, counties = len(data["实际收入"]), len(data["奖励资金池"])
        shares = np.zeros(towns, np.int64), np.zeros(towns, np.int64)
        names = ("类别", "实际收入", "收入目标", "绩效得分", "一票否决", "超支额",
                 "奖励资金池", "支持资金池")  # fmt: skip
        pointers = [data[name].ctypes.data_as(ctypes.c_void_p) for name in names]
        pointers += [share.ctypes.data_as(ctypes.c_void_p) for share in shares]
        evaluate(ctypes.c_int64(counties), ctypes.c_int64(towns // counties), *pointers)
        return shares

    return run


def by_pandas(data: Data) -> Shares:
    """As an analyst who knows that floats are wrong would write it."""
    towns, counties = len(data["实际收入"]), len(data["奖励资金池"])
    frame = pd.DataFrame({name: data[name] for name in _COLUMNS})
    frame["县"] = np.repeat(np.arange(counties), towns // counties)
    amount = (frame["实际收入"] - frame["收入目标"]).clip(lower=0) * 100
    low, high = frame["收入目标"] * 5, frame["收入目标"] * 15
    parts = [amount.clip(upper=low), (amount.clip(upper=high) - low).clip(lower=0),
             (amount - high).clip(lower=0)]  # fmt: skip
    award = sum(part * _RATES[frame["类别"], at] for at, part in enumerate(parts))
    factor = pd.cut(frame["绩效得分"], [-1, 59, 79, 89, 100], labels=[0, 8, 10, 11]).astype(int)
    award = (award * factor).mask(frame["一票否决"], 0)
    support = np.minimum(frame["超支额"] * _SUPPORT[frame["类别"]], _CAPS[frame["类别"]] * 10)
    return (
        _pandas_shares(frame["县"], award, 100_000, data["奖励资金池"]),
        _pandas_shares(frame["县"], support, 10, data["支持资金池"]),
    )


def _pandas_shares(county: pd.Series, claim: pd.Series, scale: int, pools: np.ndarray):
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
