"""Arrays that write down what is done to them, one element of a row at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin

from jiangzhi.evaluate.columns.numbers.vectors import Array

#: Kinds of element that a loop can hold.
KINDS: Final = frozenset(("bool", "int8", "int32", "int64", "uint8", "uint64", "float64"))
COMPARISONS: Final = frozenset(
    ("greater", "greater_equal", "less", "less_equal", "equal", "not_equal")
)
ARITHMETIC: Final = frozenset(
    ("add", "subtract", "multiply", "floor_divide", "divide", "negative", "absolute")
)
OTHERS: Final = frozenset(
    ("maximum", "minimum", "invert", "bitwise_and", "bitwise_or", "left_shift", "right_shift")
)
OPERATIONS: Final = COMPARISONS | ARITHMETIC | OTHERS


class NotTraceableError(Exception):
    """Something was asked of a traced array that one row of a loop cannot answer."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a row: on earlier operations, or on numbers that never change.

    ``name`` is a numpy function, or ``input`` (``args`` is the number of the array, and
    whether it has a single element for all rows), ``constant``, ``cast``, ``bits`` (the same
    bits as another kind), ``where`` or ``table`` (``args``: the number of the table, the
    place; ``value``: the table's length).
    """

    name: str
    args: tuple[int, ...]
    kind: np.dtype[Any]
    value: object = None


@dataclass(frozen=True, slots=True)
class Guard:
    """That some row has, or no row has, an operation's truth."""

    of: int
    some: bool


@dataclass(slots=True)
class Graph:
    """What was done, in order."""

    rows: int
    operations: list[Operation] = field(default_factory=list)
    inputs: list[Array] = field(default_factory=list)
    tables: list[Array] = field(default_factory=list)
    guards: list[Guard] = field(default_factory=list)
    _known: dict[Operation, int] = field(default_factory=dict)

    def add(self, operation: Operation) -> int:
        """The number of an operation; equal ones are done once."""
        if operation.kind.name not in KINDS:
            raise NotTraceableError(operation.kind.name)
        found = self._known.get(operation)
        if found is None:
            found = self._known[operation] = len(self.operations)
            self.operations.append(operation)
        return found

    def forget(self, operation: Operation) -> None:
        """Take back the last operation that was added."""
        del self._known[operation]

    def input(self, array: Array) -> Traced:
        """An array that differs from block to block: an element a row, or one for all."""
        single = array.shape == (1,)
        if not single and array.shape != (self.rows,):
            raise NotTraceableError("rows of another level")
        self.inputs.append(array)
        number = self.add(Operation("input", (len(self.inputs) - 1, single), array.dtype))
        return Traced(self, number, array)

    def constant(self, value: Any) -> int:
        """A number that never changes."""
        kind = np.asarray(value).dtype
        return self.add(Operation("constant", (), kind, np.asarray(value).item()))

    def table(self, table: Array) -> int:
        """An array from which places are looked up; the same for all blocks."""
        for number, known in enumerate(self.tables):
            if known.dtype == table.dtype and np.array_equal(known, table):
                return number
        self.tables.append(np.ascontiguousarray(table))
        return len(self.tables) - 1


class Traced(NDArrayOperatorsMixin):
    """An array of the block that is traced, and the operation that gives it."""

    def __init__(self, graph: Graph, number: int, value: Array) -> None:
        self.graph = graph
        self.number = number
        self.value = value

    @property
    def dtype(self) -> np.dtype[Any]:
        """The kind of its elements."""
        return self.value.dtype

    @property
    def shape(self) -> tuple[int, ...]:
        """One element a row, or one for all."""
        return self.value.shape

    @property
    def size(self) -> int:
        """The number of its elements."""
        return self.value.size

    @property
    def strides(self) -> tuple[int, ...]:
        """0 where one element stands for all."""
        return self.value.strides

    def __len__(self) -> int:
        return len(self.value)

    def __array__(self, dtype: object = None, copy: object = None) -> Array:
        raise NotTraceableError("the elements themselves")

    def __bool__(self) -> bool:
        raise NotTraceableError("the elements themselves")

    def __getitem__(self, at: object) -> Array:
        raise NotTraceableError("some of the elements")

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise NotTraceableError(name)

    def __array_ufunc__(self, how: np.ufunc, method: str, *args: Any, **named: Any) -> Traced:
        if method != "__call__" or named or how.__name__ not in OPERATIONS:
            raise NotTraceableError(how.__name__)
        value = how(*(_value(arg) for arg in args))
        return self._made(how.__name__, args, value)

    def __array_function__(
        self, how: Callable[..., Any], types: object, args: Sequence[Any], named: Mapping[str, Any]
    ) -> Any:
        if named or how.__name__ not in _FUNCTIONS:
            raise NotTraceableError(how.__name__)
        return _FUNCTIONS[how.__name__](self.graph, *args)

    def _made(self, name: str, args: Sequence[Any], value: Array) -> Traced:
        kind = value.dtype
        if name in COMPARISONS:
            kind = np.result_type(*(_weak(arg) for arg in args))
        if kind.kind == "f" and not all(_kind(arg) == "f" for arg in args):
            raise NotTraceableError("whole numbers made floating on the way")
        numbers = tuple(_cast(self.graph, arg, kind) for arg in args)
        number = self.graph.add(Operation(name, numbers, value.dtype))
        return Traced(self.graph, number, value)

    def astype(self, kind: Any) -> Traced:
        """The same elements as another kind."""
        wanted = np.dtype(kind)
        if wanted.name not in KINDS:
            raise NotTraceableError(wanted.name)
        return Traced(self.graph, _cast(self.graph, self, wanted), self.value.astype(wanted))

    def view(self, kind: Any) -> Traced:
        """The same bits as another kind."""
        value = self.value.view(kind)
        number = self.graph.add(Operation("bits", (self.number,), value.dtype))
        return Traced(self.graph, number, value)

    def looked_up_in(self, table: Array) -> Traced:
        """The table's elements at these places; -1 is the last."""
        args = (self.graph.table(table), _cast(self.graph, self, np.dtype(np.int64)))
        number = self.graph.add(Operation("table", args, table.dtype, len(table)))
        return Traced(self.graph, number, table[self.value])

    def any(self) -> bool:
        """Whether some element is true; the loop checks that its block agrees."""
        found = bool(self.value.any())
        self.graph.guards.append(Guard(_cast(self.graph, self, np.dtype(np.bool_)), found))
        return found

    def all(self) -> bool:
        """Whether every element is true; the loop checks that its block agrees."""
        return not (~self.astype(np.bool_)).any()


def _value(arg: Any) -> Any:
    return arg.value if isinstance(arg, Traced) else arg


def _kind(arg: Any) -> str:
    return np.asarray(_value(arg)).dtype.kind


def _weak(arg: Any) -> Any:
    """What decides the kind of a result: Python's own numbers adapt to the others."""
    return arg.dtype if isinstance(arg, Traced | np.ndarray | np.generic) else arg


def _cast(graph: Graph, arg: Any, kind: np.dtype[Any]) -> int:
    if not isinstance(arg, Traced):
        value = np.asarray(arg)
        if value.size != 1:
            raise NotTraceableError("an array that was not traced")
        return graph.constant(value.astype(kind).reshape(())[()])
    if arg.dtype == kind:
        return arg.number
    return graph.add(Operation("cast", (arg.number,), kind))


def _where(graph: Graph, mask: Any, one: Any, other: Any) -> Traced:
    value = np.where(_value(mask), _value(one), _value(other))
    args = (
        _cast(graph, mask, np.dtype(np.bool_)),
        _cast(graph, one, value.dtype),
        _cast(graph, other, value.dtype),
    )
    return Traced(graph, graph.add(Operation("where", args, value.dtype)), value)


def _broadcast_to(graph: Graph, array: Traced, shape: Any) -> Traced:
    return Traced(graph, array.number, np.broadcast_to(array.value, shape))


def _broadcast_arrays(graph: Graph, *arrays: Any) -> list[Any]:
    values = np.broadcast_arrays(*(_value(array) for array in arrays))
    return [
        Traced(graph, array.number, value) if isinstance(array, Traced) else value
        for array, value in zip(arrays, values, strict=True)
    ]


_FUNCTIONS: Final[Mapping[str, Callable[..., Any]]] = {
    "where": _where,
    "broadcast_to": _broadcast_to,
    "broadcast_arrays": _broadcast_arrays,
}
