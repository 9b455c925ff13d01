"""The columns evaluator with its plan compiled: the extra ``compiled``."""

from __future__ import annotations

from bench.workload import by_columns
from bench.workload.tables import Data, Prepared

TITLE = "columns, compiled"
EXACT, MOST_ROWS = True, None


def prepare(data: Data, threads: int) -> Prepared:
    """What compiling takes each time is timed; what numba takes once in a process is not."""
    run, read = by_columns.prepare(data, threads, compiled=True)
    run()
    return run, read
