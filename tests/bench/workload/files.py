"""The workload as Parquet files of any length: written, evaluated and checked piece by piece.

Each is a process of its own, so that what one holds is not counted for another:
``python -m bench.workload.files write|evaluate|check FOLDER ROWS`` prints one line of JSON.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from bench.workload import by_fractions, generate, tables
from bench.workload.by_columns import RESULTS
from bench.workload.tables import Data
from bench.workload.worker import peak_bytes

#: Rows generated at a time, each piece by a seed of its own.
PIECE = 1_000_000
#: Counties of each piece that are computed by exact fractions.
SAMPLES = 2


def pieces(rows: int) -> Iterator[tuple[int, Data]]:
    """The first row of each piece, and its data."""
    for number, first in enumerate(range(0, rows, PIECE)):
        yield first, generate.arrays(min(PIECE, rows - first), seed=7 + number)


def numbered(word: str, first: int, count: int, digits: int) -> pa.Array:
    texts = pa.array(np.arange(first, first + count)).cast(pa.string())
    padded = pc.utf8_lpad(texts, digits, "0")
    return pc.binary_join_element_wise(pa.scalar(word), padded, "")


def write(folder: Path, rows: int) -> None:
    writers: dict[str, pq.ParquetWriter] = {}
    for first, data in pieces(rows):
        counties = len(data[tables.POOLS[0]])
        names = numbered("县", first // generate.TOWNS_OF_A_COUNTY, counties, 8)
        county = pa.table({"县区": names, **{name: data[name] for name in tables.POOLS}})
        columns = {name: data[name] for name in tables.COLUMNS}
        town = pa.table({
            "县区": names.take(pa.array(tables.counties_of(data))),
            "镇街": numbered("镇", first, len(data["实际收入"]), 9),
            **columns, "类别": pa.array(generate.CLASSES).take(pa.array(data["类别"])),
        })  # fmt: skip
        for level, table in (("县区", county), ("镇街", town)):
            if level not in writers:
                path = folder / f"{level}.parquet"
                writers[level] = pq.ParquetWriter(path, table.schema, compression="zstd")
            writers[level].write_table(table)
    for writer in writers.values():
        writer.close()


def evaluate(folder: Path, *, crosscheck: bool) -> dict[str, float | int | None]:
    from jiangzhi.evaluate.stream.run import evaluate_stream

    plan = generate.load_plan()
    files = {level: folder / f"{level}.parquet" for level in ("县区", "镇街")}
    wall, cpu = time.perf_counter(), time.process_time()
    done = evaluate_stream(plan, files, folder / "out.parquet", crosscheck=crosscheck)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    assert not any(done.open.values())
    return {"rows": done.rows, "wall": wall, "cpu": cpu, "peak": peak_bytes()}


def check(folder: Path, rows: int) -> dict[str, int]:
    """Every county's shares against its pools, and some counties against exact fractions."""
    file = pq.ParquetFile(folder / "out.parquet")
    batches = file.iter_batches(PIECE, columns=["镇街", *RESULTS])
    held = file.schema_arrow.empty_table().select(["镇街", *RESULTS])
    wrong = unbalanced = 0
    for first, data in pieces(rows):
        count = len(data["实际收入"])
        while len(held) < count:
            held = pa.concat_tables([held, pa.Table.from_batches([next(batches)])])
        piece, held = held.slice(0, count), held.slice(count)
        assert piece["镇街"].combine_chunks().equals(numbered("镇", first, count, 9))
        award, support = (piece[name].to_numpy() for name in RESULTS)
        draw = np.random.default_rng(first)
        some = draw.choice(count // generate.TOWNS_OF_A_COUNTY, SAMPLES, replace=False)
        wrong += len(by_fractions.wrong_counties(data, award, support, some.tolist()))
        unbalanced += _unbalanced(data, award, support)
    assert not len(held)
    return {"wrong": wrong, "unbalanced": unbalanced}


def _unbalanced(data: Data, award: np.ndarray, support: np.ndarray) -> int:
    """Counties whose shares do not use up a pool that is short, or are not the rounded claims."""
    bad = np.zeros(len(data[tables.POOLS[0]]), dtype=bool)
    scales = (tables.AWARD_SCALE, tables.SUPPORT_SCALE)
    for claim, shares, pool, scale in zip(
        claims_of(data), (award, support), tables.POOLS, scales, strict=True
    ):
        of = claim.reshape(len(bad), -1)
        rounded = ((of + scale // 2) // scale).sum(axis=1)
        due = np.minimum(rounded, data[pool])
        bad |= shares.reshape(len(bad), -1).sum(axis=1) != due
    return int(bad.sum())


def claims_of(data: Data) -> tuple[np.ndarray, np.ndarray]:
    """What each town would get of pools without end, in parts of a 分."""
    kind, target = data["类别"], data["收入目标"]
    amount = np.maximum(data["实际收入"] - target, 0) * 100
    low, high = (target * edge for edge in tables.EDGES)
    bands = (np.minimum(amount, low), np.clip(amount, low, high) - low,
             np.maximum(amount - high, 0))  # fmt: skip
    whole = sum(band * np.array(tables.RATES)[kind, at] for at, band in enumerate(bands))
    factor = np.array([0, *(f for _, f in tables.FACTORS)])[
        np.searchsorted([least for least, _ in tables.FACTORS], data["绩效得分"], side="right")
    ]
    award = np.where(data["一票否决"], 0, whole * factor)
    caps = np.array(tables.CAPS)[kind] * tables.SUPPORT_SCALE
    return award, np.minimum(data["超支额"] * np.array(tables.SUPPORT)[kind], caps)


def main(what: str, folder: Path, rows: int) -> None:
    answer: dict[str, float | int | None] = {}
    if what == "write":
        write(folder, rows)
    elif what == "check":
        answer.update(check(folder, rows))
    else:
        answer.update(evaluate(folder, crosscheck=what == "evaluate"))
    print(json.dumps(answer))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
