"""``ROUND(x, places)``: the nearest, a half away from zero (四舍五入)."""

from __future__ import annotations

from typing import Final

from jiangzhi.formula.types.texts import sheet_call
from jiangzhi.formula.typing.digits import rounding_function
from jiangzhi.money import round_half_away

FUNCTION: Final = rounding_function(
    "ROUND", to_whole=round_half_away, shown="四舍五入", spreadsheet=sheet_call("ROUND")
)
