"""``DAY(date)``: the day of a date."""

from __future__ import annotations

from typing import Final

from jiangzhi.formula.typing.dateparts import part_of_date

FUNCTION: Final = part_of_date("DAY", of=lambda day: day.day, most=31)
