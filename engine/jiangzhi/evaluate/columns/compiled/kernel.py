"""A loop compiled for this machine's processor, and called on arrays."""

from __future__ import annotations

import ctypes
from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import llvmlite.binding as llvm

from jiangzhi.evaluate.columns.compiled.ir import NAME, loop_of
from jiangzhi.evaluate.columns.compiled.traced import Graph
from jiangzhi.evaluate.columns.numbers.vectors import Array


class Kernel:
    """A compiled loop. It lives as long as the object; calls leave the interpreter's lock."""

    def __init__(self, text: str, arrays: int) -> None:
        machine = _machine()
        module = llvm.parse_assembly(text)
        module.verify()
        tuning = llvm.create_pipeline_tuning_options(speed_level=3)
        tuning.loop_vectorization = True
        with llvm.create_new_module_pass_manager() as passes:
            passes.run(module, llvm.create_pass_builder(machine, tuning))
        self._engine = llvm.create_mcjit_compiler(module, machine)
        self._engine.finalize_object()
        kind = ctypes.CFUNCTYPE(None, ctypes.c_int64, *[ctypes.c_void_p] * (arrays + 1))
        self._call = kind(self._engine.get_function_address(NAME))

    def __call__(self, rows: int, arrays: Sequence[Array], guards: Array) -> None:
        """Run over so many rows. The arrays lie without gaps."""
        self._call(rows, *(array.ctypes.data for array in arrays), guards.ctypes.data)


@cache
def _initialize() -> None:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()


def _machine() -> Any:
    """This processor. It comes to belong to the kernel that it makes."""
    _initialize()
    target = llvm.Target.from_default_triple()
    features = llvm.get_host_cpu_features().flatten()
    return target.create_target_machine(
        cpu=llvm.get_host_cpu_name(), features=features, opt=3, jit=True
    )


_MOST_KEPT: Final = 64
_kept: OrderedDict[object, Kernel] = OrderedDict()


def kernel_of(graph: Graph, outputs: Sequence[int]) -> Kernel:
    """The kernel of a graph; the last ones asked for are kept."""
    arrays = [*graph.inputs, *graph.tables]
    kinds = tuple(array.dtype for array in arrays)
    key = (tuple(graph.operations), kinds, tuple(graph.guards), tuple(outputs))
    found = _kept.get(key)
    if found is None:
        text = loop_of(graph, outputs)
        found = _kept[key] = Kernel(text, len(arrays) + len(outputs))
        if len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return found
