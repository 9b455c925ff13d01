"""The columns evaluator with its plan compiled, where it can."""

from __future__ import annotations

import inspect

from bench.workload import by_columns
from bench.workload.tables import Data, Prepared

from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns

TITLE = "columns, compiled"
EXACT, THREADS, MOST_ROWS = True, True, None
if "compiled" not in inspect.signature(evaluate_by_columns).parameters:
    raise ImportError("evaluate_by_columns compiles nothing")


def prepare(data: Data, threads: int) -> Prepared:
    run, read = by_columns.prepare(data, threads, compiled=True)
    run()
    return run, read
