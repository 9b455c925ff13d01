"""A traced program as one loop over the rows, in LLVM's language."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from llvmlite import ir

from jiangzhi.evaluate.columns.compiled.emit import computed, converted
from jiangzhi.evaluate.columns.compiled.traced import Graph, Operation

NAME: Final = "follow"
_BIT: Final = ir.IntType(1)
_BYTE: Final = ir.IntType(8)
_COUNT: Final = ir.IntType(64)


def loop_of(graph: Graph, outputs: Sequence[int]) -> str:
    """A module with one function ``follow(rows, arrays…, guards)`` for these operations.

    The arrays are the graph's inputs, then its tables, then the outputs; none overlaps
    another. ``guards`` has a byte for each guard, set where some row has its truth.
    """
    return str(_Loop(graph, outputs).module)


def type_of(kind: np.dtype[Any]) -> Any:
    """An element as a value: a truth is one bit."""
    if kind == np.bool_:
        return _BIT
    return ir.DoubleType() if kind.kind == "f" else ir.IntType(8 * kind.itemsize)


def _stored(kind: np.dtype[Any]) -> Any:
    """An element of an array: a truth is a byte."""
    return _BYTE if kind == np.bool_ else type_of(kind)


class _Loop:
    """Blocks ``entry``, ``body`` (once a row) and ``end``."""

    def __init__(self, graph: Graph, outputs: Sequence[int]) -> None:
        self.graph = graph
        self.module = ir.Module(name=NAME)
        self.values: dict[int, Any] = {}
        function = self._function(outputs)
        self.rows, *self.arrays, self.guards = function.args
        self.entry, self.body, self.end = (
            function.append_basic_block(name) for name in ("entry", "body", "end")
        )
        self.builder = ir.IRBuilder(self.entry)
        self._before()
        self._each_row(outputs)

    def _function(self, outputs: Sequence[int]) -> Any:
        kinds = [array.dtype for array in (*self.graph.inputs, *self.graph.tables)]
        kinds += [self.graph.operations[number].kind for number in outputs]
        pointers = [_stored(kind).as_pointer() for kind in kinds]
        signature = ir.FunctionType(ir.VoidType(), [_COUNT, *pointers, _BYTE.as_pointer()])
        function = ir.Function(self.module, signature, NAME)
        for pointer in function.args[1:]:
            pointer.add_attribute("noalias")
        return function

    def _before(self) -> None:
        """What is the same for all rows is read once."""
        for number, operation in enumerate(self.graph.operations):
            if operation.name == "input" and operation.args[1]:
                array = self.arrays[operation.args[0]]
                self.values[number] = self._loaded(array, _COUNT(0), operation.kind)
        some = self.builder.icmp_signed(">", self.rows, _COUNT(0))
        self.builder.cbranch(some, self.body, self.end)

    def _each_row(self, outputs: Sequence[int]) -> None:
        builder = self.builder
        builder.position_at_end(self.body)
        self.row = builder.phi(_COUNT)
        seen = [builder.phi(_BIT) for _ in self.graph.guards]
        for number, operation in enumerate(self.graph.operations):
            if number not in self.values:
                self.values[number] = self._value(operation)
        first = len(self.graph.inputs) + len(self.graph.tables)
        for array, number in zip(self.arrays[first:], outputs, strict=True):
            self._store(array, number)
        met = [
            builder.or_(before, self.values[guard.of])
            for before, guard in zip(seen, self.graph.guards, strict=True)
        ]
        following = builder.add(self.row, _COUNT(1))
        more = builder.icmp_signed("<", following, self.rows)
        builder.cbranch(more, self.body, self.end)
        for phi, start, later in (
            (self.row, _COUNT(0), following),
            *((phi, _BIT(0), last) for phi, last in zip(seen, met, strict=True)),
        ):
            phi.add_incoming(start, self.entry)
            phi.add_incoming(later, self.body)
        self._after(met)

    def _after(self, met: Sequence[Any]) -> None:
        builder = self.builder
        builder.position_at_end(self.end)
        found = [builder.phi(_BIT) for _ in met]
        for place, (phi, last) in enumerate(zip(found, met, strict=True)):
            phi.add_incoming(_BIT(0), self.entry)
            phi.add_incoming(last, self.body)
            builder.store(builder.zext(phi, _BYTE), builder.gep(self.guards, [_COUNT(place)]))
        builder.ret_void()

    def _loaded(self, array: Any, at: Any, kind: np.dtype[Any]) -> Any:
        found = self.builder.load(self.builder.gep(array, [at]))
        return self.builder.icmp_unsigned("!=", found, _BYTE(0)) if kind == np.bool_ else found

    def _store(self, array: Any, number: int) -> None:
        found = self.values[number]
        if self.graph.operations[number].kind == np.bool_:
            found = self.builder.zext(found, _BYTE)
        self.builder.store(found, self.builder.gep(array, [self.row]))

    def _value(self, operation: Operation) -> Any:
        name, kind = operation.name, operation.kind
        if name == "constant":
            return type_of(kind)(operation.value)
        if name == "input":
            return self._loaded(self.arrays[operation.args[0]], self.row, kind)
        if name == "table":
            return self._looked_up(operation)
        args = [self.values[number] for number in operation.args]
        of = self.graph.operations[operation.args[0]].kind
        if name == "cast":
            return converted(self.builder, args[0], of, kind, to=type_of(kind))
        if name == "bits":
            return args[0]
        if name == "where":
            return self.builder.select(*args)
        return computed(self.builder, name, args, of)

    def _looked_up(self, operation: Operation) -> Any:
        number, place = operation.args
        at = self.values[place]
        from_end = self.builder.add(at, _COUNT(operation.value))
        negative = self.builder.icmp_signed("<", at, _COUNT(0))
        at = self.builder.select(negative, from_end, at)
        array = self.arrays[len(self.graph.inputs) + number]
        return self._loaded(array, at, operation.kind)
