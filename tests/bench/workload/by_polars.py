"""The workload in polars, by hand: Int64, with Int128 where a product needs it."""

from __future__ import annotations

import numpy as np
import polars as pl


def by_polars(data, *, rates, support, caps):
    """The two columns of shares. ``rates`` by class and band, ``support`` and ``caps`` by class."""
    towns, counties = len(data["实际收入"]), len(data["奖励资金池"])
    town = ("类别", "实际收入", "收入目标", "绩效得分", "一票否决", "超支额")
    county = np.repeat(np.arange(counties), towns // counties)
    pools = {name: data[name][county] for name in ("奖励资金池", "支持资金池")}
    frame = pl.DataFrame({**{name: data[name] for name in town}, **pools, "县": county})

    def by_class(values):
        kind = pl.col("类别")
        return pl.when(kind == 0).then(values[0]).when(kind == 1).then(values[1]).otherwise(
            values[2]
        ).cast(pl.Int64)  # fmt: skip

    target, score = pl.col("收入目标"), pl.col("绩效得分")
    amount = (pl.col("实际收入") - target).clip(lower_bound=0) * 100
    low, high = target * 5, target * 15
    parts = (pl.min_horizontal(amount, low),
             (pl.min_horizontal(amount, high) - low).clip(lower_bound=0),
             (amount - high).clip(lower_bound=0))  # fmt: skip
    award = sum(part * by_class([row[at] for row in rates]) for at, part in enumerate(parts))
    factor = (
        pl.when(score < 60).then(0).when(score < 80).then(8).when(score < 90).then(10)
        .otherwise(11).cast(pl.Int64)
    )  # fmt: skip
    award = pl.when(pl.col("一票否决")).then(0).otherwise(award * factor)
    needed = pl.min_horizontal(pl.col("超支额") * by_class(support), by_class(caps) * 10)
    frame = frame.with_columns(award=award, needed=needed)
    return (
        _shares(frame, "award", "奖励资金池", 100_000),
        _shares(frame, "needed", "支持资金池", 10),
    )


def _shares(frame, claims, pools, scale):
    claim, pool = pl.col(claims), pl.col(pools)
    frame = frame.with_columns(whole=claim.sum().over("县"), rounded=(claim + scale // 2) // scale)
    whole = pl.col("whole")
    short = whole > pool * scale
    product = claim.cast(pl.Int128) * pool.cast(pl.Int128)
    under = pl.when(short).then(whole).otherwise(1)
    floor = (product // under.cast(pl.Int128)).cast(pl.Int64)
    rest = (product % under.cast(pl.Int128)).cast(pl.Int64)
    frame = frame.with_columns(
        short=short,
        floor=pl.when(short).then(floor).otherwise(claim // scale),
        rest=pl.when(short).then(rest).otherwise(claim % scale),
    )
    fits = ~pl.col("short") & (pl.col("rounded").sum().over("县") <= pool)
    left = pool - pl.col("floor").sum().over("县")
    place = (-pl.col("rest")).rank("ordinal").over("县").cast(pl.Int64)
    share = pl.col("floor") + (place <= left).cast(pl.Int64)
    return frame.select(pl.when(fits).then(pl.col("rounded")).otherwise(share))[:, 0].to_numpy()
