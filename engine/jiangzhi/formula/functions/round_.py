"""``ROUND(x, places)``: the nearest, a half away from zero (四舍五入)."""

from __future__ import annotations

from typing import Final

from jiangzhi.formula.typing.digits import rounding_function

FUNCTION: Final = rounding_function("ROUND")
