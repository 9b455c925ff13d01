"""What the store keeps of an input beside its value: the text found, its cell, its reading."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from jiangzhi.formula.types.types import Kind
from jiangzhi.plan.model import InputStep
from jiangzhi.record.trace import names
from jiangzhi.record.trace.layout import Layout
from jiangzhi.record.trace.texts import texts
from jiangzhi.record.trace.words import chosen

#: Kinds whose texts in a sheet are few different ones.
_FEW = frozenset({Kind.FLAG, Kind.CHOICE})


def add_input(layout: Layout, step: InputStep) -> None:
    """The text found and its cell. The value itself is the step's: where the document states
    what a blank counts as, or a parameter overrides it, evaluating again gives the same."""
    name, level = step.head.name, step.head.level
    facts = layout.outcome.facts.levels[level]
    column = facts.columns.get(name)
    if column is None:
        return
    found = texts(column.raw)
    few = step.head.type.kind in _FEW
    layout.add(name + names.RAW, level, found.dictionary_encode() if few else found)
    layout.add(name + names.CELL, level, _cells(layout, name, level))
    if column.readings:
        readings = [column.readings.get(row) for row in range(len(facts.keys))]
        layout.add(name + names.READING, level, pa.array(readings, type=pa.string()))


def _cells(layout: Layout, name: str, level: str) -> pa.Array:
    facts = layout.outcome.facts.levels[level]
    letters = [source.columns.get(name) for source in facts.sources]
    cells = _joined(chosen(letters, layout.source_of[level]), layout, level)
    moved = facts.cells.get(name, {})
    if not moved:
        return cells
    told = cells.to_pylist()
    for row, place in moved.items():
        told[row] = place.cell
    return pa.array(told, type=pa.string())


def _joined(letters: pa.Array, layout: Layout, level: str) -> pa.Array:
    """Letter and line together, null where there is no letter."""
    if letters.null_count == len(letters):
        return pa.nulls(len(letters), pa.string())
    if len(letters.dictionary) == 1 and not letters.null_count:
        return pc.binary_replace_slice(layout.lines(level), 0, 0, letters.dictionary[0].as_py())
    return pc.binary_join_element_wise(letters.cast(pa.string()), layout.lines(level), "")
