"""One type for several values of the same quantity."""

from __future__ import annotations

from collections.abc import Sequence

from jiangzhi.formula.function import Mismatch
from jiangzhi.formula.types.types import NUMBER, Kind, Loose, Type
from jiangzhi.formula.typing import typerules
from jiangzhi.policy.names.scope import Scope


def unify(types: Sequence[Type]) -> Type | None:
    """The type that all fit, ``None`` where there is none."""
    try:
        return typerules.unify(types)
    except Mismatch:
        return None


def settled(kind: Type, scope: Scope) -> Type:
    """The type as that of a named quantity: one that is 0 and nothing else is a number.

    Not yet in the first round of resolution, where values of last year, whose types are not
    known, pass for 0.
    """
    if kind.loose is Loose.WEIGHTED or (kind.kind is Kind.ZERO and not scope.first_round):
        return NUMBER
    return kind
