"""One type for several values of the same quantity."""

from __future__ import annotations

from collections.abc import Sequence

from jiangzhi.formula.types import NUMBER, PLAIN_NUMBERS, TEXT, WORDS, Kind, Type


def unify(types: Sequence[Type]) -> Type | None:
    """The type that all fit, ``None`` where there is none. A lone 0 is a number."""
    given = [kind for kind in types if kind.kind is not Kind.ZERO]
    if not given:
        return NUMBER
    kinds = {kind.kind for kind in given}
    if len(kinds) == 1:
        first = given[0]
        units = {kind.unit for kind in given}
        return first if len(units) == 1 else Type(first.kind, "", first.choices)
    if kinds <= PLAIN_NUMBERS:
        return NUMBER
    if kinds <= WORDS:
        return TEXT
    return None
