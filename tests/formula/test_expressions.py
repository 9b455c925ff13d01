"""Every line of ``expressions.csv``: an expression, its inputs, its value and type."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jiangzhi.formula.function import Mismatch
from jiangzhi.formula.registry import FUNCTIONS
from jiangzhi.formula.types.value import State, Unknown

LINES = (Path(__file__).parent / "expressions.csv").read_text(encoding="utf-8").splitlines()
STATES = {state.name: state for state in State}


def cases() -> Iterator[object]:
    for number, line in enumerate(LINES, 1):
        if line.strip() and not line.startswith("# "):
            expression, inputs, expected, kind = (part.strip() for part in line.split(" ;"))
            yield pytest.param(expression, inputs, expected, kind, id=f"{number}:{expression}")


@pytest.mark.parametrize(("expression", "inputs", "expected", "kind"), list(cases()))
def test_expression_has_its_value_and_type(evaluate, expression, inputs, expected, kind):
    if expected == "不符":
        with pytest.raises(Mismatch) as caught:
            evaluate(expression, inputs)
        assert caught.value.reason
        assert caught.value.reason_en
        return
    value, found = evaluate(expression, inputs)
    wanted = Unknown(STATES[expected]) if expected in STATES else evaluate(expected, "")[0]
    assert value == wanted
    assert type(value) is type(wanted)
    assert found.kind.value == kind


def test_every_function_is_in_the_table():
    text = "\n".join(LINES).upper()
    names = [name for name in FUNCTIONS if name.isupper() or not name.isascii()]
    assert not [name for name in names if f"{name.upper()}(" not in text]
