"""Parquet to Parquet: what it costs against the number of rows, and the memory that it holds."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from bench.figures import megabytes
from bench.workload.compare import in_a_process

#: What no number of rows may exceed.
MOST_BYTES = 10**9

SIZES = [
    *(pytest.param(10**power, id=f"1e{power}") for power in (3, 4, 5)),
    *(pytest.param(10**power, id=f"1e{power}", marks=pytest.mark.slow) for power in (6, 7, 8)),
]


@pytest.fixture
def folder() -> Iterator[Path]:
    """Not pytest's own, which outlives the test: 10^8 rows are gigabytes."""
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def files(what: str, folder: Path, rows: int) -> dict[str, float]:
    answer: dict[str, float] = json.loads(
        in_a_process("bench.workload.files", what, str(folder), str(rows))
    )
    return answer


@pytest.mark.parametrize("rows", SIZES)
def test_parquet_to_parquet(benchmark, figures, folder, rows):
    files("write", folder, rows)
    section = figures.section(
        "Parquet to Parquet: cost against rows",
        "rows", "crosscheck", "seconds", "M rows/s", "processor s a M rows", "peak MB",
        "read MB", "written MB",
    )  # fmt: skip
    for what, crosscheck in (("evaluate-alone", "off"), ("evaluate", "on")):
        out = folder / "out.parquet"
        out.unlink(missing_ok=True)
        if what == "evaluate":
            found = benchmark.pedantic(files, args=(what, folder, rows), rounds=1)
        else:
            found = files(what, folder, rows)
        assert found["rows"] == rows
        assert not found["peak"] or found["peak"] < MOST_BYTES
        read = sum((folder / f"{level}.parquet").stat().st_size for level in ("县区", "镇街"))
        section.add(
            f"{rows:,}", crosscheck, f"{found['wall']:.2f}", f"{rows / found['wall'] / 1e6:.2f}",
            f"{found['cpu'] / rows * 1e6:.2f}", megabytes(found["peak"]), megabytes(read),
            megabytes(out.stat().st_size),
        )  # fmt: skip
    assert files("check", folder, rows) == {"wrong": 0, "unbalanced": 0}
