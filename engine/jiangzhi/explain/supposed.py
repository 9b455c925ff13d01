"""Facts with one or a few values supposed to be others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from jiangzhi.formula.types import Scalar
from jiangzhi.workbook.model import FactColumn, Facts, Given


def with_input(facts: Facts, level: str, row: int, values: Mapping[str, Scalar]) -> Facts:
    """The facts with a row's inputs supposed to be other values."""
    of_level = facts.levels[level]
    columns = dict(of_level.columns)
    for name, value in values.items():
        column = columns[name]
        changed = list(column.values)
        changed[row] = value
        columns[name] = FactColumn(changed, column.raw, column.readings)
    levels = {**facts.levels, level: replace(of_level, columns=columns)}
    return replace(facts, levels=levels)


def with_parameters(facts: Facts, values: Mapping[str, Scalar]) -> Facts:
    """The facts with parameters supposed to be other values."""
    given = {**facts.given, **{name: Given(one, "", None) for name, one in values.items()}}
    return replace(facts, given=given)
