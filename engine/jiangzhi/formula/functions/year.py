"""``YEAR(date)``: the year of a date."""

from __future__ import annotations

from typing import Final

from jiangzhi.formula.typing.dateparts import part_of_date

FUNCTION: Final = part_of_date("YEAR", of=lambda day: day.year, most=9999)
