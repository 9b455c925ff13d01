"""Which rules, table rows and edges no worked case exercises, with a case proposed for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fractions import Fraction

from jiangzhi.diagnostic import TextPlace
from jiangzhi.evaluate.cases.bands import bands_reached
from jiangzhi.evaluate.cases.run import CaseResult
from jiangzhi.evaluate.row_reader import reader
from jiangzhi.formula.evaluate import bounds_of, value_of
from jiangzhi.formula.expr import Call, Expr
from jiangzhi.formula.shape import shape_of
from jiangzhi.formula.types.value import UNBOUNDED, Bounds
from jiangzhi.plan.checks.grid import TooEntangled, bits, grid_of, situations
from jiangzhi.plan.checks.regions import (
    COMPARISONS,
    atoms_in,
    subject_and_constant,
    subjects_in,
)
from jiangzhi.plan.checks.tables import row_text
from jiangzhi.plan.model import Plan, RuleStep


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A rule, row or edge of ``quantity`` that no case exercises. ``proposal`` says in the
    words of condition cells what a case that does would have to be like."""

    quantity: str
    what: str
    proposal: str
    place: TextPlace


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many rules, rows and edges there are, and those not exercised."""

    total: int
    uncovered: tuple[Uncovered, ...]


def coverage_of(plan: Plan, results: Sequence[CaseResult]) -> Coverage:
    """The coverage of a plan's guarded rules by the outcomes of its worked cases."""
    uncovered: list[Uncovered] = []
    total = 0
    for step in plan.steps:
        if not isinstance(step, RuleStep):
            continue
        for band, place, reached in bands_reached(step, results):
            total += 1
            if not reached:
                owner = step.head.name.partition("#")[0]
                uncovered.append(Uncovered(owner, "档", band, place))
        if not step.head.shown or not any(case.guards for case in step.cases):
            continue
        fired = set(_fired(step, results))
        samples: dict[int, str] | None = None
        for index, case in enumerate(step.cases):
            total += 1
            if index not in fired:
                samples = _samples(step, plan) if samples is None else samples
                sample = samples.get(index, "条件同时成立")
                uncovered.append(Uncovered(step.head.name, case.label, sample, case.cite.place))
        if step.otherwise is not None:
            total += 1
            if len(step.cases) not in fired:
                uncovered.append(
                    Uncovered(step.head.name, "否则", "以上都不成立", step.otherwise.cite.place)
                )
        for place, words in _edges_missed(step, results):
            uncovered.append(Uncovered(step.head.name, "边界", words, place))
        total += len(_edges(step))
    return Coverage(total, tuple(uncovered))


def _fired(step: RuleStep, results: Sequence[CaseResult]) -> Iterator[int]:
    for result in results:
        outcome = result.outcome
        values = outcome.steps.get(step.head.name)
        if values is None:
            continue
        for row, rule in enumerate(values.rules):
            if not step.hit.collects:
                yield rule
                continue
            read = reader(outcome, step.head.level, row)
            for index, case in enumerate(step.cases):
                if all(value_of(guard, read) is True for guard in case.guards):
                    yield index


def _edges(step: RuleStep) -> dict[object, tuple[Expr, TextPlace]]:
    found: dict[object, tuple[Expr, TextPlace]] = {}
    for case in step.cases:
        for guard in case.guards:
            for atom in atoms_in(guard):
                if isinstance(atom, Call) and atom.function in COMPARISONS[2:]:
                    subject, constant = subject_and_constant(atom)
                    key = (shape_of(subject), shape_of(constant))
                    found.setdefault(key, (atom, case.cite.place))
    return found


def _edges_missed(step: RuleStep, results: Sequence[CaseResult]) -> Iterator[tuple[TextPlace, str]]:
    for atom, place in _edges(step).values():
        assert isinstance(atom, Call)
        if not any(_meets(atom, step, result) for result in results):
            sides = [_words(arg) for arg in atom.args]
            yield place, f"{sides[0]} 正好等于 {sides[1]}"


def _meets(atom: Call, step: RuleStep, result: CaseResult) -> bool:
    outcome = result.outcome
    if step.head.name not in outcome.steps:
        return False
    for row in range(len(outcome.steps[step.head.name].values)):
        read = reader(outcome, step.head.level, row)
        left, right = (value_of(arg, read) for arg in atom.args)
        if isinstance(left, Fraction) and left == right:
            return True
    return False


def _samples(step: RuleStep, plan: Plan) -> dict[int, str]:
    """For each case one combination in which it is the first that holds, in words."""
    subjects = subjects_in([guard for case in step.cases for guard in case.guards])

    def bounds(expr: Expr) -> Bounds:
        if isinstance(expr, Call) and expr.function == "compare":
            return UNBOUNDED
        return bounds_of(expr, plan.bounds.__getitem__)

    grid = grid_of([case.guards for case in step.cases], subjects, bounds)
    names = [_words(subject.expr) for subject in subjects.values()]
    found: dict[int, str] = {}
    with suppress(TooEntangled):
        for active, combination in situations(grid):
            first = next(bits(active), None)
            if first is not None and first not in found:
                cells = row_text(subjects, grid.cell(combination()), plan.money_unit).split(" | ")
                found[first] = ";".join(
                    f"{name} {text}" if name else text
                    for name, text in zip(names, cells, strict=True)
                )
    return found


def _words(expr: Expr) -> str:
    name = getattr(expr, "name", None)
    if name is not None:
        return str(name)
    return str(getattr(expr, "text", "") or "") if not isinstance(expr, Call) else ""
