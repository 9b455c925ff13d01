"""Which columns of which type a plan takes from the file of each level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pyarrow as pa
import pyarrow.types as is_a

from jiangzhi.diagnostic import Diagnostic, FilePlace
from jiangzhi.evaluate.stream.problems import FIELD_MISSING, FIELD_TYPE
from jiangzhi.facts.words import meant
from jiangzhi.formula.types.types import Kind
from jiangzhi.plan.model import InputStep, Plan
from jiangzhi.policy.model import Input

_TEXT: Final = ("文字(string)", "text (string)")
_WHOLE: Final = ("不超过 64 位的有符号整数", "signed integers of at most 64 bits")
_WORDS: Final[Mapping[Kind, tuple[str, str]]] = {
    Kind.MONEY: (f"{_WHOLE[0]}(单位:分)", f"{_WHOLE[1]} (in 分)"),
    Kind.COUNT: _WHOLE,
    Kind.NUMBER: (f"{_WHOLE[0]},或 decimal", f"{_WHOLE[1]} or decimal"),
    Kind.RATE: (f"{_WHOLE[0]},或 decimal", f"{_WHOLE[1]} or decimal"),
    Kind.FLAG: ("是否(bool)", "bool"),
    Kind.DATE: ("日期(date32)", "dates (date32)"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is read of a level: the names of its rows and of those above, and its inputs.

    ``blanks`` are the inputs that may be left out, since a blank counts as a stated value.
    """

    level: str
    detail: bool
    keys: tuple[str, ...]
    inputs: Mapping[str, Input]
    blanks: frozenset[str]


def wanted_of(plan: Plan, given: Mapping[str, object]) -> dict[str, Wanted]:
    """What is read of each level below the whole; not what is ``given``."""
    keys: dict[str, tuple[str, ...]] = {}
    found = {}
    for level in plan.levels:
        if level.parent is None:
            keys[level.name] = ()
            continue
        above = keys[level.parent]
        keys[level.name] = above if level.detail else (*above, level.name)
        inputs = {
            step.input.name: step.input
            for step in plan.steps
            if isinstance(step, InputStep)
            and step.input.level == level.name
            and step.input.name != level.name
            and step.input.name not in given
        }
        blanks = frozenset(name for name, one in inputs.items() if one.blank is not None)
        found[level.name] = Wanted(level.name, level.detail, keys[level.name], inputs, blanks)
    return found


def wrong_columns(schema: pa.Schema, wanted: Wanted, file: str) -> list[Diagnostic]:
    """What the file of a level lacks, and what has a type that is not taken."""
    place, found = FilePlace(file), []
    for name in (*wanted.keys, *wanted.inputs):
        if name not in schema.names:
            if name not in wanted.blanks:
                others = set(schema.names) - {*wanted.keys, *wanted.inputs}
                near = meant(name, sorted(others))
                found.append(FIELD_MISSING.at(place, level=wanted.level, name=name, **near))
            continue
        kind = Kind.TEXT if name in wanted.keys else wanted.inputs[name].type.kind
        if not _is_taken(schema.field(name).type, kind):
            zh, en = _WORDS.get(kind, _TEXT)
            of = schema.field(name).type
            found.append(FIELD_TYPE.at(place, name=name, found=of, wanted=zh, wanted_en=en))
    return found


def _is_taken(of: pa.DataType, kind: Kind) -> bool:
    if is_a.is_null(of):
        return True
    if kind is Kind.FLAG:
        return bool(is_a.is_boolean(of))
    if kind is Kind.DATE:
        return bool(is_a.is_date32(of))
    if kind in (Kind.TEXT, Kind.CHOICE):
        of = of.value_type if is_a.is_dictionary(of) else of
        return bool(is_a.is_string(of) or is_a.is_large_string(of))
    if is_a.is_integer(of):
        return not is_a.is_uint64(of)
    return kind in (Kind.NUMBER, Kind.RATE) and bool(is_a.is_decimal(of)) and of.scale >= 0
