"""Stated values that multiply money many times over and are called a rate: 扣减比例 of 10."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from jiangzhi.diagnostic import Diagnostic
from jiangzhi.formula.expr import Call, Const, Expr, Lookup, Marginal, Read
from jiangzhi.formula.types.types import PLAIN_NUMBERS, Kind
from jiangzhi.money import decimal_text
from jiangzhi.policy import problems
from jiangzhi.policy.citation import Citation
from jiangzhi.policy.model import Policy, Rules
from jiangzhi.policy.names.reads import expressions_of, parts_of

_RATE_WORDS: Final = ("比例", "比率", "率", "占比", "比重", "百分比", "份额", "提成")


def warn_if_a_rate_multiplies_money(policy: Policy) -> list[Diagnostic]:
    """A value above 1 that money is multiplied by, of a name that says part of a whole or of a
    scale of 累进. A coefficient (系数, 倍数) may well be above 1."""
    factors: dict[str, bool] = {}
    for quantity in policy.quantities:
        for expr in expressions_of(quantity):
            for name, banded in _factors(expr):
                factors[name] = factors.get(name, False) or banded
    found = []
    for name, banded in factors.items():
        if not banded and not name.partition("[")[0].endswith(_RATE_WORDS):
            continue
        for value, cite in _stated(name, policy):
            if value > 1:
                times, percent = decimal_text(value), decimal_text(value * 100)
                found.append(
                    problems.RATE_ABOVE_ONE.at(cite.place, name=name, times=times, percent=percent)
                )
    return found


def _factors(expr: Expr) -> Iterator[tuple[str, bool]]:
    """The names that money is multiplied by, and whether in bands."""
    if isinstance(expr, Marginal) and expr.amount.type.kind is Kind.MONEY:
        yield expr.table, True
    if isinstance(expr, Call) and expr.function == "multiply" and expr.type.kind is Kind.MONEY:
        for arg in expr.args:
            if isinstance(arg, Read) and arg.type.kind in PLAIN_NUMBERS:
                yield arg.name, False
            elif isinstance(arg, Lookup):
                yield arg.table, False
    for part in parts_of(expr):
        yield from _factors(part)


def _stated(name: str, policy: Policy) -> Iterator[tuple[Fraction, Citation]]:
    for parameter in policy.parameters:
        if parameter.name == name or parameter.name.startswith(f"{name}["):
            yield from _constant(parameter.value, parameter.cite)
    for quantity in policy.quantities:
        if quantity.name == name and isinstance(quantity.definition, Rules):
            for case in quantity.definition.cases:
                yield from _constant(case.value, case.cite)
            return
    for scale in policy.scales:
        if scale.name == name:
            for column in scale.values:
                for band, value in zip(scale.bands, column, strict=True):
                    yield from _constant(value, replace(scale.cite, place=band.place))


def _constant(expr: Expr, cite: Citation) -> Iterator[tuple[Fraction, Citation]]:
    if isinstance(expr, Const) and isinstance(expr.value, Fraction):
        yield expr.value, cite
