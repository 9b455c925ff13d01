"""An outcome read back from its Parquet file, columns opened when asked for."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from jiangzhi.diagnostic import CellPlace
from jiangzhi.evaluate.model import Outcome, StepValues
from jiangzhi.facts.model import FactColumn, Facts, LevelFacts, PriorRun, Source
from jiangzhi.formula.types.types import Scalar
from jiangzhi.plan.model import InputStep, Plan, PriorStep, RuleStep, Step
from jiangzhi.record.trace import names
from jiangzhi.record.trace.columns import decode
from jiangzhi.record.trace.plain import diagnostic_from, given_from
from jiangzhi.record.trace.texts import Texts

_T = TypeVar("_T")


class _Opened(Mapping[str, _T]):
    """A mapping whose values are made when first asked for."""

    def __init__(self, keys: Sequence[str], make: Callable[[str], _T]) -> None:
        self._keys = dict.fromkeys(keys)
        self._make = make
        self._made: dict[str, _T] = {}

    def __getitem__(self, key: str) -> _T:
        if key not in self._keys:
            raise KeyError(key)
        if key not in self._made:
            self._made[key] = self._make(key)
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def read_trace(path: Path, plan: Plan) -> Outcome:
    """The outcome that was written. Raises ``OSError``, ``pyarrow.ArrowException``,
    ``KeyError`` or ``ValueError`` where the file is not a trace of that plan."""
    file = pq.ParquetFile(path, page_checksum_verification=True)
    about = json.loads(file.schema_arrow.metadata[names.METADATA])
    if about["format"] != names.FORMAT:
        raise ValueError(f"format {about['format']}, not {names.FORMAT}")
    lacking = _columns_of(plan).difference(file.schema_arrow.names)
    if lacking:
        raise ValueError(f"no column {min(lacking)}")
    reader = _Reader(file, plan, about)
    steps = {step.head.name: step for step in plan.steps}
    prior: dict[str, Mapping[tuple[str, ...], Scalar | None]] = {
        name: {} for name in about["prior"]
    }
    for step in plan.steps:
        if isinstance(step, PriorStep) and step.of in prior:
            prior[step.of] = reader.prior(step)
    facts = Facts(
        levels={level.name: reader.level(level.name) for level in plan.levels},
        given={name: given_from(one) for name, one in about["given"].items()},
        prior=prior,
        files=about["files"],
        notes=tuple(diagnostic_from(note) for note in about["notes"]),
        prior_run=PriorRun(**last_year) if (last_year := about.get("prior_run")) else None,
    )
    values = _Opened(tuple(steps), lambda name: reader.values(steps[name]))
    return Outcome(plan=plan, facts=facts, steps=values, evaluator=about["evaluator"])


def _columns_of(plan: Plan) -> set[str]:
    """The columns that the trace of a plan has whatever its facts."""
    found = {names.LEVEL, names.PARENT, names.SOURCE, names.LINE}
    for step in plan.steps:
        found.update((step.head.name, step.head.name + names.STATE))
        if isinstance(step, RuleStep):
            found.add(step.head.name + names.RULE)
    return found


class _Reader:
    def __init__(self, file: pq.ParquetFile, plan: Plan, about: Mapping[str, Any]) -> None:
        self.file, self.plan, self.about = file, plan, about
        self.names = frozenset(file.schema_arrow.names)
        counted = file.read([names.LEVEL]).column(0).value_counts().to_pylist()
        count = {one["values"]: one["counts"] for one in counted}
        self.span: dict[str, tuple[int, int]] = {}
        start = 0
        for level in plan.levels:
            self.span[level.name] = (start, count.get(level.name, 0))
            start += count.get(level.name, 0)
        if start != file.metadata.num_rows:
            raise ValueError("rows of a level that the plan does not have")
        groups = [file.metadata.row_group(at).num_rows for at in range(file.num_row_groups)]
        self.ends = list(accumulate(groups, initial=0))

    def array(self, name: str, level: str) -> Any:
        start, length = self.span[level]
        groups = [
            at
            for at, (first, last) in enumerate(pairwise(self.ends))
            if first < start + length and start < last
        ]
        start -= self.ends[groups[0]] if groups else 0
        column = self.file.read_row_groups(groups, [name]).column(0).slice(start, length)
        column = column.combine_chunks()
        if isinstance(column, pa.ChunkedArray):
            column = pa.concat_arrays(column.chunks) if length else pa.nulls(0, column.type)
        return column

    def integers(self, name: str, level: str) -> Sequence[int]:
        found: Sequence[int] = self.array(name, level).to_numpy(zero_copy_only=False).tolist()
        return found

    def values(self, step: Step) -> StepValues:
        head = step.head
        states = self.integers(head.name + names.STATE, head.level)
        rules: Sequence[int] = (
            self.integers(head.name + names.RULE, head.level)
            if isinstance(step, RuleStep)
            else [-1] * len(states)
        )
        return StepValues(decode(self.array(head.name, head.level), head.type), states, rules)

    def level(self, name: str) -> LevelFacts:
        chain = self._chain(name)
        parts = [self.array(level, name).to_pylist() for level in chain]
        count = self.span[name][1]
        keys = list(zip(*parts, strict=True)) if parts else [()] * count
        sources = tuple(Source(**one) for one in self.about["sources"][name])
        inputs = [
            step.head.name
            for step in self.plan.steps
            if isinstance(step, InputStep)
            and step.head.level == name
            and step.head.name + names.RAW in self.names
        ]
        return LevelFacts(
            level=name,
            keys=keys,
            parents=self.integers(names.PARENT, name),
            sources=sources,
            source_of=self.integers(names.SOURCE, name),
            row_of=self.integers(names.LINE, name),
            columns=_Opened(inputs, lambda column: self._column(name, column)),
            cells={
                of: {int(row): CellPlace(**place) for row, place in places.items()}
                for of, places in self.about["cells"][name].items()
            },
        )

    def _chain(self, name: str) -> list[str]:
        chain: list[str] = []
        level: str | None = name
        while level is not None:
            described = self.plan.level(level)
            if described.parent is not None and not described.detail:
                chain.insert(0, level)
            level = described.parent
        return chain

    def _column(self, level: str, name: str) -> FactColumn:
        step = self.plan.step(name)
        readings: dict[int, str] = {}
        if name + names.READING in self.names:
            found = self.array(name + names.READING, level).to_pylist()
            readings = {row: text for row, text in enumerate(found) if text is not None}
        return FactColumn(
            values=decode(self.array(name, level), step.head.type),
            raw=Texts(self.array(name + names.RAW, level)),
            readings=readings,
        )

    def prior(self, step: PriorStep) -> Mapping[tuple[str, ...], Scalar | None]:
        head = step.head
        values = decode(self.array(head.name + names.PRIOR, head.level), head.type)
        known = self.integers(head.name + names.PRIOR_STATE, head.level)
        keys = self.level(head.level).keys
        return {tuple(key): values[row] for row, key in enumerate(keys) if known[row] != 2}
