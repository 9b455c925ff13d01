"""The workload in C, compiled with the machine's own compiler: what one thread can do."""

from __future__ import annotations

import ctypes
import subprocess
import tempfile
from pathlib import Path

import numpy as np
from bench.workload.tables import COLUMNS, POOLS, Data, Prepared, Shares, as_they_are

TITLE = "C by hand, -O3"
EXACT, MOST_ROWS = True, None


def prepare(data: Data, threads: int) -> Prepared:
    with tempfile.TemporaryDirectory() as folder:
        library = Path(folder) / "by_c.so"
        source = Path(__file__).with_suffix(".c")
        subprocess.run(
            ["cc", "-O3", "-march=native", "-shared", "-fPIC", str(source), "-o", str(library)],
            check=True,
        )
        evaluate = ctypes.CDLL(str(library)).evaluate
    towns, counties = len(data["实际收入"]), len(data[POOLS[0]])

    def run() -> Shares:
        shares = np.zeros(towns, np.int64), np.zeros(towns, np.int64)
        pointers = [data[name].ctypes.data_as(ctypes.c_void_p) for name in (*COLUMNS, *POOLS)]
        pointers += [share.ctypes.data_as(ctypes.c_void_p) for share in shares]
        evaluate(ctypes.c_int64(counties), ctypes.c_int64(towns // counties), *pointers)
        return shares

    return run, as_they_are
