"""The data of a comparison and the right shares: ``python -m bench.workload.right FOLDER ROWS``."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from bench.workload import by_columns, by_fractions, generate, tables
from bench.workload.worker import SHARES

#: Counties that are computed by exact fractions.
SAMPLES = 100


def main(folder: Path, rows: int) -> None:
    """Write arrays for all; the shares are those of columns, where exact fractions agree."""
    data = generate.arrays(rows)
    run, read = by_columns.prepare(data, 1)
    shares = read(run())
    counties = len(data[tables.POOLS[0]])
    some = np.random.default_rng(1).choice(counties, min(SAMPLES, counties), replace=False)
    wrong = by_fractions.wrong_counties(data, *shares, some.tolist())
    assert wrong == [], f"columns is wrong on counties {wrong}"
    for name, array in {**data, **dict(zip(SHARES, shares, strict=True))}.items():
        np.save(folder / f"{name}.npy", array)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
