"""``trace.parquet`` as it lies there: which columns were altered, and what they held before.

A column's hash in the chain proves what it held. Wherever another source (the recomputed
values, the cells of the workbook beside it, the original workbook) gives a column with that
hash, the altered rows are known, and the rest is verified against what was there before.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from jiangzhi.audit import problems
from jiangzhi.audit.values import leaves
from jiangzhi.diagnostic import Diagnostic, FilePlace
from jiangzhi.evaluate.model import Outcome
from jiangzhi.explain.context import context_of
from jiangzhi.plan.model import Plan
from jiangzhi.record.trace.digest import digest
from jiangzhi.record.trace.names import METADATA
from jiangzhi.record.trace.parquet import read_table, write_table
from jiangzhi.record.trace.read import read_trace
from jiangzhi.record.trace.write import trace_table

#: Who may have computed a run.
EVALUATORS = ("firing", "columns", "exact")
#: So many rows of one column are named.
MOST_ROWS = 20


@dataclass(frozen=True, slots=True)
class Stored:
    """A trace file: ``table`` as it lies there, ``outcome`` as it is read, ``written`` the table
    that this outcome gives."""

    path: Path
    table: Any
    outcome: Outcome
    written: Any


def read_stored(path: Path, plan: Plan) -> Stored:
    """Read a trace file. Raises what ``read_trace`` raises."""
    table = read_table(path)
    outcome = read_trace(path, plan)
    return Stored(path, table, outcome, trace_table(outcome))


def altered_columns(stored: Stored, vouched: Mapping[str, str]) -> list[str]:
    """The columns of the file, and those it lacks, whose hash is not the one vouched for."""
    sealed = _sealed(vouched)
    names = dict.fromkeys([*stored.table.column_names, *sealed])
    return [
        name
        for name in names
        if name not in stored.table.column_names
        or digest(stored.table.column(name)) != sealed.get(name)
    ]


def _sealed(vouched: Mapping[str, str]) -> dict[str, str]:
    return {
        part.removeprefix("column "): sha256
        for part, sha256 in vouched.items()
        if part.startswith("column ")
    }


def restore(
    stored: Stored, altered: Sequence[str], vouched: Mapping[str, str], sources: Sequence[Any]
) -> dict[str, Any]:
    """What altered columns held before: from whichever table has the column with its hash."""
    sealed = _sealed(vouched)
    found = {}
    for name in altered:
        for table in sources:
            if name in table.column_names and digest(table.column(name)) == sealed.get(name):
                found[name] = table.column(name)
                break
    return found


def with_columns(stored: Stored, columns: Mapping[str, Any]) -> Outcome:
    """The outcome with columns put back."""
    table = stored.table
    for name, column in columns.items():
        if name in table.column_names:
            at = table.column_names.index(name)
            table = table.set_column(at, pa.field(name, column.type), column)
        else:
            table = table.append_column(pa.field(name, column.type), column)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trace.parquet"
        write_table(table.replace_schema_metadata(stored.table.schema.metadata), path)
        return read_trace(path, stored.outcome.plan)


def altered_rows(
    stored: Stored, before: Outcome, columns: Mapping[str, Any]
) -> Iterator[Diagnostic]:
    """The rows of columns that were put back: town, quantity, and both values."""
    here, there = context_of(stored.outcome), context_of(before)
    spans = _spans(before)
    for name, column in columns.items():
        now = (
            stored.table.column(name).to_pylist()
            if name in stored.table.column_names
            else [None] * len(column)
        )
        unlike = [row for row, pair in enumerate(zip(now, column.to_pylist(), strict=True))
                  if pair[0] != pair[1]]  # fmt: skip
        for at in unlike[:MOST_ROWS]:
            level, row = next((level, at - start) for level, start, end in spans if at < end)
            shown = [str(now[at]), str(column[at].as_py())]
            if name in before.steps and before.plan.step(name).head.level == level:
                words = [one.shown(name, row) for one in (here, there)]
                shown = words if words[0] != words[1] else shown
            yield problems.VALUE_ALTERED.at(
                FilePlace(str(stored.path)),
                town="/".join(there.keys(level, row)) or level,
                quantity=name,
                recorded=shown[0],
                original=shown[1],
            )


def _spans(outcome: Outcome) -> list[tuple[str, int, int]]:
    spans, start = [], 0
    for level in outcome.plan.levels:
        end = start + len(outcome.facts.levels[level.name].keys)
        spans.append((level.name, start, end))
        start = end
    return spans


def column_problems(stored: Stored, columns: Sequence[str]) -> list[Diagnostic]:
    """Altered columns of which nothing more is known."""
    place = FilePlace(str(stored.path))
    return [problems.COLUMN_ALTERED.at(place, column=name) for name in columns]


def inner_problems(
    stored: Stored, again: Any, left_out: Sequence[str]
) -> Iterator[tuple[str, Diagnostic]]:
    """What in the file does not fit the rest of it, each with its column ("" for none): cells and
    names that are given by where the rows were read, columns that no trace of this plan has, idle
    metadata.

    ``again`` is the table that the file's outcome gives, its altered columns put back; columns
    ``left_out`` are told elsewhere.
    """
    path, own = FilePlace(str(stored.path)), stored.table
    for name in dict.fromkeys([*own.column_names, *again.column_names]):
        if name not in left_out and (
            name not in own.column_names
            or name not in again.column_names
            or digest(own.column(name)) != digest(again.column(name))
        ):
            zh, en = f"列“{name}”", f"column “{name}”"
            yield name, problems.PART_DIFFERS.at(path, file=stored.path.name, part=zh, part_en=en)
    if own.column_names != again.column_names and set(own.column_names) == set(again.column_names):
        zh, en = "列的次序", "the order of columns"
        yield "", problems.PART_DIFFERS.at(path, file=stored.path.name, part=zh, part_en=en)
    for what in [*_metadata_unlike(own.schema, again.schema), *_false_claims(stored.outcome)]:
        zh, en = f"说明(元数据){what}", f"metadata {what}"
        yield "", problems.PART_DIFFERS.at(path, file=stored.path.name, part=zh, part_en=en)


def _false_claims(outcome: Outcome) -> Iterator[str]:
    """Metadata that nothing is computed from, and that other metadata belies."""
    facts = outcome.facts
    for level in facts.levels.values():
        for source in level.sources:
            if facts.files.get(source.file) != source.sha256:
                yield f"“sources.{level.level}.sha256”"
    if outcome.evaluator not in EVALUATORS:
        yield "“evaluator”"


def _metadata_unlike(own: Any, again: Any) -> list[str]:
    if own.metadata == again.metadata:
        return [] if own.equals(again, check_metadata=True) else ["的列类型"]
    mine, written = own.metadata or {}, again.metadata or {}
    keys = sorted({*mine, *written})
    unlike = [key for key in keys if mine.get(key) != written.get(key)]
    if unlike == [METADATA] and METADATA in mine:
        where = [one for one, _, _ in leaves(json.loads(mine[METADATA]),
                                             json.loads(written[METADATA]))]  # fmt: skip
        if where:
            return ["“" + ".".join(map(str, one)) + "”" for one in where[:MOST_ROWS]]
        return ["的写法"]
    return [f"“{key.decode(errors='replace')}”" for key in unlike]
