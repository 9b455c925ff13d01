"""The first rows, from Python's start to the last: ``python -m bench.workload.first ROWS``."""

from __future__ import annotations

import sys

from bench.workload import by_columns, generate

if __name__ == "__main__":
    run, read = by_columns.prepare(generate.arrays(int(sys.argv[1])), 1)
    print(*(int(column.sum()) for column in read(run())))
