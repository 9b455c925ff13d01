"""The workload in polars, by hand: Int64, told that the counties stand in order."""

from __future__ import annotations

from typing import Any

import polars as pl
from bench.workload import tables
from bench.workload.tables import Data, Prepared, Shares

TITLE = "polars by hand"
#: The number of threads is fixed by POLARS_MAX_THREADS before polars is imported.
EXACT, MOST_ROWS = True, None


def prepare(data: Data, threads: int) -> Prepared:
    assert pl.thread_pool_size() == threads
    county = tables.counties_of(data)
    pools = {name: data[name][county] for name in tables.POOLS}
    columns = {name: data[name] for name in tables.COLUMNS}
    frame = pl.DataFrame({**columns, **pools, "县": county}).with_columns(pl.col("县").set_sorted())

    def run() -> Any:
        return plan(frame.lazy()).collect()

    def read(found: Any) -> Shares:
        return found["award"].to_numpy(), found["support"].to_numpy()

    return run, read


def plan(frame: pl.LazyFrame) -> pl.LazyFrame:
    target, score = pl.col("收入目标"), pl.col("绩效得分")
    amount = (pl.col("实际收入") - target).clip(lower_bound=0) * 100
    low, high = (target * edge for edge in tables.EDGES)
    parts = (pl.min_horizontal(amount, low),
             (pl.min_horizontal(amount, high) - low).clip(lower_bound=0),
             (amount - high).clip(lower_bound=0))  # fmt: skip
    rates = (_by_class([row[at] for row in tables.RATES]) for at in range(3))
    award = sum((part * rate for part, rate in zip(parts, rates, strict=True)), pl.lit(0))
    factor = (
        pl.when(score < 60).then(0).when(score < 80).then(8).when(score < 90).then(10)
        .otherwise(11).cast(pl.Int64)
    )  # fmt: skip
    award = pl.when(pl.col("一票否决")).then(0).otherwise(award * factor)
    caps = _by_class([cap * tables.SUPPORT_SCALE for cap in tables.CAPS])
    needed = pl.min_horizontal(pl.col("超支额") * _by_class(tables.SUPPORT), caps)
    frame = frame.with_columns(award=award, support=needed)
    for claims, pools, scale in (
        ("award", "奖励资金池", tables.AWARD_SCALE),
        ("support", "支持资金池", tables.SUPPORT_SCALE),
    ):
        frame = _shared_out(frame, claims, pools, scale)
    return frame.select("award", "support")


def _by_class(values: Any) -> pl.Expr:
    kind = pl.col("类别")
    return (
        pl.when(kind == 0).then(values[0]).when(kind == 1).then(values[1]).otherwise(values[2])
        .cast(pl.Int64)
    )  # fmt: skip


def _shared_out(frame: pl.LazyFrame, claims: str, pools: str, scale: int) -> pl.LazyFrame:
    claim, pool, whole = pl.col(claims), pl.col(pools), pl.col("whole")
    frame = frame.with_columns(rounded=(claim + scale // 2) // scale)
    frame = frame.with_columns(
        whole=claim.sum().over("县"), all_rounded=pl.col("rounded").sum().over("县")
    )
    frame = frame.with_columns(short=whole > pool * scale)
    # a * b // c with a * b beyond 2^63: the quotient by float, corrected by its remainder
    quotient = claim.cast(pl.Float64) * pool / whole
    frame = frame.with_columns(guess=pl.when("short").then(quotient).otherwise(0).cast(pl.Int64))
    frame = frame.with_columns(off=claim * pool - pl.col("guess") * whole)
    off = pl.col("off")
    frame = frame.with_columns(step=(off >= whole).cast(pl.Int64) - (off < 0).cast(pl.Int64))
    step = pl.col("step")
    frame = frame.with_columns(
        floor=pl.when("short").then(pl.col("guess") + step).otherwise(claim // scale),
        rest=pl.when("short").then(off - step * whole).otherwise(claim % scale),
    )
    left = pool - pl.col("floor").sum().over("县")
    place = pl.col("rest").rank("ordinal", descending=True).over("县").cast(pl.Int64)
    share = pl.col("floor") + (place <= left).cast(pl.Int64)
    fits = ~pl.col("short") & (pl.col("all_rounded") <= pool)
    return frame.with_columns(pl.when(fits).then(pl.col("rounded")).otherwise(share).alias(claims))
