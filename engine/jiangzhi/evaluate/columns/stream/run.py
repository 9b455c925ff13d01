"""A plan followed over Parquet files, run after run of whole groups."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from jiangzhi.evaluate.columns.evaluate import evaluate_by_columns
from jiangzhi.evaluate.columns.schedule import stages_of
from jiangzhi.evaluate.columns.stream.source import Source
from jiangzhi.evaluate.columns.stream.tables import (
    level_facts,
    results_table,
    rows_above,
    schema_of,
)
from jiangzhi.formula.types import Type
from jiangzhi.plan.model import InputStep, Plan
from jiangzhi.workbook.model import Facts, Given, LevelFacts

#: Rows in memory at a time.
RUN_ROWS = 200_000


def evaluate_stream(
    plan: Plan,
    tables: Mapping[str, Path],
    out: Path,
    *,
    given: Mapping[str, Given] | None = None,
    run_rows: int = RUN_ROWS,
) -> int:
    """Write the published results of every row of the subject's level; returns their number.

    ``tables`` has one Parquet file for each level below the whole: the names of the row and
    of those above it in columns called as the levels, the inputs in columns called as they
    are (money in whole 分, other numbers as integers or decimals, null is missing), rows
    sorted by name. Memory is bounded by ``run_rows`` and the largest group.

    Raises ``ValueError`` for a plan with a total, rank or pool over all groups, which no
    part of the rows can know, and for rows that are not sorted or have no row above them.
    """
    whole = next(level for level in plan.levels if level.parent is None)
    below = [level for level in plan.levels if level.parent == whole.name]
    if len(below) != 1 or _looks_over_all(plan, whole.name):
        raise ValueError("the plan needs all rows at once")
    keys = _keys(plan, whole.name)
    kinds = {level.name: _inputs(plan, level.name) for level in plan.levels}
    sources = {
        level.name: Source(tables[level.name], keys[level.name], detail=level.detail, rows=run_rows)
        for level in plan.levels
        if level is not whole
    }
    largest = max(sources.values(), key=lambda source: source.rows)
    rows = 0
    with pq.ParquetWriter(out, schema_of(plan, keys[plan.subject])) as writer:
        last: str | None = ""
        while last is not None:
            last = largest.last_whole_group(run_rows)
            run = {name: source.through(last) for name, source in sources.items()}
            levels = {whole.name: _of_whole(whole.name)}
            for level in plan.levels[1:]:
                table = run[level.name]
                assert level.parent is not None
                above = (
                    np.zeros(len(table), dtype=np.int64)
                    if level.parent == whole.name
                    else rows_above(table, run[level.parent], keys[level.parent])
                )
                levels[level.name] = level_facts(
                    level.name, table, keys[level.name], above, kinds[level.name]
                )
            outcome = evaluate_by_columns(plan, Facts(levels, given or {}, {}, {}, ()))
            subject = run[plan.subject]
            writer.write_table(results_table(plan, outcome, subject, keys[plan.subject]))
            rows += len(subject)
    return rows


def _looks_over_all(plan: Plan, whole: str) -> bool:
    for stage in stages_of(plan):
        for step in stage.crossing:
            if any(plan.step(need).head.level != whole for need in step.head.needs):
                return True
    return False


def _keys(plan: Plan, whole: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {whole: ()}
    for level in plan.levels[1:]:
        assert level.parent is not None
        above = found[level.parent]
        found[level.name] = above if level.detail else (*above, level.name)
    return found


def _inputs(plan: Plan, level: str) -> dict[str, Type]:
    steps = [step for step in plan.steps if isinstance(step, InputStep)]
    return {s.input.name: s.head.type for s in steps if s.head.level == level}


def _of_whole(name: str) -> LevelFacts:
    return LevelFacts(name, [()], [0], (), [-1], [0], {})
