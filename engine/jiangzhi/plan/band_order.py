"""That the bands of 累进 ascend, where their edges are not all stated."""

from __future__ import annotations

from collections.abc import Sequence

from jiangzhi.formula.expr import Band, Call, Const, Expr
from jiangzhi.formula.types.types import FLAG


def edges_in_order(bands: Sequence[Band]) -> tuple[Expr, ...]:
    """The conditions under which each band ends no lower than it begins. Stated edges were
    compared when the document was read; parameters may be overridden, formulas come out as they
    do."""
    return tuple(
        Call("le", (band.low.at, band.high.at), FLAG)
        for band in bands
        if band.low.at is not None
        and band.high.at is not None
        and not (isinstance(band.low.at, Const) and isinstance(band.high.at, Const))
    )
