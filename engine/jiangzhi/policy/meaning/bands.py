"""The bands of a scale: read from condition cells, and fit for 超额累进 or not."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

from jiangzhi.formula.expr import Band, Const, Edge, Expr
from jiangzhi.formula.syntax.tree import Node
from jiangzhi.policy import problems
from jiangzhi.policy.model import Scale
from jiangzhi.policy.names.context import Context


def fail_if_bands_do_not_adjoin(scale: Scale, node: Node, context: Context) -> bool:
    """Report a scale that 超额累进 cannot use. True where it can."""
    reason = _why_not_adjoining(scale)
    if reason is None:
        return True
    context.report(
        problems.BANDS_NOT_ADJOINING.at(
            node.place, name=scale.name, reason=reason[0], reason_en=reason[1]
        )
    )
    return False


def _why_not_adjoining(scale: Scale) -> tuple[str, str] | None:
    bands: tuple[Band, ...] = scale.bands
    for earlier, later in pairwise(bands):
        if not _same(earlier.high, later.low):
            return (
                f"“{earlier.label}”之后是“{later.label}”",
                f"“{later.label}” follows “{earlier.label}”",
            )
    for band in bands:
        low, high = _constant(band.low.at), _constant(band.high.at)
        if low is not None and high is not None and not low < high:  # type: ignore[operator]
            return f"“{band.label}”的上边不大于下边", f"“{band.label}” is empty"
    return None


def _same(high: Edge, low: Edge) -> bool:
    if high.at is None or low.at is None:
        return False
    one, other = _constant(high.at), _constant(low.at)
    if one is None or other is None:
        return high.at == low.at and high.closed != low.closed
    return one == other and high.closed != low.closed


def _constant(expr: Expr | None) -> object | date | None:
    return expr.value if isinstance(expr, Const) else None
