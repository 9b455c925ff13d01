"""An outcome and the facts below it, as one Parquet file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.parquet as pq  # type: ignore[import-untyped]

from jiangzhi.evaluate.columns.values import Small
from jiangzhi.evaluate.model import Outcome
from jiangzhi.explain.store import names
from jiangzhi.explain.store.columns import encode
from jiangzhi.explain.store.plain import diagnostic_data, given_data, place_data
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
    pq.write_table(table, path, compression="zstd", compression_level=1, write_page_checksum=True)
    return table


class _Layout:
    """Columns under way: each level's values at its place among the rows of all levels."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self.columns: dict[str, Any] = {}
        self.start: dict[str, int] = {}
        self.total = 0
        for level in outcome.plan.levels:
            self.start[level.name] = self.total
            self.total += len(outcome.facts.levels[level.name].keys)

    def add(self, name: str, level: str, array: Any) -> None:
        before = self.start[level]
        after = self.total - before - len(array)
        chunks = [pa.nulls(before, array.type), array, pa.nulls(after, array.type)]
        self.columns[name] = pa.chunked_array([chunk for chunk in chunks if len(chunk)], array.type)

    def levels(self) -> list[LevelFacts]:
        return [self.outcome.facts.levels[level.name] for level in self.outcome.plan.levels]

    def whole(self, name: str, arrays: list[Any], kind: Any) -> None:
        self.columns[name] = pa.chunked_array([one for one in arrays if len(one)], kind)


def _small(values: Sequence[int], kind: Any) -> pa.Array:
    numbers = values.array if isinstance(values, Small) else values
    return pa.array(np.asarray(numbers, dtype=kind.to_pandas_dtype()), type=kind)


def _words(values: Sequence[str | None]) -> pa.Array:
    return pa.array(values, type=pa.string()).dictionary_encode()


def _add_rows(layout: _Layout) -> None:
    levels = layout.levels()
    words = pa.dictionary(pa.int32(), pa.string())
    keyed = [
        level.name
        for level in layout.outcome.plan.levels
        if level.parent is not None and not level.detail
    ]
    layout.whole(names.LEVEL, [_words([one.level] * len(one.keys)) for one in levels], words)
    for level in keyed:
        layout.whole(level, [_words(_keys_on(layout, one, level)) for one in levels], words)
    numbers = [np.arange(len(one.keys), dtype=np.int32) for one in levels]
    layout.whole(names.NUMBER, [pa.array(one) for one in numbers], pa.int32())
    for name, columns in (
        (names.PARENT, [one.parents for one in levels]),
        (names.SOURCE, [one.source_of for one in levels]),
        (names.LINE, [one.row_of for one in levels]),
    ):
        layout.whole(name, [_small(column, pa.int32()) for column in columns], pa.int32())
    for name, field in ((names.FILE, "file"), (names.SHEET, "sheet")):
        found = []
        for one in levels:
            texts = [getattr(source, field) for source in one.sources]
            found.append(_words([texts[at] if at >= 0 else None for at in one.source_of]))
        layout.whole(name, found, words)


def _keys_on(layout: _Layout, facts: LevelFacts, target: str) -> list[str | None]:
    """The name that each row's key holds for a level, null where the row stands above it."""
    chain: list[str] = []
    level: str | None = facts.level
    while level is not None:
        described = layout.outcome.plan.level(level)
        if described.parent is not None and not described.detail:
            chain.insert(0, level)
        level = described.parent
    if target not in chain:
        return [None] * len(facts.keys)
    at = chain.index(target)
    return [key[at] for key in facts.keys]


def _add_input(layout: _Layout, name: str, level: str) -> None:
    """The text found and its cell. The value itself is the step's: where the document states
    what a blank counts as, or a parameter overrides it, evaluating again gives the same."""
    facts = layout.outcome.facts.levels[level]
    column = facts.columns.get(name)
    if column is None:
        return
    layout.add(name + names.RAW, level, pa.array(column.raw, type=pa.string()))
    letters = [source.columns.get(name) for source in facts.sources]
    cells = [
        f"{letters[source]}{line}" if source >= 0 and letters[source] is not None else None
        for source, line in zip(facts.source_of, facts.row_of, strict=True)
    ]
    for row, place in facts.cells.get(name, {}).items():
        cells[row] = place.cell
    layout.add(name + names.CELL, level, pa.array(cells, type=pa.string()))
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
        "files": dict(sorted(facts.files.items())),
        "notes": [diagnostic_data(note) for note in facts.notes],
    }
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
