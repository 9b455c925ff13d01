"""``ROUNDUP(x, places)``: away from zero (进一)."""

from __future__ import annotations

from typing import Final

from jiangzhi.formula.typing.digits import rounding_function

FUNCTION: Final = rounding_function("ROUNDUP")
