"""What is published, as an arrow table: exact decimals, and a state beside each."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final

import pyarrow as pa

from jiangzhi.evaluate.model import Outcome, StepValues
from jiangzhi.formula.types.types import NUMERIC, Kind, Scalar
from jiangzhi.formula.types.value import State
from jiangzhi.money import FEN_IN, decimal_text
from jiangzhi.plan.model import Step
from jiangzhi.rounding import Rounding

#: The end of the name of the column with a result's states, a name of ``State`` in lower case.
STATE: Final = ".state"
#: The most digits of an arrow decimal128.
_DIGITS: Final = 38


def results_table(outcome: Outcome, *, level: str | None = None, unit: str = "元") -> pa.Table:
    """A row for each entity of a level (the subject where none is named), in order of the facts.

    Columns: the names of the entity and of those above it, then for each published result its
    value and its state (``known`` or why there is none). Amounts are ``decimal128`` in ``unit``,
    other rounded numbers ``decimal128``, dates ``date32``, flags ``bool``; a number that nothing
    rounds, and what no decimal128 holds, is exact text, ``1/3`` where its decimal does not end.
    The types depend on the policy alone. Raises ``KeyError`` for a level the policy does not
    have.
    """
    plan = outcome.plan
    wanted = plan.level(level or plan.subject).name
    facts = outcome.facts.levels[wanted]
    columns: dict[str, pa.Array] = {}
    for at, name in enumerate(plan.key_names(wanted)):
        columns[name] = pa.array([key[at] for key in facts.keys], pa.string())
    for name in plan.results:
        step = plan.step(name)
        if step.head.level == wanted:
            columns[name] = _column(step, outcome.steps[name].values, FEN_IN[unit])
            columns[f"{name}{STATE}"] = _states(outcome.steps[name])
    return pa.table(columns)


def _column(step: Step, values: Sequence[Scalar | None], fen: int) -> pa.Array:
    kind = step.head.type.kind
    if kind is Kind.FLAG:
        return pa.array(values, pa.bool_())
    if kind is Kind.DATE:
        return pa.array(values, pa.date32())
    if kind not in NUMERIC:
        return pa.array(values, pa.string())
    scale = fen if kind is Kind.MONEY else 1
    exact = [None if one is None else _number(one) / scale for one in values]
    places = _places(getattr(step, "rounding", None), scale)
    if places is None:
        return pa.array([None if one is None else decimal_text(one) for one in exact], pa.string())
    return pa.array([_decimal(one, places) for one in exact], pa.decimal128(_DIGITS, places))


def _places(rounding: Rounding | None, scale: int) -> int | None:
    """The places behind the point of whole multiples of a rounding's unit."""
    if rounding is None:
        return None
    unit = rounding.unit / scale
    return next((at for at in range(_DIGITS) if (unit * 10**at).denominator == 1), None)


def _decimal(value: Fraction | None, places: int) -> Decimal | None:
    if value is None:
        return None
    whole = value * 10**places
    assert whole.denominator == 1
    return Decimal(f"{whole.numerator}E-{places}")


def _number(value: Scalar) -> Fraction:
    assert isinstance(value, Fraction | int)
    return Fraction(value)


def _states(values: StepValues) -> pa.Array:
    return pa.array([State(int(one)).name.lower() for one in values.states], pa.string())
