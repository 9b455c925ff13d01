"""Values that come from outside: inputs and parameters as given, last year's results."""

from __future__ import annotations

from jiangzhi.evaluate.columns.numbers.choices import choose
from jiangzhi.evaluate.columns.numbers.vectors import Vector
from jiangzhi.evaluate.columns.rows.frame import Frame
from jiangzhi.formula.types.value import State
from jiangzhi.plan.model import InputStep, ParameterStep, PriorStep

#: The frame's result under which what was loaded for a step stands.
GIVEN = "given:"


def from_outside(step: InputStep | ParameterStep | PriorStep, frame: Frame) -> Vector:
    """The step's vector: what was given, else what the document says."""
    found = frame.results.get(GIVEN + step.head.name)
    given = None if found is None else found.vector
    if isinstance(step, InputStep):
        assert given is not None
        return given
    if isinstance(step, ParameterStep):
        return frame.value(step.value, step.head.level) if given is None else given
    assert given is not None
    if step.instead is None or given.state is None:
        return given
    instead = frame.value(step.instead, step.head.level)
    return choose(given.state == State.MISSING, instead, given)
