"""One type for several values of the same quantity."""

from __future__ import annotations

from collections.abc import Sequence

from jiangzhi.formula import typerules
from jiangzhi.formula.function import Mismatch
from jiangzhi.formula.types import NUMBER, Kind, Type


def unify(types: Sequence[Type]) -> Type | None:
    """The type that all fit, ``None`` where there is none. A lone 0 is a number."""
    try:
        kind = typerules.unify(types)
    except Mismatch:
        return None
    return NUMBER if kind.kind is Kind.ZERO else kind
