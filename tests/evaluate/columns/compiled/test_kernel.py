"""Every operation that a loop can hold gives what numpy gives, at the edges too."""

from __future__ import annotations

import numpy as np
import pytest

pytest.importorskip("llvmlite", reason="the extra compiled is not installed")

from jiangzhi.evaluate.columns.compiled.kernel import kernel_of
from jiangzhi.evaluate.columns.compiled.traced import (
    COMPARISONS,
    KINDS,
    Graph,
    NotTraceableError,
)
from jiangzhi.evaluate.columns.numbers.vectors import looked_up

EDGES = [0, 1, -1, 2, -2, 3, 7, -7, 99, 100, 2**31, -(2**31), 2**62, -(2**62), 2**63 - 1]
A = np.repeat(np.array(EDGES, dtype=np.int64), len(EDGES))
B = np.tile(np.array(EDGES, dtype=np.int64), len(EDGES))
SMALL = (np.arange(len(A)) % 251 - 120).astype(np.int8)
STATES = (np.arange(len(A)) % 12).astype(np.uint8)
FLAG = np.arange(len(A)) % 3 == 0
OTHER = np.arange(len(A)) % 2 == 0
TABLE = np.array([5, -6, 7, 8])


def run(how, *arrays):
    """What the compiled loop gives, what numpy gives, and whether the guards held."""
    graph = Graph(len(A))
    found = how(*(graph.input(array) for array in arrays))
    out = np.empty(len(A), dtype=found.dtype)
    met = np.empty(len(graph.guards), dtype=np.bool_)
    inputs = [np.ascontiguousarray(array) for array in graph.inputs]
    kernel = kernel_of(graph, [found.number])
    kernel(len(A), [*inputs, *graph.tables, out], met.view(np.uint8))
    assert met.tolist() == [guard.some for guard in graph.guards]
    return out, how(*arrays)


BINARY = [
    ("add", lambda a, b: a + b),
    ("subtract", lambda a, b: a - b),
    ("multiply", lambda a, b: a * b),
    ("floor_divide", lambda a, b: a // np.where(b == 0, 1, b)),
    ("floor_divide", lambda a, b: a // 100 + b),
    ("maximum", np.maximum),
    ("minimum", np.minimum),
    ("greater", lambda a, b: a > b),
    ("greater_equal", lambda a, b: a >= b),
    ("less", lambda a, b: a < b),
    ("less_equal", lambda a, b: a <= b),
    ("equal", lambda a, b: a == b),
    ("not_equal", lambda a, b: a != b),
    ("negative", lambda a, b: -a - -b),
    ("absolute", lambda a, b: np.abs(a) + np.abs(b)),
    ("bitwise_and", lambda a, b: (a & (2**32 - 1)) * (b >> 32)),
    ("left_shift", lambda a, b: (a << 3) + b),
    ("right_shift", lambda a, b: a.view(np.uint64) >> np.uint64(32)),
    ("divide", lambda a, b: a.astype(np.float64) * 3.0 / (np.abs(b >> 2) + 1).astype(np.float64)),
    ("astype", lambda a, b: (a >> 8).astype(np.int8) + (b >> 3).astype(np.int32)),
    ("uint64", lambda a, b: (a.view(np.uint64) < b.view(np.uint64)).astype(np.int8)),
    ("where", lambda a, b: np.where(a > b, a, 17)),
]


@pytest.mark.parametrize(("name", "how"), BINARY, ids=[name for name, _ in BINARY])
def test_operations_on_numbers(name, how):
    divisible = (A != -(2**63)) | (B != -1)
    compiled, plain = run(how, A, B)
    assert compiled.dtype == plain.dtype
    assert np.array_equal(compiled[divisible], plain[divisible])


CONDITIONS = [
    lambda f, g: f & g,
    lambda f, g: f | ~g,
    lambda f, g: (f.astype(np.int8) + g.astype(np.int8)) > 1,
    lambda f, g: np.where(f, g, ~g),
    lambda f, g: f == g,
]


@pytest.mark.parametrize("how", CONDITIONS)
def test_operations_on_conditions(how):
    compiled, plain = run(how, FLAG, OTHER)
    assert np.array_equal(compiled, plain)


def test_small_integers_wrap_as_numpys_do():
    compiled, plain = run(lambda a, b: a * np.int8(7) - b.astype(np.int8), SMALL, STATES)
    assert np.array_equal(compiled, plain)


def test_states():
    compiled, plain = run(
        lambda a, f: np.maximum(np.where(f, a, np.uint8(0)), np.uint8(3)), STATES, FLAG
    )
    assert np.array_equal(compiled, plain)


def test_tables_are_looked_up_from_either_end():
    at = np.arange(len(A)) % 5 - 1
    compiled, plain = run(lambda places: looked_up(TABLE, places) + 1, at)
    assert np.array_equal(compiled, plain)


def test_one_element_stands_for_all_rows():
    compiled, plain = run(lambda a, b: a * b, A, np.array([3]))
    assert np.array_equal(compiled, plain)


def test_guards_say_whether_some_row_is_true():
    graph = Graph(len(A))
    flag = graph.input(FLAG)
    assert flag.any()
    assert not (flag & ~flag).any()
    assert not flag.all()
    kernel = kernel_of(graph, [])
    met = np.zeros(3, dtype=np.uint8)
    kernel(len(A), [FLAG], met)
    assert met.tolist() == [1, 0, 1]
    kernel(len(A), [np.zeros(len(A), dtype=np.bool_)], met)
    assert met.tolist() == [0, 0, 1]


def test_what_one_row_cannot_answer_is_refused():
    graph = Graph(len(A))
    a = graph.input(A)
    for question in (
        lambda: bool(a),
        lambda: np.asarray(a),
        lambda: a[:3],
        lambda: np.sort(a),
        lambda: a.max() + 1,
        lambda: a.tolist()[0],
        lambda: np.add.reduce(a),
        lambda: a + np.arange(len(A)),
        lambda: a.astype(object),
        lambda: a * 2.5,
    ):
        with pytest.raises(NotTraceableError):
            question()
    with pytest.raises(NotTraceableError):
        graph.input(np.arange(3))


def test_equal_operations_are_done_once():
    graph = Graph(len(A))
    a, b = graph.input(A), graph.input(B)
    assert (a + b).number == (a + b).number
    assert (a + b).number != (b + a).number


def test_every_comparison_and_kind_is_known():
    assert {name for name, _ in BINARY} >= COMPARISONS
    assert all(np.dtype(kind).name == kind for kind in KINDS)
