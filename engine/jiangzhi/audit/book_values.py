"""The imported figures as ``allocations.xlsx`` has them: a second record of the inputs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from jiangzhi.evaluate.model import Outcome, StepValues
from jiangzhi.formula.types.types import NUMERIC, Kind, Scalar, Type
from jiangzhi.formula.types.value import State
from jiangzhi.money import FEN_IN
from jiangzhi.plan.model import InputStep
from jiangzhi.publish.book.build import build
from jiangzhi.publish.book.letters import column_letters
from jiangzhi.publish.book.rows import FIRST_ROW
from jiangzhi.record.trace.write import trace_table

_DAY_ZERO: Final = date(1899, 12, 30)


def trace_with_book(outcome: Outcome, book: Path) -> Any:
    """The trace table of an outcome with its inputs as the workbook beside it has them.

    Raises what openpyxl raises where the workbook is none.
    """
    steps = dict(outcome.steps)
    for name, row, value in _cells(outcome, book):
        column = steps[name]
        values, states = list(column.values), list(column.states)
        values[row], states[row] = value, int(State.KNOWN)
        steps[name] = StepValues(values, states, column.rules)
    return trace_table(replace(outcome, steps=steps))


def _cells(outcome: Outcome, book: Path) -> Iterator[tuple[str, int, Scalar]]:
    """Inputs of which the workbook has another value: name, row, that value."""
    from openpyxl import load_workbook

    work = build(outcome)
    opened = load_workbook(book, data_only=True)
    for level, data in work.data.items():
        if data.name not in opened.sheetnames:
            continue
        sheet = opened[data.name]
        for at, step in enumerate(data.steps):
            if not isinstance(step, InputStep):
                continue
            letters = column_letters(data.first_column + at)
            values = outcome.steps[step.head.name].values
            for place, row in enumerate(work.rows.order[level]):
                cell = sheet[f"{letters}{FIRST_ROW + place}"].value
                value = _value(cell, step.head.type)
                if value is not None and value != values[row]:
                    yield step.head.name, row, value


def _value(cell: object, kind: Type) -> Scalar | None:
    if kind.kind is Kind.FLAG:
        return {"是": True, "否": False}.get(str(cell))
    if kind.kind is Kind.DATE:
        if isinstance(cell, datetime):
            return cell.date()
        return _DAY_ZERO + timedelta(days=cell) if isinstance(cell, int) else None
    if kind.kind in NUMERIC:
        if not isinstance(cell, int | float) or isinstance(cell, bool):
            return None
        number = Fraction(Decimal(repr(cell)))
        return number * FEN_IN["元"] if kind.kind is Kind.MONEY else number
    return str(cell) if cell is not None else None
