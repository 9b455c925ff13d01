"""A plan followed over Parquet files, run after run of whole groups.

One run is read, one evaluated and one written at the same time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow.parquet as pq

from jiangzhi.diagnostic import FilePlace, Refused
from jiangzhi.evaluate.stream.inputs import Inputs
from jiangzhi.evaluate.stream.part import evaluated, refuse_what_needs_all_rows
from jiangzhi.evaluate.stream.results import (
    STATE,
    raw_of,
    results_of,
    schema_of,
)
from jiangzhi.facts.book.load import unreadable
from jiangzhi.facts.model import Given
from jiangzhi.facts.problems import OUTPUT_IS_INPUT
from jiangzhi.plan.model import Plan

#: Rows in memory at a time.
RUN_ROWS: Final = 400_000


@dataclass(frozen=True, slots=True)
class Streamed:
    """How many rows were written, and for each result how many of them are open."""

    rows: int
    open: Mapping[str, int]


def evaluate_stream(
    plan: Plan,
    tables: Mapping[str, Path],
    out: Path,
    *,
    given: Mapping[str, Given] | None = None,
    crosscheck: bool = True,
    run_rows: int = RUN_ROWS,
) -> Streamed:
    """Write the published results of every row of the subject's level to a new Parquet file.

    ``tables`` has one Parquet file for each level below the whole; a level that has no inputs
    needs none. Columns: the names of the row and of those above it, called as the levels, and
    the inputs, called as they are; money in whole 分, other numbers as integers or decimals,
    null is missing. Rows are sorted by name. Memory is bounded by ``run_rows`` and the largest
    group. ``out`` appears when all of it is written. Without ``crosscheck`` the second
    evaluator does not look at each run. Last year's values are taken for missing.

    Raises ``Refused`` for whatever is wrong with plan, files or values, ``OSError`` where
    ``out`` cannot be written.
    """
    refuse_what_needs_all_rows(plan)
    given = given or {}
    _refuse_to_write_over(out)
    inputs = Inputs(plan, tables, given, run_rows=run_rows)
    keys = inputs.keys(plan.subject)
    rows, still_open = 0, Counter(dict.fromkeys(results_of(plan), 0))
    # The executors come first: closing the file must wait for what is being written.
    with (
        _written_whole(out) as part,
        pq.ParquetWriter(
            part, schema_of(plan, keys), compression="zstd",
            use_dictionary=[*keys[:-1], *(f"{name}{STATE}" for name in results_of(plan))],
        ) as writer,
        ThreadPoolExecutor(1) as reading,
        ThreadPoolExecutor(1) as writing,
    ):  # fmt: skip
        written: Future[None] | None = None
        ahead = reading.submit(inputs.next_run)
        while (run := ahead.result()) is not None:
            ahead = reading.submit(inputs.next_run)
            outcome, table = evaluated(plan, run, keys, given=given, crosscheck=crosscheck)
            if written is not None:
                written.result()
            written = writing.submit(writer.write_table, table)
            rows += len(table)
            for name in still_open:
                still_open[name] += int((raw_of(outcome.steps[name]).states != 0).sum())
        if written is not None:
            written.result()
    return Streamed(rows, dict(still_open))


def _refuse_to_write_over(out: Path) -> None:
    if out.exists():
        raise Refused([OUTPUT_IS_INPUT.at(FilePlace(str(out)), file=out.name)])
    if not out.parent.is_dir():
        raise unreadable(str(out), "没有这个文件夹", "there is no such folder")


@contextmanager
def _written_whole(out: Path) -> Iterator[Path]:
    """A place to write beside a file, which takes its name when all is well."""
    part = out.with_name(f".{out.name}.part")
    try:
        yield part
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
