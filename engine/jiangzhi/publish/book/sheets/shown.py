"""What the announced table shows of a value."""

from __future__ import annotations

from jiangzhi.formula.types.types import Kind
from jiangzhi.formula.types.value import State, Unknown, Value
from jiangzhi.publish.book.cached import Cached, cached
from jiangzhi.publish.book.workings import FAILED_NAME, MISSING_NAME


def shown_value(value: Value, kind: Kind) -> Cached:
    """What the announced table shows."""
    if isinstance(value, Unknown):
        return MISSING_NAME if value.state is State.MISSING else FAILED_NAME
    if isinstance(value, bool):
        return "是" if value else "否"
    return cached(value, kind)
