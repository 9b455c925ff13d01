"""What to take where a value is missing or has failed."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from jiangzhi.evaluate.columns.numbers.choices import choose
from jiangzhi.evaluate.columns.numbers.vectors import Flags, Vector
from jiangzhi.formula.types.types import Type
from jiangzhi.formula.types.value import State


def _is_blank(args: Sequence[Vector], _types: Sequence[Type]) -> Vector:
    state = args[0].state
    if state is None:
        return Flags(np.zeros(1, dtype=np.bool_))
    missing = state == State.MISSING
    return Flags(missing, np.where(missing, np.uint8(0), state))


def _if_blank(args: Sequence[Vector], _types: Sequence[Type]) -> Vector:
    value, instead = args
    if value.state is None:
        return value
    return choose(value.state == State.MISSING, instead, value)


def _if_error(args: Sequence[Vector], _types: Sequence[Type]) -> Vector:
    value, instead = args
    if value.state is None:
        return value
    return choose(value.state > State.MISSING, instead, value)


FUNCTIONS = {"ISBLANK": _is_blank, "IFBLANK": _if_blank, "IFERROR": _if_error}
