"""How an expression asks for the value of a step."""

from __future__ import annotations

from collections.abc import Callable

from jiangzhi.formula.types.value import Value

#: The value of a step, by its name, as seen from one row.
Reader = Callable[[str], Value]
