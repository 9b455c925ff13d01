"""What is known of a function's value from what is known of its arguments."""

from __future__ import annotations

from collections.abc import Sequence

from jiangzhi.formula.registry import FUNCTIONS
from jiangzhi.formula.types.types import Type
from jiangzhi.publish.book.form import Form


def combined(function: str, args: Sequence[Form], type_: Type) -> Form:
    """A form without its text: type and bounds of a function of forms."""
    bounds = FUNCTIONS[function].bounds
    types = [arg.type for arg in args]
    return Form(
        "",
        type_,
        bounds=bounds([arg.bounds for arg in args], types),
        seen=bounds([arg.seen for arg in args], types),
    )
