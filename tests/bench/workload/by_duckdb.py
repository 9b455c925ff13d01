"""The workload in DuckDB, by hand: BIGINT, with HUGEINT where a product needs it."""

from __future__ import annotations

from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from bench.workload import tables
from bench.workload.tables import Data, Prepared, Shares

TITLE = "DuckDB by hand"
EXACT, MOST_ROWS = True, None

_SHARE = """
    , {name}_sums AS (
        SELECT *, sum({name}) OVER county AS whole,
               sum(({name} + {half}) // {scale}) OVER county AS rounded
        FROM {before} WINDOW county AS (PARTITION BY county)
    ), {name}_floors AS (
        SELECT *, whole > {name}_pool::HUGEINT * {scale} AS short,
               CASE WHEN short THEN ({name}_pool::HUGEINT * {name} // whole)::BIGINT
                    ELSE {name} // {scale} END AS floor,
               CASE WHEN short THEN ({name}_pool::HUGEINT * {name} % whole)::BIGINT
                    ELSE {name} % {scale} END AS rest
        FROM {name}_sums
    ), {name}_places AS (
        SELECT *, sum(floor) OVER (PARTITION BY county) AS floors,
               row_number() OVER (PARTITION BY county ORDER BY rest DESC, town) AS place
        FROM {name}_floors
    ), {name}_done AS (
        SELECT * EXCLUDE (whole, rounded, short, floor, rest, floors, place, {name}),
               CASE WHEN NOT short AND rounded <= {name}_pool THEN ({name} + {half}) // {scale}
                    WHEN place <= {name}_pool - floors THEN floor + 1
                    ELSE floor END AS {name}
        FROM {name}_places
    )"""


def prepare(data: Data, threads: int) -> Prepared:
    link = duckdb.connect(config={"threads": threads})
    county = tables.counties_of(data)
    link.register("given", pa.table({
        "town": np.arange(len(county)), "county": county,
        "kind": data["类别"], "actual": data["实际收入"], "target": data["收入目标"],
        "score": data["绩效得分"], "veto": data["一票否决"], "over": data["超支额"],
    }))  # fmt: skip
    award_pool, support_pool = (data[name] for name in tables.POOLS)
    link.register("given_pools", pa.table({
        "county": np.arange(len(award_pool)), "award_pool": award_pool,
        "support_pool": support_pool,
    }))  # fmt: skip
    link.execute("CREATE TABLE towns AS FROM given")
    link.execute("CREATE TABLE pools AS FROM given_pools")
    text = query()

    def run() -> Any:
        return link.sql(text).to_arrow_table()

    def read(found: Any) -> Shares:
        order = np.argsort(found["town"].to_numpy())
        return tuple(found[name].to_numpy()[order] for name in ("award", "support"))

    return run, read


def query() -> str:
    rates = [_by_class(row[at] for row in tables.RATES) for at in range(3)]
    low, high = tables.EDGES
    factor = " ".join(f"WHEN score >= {least} THEN {f}" for least, f in tables.FACTORS[::-1])
    caps = _by_class(cap * tables.SUPPORT_SCALE for cap in tables.CAPS)
    claims = f"""
    WITH amounts AS (
        SELECT *, greatest(actual - target, 0) * 100 AS amount,
               target * {low} AS low, target * {high} AS high
        FROM towns JOIN pools USING (county)
    ), claims AS (
        SELECT town, county, award_pool, support_pool,
               CASE WHEN veto THEN 0 ELSE (
                   least(amount, low) * {rates[0]}
                   + greatest(least(amount, high) - low, 0) * {rates[1]}
                   + greatest(amount - high, 0) * {rates[2]}
               ) * CASE {factor} ELSE 0 END END AS award,
               least(over * {_by_class(tables.SUPPORT)}, {caps}) AS support
        FROM amounts
    )"""
    shares = "".join(
        _SHARE.format(name=name, before=before, scale=scale, half=scale // 2)
        for name, before, scale in (
            ("award", "claims", tables.AWARD_SCALE),
            ("support", "award_done", tables.SUPPORT_SCALE),
        )
    )
    return f"{claims}{shares} SELECT town, award, support FROM support_done"


def _by_class(values: Any) -> str:
    one, two, three = values
    return f"CASE kind WHEN 0 THEN {one}::BIGINT WHEN 1 THEN {two} ELSE {three} END"
