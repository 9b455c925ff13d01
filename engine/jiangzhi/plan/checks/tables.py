"""Gaps and overlaps of tables over all their columns at once; rules that can never apply."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from jiangzhi.diagnostic import Because, Diagnostic
from jiangzhi.formula.evaluate import bounds_of
from jiangzhi.formula.expr import Call, Expr, Read
from jiangzhi.formula.types.types import Kind
from jiangzhi.formula.types.value import UNBOUNDED, Bounds
from jiangzhi.money import decimal_text, in_unit
from jiangzhi.plan.checks.regions import Region, Subject, combinations, subjects_in, truth
from jiangzhi.plan.model import Plan, RuleStep
from jiangzhi.policy.model import Hit
from jiangzhi.policy.problems.findings import RULE_UNREACHABLE
from jiangzhi.policy.problems.tables import TABLE_GAP, TABLE_OVERLAP, TABLE_ROW_UNREACHABLE


def check_rules(step: RuleStep, plan: Plan) -> list[Diagnostic]:
    """What is wrong with the cases of a step, taken together."""
    if not any(case.guards for case in step.cases):
        return []
    subjects = subjects_in([guard for case in step.cases for guard in case.guards])

    def bounds(expr: Expr) -> Bounds:
        if isinstance(expr, Call) and expr.function == "compare":
            return UNBOUNDED
        return bounds_of(expr, plan.bounds.__getitem__)

    cells = combinations(subjects, bounds)
    anywhere = combinations(subjects, lambda _: UNBOUNDED)
    if cells is None or anywhere is None:
        return []
    found: list[Diagnostic] = []
    reached = _reached(step, anywhere)
    gaps: list[dict[object, Region]] = []
    overlaps: dict[tuple[int, int], dict[object, Region]] = {}
    for cell in cells:
        holding = _holding(step, cell)
        if not holding:
            gaps.append(cell)
        elif step.hit is not Hit.FIRST:
            for one, other in _pairs(holding):
                overlaps.setdefault((one, other), cell)
    if step.table and gaps and step.otherwise is None and step.hit is not Hit.SUM:
        found.append(_gap(step, subjects, _widened(gaps), plan))
    if step.table and step.hit is Hit.UNIQUE:
        found.extend(_overlap(step, subjects, pair, cell, plan) for pair, cell in overlaps.items())
    for index, was_reached in enumerate(reached):
        if not was_reached:
            found.append(_unreachable(step, index))
    return found


def _holding(step: RuleStep, cell: dict[object, Region]) -> list[int]:
    return [
        index
        for index, case in enumerate(step.cases)
        if all(truth(guard, cell) for guard in case.guards)
    ]


def _reached(step: RuleStep, cells: list[dict[object, Region]]) -> list[bool]:
    """Which cases some combination reaches, inside the declared ranges or not: a row that
    stands there only for safety is no mistake."""
    reached = [False] * len(step.cases)
    for cell in cells:
        holding = _holding(step, cell)
        for index in holding[:1] if step.hit is Hit.FIRST else holding:
            reached[index] = True
    return reached


def _pairs(indexes: list[int]) -> Iterable[tuple[int, int]]:
    return ((one, other) for i, one in enumerate(indexes) for other in indexes[i + 1 :])


def _widened(gaps: list[dict[object, Region]]) -> dict[object, Region]:
    """The first gap, joined with the gaps that adjoin it in one column after another."""
    row = gaps[0]
    for key in row:
        for gap in gaps:
            if any(gap[other] != row[other] for other in row if other != key):
                continue
            joined = row[key].joined(gap[key])
            if joined is not None:
                row = {**row, key: joined}
    return row


def _gap(
    step: RuleStep, subjects: dict[object, Subject], cell: dict[object, Region], plan: Plan
) -> Diagnostic:
    row = row_text(subjects, cell, plan.money_unit)
    return TABLE_GAP.at(step.head.cite.place, name=step.table, row=row)


def _overlap(
    step: RuleStep, subjects: dict[object, Subject], pair: tuple[int, int],
    cell: dict[object, Region], plan: Plan,
) -> Diagnostic:  # fmt: skip
    one, other = pair
    return TABLE_OVERLAP.at(
        step.cases[other].cite.place,
        because=[Because(step.cases[one].label, step.cases[one].cite.place)],
        name=step.table,
        one=one + 1,
        other=other + 1,
        row=row_text(subjects, cell, plan.money_unit),
    )


def _unreachable(step: RuleStep, index: int) -> Diagnostic:
    place = step.cases[index].cite.place
    if step.table:
        return TABLE_ROW_UNREACHABLE.at(place, name=step.table, row=index + 1)
    return RULE_UNREACHABLE.at(place, name=step.head.name)


def row_text(subjects: dict[object, Subject], cell: dict[object, Region], money_unit: str) -> str:
    """A combination as the condition cells of a row that covers it."""
    return " | ".join(
        _cell_text(subject, cell[key], money_unit) for key, subject in subjects.items()
    )


def _cell_text(subject: Subject, region: Region, money_unit: str) -> str:
    sample = region.sample
    if isinstance(sample, bool):
        return "是" if sample else "否"
    if isinstance(sample, str):
        return sample
    expr = subject.expr
    if isinstance(expr, Call) and expr.function == "compare":
        sign = {-1: "小于", 0: "等于", 1: "大于"}[int(sample)]  # type: ignore[arg-type]
        return f"{_name(expr.args[0])}{sign}{_name(expr.args[1])}"

    def text(edge: Fraction | date) -> str:
        return _edge_text(edge, expr.type.kind, money_unit)

    low, high = region.low, region.high
    if region.point and low is not None:
        return f"= {text(low)}"
    if low is None and high is None:
        return "任意"
    if low is None:
        assert high is not None
        return f"{'<=' if region.high_closed else '<'} {text(high)}"
    if high is None:
        return f"{'>=' if region.low_closed else '>'} {text(low)}"
    opening, closing = "[" if region.low_closed else "(", "]" if region.high_closed else ")"
    return f"{opening}{text(low)}, {text(high)}{closing}"


def _edge_text(edge: Fraction | date, kind: Kind, money_unit: str) -> str:
    if isinstance(edge, date):
        return edge.isoformat()
    if kind is Kind.MONEY:
        return f"{decimal_text(in_unit(edge, money_unit))}{money_unit}"
    if kind is Kind.RATE:
        return f"{decimal_text(edge * 100)}%"
    return decimal_text(edge)


def _name(expr: Expr) -> str:
    return expr.name if isinstance(expr, Read) else "…"
