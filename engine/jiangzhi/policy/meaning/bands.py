"""The bands of a scale: read from condition cells, and fit for 超额累进 or not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from jiangzhi.formula.expr import Band, Call, Const, Edge, Expr, Read
from jiangzhi.formula.syntax.tree import Node
from jiangzhi.formula.types.types import Scalar
from jiangzhi.policy import problems
from jiangzhi.policy.model import Scale
from jiangzhi.policy.names.as_written import stated_value
from jiangzhi.policy.names.context import Context
from jiangzhi.policy.names.scope import Scope


def fail_if_bands_do_not_adjoin(scale: Scale, node: Node, context: Context) -> bool:
    """Report a scale that 超额累进 cannot use. True where it can."""
    reason = _why_not_adjoining(scale, context.scope)
    if reason is None:
        return True
    context.report(
        problems.BANDS_NOT_ADJOINING.at(
            node.place, name=scale.name, reason=reason[0], reason_en=reason[1]
        )
    )
    return False


def _why_not_adjoining(scale: Scale, scope: Scope) -> tuple[str, str] | None:
    bands: tuple[Band, ...] = scale.bands
    for earlier, later in pairwise(bands):
        if not _same(earlier.high, later.low):
            return (
                f"“{earlier.label}”之后是“{later.label}”",
                f"“{later.label}” follows “{earlier.label}”",
            )
    for band in bands:
        if band.low.at is None and band.high.at is None and band.holds is not None:
            return f"“{band.label}”不是一个区间", f"“{band.label}” is not one interval"
        for word, low, high in _ends(band, scope):
            if not low < high:  # type: ignore[operator]
                whose, whose_en = (f"({word})", f" for {word}") if word else ("", "")
                return (
                    f"“{band.label}”的上边不大于下边{whose}",
                    f"“{band.label}” is empty{whose_en}",
                )
    return None


def _ends(band: Band, scope: Scope) -> Iterator[tuple[str, Scalar, Scalar]]:
    """A band's two ends as the document states them: once, or for each class by which
    parameters give them."""
    if band.low.at is None or band.high.at is None:
        return
    low, high = _stated(band.low.at, scope), _stated(band.high.at, scope)
    for word in sorted({*low, *high}):
        one, other = low.get(word, low.get("")), high.get(word, high.get(""))
        if one is not None and other is not None and (word or {*low, *high} == {""}):
            yield word, one, other


def _stated(expr: Expr, scope: Scope) -> dict[str, Scalar]:
    """The values stated for an end, by class ("" for all)."""
    if isinstance(expr, Const):
        return {"": expr.value}
    if not isinstance(expr, Read):
        return {}
    if expr.name in scope.by_class:
        found: dict[str, Scalar] = {}
        for name, parameter in scope.parameters.items():
            base, bracket, heading = name.partition("[")
            if base == expr.name and bracket and isinstance(parameter.value, Const):
                for word in heading.removesuffix("]").split("、"):
                    found[word.strip()] = parameter.value.value
        return found
    value = stated_value(expr, scope)
    return {} if value is None else {"": value}


def _same(high: Edge, low: Edge) -> bool:
    if high.at is None or low.at is None:
        return False
    one, other = _constant(high.at), _constant(low.at)
    if one is None or other is None:
        return alike(high.at, low.at) and high.closed != low.closed
    return one == other and high.closed != low.closed


def alike(one: Expr, other: Expr) -> bool:
    """Whether two expressions say the same, wherever they stand."""
    if isinstance(one, Call) and isinstance(other, Call):
        return (
            one.function == other.function
            and len(one.args) == len(other.args)
            and all(alike(a, b) for a, b in zip(one.args, other.args, strict=True))
        )
    if isinstance(one, Const) and isinstance(other, Const):
        return one.value == other.value
    return one == other


def _constant(expr: Expr | None) -> object | date | None:
    return expr.value if isinstance(expr, Const) else None
