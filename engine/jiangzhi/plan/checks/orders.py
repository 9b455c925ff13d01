"""Which edges of conditions are known to lie in order, so that no impossible case is reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from jiangzhi.formula.evaluate import bounds_of
from jiangzhi.formula.expr import Call, Const, Expr, Read
from jiangzhi.formula.shape import shape_of
from jiangzhi.plan.checks.regions import Region, Subject
from jiangzhi.plan.model import ParameterStep, Plan, RuleStep


@dataclass(frozen=True, slots=True)
class Orders:
    """For each compared thing its edges with the keys of their subjects; pairs of edges
    (lower, higher) by index; and what each edge is at least."""

    edges: tuple[tuple[object, object, Fraction | None], ...]
    pairs: tuple[tuple[int, int], ...]

    def allow(self, cell: Mapping[object, Region]) -> bool:
        """Whether a combination can be: what lies below an edge lies below a higher one."""
        signs = [cell[key].sample for _, key, _ in self.edges]
        for low, high in self.pairs:
            one, other = signs[low], signs[high]
            if one <= 0 < other or one < 0 == other:  # type: ignore[operator]
                return False
        for (thing, _, least), sign in zip(self.edges, signs, strict=True):
            region = cell.get(thing)
            if least is None or region is None or not isinstance(region.high, Fraction):
                continue
            if region.high <= least and sign > 0:  # type: ignore[operator]
                return False
            if sign == 0 and (region.high < least or not region.high_closed) and (
                region.high <= least
            ):  # fmt: skip
                return False
        return True


def orders_of(subjects: Mapping[object, Subject], plan: Plan) -> Orders:
    """What is known of the edges that conditions compare with."""
    compared = [
        (shape_of(subject.expr.args[0]), key, subject.expr.args[1])
        for key, subject in subjects.items()
        if isinstance(subject.expr, Call) and subject.expr.function == "compare"
    ]
    pairs = tuple(
        (low, high)
        for low, (thing, _, one) in enumerate(compared)
        for high, (other_thing, _, other) in enumerate(compared)
        if low != high and thing == other_thing and _not_above(one, other, plan)
    )
    edges = tuple((thing, key, _least(edge, plan)) for thing, key, edge in compared)
    return Orders(edges, pairs)


def _least(edge: Expr, plan: Plan) -> Fraction | None:
    least = bounds_of(edge, plan.bounds.__getitem__).low
    values = _stated(edge, plan)
    return min(values.values()) if least is None and values else least


def _not_above(one: Expr, other: Expr, plan: Plan) -> bool:
    """Whether the one is known to be no more than the other: ``a`` and ``a + b`` with b ≥ 0, or
    parameters so stated. An override that breaks it makes two rules hold, which is told."""
    if isinstance(other, Call) and other.function == "add":
        for at in (0, 1):
            if shape_of(other.args[at]) == shape_of(one):
                rest = _least(other.args[1 - at], plan)
                return rest is not None and rest >= 0
    low, high = _stated(one, plan), _stated(other, plan)
    if not low or not high:
        return False
    words = {*low, *high} - {""} or {""}
    ends = [(low.get(word, low.get("")), high.get(word, high.get(""))) for word in words]
    return all(a is not None and b is not None and a <= b for a, b in ends)


def _stated(edge: Expr, plan: Plan) -> dict[str, Fraction]:
    """The values that the document states for an edge, by class ("" for all)."""
    if isinstance(edge, Const):
        return {"": edge.value} if isinstance(edge.value, Fraction) else {}
    if not isinstance(edge, Read):
        return {}
    step = plan.step(edge.name)
    if isinstance(step, ParameterStep):
        return _stated(step.value, plan)
    if not isinstance(step, RuleStep) or step.table != edge.name:
        return {}
    found: dict[str, Fraction] = {}
    for case in (*step.cases, *([step.otherwise] if step.otherwise else [])):
        if not isinstance(case.value, Read):
            return {}
        value = _stated(case.value, plan).get("")
        if value is None:
            return {}
        heading = case.value.name.partition("[")[2].removesuffix("]")
        found.update({word.strip(): value for word in heading.split("、")})
    return found
