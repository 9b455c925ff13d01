"""Some steps of one level, traced over a block and compiled; run over other blocks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from jiangzhi.evaluate.columns.compiled.kernel import Kernel, kernel_of
from jiangzhi.evaluate.columns.compiled.traced import Graph, NotTraceableError, Traced
from jiangzhi.evaluate.columns.numbers.vectors import Array, Flags, Numbers, Vector, Words
from jiangzhi.evaluate.columns.rows.frame import Frame, Result
from jiangzhi.evaluate.columns.steps import follow
from jiangzhi.plan.model import RuleStep, SplitStep, Step

#: Steps that read nothing but their own row, and the rows above it.
BY_ROW: Final = (RuleStep, SplitStep)


@dataclass(frozen=True, slots=True)
class Program:
    """Compiled steps. ``reads`` are the steps read, ``like`` what is taken for granted of
    them, ``results`` what each step gives, with traced arrays for those that the loop fills."""

    steps: tuple[Step, ...]
    reads: tuple[str, ...]
    like: tuple[object, ...]
    words: int
    results: tuple[Result, ...]
    outputs: tuple[int, ...]
    kernel: Kernel
    tables: tuple[Array, ...]
    expected: Array
    operations: tuple[Any, ...]

    def run(self, frame: Frame) -> bool:
        """Put the steps' results into the frame; false where the block is not as granted."""
        level = self.steps[0].head.level
        vectors = [frame.read(name, level) for name in self.reads]
        if len(frame.book.words) != self.words:
            return False
        if tuple(_described(vector) for vector in vectors) != self.like:
            return False
        rows = frame.layout.rows[level]
        inputs = [np.ascontiguousarray(array) for v in vectors for array in _arrays(v)]
        filled = [np.empty(rows, self.operations[number].kind) for number in self.outputs]
        met = np.empty(len(self.expected), dtype=np.bool_)
        self.kernel(rows, [*inputs, *self.tables, *filled], met.view(np.uint8))
        if not np.array_equal(met, self.expected):
            return False
        place = dict(zip(self.outputs, filled, strict=True))

        def found(array: Any) -> Array:
            if not isinstance(array, Traced):
                return array if array.shape == (1,) else np.broadcast_to(array[:1], (rows,))
            if array.number in place:
                return place[array.number]
            given = inputs[self.operations[array.number].args[0]]
            return given if array.shape == (1,) else np.broadcast_to(given, (rows,))

        for step, result in zip(self.steps, self.results, strict=True):
            rules = None if result.rules is None else np.broadcast_to(found(result.rules), (rows,))
            frame.results[step.head.name] = Result(_mapped(result.vector, found), rules)
        return True


def traced(steps: Sequence[Step], frame: Frame) -> Program | None:
    """The first of the steps, as many as can be traced over this block; ``None`` for none."""
    level = steps[0].head.level
    tracing = _Tracing(frame, Graph(frame.layout.rows[level]))
    done: list[Step] = []
    for step in steps:
        if not isinstance(step, BY_ROW) or step.head.level != level:
            break
        before = tracing.mark()
        try:
            result = follow(step, tracing)
            _fail_if_not_repeatable(result, tracing.graph.rows)
        except NotTraceableError:
            tracing.back_to(before)
            break
        tracing.results[step.head.name] = result
        done.append(step)
    return tracing.program(done) if done else None


class _Tracing(Frame):
    """A frame whose reads are traced. It is made from the block's own."""

    def __init__(self, block: Frame, graph: Graph) -> None:
        super().__init__(block.layout, block.book, block.levels, {})
        self.block = block
        self.graph = graph
        self.read_so_far: dict[str, Vector] = {}

    def read(self, name: str, level: str) -> Vector:
        """A step's vector, traced."""
        if name in self.results:
            return self.results[name].vector
        found = self.read_so_far.get(name)
        if found is None:
            found = _mapped(self.block.read(name, level), self.graph.input)
            self.read_so_far[name] = found
        return found

    def mark(self) -> tuple[int, ...]:
        """How much was traced."""
        graph = self.graph
        return (
            len(graph.operations), len(graph.inputs), len(graph.tables), len(graph.guards),
            len(self.read_so_far),
        )  # fmt: skip

    def back_to(self, mark: tuple[int, ...]) -> None:
        """Forget what was traced since."""
        operations, inputs, tables, guards, reads = mark
        graph = self.graph
        for operation in graph.operations[operations:]:
            graph.forget(operation)
        del graph.operations[operations:], graph.inputs[inputs:]
        del graph.tables[tables:], graph.guards[guards:]
        for name in list(self.read_so_far)[reads:]:
            del self.read_so_far[name]

    def program(self, steps: Sequence[Step]) -> Program:
        """What was traced, compiled."""
        graph = self.graph
        results = tuple(self.results[step.head.name] for step in steps)
        arrays: list[Any] = [array for result in results for array in _of_result(result)]
        numbers = [array.number for array in arrays if isinstance(array, Traced)]
        outputs = tuple(
            number for number in dict.fromkeys(numbers) if graph.operations[number].name != "input"
        )
        like = tuple(
            _described(self.block.read(name, steps[0].head.level)) for name in self.read_so_far
        )
        return Program(
            steps=tuple(steps),
            reads=tuple(self.read_so_far),
            like=like,
            words=len(self.book.words),
            results=results,
            outputs=outputs,
            kernel=kernel_of(graph, outputs),
            tables=tuple(graph.tables),
            expected=np.array([guard.some for guard in graph.guards], dtype=np.bool_),
            operations=tuple(graph.operations),
        )


def _arrays(vector: Vector) -> list[Array]:
    """The arrays of a vector, in a fixed order."""
    found: list[Array] = []
    _mapped(vector, lambda array: (found.append(array), array)[1])
    return found


def _of_result(result: Result) -> list[Array]:
    return [*_arrays(result.vector), *([] if result.rules is None else [result.rules])]


def _mapped(vector: Vector, change: Callable[[Any], Any]) -> Vector:
    """The vector with each of its arrays changed."""
    state = None if vector.state is None else change(vector.state)
    if isinstance(vector, Flags):
        return Flags(change(vector.truth), state)
    if isinstance(vector, Words):
        return Words(change(vector.codes), vector.book, state)
    num = change(vector.num)
    den = vector.den if isinstance(vector.den, int) else change(vector.den)
    return Numbers(num, den, vector.low, vector.high, state, vector.top)


def _described(vector: Vector) -> object:
    """All of a vector but its elements."""
    kinds = tuple((array.dtype, array.shape == (1,)) for array in _arrays(vector))
    known = vector.state is None
    if isinstance(vector, Numbers):
        fixed = vector.den if isinstance(vector.den, int) else None
        return known, kinds, fixed, vector.low, vector.high, vector.top
    return known, kinds


def _fail_if_not_repeatable(result: Result, rows: int) -> None:
    for array in _of_result(result):
        constant = array.shape == (1,) or (array.shape == (rows,) and array.strides == (0,))
        if not isinstance(array, Traced) and not constant:
            raise NotTraceableError("elements that were not traced")
