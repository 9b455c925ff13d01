"""One entrant in a process of its own: ``python -m bench.workload.worker MODULE THREADS FOLDER``.

It prints a line of JSON when it is ready: what it is, how the shares of its first run differ from
those in the folder, and the most memory that took. Then it runs once for each line of its input,
and prints what that took.
"""

from __future__ import annotations

import json
import os
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

SHARES = ("award", "support")


def load(folder: Path, names: tuple[str, ...]) -> dict[str, np.ndarray]:
    """Arrays whose pages all workers share."""
    return {name: np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r")) for name in names}


def head(data: dict[str, np.ndarray], rows: int) -> dict[str, np.ndarray]:
    """The first rows, in whole counties."""
    towns = len(data["实际收入"])
    return {name: array[: len(array) * rows // towns] for name, array in data.items()}


def differences(found: Any, right: dict[str, np.ndarray]) -> dict[str, Any]:
    """The share of rows that differ, and the largest difference in 分."""
    wrong = largest = rows = 0
    for name, column in zip(SHARES, found, strict=True):
        off = np.abs(np.asarray(column) - right[name][: len(column)])
        wrong, largest = wrong + int((off > 0).sum()), max(largest, int(off.max(initial=0)))
        rows += len(off)
    return {"wrong": wrong / rows, "largest": largest}


def main(name: str, threads: int, folder: Path) -> None:
    from bench.workload import tables

    try:
        module = import_module(f"bench.workload.{name}")
        data = load(folder, (*tables.COLUMNS, *tables.POOLS))
        towns = len(data["实际收入"])
        rows = min(towns, module.MOST_ROWS or towns)
        run, read = module.prepare(head(data, rows), threads)
        answer = differences(read(run()), load(folder, SHARES))
    except ImportError as error:
        print(json.dumps({"absent": str(error)}), flush=True)
        return
    told = {"title": module.TITLE, "rows": rows, "exact": module.EXACT, "peak": peak_bytes()}
    print(json.dumps({**answer, **told}), flush=True)
    for _ in sys.stdin:
        wall, cpu = time.perf_counter(), time.process_time()
        found = run()
        took = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        # what it gave is let go before the others' turn
        del found
        print(json.dumps(took), flush=True)


def peak_bytes() -> int | None:
    """The most memory this process ever held, where the system says so."""
    status = Path("/proc/self/status")
    if status.exists():
        # what getrusage says goes back to before the program was started, to its parent
        line = next(x for x in status.read_text().splitlines() if x.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    if sys.platform == "darwin":
        import resource

        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return None


if __name__ == "__main__":
    os.environ.setdefault("POLARS_MAX_THREADS", sys.argv[2])
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
