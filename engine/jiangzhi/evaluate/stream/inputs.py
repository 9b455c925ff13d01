"""The files of all levels, read side by side: one run of whole groups after the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
import pyarrow as pa

from jiangzhi.diagnostic import Diagnostic, Refused, refuse_on_errors
from jiangzhi.evaluate.stream.facts import (
    derived_facts,
    level_facts,
    names_above,
    rows_above,
)
from jiangzhi.evaluate.stream.problems import LEVEL_UNKNOWN, NOT_ABOVE, TABLE_MISSING
from jiangzhi.evaluate.stream.source import Rows, Source
from jiangzhi.evaluate.stream.wanted import wanted_of
from jiangzhi.facts.model import LevelFacts
from jiangzhi.facts.words import listed
from jiangzhi.plan.model import Plan


@dataclass(frozen=True, slots=True)
class Run:
    """The facts of some whole groups, and the subject's names."""

    levels: Mapping[str, LevelFacts]
    subject: pa.Table


class Inputs:
    """What is read: a Parquet file or a table for each level. Raises ``Refused`` with all that
    is wrong with them as a whole."""

    def __init__(
        self,
        plan: Plan,
        tables: Mapping[str, Path] | Mapping[str, pa.Table],
        given: Mapping[str, object],
        *,
        run_rows: int,
    ) -> None:
        self._plan, self._run_rows = plan, run_rows
        self._wanted = wanted_of(plan, given)
        self._sources: dict[str, Source] = {}
        self._ended = False
        known = listed(self._wanted)
        wrong: list[Diagnostic] = [
            LEVEL_UNKNOWN.at(None, level=name, known=known)
            for name in tables
            if name not in self._wanted
        ]
        for name, wanted in self._wanted.items():
            if name not in tables:
                if wanted.inputs or self._named_below(name) not in tables:
                    wrong.append(TABLE_MISSING.at(None, level=name))
                continue
            try:
                self._sources[name] = Source(tables[name], wanted, rows=run_rows)
            except Refused as refused:
                wrong.extend(refused.diagnostics)
        refuse_on_errors(wrong)

    def keys(self, level: str) -> tuple[str, ...]:
        """The names of the columns that hold a row's name and those above it."""
        return self._wanted[level].keys

    def next_run(self) -> Run | None:
        """The next groups that have about ``run_rows`` rows on the largest level, ``None``
        after the last. Raises ``Refused`` for what is wrong with their rows."""
        if self._ended:
            return None
        ends = [source.last_whole_group(self._run_rows) for source in self._sources.values()]
        last = min((end for end in ends if end is not None), default=None)
        self._ended = last is None
        rows = {name: source.through(last) for name, source in self._sources.items()}
        if self._ended and not any(len(each.table) for each in rows.values()):
            return None
        return self._run(rows)

    def _run(self, rows: Mapping[str, Rows]) -> Run:
        whole = self._plan.levels[0].name
        levels = {whole: LevelFacts(whole, [()], [0], (), [-1], [0], {})}
        names: dict[str, pa.Table] = {}
        for level in self._plan.levels[1:]:
            named, parent = self._names(level.name, rows), level.parent
            assert parent is not None
            if not level.detail:
                names[level.name] = named
            above = (
                np.zeros(len(named), dtype=np.int64)
                if parent == whole
                else rows_above(named, names[parent], partial(self._lost, level.name, parent, rows))
            )
            levels[level.name] = (
                level_facts(self._sources[level.name], rows[level.name], above)
                if level.name in rows
                else derived_facts(level.name, named, above)
            )
        return Run(levels, names[self._plan.subject])

    def _lost(
        self, level: str, parent: str, rows: Mapping[str, Rows], row: int, key: tuple[str, ...]
    ) -> Refused:
        place = None
        if level in rows:
            place = self._sources[level].place(rows[level].first + row, self.keys(parent)[-1])
        return Refused([NOT_ABOVE.at(place, key="/".join(key), parent=parent)])

    def _names(self, level: str, rows: Mapping[str, Rows]) -> pa.Table:
        if level in rows:
            return rows[level].table.select(list(self.keys(level)))
        below = self._named_below(level)
        assert below is not None
        return names_above(rows[below].table, self.keys(level))[0]

    def _named_below(self, level: str) -> str | None:
        for each in self._plan.levels:
            if each.parent == level and not each.detail:
                return each.name
        return None
