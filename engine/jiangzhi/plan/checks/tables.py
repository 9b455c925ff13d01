"""Gaps and overlaps of tables over all their columns at once; rules that can never apply."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import combinations, islice
from typing import Final

from jiangzhi.diagnostic import Because, Diagnostic
from jiangzhi.formula.evaluate import bounds_of
from jiangzhi.formula.expr import Call, Expr, Read
from jiangzhi.formula.print import text_of
from jiangzhi.formula.types.types import Kind, Type
from jiangzhi.formula.types.value import UNBOUNDED, Bounds
from jiangzhi.money import decimal_text, in_unit
from jiangzhi.plan.checks.grid import Grid, TooEntangled, bits, grid_of, situations
from jiangzhi.plan.checks.orders import orders_of
from jiangzhi.plan.checks.regions import Region, Subject, subjects_in
from jiangzhi.plan.model import InputStep, Plan, RuleStep
from jiangzhi.plan.problems import TOO_ENTANGLED
from jiangzhi.policy.model import Case, Hit
from jiangzhi.policy.names.types import widest_range
from jiangzhi.policy.problems.findings import RULE_UNREACHABLE
from jiangzhi.policy.problems.tables import (
    RULES_OVERLAP,
    TABLE_GAP,
    TABLE_OVERLAP,
    TABLE_ROW_UNREACHABLE,
)
from jiangzhi.words import Words

#: Pairs of rows of one table that are told to overlap; more of them say nothing new.
MOST_OVERLAPS: Final = 300


def check_rules(step: RuleStep, plan: Plan) -> list[Diagnostic]:
    """What is wrong with the cases of a step, taken together."""
    if not any(case.guards for case in step.cases):
        return []
    subjects = subjects_in([guard for case in step.cases for guard in case.guards])

    def bounds(expr: Expr) -> Bounds:
        if isinstance(expr, Call) and expr.function == "compare":
            return UNBOUNDED
        return bounds_of(expr, plan.bounds.__getitem__)

    guards = [case.guards for case in step.cases]
    try:
        found = _in_range(step, plan, subjects, grid_of(guards, subjects, bounds))
        reached = _reached(step, grid_of(guards, subjects, lambda _: UNBOUNDED))
    except TooEntangled:
        return [TOO_ENTANGLED.at(step.head.cite.place, name=step.head.name)]
    unreached = ((1 << len(step.cases)) - 1) & ~reached
    return [*found, *(_unreachable(step, index) for index in bits(unreached))]


def _in_range(
    step: RuleStep, plan: Plan, subjects: dict[object, Subject], grid: Grid
) -> list[Diagnostic]:
    """Gaps and overlaps within the declared ranges."""
    covered = step.otherwise is not None or step.rest_is_error or step.hit is Hit.SUM
    closed = bool(step.table) and not covered
    several = bool(step.table) or (len(step.cases) > 1 and _independent(subjects, plan))
    apart = several and step.hit is Hit.UNIQUE
    if not closed and not apart:
        return []
    orders = orders_of(subjects, plan)
    gap: list[int] | None = None
    overlaps: dict[tuple[int, int], list[int]] = {}
    for active, combination in situations(grid):
        doubtful = not active or active & (active - 1)
        if doubtful and orders.edges and not orders.allow(grid.cell(combination())):
            continue
        if not active:
            gap = gap or combination()
        elif apart and active & (active - 1):
            for one, other in islice(combinations(bits(active), 2), MOST_OVERLAPS):
                overlaps.setdefault((one, other), combination())
            if len(overlaps) >= MOST_OVERLAPS:
                break
    found = []
    if closed and gap is not None:
        found.append(_gap(step, subjects, _widened(grid, gap), plan))
    found.extend(
        _overlap(step, subjects, pair, grid.cell(chosen), plan)
        for pair, chosen in islice(overlaps.items(), MOST_OVERLAPS)
    )
    return found


def _independent(subjects: dict[object, Subject], plan: Plan) -> bool:
    """Whether every combination can come about: a single thing is asked about, or inputs."""
    if len(subjects) == 1:
        return True
    return all(
        isinstance(subject.expr, Read) and isinstance(plan.step(subject.expr.name), InputStep)
        for subject in subjects.values()
    )


def _reached(step: RuleStep, grid: Grid) -> int:
    """Which cases some combination reaches, as bits, inside the declared ranges or not: a row
    that stands there only for safety is no mistake."""
    reached = 0
    for active, _ in situations(grid):
        reached |= active & -active if step.hit is Hit.FIRST else active
    return reached


def _widened(grid: Grid, gap: list[int]) -> dict[object, Region]:
    """The gap, joined with those that follow it in the first column in which any adjoins."""
    cell = grid.cell(gap)
    for place, key in enumerate(grid.keys):
        wider = cell[key]
        for at in range(gap[place] + 1, len(grid.regions[place])):
            joined = wider.joined(grid.regions[place][at])
            beside = [*gap[:place], at, *gap[place + 1 :]]
            if joined is None or grid.some_hold(beside):
                break
            wider = joined
        if wider is not cell[key]:
            return {**cell, key: wider}
    return cell


def _gap(
    step: RuleStep, subjects: dict[object, Subject], cell: dict[object, Region], plan: Plan
) -> Diagnostic:
    row = situation_text(subjects, cell, plan.money_unit)
    return TABLE_GAP.at(step.head.cite.place, name=step.table, row=row)


def _overlap(
    step: RuleStep, subjects: dict[object, Subject], pair: tuple[int, int],
    cell: dict[object, Region], plan: Plan,
) -> Diagnostic:  # fmt: skip
    one, other = pair
    if not step.table:
        return RULES_OVERLAP.at(
            step.cases[other].cite.place,
            because=[Because(_said(step.cases[one]), step.cases[one].cite.place)],
            name=step.head.name, one=one + 1, other=other + 1,
            row=situation_text(subjects, cell, plan.money_unit),
        )  # fmt: skip
    return TABLE_OVERLAP.at(
        step.cases[other].cite.place,
        because=[Because(_said(step.cases[one]), step.cases[one].cite.place)],
        name=step.table,
        one=one + 1,
        other=other + 1,
        row=situation_text(subjects, cell, plan.money_unit),
    )


def _unreachable(step: RuleStep, index: int) -> Diagnostic:
    place = step.cases[index].cite.place
    if step.table:
        return TABLE_ROW_UNREACHABLE.at(place, name=step.table, row=index + 1)
    return RULE_UNREACHABLE.at(place, name=step.head.name)


def situation_text(
    subjects: dict[object, Subject], cell: dict[object, Region], money_unit: str
) -> Words:
    """A combination in words: each column by its name."""
    said = [
        (subject, text)
        for key, subject in subjects.items()
        if (text := _cell_text(subject, cell[key], money_unit)) != "任意"
    ]
    return Words(
        ";".join(
            text if _compares(subject) else f"{text_of(subject.expr)} 为 {text}"
            for subject, text in said
        ),
        "; ".join(
            f"“{text}”" if _compares(subject) else f"“{text_of(subject.expr)}” is “{text}”"
            for subject, text in said
        ),
    )


def _compares(subject: Subject) -> bool:
    return isinstance(subject.expr, Call) and subject.expr.function == "compare"


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

    low, high = _end(region.low, expr.type), _end(region.high, expr.type)
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


def _end(edge: Fraction | date | None, kind: Type) -> Fraction | date | None:
    """An end, ``None`` where it is only as far as numbers go that state no range."""
    widest = widest_range(kind)
    return None if edge is None or edge in (widest.low, widest.high) else edge


def _edge_text(edge: Fraction | date, kind: Kind, money_unit: str) -> str:
    if isinstance(edge, date):
        return edge.isoformat()
    if kind is Kind.MONEY and not edge:
        return "0"
    if kind is Kind.MONEY:
        return f"{decimal_text(in_unit(edge, money_unit))}{money_unit}"
    if kind is Kind.RATE:
        return f"{decimal_text(edge * 100)}%"
    return decimal_text(edge)


def _name(expr: Expr) -> str:
    return expr.name if isinstance(expr, Read) else "…"


def _said(case: Case) -> Words:
    return Words(case.label, case.label_en or case.label)
