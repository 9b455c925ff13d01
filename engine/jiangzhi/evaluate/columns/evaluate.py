"""A plan followed over whole columns, block by block of whole groups, on all processors."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from typing import Final

import numpy as np

from jiangzhi.evaluate.columns.numbers.vectors import Array, Book, Vector, state_array
from jiangzhi.evaluate.columns.rows.frame import Frame, Result
from jiangzhi.evaluate.columns.rows.join import joined
from jiangzhi.evaluate.columns.rows.layout import Arranged, Layout, arrange, between
from jiangzhi.evaluate.columns.rows.load import load
from jiangzhi.evaluate.columns.rows.values import ColumnValues, Small, put_back
from jiangzhi.evaluate.columns.schedule import Block, blocks_of, layout_of, stages_of
from jiangzhi.evaluate.columns.steps import follow
from jiangzhi.evaluate.columns.steps.outside import GIVEN
from jiangzhi.evaluate.columns.steps.rules import NO_CASE
from jiangzhi.evaluate.model import Outcome, StepValues
from jiangzhi.facts.model import Facts
from jiangzhi.plan.model import Plan, Step

EVALUATOR: Final = "columns"

#: The C library of most Linux systems hands freed memory back at once, and fetches it anew for
#: the next step, until something of nearly 32 MiB was freed: from then on it keeps what is smaller.
_FREED_ONCE: Final = 31 * 2**20

#: With fewer rows a second thread costs more than it saves.
ROWS_FOR_THREADS: Final = 500_000
#: With fewer rows compiling, about half a second, costs more than it saves.
ROWS_FOR_COMPILING: Final = 4_000_000
#: Few enough for the processor's larger cache, and so many that threads seldom wait for the
#: interpreter's lock.
BLOCK_ROWS: Final = 131_072


def evaluate_by_columns(
    plan: Plan,
    facts: Facts,
    *,
    threads: int | None = None,
    block_rows: int = BLOCK_ROWS,
    compiled: bool | None = None,
) -> Outcome:
    """Every step of a plan over every row of the facts, exactly.

    The values are ``ColumnValues``: decoded when asked for, arrays by ``raw``. ``threads``
    defaults to the number of processors where there are rows enough for more than one.
    ``compiled`` changes only the speed; by default it is done where the extra ``compiled``
    is installed and there are rows enough. Raises ``ImportError`` where it is demanded and
    not installed.
    Raises ``Refused`` for data outside the ranges that the inputs declare.
    """
    np.empty(_FREED_ONCE, dtype=np.uint8)
    arranged = arrange(plan, facts)
    book = Book()
    given = load(plan, facts, arranged, book)
    most = max(arranged.layout.rows.values())
    if compiled is None:
        compiled = most >= ROWS_FOR_COMPILING and find_spec("numba") is not None
    run = _Run(plan, arranged.layout, book, given, block_rows, compiled)
    if threads is None:
        threads = (os.cpu_count() or 1) if most >= ROWS_FOR_THREADS else 1
    run.follow_all(threads)
    steps = {step.head.name: _step_values(step, run, arranged) for step in plan.steps}
    return Outcome(plan, facts, steps, EVALUATOR)


def _step_values(step: Step, run: _Run, arranged: Arranged) -> StepValues:
    name, level = step.head.name, step.head.level
    rows, order = arranged.layout.rows[level], arranged.order[level]

    def placed(array: Array) -> Array:
        return array if order is None else put_back(array, order)

    def states() -> Array:
        return placed(state_array(run.whole(name).vector.state, rows))

    def rules() -> Array:
        found = run.whole(name).rules
        return np.broadcast_to(np.int8(NO_CASE), (rows,)) if found is None else placed(found)

    values = ColumnValues(lambda: run.whole(name).vector, step.head.type.kind, rows, order)
    return StepValues(values, Small(states, rows), Small(rules, rows))


@dataclass(slots=True)
class _Run:
    """One evaluation: results over all rows, and results of each block."""

    plan: Plan
    layout: Layout
    book: Book
    given: dict[str, Vector]
    block_rows: int
    compiled: bool
    levels: dict[str, str] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)
    results: dict[str, Result] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for step in self.plan.steps:
            self.levels[step.head.name] = step.head.level
            self.levels[GIVEN + step.head.name] = step.head.level
        for name, vector in self.given.items():
            self.results[GIVEN + name] = Result(vector)
        self.blocks = blocks_of(self.layout, self.block_rows)
        self.frames = [
            Frame(
                layout_of(block, self.layout),
                self.book,
                self.levels,
                _OfBlock(self.results, self.levels, block),
                self.compiled,
            )
            for block in self.blocks
        ]

    def follow_all(self, threads: int) -> None:
        """All steps, stage by stage."""
        frame = Frame(self.layout, self.book, self.levels, _OfAll(self), self.compiled)
        for stage in stages_of(self.plan):
            local = _compiled(stage.local) if self.compiled else partial(_follow, stage.local)
            if threads > 1 and len(self.frames) > 1:
                with ThreadPoolExecutor(threads) as pool:
                    list(pool.map(local, self.frames))
            else:
                for block in self.frames:
                    local(block)
            _follow(stage.crossing, frame)

    def whole(self, name: str) -> Result:
        """A step's result over all rows, put together from the blocks where need be."""
        found = self.results.get(name)
        if found is None:
            level = self.levels[name]
            parts = [frame.results[name] for frame in self.frames]
            rows = [block.last[level] - block.first[level] for block in self.blocks]
            rules = [part.rules for part in parts if part.rules is not None]
            found = self.results[name] = Result(
                joined([part.vector for part in parts], rows),
                np.concatenate(rules) if rules else None,
            )
            for frame in self.frames:
                del frame.results[name]
        return found


def _compiled(steps: tuple[Step, ...]) -> Callable[[Frame], None]:
    from jiangzhi.evaluate.columns.compiled.follow import CompiledSteps

    return CompiledSteps(steps).follow


def _follow(steps: tuple[Step, ...], frame: Frame) -> None:
    for step in steps:
        frame.results[step.head.name] = follow(step, frame)


class _OfAll(MutableMapping[str, Result]):
    """Results over all rows."""

    def __init__(self, run: _Run) -> None:
        self._run = run

    def __getitem__(self, name: str) -> Result:
        return self._run.whole(name)

    def get(self, name: str, default: object = None) -> Result | None:  # type: ignore[override]
        """The result of that name, ``None`` where there is none."""
        return self._run.results.get(name)

    def __setitem__(self, name: str, result: Result) -> None:
        self._run.results[name] = result

    def __delitem__(self, name: str) -> None:
        del self._run.results[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._run.results)

    def __len__(self) -> int:
        return len(self._run.results)


class _OfBlock(dict[str, Result]):
    """Results of one block; of what was found over all rows, the block's."""

    # It does not hold the run: nothing of a run may wait for the garbage collector.
    def __init__(self, over_all: Mapping[str, Result], levels: Mapping[str, str], block: Block):
        super().__init__()
        self._over_all = over_all
        self._levels = levels
        self._block = block

    def __missing__(self, name: str) -> Result:
        found = self.get(name)
        if found is None:
            raise KeyError(name)
        return found

    def get(self, name: str, default: object = None) -> Result | None:  # type: ignore[override]
        """The result of that name, ``None`` where there is none."""
        if name in self:
            return self[name]
        found = self._over_all.get(name)
        if found is None:
            return None
        level = self._levels[name]
        if level not in self._block.first:
            return found
        first, last = self._block.first[level], self._block.last[level]
        cut = Result(between(found.vector, first, last))
        self[name] = cut
        return cut
