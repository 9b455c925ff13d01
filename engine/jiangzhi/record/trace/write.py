"""An outcome and the facts below it, as one table and as one Parquet file."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
import pyarrow as pa

from jiangzhi.evaluate.model import Outcome
from jiangzhi.plan.model import InputStep, PriorStep, RuleStep
from jiangzhi.record.trace import names
from jiangzhi.record.trace.columns import encode
from jiangzhi.record.trace.inputs import add_input
from jiangzhi.record.trace.keys import keys_by_level
from jiangzhi.record.trace.layout import Layout
from jiangzhi.record.trace.parquet import write_table
from jiangzhi.record.trace.plain import diagnostic_data, given_data, place_data
from jiangzhi.record.trace.words import WORDS, chosen, constant


def trace_table(outcome: Outcome) -> pa.Table:
    """The trace as an Arrow table: the levels one below the other, in the plan's order."""
    layout = Layout(outcome)
    _add_rows(layout)
    for step in outcome.plan.steps:
        head, values = step.head, outcome.steps[step.head.name]
        layout.add(head.name, head.level, encode(values.values, head.type))
        layout.add_integers(head.name + names.STATE, head.level, values.states, np.int8)
        if isinstance(step, RuleStep):
            layout.add_integers(head.name + names.RULE, head.level, values.rules, np.int16)
        if isinstance(step, InputStep):
            add_input(layout, step)
        if isinstance(step, PriorStep):
            _add_prior(layout, step)
    fields = [pa.field(name, one.type, not _is_full(name, one.type))
              for name, one in layout.columns.items()]  # fmt: skip
    words = [field.name for field in fields if pa.types.is_dictionary(field.type)]
    metadata = {names.METADATA: _metadata(outcome, words).encode()}
    return pa.table(layout.columns, pa.schema(fields, metadata))


def write_trace(outcome: Outcome, path: Path) -> pa.Table:
    """Write the trace to a file, and return the table that was written."""
    table = trace_table(outcome)
    write_table(table, path)
    return table


def _is_full(name: str, kind: pa.DataType) -> bool:
    """Whether every row has a value: levels, and the small numbers of rows and quantities."""
    return bool(name == names.LEVEL or pa.types.is_integer(kind))


def _add_rows(layout: Layout) -> None:
    levels = layout.levels
    layout.whole(names.LEVEL, [constant(one.level, len(one.keys)) for one in levels], WORDS)
    for name, arrays in keys_by_level(layout.outcome, layout.parents).items():
        layout.whole(name, arrays, arrays[0].type)
    for name, columns in (
        (names.NUMBER, [np.arange(len(one.keys), dtype=np.int32) for one in levels]),
        (names.PARENT, layout.parents.values()),
        (names.SOURCE, layout.source_of.values()),
        (names.LINE, layout.row_of.values()),
    ):
        layout.whole(name, [pa.array(column) for column in columns], pa.int32())
    for name, field in ((names.FILE, "file"), (names.SHEET, "sheet")):
        found = [
            chosen([getattr(at, field) for at in one.sources], layout.source_of[one.level])
            for one in levels
        ]
        layout.whole(name, found, WORDS)


def _add_prior(layout: Layout, step: PriorStep) -> None:
    head = step.head
    keys = layout.outcome.facts.levels[head.level].keys
    of_last_year = layout.outcome.facts.prior.get(step.of, {})
    found = [of_last_year.get(tuple(key)) for key in keys]
    known = [
        0 if value is not None else 1 if tuple(key) in of_last_year else 2
        for key, value in zip(keys, found, strict=True)
    ]
    layout.add(head.name + names.PRIOR, head.level, encode(found, head.type))
    layout.add_integers(head.name + names.PRIOR_STATE, head.level, known, np.int8)


def _metadata(outcome: Outcome, words: Sequence[str]) -> str:
    facts = outcome.facts
    data = {
        "format": names.FORMAT,
        "words": words,
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
