"""An outcome's published results as an arrow table."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa

from jiangzhi.diagnostic import Refused
from jiangzhi.evaluate.columns.rows.values import ColumnValues, Raw
from jiangzhi.evaluate.model import Outcome, StepValues
from jiangzhi.evaluate.stream.problems import TOO_LARGE_TO_WRITE
from jiangzhi.formula.types.types import Kind
from jiangzhi.money import decimal_text
from jiangzhi.plan.model import Plan

#: The end of the name of the column with a result's states.
STATE = ".state"


def results_of(plan: Plan) -> list[str]:
    """The published results of the subject's level."""
    return [name for name in plan.results if plan.step(name).head.level == plan.subject]


def schema_of(plan: Plan, keys: Sequence[str]) -> pa.Schema:
    """Keys, and for each result its value and its state. Money is whole 分 where its
    rounding makes it so; other numbers are exact text."""
    fields = [pa.field(key, pa.string()) for key in keys]
    for name in results_of(plan):
        fields.append(pa.field(name, _arrow_type(plan, name)))
        fields.append(pa.field(f"{name}{STATE}", pa.uint8()))
    return pa.schema(fields)


def results_table(plan: Plan, outcome: Outcome, table: pa.Table, keys: Sequence[str]) -> pa.Table:
    """The results of the subject's rows. Raises ``Refused`` for money beyond 64 bits."""
    columns = [table[key] for key in keys]
    for name in results_of(plan):
        raw = raw_of(outcome.steps[name])
        columns.append(_column(name, raw, outcome.steps[name], _arrow_type(plan, name)))
        columns.append(pa.array(raw.states, pa.uint8()))
    return pa.table(columns, schema=schema_of(plan, keys))


def raw_of(values: StepValues) -> Raw:
    """The arrays of a step evaluated by columns."""
    assert isinstance(values.values, ColumnValues)
    return values.values.raw


def _arrow_type(plan: Plan, name: str) -> pa.DataType:
    step = plan.step(name)
    kind = step.head.type.kind
    if kind is Kind.FLAG:
        return pa.bool_()
    if kind is Kind.DATE:
        return pa.date32()
    rounding = getattr(step, "rounding", None)
    if kind is Kind.MONEY and rounding is not None and rounding.unit.denominator == 1:
        return pa.int64()
    return pa.string()


def _column(name: str, raw: Raw, values: StepValues, kind: pa.DataType) -> pa.Array:
    unknown = raw.states != 0
    if len(raw.words):
        codes = pa.array(raw.data, pa.int64(), mask=unknown)
        return pa.array(list(raw.words), pa.string()).take(codes)
    if pa.types.is_boolean(kind):
        return pa.array(np.asarray(raw.data, dtype=np.bool_), kind, mask=unknown)
    if pa.types.is_date32(kind):
        return pa.array(raw.data.astype(np.int32), pa.int32(), mask=unknown).cast(kind)
    if pa.types.is_string(kind):
        return _texts(raw, values, unknown)
    try:
        if raw.den == 1:
            return pa.array(raw.data, kind, mask=unknown)
        return pa.array([None if v is None else _whole(v) for v in values.values], kind)
    except (OverflowError, pa.ArrowInvalid) as error:
        raise Refused([TOO_LARGE_TO_WRITE.at(None, name=name)]) from error


def _texts(raw: Raw, values: StepValues, unknown: Any) -> pa.Array:
    if not isinstance(raw.den, int) or raw.data.dtype == object:
        return pa.array([_text(value) for value in values.values], pa.string())
    known = np.where(unknown, np.int64(0), raw.data)
    different, at = np.unique(known, return_inverse=True)
    texts = [decimal_text(Fraction(int(one), raw.den)) for one in different]
    return pa.array(texts, pa.string()).take(pa.array(at, mask=unknown))


def _whole(value: object) -> int:
    assert isinstance(value, Fraction)
    assert value.denominator == 1
    return value.numerator


def _text(value: object) -> str | None:
    if value is None:
        return None
    return decimal_text(value) if isinstance(value, Fraction) else str(value)
