"""An outcome and the facts below it, as one Parquet file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from jiangzhi.evaluate.columns.values import Small
from jiangzhi.evaluate.model import Outcome
from jiangzhi.explain.store import names
from jiangzhi.explain.store.columns import encode
from jiangzhi.explain.store.keys import WORDS, chosen, constant, joined, keys_by_level
from jiangzhi.explain.store.plain import diagnostic_data, given_data, place_data
from jiangzhi.explain.store.texts import texts
from jiangzhi.plan.model import InputStep, PriorStep, RuleStep
from jiangzhi.workbook.model import LevelFacts


def trace_table(outcome: Outcome) -> pa.Table:
    """The trace as an Arrow table: the levels one below the other, in the plan's order."""
    layout = _Layout(outcome)
    _add_rows(layout)
    for step in outcome.plan.steps:
        head, values = step.head, outcome.steps[step.head.name]
        layout.add(head.name, head.level, encode(values.values, head.type))
        layout.add(head.name + names.STATE, head.level, _small(values.states, pa.int8()))
        if isinstance(step, RuleStep):
            layout.add(head.name + names.RULE, head.level, _small(values.rules, pa.int16()))
        if isinstance(step, InputStep):
            _add_input(layout, head.name, head.level)
        if isinstance(step, PriorStep):
            _add_prior(layout, step)
    table = pa.table(layout.columns)
    return table.replace_schema_metadata({names.METADATA: _metadata(outcome).encode()})


def write_trace(outcome: Outcome, path: Path) -> pa.Table:
    """Write the trace to a file, and return the table that was written."""
    table = trace_table(outcome)
    pq.write_table(
        table,
        path,
        compression="lz4",
        write_page_checksum=True,
        write_statistics=False,
        use_dictionary=[field.name for field in table.schema if _repeats(field.type)],
    )
    return table


def _repeats(kind: pa.DataType) -> bool:
    """Whether a column of the type has few different values: states, rules, names, words."""
    return bool(pa.types.is_dictionary(kind) or kind in (pa.int8(), pa.int16()))


class _Layout:
    """Columns under way: each level's values at its place among the rows of all levels."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.columns: dict[str, Any] = {}
        self.start: dict[str, int] = {}
        self.total = 0
        self.lines: dict[str, pa.Array] = {}
        self.nulls: dict[tuple[int, str], Any] = {}
        for level in outcome.plan.levels:
            self.start[level.name] = self.total
            self.total += len(outcome.facts.levels[level.name].keys)

    def add(self, name: str, level: str, array: Any) -> None:
        before = self.start[level]
        after = self.total - before - len(array)
        chunks = [self._nulls(before, array.type), array, self._nulls(after, array.type)]
        self.columns[name] = pa.chunked_array([chunk for chunk in chunks if len(chunk)], array.type)

    def _nulls(self, count: int, kind: pa.DataType) -> pa.Array:
        key = count, str(kind)
        if key not in self.nulls:
            self.nulls[key] = pa.nulls(count, kind)
        return self.nulls[key]

    def levels(self) -> list[LevelFacts]:
        return [self.outcome.facts.levels[level.name] for level in self.outcome.plan.levels]

    def whole(self, name: str, arrays: list[Any], kind: Any) -> None:
        self.columns[name] = pa.chunked_array([one for one in arrays if len(one)], kind)


def _small(values: Sequence[int], kind: Any) -> pa.Array:
    numbers = values.array if isinstance(values, Small) else values
    return pa.array(np.asarray(numbers, dtype=kind.to_pandas_dtype()), type=kind)


def _add_rows(layout: _Layout) -> None:
    levels = layout.levels()
    layout.whole(names.LEVEL, [constant(one.level, len(one.keys)) for one in levels], WORDS)
    for level, arrays in keys_by_level(layout.outcome).items():
        layout.whole(level, arrays, WORDS)
    numbers = [np.arange(len(one.keys), dtype=np.int32) for one in levels]
    layout.whole(names.NUMBER, [pa.array(one) for one in numbers], pa.int32())
    for name, columns in (
        (names.PARENT, [one.parents for one in levels]),
        (names.SOURCE, [one.source_of for one in levels]),
        (names.LINE, [one.row_of for one in levels]),
    ):
        layout.whole(name, [_small(column, pa.int32()) for column in columns], pa.int32())
    for name, field in ((names.FILE, "file"), (names.SHEET, "sheet")):
        found = [
            chosen([getattr(at, field) for at in one.sources], one.source_of) for one in levels
        ]
        layout.whole(name, found, WORDS)


def _add_input(layout: _Layout, name: str, level: str) -> None:
    """The text found and its cell. The value itself is the step's: where the document states
    what a blank counts as, or a parameter overrides it, evaluating again gives the same."""
    facts = layout.outcome.facts.levels[level]
    column = facts.columns.get(name)
    if column is None:
        return
    layout.add(name + names.RAW, level, texts(column.raw))
    letters = chosen([source.columns.get(name) for source in facts.sources], facts.source_of)
    if level not in layout.lines:
        layout.lines[level] = pa.array(np.asarray(facts.row_of, dtype=np.int64)).cast(pa.string())
    cells = joined(letters, layout.lines[level])
    moved = facts.cells.get(name, {})
    if moved:
        told = cells.to_pylist()
        for row, place in moved.items():
            told[row] = place.cell
        cells = pa.array(told, type=pa.string())
    layout.add(name + names.CELL, level, cells)
    if column.readings:
        readings = [column.readings.get(row) for row in range(len(facts.keys))]
        layout.add(name + names.READING, level, pa.array(readings, type=pa.string()))


def _add_prior(layout: _Layout, step: PriorStep) -> None:
    head = step.head
    keys = layout.outcome.facts.levels[head.level].keys
    of_last_year = layout.outcome.facts.prior.get(step.of, {})
    found = [of_last_year.get(tuple(key)) for key in keys]
    known = [
        0 if value is not None else 1 if tuple(key) in of_last_year else 2
        for key, value in zip(keys, found, strict=True)
    ]
    layout.add(head.name + names.PRIOR, head.level, encode(found, head.type))
    layout.add(head.name + names.PRIOR_STATE, head.level, _small(known, pa.int8()))


def _metadata(outcome: Outcome) -> str:
    facts = outcome.facts
    data = {
        "format": names.FORMAT,
        "evaluator": outcome.evaluator,
        "policy": outcome.plan.name,
        "policy_sha256": outcome.plan.policy_sha256,
        "sources": {
            level.name: [
                {
                    "file": source.file,
                    "sha256": source.sha256,
                    "sheet": source.sheet,
                    "columns": dict(sorted(source.columns.items())),
                }
                for source in facts.levels[level.name].sources
            ]
            for level in outcome.plan.levels
        },
        "cells": {
            level.name: {
                name: {str(row): place_data(place) for row, place in sorted(places.items())}
                for name, places in sorted(facts.levels[level.name].cells.items())
            }
            for level in outcome.plan.levels
        },
        "given": {name: given_data(one) for name, one in sorted(facts.given.items())},
        "prior": sorted(facts.prior),
        "prior_run": None if facts.prior_run is None else asdict(facts.prior_run),
        "files": dict(sorted(facts.files.items())),
        "notes": [diagnostic_data(note) for note in facts.notes],
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
