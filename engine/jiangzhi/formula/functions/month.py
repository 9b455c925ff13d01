"""``MONTH(date)``: the month of a date."""

from __future__ import annotations

from typing import Final

from jiangzhi.formula.typing.dateparts import part_of_date

FUNCTION: Final = part_of_date("MONTH", of=lambda day: day.month, most=12)
