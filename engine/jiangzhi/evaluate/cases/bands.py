"""Which bands of 超额累进 the worked cases reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from jiangzhi.diagnostic import TextPlace
from jiangzhi.evaluate.cases.run import CaseResult
from jiangzhi.evaluate.row_reader import reader
from jiangzhi.formula.evaluate import value_of
from jiangzhi.formula.expr import Band, Expr, Marginal
from jiangzhi.formula.types.value import Value
from jiangzhi.plan.model import RuleStep
from jiangzhi.policy.names.reads import parts_of


def bands_reached(
    step: RuleStep, results: Sequence[CaseResult]
) -> Iterator[tuple[str, TextPlace, bool]]:
    """Each band, by each class that has its own rates, with its place and whether an amount of
    some case goes into it."""
    every = [*step.cases, *([step.otherwise] if step.otherwise else [])]
    for case in every:
        for marginal in _marginals(case.value):
            reached = set(_reached(marginal, step, results))
            for number, band in enumerate(marginal.bands):
                for word in marginal.columns or ("",):
                    label = f"{band.label} {word}".rstrip()
                    words = f"表“{marginal.table}”的 {label}"
                    yield words, band.place, (number, word) in reached


def _marginals(expr: Expr) -> Iterator[Marginal]:
    if isinstance(expr, Marginal):
        yield expr
    for part in parts_of(expr):
        yield from _marginals(part)


def _reached(
    marginal: Marginal, step: RuleStep, results: Sequence[CaseResult]
) -> Iterator[tuple[int, str]]:
    for result in results:
        outcome = result.outcome
        if step.head.name not in outcome.steps:
            continue
        for row in range(len(outcome.steps[step.head.name].values)):
            read = reader(outcome, step.head.level, row)
            amount = value_of(marginal.amount, read)
            base: Value = Fraction(1) if marginal.base is None else value_of(marginal.base, read)
            word = "" if marginal.selector is None else value_of(marginal.selector, read)
            if not isinstance(amount, Fraction) or not isinstance(base, Fraction) or base <= 0:
                continue
            for number, band in enumerate(marginal.bands):
                if _goes_into(band, amount / base, None if band.low.at is None else value_of(
                    band.low.at, read
                )):  # fmt: skip
                    yield number, str(word)


def _goes_into(band: Band, measured: Fraction, low: Value | None) -> bool:
    if band.low.at is None:
        return True
    return isinstance(low, Fraction) and measured > low
